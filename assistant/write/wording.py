"""The words of a sentence as they are compared: without endings, acronyms both ways, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.acronyms import load_acronyms
from assistant.question import stem
from assistant.words import STOPWORDS, fold

_WORD = re.compile(r"\w+(?:['’]\w+)?")
# Where one statement of a sentence ends and the next begins. A point or comma inside a figure does not part.
_BETWEEN = re.compile(
    r"(?<!\d)[,.](?=\s|$)|(?<=\d)[,.](?=\s|$)|[;:?!…\n()–—]|\s-\s|"
    r"\b(?:and|but|because|since|so|as|which|who|while|whereas|although|though|where|when|if|unless|nor|or)\b",
    re.IGNORECASE,
)
_MONTH_OF_MAY = re.compile(
    r"(?:(?<=\bin )|(?<=\bby )|(?<=\bof )|(?<=\bto )|(?<=\bfrom )|(?<=\buntil )|(?<=\bsince )|(?<=\d )|"
    r"(?<=\d(?:st|nd|rd|th) ))may\b|\bmay(?=\s\d)"
)
# Snowball knows regular endings only.
_IRREGULAR = {
    form: base
    for base, forms in {
        "buy": "bought",
        "pay": "paid payment payments",
        "repay": "repaid repayment repayments",
        "hold": "held",
        "meet": "met",
        "take": "took taken",
        "go": "went gone goes going",
        "withdraw": "withdrew withdrawn",
        "fall": "fell fallen",
        "rise": "rose risen",
        "run": "ran",
        "spend": "spent",
        "get": "got gotten",
        "send": "sent",
        "keep": "kept",
        "leave": "left",
        "give": "gave given",
        "make": "made",
        "write": "wrote written",
        "bring": "brought",
        "say": "said",
        "find": "found",
        "choose": "chose chosen choice",
        "win": "won",
        "lose": "lost",
        "begin": "began begun",
        "grow": "grew grown",
        "lead": "led",
        "bear": "bore borne",
        "stand": "stood",
        "hear": "heard",
        "sell": "sold",
        "speak": "spoke spoken speaker speakers",
        "drive": "drove driven",
        "draw": "drew drawn",
        "build": "built",
        "teach": "taught",
        "seek": "sought",
        "think": "thought",
        "feel": "felt",
        "know": "knew known",
        "become": "became",
        "show": "shown",
        "lend": "lent",
        "sit": "sat",
        "break": "broke broken",
        "withhold": "withheld",
        "undertake": "undertook undertaken",
        "therapy": "therapist therapists therapies",
        "physiotherapy": "physiotherapist physiotherapists",
        "tell": "told",
        "see": "saw seen",
        "come": "came",
        "publish": "publication publications",
        "refer": "referral referrals",
        "respond": "response responses",
        "receive": "receipt",
        "deliver": "delivery deliveries",
        "child": "children",
        "person": "people persons",
    }.items()
    for form in forms.split()
}
# Beside the words that only ask: what a written sentence is held together with.
_JOINING = STOPWORDS | set(
    """
    according across among amongst around based because between came come comes coming due either
    found him however including includes instead it's itself namely neither noted one ones per
    respectively set since so such taken themselves therefore these they're thus took totals upon
    using via whether whichever whilst something anything cannot never none
    """.split()  # noqa: SIM905
)
# Figures in words and what they count in, months: facts, which are checked by themselves.
_FACTS = frozenset(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand
    million billion per cent percent percentage pound pounds first second third half january february march
    april may june july august september october november december year years month months week weeks day
    days yearly annual annually monthly weekly daily quarter quarters quarterly
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement of a sentence: its words in order as ``root`` gives them, and as they are written."""

    roots: tuple[str, ...]
    words: tuple[str, ...]
    text: str


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """What forms of a word share: "extension", "extended" and "extends" have one root.

    ``word`` is case-folded.
    """
    word = re.sub(r"['’]s?$", "", word)
    word = _IRREGULAR.get(word, word)
    noun = re.fullmatch(r"(\w{3,}?)(?:(?<!s)sions?|(?<=uc)tions?)", word)
    if noun:
        return noun[1] + ("" if word.rstrip("s").endswith("uction") else "d")
    return stem(word)


def words(text: str) -> list[str]:
    """The words of a text in order, case-folded."""
    return _WORD.findall(fold(text).replace("’", "'"))


def content(text: str) -> list[str]:
    """The roots of the words that say something, in order, each once. Figures, months and periods are none:
    they are checked by themselves."""
    found = (word for word in words(text) if word not in _JOINING | _FACTS and not word[0].isdigit())
    return list(dict.fromkeys(root(word) for word in found if len(word) > 1))


def without_month_of_may(text: str) -> str:
    """The folded text without the month, so that "may" is the verb."""
    return _MONTH_OF_MAY.sub(" ", fold(text))


def says_something(text: str) -> bool:
    """Does the text hold a word of content, a figure or a date?"""
    return any(word in _FACTS or word not in _JOINING for word in words(text))


@lru_cache(maxsize=4096)
def held(text: str) -> frozenset[str]:
    """The roots of all words of a text, with acronyms and what they stand for both ways."""
    return frozenset(root(word) for word in words(load_acronyms().both_ways(text)))


def clauses(text: str) -> list[Clause]:
    """The statements of a text in order; none is empty."""
    return [_clause(piece) for piece in _pieces(text) if _WORD.search(piece)]


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for match in _BETWEEN.finditer(text):
        yield text[start : match.start()]
        # A joining word opens the clause that follows it.
        start = match.start() if match.group()[0].isalpha() else match.end()
    yield text[start:]


def _clause(text: str) -> Clause:
    own = words(text)
    return Clause(tuple(root(word) for word in own), tuple(own), text.strip())
