"""What the places of the words say about a table: its columns of figures, and which lines share a row.

Lines side by side are one row. Lines one above the other are one where nothing is ruled between them in a
table that is ruled, or where they stand closer than its rows do. Otherwise the places do not tell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from ingest.read.figures import longest_figures
from ingest.read.lines import ENDS_SENTENCE, Line
from ingest.read.places import NO_PLACES, Places, Word

_OVERLAP = 0.4  # the part of the lower of two lines that stands beside the other
_SPACING = 1.6  # lines of one cell are at most this many heights of a letter apart
_CLOSER = 0.92  # than the rows of the table
_APART = 1.25
_RULED = 0.6  # the part of the rows that have a stroke between them
_GAP = 1.0  # a space this many heights wide parts two cells
_HEAD_GAP = 0.7  # headings stand closer than figures, yet further apart than the words of a sentence
_HEAD_GAPS = 3
_SLACK = 2.0  # points


class Join(IntEnum):
    """How two lines belong together by their places."""

    PARTED = -1
    UNKNOWN = 0
    NEAR = 1
    SAME = 2
    BESIDE = 3


@dataclass(frozen=True, slots=True)
class Box:
    """The extent of a line, and how high its highest word is."""

    left: float
    right: float
    top: float
    bottom: float
    height: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class Layout:
    """The places of one table, around the lines of it that are rich in figures (``anchors``, by index)."""

    def __init__(self, lines: Sequence[Line], anchors: Sequence[int], places: Places = NO_PLACES) -> None:
        self._lines, self._places = lines, places
        self._known: dict[int, Box | None] = {}
        self._heights = [edge.y for edge in places.edges]
        self._anchors = [i for i in anchors if self._box(i)]
        self.columns = _columns([self._words(i) for i in self._anchors])
        self._pitch = self._closest_rows()
        self._ruled = self._is_ruled()

    def _words(self, index: int) -> tuple[Word, ...]:
        line = self._lines[index]
        return () if line.blank else self._places.words.get(line.start, ())

    def _box(self, index: int) -> Box | None:
        if index not in self._known:
            words = self._words(index)
            self._known[index] = _box(words) if words else None
        return self._known[index]

    def join(self, upper: int, lower: int) -> Join:
        """Are two lines, by index, parts of one row?"""
        a, b = self._box(upper), self._box(lower)
        if a is None or b is None or not self.columns:
            return Join.UNKNOWN
        if _overlap(a, b) >= _OVERLAP * min(a.bottom - a.top, b.bottom - b.top):
            return Join.BESIDE
        apart = abs(a.middle - b.middle)
        if self._ruled:
            near = apart <= _SPACING * max(a.height, b.height)
            return Join.SAME if near and not self._edge_between(a, b) else Join.PARTED
        spaced = apart > _SPACING * max(a.height, b.height) and apart >= _CLOSER * self._pitch
        if self._pitch and (spaced or apart > _APART * self._pitch):
            return Join.PARTED
        close = bool(self._pitch) and apart < _CLOSER * self._pitch
        return Join.NEAR if close and self.labels(upper) else Join.UNKNOWN

    def labels(self, index: int) -> bool:
        """Does the line stand left of all the figures?"""
        box = self._box(index)
        return box is not None and bool(self.columns) and box.right <= self.columns[0][0] + _SLACK

    def stands_below(self, index: int) -> bool:
        """Is the line known to stand lower on the page than the first row?"""
        box = self._box(index)
        return box is not None and any(
            one.middle < box.middle for i in self._anchors if (one := self._box(i))
        )

    def heads(self, index: int) -> bool:
        """Does the line stand over two or more columns of figures, in cells of its own, above the rows?"""
        words, box = self._words(index), self._box(index)
        if box is None or not self._anchors or ENDS_SENTENCE.search(words[-1].text):
            return False
        first = min(one.top for i in self._anchors if (one := self._box(i)))
        over = {n for word in words for n, column in enumerate(self.columns) if _is_over(word, column)}
        across = sorted(words, key=lambda word: word.left)
        wide = sum(b.left - a.right >= _HEAD_GAP * box.height for a, b in pairwise(across))
        return box.middle < first and len(over) >= 2 and wide >= min(len(over) - 1, _HEAD_GAPS)

    def crosses(self, index: int) -> bool:
        """Does running text, without a wide space, reach from the labels into the figures?"""
        words, box = self._words(index), self._box(index)
        if box is None or not self.columns or box.right <= self.columns[0][0] + _SLACK:
            return False
        return all(b.left - a.right < _HEAD_GAP * box.height for a, b in pairwise(words))

    def within(self, index: int) -> bool:
        """Does the line stand between the first and the last row, left of the figures?"""
        box = self._box(index)
        rows = [one for i in self._anchors if (one := self._box(i))]
        if box is None or not rows or not self.labels(index):
            return False
        return min(one.top for one in rows) < box.middle < max(one.bottom for one in rows)

    def is_row(self, index: int) -> bool:
        """Does a line end with figures that stand in the table's columns, apart from the words before?"""
        words, box = self._words(index), self._box(index)
        count = trailing_figures([word.text for word in words])
        if box is None or not count:
            return False
        cells = words[-count:]
        gap = count == len(words) or cells[0].left - words[-count - 1].right >= _GAP * box.height
        return gap and all(any(_is_over(word, column) for column in self.columns) for word in cells)

    def _closest_rows(self) -> float:
        middles = [box.middle for i in self._anchors if (box := self._box(i))]
        gaps = [b - a for a, b in pairwise(middles) if b - a > 1]
        return min(gaps, default=0.0)

    def _is_ruled(self) -> bool:
        boxes = [box for i in self._anchors if (box := self._box(i))]
        pairs = [(a, b) for a, b in pairwise(boxes) if b.middle - a.middle > 1]
        ruled = sum(self._edge_between(a, b) for a, b in pairs)
        return len(pairs) >= 2 and ruled >= _RULED * len(pairs)

    def _edge_between(self, a: Box, b: Box) -> bool:
        upper, lower = min(a.middle, b.middle), max(a.middle, b.middle)
        starts = (a.left + 1, b.left + 1)
        between = slice(bisect_right(self._heights, upper), bisect_left(self._heights, lower))
        return any(edge.left <= x <= edge.right for edge in self._places.edges[between] for x in starts)


