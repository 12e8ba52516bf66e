"""A CSV file or the first sheet of a workbook as rows of text, each cell as a person sees it."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from ingest.errors import QuestionSetError
from ingest.read.package import PACKAGE_ERRORS
from ingest.read.sheet import number_shown

# What a spreadsheet can hold at most; a file may say that it has more.
_MOST_ROWS = 1_048_576
# Far more than a question list has columns for; a row's formatting may reach to column XFD.
_MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, or why it has none that can be read."""

    text: str
    fault: str = ""


_BLANK = Cell("")


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not blank. ``number`` counts from 1 as the spreadsheet does, blank rows included."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file. ``lettered``: its columns are known by letters, as a workbook's are."""

    rows: tuple[Row, ...]
    lettered: bool
    notices: tuple[str, ...] = ()

    def column(self, index: int) -> str:
        """What people call a column (index from 0): its letter, else its number."""
        return get_column_letter(index + 1) if self.lettered else str(index + 1)


def read_csv(path: Path, data: bytes, count_known: Callable[[list[str]], int]) -> Table:
    """Values parted by comma, semicolon or tab: by whichever ``count_known`` knows most headings.

    Raises QuestionSetError for text that is not UTF-8 or quotation marks that do not pair.
    """
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise QuestionSetError(
            f"{path} is not UTF-8 text: save it as “CSV UTF-8 (comma delimited)” or as .xlsx."
        ) from error
    delimiter = max(",;\t", key=lambda each: count_known(_headings(text, each)))
    rows: list[list[str]] = []
    try:
        rows.extend(_records(text, delimiter))
    except csv.Error as error:
        reason = f"its quotation marks do not pair, or a value is too long ({error})"
        raise QuestionSetError(f"{path}, row {len(rows) + 1}: {reason}.") from error
    return Table(_filled([Cell(value.strip()) for value in row] for row in rows), lettered=False)


def read_xlsx(path: Path, data: bytes) -> Table:
    """The first sheet, with the values last computed. Raises QuestionSetError for a damaged workbook."""
    try:
        # openpyxl warns of whatever it does not keep when it writes a file again, which is not done here.
        with warnings.catch_warnings(action="ignore"):
            return _first_sheet(data)
    except PACKAGE_ERRORS as error:
        raise QuestionSetError(f"{path} is damaged or no .xlsx workbook: save it anew as .xlsx.") from error


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    # strict: else an unpaired quotation mark would swallow the rest of the file.
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _headings(text: str, delimiter: str) -> list[str]:
    try:
        return next((row for row in _records(text, delimiter) if any(map(str.strip, row))), [])
    except csv.Error:
        return []


def _filled(rows: Iterable[list[Cell]]) -> tuple[Row, ...]:
    numbered = enumerate(rows, 1)
    return tuple(Row(n, tuple(cells)) for n, cells in numbered if any(c.text or c.fault for c in cells))


def _first_sheet(data: bytes) -> Table:
    # A formula whose value was never saved looks blank among the values: only the formulas tell it.
    books = [load_workbook(io.BytesIO(data), read_only=True, data_only=values) for values in (True, False)]
    try:
        values, formulas = (_rows(book) for book in books)
        pairs = (zip(*both, strict=True) for both in zip(values, formulas, strict=True))
        rows = _filled([_cell(value, formula) for value, formula in row] for row in pairs)
        first, *others = (sheet.title for sheet in books[0].worksheets)
    finally:
        for book in books:
            book.close()
    notices = (f"only its first sheet, {first}, is read, not {', '.join(others)}",) if others else ()
    return Table(rows, True, notices)


def _rows(book: Workbook) -> Iterator[tuple[Any, ...]]:
    sheet = book.worksheets[0]
    # A file may state a size that its rows do not have.
    sheet.reset_dimensions()
    return (row[:_MOST_COLUMNS] for row in sheet.iter_rows(max_row=_MOST_ROWS))


def _cell(cell: Any, formula: Any) -> Cell:
    if cell.data_type == "e":
        return Cell("", f"holds the error {cell.value}")
    if formula.data_type == "f" and cell.value is None and cell.data_type == "n":
        return Cell("", "holds a formula whose value was not saved: open the file in Excel and save it again")
    return Cell(text) if (text := _text(cell).strip()) else _BLANK


def _text(cell: Any) -> str:
    """The value as shown: a number in its format, a date as YYYY-MM-DD."""
    value = cell.value
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, (date, time, timedelta)):
        return str(value)
    if isinstance(value, int) and cell.number_format == "General":
        return str(value)
    return number_shown(value, str(cell.number_format or ""))
