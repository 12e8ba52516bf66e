"""How old an answer is, counted to the day a request was received."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Age:
    """An answer's age in days, and whether it is older than what counts as recent; None without a date."""

    days: int | None
    stale: bool | None


def age_of(given: date | None, received: date, stale_months: int) -> Age:
    """The age on the day ``received``; stale once more than ``stale_months`` calendar months have passed."""
    if given is None:
        return Age(None, None)
    return Age((received - given).days, received > months_after(given, stale_months))


def months_after(day: date, months: int) -> date:
    """The same day of a later month; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def as_day(iso: str | None) -> date | None:
    """A whole date as the library writes it ("2025-01-30"); None for a month or year alone."""
    return date.fromisoformat(iso) if iso and len(iso) == 10 else None
