"""Paragraphs and tables of formats that have them: what Word, web pages and sheets hand to the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.document import BlockKind, Span
from ingest.document import Cell as Headed
from ingest.read.classify import Title, kind_by_label, title_of
from ingest.read.content import TextBuilder
from ingest.read.labels import Style, label_of
from ingest.read.lines import clean

_MOST_PARAGRAPHS = 3
_LONGEST_CELL = 700


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as shown. ``heading`` is 1 to 6, or 0; ``marker`` a number the format generates."""

    text: str
    heading: int = 0
    marker: str = ""
    depth: int = 0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its paragraphs; ``span`` columns wide and ``rows`` high. ``header``: the format says so."""

    paragraphs: tuple[Paragraph, ...] = ()
    header: bool = False
    span: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        return " ".join(" ".join(clean(p.text).split()) for p in self.paragraphs if p.text.strip())

    @property
    def bold(self) -> bool:
        return bool(self.paragraphs) and all(p.bold for p in self.paragraphs if p.text.strip())

    @property
    def is_prose(self) -> bool:
        """Too much for a cell: a form or a whole letter laid out with a table."""
        shown = [p for p in self.paragraphs if p.text.strip()]
        return len(shown) > _MOST_PARAGRAPHS or sum(len(p.text) for p in shown) > _LONGEST_CELL


class Placed(NamedTuple):
    """A cell with its first column, and where its words begin in the line of its row."""

    column: int
    offset: int
    cell: Cell


class ColumnHeadings:
    """Which column headings stand over each cell of a table ``width`` columns wide."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._covered = [0] * width
        self._over: list[list[Span]] = [[] for _ in range(width)]
        self._heading = False

    def place(self, row: Sequence[Cell]) -> list[Placed]:
        """The cells in their columns, beside those that reach down from the rows above; none if they
        do not fill the row."""
        free = [column for column, rows in enumerate(self._covered) if not rows]
        self._covered = [max(rows - 1, 0) for rows in self._covered]
        offset, placed = 0, []
        for cell in row:
            taken, free = free[: cell.span], free[cell.span :]
            if not taken:
                return []
            placed.append(Placed(taken[0], offset, cell))
            offset += len(cell.text) + cell.span
            for column in taken:
                self._covered[column] = cell.rows - 1
        return [] if free else placed

    def take(self, header: Sequence[Placed], position: int) -> None:
        """A header row that begins at ``position``; the first of several replaces the headings above."""
        if not self._heading:
            self._over = [[] for _ in range(self._width)]
        self._heading = True
        for column, offset, cell in header:
            span = Span(position + offset, position + offset + len(cell.text))
            # What stands over the whole table is its title.
            for covered in range(column, column + cell.span) if cell.span < self._width and cell.text else ():
                self._over[covered].append(span)

    def cells(self, row: Sequence[Placed], position: int) -> tuple[Headed, ...]:
        """The cells of a row that begins at ``position``, each with what stands over its one column."""
        self._heading = False
        return tuple(
            Headed(position + offset, position + offset + len(cell.text), tuple(self._over[column]))
            for column, offset, cell in row
            if cell.text and cell.span == 1 and self._over[column]
        )


@dataclass(slots=True)
class Grid:
    """The rows of one table."""

    rows: list[list[Cell]] = field(default_factory=list)


def add_paragraph(builder: TextBuilder, paragraph: Paragraph) -> None:
    """One paragraph with the kind and the label it shows."""
    text = paragraph.text.strip()
    label = label_of(f"{paragraph.marker}{text}" if paragraph.marker else text)
    shown = label.text if label else paragraph.marker.strip()
    if level := paragraph.heading or _bold_heading(paragraph):
        builder.add(BlockKind.HEADING, text, level, shown, paragraph.marker)
        return
    decimal = label is not None and label.style is Style.DECIMAL
    item = paragraph.marker and not decimal
    kind = BlockKind.LIST_ITEM if item else kind_by_label(label)
    builder.add(kind, text, paragraph.depth, shown, paragraph.marker)


def _bold_heading(paragraph: Paragraph) -> int:
    """A line set in bold and shaped like a title heads what follows, in papers made without styles."""
    if not paragraph.bold or paragraph.marker or "\n" in paragraph.text.strip():
        return 0
    label = label_of(paragraph.text)
    title = title_of(paragraph.text[label.end :] if label else paragraph.text)
    if title is None or (label and label.style not in (Style.DECIMAL, Style.NUMBER)):
        return 0
    return 3 if title is Title.PLAIN else 2


def add_table(builder: TextBuilder, grid: Grid) -> None:
    """One table: header rows, then rows, their cells parted by tabs. A table of one column is prose."""
    rows = [row for row in grid.rows if any(cell.text for cell in row)]
    if not rows:
        return
    width = max(sum(cell.span for cell in row) for row in rows)
    if width == 1:
        for row in rows:
            _add_prose(builder, row)
        return
    builder.tables += 1
    headers = _header_rows(rows)
    columns = ColumnHeadings(width)
    for index, row in enumerate(rows):
        placed = columns.place(row)
        if any(cell.is_prose for cell in row):
            _add_prose(builder, row)
        elif index in headers:
            columns.take(placed, builder.position)
            builder.add(BlockKind.TABLE_HEADER, _as_line(row), table=builder.tables)
        else:
            cells = columns.cells(placed, builder.position)
            builder.add(BlockKind.TABLE_ROW, _as_line(row), table=builder.tables, cells=cells)


def _as_line(row: Sequence[Cell]) -> str:
    """Cells parted by tabs; a cell over several columns keeps those to its right in line."""
    return "".join(cell.text + "\t" * cell.span for cell in row)


def _add_prose(builder: TextBuilder, row: Sequence[Cell]) -> None:
    for cell in row:
        for paragraph in cell.paragraphs:
            add_paragraph(builder, paragraph)


def _header_rows(rows: Sequence[Sequence[Cell]]) -> set[int]:
    """The rows that head columns: said to by the format, else a first row that looks unlike the others."""
    said = {i for i, row in enumerate(rows) if all(cell.header for cell in row if cell.text)}
    if said or len(rows) == 1:
        return said if len(said) < len(rows) else set()
    first = [cell for cell in rows[0] if cell.text]
    if _spans_columns(rows[0]) and len(rows) > 2 and _is_words(rows[1]) and _has_figure(rows[2]):
        return {0, 1}
    if len(first) < 2:
        return set()
    set_apart = all(cell.bold for cell in first) and not all(
        all(cell.bold for cell in row if cell.text) for row in rows
    )
    return {0} if set_apart or not rows[0][0].text or _heads_figures(rows) else set()


def _spans_columns(row: Sequence[Cell]) -> bool:
    """Do headings stand over several columns, though none over all?"""
    return len(row) > 1 and any(cell.span > 1 and cell.text for cell in row)


def _is_words(row: Sequence[Cell]) -> bool:
    return sum(bool(cell.text) for cell in row) > 1 and not _has_figure(row)


def _has_figure(row: Sequence[Cell]) -> bool:
    return any(_is_figure(cell.text) for cell in row)


def _heads_figures(rows: Sequence[Sequence[Cell]]) -> bool:
    """Words above figures: a first row without a figure over columns that have them."""
    return not _has_figure(rows[0]) and all(_has_figure(row) for row in rows[1:])


def _is_figure(text: str) -> bool:
    digits = sum(character.isdigit() for character in text)
    return digits > 0 and digits >= sum(character.isalpha() for character in text)
