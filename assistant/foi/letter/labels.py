"""The numbers that people put before their questions: "1", "1a", "(ii)", "Q3", "2.1", "Firstly", a bullet."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.read.labels import roman_value


class Style(StrEnum):
    """How an item is numbered; each style counts by itself."""

    NUMBER = "number"
    PATH = "path"
    LETTER = "letter"
    CAPITAL = "capital"
    ROMAN = "roman"
    ORDINAL = "ordinal"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its parts ("3", "a" for "3a"), its place in its count (0 for a bullet) and its length.

    ``end`` counts the characters up to the item's first word. A ``bare`` number ("1 How many") is one only in
    a count, since a date or a house number begins a line as well. ``mark`` tells bullets apart.
    """

    parts: tuple[str, ...]
    style: Style
    value: int
    end: int
    bare: bool = False
    mark: str = ""


_GLYPHS = "•·●○◦▪■□▫‣⁃∙➢➤✓✔❖►\uf02d\uf06f\uf076\uf0a7\uf0b7\uf0d8\uf0fc"
_Q = r"(?:Q(?:uestion|uery|n|u)?|Item|Point|Request|Part|No)\.?\s?#?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINAL = re.compile(
    rf"(?:and\s+)?(?P<word>{'|'.join(_ORDINALS)})(?:(?:ly)(?:,|:|\s+-)?|\s+of\s+all,?|,|:)\s+|"
    r"(?:and\s+)?(?P<last>finally|lastly)(?:,|:)?\s+",
    re.IGNORECASE,
)
_BULLET = re.compile(rf"([{_GLYPHS}])\s*(?=\S)|([-–—*»]|o(?= [A-Z])|\+)\s+(?=\S)|([-–])(?=[A-Z][a-z])")
_PATTERNS = (
    ("pair", re.compile(rf"(?:{_Q})?\(?(\d{{1,3}})\)?[.:]?\s?\(([a-z]|[ivx]{{1,4}})\)[.:]?\s+", re.I)),
    ("pair", re.compile(rf"(?:{_Q})?(\d{{1,3}})[.)]?\s?([a-z])\)[.:]?\s+", re.I)),
    ("pair", re.compile(rf"(?:{_Q})?(\d{{1,3}})\.?([a-z])(?:[.:]\s*|\s+(?=\S))", re.I)),
    ("path", re.compile(rf"(?:{_Q})?([1-9]\d?(?:\.\d{{1,2}}){{1,3}})[.):]?\s+(?=[\"'“‘(\[A-Z])")),
    ("asked", re.compile(rf"{_Q}(\d{{1,3}})(?:\s?[.):]|\s[-–—](?=\s)|(?=\s|$))\s*", re.I)),
    ("number", re.compile(r"[\[(](\d{1,3})[\])][.:]?(?:\s+|(?=[A-Z])|$)")),
    ("number", re.compile(r"(\d{1,3})\)\.?(?:\s+|(?=[A-Za-z])|$)")),
    ("number", re.compile(r"(\d{1,3})[.:](?:\s+|(?=[A-Z])|$)")),
    ("number", re.compile(r"(\d{1,3})\s?[-–—]\s+(?=[A-Za-z“\"'])")),
    ("bare", re.compile(rf"(\d{{1,3}})(?:\s+)(?!{_MONTH})(?=[A-Z“\"'(])")),
    ("roman", re.compile(r"\(([ivxl]{1,6}|[IVXL]{2,6})\)[.:]?(?:\s+|$)")),
    ("roman", re.compile(r"([ivxl]{1,6}|[IVXL]{2,6})[.):](?:\s+|$)")),
    ("letter", re.compile(r"[(\[]([A-Za-z])[)\]][.:]?(?:\s+|$)")),
    ("letter", re.compile(r"([A-Za-z])[.):](?:\s+|$)")),
)


def label_of(text: str) -> Label | None:
    """The label that a line begins with; a bullet before a number is left out of it."""
    if bullet := _BULLET.match(text):
        inner = label_of(text[bullet.end() :])
        if inner is not None and not inner.bare and inner.style is not Style.BULLET:
            return replace(inner, end=inner.end + bullet.end())
        return Label((), Style.BULLET, 0, bullet.end(), mark=bullet[1] or bullet[2] or bullet[3])
    if ordinal := _ORDINAL.match(text):
        value = _ORDINALS.index(ordinal["word"].lower()) + 1 if ordinal["word"] else 0
        return Label((str(value),) if value else (), Style.ORDINAL, value, ordinal.end())
    for name, pattern in _PATTERNS:
        if (match := pattern.match(text)) and (label := _MADE[name](match)):
            return label
    return None


def _number(match: re.Match[str]) -> Label:
    return Label((match[1],), Style.NUMBER, int(match[1]), match.end())


def _bare(match: re.Match[str]) -> Label:
    return replace(_number(match), bare=True)


def _pair(match: re.Match[str]) -> Label | None:
    letter = match[2].lower()
    spelt = match[0].rstrip()
    if len(letter) > 1 and not roman_value(letter):
        return None
    # "5p" and "3m" are amounts; without a stop only the first letters count parts.
    if spelt.endswith(match[2]) and letter > "h":
        return None
    return Label((match[1], match[2]), Style.PATH, _place(letter), match.end())


def _place(letter: str) -> int:
    return ord(letter) - 96 if len(letter) == 1 else roman_value(letter) or 0


def _path(match: re.Match[str]) -> Label:
    parts = tuple(match[1].split("."))
    return Label(parts, Style.PATH, int(parts[-1]), match.end())


def _roman(match: re.Match[str]) -> Label | None:
    value = roman_value(match[1])
    return Label((match[1],), Style.ROMAN, value, match.end()) if value else None


def _letter(match: re.Match[str]) -> Label:
    style = Style.CAPITAL if match[1].isupper() else Style.LETTER
    return Label((match[1],), style, ord(match[1].lower()) - 96, match.end())


_MADE: dict[str, Callable[[re.Match[str]], Label | None]] = {
    "pair": _pair,
    "path": _path,
    "asked": _number,
    "number": _number,
    "bare": _bare,
    "roman": _roman,
    "letter": _letter,
}


def as_letter(label: Label, before: Label | None) -> Label:
    """ "i)" after "h)" is a letter; elsewhere it is a roman numeral."""
    if label.style is not Style.ROMAN or len(label.parts[0]) > 1 or before is None:
        return label
    style = Style.CAPITAL if label.parts[0].isupper() else Style.LETTER
    value = ord(label.parts[0].lower()) - 96
    return replace(label, style=style, value=value) if before == _at(before, style, value - 1) else label


def _at(label: Label, style: Style, value: int) -> Label:
    return replace(label, style=style, value=value)
