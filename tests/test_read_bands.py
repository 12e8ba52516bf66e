"""Rows of ruled tables, whose cells wrap over several lines, from made-up places of their words."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Block, Span
from ingest.read.places import Edge, Places, Side, Word
from ingest.read.structure import structure

LETTER, HEIGHT, PITCH, PADDING = 5.0, 8.0, 12.0, 4.0
COLUMNS = (0.0, 150.0, 350.0, 420.0, 490.0)
HEADINGS = ("Directorate", "Description", "2029-30", "2030-31")
Cells = Sequence[Sequence[str]]


@dataclass
class Page:
    """A table drawn cell by cell, the lines of each from its top; a rule under a row unless told not to."""

    lines: list[str] = field(default_factory=list)
    words: dict[int, tuple[Word, ...]] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=lambda: [Edge(0.0, COLUMNS[0], COLUMNS[-1])])
    y: float = 0.0

    def row(self, *cells: Sequence[str], ruled: bool = True) -> None:
        for left, lines in zip(COLUMNS, cells, strict=False):
            for number, text in enumerate(lines):
                self._say(text, left + PADDING, self.y + PADDING + PITCH * number)
        self.y += PITCH * max(map(len, cells)) + 2 * PADDING
        if ruled:
            self.rule(COLUMNS[0], COLUMNS[-1])

    def rule(self, left: float, right: float) -> None:
        self.edges.append(Edge(self.y, left, right))

    def _say(self, text: str, left: float, top: float) -> None:
        start = sum(len(line) + 1 for line in self.lines)
        words = []
        for word in text.split():
            words.append(Word(word, left, left + LETTER * len(word), top, top + HEIGHT))
            left += LETTER * (len(word) + 1)
        self.lines.append(text)
        self.words[start] = tuple(words)

    def blocks(self, sides: Sequence[float] = COLUMNS) -> list[tuple[str, str]]:
        """Kind and words of each block, white space folded."""
        text = "".join(f"{line}\n" for line in self.lines)
        strokes = tuple(Side(x, 0.0, self.y) for x in sides)
        places = Places(self.words, tuple(sorted(self.edges)), strokes)
        return [_shown(text, block) for block in structure(text, [Span(0, len(text))], places=[places])]


def _shown(text: str, block: Block) -> tuple[str, str]:
    return block.kind.value, " ".join(text[block.start : block.end].split())


@pytest.fixture
def page() -> Page:
    page = Page()
    page.row(*([heading] for heading in HEADINGS))
    return page


def test_a_row_is_what_stands_between_two_rules(page: Page) -> None:
    page.row(
        ["Children"], ["Agency staff who cover", "posts in special needs", "teams"], ["230.2"], ["187.0"]
    )
    page.row(["Adults", "and older people"], ["Short breaks"], ["1,200.0"], ["0.0"])
    page.row(["Transport"], ["Journeys to school are", "fewer than planned"], ["-45.0"], ["0.0"])
    assert page.blocks() == [
        ("table-header", "Directorate Description 2029-30 2030-31"),
        ("table-row", "Children Agency staff who cover posts in special needs teams 230.2 187.0"),
        ("table-row", "Adults and older people Short breaks 1,200.0 0.0"),
        ("table-row", "Transport Journeys to school are fewer than planned -45.0 0.0"),
    ]


def test_figures_one_above_the_other_are_rows_that_share_a_band(page: Page) -> None:
    page.row(["Children"], ["Fostering"], ["230.2"], ["187.0"], ruled=False)
    page.row(["Children"], ["Adoption"], ["110.0"], ["120.0"])
    page.row(["Adults"], ["Home care"], ["900.0"], ["910.0"], ruled=False)
    page.row(["Adults"], ["Short breaks"], ["300.0"], ["310.0"])
    rows = [words for kind, words in page.blocks() if kind == "table-row"]
    assert not [words for words in rows if "230.2" in words and "110.0" in words]


def test_the_heading_above_a_row_in_its_band_is_not_the_beginning_of_its_label(page: Page) -> None:
    page.row(["Finance"], ruled=False)
    page.row(["Pensions"], ["Lump sums"], ["10.3"], ["10.0"])
    page.row(["Audit"], ["Fees"], ["4.0"], ["4.1"])
    page.row(["Insurance"], ["Premiums"], ["7.0"], ["7.2"])
    assert [words for kind, words in page.blocks() if kind == "table-row"] == [
        "Audit Fees 4.0 4.1",
        "Insurance Premiums 7.0 7.2",
    ]


def test_a_table_of_words_has_rows_where_three_columns_are_filled() -> None:
    page = Page()
    page.row(["Commitment"], ["Led by"], ["Timescale"])
    page.row(["Train volunteers", "in every district"], ["Head of", "Communities"], ["Ongoing"])
    page.row(["Publish a guide"], ["Libraries"], ["March 30"])
    page.row(["Open a network of", "walking groups"], ["Public Health"], ["March 31"])
    page.row(["Museums"], [], ["Ongoing"])
    assert page.blocks() == [
        ("table-header", "Commitment Led by Timescale"),
        ("table-row", "Train volunteers in every district Head of Communities Ongoing"),
        ("table-row", "Publish a guide Libraries March 30"),
        ("table-row", "Open a network of walking groups Public Health March 31"),
        ("table-row", "Museums Ongoing"),
    ]


def test_a_form_of_two_columns_is_prose() -> None:
    page = Page()
    for number in range(4):
        page.row([f"Officer {number}"], ["who is responsible for", "the service"])
    assert "table-row" not in {kind for kind, _ in page.blocks(COLUMNS[:3])}


def test_long_cells_are_prose(page: Page) -> None:
    for _ in range(3):
        page.row(["Risk"], ["words " * 6] * 30, ["4"], ["20.0"])
    assert "table-row" not in {kind for kind, _ in page.blocks()}


def test_a_rule_beside_a_cell_over_several_rows_parts_the_rows(page: Page) -> None:
    page.row(["Children"], ["Fostering in and", "outside the county"], ["230.2"], ["187.0"], ruled=False)
    page.rule(COLUMNS[1], COLUMNS[-1])
    page.row([], ["Adoption of older", "children"], ["110.0"], ["120.0"])
    page.row(["Adults"], ["Home care"], ["900.0"], ["910.0"])
    assert [words for kind, words in page.blocks() if kind == "table-row"][-2:] == [
        "Adoption of older children 110.0 120.0",
        "Adults Home care 900.0 910.0",
    ]


def test_boxes_without_columns_rule_nothing() -> None:
    page = Page()
    page.row(["Contact the council on weekdays"])
    page.row(["Letters are answered within ten days"])
    page.row(["Offices close at five"])
    assert "table-row" not in {kind for kind, _ in page.blocks(())}


@given(st.lists(st.tuples(st.integers(1, 2), st.integers(1, 5)), min_size=3, max_size=8))
def test_every_ruled_row_is_one_block_however_its_cells_wrap(wraps: list[tuple[int, int]]) -> None:
    page = Page()
    expected = []
    for number, (labels, notes) in enumerate(wraps):
        cells = (
            ["service of the county"] * labels,
            ["what the money is for"] * notes,
            [f"{number}1.0"],
            ["0.0"],
        )
        page.row(*cells)
        expected.append(("table-row", " ".join(text for cell in cells for text in cell)))
    assert page.blocks() == expected
