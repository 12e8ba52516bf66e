"""Dates as British papers write them. Only a full date counts: a month and a year alone are a period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = (
    ("january", "jan", "ionawr"),
    ("february", "feb", "chwefror"),
    ("march", "mar", "mawrth"),
    ("april", "apr", "ebrill"),
    ("may", "mai"),
    ("june", "jun", "mehefin"),
    ("july", "jul", "gorffennaf"),
    ("august", "aug", "awst"),
    ("september", "sept", "sep", "medi"),
    ("october", "oct", "hydref"),
    ("november", "nov", "tachwedd"),
    ("december", "dec", "rhagfyr"),
)
_NUMBER = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
MONTH = "(?:" + "|".join(sorted(_NUMBER, key=len, reverse=True)) + ")"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\b)"

_DAY = r"(?P<day>\d{1,2})\s?(?:st|nd|rd|th|ain|fed|af|eg)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_WRITTEN = re.compile(
    rf"(?<![\d./-]){_DAY}(?:\s+of)?[\s-]+(?P<month>{MONTH})\b\.?[,\s-]\s*{_YEAR}", re.IGNORECASE
)
_AMERICAN = re.compile(rf"\b(?P<month>{MONTH})\.?\s+{_DAY},?\s+{_YEAR}", re.IGNORECASE)
_NUMERIC = re.compile(
    r"(?<![\d./-])(?P<day>\d{1,2})(?P<sep>[./-])(?P<month>\d{1,2})(?P=sep)"
    r"(?P<year>(?:19|20)?\d\d)(?![\d/-]|\.\d)"
)
_ISO = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])")
_PATTERNS = (_WRITTEN, _AMERICAN, _ISO, _NUMERIC)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A full date in a text, with the offsets where it stands."""

    value: date
    start: int
    end: int


def find_dates(text: str) -> list[DateMention]:
    """Every full date in ``text``, in order. Numbers are day, month, year, as in the UK."""
    found: list[DateMention] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            value = as_date(match)
            if value and not any(other.start < match.end() and match.start() < other.end for other in found):
                found.append(DateMention(value, match.start(), match.end()))
    return sorted(found, key=lambda mention: mention.start)


def as_date(match: re.Match[str]) -> date | None:
    """The date of a match with the groups day, month and year; None where no calendar has it."""
    year = int(match["year"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    try:
        return date(year, _NUMBER.get(match["month"].lower()) or int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def in_words(iso: str) -> str:
    """ "2025-01-09" as "9 January 2025"."""
    value = date.fromisoformat(iso)
    return f"{value.day} {MONTHS[value.month - 1][0].capitalize()} {value.year}"
