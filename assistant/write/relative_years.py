"""Years and days told from another one: "11 days in 2023/24, down from 14.5 a year earlier"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_RELATIVE = re.compile(
    rf"\b(?P<many>{'|'.join(_COUNTS)}|[1-5])\s(?:financial\s)?years?\s(?P<way>later|on\b|after(?:wards)?|earlier|before)"
    r"(?!\s(?:the|that|this|than|it|\d)\b)|"
    r"\bthe\s(?P<side>following|next|previous|preceding)\s(?:financial\s)?year\b|"
    r"\bthe\s(?:financial\s)?year\s(?P<end>before|after|earlier|later)(?!\s(?:the|that|this|\d))",
    re.IGNORECASE,
)
_SAME_DAY = re.compile(r"\b(?:that|the\ssame)\s(?:day|date)\b", re.IGNORECASE)
_BACK = frozenset(("earlier", "before", "previous", "preceding"))


@dataclass(frozen=True, slots=True)
class Base:
    """A year that a text names, with its offsets: ``first`` is its first calendar year."""

    kind: Literal["financial", "year"]
    first: int
    start: int
    end: int


def relative_years(
    text: str, bases: Sequence[Base]
) -> Iterator[tuple[Literal["financial", "year"], str, int, int]]:
    """The kind and value of each year that is told from the one named before it (else from the next), with
    its offsets. "in the year before" of a text that names none is none."""
    for match in _RELATIVE.finditer(text):
        before = [base for base in bases if base.end <= match.start()]
        after = [base for base in bases if base.start >= match.end()]
        if not before and not after:
            continue
        base = before[-1] if before else after[0]
        way = (match["way"] or match["side"] or match["end"]).lower()
        many = _COUNTS.get((match["many"] or "one").lower()) or int(match["many"])
        year = base.first + (-many if way in _BACK else many)
        value = f"{year}/{(year + 1) % 100:02}" if base.kind == "financial" else str(year)
        yield base.kind, value, *match.span()


def bases(named: Iterable[tuple[bool, int, int, int]]) -> list[Base]:
    """Years in order, each as whether it is a financial one, its first calendar year and its offsets; of
    those that overlap the financial one."""
    kept: list[Base] = []
    for is_financial, first, start, end in sorted(named, key=lambda each: (each[2], not each[0])):
        if not kept or start >= kept[-1].end:
            kept.append(Base("financial" if is_financial else "year", first, start, end))
    return kept


def same_days(text: str, days: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """ "Since that day": the day (value and offsets) named last before it, with the offsets of the words."""
    ordered = sorted(days, key=lambda each: each[1])
    for match in _SAME_DAY.finditer(text):
        if before := [value for value, _, end in ordered if end <= match.start()]:
            yield before[-1], *match.span()


def is_relative(words: str) -> bool:
    """Do these words of a sentence tell a year from another one?"""
    return bool(_RELATIVE.fullmatch(words))
