"""Tables of a PDF by the places of their words: rows over several lines, columns, headings."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, NumberObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen import canvas

from ingest.document import BlockKind, Document
from ingest.passages import cut, table_header
from ingest.read import read
from ingest.settings import IngestSettings

LEFT, RIGHT = 60, 540
COLUMNS = (330, 400, 470, 540)


class Sheet:
    """A page drawn from the top: each cell is right-aligned at its column, each label starts at the left."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.canvas = canvas.Canvas(str(path), pagesize=A4)
        self.y = 780.0

    def say(self, text: str, step: float = 20.0) -> None:
        self._draw([(LEFT, self.y, text)])
        self.y -= step

    def row(
        self, labels: Sequence[str], cells: Sequence[str], step: float = 24.0, ruled: bool = False
    ) -> None:
        """The label's lines first, as a word processor writes them; the figures stand beside the last but
        one of three."""
        lines = [(LEFT, self.y - 12.0 * n, label) for n, label in enumerate(labels)]
        middle = self.y - 12 * ((len(labels) - 1) // 2)
        figures = [
            (place - stringWidth(cell, "Helvetica", 12), middle, cell)
            for place, cell in zip(COLUMNS, cells, strict=True)
        ]
        self._draw([piece for piece in lines + figures if piece[2]])
        self.y -= 12 * (len(labels) - 1) + step
        if ruled:
            self.canvas.line(LEFT - 5, self.y + 14, RIGHT + 5, self.y + 14)

    def _draw(self, pieces: Sequence[tuple[float, float, str]]) -> None:
        """One text object, as other writers make them: reportlab's own end every piece with a line end."""
        text = self.canvas.beginText()
        for x, y, words in pieces:
            text.setTextOrigin(x, y)
            text.textOut(words)
        self.canvas.drawText(text)

    def turn_page(self) -> None:
        self.canvas.showPage()
        self.y = 780.0

    def read(self) -> Document:
        self.canvas.save()
        return read(self.path, "a.pdf", IngestSettings())


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path / "a.pdf")


def table_of(document: Document) -> list[tuple[str, int, str]]:
    """Kind, table and words of every block that is part of a table, white space folded."""
    return [
        (block.kind.value, block.table, " ".join(document.slice(block).split()))
        for block in document.blocks
        if block.table
    ]


def test_a_label_over_several_lines_is_one_row_of_a_ruled_table(sheet: Sheet) -> None:
    sheet.row([""], ["2029-30", "2030-31", "2031-32", "2032-33"])
    sheet.row(["Day care"], ["1,200", "1,300", "1,400", "1,500"], ruled=True)
    sheet.row(
        ["Works at the northern depot", "Replacement of the roof", "Drainage and access"],
        ["300", "350", "0", "0"],
        ruled=True,
    )
    sheet.row(["Short breaks"], ["2,000", "2,100", "2,200", "2,300"], ruled=True)
    sheet.row(["Transport"], ["900", "910", "920", "930"], ruled=True)
    assert table_of(sheet.read()) == [
        ("table-header", 1, "2029-30 2030-31 2031-32 2032-33"),
        ("table-row", 1, "Day care 1,200 1,300 1,400 1,500"),
        (
            "table-row",
            1,
            "Works at the northern depot Replacement of the roof Drainage and access 300 350 0 0",
        ),
        ("table-row", 1, "Short breaks 2,000 2,100 2,200 2,300"),
        ("table-row", 1, "Transport 900 910 920 930"),
    ]


def test_a_row_with_one_figure_stands_in_the_columns_of_the_rows_around_it(sheet: Sheet) -> None:
    sheet.row(["Scheme"], ["2029-30", "2030-31", "2031-32", "2032-33"])
    sheet.row(["Bridges"], ["1,200", "1,300", "1,400", "1,500"])
    sheet.row(["Fleet renewal with electric vehicles"], ["", "", "5,000", ""])
    sheet.row(["Laboratory equipment"], ["", "", "", ""])
    sheet.row(["Depots"], ["2,000", "2,100", "2,200", "2,300"])
    assert table_of(sheet.read())[2:] == [
        ("table-row", 1, "Fleet renewal with electric vehicles 5,000"),
        ("table-row", 1, "Laboratory equipment"),
        ("table-row", 1, "Depots 2,000 2,100 2,200 2,300"),
    ]


