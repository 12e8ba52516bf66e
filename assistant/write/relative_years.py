"""Years that are told from another one: "11 days in 2023/24, down from 14.5 a year earlier"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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


def is_relative(words: str) -> bool:
    """Do these words of a sentence tell a year from another one?"""
    return bool(_RELATIVE.fullmatch(words))
