"""A sentence held against a row of a table: each figure under its own heading, in the table's unit."""

import pytest

from assistant.units import Unit
from assistant.verify import quotation
from assistant.write.facts import Names, missing_facts
from assistant.write.rows import lined_up, names_both, with_headings
from ingest.document import Block, BlockKind, Cell, Span
from ingest.records import StoredText

HEADER = "Service Budget 2024-25 Savings 2025-26 Budget 2025-26 £000s"
ROW = "Short breaks 1,905 (250) 1,720"
HEADINGS = {"1,905": "Budget 2024-25", "(250)": "Savings 2025-26", "1,720": "Budget 2025-26"}
NAMES = Names(["Averdale County Council"])


def budget() -> StoredText:
    whole = f"{HEADER}\n{ROW}"
    unit = Span(whole.index("£000s"), len(HEADER))
    cells = tuple(
        Cell(
            whole.index(figure),
            whole.index(figure) + len(figure),
            (Span(whole.index(heading), whole.index(heading) + len(heading)), unit),
        )
        for figure, heading in HEADINGS.items()
    )
    blocks = (
        Block(BlockKind.TABLE_HEADER, 0, len(HEADER), table=1),
        Block(BlockKind.TABLE_ROW, len(HEADER) + 1, len(whole), table=1, cells=cells),
    )
    return StoredText(whole, (), blocks, ())


def unit_of_all(text: StoredText) -> Unit:
    spans = tuple(Span(block.start, block.end) for block in text.blocks)
    return Unit(spans, quotation(text, list(spans)))


def test_a_row_is_told_cell_by_cell_with_its_unit() -> None:
    text = budget()
    assert with_headings(unit_of_all(text), text) == (
        "Short breaks | Budget 2024-25: 1,905 (£000s); Savings 2025-26: (250) (£000s); "
        "Budget 2025-26: 1,720 (£000s)"
    )


def test_words_that_are_no_row_stay_as_they_are() -> None:
    text = StoredText("It closed.", (), (Block(BlockKind.PARAGRAPH, 0, 10),), ())
    assert with_headings(unit_of_all(text), text) == "It closed."


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("The 2025-26 budget for short breaks is £1,720,000.", []),
        ("Short breaks: £1.72m in 2025/26, from £1.905 million in 2024/25.", []),
        ("Savings of £250,000 are to come from short breaks in 2025-26.", []),
        ("The 2025-26 budget for short breaks is £1,720.", ["£1,720"]),
        ("The 2024-25 budget for short breaks was £1,720,000.", ["£1,720,000"]),
        ("Short breaks: £1.905m in 2025/26, from £1.72 million in 2024/25.", ["£1.905m", "£1.72 million"]),
    ],
)
def test_a_figure_stands_under_its_own_heading(sentence: str, missing: list[str]) -> None:
    text = budget()
    unit = unit_of_all(text)
    found = missing_facts(sentence, unit.text, "Budget book", NAMES, with_headings(unit, text))
    assert [each.text for each in found] == missing


def test_headings_that_are_as_many_periods_as_there_are_figures_are_lined_up() -> None:
    assert lined_up("Area 2023/24 2024/25 … North 45 51") == (
        "Area 2023/24 2024/25 … North | Area 2023/24: 45; 2024/25: 51; "
    )
    assert lined_up("Area 2023/24 2024/25 … North 45") == "Area 2023/24 2024/25 … North 45"


def test_a_heading_quoted_alone_is_not_told_as_the_row_below_it() -> None:
    text = budget()
    heading = Span(HEADER.index("Budget 2025-26"), HEADER.index("Budget 2025-26") + len("Budget 2025-26"))
    alone = Unit((heading,), quotation(text, [heading]))
    assert with_headings(alone, text) == "Budget 2025-26"


NORTH = "Code: C-1 | Title: Home care, north; Supplier: Fulmar Ltd; Ends: 31 March 2027; Value (£): 4865000"
SOUTH = "Code: C-2 | Title: Home care, south; Supplier: Petrel Ltd; Ends: 31 March 2027; Value (£): 5120000"


@pytest.mark.parametrize(
    ("sentence", "is_of_both"),
    [
        ("Home care costs £4,865,000 in the north and £5,120,000 in the south.", True),
        ("Fulmar and Petrel have home care until 31 March 2027.", True),
        ("Petrel has home care in the north, at £4,865,000.", False),
        ("Home care in the north, with C-2, ends on 31 March 2027.", False),
    ],
)
def test_two_rows_are_of_a_sentence_that_names_both_in_one_column(sentence: str, is_of_both: bool) -> None:
    assert names_both(sentence, NORTH, SOUTH) is is_of_both
