"""Which words of a table's header stand over which of its columns of figures.

A heading stands over the one column that it overlaps, or over the columns that it is centred on, or that a
box drawn around it holds. Where its place allows more than one reading it is in doubt, and so are its
columns: no heading is better than a wrong one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.read.places import Side, Word
from ingest.read.stretches import Stretch, bands, crossing, stretches

_GAP = 0.7  # heights of a word
_EXACT = 1.5  # points
_OUTSIDE = 2.0
_LONGEST = 15  # words; more are a paragraph or a row, taken for a header
_FAR = math.inf
_OVER_ALL = re.compile(r"(?:[£%'’\d\s,./()–-]|\b(?:20|19)\d\d|m\b|k\b|0{3}['’]?s?|million|year|FY)+", re.I)
_UNIT = re.compile(r"\(?(?:£|%)?[\s'’]*(?:0{3}['’]?s?|m|k|bn|million|thousand)?\)?", re.I)
_SAYS_UNIT = re.compile(
    r"(?:all )?(?:figures?|amounts?|values?) .{0,12}\bin (?:£|%|pounds|m|th)|£\S* per\b", re.I
)
_CHANGE = re.compile(r"[-+–(]£?\d[\d,]*\.\d+%?\)?")

Extent = tuple[float, float]


@dataclass(slots=True)
class Column:
    """A column of figures: from where to where each of them reaches, and each heading of it alone.

    ``box`` is what strokes beside the rows leave to it: without end where there is none.
    """

    figures: list[Extent]
    box: Extent = (-_FAR, _FAR)
    heads: list[Extent] = field(default_factory=list)

    @property
    def left(self) -> float:
        return min(left for left, _ in [*self.figures, *self.heads])

    @property
    def right(self) -> float:
        return max(right for _, right in [*self.figures, *self.heads])

    @property
    def centre(self) -> float:
        """The middle of its figures."""
        return (min(left for left, _ in self.figures) + max(right for _, right in self.figures)) / 2

    def ends_with(self, stretch: Stretch) -> bool:
        """Does the stretch end exactly where most figures, or a heading of the column, end?"""
        ended = sum(abs(right - stretch.right) <= _EXACT for _, right in self.figures)
        return 2 * ended >= len(self.figures) or any(abs(r - stretch.right) <= _EXACT for _, r in self.heads)

    def begins_with(self, stretch: Stretch) -> bool:
        """Does the stretch begin exactly where a heading of the column begins?"""
        return any(abs(left - stretch.left) <= _EXACT for left, _ in self.heads)

    def holds(self, stretch: Stretch) -> bool:
        """Does the stretch keep within the strokes beside the column?"""
        return self.box[0] - _OUTSIDE <= stretch.left and stretch.right <= self.box[1] + _OUTSIDE

    def is_under(self, stretch: Stretch) -> bool:
        """Is the stretch set in line with the column: to an edge of it, or to its middle?"""
        middles = [(a + b) / 2 for a, b in self.heads] or [self.centre]
        centred = any(abs(middle - stretch.centre) <= _EXACT for middle in middles)
        return centred or self.ends_with(stretch) or self.begins_with(stretch)


def head_columns(
    words: Sequence[Word],
    columns: Sequence[Column],
    labels: Sequence[Extent],
    sides: Sequence[Side],
    whole: bool = True,
) -> list[list[Stretch]]:
    """For each column its headings from the top down; none for a column whose headings are in doubt.

    ``labels`` are the extents of what stands beside the figures in the rows. Where the header is not
    ``whole``, words of it having no place, only columns headed from its very top are certain.
    """
    heads = _Heads([Column(list(column.figures), column.box) for column in columns], labels)
    for band in reversed(bands(words)):
        strokes = crossing(sides, sum(word.middle for word in band) / len(band))
        found = [s for s in stretches(band, strokes, _GAP) if not _SAYS_UNIT.match(s.text)]
        for left, right in pairwise([-_FAR, *strokes, _FAR]):
            heads.read([each for each in found if left <= each.centre < right], left, right)
    return heads.certain(whole)


class _Heads:
    """Takes the header in from the bottom up: the headings next to the rows show where the columns are."""

    def __init__(self, columns: list[Column], labels: Sequence[Extent]) -> None:
        self.columns, self.labels = columns, labels
        self.over: list[list[Stretch]] = [[] for _ in columns]
        self.doubted: set[int] = set()

    def certain(self, whole: bool) -> list[list[Stretch]]:
        """The headings from the top down, without those in doubt, alike, or of nothing but a unit."""
        top = min((over[-1].middle for over in self.over if over), default=0.0)
        sure = [
            over[::-1]
            if over and n not in self.doubted and (whole or over[-1].middle <= top + 2 * over[-1].height)
            else []
            for n, over in enumerate(self.over)
        ]
        said = [" ".join(each.text for each in over) for over in sure]
        return [
            over if said.count(text) == 1 and _names_column([each.text for each in over]) else []
            for text, over in zip(said, sure, strict=True)
        ]

    def read(self, found: Sequence[Stretch], left: float, right: float) -> None:
        """One band of the header, between two strokes (or the ends of the page)."""
        inside = [n for n, column in enumerate(self.columns) if left <= column.centre < right]
        labelled = any(a < right and b > left for a, b in self.labels)
        boxed = left > -_FAR and right < _FAR and not labelled
        if len(found) == 1 and len(inside) > 1 and _UNIT.fullmatch(found[0].text):
            # A unit over all columns stands wherever there is room.
            return
        if not inside or not found:
            return
        if boxed and len(inside) == 1:
            self._give_box(inside[0], found, left, right)
            return
        if boxed and self._is_merged(inside):
            self._give(inside, [Stretch(tuple(word for each in found for word in each.words))])
            return
        found = [each for each in found if self._is_head(each, inside)]
        if boxed and len(found) == 1 and abs(found[0].centre - (left + right) / 2) <= found[0].height:
            self._give(inside, found)
            return
        self._share(list(self._parted(found)), inside)

    def _give_box(self, n: int, found: Sequence[Stretch], left: float, right: float) -> None:
        """A heading in a box over one column; beside it may stand another's, with no stroke between them."""
        if all(self.columns[n].holds(each) and self._is_set_in(n, each, left, right) for each in found):
            self._give([n], found, alone=True)
        else:
            self.doubted.add(n)

    def _is_set_in(self, n: int, stretch: Stretch, left: float, right: float) -> bool:
        """Does the stretch begin with its box, or stand in the middle of it, or in line with the column?"""
        centred = abs(stretch.centre - (left + right) / 2) <= stretch.height
        return centred or stretch.left - left <= stretch.height or self.columns[n].is_under(stretch)

    def _is_merged(self, inside: Sequence[int]) -> bool:
        """Do strokes part the columns below a box that holds them all?"""
        boxes = [self.columns[n].box for n in inside]
        return len(boxes) > 1 and all(a[1] < _FAR and a[1] <= b[0] + _OUTSIDE for a, b in pairwise(boxes))

    def _is_head(self, stretch: Stretch, inside: Sequence[int]) -> bool:
        """Not the heading of the labels, nor the caption, which begins over them."""
        over = self._overlapped(stretch, inside)
        beside = any(stretch.overlaps(*label) for label in self.labels)
        if beside and over and not all(self.over[n] for n in over):
            self.doubted.update(over)
        first, last = self.columns[inside[0]], self.columns[inside[-1]]
        return not beside and (bool(over) or first.left < stretch.centre < last.right)

    def _overlapped(self, stretch: Stretch, inside: Sequence[int]) -> list[int]:
        return [n for n in inside if stretch.overlaps(self.columns[n].left, self.columns[n].right)]

    def _parted(self, found: Sequence[Stretch]) -> Iterator[Stretch]:
        """Headings of neighbours that stand close together, each exactly in line with its own column."""
        everywhere = range(len(self.columns))
        for each in found:
            cuts = [n for n in range(1, len(each.words)) if len(self._overlapped(each, everywhere)) == 2]
            pairs = [(Stretch(each.words[:n]), Stretch(each.words[n:])) for n in cuts]
            fitting = [pair for pair in pairs if self._fit(*pair)]
            yield from fitting[0] if len(fitting) == 1 else (each,)

    def _fit(self, a: Stretch, b: Stretch) -> bool:
        everywhere = range(len(self.columns))
        own, next_ = self._overlapped(a, everywhere), self._overlapped(b, everywhere)
        if len(own) != 1 or len(next_) != 1 or own == next_:
            return False
        return self.columns[own[0]].is_under(a) and self.columns[next_[0]].is_under(b)

    def _share(self, found: Sequence[Stretch], inside: Sequence[int]) -> None:
        over = [self._overlapped(each, inside) for each in found]
        single = all(len(each) == 1 for each in over)
        if single and len({each[0] for each in over}) == len(inside):
            for each, own in zip(found, over, strict=True):
                self._give(own, [each], alone=True)
            return
        tilings = list(self._tilings(found, over, inside)) if len(found) < len(inside) else []
        if len(tilings) == 1 and (len(found) > 1 or self._is_over_all(found[0], over[0])):
            for each, group in zip(found, tilings[0], strict=True):
                self._give(group, [each])
            return
        for each, own in zip(found, over, strict=True):
            self._place(each, own, inside, {n for other in over if other is not own for n in other})

    def _is_over_all(self, stretch: Stretch, over: Sequence[int]) -> bool:
        """A lone heading that may also be the first line of the middle column's: is it not that?"""
        return len(over) != 1 or (
            bool(_OVER_ALL.fullmatch(stretch.text)) and not self.columns[over[0]].ends_with(stretch)
        )

    def _tilings(
        self, found: Sequence[Stretch], over: Sequence[list[int]], inside: Sequence[int]
    ) -> Iterator[list[list[int]]]:
        """The ways to give each heading neighbouring columns that it is centred on, and all the columns."""
        if not found:
            if not inside:
                yield []
            return
        for count in range(1, len(inside) - len(found) + 2):
            group = list(inside[:count])
            if set(over[0]) <= set(group) and self._is_centred(found[0], group):
                for rest in self._tilings(found[1:], over[1:], inside[count:]):
                    yield [group, *rest]

    def _is_centred(self, stretch: Stretch, group: Sequence[int]) -> bool:
        if len(group) == 1:
            column = self.columns[group[0]]
            return stretch.overlaps(column.left, column.right)
        left, right = self.columns[group[0]].left, self.columns[group[-1]].right
        if any(self.columns[n].ends_with(stretch) or self.columns[n].begins_with(stretch) for n in group):
            return False
        return abs(stretch.centre - (left + right) / 2) <= stretch.height

    def _place(self, stretch: Stretch, own: list[int], inside: Sequence[int], taken: set[int]) -> None:
        """A heading among columns that have none in this band: over its own column, or in doubt."""
        if len(own) == 1 and self.columns[own[0]].is_under(stretch):
            wider = self._wider(stretch, own[0], inside, taken)
            if (
                not wider
                or self.columns[own[0]].ends_with(stretch)
                or self.columns[own[0]].begins_with(stretch)
            ):
                self._give(own, [stretch], alone=True)
                return
            self.doubted.update(wider)
        self.doubted.update(own or self._beside(stretch, inside))

    def _wider(self, stretch: Stretch, own: int, inside: Sequence[int], taken: set[int]) -> list[int]:
        """The neighbours on either side that the heading may stand over as well."""
        group = [own - 1, own, own + 1]
        free = all(n in inside and n not in taken for n in group)
        return group if free and self._is_centred(stretch, group) else []

    def _beside(self, stretch: Stretch, inside: Sequence[int]) -> list[int]:
        before = [n for n in inside if self.columns[n].centre < stretch.centre]
        after = [n for n in inside if self.columns[n].centre >= stretch.centre]
        return [*before[-1:], *after[:1]]

    def _runs_on(self, n: int, stretch: Stretch) -> bool:
        """Does the stretch go on where the column's own heading ends, into that of the next column?"""
        starts = (Stretch(stretch.words[:count]) for count in range(1, len(stretch.words)))
        return any(self.columns[n].ends_with(start) for start in starts)

    def _give(self, columns: Sequence[int], found: Sequence[Stretch], alone: bool = False) -> None:
        for n in columns:
            self.over[n] += reversed(found)
            if alone and any(self._runs_on(n, each) for each in found):
                self.doubted.add(n)
            elif alone:
                self.columns[n].heads += [(each.left, each.right) for each in found]


def _names_column(over: Sequence[str]) -> bool:
    """More than a unit, no longer than headings are, and nothing of a row that was taken for a header."""
    if all(_UNIT.fullmatch(text) for text in over) or sum(len(text.split()) for text in over) > _LONGEST:
        return False
    return len(set(over)) == len(over) and not any(_CHANGE.fullmatch(text) for text in over)
