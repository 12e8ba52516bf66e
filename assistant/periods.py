"""Years and financial years in a question or a passage, whichever way they are written."""

from __future__ import annotations

import re

_FINANCIAL = re.compile(r"(?<![\d/.])(?:20)?(\d{2})\s?[/–-]\s?(?:20)?(\d{2})(?![\d/%]|\.\d|\s?[/–-]\s?\d)")
_DAY = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december)\b,?(?:\s+(?:19|20)\d{2})?|\b\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d£,.])(?:19|20)\d{2}(?!\d|[,.]\d)")


def financial_years(text: str) -> set[str]:
    """Financial years as "2019/20": from "2019/20", "2019-2020", "19/20" and the like."""
    found = set()
    for match in _FINANCIAL.finditer(text):
        first, second = int(match[1]), int(match[2])
        if (first + 1) % 100 == second and 9 <= first <= 45:
            found.add(f"20{first:02}/{second:02}")
    return found


def years(text: str) -> set[str]:
    """Calendar years standing in the text, those inside a financial year included."""
    found = set(_YEAR.findall(text))
    for period in financial_years(text):
        found |= {period[:4], f"20{period[5:]}"}
    return found


def strip_periods(text: str) -> str:
    """The text without its dates, years and financial years, so that what figures remain are values."""
    return _YEAR.sub(" ", _FINANCIAL.sub(" ", _DAY.sub(" ", text)))


def covers(held: str, asked: str) -> bool:
    """Does ``held`` speak of every period that ``asked`` names? True where it names none."""
    wanted = financial_years(asked)
    if wanted:
        return wanted <= financial_years(held)
    return years(asked) <= years(held)
