"""The ruling of a page: which strokes part one row of a table from the next, and which part its columns.

A table is ruled by strokes, or by the borders of the boxes that shade its cells; most are drawn cell by cell.
Pieces at one height are one rule, and a rule parts only what stands above and below its own pieces: where a
cell spans several rows, their rules stop beside it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from ingest.read.places import Edge, Places, Word

_SAME = 3.0  # points between the borders of two cells that touch
_OUTSIDE = 2.0  # points by which a word may reach over the end of a rule
_THICK = 8.0  # points that the border between two rows of one table takes at most
_CROSSED = 0.8  # the part of a band's height that a column's stroke takes
_SHORT = 0.3  # of a rule over and under it: what is shorter shades the lines of a cell, or underlines words
_BESIDE = 0.34  # the part of a line's words that may stand beside the table
_FURTHEST = 200  # rules looked through for the one that stands over a word


class Band(NamedTuple):
    """The space between two rules, each by its number from the top of the page."""

    above: int
    below: int


@dataclass(frozen=True, slots=True)
class _Rule:
    y: float
    pieces: tuple[tuple[float, float], ...]

    def covers(self, word: Word) -> bool:
        middle = (word.left + word.right) / 2
        return any(left - _OUTSIDE <= middle <= right + _OUTSIDE for left, right in self.pieces)

    def is_short(self, reaches: Iterable[tuple[float, float]]) -> bool:
        """Does a piece of another rule reach well beyond all of this one, on both sides taken together?"""
        left, right = self.pieces[0][0], self.pieces[-1][1]
        length = sum(end - start for start, end in self.pieces)
        return any(
            start - _SAME <= left and right <= end + _SAME and length < _SHORT * (end - start)
            for start, end in reaches
        )


class Rules:
    """The horizontal rules of one page from the top, and the strokes that stand across them."""

    def __init__(self, places: Places) -> None:
        rules = [_rule(edges) for edges in _at_one_height(places.edges)]
        reaches = {piece for rule in rules for piece in rule.pieces}
        self._rules = [rule for rule in rules if not rule.is_short(reaches)]
        self._heights = [rule.y for rule in self._rules]
        thin = [b - a <= _THICK for a, b in pairwise(self._heights)]
        self._joints = [0, *accumulate(not each for each in thin)]
        self._sides = places.sides

    def band(self, words: Sequence[Word]) -> Band | None:
        """The band that the words of a line stand in; None where they stand in none, or across a rule.

        Beside a cell that spans several rows the narrower band counts, being the row. Few words may stand
        beside the table.
        """
        found = [self._around(word) for word in words]
        bands = {band for band in found if band is not None}
        if not bands or found.count(None) > _BESIDE * len(found):
            return None
        narrow = min(bands, key=lambda band: band.below - band.above)
        within = all(band.above <= narrow.above and narrow.below <= band.below for band in bands)
        return narrow if within else None

    def _around(self, word: Word) -> Band | None:
        place = bisect_right(self._heights, word.middle)
        higher = range(place - 1, max(-1, place - _FURTHEST), -1)
        lower = range(place, min(len(self._rules), place + _FURTHEST))
        above = next((i for i in higher if self._rules[i].covers(word)), -1)
        below = next((i for i in lower if self._rules[i].covers(word)), -1)
        return Band(above, below) if above >= 0 and below >= 0 else None

    def joints(self, band: Band) -> set[int]:
        """The rules of a band, a thick border's two edges being one: bands of one table share some."""
        return {self._joints[band.above], self._joints[band.below]}

    def columns(self, band: Band) -> list[float]:
        """Where strokes part the columns of a band, from the left."""
        top, bottom = self._heights[band.above], self._heights[band.below]
        covered: list[tuple[float, float]] = []
        for side in self._sides:
            height = min(side.bottom, bottom) - max(side.top, top)
            if height <= 0:
                continue
            if covered and side.x - covered[-1][0] <= _SAME:
                covered[-1] = (covered[-1][0], max(covered[-1][1], height))
            else:
                covered.append((side.x, height))
        return [x for x, height in covered if height >= _CROSSED * (bottom - top)]


def _at_one_height(edges: Iterable[Edge]) -> Iterator[list[Edge]]:
    together: list[Edge] = []
    for edge in edges:
        if together and edge.y - together[0].y > _SAME:
            yield together
            together = []
        together.append(edge)
    if together:
        yield together


def _rule(edges: Sequence[Edge]) -> _Rule:
    pieces: list[tuple[float, float]] = []
    for left, right in sorted((edge.left, edge.right) for edge in edges):
        if pieces and left - pieces[-1][1] <= _SAME:
            pieces[-1] = (pieces[-1][0], max(pieces[-1][1], right))
        else:
            pieces.append((left, right))
    return _Rule(edges[0].y, tuple(pieces))
