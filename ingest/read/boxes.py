"""The cells of one ruled row: what stands in each, line by line, and whether it can be one row at all."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ingest.read.figures import Shape, longest_figures, measure
from ingest.read.places import Word

_GAP = 1.2  # a space this many heights wide parts what stands in a cell side by side, or in one unruled
_SLACK = 1.0  # points
_ROOM = 0.9  # the part of a cell's width that a line fills before its next word goes to the next


@dataclass(frozen=True)
class Cell:
    """A cell: the words of its lines, from the top, and its width in points (None at the table's edge)."""

    lines: tuple[tuple[Word, ...], ...]
    width: float | None

    @cached_property
    def text(self) -> str:
        return " ".join(map(_text, self.lines))

    @property
    def count(self) -> int:
        return sum(len(line) for line in self.lines)

    @cached_property
    def figures(self) -> int:
        """How many figures stand alone; years, which head columns, aside."""
        return sum(
            measure(_text(part)).shape is Shape.FIGURES for line in self.lines for part in _parts(line)
        )

    @cached_property
    def stacked(self) -> bool:
        """Do figures, or years, stand alone one above the other?"""
        alone = sorted(
            (part[0].left, part[-1].right, number)
            for number, line in enumerate(self.lines)
            for part in _parts(line)
            if _are_figures(part)
        )
        return any(after[0] < before[1] and after[2] != before[2] for before, after in pairwise(alone))


def cells_of(words: Sequence[Word], columns: Sequence[float]) -> Iterator[Cell]:
    """The cells that hold words, from the left; ``columns`` says where strokes part them."""
    found: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        found[bisect_left(columns, (word.left + word.right) / 2)].append(word)
    for column, inside in sorted(found.items()):
        width = columns[column] - columns[column - 1] if 0 < column < len(columns) else None
        yield Cell(tuple(_lines(inside)), width)


def heads_row(cells: Sequence[Cell]) -> bool:
    """Is the first line of the first cell the heading of a row, rather than the beginning of its label?

    So it is where all other cells begin below it, though its cell had room for more words on it.
    """
    first, *others = cells
    if len(first.lines) == 1 or not others:
        return False
    top, below = first.lines[:2]
    lowest = max(word.bottom for word in top)
    if min(word.top for cell in others for word in cell.lines[0]) < lowest - _SLACK:
        return False
    needed = top[-1].right - top[0].left + below[0].right - below[0].left
    return first.width is None or needed < _ROOM * first.width


def _lines(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """The lines of a cell from the top: words that stand beside one another."""
    line: list[Word] = []
    for word in sorted(words, key=lambda word: word.middle):
        if line and word.top > line[-1].middle:
            yield tuple(sorted(line, key=lambda one: one.left))
            line = []
        line.append(word)
    yield tuple(sorted(line, key=lambda one: one.left))


def _parts(line: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """What a wide space parts on a line."""
    start = 0
    for place, (before, after) in enumerate(pairwise(line), 1):
        if after.left - before.right > _GAP * (before.bottom - before.top):
            yield line[start:place]
            start = place
    yield line[start:]


def _are_figures(words: Sequence[Word]) -> bool:
    return longest_figures([word.text for word in words]) == (0, len(words)) and any(
        character.isdigit() for word in words for character in word.text
    )


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
