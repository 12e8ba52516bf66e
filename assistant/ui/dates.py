"""The dates a reader types to narrow the search: a day, a month or a year, as written in the UK."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from assistant.answer import Filters
from assistant.spoken import MONTHS

HOW_TO_WRITE = "Write it like 9 January 2023, 09/01/2023, January 2023 or 2023."

_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
_MONTH_NUMBERS |= {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)} | {"sept": 9}

_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_UK_DAY = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})")
_NAMED_DAY = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>[a-z]+) (?P<year>\d{4})")
_NAMED_MONTH = re.compile(r"(?P<month>[a-z]+) (?P<year>\d{4})")
_NUMBERED_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})")
_YEAR = re.compile(r"(?P<year>\d{4})")
_SHAPES = (_ISO_DAY, _UK_DAY, _NAMED_DAY, _NAMED_MONTH, _NUMBERED_MONTH, _YEAR)


class FilterError(ValueError):
    """A filter cannot be used; the message is one line for the reader."""


def read_filters(authority: str | None, kind: str | None, since: str | None, until: str | None) -> Filters:
    """The filters as typed. Dates are inclusive, so "2023" means its first or its last day.

    Raises FilterError where a date is not one, or the two are the wrong way round.
    """
    first = read_date("Dated from", since, last_day=False)
    last = read_date("Dated until", until, last_day=True)
    if first and last and first > last:
        raise FilterError("The search begins after it ends: swap “Dated from” and “Dated until”.")
    return Filters(authority=authority or None, kind=kind or None, since=first, until=last)


def read_date(label: str, typed: str | None, *, last_day: bool) -> date | None:
    """The day that was typed; of a month or a year its first day, or its last. None where nothing was."""
    words = " ".join((typed or "").lower().replace(",", " ").split())
    if not words:
        return None
    match = next((found for shape in _SHAPES if (found := shape.fullmatch(words))), None)
    try:
        if match is None:
            raise ValueError
        return _day(match.groupdict(), last_day)
    except ValueError:
        raise FilterError(f"“{label}” is not a date: {(typed or '').strip()}. {HOW_TO_WRITE}") from None


def _day(parts: dict[str, str], last_day: bool) -> date:
    year = int(parts["year"])
    month = _month(parts["month"]) if "month" in parts else (12 if last_day else 1)
    if "day" in parts:
        return date(year, month, int(parts["day"]))
    first = date(year, month, 1)
    return first.replace(day=monthrange(year, month)[1]) if last_day else first


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _MONTH_NUMBERS.get(written, 0)
