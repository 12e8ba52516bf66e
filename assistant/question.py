"""What a question asks for: its parts, the kind of answer each wants, and the names it gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import snowballstemmer

from assistant.answer import Turn
from assistant.words import STOPWORDS, fold, terms

_ASKING = (
    r"(?:what|which|who|whom|whose|when|where|why|how|was|were|is|are|did|does|do|has|have|can|could|should)"
)
_NEXT_PART = re.compile(
    rf"(?<=\?)\s+|[,;]?\s+\band\b\s+(?={_ASKING}\b)|[,;:]\s+(?={_ASKING}\b)", re.IGNORECASE
)
_LEANING = re.compile(
    r"^(?:and|but|so|then)\b|^(?:what|how) about\b|"
    r"\b(?:it|its|they|them|their|theirs|that|those|these|this|he|she|ones?|there|the same|each)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.?!:]\s)(?<!^)\b[A-Z][\w’'&-]*[a-z][\w’'&-]*")
_REFERENCE = re.compile(r"(?<![\w/-])(?=[\w/-]*\d{3})[A-Za-z]{0,6}[/-]?\w*\d[\w/-]*(?<![/-])")
_GENERIC = frozenset(
    """
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday council councils county city borough district
    metropolitan unitary parish nhs trust board committee cabinet government authority authorities
    commissioner commissioners mayor leader director executive officer officers member members
    service services department directorate act section band year years question report minutes
    appendix table plan strategy policy agreement contract programme scheme record decision
    integrated care clinical commissioning group local foundation hospital partnership royal london
    of the and i english uk united kingdom england
    """.split()  # noqa: SIM905
)
# Below the first a question hardly says anything by itself; above the second it says enough.
_FEW, _MANY = 3, 8


def parts_of(question: str) -> list[str]:
    """The separate things asked for, in order: "How many X, and when?" has two. Never empty."""
    pieces = [piece.strip(" ,;") for piece in _NEXT_PART.split(question.strip())]
    kept: list[str] = []
    for piece in pieces:
        if kept and not terms(piece):
            kept[-1] = f"{kept[-1]} {piece}"
        elif piece:
            kept.append(piece)
    return kept or [question]


def standalone(question: str, history: Sequence[Turn]) -> str:
    """The question by itself: one that leans on the conversation takes the last question along."""
    if not history or not leans(question):
        return question
    return f"{history[-1].question.strip()} {question.strip()}"


def leans(question: str) -> bool:
    """Does the question point back to something said before?"""
    words = len(terms(question))
    return words < _FEW or (words <= _MANY and bool(_LEANING.search(question.strip())))


def names_in(question: str) -> list[str]:
    """Proper names: capitalised words inside the question, common ones of public bodies left out."""
    found = (match.group() for match in _NAME.finditer(question))
    bare = (re.sub(r"[’']s$", "", name) for name in found)
    return list(dict.fromkeys(name for name in bare if fold(name) not in _GENERIC | STOPWORDS))


def references_in(question: str) -> set[str]:
    """Reference numbers as councils write them ("24/00096", "FOI318427262", "OCC-3127"), case-folded."""
    return {fold(match.group()) for match in _REFERENCE.finditer(question)}


def named_authorities(question: str, authorities: Iterable[str]) -> list[str]:
    """The authorities whose own distinctive words all stand in the question."""
    return [name for name in authorities if speaks_of(question, [name])]


def speaks_of(text: str, authorities: Iterable[str]) -> bool:
    """Does the text hold the distinctive words of one of these authorities?"""
    held = set(re.findall(r"\w+", re.sub(r"[’']s\b", "", fold(text))))
    return any((own := _distinctive(name)) and own <= held for name in authorities)


def _distinctive(authority: str) -> set[str]:
    return {word for word in re.findall(r"\w+", fold(authority)) if word not in _GENERIC}


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The English Snowball stem, as full-text search uses it."""
    return str(snowballstemmer.stemmer("english").stemWord(word))


def stems(text: str) -> set[str]:
    """Stems of all words of a text; inner punctuation parts words."""
    return {stem(word) for word in re.findall(r"\w+", fold(text))}
