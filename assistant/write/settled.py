"""Figures whose place in a source is settled by more than the words beside them.

A value that has its own year, in a row of values with theirs ("£13m in 2022/23 and £12m in 2023/24"), is that
year's, whatever words stand nearer to another; the first figure behind "How many providers ...?" is a number
of providers; a part is not its whole; and 45% of £3.96 million is £1.78 million.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import permutations

from assistant.question import stem
from assistant.write.figures import Figure, figures
from assistant.write.plain import plain
from assistant.write.times import Time, all_times, times

# What stands between a value and its time: "£5 million in 2023/24", "2023/24 = 11 days", "11 days (2023/24)".
_BEHIND = re.compile(
    r"(?:\s(?!and\b|but\b|while\b)[a-z][\w'-]*){0,6}?\s(?:in|for|during)\s(?:the\syear\s)?|\s?\(",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\s?[=:]\s?|\s(?:it\s)?(?:was|were)\s")
_HOW_MANY = re.compile(r"\bhow\smany\s(?:\w+\s){0,2}?(?P<what>\w+)\b[^?]*\?", re.IGNORECASE)
_MARK = re.compile(r"^[\s…]*(?:\(?(?:\d{1,2}|[a-k])[.)]\s+)?")
_OF = re.compile(r"\s(?:out\s)?of\s(?:the\s|these\s|those\s|all\s)?")
_SEVERAL = 2
# By how much a part may differ from the share of the whole that it is, by rounding.
_ROUNDED = Decimal("0.01")
Pair = tuple[Decimal, str]


def settled(sentence: str, quoted: str, around: str) -> frozenset[Decimal]:
    """The values of the figures of a sentence that it gives for what the source does, beyond doubt."""
    own = figures(sentence)
    answers = {each.value for each in own if _answers(each, quoted, around)}
    return frozenset(answers.union(_shares(own), (value for value, _ in _of_their_times(sentence, quoted))))


def settled_times(sentence: str, quoted: str) -> frozenset[str]:
    """The values of the times of a sentence that it gives with their own figures of such a row."""
    return frozenset(time for _, time in _of_their_times(sentence, quoted))


def is_part_of(one: Figure, other: Figure, sentence: str) -> bool:
    """Does the sentence make the one a part of the other, as only the smaller can be: "7 of the 9"?"""
    part, whole = sorted((one, other), key=lambda each: each.value)
    return bool(_OF.fullmatch(plain(sentence)[part.end : whole.start]))


def _shares(own: Sequence[Figure]) -> Iterator[Decimal]:
    """Two sums of which the one is the share of the other that is given with them."""
    sums = [each.value for each in own if each.kind in ("money", "large")]
    shares = [each.value for each in own if each.kind == "share"]
    for part, whole in permutations(sums, 2):
        if part < whole and any(abs(whole * share / 100 - part) <= _ROUNDED * part for share in shares):
            yield from (part, whole)


def _answers(figure: Figure, quoted: str, around: str) -> bool:
    """Is it the number that a question asks for, of what the question asks it of?"""
    said = plain(quoted)
    asked = [(match, said[match.end() :]) for match in _HOW_MANY.finditer(said)]
    asked = asked or [(match, said) for match in _HOW_MANY.finditer(plain(around))]
    return any(_is_count_of(figure, answer, stem(match["what"].lower())) for match, answer in asked)


def _is_count_of(figure: Figure, answer: str, what: str) -> bool:
    first = next(iter(figures(_MARK.sub("", answer, count=1))), None)
    is_same = first is not None and first.kind == figure.kind == "count" and first.value == figure.value
    return is_same and what in figure.nouns


def _of_their_times(sentence: str, quoted: str) -> Iterator[Pair]:
    row = _row(quoted)
    if not row:
        return
    own, joined = figures(sentence), set(_pairs(sentence))
    named = {each.value for each in times(sentence)} & {time for _, time in row}
    for value, time in row:
        given = any(each.value == value for each in own)
        if given and ((value, time) in joined or named == {time}):
            yield value, time


@lru_cache(maxsize=2048)
def _row(quoted: str) -> tuple[Pair, ...]:
    """The values that have each its own time; none where one of their kind has none, or two have the same."""
    if " | " in quoted:
        return ()
    found = list(_joined(quoted))
    kinds = {(figure.kind, figure.unit) for figure, _ in found}
    alike = [each for each in figures(quoted) if (each.kind, each.unit) in kinds]
    apart = {time.value for _, time in found}
    is_row = len(kinds) == 1 and len(found) == len(alike) == len(apart) >= _SEVERAL
    return tuple((figure.value, time.value) for figure, time in found) if is_row else ()


def _pairs(text: str) -> Iterator[Pair]:
    yield from ((figure.value, time.value) for figure, time in _joined(text))


def _joined(text: str) -> Iterator[tuple[Figure, Time]]:
    said, held = plain(text), figures(text)
    for time in all_times(text):
        yield from ((figure, time) for figure in held if _is_beside(said, figure, time))


def _is_beside(said: str, figure: Figure, time: Time) -> bool:
    behind, before = said[figure.end : time.start], said[time.end : figure.start]
    return bool(_BEHIND.fullmatch(behind) or _BEFORE.fullmatch(before))
