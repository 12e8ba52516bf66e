"""Stored text in parts that can be shown one at a time."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.source.parts import Part, part_of_page, parts_of, shown
from assistant.source.view import Segment
from ingest.document import Block, BlockKind, Page, Span
from ingest.records import StoredText

ROW, HEADER, PLAIN, HEADING = (
    BlockKind.TABLE_ROW,
    BlockKind.TABLE_HEADER,
    BlockKind.PARAGRAPH,
    BlockKind.HEADING,
)


def text_of(*blocks: tuple[BlockKind, str]) -> StoredText:
    made, position = [], 0
    for kind, words in blocks:
        table = 1 if kind in (ROW, HEADER) else 0
        made.append(Block(kind, position, position + len(words), table=table))
        position += len(words) + 1
    return StoredText("\n".join(words for _, words in blocks) + "\n", (), tuple(made), ())


def test_a_short_text_is_one_part() -> None:
    text = text_of((HEADING, "Aims"), (PLAIN, "To help."))
    assert parts_of(text) == [Part(text.blocks)]
    assert parts_of(text_of()) == [Part(())]


def test_rows_further_down_keep_their_headings() -> None:
    text = text_of((HEADER, "Name\tCost"), *[(ROW, f"Item {number}\t£{number}") for number in range(200)])
    parts = parts_of(text)
    assert [len(part.blocks) for part in parts] == [80, 80, 41]
    assert [len(part.repeated) for part in parts] == [0, 1, 1]
    first = shown(parts[1], text, [])[0]
    assert first.kind == "table-header"
    assert first.cells == ((Segment(text="Name"),), (Segment(text="Cost"),))


def test_a_part_begins_at_a_heading_where_one_is_near() -> None:
    text = text_of((PLAIN, "a" * 4_000), (HEADING, "Costs"), (PLAIN, "b" * 900))
    assert [part.blocks[0].kind for part in parts_of(text)] == [PLAIN, HEADING]


def test_what_is_quoted_is_marked_in_each_cell() -> None:
    text = text_of((ROW, "Equipment\t£96,250\t"))
    (block,) = shown(parts_of(text)[0], text, [Span(4, 14)])
    assert block.cells == (
        (Segment(text="Equi"), Segment(text="pment", marked=True)),
        (Segment(text="£96,", marked=True), Segment(text="250")),
        (),
    )


def test_a_page_shows_its_own_side_of_a_block() -> None:
    text = StoredText("It ends.\nIt goes\non.\n", (), (Block(PLAIN, 0, 8), Block(PLAIN, 9, 20)), ())
    (only,) = shown(part_of_page(text, Page(2, None, 17, 21)), text, [])
    assert only.cells == ((Segment(text="on."),),)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([ROW, HEADER, PLAIN, HEADING]), st.text("ab\t ", min_size=1, max_size=9_000)
        )
    )
)
def test_parts_hold_every_character_once_and_in_order(blocks: list[tuple[BlockKind, str]]) -> None:
    text = text_of(*blocks)
    pieces = [block for part in parts_of(text) for block in part.blocks]
    assert all(one.end <= other.start for one, other in pairwise(pieces))
    assert "".join(text.text[each.start : each.end] for each in pieces) == "".join(
        words for _, words in blocks
    )
    for part in parts_of(text):
        assert sum(each.end - each.start for each in part.blocks) <= 6_000
