"""Which figure of a row stands under which heading, by where the words of a page are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest

from ingest.document import Block, Span
from ingest.read.docx import read_docx
from ingest.read.html import read_html
from ingest.read.lines import split_lines
from ingest.read.places import Places, Side, Word
from ingest.read.sheet import read_xlsx
from ingest.read.structure import structure
from ingest.settings import IngestSettings

LIMITS = IngestSettings()
# Letters are 5 points wide and 7 high; lines stand 14 points apart.
WIDE, HIGH, APART = 5, 7, 14


def page(*lines: str) -> tuple[str, Places]:
    """A page drawn as it is written here, a character 5 points wide; each run of words is a line."""
    text, words = "", {}
    for number, drawn in enumerate(lines):
        row, begin = [], len(text)
        for word in drawn.split():
            left = WIDE * (drawn.index(word, (row[-1][1] if row else 0)))
            row.append((word, drawn.index(word, (row[-1][1] if row else 0)) + len(word), left))
        placed, at = [], begin
        for word, _, left in row:
            placed.append(
                Word(word, left, left + WIDE * len(word), number * APART, number * APART + HIGH, at)
            )
            at += len(word) + 1
        words[begin] = tuple(placed)
        text += " ".join(drawn.split()) + "\n"
    return text, Places(words)


def shown(text: str, blocks: Sequence[Block]) -> list[dict[str, str]]:
    """The cells of each row: its words with the words above them."""
    return [
        {
            text[cell.start : cell.end]: " ".join(text[h.start : h.end] for h in cell.heading)
            for cell in block.cells
        }
        for block in blocks
        if block.kind == "table-row"
    ]


def cells(*lines: str, sides: Sequence[Side] = ()) -> list[dict[str, str]]:
    text, places = page(*lines)
    placed = Places(places.words, places.edges, tuple(sides))
    assert split_lines(text, 0, len(text))
    return shown(text, structure(text, [Span(0, len(text))], places=[placed]))


def test_each_figure_stands_under_its_own_headings() -> None:
    assert cells(
        "                  2024-25      2025-26    Change",
        "                     £000         £000      £000",
        "Day centres       1,204.5      1,310.0     105.5",
        "Respite             310.2        290.2     -20.0",
        "Transport            88.0         91.5       3.5",
    ) == [
        {"1,204.5": "2024-25 £000", "1,310.0": "2025-26 £000", "105.5": "Change £000"},
        {"310.2": "2024-25 £000", "290.2": "2025-26 £000", "-20.0": "Change £000"},
        {"88.0": "2024-25 £000", "91.5": "2025-26 £000", "3.5": "Change £000"},
    ]


def test_an_empty_cell_moves_no_figure_under_another_heading() -> None:
    found = cells(
        "                  2024-25      2025-26      2026-27",
        "Day centres       1,204.5      1,310.0      1,400.0",
        "Respite             310.2                     290.2",
        "Transport            88.0         91.5         93.0",
    )
    assert found[1] == {"310.2": "2024-25", "290.2": "2026-27"}


YEARS_OVER_THREE = (
    "                         2024-25                            2025-26",
    "                Core   External      Total        Core   External      Total",
    "Growth         120.5       20.5      141.0       130.5       21.5      152.0",
    "Savings        -40.5       -2.5      -43.0       -44.5       -3.5      -48.0",
    "Reserves         9.5        1.5       11.0         8.5        2.5       11.0",
)


def test_a_heading_over_several_columns_belongs_to_each() -> None:
    assert list(cells(*YEARS_OVER_THREE)[1].values()) == [
        "2024-25 Core",
        "2024-25 External",
        "2024-25 Total",
        "2025-26 Core",
        "2025-26 External",
        "2025-26 Total",
    ]


def test_a_lone_heading_that_may_be_of_one_column_or_of_three_heads_none() -> None:
    found = cells(
        "                        Forecast",
        "                Core   outside       Total",
        "Growth         120.5     20.53       141.0",
        "Savings        -40.5     -2.53       -43.0",
        "Reserves         9.5      1.53        11.0",
    )
    assert all("Forecast" not in heading for row in found for heading in row.values())


def test_columns_with_the_same_heading_are_told_apart_by_none() -> None:
    found = cells(
        "                Budget    Variance    Variance",
        "Growth           120.5        20.5       17.0%",
        "Savings          -40.5        -2.5        6.2%",
        "Reserves           9.5         1.5       15.8%",
    )
    assert found[0] == {"120.5": "Budget"}


def test_a_box_over_two_columns_gives_its_words_to_both() -> None:
    """Strokes part the columns in the rows; in the first line only the ends of the box are drawn."""
    lines = (
        "Area              Draft      budget",
        "                2024-25     2025-26",
        "North              12.5        14.5",
        "South               8.5         9.5",
        "West                7.5         6.5",
    )
    ends = [Side(x, -2, 5 * APART) for x in (0.0, 70.0, 180.0)]
    assert cells(*lines, sides=[*ends, Side(122.0, APART - 2, 5 * APART)])[0] == {
        "12.5": "Draft budget 2024-25",
        "14.5": "Draft budget 2025-26",
    }


def test_a_row_of_two_rows_run_together_keeps_no_cells() -> None:
    text, places = page(
        "            2024-25     2025-26",
        "North          12.5        14.5",
        "South           8.5         9.5",
        "West      7.5   7.5         6.5",
    )
    found = shown(text, structure(text, [Span(0, len(text))], places=[places]))
    assert found[0] == {"12.5": "2024-25", "14.5": "2025-26"}
    assert found[2] == {"6.5": "2025-26", "7.5": "2024-25"}


def test_cells_of_a_web_page_keep_their_columns_below_cells_that_reach_down(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        """<table><tr><th rowspan=2>Area<th colspan=2>2024-25</tr><tr><th>Plan<th>Actual</tr>
        <tr><td rowspan=2>North<td>12<td>14</tr><tr><td>8<td>9</tr></table>"""
    )
    content = read_html(path, LIMITS)
    assert shown(content.text, content.blocks) == [
        {"North": "Area", "12": "2024-25 Plan", "14": "2024-25 Actual"},
        {"8": "2024-25 Plan", "9": "2024-25 Actual"},
    ]


def test_cells_of_a_word_table_under_a_header_of_two_rows(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for row, texts in zip(
        table.rows, (("", "2024-25", ""), ("Area", "Plan", "Actual"), ("North", "12", "14")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    path = tmp_path / "paper.docx"
    document.save(str(path))
    content = read_docx(path, LIMITS)
    assert shown(content.text, content.blocks) == [
        {"North": "Area", "12": "2024-25 Plan", "14": "2024-25 Actual"}
    ]


@pytest.mark.parametrize(
    ("heading", "kept"), [(("Area", "Plan", "Actual"), 3), (("Area", "2024-25", None, "2025-26"), 0)]
)
def test_the_header_of_a_sheet_keeps_its_cells_if_it_has_one_for_every_column(
    tmp_path: Path, heading: tuple[str | None, ...], kept: int
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(heading)
    sheet.append(("North", 12, 14, 15)[: len(heading)])
    book.save(tmp_path / "book.xlsx")
    content = read_xlsx(tmp_path / "book.xlsx", LIMITS)
    header = next(block for block in content.blocks if block.kind == "table-header")
    assert [content.text[c.start : c.end] for c in header.cells] == list(heading)[:kept]
