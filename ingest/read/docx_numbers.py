"""The numbers Word writes before paragraphs by itself, worked out from numbering.xml.

Rules: ISO/IEC 29500-1, 17.9 (numbering): a level counts on until one above it does; ``%n`` in a level's text
stands for the current number of level n.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml.etree import _Element

from ingest.read.labels import roman

_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, from where, and how its number is dressed."""

    style: str
    text: str
    start: int
    legal: bool


@dataclass(slots=True)
class _List:
    """A list as defined (``w:abstractNum``) with the numbers it stands at."""

    levels: dict[int, Level]
    linked: str
    current: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbers:
    """Counts the numbered paragraphs of one document, in the order they are asked for."""

    def __init__(self, root: _Element | None, styles: Mapping[str, str]) -> None:
        """``styles`` gives the list of a numbering style, for lists that are defined by their style."""
        found = root.findall(qn("w:abstractNum")) if root is not None else []
        self._lists = {_value(e, "w:abstractNumId"): _definition(e) for e in found}
        nums = root.findall(qn("w:num")) if root is not None else []
        self._of = {_value(e, "w:numId"): _child(e, "w:abstractNumId") for e in nums}
        self._starts = {_value(e, "w:numId"): _overrides(e) for e in nums}
        self._styles = styles
        self._begun: set[str] = set()

    def marker(self, number: str, depth: int) -> str:
        """What stands before the next paragraph of a list at a depth from 0, "" where it is unnumbered."""
        found = self._list(number)
        level = found.levels.get(depth) if found else None
        if found is None or level is None or level.style == "none":
            return ""
        self._advance(found, number, depth, level)
        if level.style == "bullet":
            return "• "
        shown = re.sub(r"%([1-9])", lambda match: _shown(found, int(match.group(1)) - 1, level), level.text)
        return f"{shown.strip()} " if shown.strip() else ""

    def _list(self, number: str) -> _List | None:
        found = self._lists.get(self._of.get(number, ""))
        if found and not found.levels and found.linked:
            return self._lists.get(self._of.get(self._styles.get(found.linked, ""), ""))
        return found

    def _advance(self, found: _List, number: str, depth: int, level: Level) -> None:
        if number not in self._begun:
            self._begun.add(number)
            for at, start in self._starts.get(number, {}).items():
                found.current[at] = start - 1
        now = found.current[depth]
        found.current[depth] = level.start if now is None else now + 1
        for above in range(depth):
            if found.current[above] is None and above in found.levels:
                found.current[above] = found.levels[above].start
        found.current[depth + 1 :] = [None] * (_LEVELS - depth - 1)


def _definition(element: _Element) -> _List:
    levels = {}
    for level in element.findall(qn("w:lvl")):
        depth = _value(level, "w:ilvl")
        if depth.isdigit() and int(depth) < _LEVELS:
            start = _child(level, "w:start")
            levels[int(depth)] = Level(
                _child(level, "w:numFmt") or "decimal",
                _child(level, "w:lvlText"),
                int(start) if start.isdigit() else 1,
                level.find(qn("w:isLgl")) is not None,
            )
    return _List(levels, _child(element, "w:numStyleLink"))


def _overrides(element: _Element) -> dict[int, int]:
    """Where a list that shares its definition with another starts again, by level."""
    found = {}
    for override in element.findall(qn("w:lvlOverride")):
        depth, start = _value(override, "w:ilvl"), _child(override, "w:startOverride")
        if depth.isdigit() and start.isdigit() and int(depth) < _LEVELS:
            found[int(depth)] = int(start)
    return found


def _shown(found: _List, depth: int, level: Level) -> str:
    number = found.current[depth] if depth < _LEVELS else None
    if number is None:
        return ""
    style = found.levels[depth].style if depth in found.levels and not level.legal else "decimal"
    return in_style(number, style)


def in_style(number: int, style: str) -> str:
    """A number from 1 as Word's number formats write it; an unknown format counts in digits."""
    if number < 1:
        return str(number)
    letter = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
    written = {"lowerLetter": letter, "upperLetter": letter.upper(), "decimalZero": f"{number:02}"}
    if style in ("lowerRoman", "upperRoman"):
        return roman(number) if style == "lowerRoman" else roman(number).upper()
    return written.get(style, str(number))


def _value(element: _Element, name: str) -> str:
    return str(element.get(qn(name)) or "")


def _child(element: _Element, name: str) -> str:
    found = element.find(qn(name))
    return _value(found, "w:val") if found is not None else ""
