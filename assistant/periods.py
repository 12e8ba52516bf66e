"""Years, financial years, quarters and months in a question or a passage, whichever way they are written.

A council's financial year runs from 1 April to 31 March (Local Government Finance Act 1992, section 116).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise

from ingest.describe.datetext import MONTH, MONTHS, find_dates

_FINANCIAL = re.compile(r"(?<![\d/.])(?:20)?(\d{2})\s?[/–-]\s?(?:20)?(\d{2})(?![\d/%]|\.\d|\s?[/–-]\s?\d)")
# What makes a bare "18-19" ages, weeks, pages or days. Four figures are a year, whatever stands beside them.
_COUNTED_AFTER = re.compile(
    r"\s*-?\s*(?:(?:years?[\s-]+olds?|yrs?|months?|weeks?|days?|hours?|minutes?|per ?cent)\b|"
    r"(?-i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)",
    re.IGNORECASE,
)
_COUNTED_BEFORE = re.compile(
    r"(?:\b(?:aged?|ages|pages?|pp?\.?|weeks?|days?|paragraphs?|paras?|sections?|items?|questions?)|[£$€])\s*$",
    re.IGNORECASE,
)
_SAID = r"(?:(?:financial|fiscal)\s+years?|FY)"
_FY_BEFORE = re.compile(r"\bFY\s?$", re.IGNORECASE)
_YEARS_APART = r"(20\d{2})\s+(?:to|and)\s+(?:20)?(\d{2})"
_SAID_FINANCIAL = re.compile(rf"\b{_SAID}\s*:?\s*{_YEARS_APART}\b|\b{_YEARS_APART}\s+{_SAID}", re.I)
_MARCH = r"(?:31(?:st)?\s+(?:of\s+)?)?mar(?:ch)?,?\s+"
_ENDING = re.compile(
    r"\b(?:(?:year|12\s+months|twelve\s+months)\s+(?:which\s+)?(?:end(?:ing|ed|s)|to)(?:\s+(?:on|in|at))?|FYE|YE)"
    rf"\s+(?:{_MARCH}|31[./]0?3[./])(20\d{{2}}|(?<=[./])\d{{2}})\b|"
    r"\bfinancial\s+year\s+end(?:ing|ed)\s+(?:in\s+)?(20\d{2})\b",
    re.I,
)
_APRIL_TO_MARCH = re.compile(
    r"\bapr(?:il)?,?\s+(20\d{2})\s*(?:to|until|till|through\s+to|and|[–-])\s*(?:the\s+end\s+of\s+)?"
    r"mar(?:ch)?,?\s+(20\d{2})\b",
    re.I,
)
_FIRST_OF_APRIL = re.compile(
    r"\b0?1(?:st)?(?:\s+of)?[\s-]+apr|\bapr(?:il)?\.?\s+1(?!\d)|\b0?1[./-]0?4[./-]|-04-01\b", re.IGNORECASE
)
_BETWEEN_DAYS = re.compile(r"\s*(?:to|until|till|and|[–-])\s*", re.I)
_DAY = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december)\b,?(?:\s+(?:19|20)\d{2})?|\b\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d£,.])(?:19|20)\d{2}(?!\d|[,.]\d)")

_MONTH_YEAR = re.compile(rf"\b({MONTH})\b\.?,?(?:\s+of)?[\s-]+((?:19|20)\d{{2}})\b", re.I)
_MONTH_SHORT_YEAR = re.compile(rf"\b({MONTH})(?:-|\s?[’'])(\d{{2}})\b(?![-–/]\d)", re.I)
_ISO_MONTH = re.compile(r"(?<![\d/-])((?:19|20)\d{2})-(0[1-9]|1[0-2])(?![\d-])")
_SHORT_DATE = re.compile(r"(?<![\d./])(?:[12]\d|3[01]|0?[1-9])[./](?:1[0-2]|0?[1-9])[./](\d{2})(?![\d./%])")
# A year that only bounds what is asked: papers that answer need not name it.
_BOUND = re.compile(
    r"\b(?:since|pre|before|beyond|until|after)[\s-]+(?:the\s+(?:\w+\s+){1,2}of\s+)?(?:\d{1,2}\s+)?(?:[a-z]+\s+)?"
    r"(?:19|20)\d{2}(?:\s?[/–-]\s?(?:20)?\d{2}(?!\d))?(?!\d)",
    re.IGNORECASE,
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(MONTHS, 1) for name in names}

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_QUARTER = (
    r"(?:\bQ(?:uarter|tr)?\s?(?P<number>[1-4])|\b(?P<ordinal>first|second|third|fourth|final|last)\s+quarter|"
    r"\b(?P<nth>[1-4])(?:st|nd|rd|th)\s+quarter)\b"
)
_OF_YEAR = (
    r"(?:(?:20)?(?P<first>\d{2})\s?[/–-]\s?(?:20)?(?P<second>\d{2})(?![\d/%–-])|"
    r"(?P<calendar>(?:19|20)\d{2})(?!\s?[/–-]?\s?\d|[,.]\d))"
)
_QUARTERS = (
    re.compile(
        rf"{_QUARTER}(?:\s*\([^()]*\))?[\s,:–-]*(?:(?:of|in|for)\s+)?(?:the\s+)?(?:{_SAID}\s*)?{_OF_YEAR}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<![\d/]){_OF_YEAR}[\s,:–-]*{_QUARTER}", re.IGNORECASE),
)


def financial_years(text: str) -> set[str]:
    """Financial years as "2019/20".

    From "2019/20", "2019-2020", "FY19/20", "the financial year 2019 to 2020", "the year ended 31 March
    2020", "1 April 2019 to 31 March 2020" and the like. "2019 to 2020" alone and "last year" are none.
    """
    return {_named(start) for start, _, _ in _starts(text)}


def all_located_years(text: str) -> list[tuple[str, int, int]]:
    """Every financial year, those only described included, each with the offsets of what names it."""
    return [(_named(year), start, end) for year, start, end in _starts(text)]


def located_years(text: str) -> list[tuple[str, int, int]]:
    """The financial years written in figures, each with its offsets; an "FY" before it is part of it."""
    found = []
    for match in _FINANCIAL.finditer(text):
        if _is_financial(text, match):
            said = _FY_BEFORE.search(text[: match.start()])
            start = said.start() if said else match.start()
            found.append((_named(2000 + int(match[1])), start, match.end()))
    return found


# The same passages are asked for each of their units, and again for the next question that finds them.
@lru_cache(maxsize=4096)
def _starts(text: str) -> tuple[tuple[int, int, int], ...]:
    """The year in which each begins, with the offsets of what names it."""
    return tuple(_each_start(text))


def _each_start(text: str) -> Iterator[tuple[int, int, int]]:
    yield from ((int(year[:4]), start, end) for year, start, end in located_years(text))
    for match in _SAID_FINANCIAL.finditer(text):
        first, second = (int(group[-2:]) for group in match.groups() if group)
        if _follows(first, second):
            yield 2000 + first, *match.span()
    for match in _ENDING.finditer(text):
        yield 2000 + int((match[1] or match[2])[-2:]) - 1, *match.span()
    for match in _APRIL_TO_MARCH.finditer(text):
        if int(match[2]) == int(match[1]) + 1:
            yield int(match[1]), *match.span()
    yield from _starts_by_day(text)


def _starts_by_day(text: str) -> Iterator[tuple[int, int, int]]:
    """From the two days that bound a year: "1 April 2019 to 31 March 2020", "01/04/2019 - 31/03/2020"."""
    # Dates of every kind take long to find; few passages name the day on which a year begins.
    dates = find_dates(text) if _FIRST_OF_APRIL.search(text) else []
    for first, last in pairwise(dates):
        between = _BETWEEN_DAYS.fullmatch(text[first.end : last.start])
        start = first.value
        if between and start == date(start.year, 4, 1) and last.value == date(start.year + 1, 3, 31):
            yield start.year, first.start, last.end


def _follows(first: int, second: int) -> bool:
    return (first + 1) % 100 == second


def _is_financial(text: str, match: re.Match[str]) -> bool:
    """One year after the other, and no bare "18-19" that the words beside it make ages, weeks or pages."""
    first = int(match[1])
    if not (_follows(first, int(match[2])) and 9 <= first <= 45):
        return False
    counted = _COUNTED_AFTER.match(text, match.end()) or _COUNTED_BEFORE.search(text[: match.start()])
    return match[0].startswith("20") or not counted


def _named(start: int) -> str:
    return f"{start}/{(start + 1) % 100:02}"


def years(text: str) -> set[str]:
    """Calendar years standing in the text, those inside a financial year, "Mar-26" or "31.03.26" included."""
    found = set(_YEAR.findall(text))
    found |= {f"20{match[2]}" for match in _MONTH_SHORT_YEAR.finditer(text)}
    found |= {f"20{match[1]}" for match in _SHORT_DATE.finditer(text)}
    for period in financial_years(text):
        found |= {period[:4], f"20{period[5:]}"}
    return found


def months(text: str) -> set[str]:
    """Months of a year as "2024-11": from "November 2024", "Nov-24", "5 November 2024", "05/11/2024"."""
    return {f"{day.value:%Y-%m}" for day in find_dates(text)} | {m for m, _, _ in located_months(text)}


def located_months(text: str) -> list[tuple[str, int, int]]:
    """The months of a year that are named without a day, each as in ``months``, with its offsets."""
    # "2011-12" is a financial year, not a December.
    iso = (m for m in _ISO_MONTH.finditer(text) if not _follows(int(m[1]) % 100, int(m[2])))
    found = [(match[0], match.start(), match.end()) for match in iso]
    for match in (match for each in (_MONTH_YEAR, _MONTH_SHORT_YEAR) for match in each.finditer(text)):
        month = f"20{match[2]}"[-4:] + f"-{_MONTH_NUMBERS[match[1].lower()]:02}"
        found.append((month, match.start(), match.end()))
    return found


def quarters(text: str) -> set[str]:
    """Quarters of a financial year as "2024/25 Q3", of a calendar year as "2024 Q4".

    From "Q3 2024/25", "quarter 3 of 2024-25", "2024/25 Q3", "the last quarter of 2024" and the like.
    """
    return {quarter for quarter, _, _ in located_quarters(text)}


def located_quarters(text: str) -> list[tuple[str, int, int]]:
    """The ``quarters``, each with the offsets of where it is named."""
    found = []
    for match in (match for pattern in _QUARTERS for match in pattern.finditer(text)):
        number = match["number"] or match["nth"] or _ORDINALS[match["ordinal"].lower()]
        if match["calendar"]:
            found.append((f"{match['calendar']} Q{number}", *match.span()))
        elif _follows(int(match["first"]), int(match["second"])):
            found.append((f"{_named(2000 + int(match['first']))} Q{number}", *match.span()))
    return found


def strip_periods(text: str) -> str:
    """The text without its dates, years and financial years, so that what figures remain are values."""
    return _YEAR.sub(" ", _FINANCIAL.sub(" ", _DAY.sub(" ", text)))


def covers(held: str, asked: str) -> bool:
    """Does ``held`` speak of every period that ``asked`` names? True where it names none.

    A financial year in figures must be there as one. One that is only described ("the year ended 31 March
    2020") may also be there by the calendar years of its description. Years that only bound what is asked
    ("since 2019", "before 2008") need not be there. Of a quarter, no other may be meant.
    """
    asked = without_bounds(asked)
    return _covers_quarters(held, asked) and _covers_years(held, asked)


def without_bounds(text: str) -> str:
    """The text without the years that only bound what is asked or told ("since 2019", "before 2008")."""
    return _BOUND.sub(" ", text)


def _covers_years(held: str, asked: str) -> bool:
    wanted = financial_years(asked)
    if wanted and (wanted <= financial_years(held) or located_years(asked)):
        return wanted <= financial_years(held)
    named = set(_YEAR.findall(asked))
    return not named or named <= years(held)


def _covers_quarters(held: str, asked: str) -> bool:
    """Whether a quarter asked for is there, or no quarter of any year is."""
    wanted = {in_financial_year(quarter) for quarter in quarters(asked)}
    found = {in_financial_year(quarter) for quarter in quarters(held)} if wanted else set()
    return not found or not wanted.isdisjoint(found)


def in_financial_year(quarter: str) -> str:
    """The quarter of a financial year that one of a calendar year is: "2024 Q4" is "2024/25 Q3"."""
    year, _, number = quarter.partition(" Q")
    if "/" in year:
        return quarter
    start = int(year) - (number == "1")
    return f"{_named(start)} Q{(int(number) + 2) % 4 + 1}"
