"""What kind of thing a question asks for, and whether a text holds one."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.periods import strip_periods


class Wanted(StrEnum):
    """The kinds of answer that can be told from the question's words; ``ANYTHING`` cannot."""

    MONEY = "an amount of money"
    SHARE = "a percentage"
    NUMBER = "a number"
    DATE = "a date"
    ANYTHING = "anything"


_MONEY = re.compile(
    r"\bhow much (?:money|funding|(?:did|does) .* (?:cost|spend|pay|fund)|(?:was|is) spent)\b|"
    r"\b(?:costs?|price|budget|fee|spend|spent|spending|pay|paid|value|worth|salary|underspend|overspend|"
    r"amount)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:percentage|per cent|percent|proportion|share of|what share|satisfaction rate)\b|%", re.I
)
_NUMBER = re.compile(
    r"\bhow (?:many|much|long|often|far|large|big|old)\b|\b(?:number of|hourly rate|rate|target)\b",
    re.IGNORECASE,
)
_INSISTS = re.compile(
    r"\bhow (?:much|many|long|often)\b|\bwhen\b|"
    r"\bwhat (?:\S+ ){0,6}?(?:costs?|price|budget|fee|rate|value|amount|total|target|percentage|proportion|"
    r"share|number|date|spend|worth)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\bwhen\b|\b(?:what|which|by what|on what) (?:date|day|month|year)\b|\buntil when\b", re.IGNORECASE
)
_ASKS_FOR_MORE_THAN_MONEY = re.compile(
    r"\b(?:why|how (?:is|are|was|were|will|do|does|did) )\b", re.IGNORECASE
)

_HAS_MONEY = re.compile(
    r"[£€$]\s?\d|\b\d{1,3}(?:,\d{3})+\b|\d\s?(?:million|billion|thousand|bn|k|m)\b|\d\.\d", re.I
)
_HAS_SHARE = re.compile(
    r"\d\s?%|\bper ?cent\b|\b(?:half|third|quarter|two-thirds|one in \w+)\b", re.IGNORECASE
)
_HAS_NUMBER = re.compile(
    r"\d|\b(?:none|no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred|dozen|"
    r"weekly|monthly|quarterly|yearly|annually|daily|once|twice)\b",
    re.IGNORECASE,
)
_HAS_DATE = re.compile(
    r"\b(?:19|20)\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december|spring|summer|autumn|winter|annually|quarter)\b",
    re.IGNORECASE,
)
# What looks like a figure and is none: numbering at the start, sections of Acts, references.
_NUMBERING = re.compile(
    r"^\W*(?:\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2})+\.?|\(?[a-z0-9]{1,3}\))\s|\b(?:section|s\.|question|paragraph|"
    r"appendix|item|band|year|tier|phase|part|schedule|option)\s\d+\w?|\b\d+/\d{3,}\b",
    re.IGNORECASE,
)


def wanted(part: str) -> Wanted:
    """The kind of answer that one part of a question asks for."""
    if _SHARE.search(part):
        return Wanted.SHARE
    if _DATE.search(part):
        return Wanted.DATE
    if _MONEY.search(part) and not _ASKS_FOR_MORE_THAN_MONEY.search(part):
        return Wanted.MONEY
    return Wanted.NUMBER if _NUMBER.search(part) else Wanted.ANYTHING


def insists(part: str) -> bool:
    """Is nothing an answer to this but a figure or a date?"""
    return wanted(part) is not Wanted.ANYTHING and bool(_INSISTS.search(part))


def holds(kind: Wanted, text: str) -> bool:
    """Does the text hold such a thing? Dates, numbering and references are not figures."""
    if kind is Wanted.ANYTHING:
        return True
    if kind is Wanted.DATE:
        return bool(_HAS_DATE.search(text))
    figures = strip_periods(_NUMBERING.sub(" ", text))
    if kind is Wanted.MONEY:
        return bool(_HAS_MONEY.search(figures))
    return bool((_HAS_SHARE if kind is Wanted.SHARE else _HAS_NUMBER).search(figures))
