"""Tables as a spreadsheet (XLSX, one sheet a text) or as comma-separated values."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from eval.sample.build.markup import Table, parse
from eval.sample.build.package import repack
from eval.sample.build.recipe import Recipe

_DAY = re.compile(r"\d{2}/\d{2}/\d{4}")


def render_xlsx(recipe: Recipe) -> bytes:
    """A workbook with real dates and numbers in its cells; each sheet bears the name of its text."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for source, text in zip(recipe.sources, recipe.texts(), strict=True):
        _fill(book.create_sheet(Path(source).name.replace("-", " ").capitalize()), _table(text))
    book.properties.title, book.properties.creator = recipe.title, recipe.house.name
    book.properties.created = datetime(2025, 1, 1)
    buffer = BytesIO()
    book.save(buffer)
    return repack(buffer.getvalue())


def render_csv(recipe: Recipe) -> bytes:
    """The first table as spreadsheets export it: UTF-8 with a byte order mark, lines ended by CR LF."""
    table = _table(recipe.texts()[0])
    lines = StringIO(newline="")
    csv.writer(lines).writerows(table.header + table.rows)
    return lines.getvalue().encode("utf-8-sig")


def _table(text: str) -> Table:
    return next(block for block in parse(text) if isinstance(block, Table))


def _fill(sheet: Worksheet, table: Table) -> None:
    for row in table.header + table.rows:
        sheet.append([_value(cell) for cell in row])
    for column, share in enumerate(table.widths, 1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = round(160 * share) + 4
        sheet[f"{letter}1"].font = Font(bold=True)
    for day in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, date)):
        day.number_format = "dd/mm/yyyy"
    sheet.freeze_panes = "A2"


def _value(cell: str) -> str | int | date:
    if cell.isdigit():
        return int(cell)
    return datetime.strptime(cell, "%d/%m/%Y").date() if _DAY.fullmatch(cell) else cell
