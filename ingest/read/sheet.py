"""Spreadsheets: every sheet a heading, its column headings, and a row for each row."""

from __future__ import annotations

import csv
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any, BinaryIO

import openpyxl

from ingest.document import BlockKind, Cell
from ingest.errors import ReadError
from ingest.read.content import Content, TextBuilder
from ingest.read.lines import clean
from ingest.read.package import PACKAGE_ERRORS
from ingest.read.text import decode
from ingest.settings import IngestSettings

_MOST_COLUMNS = 200
_LOOK_AHEAD = 12
# Room left for the last row, so that the limit ends the reading and not the document.
_MARGIN = 100_000
_MONEY = re.compile(r"(?<=\[\$)[£$€]|(?<!\[)[£$€]")
Row = Sequence[str]


def read_xlsx(path: Path, limits: IngestSettings) -> Content:
    """A workbook: the values last computed, as its number formats show them. Hidden sheets are not read.

    Raises ReadError for a damaged file. A sheet beyond ``max_text_mb`` ends with a note.
    """
    builder = TextBuilder(limits)
    try:
        # openpyxl warns of whatever it does not keep when it writes a file again, which is not done here.
        with warnings.catch_warnings(action="ignore"), path.open("rb") as stream:
            notes, properties = _read_book(stream, builder)
    except PACKAGE_ERRORS as error:
        raise ReadError("is damaged: it is not a complete workbook") from error
    notes += [] if builder.blocks else ["has no text"]
    return Content("xlsx", builder.text, tuple(builder.blocks), (), properties, tuple(notes))


def _read_book(stream: BinaryIO, builder: TextBuilder) -> tuple[list[str], dict[str, str]]:
    book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
    try:
        notes = list(_sheets(book, builder))
        title, created = book.properties.title, book.properties.created
    finally:
        book.close()
    found = {"title": title or "", "created": created.date().isoformat() if created else ""}
    return notes, {name: value.strip() for name, value in found.items() if value.strip()}


def _sheets(book: openpyxl.Workbook, builder: TextBuilder) -> Iterator[str]:
    """Writes the sheets that are shown; yields what a reader should know."""
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    if hidden:
        count = "1 hidden sheet" if len(hidden) == 1 else f"{len(hidden)} hidden sheets"
        yield f"{count} not read: {', '.join(hidden)}"
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            # A file may state a size that its rows do not have.
            sheet.reset_dimensions()
            rows = ([_shown(cell) for cell in row[:_MOST_COLUMNS]] for row in sheet.iter_rows())
            yield from _add_rows(builder, rows, sheet.title)


def read_csv(path: Path, limits: IngestSettings) -> Content:
    """A table of values parted by commas, semicolons, tabs or bars. Raises ReadError for an empty one."""
    text = decode(path.read_bytes())
    if not text.strip():
        raise ReadError("is empty")
    builder = TextBuilder(limits)
    csv.field_size_limit(limits.max_text_mb * 1_000_000)
    rows = csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(text))
    try:
        notes = tuple(_add_rows(builder, ([" ".join(c.split()) for c in row] for row in rows), ""))
    except csv.Error as error:
        raise ReadError(f"is damaged: {error}") from error
    return Content("csv", builder.text, tuple(builder.blocks), (), {}, notes)


def _delimiter(text: str) -> str:
    try:
        return csv.Sniffer().sniff(text[:20_000], delimiters=",;\t|").delimiter
    except csv.Error:
        return ","


def _add_rows(builder: TextBuilder, rows: Iterable[Row], title: str) -> Iterator[str]:
    """A sheet's title, its column headings and its rows, without blank rows and columns."""
    kept, complete = _within_bounds(builder, rows)
    if not kept:
        return
    if title:
        builder.add(BlockKind.HEADING, title, 1)
    builder.tables += 1
    used = sorted({column for row in kept for column, text in enumerate(row) if text})
    header = _header(kept)
    for count, row in enumerate(kept):
        _add_row(builder, [row[column] if column < len(row) else "" for column in used], count, header)
    if not complete:
        where = f" of {title}" if title else ""
        yield f"only the first {len(kept):,} rows{where} were read (setting ingest.max_text_mb)"


def _within_bounds(builder: TextBuilder, rows: Iterable[Row]) -> tuple[list[Row], bool]:
    """The rows that hold something, as far as the limit for text goes; and whether that is all of them."""
    kept: list[Row] = []
    room = builder.room - _MARGIN
    for row in rows:
        if not any(row):
            continue
        room -= sum(len(text) + 1 for text in row)
        if room < 0:
            return kept, False
        kept.append(row)
    return kept, True


def _add_row(builder: TextBuilder, row: Row, count: int, header: int | None) -> None:
    texts = [text for text in row if text]
    if header is None:
        # A form laid out over a sheet: no column heading depends on how far right a value stands.
        builder.add(BlockKind.TABLE_ROW, "\t".join(texts), table=builder.tables)
    elif count < header and len(texts) == 1:
        builder.add(BlockKind.PARAGRAPH, texts[0])
    else:
        kind = BlockKind.TABLE_HEADER if count == header else BlockKind.TABLE_ROW
        cells = _headings(row, builder.position) if count == header else ()
        builder.add(kind, "\t".join(row), table=builder.tables, cells=cells)


def _headings(row: Row, position: int) -> tuple[Cell, ...]:
    """The cells of a header; none where some are empty, being merged with others or headed further down."""
    texts = [clean(text) for text in row]
    starts = accumulate((len(text) + 1 for text in texts), initial=position)
    cells = tuple(Cell(start, start + len(text)) for start, text in zip(starts, texts, strict=False))
    return cells if all(texts) else ()


def _header(rows: Sequence[Row]) -> int | None:
    """The first row of several words and no figures, with rows below it; titles above it stand alone."""
    for index, row in enumerate(rows[: min(_LOOK_AHEAD, len(rows) - 1)]):
        texts = [text for text in row if text]
        if len(texts) >= 2:
            return index if not any(_is_number(text) for text in texts) else None
    return None


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[-+(]?[£$€]?\d[\d,]*(\.\d+)?[%)]?", text) is not None and not _is_year(text)


def _is_year(text: str) -> bool:
    return re.fullmatch(r"(19|20)\d\d", text) is not None


def _shown(cell: Any) -> str:
    """A cell's value as its number format shows it; dates as YYYY-MM-DD."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, (date, time, timedelta)):
        return value.isoformat() if not isinstance(value, timedelta) else str(value)
    if isinstance(value, (int, float)):
        return number_shown(value, str(cell.number_format or ""))
    return " ".join(str(value).split())


def number_shown(value: float, number_format: str) -> str:
    """A number in its format: the sign of money, thousands, decimals and per cent; others in full."""
    shape = re.sub(r'"[^"]*"|\\.|_.|\[[^\]]*\]', "", number_format.split(";", maxsplit=1)[0])
    if shape.lower() in ("general", "", "@") or not re.search(r"[0#]", shape):
        return f"{value:.15g}"
    if re.search(r"[eE/?]", shape):
        return f"{value:.15g}"
    percent = "%" in shape
    decimals = len(match.group(1)) if (match := re.search(r"\.([0#]+)", shape)) else 0
    amount = abs(value) * 100 if percent else abs(value)
    digits = f"{amount:,.{decimals}f}" if "," in shape else f"{amount:.{decimals}f}"
    money = match.group() if (match := _MONEY.search(number_format)) else ""
    minus = "-" if value < 0 and float(digits.replace(",", "")) else ""
    return f"{minus}{money}{digits}{'%' if percent else ''}"
