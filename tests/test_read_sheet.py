"""Workbooks and CSV files: sheets, headings, values as their formats show them."""

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from ingest.document import Document
from ingest.errors import ReadError
from ingest.read import read
from ingest.read.sheet import number_shown
from ingest.settings import IngestSettings


def shown(document: Document) -> list[tuple[str, str]]:
    return [(b.kind.value, document.slice(b)) for b in document.blocks]


def read_book(tmp_path: Path, book: Workbook, limits: IngestSettings | None = None) -> Document:
    book.save(tmp_path / "a.xlsx")
    return read(tmp_path / "a.xlsx", "a.xlsx", limits or IngestSettings())


def read_values(tmp_path: Path, text: str, name: str = "a.csv") -> Document:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read(tmp_path / name, name, IngestSettings())


def test_a_sheet_is_a_heading_a_header_and_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Contracts"
    sheet["B2"] = "Contract register, May 2031"
    sheet.append([])
    sheet.append([None, "Supplier", None, "Value", "Start"])
    sheet.append([None, "Physio\nLtd", None, 1250000.5, dt.date(2031, 4, 1)])
    sheet.append([None, "Speech Ltd", None, 7, dt.datetime(2031, 4, 1, 9, 30)])
    sheet["D5"].number_format = '"£"#,##0.00'
    document = read_book(tmp_path, book)
    assert shown(document) == [
        ("heading", "Contracts"),
        ("paragraph", "Contract register, May 2031"),
        ("table-header", "Supplier\tValue\tStart"),
        ("table-row", "Physio Ltd\t£1,250,000.50\t2031-04-01"),
        ("table-row", "Speech Ltd\t7\t2031-04-01 09:30"),
    ]
    assert [b.table for b in document.blocks] == [0, 0, 1, 1, 1]


def test_a_hidden_sheet_is_named_and_not_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Cost"])
    book.active.append(["Physio", 5])
    hidden = book.create_sheet("Staff")
    hidden.append(["secret", 1])
    hidden.sheet_state = "hidden"
    document = read_book(tmp_path, book)
    assert "secret" not in document.text
    assert document.notes == ("1 hidden sheet not read: Staff",)


def test_a_formula_shows_its_last_value(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    book.active["B1"] = "sum"
    document = read_book(tmp_path, book)
    # A workbook that no spreadsheet program has computed holds no value for it.
    assert document.text == "Sheet\nsum\n"


def test_a_form_without_column_headings_keeps_label_and_value_together(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["F1"] = "Bicycles on 1 June", 30412
    book.active["A2"], book.active["E2"] = "Of these, lent out", 2209
    assert shown(read_book(tmp_path, book))[1:] == [
        ("table-row", "Bicycles on 1 June\t30412"),
        ("table-row", "Of these, lent out\t2209"),
    ]


def test_a_sheet_beyond_the_limit_ends_with_a_note(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Payments")
    sheet.append(["Supplier", "Text"])
    for number in range(12_000):
        sheet.append([f"Supplier {number}", "w" * 90])
    document = read_book(tmp_path, book, IngestSettings(max_text_mb=1))
    assert len(document.text) < 1_000_000
    assert len(document.notes) == 1
    assert document.notes[0].startswith("only the first 8,")
    assert document.notes[0].endswith(" rows of Payments were read (setting ingest.max_text_mb)")


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0.3243811, "0.0%", "32.4%"),
        (1234.5, "#,##0", "1,234"),
        (-1234.5, "#,##0.00_);(#,##0.00)", "-1,234.50"),
        (1234567, '"£"#,##0', "£1,234,567"),
        (1234567, "[$£-809]#,##0.00", "£1,234,567.00"),
        (0.1 + 0.2, "General", "0.3"),
        (12.0, "General", "12"),
        (5, "@", "5"),
        (-0.001, "0.0", "0.0"),
        (1.5, "# ?/?", "1.5"),
    ],
)
def test_numbers_are_shown_as_their_format_shows_them(value: float, number_format: str, shown: str) -> None:
    assert number_shown(value, number_format) == shown


@given(st.integers(-(10**9), 10**9))
def test_a_whole_number_without_a_format_is_its_digits(value: int) -> None:
    assert number_shown(value, "General") == str(value)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_csv_with_each_usual_separator(tmp_path: Path, mark: str) -> None:
    lines = [["Supplier", "Value", "Note"], ["Physio", "5", '"a, b"'], ["Speech", "7", "second"]]
    text = "\n".join(mark.join(line) for line in lines)
    assert shown(read_values(tmp_path, text)) == [
        ("table-header", "Supplier\tValue\tNote"),
        ("table-row", "Physio\t5\ta, b"),
        ("table-row", "Speech\t7\tsecond"),
    ]


def test_csv_of_figures_has_no_header(tmp_path: Path) -> None:
    assert [kind for kind, _ in shown(read_values(tmp_path, "1,2\n3,4\n"))] == ["table-row", "table-row"]


def test_an_empty_csv_is_refused_and_an_empty_workbook_is_noted(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"^is empty$"):
        read_values(tmp_path, " \n")
    assert read_book(tmp_path, openpyxl.Workbook()).notes == ("has no text",)


def test_a_damaged_workbook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    with pytest.raises(ReadError, match=r"^is damaged: it is not a complete workbook$"):
        read(path, "a.xlsx", IngestSettings())


def test_entities_that_grow_without_end_are_not_followed(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Words"])
    book.save(tmp_path / "a.xlsx")
    entities = '<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with zipfile.ZipFile(tmp_path / "a.xlsx") as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                data = f"<!DOCTYPE x [{entities}]>".encode() + data.replace(b'r="A1"', b'r="A1" x="&i;"')
            new.writestr(item.filename, data)
    with pytest.raises(ReadError, match=r"^is damaged: it is not a complete workbook$"):
        read(tmp_path / "b.xlsx", "b.xlsx", IngestSettings())
