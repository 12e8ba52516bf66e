"""Did it rise or fall? A direction that a sentence gives is held against the figures of a series."""

from __future__ import annotations

import re

from assistant.words import fold
from assistant.write.comparable import comparisons

_UP = re.compile(
    r"\b(?:rose|risen|rises?|rising|increas\w+|grew|grown|grows?|(?:went|go|goes|came) up|up from|higher)\b"
)
_DOWN = re.compile(
    r"\b(?:fell|fallen|falls?|falling|decreas\w+|reduc\w+|dropp\w+|drops?|declin\w+|"
    r"(?:went|came|go|come|goes|comes) down|down (?:from|to)|lower)\b"
)
# "Fewer carers than the year before".
_THAN_BEFORE = re.compile(
    r"\b(?:(?P<more>more|greater|larger|bigger)|fewer|less|smaller)\b[^.;:\d]{0,40}\bthan\s"
    r"(?:in\s)?(?:the\s)?(?:(?:year|quarter|month)\s(?:before|earlier)|(?:last|previous|prior)\s(?:year|quarter|month)|before)\b"
)
# With any of these a source may tell what was before.
_COMPARES = re.compile(
    r"\b(?:before|earlier|previous\w*|prior|last|ago|compar\w+|against|than|since|change\w*|"
    r"(?:20)?\d\d\s?[/-]\s?(?:20)?\d\d|20\d\d)\b"
)
_FIGURE = r"[£€$]?(\d[\d,]*(?:\.\d+)?)(?![\d/]|-\d)"
# "2021/22 = 19 days", "Budget 2025-26: 1,905": a period with its value, and the word before it.
_ENTRY = re.compile(rf"(?:\b([a-z]+) )?(?<![\d/])(?:20)?(\d\d)\s?[/-]\s?(?:20)?\d\d\s*[=:–]\s*{_FIGURE}")
# "£13.05 million on agency staff in 2022/23": a value with its unit and its period.
_VALUE_IN = re.compile(
    rf"(?<![\d/.,-]){_FIGURE}\s?(%|[a-z]+)?(?:\s[^\s\d.;:,]+){{0,8}}?\s+in\s+"
    r"(?:20)(\d\d)(?:\s?[/-]\s?(?:20)?\d\d)?"
)
# "46% feel alone, up from 45%": the later value stands first.
_SHARE = r"\s?(%|per cent)?"
_FROM_BEFORE = re.compile(
    rf"(?<![\d/.,-]){_FIGURE}{_SHARE}(?:[^.;:\d]|\b(?:20)?\d\d\s?[/-]\s?\d\d\b)*?"
    r"\b(?:up|down|risen|fallen|increase|decrease|rise|fall|drop)\s+"
    rf"from\s+(?:\w+\s+){{0,4}}?{_FIGURE}{_SHARE}"
)
_FROM = re.compile(rf"\bfrom\s+(?:\w+\s+){{0,4}}?{_FIGURE}")
_TO = re.compile(rf"\bto\s+(?:\w+\s+){{0,4}}?{_FIGURE}")


def reversed_trend(sentence: str, quoted: str) -> str | None:
    """Why the sentence's direction is not that of the figures; None where it is, or nothing tells."""
    direction = _direction(sentence)
    if direction is None:
        return None
    by_itself = _of_sentence(fold(sentence))
    if by_itself is None:
        by_itself = _against_comparable(quoted)
    by_series = None if _direction(quoted) is not None else _of_series(fold(sentence), fold(quoted))
    if any(found is not None and found != direction for found in (by_itself, by_series)):
        return "The figures go the other way."
    if by_itself is by_series is _direction(quoted) is None and _THAN_BEFORE.search(fold(sentence)):
        return None if _COMPARES.search(fold(quoted)) else "The source compares it with no time before."
    return None


def _direction(text: str) -> bool | None:
    """Does the text say that it rose? None where it says neither, or both."""
    up, down = bool(_UP.search(fold(text))), bool(_DOWN.search(fold(text)))
    if up != down:
        return up
    compared = _THAN_BEFORE.search(fold(text))
    return bool(compared["more"]) if compared and not up else None


def _against_comparable(quoted: str) -> bool | None:
    """Is the value higher than the one that the source compares it with, if there is one such pair?"""
    found = comparisons(quoted)
    return _compared(float(found[0].before.value), float(found[0].now.value)) if len(found) == 1 else None


def _of_sentence(text: str) -> bool | None:
    """Do the figures of "from 19 days to 11" rise?"""
    start, end = _FROM.search(text), _TO.search(text)
    if not start or not end:
        return _against_before(text)
    return _compared(_value(start[1]), _value(end[1]))


def _against_before(text: str) -> bool | None:
    """Is the value of "46%, up from 45%" the higher one?"""
    found = _FROM_BEFORE.search(text)
    if not found or bool(found[2]) != bool(found[4]):
        return None
    return _compared(_value(found[3]), _value(found[1]))


def _of_series(said: str, quoted: str) -> bool | None:
    """Do the values rise from the first period to the last? Of several series, the one that is named."""
    found = _ENTRY.findall(quoted) or _valued(quoted)
    names = [name for name, _, _ in found]
    series: dict[str, list[tuple[int, float]]] = {}
    for name, year, value in found:
        # "Apr-Mar 21/22 = 33.5, 22/23 = 27": the word before the first is no series' name.
        series.setdefault(name if names.count(name) > 1 else "", []).append((int(year), _value(value)))
    named = [name for name in series if name and re.search(rf"\b{name}\b", said)]
    if len(named) != 1 and len(series) != 1:
        return None
    entries = sorted(series[named[0] if len(named) == 1 else next(iter(series))])
    return _compared(entries[0][1], entries[-1][1]) if len(entries) > 1 else None


def _valued(quoted: str) -> list[tuple[str, str, str]]:
    """No name, year and value of each that is given in words, where there are two in the same unit."""
    found = _VALUE_IN.findall(quoted)
    alike = len(found) == 2 and found[0][1] == found[1][1]
    return [("", year, value) for value, _, year in found] if alike else []


def _compared(first: float, last: float) -> bool | None:
    return None if first == last else last > first


def _value(figure: str) -> float:
    return float(figure.replace(",", ""))
