"""Question lists in CSV and Excel: the same cases and the same rules as a line of JSON."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from assistant.answer import Filters
from eval.cases import Case, Source
from eval.sets import QuestionSet, read_question_set_file
from ingest.errors import QuestionSetError


def csv_file(folder: Path, text: str, name: str = "q.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def book_file(folder: Path, *rows: Sequence[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(folder, book)


def saved(folder: Path, book: Workbook) -> Path:
    book.save(folder / "q.xlsx")
    return folder / "q.xlsx"


def read_csv(folder: Path, text: str) -> QuestionSet:
    return read_question_set_file(csv_file(folder, text))


def refusal(path: Path) -> str:
    """What is said of a file that is not a question list, without the folder it is in."""
    with pytest.raises(QuestionSetError) as told:
        read_question_set_file(path)
    return str(told.value).replace(f"{path.parent}/", "")


def only_notice(found: QuestionSet) -> str:
    (notice,) = found.notices
    return notice.replace(f"{found.path.parent}/", "")


LIST = """\
 ID ,Question,kind,Answerable,FACTS,document,Page,quote,Document 2,quote_2,Also in,\
Authority,Document  Kind,since,until
b-1,"How much, and when?",figure,Yes,"£1,500.50|1,500.50; April 2025
paid",Budget 3.1.PDF,3,"It cost £1,500.50; paid.",Minutes,Agreed.,Annex.docx; Pack,\
Averdale County Council,minutes,2024-01-31,2024-12-31
,Who knows?,,no
"""
CASES = (
    Case(
        id="b-1",
        kind="figure",
        question="How much, and when?",
        answerable=True,
        facts=(("£1,500.50", "1,500.50"), ("April 2025",), ("paid",)),
        sources=(
            Source(document="Budget 3.1", page=3, quote="It cost £1,500.50; paid."),
            Source(document="Minutes", quote="Agreed."),
        ),
        also_in=("Annex", "Pack"),
        filters=Filters(
            authority="Averdale County Council",
            kind="minutes",
            since=date(2024, 1, 31),
            until=date(2024, 12, 31),
        ),
    ),
    Case(id="row-3", question="Who knows?", answerable=False),
)


def test_a_row_of_csv_becomes_a_case(tmp_path: Path) -> None:
    found = read_csv(tmp_path, LIST)
    assert found.cases == CASES
    assert found.places == {"b-1": "row 2", "row-3": "row 3"}
    assert found.notices == ()


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_separators_are_found_by_the_headings(tmp_path: Path, delimiter: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(csv.reader(io.StringIO(LIST)))
    assert read_csv(tmp_path, text.getvalue()).cases == CASES
    assert read_question_set_file(csv_file(tmp_path, text.getvalue(), "q.tsv")).cases == CASES


def test_a_row_of_excel_becomes_a_case(tmp_path: Path) -> None:
    first, *others = csv.reader(io.StringIO(LIST))
    book = Workbook()
    book.active.append(first)
    for row in others:
        book.active.append([cell or None for cell in row])
    book.active["G2"] = 3.0
    book.active["D3"] = False
    book.active["N2"] = datetime(2024, 1, 31)
    assert read_question_set_file(saved(tmp_path, book)).cases == CASES


def test_a_list_may_be_questions_alone(tmp_path: Path) -> None:
    found = read_csv(tmp_path, "Question\nHow much?\nWho?\n")
    assert [case.question for case in found.cases] == ["How much?", "Who?"]
    assert only_notice(found) == (
        "q.csv: 2 answerable questions have neither facts nor sources to be measured by: row 2, row 3"
    )


def test_a_byte_order_mark_is_no_part_of_the_first_heading(tmp_path: Path) -> None:
    found = read_csv(tmp_path, "\ufeffquestion,answerable\nWho?,n\n")
    assert found.cases == (Case(id="row-2", question="Who?", answerable=False),)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_csv_that_is_not_utf8_is_refused_with_how_to_save_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "q.csv"
    path.write_bytes("question\nIs it £5?\n".encode(encoding))
    assert refusal(path) == ("q.csv is not UTF-8 text: save it as “CSV UTF-8 (comma delimited)” or as .xlsx.")


@pytest.mark.parametrize(
    ("cell", "answerable"),
    [
        *((cell, True) for cell in ("yes", "Y", "TRUE", "1", "")),
        *((cell, False) for cell in ("no", "N", "False", "0")),
    ],
)
def test_answerable_is_yes_or_no_and_yes_when_blank(tmp_path: Path, cell: str, answerable: bool) -> None:
    assert read_csv(tmp_path, f"question,answerable\nWho?,{cell}\n").cases[0].answerable is answerable


def test_blank_rows_are_skipped_and_still_count(tmp_path: Path) -> None:
    found = read_csv(tmp_path, "\nquestion,kind\n\n , \nWho?,x\n,\n")
    assert found.places == {"row-5": "row 5"}
    book = book_file(tmp_path, [], ["question"], [None], ["  "], ["Who?"])
    assert read_question_set_file(book).places == {"row-5": "row 5"}


def test_a_blank_source_between_two_takes_no_place(tmp_path: Path) -> None:
    heading = "question,document,quote,document 2,quote 2,document 3,page 3,quote 3"
    row = "Who?,Budget,It cost £5.,,,Minutes,two,Agreed."
    assert read_csv(tmp_path, f"{heading}\n{row.replace('two', '2')}\n").cases[0].sources == (
        Source(document="Budget", quote="It cost £5."),
        Source(document="Minutes", page=2, quote="Agreed."),
    )
    assert refusal(csv_file(tmp_path, f"{heading}\n{row}\n")) == (
        'q.csv, row 2, column page 3: "two" is not a whole number (pages count from 1).'
    )


def test_line_separators_of_other_scripts_stay_in_their_value(tmp_path: Path) -> None:
    found = read_csv(tmp_path, "question,facts\r\nHow\u2028much?,a\u2028b\r\n")
    assert found.cases[0].question == "How\u2028much?"
    assert found.cases[0].facts == (("a\u2028b",),)


@pytest.mark.parametrize(
    ("heading", "row", "told"),
    [
        ("page", "three", 'column page: "three" is not a whole number (pages count from 1)'),
        ("page", "3.5", 'column page: "3.5" is not a whole number (pages count from 1)'),
        ("page", "0", "column page: 0 is less than 1 (pages count from 1)"),
        ("page", "-1", "column page: -1 is less than 1 (pages count from 1)"),
        ("answerable", "maybe", 'column answerable: "maybe" is neither yes nor no'),
        ("answerable", "no", "column document: must be empty, as the question is marked unanswerable"),
        ("facts", "a|;b", "column facts: an alternative is empty"),
        ("since", "31/01/2024", 'column since: "31/01/2024" is not a date (write it like 2024-01-31)'),
        ("document 2", "Pack", "column quote 2: is missing"),
        ("quote 2", "Agreed.", "column document 2: is missing"),
    ],
)
def test_a_fault_names_row_and_column(tmp_path: Path, heading: str, row: str, told: str) -> None:
    path = csv_file(tmp_path, f"question,document,quote,{heading}\nWho?,Budget,It cost £5.,{row}\n")
    assert refusal(path) == f"q.csv, row 2, {told}."


def test_a_fault_in_a_workbook_names_the_letter_of_its_column(tmp_path: Path) -> None:
    heading = ["Question", "Document", "Quote", "Page", "Authority", "Document kind"]
    good = ["Who?", "Budget", "It cost £5.", 3, None, None]
    path = book_file(
        tmp_path,
        heading,
        good,
        [*good[:3], "three"],
        ["Who?", None, "It cost £5."],
        [None, *good[1:5], "letters"],
    )
    assert refusal(path).split("\n") == [
        "q.xlsx: 4 faults",
        '  row 3, column D (Page): "three" is not a whole number (pages count from 1).',
        "  row 4, column B (Document): is missing.",
        "  row 5, column A (Question): is missing.",
        '  row 5, column F (Document kind): "letters" is not a kind of document (foi-response, '
        "decision-record, committee-report, minutes, service-specification, equality-impact-assessment, "
        "policy, dataset, correspondence, other).",
    ]


def test_an_id_that_stands_twice_names_both_rows(tmp_path: Path) -> None:
    told = refusal(csv_file(tmp_path, "id,question\na,Who?\n\na,What?\n"))
    assert told == 'q.csv, row 4, column id: "a" is already the id of row 2.'
    book = book_file(tmp_path, ["question", "id"], ["Who?", "row-3"], ["What?", None])
    assert refusal(book) == 'q.xlsx, row 3, column B (id): "row-3" is already the id of row 2.'


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    told = refusal(csv_file(tmp_path, "question,document,page,Document 1\n"))
    assert told == 'q.csv, row 1: columns 2 and 4 are both "Document 1".'
    book = book_file(tmp_path, [None], ["Question", None, "question"])
    assert refusal(book) == 'q.xlsx, row 2: columns A and C are both "question".'


def test_a_list_without_a_column_of_questions_is_refused(tmp_path: Path) -> None:
    assert refusal(csv_file(tmp_path, "id,facts\na,b\n")) == (
        "q.csv, row 1: no column is named question. Its columns may be id, question, kind, answerable, "
        "facts, also in, authority, document kind, since, until, document, page, quote."
    )


@pytest.mark.parametrize("text", ["", "\n\n", "question,facts\n", "question\n \n"])
def test_a_list_without_a_question_is_refused(tmp_path: Path, text: str) -> None:
    assert refusal(csv_file(tmp_path, text)) == "q.csv holds no question."


def test_columns_that_are_not_read_are_told(tmp_path: Path) -> None:
    found = read_csv(tmp_path, "question,notes,fact,,\nWho?,x,5,,\nWhat?,y,6,z,\n")
    assert (
        "column 2 (notes), column 3 (fact; did you mean facts?), column 4 (without a heading)"
        in (found.notices[0])
    )
    assert found.notices[0].startswith(f"{found.path}: ignored: ")
    assert len(found.notices) == 2


def test_more_values_than_columns_are_a_separator_without_quotation_marks(tmp_path: Path) -> None:
    assert refusal(csv_file(tmp_path, "question,facts\nHow much, and when?,5\nWho?,us,,\n")) == (
        "q.csv, row 2: has more values than the 2 columns: quote a value that holds the separator."
    )


@pytest.mark.parametrize("text", ['question\nWho?\n"What?\nWhen?\n', 'question\nWho?\n"What" then?\n'])
def test_quotation_marks_that_do_not_pair_are_refused(tmp_path: Path, text: str) -> None:
    assert refusal(csv_file(tmp_path, text)).startswith(
        "q.csv, row 3: its quotation marks do not pair, or a value is too long ("
    )


def test_numbers_of_a_workbook_are_read_as_they_are_shown(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["id", "question", "facts", "document", "page", "quote"])
    sheet.append([7.0, "How much?", 667306.8, "Budget", 3.0, 12])
    sheet.append([12, "What share?", 0.0389, None, None, None])
    sheet["C2"].number_format = '"£"#,##0.00'
    sheet["C3"].number_format = "0.00%"
    found = read_question_set_file(saved(tmp_path, book))
    assert [case.id for case in found.cases] == ["7", "12"]
    assert [case.facts for case in found.cases] == [(("£667,306.80",),), (("3.89%",),)]
    assert found.cases[0].sources == (Source(document="Budget", page=3, quote="12"),)


def test_a_formula_without_a_saved_value_names_its_cell(tmp_path: Path) -> None:
    path = book_file(tmp_path, ["facts", "question"], ["=1+1", "Who?"], ["#N/A", "What?"])
    assert refusal(path).split("\n") == [
        "q.xlsx: 2 faults",
        "  row 2, column A (facts): holds a formula whose value was not saved: open the file in Excel "
        "and save it again.",
        "  row 3, column A (facts): holds the error #N/A.",
    ]


def test_a_formula_with_its_value_is_read_even_where_that_is_blank(tmp_path: Path) -> None:
    path = book_file(tmp_path, ["question", "facts", "kind"], ["Who?", "=1+1", '=""'])
    rewrite(path, "<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>")
    rewrite(path, '<c r="C2"><f>""</f><v></v></c>', '<c r="C2" t="str"><f>""</f><v></v></c>')
    assert read_question_set_file(path).cases == (
        Case(id="row-2", question="Who?", answerable=True, facts=(("2",),)),
    )


def rewrite(path: Path, old: str, new: str) -> None:
    """Change the first sheet's XML in place."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    sheet = sheet.replace("<v />", "<v></v>").replace("<v/>", "<v></v>")
    assert old in sheet
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(old, new).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_only_the_first_sheet_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Questions"
    book.active.append(["question", "answerable"])
    book.active.append(["Who?", "no"])
    book.create_sheet("Notes").append(["x"])
    book.create_sheet("Old").append(["y"])
    found = read_question_set_file(saved(tmp_path, book))
    assert len(found.cases) == 1
    assert only_notice(found) == "q.xlsx: only its first sheet, Questions, is read, not Notes, Old"


