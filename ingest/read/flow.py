"""Paragraphs and tables of formats that have them: what Word, web pages and sheets hand to the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.document import BlockKind
from ingest.read.classify import Title, kind_by_label, title_of
from ingest.read.content import TextBuilder
from ingest.read.labels import Style, label_of

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
    """A cell with its paragraphs; ``span`` columns wide. ``header`` where the format says so."""

    paragraphs: tuple[Paragraph, ...] = ()
    header: bool = False
    span: int = 1

    @property
    def text(self) -> str:
        return " ".join(" ".join(p.text.split()) for p in self.paragraphs if p.text.strip())

    @property
    def bold(self) -> bool:
        return bool(self.paragraphs) and all(p.bold for p in self.paragraphs if p.text.strip())

    @property
    def is_prose(self) -> bool:
        """Too much for a cell: a form or a whole letter laid out with a table."""
        shown = [p for p in self.paragraphs if p.text.strip()]
        return len(shown) > _MOST_PARAGRAPHS or sum(len(p.text) for p in shown) > _LONGEST_CELL


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
    for index, row in enumerate(rows):
        if any(cell.is_prose for cell in row):
            _add_prose(builder, row)
        else:
            kind = BlockKind.TABLE_HEADER if index in headers else BlockKind.TABLE_ROW
            builder.add(kind, _as_line(row), table=builder.tables)


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
    if len(first) < 2:
        return set()
    set_apart = all(cell.bold for cell in first) and not all(
        all(cell.bold for cell in row if cell.text) for row in rows
    )
    return {0} if set_apart or not rows[0][0].text or _heads_figures(rows) else set()


def _heads_figures(rows: Sequence[Sequence[Cell]]) -> bool:
    """Words above figures: a first row without a figure over columns that have them."""
    if any(_is_figure(cell.text) for cell in rows[0]):
        return False
    return all(any(_is_figure(cell.text) for cell in row) for row in rows[1:])


def _is_figure(text: str) -> bool:
    digits = sum(character.isdigit() for character in text)
    return digits > 0 and digits >= sum(character.isalpha() for character in text)
