"""Dates and periods of a sentence, and whether a source states them.

A sentence may say less than its source ("April 2025" of 1 April 2025), never more. A calendar year is not
the financial year that begins or ends in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.periods import all_located_years, in_financial_year, located_months, located_quarters
from assistant.write.plain import Span, overlaps, plain
from assistant.write.relative_years import Base, bases, relative_years, same_days
from ingest.describe.datetext import MONTH, MONTHS, find_dates

Kind = Literal[
    "day",
    "day of year",
    "month",
    "month of year",
    "quarter",
    "quarter of year",
    "financial",
    "year",
    "years",
    "weekday",
    "season",
]
Side = Literal["after", "before", ""]

_NUMBERS = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_FULL = "|".join(names[0].capitalize() for names in MONTHS)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b")
_SEASON = re.compile(r"\b(?:spring|summer|autumn|winter)\b", re.IGNORECASE)
# "between 3 and 7 March": the first is a day too.
_FIRST_DAY = re.compile(
    r"(?<![\d./,£-])(\d{1,2})(?:st|nd|rd|th)?\s?(?:and|to|or|-)\s?(?=\d{1,2}(?:st|nd|rd|th)?\s+[A-Z])"
)
_DAY_OF_YEAR = re.compile(rf"(?<![\d./,£-])(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?((?i:{MONTH}))\b")
# "May" is a verb too, unless what stands before it leads up to a month.
_MONTH_OF_YEAR = re.compile(
    rf"(?<!\w)(?:(?!May\b|March\b)(?:{_FULL})|"
    r"(?:(?<=-)|(?i:(?<=\b(?:in|by|to|of) )|(?<=\bfrom )|(?<=\band )|(?<=\b(?:each|last|next|late) )|"
    r"(?<=\b(?:every|until|since|early) )))(?:May|March))\b"
)
_QUARTER_OF_YEAR = re.compile(
    r"\bQ(?P<a>[1-4])\b|\bquarter\s(?P<b>[1-4])\b|\b(?P<c>first|second|third|fourth|last|final)\s+quarter\b",
    re.I,
)
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_YEAR = re.compile(r"(?<![\d£$€,./-])(?:19|20)\d{2}(?![\d/]|[,.]\d|-\d|%)")
# "2025-28", "2024 to 2027"; "24/29" is no financial year.
_YEARS = re.compile(r"(?<![\d/.-])((?:19|20)\d{2})(?:\s?[-/]\s?|\sto\s(?=20))((?:20)?\d{2})(?![\d/%-])")
_SHORT_YEARS = re.compile(r"(?<![\d/.£-])([12]\d)/([1-3]\d)(?![\d/%-])")
# "Oct-Dec 2024", "October to December 2024": the year of the last month is that of the first.
_FIRST_MONTH = re.compile(
    rf"\b((?i:{MONTH}))\.?(?:\s?-\s?|\s(?:to|and)\s)(?=(?i:{MONTH})\.?\s((?:19|20)\d{{2}})\b(?!\s?[/-]\s?\d))"
)
_GOES_ON = re.compile(r"\s?[/-]\s?\d")
_RANGE = re.compile(r"\s*(?:to|until|till|and|or|-)\s*(?:the\s+)?(?:end\s+of\s+)?", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:\b(?:until|till|up\s+to|before|by|no(?:t)?\s+later\s+than|prior\s+to|"
    r"(?:end|expire|finish|conclude|close)(?:s|d|ed|ing)?|ran\s+out|runs?\s+out|running\s+out)"
    r"(?:\s+(?:on|in|at))?)[\s:]+(?:the\s+)?(?:end\s+of\s+)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:\b(?:since|from|after|(?:takes?|took|taking)\s+effect|beg[iau]n(?:s|ning)?|"
    r"start(?:s|ed|ing)?|commenc(?:e|es|ed|ing))"
    r"(?:\s+(?:on|in|at|from))?)[\s:]+(?:the\s+)?(?:start\s+of\s+)?$",
    re.IGNORECASE,
)
_TO = re.compile(r"\bto\s+(?:the\s+)?(?:end\s+of\s+)?$", re.IGNORECASE)
_MOVED = re.compile(r"\b(?:mov|chang|postpon|delay|put\s+back|brought|defer|shift|extend)", re.IGNORECASE)
_LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class Time:
    """A date or period with its offsets. ``value`` is like "2025-04-01", "04-01", "2025-04", "04", "2024/25",
    "2024/25 Q3", "Q3" or "2025". ``side`` tells whether what is said holds from then on or up to then.
    """

    kind: Kind
    value: str
    start: int
    end: int
    side: Side = ""

    @property
    def span(self) -> Span:
        return self.start, self.end

    @property
    def day(self) -> str:
        """Its day of the year, "04-01"; "" where it names none."""
        return self.value[-5:] if self.kind in ("day", "day of year") else ""

    @property
    def month(self) -> str:
        """Its month of the year, "04"; "" where it names none."""
        if self.day:
            return self.day[:2]
        return self.value[-2:] if self.kind in ("month", "month of year") else ""

    @property
    def year(self) -> str:
        """Its calendar year; "" where it names none."""
        return self.value[:4] if self.kind in ("day", "month", "year") else ""


@lru_cache(maxsize=4096)
def all_times(text: str) -> tuple[Time, ...]:
    """Every date and period that a text names, those within others included, in order.

    A month or day within one that names its year is none by itself.
    """
    said = plain(text)
    found = {Time(kind, value, start, end, _side(said, start)) for kind, value, start, end in _found(said)}
    found |= {
        Time(kind, value, start, end) for kind, value, start, end in relative_years(said, _named(found))
    }
    found |= set(_same_days(said, found))
    dated = [time.span for time in found if time.year and time.month]
    kept = (time for time in found if time.year or not time.month or not overlaps(time.span, dated))
    return tuple(sorted(kept, key=lambda time: (time.start, -time.end)))


def _named(found: Iterable[Time]) -> list[Base]:
    """The years and days named by themselves."""
    spans = [each.span for each in found if each.kind not in ("financial", "year", "season")]
    years = [each for each in found if each.kind in ("financial", "year")]
    whole = [each for each in years if not overlaps(each.span, spans)] or years
    return bases((each.kind == "financial", int(each.value[:4]), *each.span) for each in whole)


def _same_days(text: str, found: Iterable[Time]) -> Iterator[Time]:
    days = [(each.value, *each.span) for each in found if each.kind == "day"]
    for value, start, end in same_days(text, days):
        yield Time("day", value, start, end, _side(text, start))


def times(text: str) -> tuple[Time, ...]:
    """The dates and periods of a text, of those that overlap the longest, in order."""
    kept: list[Time] = []
    for time in sorted(all_times(text), key=lambda each: each.start - each.end):
        if not overlaps((time.start, time.end), [(each.start, each.end) for each in kept]):
            kept.append(time)
    return tuple(sorted(kept, key=lambda time: time.start))


def _found(text: str) -> Iterator[tuple[Kind, str, int, int]]:
    if any(map(str.isdigit, text)):
        yield from (("day", d.value.isoformat(), d.start, d.end) for d in find_dates(text))
        yield from (("financial", *each) for each in all_located_years(text))
        # "March 2021/22" ends a financial year.
        yield from (("month", *each) for each in located_months(text) if not _GOES_ON.match(text, each[2]))
        for match in _FIRST_MONTH.finditer(text):
            yield "month", f"{match[2]}-{_NUMBERS[match[1].lower()]:02}", match.start(), match.end(1)
        yield from _quarters(text)
        yield from _days(text)
        yield from _years(text)
    for match in _MONTH_OF_YEAR.finditer(text):
        yield "month of year", f"{_NUMBERS[match[0].lower()]:02}", *match.span()
    for match in _WEEKDAY.finditer(text):
        yield "weekday", match[0].lower().removesuffix("s"), *match.span()
    for match in _SEASON.finditer(text):
        yield "season", match[0].lower(), *match.span()
    for match in _QUARTER_OF_YEAR.finditer(text):
        number = match["a"] or match["b"] or _ORDINAL[match["c"].lower()]
        yield "quarter of year", f"Q{number}", *match.span()


def _quarters(text: str) -> Iterator[tuple[Kind, str, int, int]]:
    for quarter, start, end in located_quarters(text):
        yield "quarter", in_financial_year(quarter), start, end


def _days(text: str) -> Iterator[tuple[Kind, str, int, int]]:
    """Days of the year; where another date follows at once ("1 April to 31 May 2025"), of its year."""
    dates = find_dates(text)
    for match in _DAY_OF_YEAR.finditer(text):
        if not match[2][0].isupper() or not 1 <= int(match[1]) <= 31:
            continue
        day = f"{_NUMBERS[match[2].lower()]:02}-{int(match[1]):02}"
        yield "day of year", day, *match.span()
        gap = _RANGE.match(text, match.end())
        if gap and (year := next((d.value.year for d in dates if d.start == gap.end()), None)):
            yield "day", f"{year}-{day}", *match.span()
    for match in _FIRST_DAY.finditer(text):
        month = _DAY_OF_YEAR.match(text, match.end())
        if month and month[2][0].isupper() and 1 <= int(match[1]) <= 31:
            day = f"{_NUMBERS[month[2].lower()]:02}-{int(match[1]):02}"
            yield "day of year", day, match.start(), match.end(1)


def _years(text: str) -> Iterator[tuple[Kind, str, int, int]]:
    yield from (("year", match[0], *match.span()) for match in _YEAR.finditer(text))
    for match in _YEARS.finditer(text):
        first, last = match[1], f"{match[1][:2]}{match[2][-2:]}"
        if (int(first) + 1) % 100 != int(last[-2:]):
            yield "years", f"{first}-{last}", *match.span()
            yield "year", first, match.start(1), match.end(1)
            yield "year", last, match.start(2), match.end(2)
    for match in _SHORT_YEARS.finditer(text):
        if int(match[2]) - int(match[1]) != 1:
            yield "years", f"20{match[1]}-20{match[2]}", *match.span()


def _side(text: str, start: int) -> Side:
    before = text[max(0, start - _LOOK_BACK) : start]
    if _BEFORE.search(before):
        return "before"
    if _AFTER.search(before):
        return "after"
    bounds_range = _TO.search(before) and re.search(r"\bfrom\b", before) and not _MOVED.search(before)
    return "before" if bounds_range else ""


def is_stated(time: Time, held: Sequence[Time]) -> bool:
    """Do the times ``held`` state this one, as exactly or more so?"""
    if any(each.value == time.value for each in held if each.kind == time.kind):
        return True
    otherwise = _BY_KIND.get(time.kind)
    return otherwise is not None and otherwise(time, held)


def _has_day_of_year(time: Time, held: Sequence[Time]) -> bool:
    return any(time.value == each.day for each in held)


def _has_month_of_year(time: Time, held: Sequence[Time]) -> bool:
    return any(time.value == each.month for each in held)


def _has_month(time: Time, held: Sequence[Time]) -> bool:
    same = (each for each in held if each.month == time.month)
    return any(each.year in ("", time.year) for each in same) and _has_year(time, held)


def _has_quarter_of_year(time: Time, held: Sequence[Time]) -> bool:
    return any(each.value.endswith(time.value) for each in held if each.kind == "quarter")


def _has_financial(time: Time, held: Sequence[Time]) -> bool:
    """By one of its quarters, or by its first and last day."""
    start = int(time.value[:4])
    days = {each.value for each in held if each.kind == "day"}
    in_quarters = any(each.value.startswith(time.value) for each in held if each.kind == "quarter")
    return in_quarters or {f"{start}-04-01", f"{start + 1}-03-31"} <= days


def _in_parts(time: Time, held: Sequence[Time]) -> bool:
    """Is the day stated without its year, and the year elsewhere?"""
    alone = any(each.kind == "day of year" and each.value == time.day for each in held)
    return alone and _has_year(time, held)


def _has_year(time: Time, held: Sequence[Time]) -> bool:
    return any(each.year == time.year for each in held)


def _by_months(quarter: Time, held: Sequence[Time]) -> bool:
    """Is the quarter of a financial year named by its first and last month ("July to September 2024")?"""
    first = (int(quarter.value[-1]) * 3) % 12 + 1
    months = {each.month for each in held if each.month}
    year = str(int(quarter.value[:4]) + (first == 1))
    return {f"{first:02}", f"{first + 2:02}"} <= months and any(each.year == year for each in held)


_BY_KIND: dict[Kind, Callable[[Time, Sequence[Time]], bool]] = {
    "day": _in_parts,
    "day of year": _has_day_of_year,
    "month": _has_month,
    "month of year": _has_month_of_year,
    "quarter": _by_months,
    "quarter of year": _has_quarter_of_year,
    "financial": _has_financial,
    "year": _has_year,
}


def is_turned(time: Time, held: Sequence[Time]) -> bool:
    """Does the source say until where the sentence says since, or the reverse, each time that it is named?"""
    if not time.side:
        return False
    sides = {each.side for each in held if _is_same(time, each)}
    return bool(sides) and not sides & {"", time.side}


def _is_same(time: Time, other: Time) -> bool:
    if time.kind == other.kind:
        return time.value == other.value
    return time.kind == "month" and other.kind == "day" and other.value.startswith(time.value)
