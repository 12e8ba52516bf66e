"""Pages are derived from offsets, and gaps are taken out of a span."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Block, BlockKind, Document, Page, Span, page_at, pages_of, without_gaps

TWO_PAGES = (Page(1, "i", 0, 10), Page(2, "ii", 11, 20))


def test_a_character_stands_on_the_page_whose_range_holds_it() -> None:
    assert page_at(TWO_PAGES, 0) == TWO_PAGES[0]
    assert page_at(TWO_PAGES, 9) == TWO_PAGES[0]
    assert page_at(TWO_PAGES, 11) == TWO_PAGES[1]


def test_the_break_between_pages_belongs_to_the_page_before() -> None:
    assert page_at(TWO_PAGES, 10) == TWO_PAGES[0]


def test_a_format_without_pages_has_no_page() -> None:
    assert page_at((), 5) is None


def test_a_span_over_the_break_touches_both_pages() -> None:
    assert pages_of(TWO_PAGES, Span(8, 12)) == TWO_PAGES
    assert pages_of(TWO_PAGES, Span(0, 10)) == TWO_PAGES[:1]


def test_running_headers_and_generated_numbers_are_gaps() -> None:
    text = "Page 1\n(a) Agreed.\nNoted."
    blocks = (
        Block(BlockKind.FURNITURE, 0, 6),
        Block(BlockKind.LIST_ITEM, 7, 18, label="(a)", generated=4),
        Block(BlockKind.PARAGRAPH, 19, 25),
    )
    document = Document("minutes.docx", "", "docx", text, (), blocks)
    assert document.gaps() == (Span(0, 6), Span(7, 11))
    assert [text[s.start : s.end] for s in without_gaps(Span(0, 25), document.gaps())] == [
        "\n",
        "Agreed.\nNoted.",
    ]


@given(
    st.lists(st.integers(0, 60), min_size=2, max_size=12, unique=True), st.integers(0, 60), st.integers(0, 60)
)
def test_taking_gaps_out_keeps_every_other_character(edges: list[int], one: int, other: int) -> None:
    ordered = sorted(edges)
    gaps = [Span(a, b) for a, b in zip(ordered[::2], ordered[1::2], strict=False)]
    span = Span(min(one, other), max(one, other))
    left = without_gaps(span, gaps)
    kept = {n for part in left for n in range(part.start, part.end)}
    taken = {n for gap in gaps for n in range(gap.start, gap.end)}
    assert kept == set(range(span.start, span.end)) - taken
