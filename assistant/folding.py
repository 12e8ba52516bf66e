"""Passages in nearly the same words: when two of them are one, and which of them is shown.

Papers are printed again: the same appendix in two meetings' papers, minutes once more as the minutes of the
last meeting, a paper issued again with a page more. What differs in a figure, a date, a name or a "not" is
never the same: it may be a correction, and both must be seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from assistant.question import stem
from assistant.words import fold

_FURNITURE = re.compile(
    r"\bthis page (?:is|has been) (?:intentionally )?left blank\b|\bpage \d+(?: (?:of|/) \d+)?\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[+−-]?[£$€]?\d(?:[\w.,/:–-]*[\w%])?%?|[^\W\d_]+(?:[’'][^\W\d_]+)?")
_SMALL = frozenset("the a an and of to in on for at by with as that which".split())  # noqa: SIM905
# Words without figures or capitals that make another statement.
_DECISIVE = frozenset(
    """
    no not nor never none neither without cannot except unless only one two three four five six
    seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion half
    third quarter first second fourth fifth once twice double all some any more less fewer least
    most over under above below before after since until january february march april may june july
    august september october november december monday tuesday wednesday thursday friday saturday
    sunday
    """.split()  # noqa: SIM905
)
# How many words one of the two may have more, at least and as a share of the other's, and how many of all
# runs of three words they must share.
_MORE, _SHARE_MORE, _ALIKE = 2, 0.08, 0.7
_RUN = 3

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text as they count for comparing it.

    ``facts``: its figures, dates, names, numbers in words and negations, in order. ``stems``: how often each
    other word stands in it, small ones left out; ``runs``: its runs of three of all these.
    """

    facts: tuple[str, ...]
    stems: Counter[str]
    runs: frozenset[tuple[str, ...]]


@lru_cache(maxsize=4096)
def wording(text: str) -> Wording:
    """The text without white space, small words and page furniture."""
    plain = _FURNITURE.sub(" ", " ".join(unicodedata.normalize("NFKC", text).split()))
    tokens = [token for token in _TOKEN.findall(plain) if fold(token) not in _SMALL]
    facts = tuple(fold(token) for token in tokens if _is_fact(token))
    stemmed = [fold(token) if _is_fact(token) else stem(fold(token)) for token in tokens]
    runs = frozenset(tuple(stemmed[at : at + _RUN]) for at in range(max(1, len(stemmed) - _RUN + 1)))
    return Wording(facts, Counter(stemmed), runs)


def _is_fact(token: str) -> bool:
    if any(sign.isdigit() for sign in token):
        return True
    return not token.islower() or fold(token) in _DECISIVE or "n't" in fold(token).replace("’", "'")


def nearly_same(one: str, other: str) -> bool:
    """Do two texts state the same in the same words, but for white space, small words and a few more words?

    Only one of the two may have more: a word in another's place may be another statement.
    """
    first, second = wording(one), wording(other)
    if first.facts != second.facts or not first.stems:
        return False
    if first.stems - second.stems and second.stems - first.stems:
        return False
    shorter, longer = sorted((first.stems.total(), second.stems.total()))
    if longer - shorter > max(_MORE, int(_SHARE_MORE * shorter)):
        return False
    return len(first.runs & second.runs) >= _ALIKE * min(len(first.runs), len(second.runs))


def same_figures(one: str, other: str) -> bool:
    """Do two texts have the same figures in the same order, signs and units of money included?"""
    return _figures(wording(one)) == _figures(wording(other))


def _figures(words: Wording) -> list[str]:
    return [fact for fact in words.facts if any(sign.isdigit() for sign in fact)]


def grouped(items: Iterable[Item], same: Callable[[Item, Item], bool]) -> list[list[Item]]:
    """Each item with those before it that are the ``same`` as the first of its group; the order stays."""
    groups: list[list[Item]] = []
    for item in items:
        found = next((group for group in groups if same(group[0], item)), None)
        if found is None:
            groups.append([item])
        else:
            found.append(item)
    return groups
