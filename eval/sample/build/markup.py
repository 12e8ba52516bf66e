"""The light markup of the texts in ``content``, and the blocks it becomes.

A block ends at an empty line. ``# ``, ``## `` and ``### `` open headings, ``- `` a bullet, ``+ `` an item
that the word processor numbers by itself, ``---`` stands for a page break. A backslash at the end of a
line breaks the line there. ``**…**`` around a whole paragraph prints it bold. A table is a run of lines:
``%10,60,15r`` gives the widths in per cent (``r``: aligned right), ``!a|b`` is a line of its header and
``|a|b`` one of its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LABEL = re.compile(r"(\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z])[.)]?|\d{1,2}[a-z])\s+(?=\S)")
_HEADING = re.compile(r"(#{1,3}) (.+)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` runs from 1."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph whose printed number, if it has one, is part of ``text``. ``\\n`` is a forced break."""

    text: str
    strong: bool = False

    @property
    def label(self) -> str:
        """The number or letter the paragraph opens with ("2.4", "a.", "(1)"), or nothing."""
        found = _LABEL.match(self.text)
        return found.group(1) if found else ""


@dataclass(frozen=True, slots=True)
class Bullet:
    """An item of a list, marked by a dot or a dash."""

    text: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """An item of a list that the word processor numbers by itself."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of equal rows. ``widths`` are shares of the whole; ``right`` marks columns aligned right."""

    header: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins a new page where the format has pages."""


Block = Heading | Paragraph | Bullet | Numbered | Table | PageBreak


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a text, in order. Raises ValueError for a table whose rows differ in length."""
    groups = (group.strip("\n") for group in re.split(r"\n\s*\n", text))
    return tuple(block for group in groups if group.strip() for block in _blocks(group))


def _blocks(group: str) -> Iterator[Block]:
    lines = group.split("\n")
    if lines[0][0] in "%!|":
        yield _table(lines)
    elif lines[0] == "---":
        yield PageBreak()
    elif found := _HEADING.fullmatch(lines[0]):
        yield Heading(found.group(2), len(found.group(1)))
    elif lines[0][:2] in {"- ", "+ "}:
        yield from (Bullet(line[2:]) if line[0] == "-" else Numbered(line[2:]) for line in lines)
    else:
        yield _paragraph(lines)


def _paragraph(lines: list[str]) -> Paragraph:
    text = "".join(line[:-1] + "\n" if line.endswith("\\") else line + " " for line in lines).strip()
    if text.startswith("**") and text.endswith("**"):
        return Paragraph(text[2:-2], strong=True)
    return Paragraph(text)


def _table(lines: list[str]) -> Table:
    header = tuple(_cells(line) for line in lines if line[0] == "!")
    rows = tuple(_cells(line) for line in lines if line[0] == "|")
    columns = len((header + rows)[0])
    if any(len(row) != columns for row in header + rows):
        raise ValueError(f"a table's rows differ in length: {lines[0]!r}")
    shares = next((line[1:].split(",") for line in lines if line[0] == "%"), ["1"] * columns)
    numbers = [float(share.rstrip("r")) for share in shares]
    widths = tuple(number / sum(numbers) for number in numbers)
    return Table(header, rows, widths, tuple(share.endswith("r") for share in shares))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line[1:].split("|"))