def trailing_figures(tokens: Sequence[str]) -> int:
    """How many figures, or marks for none, a line ends with."""
    first, end = longest_figures(tokens)
    return end - first if end == len(tokens) else 0


def _box(words: Sequence[Word]) -> Box:
    return Box(
        min(word.left for word in words),
        max(word.right for word in words),
        min(word.top for word in words),
        max(word.bottom for word in words),
        max(word.bottom - word.top for word in words),
    )


def _overlap(a: Box, b: Box) -> float:
    return min(a.bottom, b.bottom) - max(a.top, b.top)


def _is_over(word: Word, column: tuple[float, float]) -> bool:
    middle = (word.left + word.right) / 2
    return column[0] - _SLACK <= middle <= column[1] + _SLACK or (
        word.left <= column[0] + _SLACK and word.right >= column[1] - _SLACK
    )


def _columns(rows: Sequence[Sequence[Word]]) -> list[tuple[float, float]]:
    """From where to where each column of figures reaches: figures one above the other share a column."""
    cells: list[tuple[float, float]] = []
    for words in rows:
        first, end = longest_figures([word.text for word in words])
        if end - first >= 2:
            cells += [(word.left, word.right) for word in words[first:end]]
    columns: list[tuple[float, float, int]] = []
    for left, right in sorted(cells):
        if columns and left < columns[-1][1]:
            before = columns[-1]
            columns[-1] = (before[0], max(before[1], right), before[2] + 1)
        else:
            columns.append((left, right, 1))
    return [(left, right) for left, right, count in columns if count > 1 or len(rows) < 3]
