"""What a file becomes: a document with pages and blocks, and the passages cut from it.

Offsets are characters of ``Document.text``, counted from 0, end exclusive. A page is physical, counted
from 1, and always derived from an offset; it is never carried along beside the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a run of text is for the reader of the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_HEADER = "table-header"
    TABLE_ROW = "table-row"
    FURNITURE = "furniture"


class DocumentKind(StrEnum):
    """The kinds of document the answer names; the values are part of the public contract."""

    FOI_RESPONSE = "foi-response"
    DECISION_RECORD = "decision-record"
    COMMITTEE_REPORT = "committee-report"
    MINUTES = "minutes"
    SERVICE_SPECIFICATION = "service-specification"
    EQUALITY_IMPACT_ASSESSMENT = "equality-impact-assessment"
    POLICY = "policy"
    DATASET = "dataset"
    CORRESPONDENCE = "correspondence"
    OTHER = "other"


class PassageKind(StrEnum):
    """How a passage was cut, which decides what may be quoted from it."""

    QUESTION_ANSWER = "question-answer"
    PROSE = "prose"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters of a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """One physical page: its number from 1, the label printed on it if any, and where its text lies."""

    number: int
    label: str | None
    start: int
    end: int
    has_text: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: the words from ``start`` to ``end`` and the words of the headings above them.

    ``heading`` holds a span for each stretch of heading words, from the top down; one that stands over
    several columns belongs to the cells of each.
    """

    start: int
    end: int
    heading: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table row, in reading order.

    ``level`` is 1 to 6 for a heading and the depth from 0 for a list item. ``label`` is its number as
    shown ("2.4", "a)", "Q3"). ``generated`` counts the characters at the start which the reader wrote
    because the format numbers lists by itself: they are shown but never quoted. ``table`` counts tables
    from 1; 0 stands outside any. Cells of a row are separated by a tab where the format has cells.

    ``cells`` are those whose column headings are known for certain, in the order of the text: mostly the
    figures of a row. The rows of a sheet keep none: its header keeps its cells, in line with the rows' tabs.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    label: str = ""
    generated: int = 0
    table: int = 0
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file's whole text with its pages and blocks. ``pages`` is empty where the format has none."""

    source: str
    sha256: str
    format: str
    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def slice(self, block: Block) -> str:
        """The block's text as it is shown, its generated number included."""
        return self.text[block.start : block.end]

    def gaps(self) -> tuple[Span, ...]:
        """The stretches that are never quoted: running headers and footers, generated numbers."""
        return tuple(gaps_of(self.blocks))


def gaps_of(blocks: Iterable[Block]) -> Iterable[Span]:
    """Running headers and footers, and the numbers that the reader generated, in order."""
    for block in blocks:
        if block.kind is BlockKind.FURNITURE:
            yield Span(block.start, block.end)
        elif block.generated:
            yield Span(block.start, block.start + block.generated)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document that can be found and quoted.

    ``text`` is what stands at ``start:end`` without running headers and footers. ``section`` locates it
    for a person ("Question 3", "2.4", "Appendix B"). For a question with its answer, ``question`` is the
    span of the question and ``answer`` that of the answer. ``refers_to`` names the sections it sends the
    reader to ("Question 1").
    """

    ordinal: int
    kind: PassageKind
    start: int
    end: int
    text: str
    section: str = ""
    heading_path: tuple[str, ...] = ()
    question: Span | None = None
    answer: Span | None = None
    refers_to: tuple[str, ...] = ()
    boilerplate: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A value of the description and how it was found, in words for a person."""

    value: str
    how: str


@dataclass(frozen=True, slots=True)
class Description:
    """What a document is. ``date`` is ISO (YYYY-MM-DD); ``marking`` is present only on a restricted paper."""

    kind: Finding
    title: Finding
    authority: Finding | None = None
    date: Finding | None = None
    reference: Finding | None = None
    marking: Finding | None = None


def page_at(pages: tuple[Page, ...], offset: int) -> Page | None:
    """The page on which the character at ``offset`` stands; None for a format without pages."""
    if not pages:
        return None
    index = bisect_right([page.start for page in pages], offset) - 1
    return pages[max(index, 0)]


def pages_of(pages: tuple[Page, ...], span: Span) -> tuple[Page, ...]:
    """Every page that the span touches, in order."""
    return tuple(page for page in pages if page.start < span.end and span.start < page.end)


def without_gaps(span: Span, gaps: Iterable[Span]) -> list[Span]:
    """What is left of ``span`` once ``gaps`` (in order, not overlapping) are taken out."""
    left: list[Span] = []
    position = span.start
    for gap in gaps:
        if gap.end <= position or gap.start >= span.end:
            continue
        if gap.start > position:
            left.append(Span(position, gap.start))
        position = max(position, gap.end)
    if position < span.end:
        left.append(Span(position, span.end))
    return left
