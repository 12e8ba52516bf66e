"""What a question asks for: its parts, the kind of answer each wants, and the names it gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from assistant.words import STOPWORDS, fold, terms

_ASKING = (
    r"(?:what|which|who|whom|whose|when|where|why|how|was|were|is|are|did|does|do|has|have|can|could|should)"
)
_ASKS = re.compile(
    rf"\?|\b(?:what|which|who|whom|whose|when|where|why|how)\b|^{_ASKING}\b|"
    r"^(?:please\s+)?(?:list|name|give|explain|describe|tell|show|state|provide|confirm|compare|find)\b|"
    r"\b(?:i|we)(?:['’]d)? (?:need|want|like|would like)\b",
    re.IGNORECASE,
)
_NEXT_PART = re.compile(
    rf"(?<=\?)\s+|[,;]?\s+\band\b\s+(?={_ASKING}\b)|[,;:]\s+(?={_ASKING}\b)", re.IGNORECASE
)
_NAME = re.compile(r"(?<![.?!:]\s)(?<!^)\b[A-Z][\w’'&-]*[a-z][\w’'&-]*")
_COUNCIL = re.compile(
    r"\b(?:[A-Z][\w’'-]+ (?:and |upon |of )?){1,3}"
    r"(?:City|County|Borough|District|Metropolitan|Parish|Town) Council\b"
)
_REFERENCE = re.compile(r"(?<![\w/-])(?=[\w/-]*\d{3})[A-Za-z]{0,6}[/-]?\w*\d[\w/-]*(?<![/-])")
GENERIC = frozenset(
    """
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday council councils county city borough district
    metropolitan unitary parish nhs trust board committee cabinet government authority authorities
    commissioner commissioners mayor leader director executive officer officers member members deputy
    assistant chief interim head lead chair cllr councillor minister secretary portfolio holder manager
    service services department directorate act section band year years question report minutes
    appendix table plan strategy policy agreement contract programme scheme record decision
    integrated care clinical commissioning group local foundation hospital partnership royal london
    of the and i english uk united kingdom england
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked for. ``about`` is what was asked before it, whose subject it may lean on."""

    text: str
    about: str = ""

    @property
    def whole(self) -> str:
        return f"{self.about} {self.text}".strip()


def parts_of(question: str, before: str = "") -> list[Part]:
    """The separate things asked for, in order: "How many X, and when?" has two. Never empty.

    ``before`` is the earlier question that this one leans on. It is not asked again.
    """
    texts = _joined([piece.strip(" ,;") for piece in _NEXT_PART.split(question.strip())])
    texts = texts or [question]
    return [Part(text, before or ("" if number == 0 else texts[0])) for number, text in enumerate(texts)]


def _joined(pieces: Iterable[str]) -> list[str]:
    """Pieces that ask for something, each with what was said before it that asks for nothing."""
    kept: list[str] = []
    said = ""
    for piece in filter(None, pieces):
        if kept and not terms(piece):
            kept[-1] = _after(kept[-1], piece)
        elif _ASKS.search(piece):
            kept.append(_after(said, piece))
            said = ""
        else:
            said = _after(said, piece)
    if said:
        kept[-1:] = [_after(kept[-1] if kept else "", said)]
    return kept


def _after(said: str, piece: str) -> str:
    if not said:
        return piece
    return f"{said} {piece}" if said.endswith(("?", ".", "!")) else f"{said}, {piece}"


def names_in(question: str) -> list[str]:
    """Proper names: capitalised words inside the question, common ones of public bodies left out."""
    found = (match.group() for match in _NAME.finditer(question))
    bare = (re.sub(r"[’']s$", "", name) for name in found)
    return list(dict.fromkeys(name for name in bare if fold(name) not in GENERIC | STOPWORDS))


def councils_in(question: str) -> list[str]:
    """Councils named in full ("Leeds City Council"), as the question writes them."""
    return list(dict.fromkeys(match.group() for match in _COUNCIL.finditer(question)))


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
    return {word for word in re.findall(r"\w+", fold(authority)) if word not in GENERIC}


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The English Snowball stem, as full-text search uses it."""
    return str(snowballstemmer.stemmer("english").stemWord(word))


def sought_stems(question: str) -> set[str]:
    """Stems of what a question looks for, to be compared with the ``stems`` of a text."""
    return stems(" ".join(terms(question)))


def stems(text: str) -> set[str]:
    """Stems of all words of a text; inner punctuation parts words."""
    return set(_stems(text))


# An answer asks this of the same few dozen texts several times over, for each sign and each part.
@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in re.findall(r"\w+", fold(text)))
