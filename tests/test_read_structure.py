"""Lines become blocks: what is joined, what is parted, and what each block is."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Block, BlockKind, Span
from ingest.read.lines import split_lines
from ingest.read.places import Edge, Places, Side, Word
from ingest.read.structure import structure


def blocks_of(text: str) -> list[tuple[str, str]]:
    return [(b.kind.value, text[b.start : b.end]) for b in structure(text, [Span(0, len(text))])]


def kinds(text: str) -> list[Block]:
    return structure(text, [Span(0, len(text))])


LETTER = """Dear Sir or Madam

Thank you for your request about short breaks, which we received on
2 May. Our answers are below.

1. How many short breaks were commissioned last year?

We commissioned 412 short breaks.

2. How many of them were
cancelled?

a. On our side 12.

b. On theirs 30.
"""


def test_wrapped_lines_are_joined_and_items_parted() -> None:
    assert blocks_of(LETTER) == [
        ("paragraph", "Dear Sir or Madam"),
        (
            "paragraph",
            "Thank you for your request about short breaks, which we received on\n"
            "2 May. Our answers are below.",
        ),
        ("list-item", "1. How many short breaks were commissioned last year?"),
        ("paragraph", "We commissioned 412 short breaks."),
        ("list-item", "2. How many of them were\ncancelled?"),
        ("list-item", "a. On our side 12."),
        ("list-item", "b. On theirs 30."),
    ]


def test_items_know_their_label_and_depth() -> None:
    items = [b for b in kinds(LETTER) if b.kind is BlockKind.LIST_ITEM]
    assert [(b.label, b.level) for b in items] == [("1.", 0), ("2.", 0), ("a.", 1), ("b.", 1)]


REPORT = """1. Introduction

1.1 The council commissions occupational therapy for children with the health
board. The agreement ends in March.

2. Financial implications

2.1 The budget falls by a tenth.

KEY RISKS

Demand may rise faster than the agreed budget allows for in the first year of it.
"""


def test_numbered_titles_head_sections_and_numbered_paragraphs_do_not() -> None:
    assert [(b.kind.value, b.label, b.level) for b in kinds(REPORT)] == [
        ("heading", "1.", 1),
        ("paragraph", "1.1", 0),
        ("heading", "2.", 1),
        ("paragraph", "2.1", 0),
        ("heading", "", 1),
        ("paragraph", "", 0),
    ]


def test_a_count_with_a_question_in_it_is_no_list_of_sections() -> None:
    text = "1. Cost per visit\n\nWe do not hold this.\n\n2. Who pays?\n\nThe council pays.\n"
    assert [b.kind.value for b in kinds(text)] == ["list-item", "paragraph", "list-item", "paragraph"]


def test_fields_are_blocks_of_their_own() -> None:
    text = "To: Cabinet\nMeeting Date: 14 January 2031\nKey decision: Yes\nDECISION NUMBER:\n31/00042\n"
    assert [text for _, text in blocks_of(text)] == [
        "To: Cabinet",
        "Meeting Date: 14 January 2031",
        "Key decision: Yes",
        "DECISION NUMBER:\n31/00042",
    ]


def test_a_number_cut_by_the_line_end_starts_no_paragraph() -> None:
    text = (
        "1.1 The strategy was first costed for the school years 2030-\n"
        "31.  A second costing was made once the new fees were known to us,\n"
        "and a third is due in the spring.\n"
    )
    assert len(blocks_of(text)) == 1


def test_letters_after_h_go_on_with_i() -> None:
    text = "\n".join(f"{letter}) item" for letter in "abcdefghij") + "\n\ni) first\n\nii) second\n"
    found = [(b.label, b.level) for b in kinds(text)]
    assert found[7:10] == [("h)", 0), ("i)", 0), ("j)", 0)]
    assert found[10:] == [("i)", 1), ("ii)", 1)]


def test_names_below_a_letters_close_are_no_headings() -> None:
    text = (
        "Yours sincerely\n\nHead of Commissioning\n\nAdult Services\n\n"
        + "You may ask for a review of this answer within forty working days. " * 2
    )
    assert "heading" not in [kind for kind, _ in blocks_of(text)]


def test_a_mark_that_lost_its_item_is_never_quoted() -> None:
    text = "Agree the plan.\nNote the cost.\n•\n•\n1.\n"
    assert [kind for kind, _ in blocks_of(text)][-3:] == ["furniture"] * 3


TABLE = """Table 2 – Net budget by service
All figures in £m
Revenue Budget Revenue Forecast Variance
Care at Home 410.2 455.9 +45.7
Libraries, Registration (Northern &
Coastal) 31.6 32.4 +0.8
Beaches 0.0 0.0 0.0
Funded by:
Grants 2,310.4 120.6 48,
305
Total 441.8 488.3 +46.5

