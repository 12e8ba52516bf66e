"""The content of a document in reading order: its blocks without furniture and blanks, with their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ingest.document import Block, BlockKind, Document, Page


class Mark(StrEnum):
    """What stands before the words of a line: a number, a letter, a bullet, or nothing."""

    NONE = "none"
    BULLET = "bullet"
    NUMBER = "number"
    DECIMAL = "decimal"
    LETTER = "letter"
    ROMAN = "roman"
    QUESTION = "question"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Line:
    """One block of content. ``body`` is the offset of its first word after the mark, ``said`` its words.

    ``number`` is the mark without its punctuation ("2.4", "5", "b"); ``page`` counts from 1, 0 without
    pages; ``bulleted`` says that a bullet stands before the mark.
    """

    index: int
    block: Block
    start: int
    end: int
    text: str
    page: int
    mark: Mark
    number: str
    body: int
    bulleted: bool
    said: str

    @property
    def is_row(self) -> bool:
        return self.block.kind in (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW)

    @property
    def has_cells(self) -> bool:
        """Is it a row whose cells are known? The rows of a PDF are plain lines."""
        return self.is_row and "\t" in self.text

    @property
    def is_heading(self) -> bool:
        return self.block.kind is BlockKind.HEADING

    @property
    def is_sub_item(self) -> bool:
        """Does it stand below a numbered item: a letter, a Roman numeral or a bullet?"""
        return self.bulleted or self.mark in (Mark.LETTER, Mark.ROMAN)

    @property
    def words_start(self) -> int:
        """Where its words begin; its own start where the mark is all there is."""
        return self.body if self.said else self.start


_BULLET = re.compile(r"[•●▪■◦○‣⁃∙·\uf0b7\uf0a7\-–—*]\s+")
_MARKS: tuple[tuple[Mark, re.Pattern[str]], ...] = (
    (
        Mark.QUESTION,
        re.compile(
            r"(?:Q|Qu|Question|QUESTION|Request|REQUEST)\s*\.?\s*(\d{1,3}\s*\(?[a-z]?\)?)(?=[\s.:)\-–—]|$)[.:)\s\-–—]*"
        ),
    ),
    (
        Mark.ANSWER,
        re.compile(
            r"(?:A|Ans|Answer|ANSWER|Response|Reply)\s*(?:to\s+(?:[Qq]uestions?\s*|Q\s*)?)?\.?"
            r"(\d{1,3}\s*\(?[a-z]?\)?)(?=[\s.:)\-–—]|$)[.:)\s\-–—]*"
        ),
    ),
    (Mark.DECIMAL, re.compile(r"(\d{1,3}(?:\.\d{1,3})+)[.)]?(?:\s+(?=[A-Z\"“'‘(\[£])|$)")),
    (Mark.NUMBER, re.compile(r"\(?(\d{1,3}\s?[a-z]?)[.):](?!\d)\s*")),
    (Mark.NUMBER, re.compile(r"(\d{1,2})\s+[-–—]\s+(?=\D)")),
    (Mark.ROMAN, re.compile(r"\(?([ivx]{1,5})[.)](?:\s+|$)")),
    (Mark.LETTER, re.compile(r"\(?([A-Za-z])[.)](?:\s+|$)")),
)
_ITEM = re.compile(r"(?:>\s*)*\s*(?:\(?(\d{1,2})[.)](?=\s|$)|[-•●▪◦‣]\s+\S)")
_LOOSE_ITEM = re.compile(rf"{_ITEM.pattern}|(?:(\d{{1,2}})\s+\S{{1,20}}(?:\s+\S+){{0,4}}$)")
_OPENING = re.compile(r"(?:>\s*)*[\s\"“”'‘]*")
_QUOTED = re.compile(r"(?:>\s*)*")
_NOT_ALPHANUMERIC = re.compile(r"[^0-9A-Za-z.]")


def content_lines(document: Document, loose: bool = False) -> list[Line]:
    """The blocks that hold words of the document itself, in order; a list in one block, item by item.

    ``loose`` takes a number without a full stop for an item's as well, if it is the next of its list
    ("3." and then "4 None").
    """
    lines: list[Line] = []
    pages, items = _PageFinder(document.pages), _Items(loose)
    for block in document.blocks:
        if block.kind is BlockKind.FURNITURE:
            continue
        for offset, raw in items.of(document.slice(block)):
            if words := raw.strip():
                start = block.start + offset + len(raw) - len(raw.lstrip())
                lines.append(_line(len(lines), block, start, words, pages.at(start)))
    return lines


class _Items:
    """Parts blocks where a line within them begins with a bullet or with the next number of its list."""

    def __init__(self, loose: bool) -> None:
        self._pattern = _LOOSE_ITEM if loose else _ITEM
        self._loose = loose
        self._number = 0

    def of(self, text: str) -> Iterator[tuple[int, str]]:
        """The parts of a block's text with their offsets in it."""
        if not self._loose:
            self._number = 0
        start = position = 0
        for shown in text.split("\n"):
            found = self._pattern.match(shown)
            number = int(found.group(found.lastindex)) if found and found.lastindex else 0
            if found and position and (not number or number == self._number + 1):
                yield start, text[start:position]
                start = position
            self._number = number or self._number
            position += len(shown) + 1
        yield start, text[start:]


class _PageFinder:
    """Page numbers for offsets that are asked for in ascending order."""

    def __init__(self, pages: tuple[Page, ...]) -> None:
        self._pages = pages
        self._next = 0

    def at(self, offset: int) -> int:
        while self._next < len(self._pages) and self._pages[self._next].start <= offset:
            self._next += 1
        return self._pages[max(self._next - 1, 0)].number if self._pages else 0


def _line(index: int, block: Block, start: int, text: str, page: int) -> Line:
    mark, number, body, bulleted = read_mark(text, block.label)
    said = " ".join(text[body:].split())
    return Line(
        index, block, start, start + len(text), text, page, mark, number, start + body, bulleted, said
    )


def read_mark(text: str, label: str = "") -> tuple[Mark, str, int, bool]:
    """The mark at the start of ``text``: its kind, number, length in characters, and whether bulleted.

    ``label`` is the number that the reader found; it settles a number without a full stop ("3 None").
    """
    opening = _OPENING.match(text)
    position = opening.end() if opening else 0
    bullet = _BULLET.match(text, position)
    if bullet:
        position = bullet.end()
    for mark, pattern in _MARKS:
        if found := pattern.match(text, position):
            return mark, _plain(found.group(1)), found.end(), bullet is not None
    bare = _plain(label)
    if bare.isdigit() and text.startswith(bare, position):
        rest = text[position + len(bare) :]
        return Mark.NUMBER, bare, len(text) - len(rest.lstrip()), bullet is not None
    if bullet:
        return Mark.BULLET, "", position, True
    quoted = _QUOTED.match(text)
    return Mark.NONE, "", quoted.end() if quoted else 0, False


def _plain(number: str) -> str:
    return _NOT_ALPHANUMERIC.sub("", number).strip(".")
