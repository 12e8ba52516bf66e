"""Totals that give a hidden small number away: 30 in all, 12 and 15 shown, "fewer than five" is 3."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.foi.personal.finding import PersonalFinding, PersonalKind

_HIDDEN = re.compile(
    r"(?:\b(?:fewer|less)\s+than\s+(?:five|5)|\b(?:under|below)\s+(?:five|5)|<\s?5)\b|(?<![\w*])\*(?![\w*])|"
    r"\b(?:suppressed|redacted|withheld)\b|\[[ck]\]",
    re.I,
)
_NUMBER = re.compile(
    r"(?<![\w£$€.,/<-])\d{1,3}(?:,\d{3})+(?![\w%])|(?<![\w£$€.,/<-])\d{1,6}(?![\w%/]|[.,]\d|\s?%)"
)
_TOTAL = re.compile(r"\b(?:totals?|in all|overall|altogether|sum)\b", re.I)
# A year is none of the numbers that add up.
_YEAR = re.compile(r"(?:19|20)\d\d$")
# How far a total's number stands from its word at most.
_BESIDE = 40
# Of what is hidden each is one to four.
_LEAST, _MOST = 1, 4


def revealed(text: str) -> Iterator[PersonalFinding]:
    """In each paragraph or table: the total from which what is hidden can be worked out."""
    for block in re.finditer(r"(?:(?!\n[ \t]*\n).)+", text, re.S):
        found = _in_block(text, block.start(), block.end())
        if found:
            yield found


def _in_block(text: str, start: int, end: int) -> PersonalFinding | None:
    hidden = list(_HIDDEN.finditer(text, start, end))
    covered = {place for each in hidden for place in range(each.start(), each.end())}
    numbers = [
        match
        for match in _NUMBER.finditer(text, start, end)
        if not _YEAR.fullmatch(match.group()) and match.start() not in covered
    ]
    total = _total(text, start, end, numbers)
    if total is None or not hidden:
        return None
    left = _value(total) - sum(_value(match) for match in numbers if match is not total)
    if not _gives_away(left, len(hidden)):
        return None
    return PersonalFinding(
        kind=PersonalKind.HIDDEN_NUMBER, words=total.group(), start=total.start(), end=total.end(),
        why=f"The total less the other numbers leaves {left} for what is hidden: it can be worked out.",
    )  # fmt: skip


def _gives_away(left: int, hidden: int) -> bool:
    """One hidden number is what is left; several are known where each must be the least or the most."""
    if hidden == 1:
        return _LEAST <= left <= _MOST
    return left in (_LEAST * hidden, _MOST * hidden)


def _total(text: str, start: int, end: int, numbers: list[re.Match[str]]) -> re.Match[str] | None:
    """The greatest number of a block, where it stands beside the word for a total, among others."""
    if len(numbers) < 2:
        return None
    greatest = max(numbers, key=_value)
    beside = _TOTAL.search(text, max(start, greatest.start() - _BESIDE), min(end, greatest.end() + _BESIDE))
    return greatest if beside else None


def _value(match: re.Match[str]) -> int:
    return int(match.group().replace(",", ""))