The overspend comes from savings that were not made in the year.
"""


def test_rows_of_figures_are_a_table_with_its_header() -> None:
    assert blocks_of(TABLE) == [
        (
            "table-header",
            "Table 2 – Net budget by service\nAll figures in £m\nRevenue Budget Revenue Forecast Variance",
        ),
        ("table-row", "Care at Home 410.2 455.9 +45.7"),
        ("table-row", "Libraries, Registration (Northern &\nCoastal) 31.6 32.4 +0.8"),
        ("table-row", "Beaches 0.0 0.0 0.0"),
        ("table-row", "Funded by:"),
        ("table-row", "Grants 2,310.4 120.6 48,\n305"),
        ("table-row", "Total 441.8 488.3 +46.5"),
        ("paragraph", "The overspend comes from savings that were not made in the year."),
    ]
    assert {b.table for b in kinds(TABLE)[:-1]} == {1}


def test_a_stack_of_years_is_the_header_of_what_stands_under_it() -> None:
    text = "By\n2025-26\nBy\n2026-27\nBy\n2027-28\n2FE\n30 Year R\nplaces\n5FE\n1FE\n"
    assert blocks_of(text) == [
        ("table-header", "By\n2025-26\nBy\n2026-27\nBy\n2027-28"),
        ("table-row", "2FE\n30 Year R\nplaces\n5FE\n1FE"),
    ]


def test_a_table_that_goes_on_over_the_page_keeps_its_number() -> None:
    first = "All figures in £m\nBudget Forecast Variance\nCare 5.0 6.0 1.0\nRoads 2.0 2.0 0.0\n"
    second = "Parks 1.0 1.0 0.0\nWaste 3.0 4.0 1.0\n"
    found = structure(first + second, [Span(0, len(first)), Span(len(first), len(first + second))])
    assert [b.kind.value for b in found] == ["table-header"] + ["table-row"] * 4
    assert {b.table for b in found} == {1}


def test_prose_with_figures_in_it_is_no_table() -> None:
    text = (
        "Fees rose by £14.5m, 3%, on 2029-30, and so by £2.1m more than the officers had thought.\n\n"
        "The panel of 6 March 2031 came after that of 2 February 2031 and took 3 votes.\n\n"
        "To: Harwell Panel - 20 March 2031\n"
    )
    assert {kind for kind, _ in blocks_of(text)} == {"paragraph"}


@pytest.mark.parametrize("text", ["", "\n\n", "   \n \n"])
def test_nothing_gives_no_blocks(text: str) -> None:
    assert kinds(text) == []


FRAGMENTS = st.sampled_from(
    ("1.", "2.4 The", "a)", "•", "Total", "1,204.5", "£m", "2025-26", "care", "The", "Section 2", "by:", ">",
     "end.", "QUESTION", "\t", "Why?", "-", "(ii)", "12", "+3.1", "Page 2 of 9", "http://a.org", "É", " ")
)  # fmt: skip
LINES = st.lists(st.lists(FRAGMENTS, max_size=7).map(" ".join), max_size=25)


def random_places(text: str, span: Span, draw: random.Random) -> Places:
    """Each line at some height, its words at some of a few columns: in order, out of it, or nowhere."""
    words: dict[int, tuple[Word, ...]] = {}
    for line in split_lines(text, span.start, span.end):
        top = 12.0 * draw.randrange(20)
        row = []
        for word in re.finditer(r"\S+", line.text):
            left, start = 40.0 * draw.randrange(12), line.start + word.start()
            row.append(Word(word.group(), left, left + 30, top, top + 9, start))
        if row and draw.random() < 0.9:
            words[line.start] = tuple(row)
    edges = [Edge(12.0 * draw.randrange(20) - 1, 0, 480) for _ in range(draw.randrange(15))]
    sides = [Side(40.0 * draw.randrange(12) - 5, 0, 240) for _ in range(draw.randrange(5))]
    return Places(words, tuple(sorted(edges)), tuple(sorted(sides)))


@settings(deadline=None)
@given(st.lists(LINES, min_size=1, max_size=4), st.none() | st.randoms(use_true_random=False))
def test_blocks_hold_every_word_once_and_never_cross_a_page(
    pages: list[list[str]], draw: random.Random | None
) -> None:
    texts = ["\n".join(lines) + "\n" for lines in pages]
    text = "".join(texts)
    ends = [sum(map(len, texts[: i + 1])) for i in range(len(texts))]
    spans = [Span(end - len(part), end) for end, part in zip(ends, texts, strict=True)]
    places = [random_places(text, span, draw) for span in spans] if draw else []
    blocks = structure(text, spans, places=places)
    position = 0
    for block in blocks:
        assert position <= block.start < block.end <= len(text)
        assert text[position : block.start].strip() == ""
        assert any(span.start <= block.start and block.end <= span.end for span in spans)
        assert block.generated == 0
        assert all(block.start <= cell.start < cell.end <= block.end for cell in block.cells)
        assert all(text[span.start : span.end].strip() for cell in block.cells for span in cell.heading)
        assert [cell.start for cell in block.cells] == sorted({cell.start for cell in block.cells})
        position = block.end
    assert text[position:].strip() == ""
    assert structure(text, spans, places=places) == blocks


FORM = """Title of the plan
Short breaks plan
Responsible officer
Head of Short Breaks - Averdale
Approved by (the approval must be given in the register of plans, by the director of the service)
Director of Children's Services - Averdale
"""


def test_what_is_filled_into_a_form_is_no_heading() -> None:
    kinds_of = {shown: kind for kind, shown in blocks_of(FORM)}
    assert kinds_of["Head of Short Breaks - Averdale"] == "paragraph"
    assert kinds_of["Responsible officer"] == "paragraph"


def test_a_title_close_below_one_other_line_still_heads_its_text() -> None:
    text = (
        "Short Breaks Review\nWhat Families Said\n"
        + "Families asked for more evening sessions near home. " * 2
    )
    assert blocks_of(text)[1] == ("heading", "What Families Said")