def test_headings_over_the_columns_are_the_header_whatever_their_words(sheet: Sheet) -> None:
    sheet.say("Table 4: Hours of home care by quarter")
    sheet.row(["Area"], ["31 Mar", "30 Jun", "30 Sep", "31 Dec"], step=14)
    sheet.row([""], ["Year 1", "Year 1", "Year 2", "Year 2"])
    sheet.row(["Northern"], ["120", "130", "140", "150"])
    sheet.row(["Southern"], ["220", "230", "240", "250"])
    assert table_of(sheet.read())[:2] == [
        (
            "table-header",
            1,
            "Table 4: Hours of home care by quarter "
            "Area 31 Mar 30 Jun 30 Sep 31 Dec Year 1 Year 1 Year 2 Year 2",
        ),
        ("table-row", 1, "Northern 120 130 140 150"),
    ]


def test_headings_of_their_own_below_a_sentence_begin_another_table(sheet: Sheet) -> None:
    sheet.row(["Therapy"], ["31 Mar", "30 Jun", "30 Sep", "31 Dec"])
    sheet.row(["Speech"], ["574", "602", "655", "698"])
    sheet.row(["Physiotherapy"], ["109", "114", "121", "127"])
    sheet.say("The average wait of the children who were seen in the quarter, in weeks, was:")
    sheet.row(["Therapy"], ["Spring", "Summer", "Autumn", "Winter"])
    sheet.row(["Speech"], ["19.8", "21.5", "22.9", "24.3"])
    sheet.row(["Physiotherapy"], ["7.2", "7.0", "7.5", "7.9"])
    assert [(kind, table) for kind, table, _ in table_of(sheet.read())] == [
        ("table-header", 1),
        ("table-row", 1),
        ("table-row", 1),
        ("table-header", 2),
        ("table-row", 2),
        ("table-row", 2),
    ]


def test_headings_that_the_file_draws_last_are_still_headings(sheet: Sheet) -> None:
    top = sheet.y
    sheet.y -= 30
    sheet.row(["Base budget"], ["1,200.0", "1,300.0", "1,400.0", "1,500.0"])
    sheet.row(["Pay awards"], ["200.0", "300.0", "400.0", "500.0"])
    sheet.row(["Net budget"], ["1,400.0", "1,600.0", "1,800.0", "2,000.0"])
    sheet.y = top
    sheet.row([""], ["Adults", "Children", "Places", "Finance"])
    document = sheet.read()
    assert table_of(document)[-1] == ("table-header", 1, "Adults Children Places Finance")
    passages = cut(document, lambda text: len(text.split()), 12)
    assert len(passages) > 1
    assert {table_header(document, passage) for passage in passages} == {"Adults Children Places Finance"}


def test_rows_on_the_next_page_are_found_under_the_headings_of_the_page_before(sheet: Sheet) -> None:
    sheet.say("Table 5: Average cost of a placement")
    sheet.row([""], ["2029-30", "2030-31", "2031-32", "2032-33"])
    sheet.row(["Special schools"], ["20,629", "21,648", "22,640", "23,587"])
    sheet.row(["Units in mainstream schools"], ["9,000", "9,100", "9,200", "9,300"])
    sheet.turn_page()
    sheet.row(["Independent schools"], ["43,734", "44,799", "44,911", "46,894"])
    sheet.row(["Colleges"], ["13,309", "13,090", "12,927", "14,565"])
    document = sheet.read()
    passages = cut(document, lambda text: len(text.split()), 12)
    below = [passage for passage in passages if passage.start >= document.pages[1].start]
    assert [table_header(document, passage) for passage in below] == [
        "Table 5: Average cost of a placement 2029-30 2030-31 2031-32 2032-33"
    ] * len(below)
    assert below


def test_a_page_on_its_side_is_read_as_it_is_shown(sheet: Sheet) -> None:
    sheet.canvas.translate(600, 0)
    sheet.canvas.rotate(90)
    sheet.y = 540
    sheet.row([""], ["2029-30", "2030-31", "2031-32", "2032-33"])
    sheet.row(["Bridges"], ["1,200", "1,300", "1,400", "1,500"])
    sheet.row(["Fleet renewal with electric vehicles"], ["", "", "5,000", ""])
    sheet.row(["Depots"], ["2,000", "2,100", "2,200", "2,300"])
    sheet.canvas.save()
    writer = PdfWriter(sheet.path)
    writer.pages[0][NameObject("/Rotate")] = NumberObject(90)
    writer.write(sheet.path)
    document = read(sheet.path, "a.pdf", IngestSettings())
    assert ("table-row", 1, "Fleet renewal with electric vehicles 5,000") in table_of(document)


def test_the_text_is_what_pypdf_gives_and_prose_stays_prose(sheet: Sheet) -> None:
    sheet.say("The council bought 4,310 hours in the year, and 4,120 in the year before it.")
    sheet.say("Of those 310 were at weekends; the price of an hour was £21.40.")
    document = sheet.read()
    assert document.text == PdfReader(sheet.path).pages[0].extract_text() + "\n"
    assert {block.kind for block in document.blocks} == {BlockKind.PARAGRAPH}
