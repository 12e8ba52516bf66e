"""The numbers and marks that stand before a paragraph: "2.4", "a)", "(ii)", "Q3", "•"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How an item is numbered; each style counts by itself."""

    DECIMAL = "decimal"
    NUMBER = "number"
    LETTER = "letter"
    ROMAN = "roman"
    QUESTION = "question"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Label:
    """A label as shown, its style, its value in the count (0 for a bullet) and where the text begins."""

    text: str
    style: Style
    value: int
    end: int
    depth: int = 1


# Word writes its bullets with symbol fonts, which reach us as characters of the private use area.
_GLYPHS = "•·●○◦▪■□▫‣⁃∙➢➤✓✔❖\uf02d\uf06f\uf076\uf0a7\uf0b7\uf0d8\uf0fc"
_BULLET = re.compile(rf"([{_GLYPHS}])\s*(?=\S|$)|([-–—*»]|o(?= [A-Z0-9(“\"']))\s+(?=[^\W\d]|[(\[£“‘\"'])")
# Before a figure a dash may be a minus, unless what follows it is a number of its own ("- 9. If so, …").
_DASH = re.compile(r"[-–—*] +(?=\d)")
_DECIMAL = re.compile(r"([1-9]\d{0,2}(?:\.\d{1,3}){1,4})[.)]?(?=\s+[\"'“‘(\[£A-Z])\s*")
_NUMBER = re.compile(r"(\((\d{1,3})\)|(\d{1,3})[.)])(?=\s|$)\s*|((\d{1,2})) [–-] (?=[A-Z])")
_LETTER = re.compile(r"(\(([A-Za-z])\)|([A-Za-z])[.)])(?=\s|$)\s*")
_ROMAN = re.compile(r"(\(([ivxl]{1,6}|[IVXL]{2,6})\)|([ivxl]{1,6}|[IVXL]{2,6})[.)])(?=\s|$)\s*")
_QUESTION = re.compile(
    r"((?:Q ?|Question |Answer )(\d{1,3}[a-z]?))(?=[.:)\s]|$)[.:)]?\s*|(A(\d{1,3}[a-z]?))[.:)](?=\s)\s*"
)
_SECTION = re.compile(r"((\d{1,2})[a-z]?) \| ")
_NUMERALS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def roman_value(text: str) -> int | None:
    """The value of a roman numeral in its regular form ("iv" but not "iiii"), else None."""
    digits = [_ROMAN_DIGITS.get(character, 0) for character in text.lower()]
    if not digits or 0 in digits:
        return None
    value = sum(-d if d < max(digits[i:]) else d for i, d in enumerate(digits))
    return value if roman(value) == text.lower() else None


def roman(value: int) -> str:
    """A number from 1 as a small roman numeral."""
    written = ""
    for size, numeral in _NUMERALS:
        count, value = divmod(value, size)
        written += numeral * count
    return written


def label_of(text: str) -> Label | None:
    """The label a paragraph begins with. A mark before a number is left out of it: "- b." gives "b."."""
    if (match := _BULLET.match(text)) or (match := _DASH.match(text)):
        inner = _numbered(text[match.end() :])
        if inner is None:
            shown = match.group().strip()
            return Label(shown, Style.BULLET, 0, match.end()) if match.re is _BULLET else None
        return Label(inner.text, inner.style, inner.value, match.end() + inner.end, inner.depth)
    return _numbered(text)


def _numbered(text: str) -> Label | None:
    for pattern, label in _PATTERNS:
        if (match := pattern.match(text)) and (found := label(match)):
            return found
    return None


def _question(match: re.Match[str]) -> Label:
    number = re.sub(r"\D", "", match.group(2) or match.group(4))
    return Label(match.group(1) or match.group(3), Style.QUESTION, int(number), match.end())


def _section(match: re.Match[str]) -> Label:
    return Label(match.group(1), Style.NUMBER, int(match.group(2)), match.end())


def _decimal(match: re.Match[str]) -> Label:
    parts = match.group(1).split(".")
    return Label(match.group(1), Style.DECIMAL, int(parts[-1]), match.end(), len(parts))


def _number(match: re.Match[str]) -> Label:
    """A number, together with the letter that follows it at once: "5. a. By tender"."""
    shown = match.group(1) or match.group(4)
    letter = _LETTER.match(match.string, match.end())
    if letter and letter.end() < len(match.string):
        inner = _letter(letter)
        return Label(match.string[: letter.end()].strip(), Style.LETTER, inner.value, letter.end())
    value = int(match.group(2) or match.group(3) or match.group(5))
    return Label(shown, Style.NUMBER, value, match.end())


def _roman(match: re.Match[str]) -> Label | None:
    value = roman_value(match.group(2) or match.group(3))
    return Label(match.group(1), Style.ROMAN, value, match.end()) if value else None


def _letter(match: re.Match[str]) -> Label:
    value = ord((match.group(2) or match.group(3)).lower()) - 96
    return Label(match.group(1), Style.LETTER, value, match.end())


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Label | None]], ...] = (
    (_QUESTION, _question),
    (_SECTION, _section),
    (_DECIMAL, _decimal),
    (_NUMBER, _number),
    (_ROMAN, _roman),
    (_LETTER, _letter),
)


def follows(label: Label, before: Label | None) -> bool:
    """May the label come next in a count that stands at ``before``? A first item always may."""
    if label.style is Style.BULLET or label.value == 1:
        return True
    return before is not None and label.value == before.value + 1
