"""How a paper becomes lines with places; and the small notation that the other description tests use."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from ingest.describe.lines import Paper, fold, shorten
from ingest.document import Block, BlockKind, Document, Page

_MARKS = {
    "# ": BlockKind.HEADING,
    "~ ": BlockKind.FURNITURE,
    "| ": BlockKind.TABLE_ROW,
    "- ": BlockKind.LIST_ITEM,
}


def document(text: str, source: str = "paper.pdf", properties: Mapping[str, str] | None = None) -> Document:
    """A document from a few lines: "# " a heading, "~ " a footer, "| a | b" a row, "---" a page break.

    Every line is a block of its own; one that is indented belongs to the block above. Only a PDF has pages.
    """
    blocks: list[Block] = []
    breaks, body = [0], ""
    for line in text.strip("\n").split("\n"):
        if line.strip() == "---":
            breaks.append(len(body))
        elif line.startswith("    ") and blocks:
            body += line.strip() + "\n"
            last = blocks[-1]
            blocks[-1] = Block(last.kind, last.start, len(body) - 1)
        elif line.strip():
            kind = _MARKS.get(line[:2], BlockKind.PARAGRAPH)
            shown = line[2:] if kind is not BlockKind.PARAGRAPH else line
            shown = shown.replace(" | ", "\t") if kind is BlockKind.TABLE_ROW else shown
            blocks.append(Block(kind, len(body), len(body) + len(shown)))
            body += shown + "\n"
    ends = [*breaks[1:], len(body)]
    pages = tuple(Page(n, None, *span) for n, span in enumerate(zip(breaks, ends, strict=True), 1))
    format_ = source.rsplit(".", 1)[-1]
    return Document(
        source, "0" * 64, format_, body, pages if format_ == "pdf" else (), tuple(blocks), properties or {}
    )


def paper(text: str, source: str = "paper.pdf", properties: Mapping[str, str] | None = None) -> Paper:
    return Paper(document(text, source, properties))


def test_each_line_knows_its_page_and_its_place_on_it() -> None:
    lines = paper("# Title\nFirst\n---\n~ Header\nSecond\nThird").lines
    assert [(line.text, line.page, line.from_top, line.from_bottom) for line in lines] == [
        ("Title", 1, 0, 1),
        ("First", 1, 1, 0),
        ("Header", 2, 0, 2),
        ("Second", 2, 1, 1),
        ("Third", 2, 2, 0),
    ]


def test_a_format_without_pages_gives_no_page_in_words() -> None:
    described = paper("One\nTwo", source="paper.txt")
    assert described.on(described.lines[0]) == ""
    assert paper("One").on(paper("One").lines[0]) == ", page 1"


def test_running_headers_are_kept_apart_from_the_prose() -> None:
    described = paper("~ Header\nBody")
    assert [line.text for line in described.lines] == ["Header", "Body"]
    assert [line.text for line in described.prose] == ["Body"]


def test_the_lines_of_one_block_stay_together() -> None:
    lines = paper("A sentence that\n    goes on\nAnother").lines
    assert [(line.text, line.opens) for line in lines] == [
        ("A sentence that", True),
        ("goes on", False),
        ("Another", True),
    ]


def test_the_salutation_and_the_valediction_of_a_letter_are_found() -> None:
    described = paper("3 May 2024\nDear Sir or Madam\nText.\nYours faithfully\nHead of Service")
    assert described.salutation is not None and described.salutation.number == 1
    assert described.valediction is not None and described.valediction.number == 3


def test_properties_are_found_whatever_their_case() -> None:
    described = paper("Text", properties={"Site_Name": "Westmere Council"})
    assert described.property("site name") == "Westmere Council"
    assert described.property("title") == ""


def test_a_text_is_shortened_between_words() -> None:
    assert shorten("A plan for libraries", 100) == "A plan for libraries"
    assert shorten("A plan for the libraries of the county", 20) == "A plan for the…"


@given(st.text(max_size=200), st.integers(min_value=5, max_value=60))
def test_shortened_text_is_never_longer_than_asked(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.sampled_from(["# Head", "Text", "~ Foot", "| a | b", "---"]), min_size=1, max_size=20))
def test_every_line_stands_where_it_says(parts: list[str]) -> None:
    described = paper("\n".join(parts))
    for line in described.lines:
        assert described.document.text[line.start :].startswith(line.text)
        assert line.page == described.page_number(line.start)