def test_formatting_far_below_and_beside_costs_little(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["question", "answerable"])
    sheet.append(["Who?", "no"])
    fill = PatternFill("solid", fgColor="ff0000")
    sheet.cell(1, 16_384).fill = sheet.cell(1_048_576, 1).fill = fill
    found = read_question_set_file(saved(tmp_path, book))
    assert found.places == {"row-2": "row 2"}
    assert found.notices == ()


@pytest.mark.parametrize("data", [b"", b"question\nWho?\n", b"PK\x03\x04 cut off"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "q.xlsx").write_bytes(data)
    assert refusal(tmp_path / "q.xlsx") == "q.xlsx is damaged or no .xlsx workbook: save it anew as .xlsx."


# What a cell can hold: no separators of facts and documents, nothing at the ends that would be trimmed.
_CELL = (
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=";|."), min_size=1, max_size=15)
    .map(str.strip)
    .filter(bool)
)
_QUESTION = st.text("abc?£,;|\t\"'\n\u2028", min_size=1, max_size=15).map(str.strip).filter(bool)
_SOURCES = st.lists(
    st.builds(Source, document=_CELL, quote=_QUESTION, page=st.none() | st.integers(1, 999)), max_size=3
).map(tuple)
_FACTS = st.lists(st.lists(_CELL, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple)
_COMMON: dict[str, Any] = {
    "kind": _CELL,
    "question": _QUESTION,
    "filters": st.builds(Filters, authority=st.none() | _CELL, until=st.none() | st.dates()),
}
_CASES = st.one_of(
    st.builds(
        Case,
        id=_CELL,
        answerable=st.just(True),
        facts=_FACTS,
        sources=_SOURCES,
        also_in=st.lists(_CELL, max_size=3).map(tuple),
        **_COMMON,
    ),
    st.builds(Case, id=_CELL, answerable=st.just(False), **_COMMON),
)
_HEADINGS = ["id", "kind", "question", "answerable", "facts", "also in", "authority", "until"]
_HEADINGS += [f"{name} {number}" for number in (1, 2, 3) for name in ("document", "page", "quote")]


def row_of(case: Case) -> list[str]:
    """A case as a person writes it in a sheet."""
    facts = "\n".join(" | ".join(fact) for fact in case.facts)
    row = [case.id, case.kind, case.question, "yes" if case.answerable else "no", facts]
    row += ["; ".join(case.also_in), case.filters.authority or "", str(case.filters.until or "")]
    for source in case.sources:
        row += [source.document, str(source.page or ""), source.quote]
    return row


@given(
    st.lists(_CASES, min_size=1, max_size=4, unique_by=lambda case: case.id),
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_set_in_json_lines_and_in_csv_is_the_same_set(
    tmp_path_factory: pytest.TempPathFactory, cases: list[Case], delimiter: str, ending: str
) -> None:
    folder = tmp_path_factory.mktemp("set")
    lines = folder / "q.jsonl"
    lines.write_text("".join(f"{case.model_dump_json()}\n" for case in cases), encoding="utf-8")
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=ending)
    writer.writerow(_HEADINGS)
    writer.writerows(row_of(case) for case in cases)
    from_csv = read_question_set_file(csv_file(folder, text.getvalue()))
    assert from_csv.cases == read_question_set_file(lines).cases == tuple(cases)
