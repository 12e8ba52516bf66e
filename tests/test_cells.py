"""The cell of a quoted row that a question asks for: by its period, by its words, or not at all."""

from itertools import pairwise

import pytest

from assistant.answer import QuotedCell
from assistant.cells import quoted_cell
from assistant.units import units_of
from ingest.document import Block, BlockKind, Cell, Passage, PassageKind, Span
from ingest.records import StoredPassage, StoredText

HEADER = "Service Budget Forecast Variance £m"
ROW = "Day centres 120.5 131.0 10.5"


def table(header: str, row: str, cells: dict[str, tuple[str, ...]], above: str = "") -> StoredText:
    """A table of one row: for each of its figures the words of the header that stand over it."""
    whole = f"{above}\n{header}\n{row}"
    top, bottom = len(above) + 1, len(above) + len(header) + 2
    kept = tuple(
        Cell(
            whole.index(figure, bottom),
            whole.index(figure, bottom) + len(figure),
            tuple(Span(whole.index(word, top), whole.index(word, top) + len(word)) for word in words),
        )
        for figure, words in cells.items()
    )
    lead = (Block(BlockKind.PARAGRAPH, 0, len(above)),) if above else ()
    blocks = (
        *lead,
        Block(BlockKind.TABLE_HEADER, top, bottom - 1, table=1),
        Block(BlockKind.TABLE_ROW, bottom, len(whole), table=1, cells=kept),
    )
    return StoredText(whole, (), blocks, ())


def asked(text: StoredText, question: str) -> QuotedCell | None:
    row = text.blocks[-1]
    return quoted_cell(text, Span(row.start, row.end), question)


SERVICE = table(HEADER, ROW, {"120.5": ("Budget",), "131.0": ("Forecast",), "10.5": ("Variance", "£m")})


def test_a_column_named_by_its_words() -> None:
    found = asked(SERVICE, "What is the variance on day centres?")
    assert found == QuotedCell(row="Day centres", column="Variance", value="10.5", unit="£m")
    assert found.words == "Day centres, Variance: 10.5 (£m)"


@pytest.mark.parametrize(
    "question",
    [
        "What is the variance of day centres against the budget?",
        "How much do day centres cost?",
        "How much was the variance in 2024-25 budget terms?",
    ],
)
def test_two_columns_named_or_none_give_no_cell(question: str) -> None:
    assert asked(SERVICE, question) is None


YEARS = table(
    "Area 2025-26 Precept £000s 2026-27 Precept £000s Change %",
    "North 81,618.3 84,002.1 2.9%",
    {"81,618.3": ("2025-26 Precept",), "84,002.1": ("2026-27 Precept",), "2.9%": ("Change", "%")},
    above="All figures in £000s",
)


@pytest.mark.parametrize("period", ["2026-27", "2026/27", "the year ending 31 March 2027"])
def test_a_column_named_by_its_period(period: str) -> None:
    found = asked(YEARS, f"How much is the precept of North in {period}?")
    assert found is not None
    assert (found.column, found.value, found.unit) == ("2026-27 Precept", "84,002.1", "£000s")


def test_a_period_that_no_column_has_names_none() -> None:
    assert asked(YEARS, "How much was the precept of North in 2019-20?") is None


def test_the_year_of_one_column_alone_names_nothing() -> None:
    """The forecast may be of 2024-25 as well: only one heading says its year."""
    text = table(
        "Saving 2024-25 Target Forecast",
        "Day centres -40.5 -12.0",
        {"-40.5": ("2024-25 Target",), "-12.0": ("Forecast",)},
    )
    assert asked(text, "How much was delivered by day centres in 2024-25?") is None
    assert asked(text, "How much was the target for day centres in 2024-25?") is not None


def test_a_question_of_words_gets_no_figure_for_its_year_alone() -> None:
    assert asked(YEARS, "Who spoke for North in 2026-27?") is None


def test_a_row_of_one_figure_needs_no_naming() -> None:
    text = table("Area Amount £m", "Grant for day centres 20.1", {"20.1": ("Amount", "£m")})
    found = asked(text, "How much is the grant for day centres?")
    assert found == QuotedCell(row="Grant for day centres", column="Amount", value="20.1", unit="£m")


def test_rows_of_a_sheet_are_read_by_their_tabs() -> None:
    whole = "Area\tPlan\tActual\nNorth\t12\t14"
    header = tuple(Cell(start, end) for start, end in ((0, 4), (5, 9), (10, 16)))
    blocks = (
        Block(BlockKind.TABLE_HEADER, 0, 16, table=1, cells=header),
        Block(BlockKind.TABLE_ROW, 17, len(whole), table=1),
    )
    found = asked(StoredText(whole, (), blocks, ()), "What was the actual number for North?")
    assert found == QuotedCell(row="North", column="Actual", value="14")


def test_a_unit_above_the_rows_of_another_table_is_not_of_these_figures() -> None:
    """ "All figures in £m" stands over the spending; the pupils below have a header of their own."""
    spending, pupils = "Schools 46", "Pupils in schools 4,510 4,600"
    whole = f"All figures in £m\nService 2024-25\n{spending}\nService 2024-25 2025-26\n{pupils}"
    starts = [0, *(place + 1 for place, letter in enumerate(whole) if letter == "\n"), len(whole) + 1]
    lines = [Span(start, end - 1) for start, end in pairwise(starts)]
    kinds = (BlockKind.PARAGRAPH, BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER)
    blocks = [Block(k, s.start, s.end, table=1) for k, s in zip(kinds, lines, strict=False)]
    header, row = lines[3], lines[4]
    cells = (
        Cell(row.end - 11, row.end - 6, (Span(header.end - 15, header.end - 8),)),
        Cell(row.end - 5, row.end, (Span(header.end - 7, header.end),)),
    )
    blocks.append(Block(BlockKind.TABLE_ROW, row.start, row.end, table=1, cells=cells))
    found = asked(StoredText(whole, (), tuple(blocks), ()), "How many pupils were in schools in 2025-26?")
    assert found == QuotedCell(row="Pupils in schools", column="2025-26", value="4,600", unit="")


def test_most_words_of_a_heading_have_to_be_named() -> None:
    text = table(
        "Saving 2024-25 Target One-off saving £000s",
        "Office assets -763.9 -388.9",
        {"-763.9": ("2024-25 Target",), "-388.9": ("One-off saving", "£000s")},
    )
    assert asked(text, "How much of the saving on office assets is undeliverable in 2024-25?") is None


def test_of_a_long_header_a_row_is_quoted_with_the_headings_asked_for() -> None:
    header = "Project " + " ".join(f"Year {n} 20{25 + n}-{26 + n} £000s" for n in range(5))
    figures = ["1,204", "1,310", "1,400", "1,500", "1,600"]
    text = table(
        header,
        f"Depot {' '.join(figures)}",
        {figure: (f"20{25 + n}-{26 + n}",) for n, figure in enumerate(figures)},
    )
    passage = Passage(ordinal=0, kind=PassageKind.TABLE, start=0, end=len(text.text), text=text.text)
    stored = StoredPassage("d:0", "d", passage, "", "", "")
    named = units_of(stored, text, 80, "How much is planned for the depot in 2027-28?")
    assert [unit.text for unit in named] == ["2027-28 … Depot 1,204 1,310 1,400 1,500 1,600"]
    when = units_of(stored, text, 80, "In which year is most planned for the depot, 2027-28 or later?")
    assert when[0].text.startswith("Project Year 0 2025-26")
