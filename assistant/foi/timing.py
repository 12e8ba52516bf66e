"""Which time a question asks about, and whether an earlier answer speaks of the same.

"Last year" and "the last three financial years" are counted from the day the request was received; a
council's financial year runs from 1 April to 31 March (Local Government Finance Act 1992, section 116).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.periods import (
    all_located_years,
    in_financial_year,
    located_months,
    located_quarters,
    without_bounds,
)
from ingest.describe.datetext import find_dates, in_words

_NOW = re.compile(
    r"\b(?:today|to\s+date|now|currently|at\s+present|presently|at\s+the\s+(?:moment|present\s+time)|"
    r"(?:most\s+)?(?:recent|up[\s-]to[\s-]date)\s+(?:figures?|data|position|numbers?)|latest|"
    r"as\s+(?:of|at)\s+(?:the\s+date\s+of\s+(?:this|my)\s+request|the\s+time\s+of)|"
    r"this\s+(?:month|week)|so\s+far)\b",
    re.IGNORECASE,
)
_THIS_YEAR = re.compile(r"\b(?:this|(?:the\s+)?current)\s+(?:financial\s+|fiscal\s+|council\s+)?year\b", re.I)
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(_COUNTS)})"
_LAST_YEARS = re.compile(
    rf"\b(?:each\s+of\s+)?(?:the\s+)?(?:last|past|previous|preceding)\s+(?:{_COUNT}\s+)?"
    r"(?P<kind>full\s+financial|complete\s+financial|financial|fiscal|calendar)?\s*years?\b",
    re.IGNORECASE,
)
_CALENDAR = re.compile(r"(?<![\d£,./-])(?P<year>(?:19|20)\d{2})(?![\d/]|[,.]\d|\s?[-–]\s?\d)")
# "The Care Act 2014" asks about no year.
_OF_LAW = re.compile(r"\b(Act|Regulations|Order|Rules|Measure)(?:\s*,)?\s+(?:19|20)\d{2}\b")
_PRESENT = re.compile(
    r"\b(?:how\s+(?:many|much)|number|what\s+(?:number|proportion|percentage|share))\b.*?\b(?:are|is|have|has|do|does)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAST = re.compile(r"\b(?:was|were|did|had|been)\b", re.IGNORECASE)


class TimeFit(StrEnum):
    """How the time an answer speaks of stands to the time asked about."""

    SAME = "same"
    PART = "part"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Times:
    """The times that a text names. ``days`` are dates, ``months`` "2024-11", ``quarters`` "2024/25 Q3",
    ``financial`` "2024/25", ``calendar`` "2024" (none that stands in another of these). ``now``: it asks for
    the present in so many words; ``present``: it asks how many there are without naming any time.
    """

    days: frozenset[date] = frozenset()
    months: frozenset[str] = frozenset()
    quarters: frozenset[str] = frozenset()
    financial: frozenset[str] = frozenset()
    calendar: frozenset[str] = frozenset()
    now: bool = False
    present: bool = False

    @property
    def named(self) -> bool:
        """Is any time named at all?"""
        return bool(self.days or self.months or self.quarters or self.financial or self.calendar)

    @property
    def words(self) -> str:
        """The times in words: "1 September 2020", "2021/22, 2022/23"."""
        days = (in_words(day.isoformat()) for day in sorted(self.days))
        months = (in_words(f"{month}-01").partition(" ")[2] for month in sorted(self.months))
        rest = (*sorted(self.quarters), *sorted(self.financial), *sorted(self.calendar))
        return ", ".join([*days, *months, *rest])


def times_of(text: str, on: date | None = None) -> Times:
    """The times that a text names; "last year" and the like need the day ``on`` which it was written."""
    text = _OF_LAW.sub(r"\1", without_bounds(text))
    years = all_located_years(text)
    quarters = located_quarters(text)
    rest = _blanked(text, [span[1:] for span in (*years, *quarters)])
    days = find_dates(rest)
    rest = _blanked(rest, [(day.start, day.end) for day in days])
    months = located_months(rest)
    rest = _blanked(rest, [span[1:] for span in months])
    financial = {year for year, _, _ in years} | _relative(rest, on)
    calendar = {match["year"] for match in _CALENDAR.finditer(rest)} | _relative_calendar(rest, on)
    now = bool(_NOW.search(rest))
    named = bool(days or months or quarters or financial or calendar)
    return Times(
        frozenset(day.value for day in days),
        frozenset(month for month, _, _ in months),
        frozenset(in_financial_year(quarter) for quarter, _, _ in quarters),
        frozenset(financial),
        frozenset(calendar),
        now,
        not named and not now and bool(_PRESENT.search(rest)) and not _PAST.search(rest),
    )


def times_asked(text: str, standalone: str, on: date | None) -> Times:
    """The times that a question asks about: its own, or those of the words it leans on where it has none."""
    own = times_of(text, on)
    return own if own.named or own.now else times_of(standalone, on)


def fit(asked: Times, told: Times, answered_on: date | None) -> TimeFit:
    """Does ``told`` speak of what is ``asked`` about? ``answered_on``: the day of the answer, if known.

    Of a request that names no time, nothing can be said: UNKNOWN.
    """
    if not asked.named:
        return TimeFit.UNKNOWN
    found = [each for each in (_by_day(asked, told), *_by_name(asked, told, answered_on)) if each]
    if all(each is TimeFit.SAME for each in found):
        return TimeFit.SAME
    if any(each in (TimeFit.SAME, TimeFit.PART) for each in found):
        return TimeFit.PART
    return TimeFit.UNKNOWN if TimeFit.UNKNOWN in found else TimeFit.OTHER


def _by_day(asked: Times, told: Times) -> TimeFit | None:
    if not asked.days:
        return None
    if told.days & asked.days:
        return TimeFit.SAME if asked.days <= told.days else TimeFit.PART
    return TimeFit.OTHER


def _by_name(asked: Times, told: Times, on: date | None) -> Iterable[TimeFit | None]:
    yield _named(
        asked.months, told.months, {f"{day:%Y-%m}" for day in told.days}, f"{on:%Y-%m}" if on else None
    )
    yield _named(
        asked.quarters, told.quarters, {_quarter(day) for day in _days_in(told)}, _quarter(on) if on else None
    )
    within = {financial_year(day) for day in _days_in(told)}
    within |= {quarter.partition(" ")[0] for quarter in told.quarters}
    yield _named(asked.financial, told.financial, within, financial_year(on) if on else None)
    inside = {f"{day.year}" for day in told.days} | {month[:4] for month in told.months}
    inside |= {year for each in told.financial for year in (each[:4], f"20{each[5:]}")}
    yield _named(asked.calendar, told.calendar, inside, f"{on.year}" if on else None)


def _named(asked: frozenset[str], told: frozenset[str], within: set[str], on: str | None) -> TimeFit | None:
    """``within``: the periods in which what is told lies; ``on``: that in which it was told."""
    if not asked:
        return None
    if asked <= told:
        return TimeFit.SAME
    if asked & told:
        return TimeFit.PART
    if asked & within:
        return TimeFit.UNKNOWN
    return TimeFit.UNKNOWN if not told and not within and on in asked else TimeFit.OTHER


def _days_in(told: Times) -> set[date]:
    """The days named, and the first of each month named."""
    return {*told.days, *(date.fromisoformat(f"{month}-01") for month in told.months)}


def financial_year(day: date) -> str:
    """The financial year of a day: "2024/25" for 31 March 2025."""
    start = day.year - (day.month < 4)
    return f"{start}/{(start + 1) % 100:02}"


def _quarter(day: date) -> str:
    return f"{financial_year(day)} Q{(day.month - 4) % 12 // 3 + 1}"


def _relative(text: str, on: date | None) -> set[str]:
    """The financial years that "last year" and the like mean on a day."""
    if on is None:
        return set()
    start = on.year - (on.month < 4)
    found = {start} if _THIS_YEAR.search(text) else set()
    for match in _LAST_YEARS.finditer(text):
        if (match["kind"] or "").lower() != "calendar":
            found |= {start - back for back in range(1, _count(match["count"]) + 1)}
    return {financial_year(date(year, 4, 1)) for year in found}


def _relative_calendar(text: str, on: date | None) -> set[str]:
    if on is None:
        return set()
    return {
        f"{on.year - back}"
        for match in _LAST_YEARS.finditer(text)
        if (match["kind"] or "").lower() == "calendar"
        for back in range(1, _count(match["count"]) + 1)
    }


def _count(word: str | None) -> int:
    """How many years "the last three years" are; "the last year" is one."""
    if not word:
        return 1
    return int(word) if word.isdigit() else _COUNTS.index(word.lower()) + 1


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text
