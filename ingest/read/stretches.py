"""Words of a page side by side: the bands they stand in, and the stretches that stand apart in a band."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.document import Span
from ingest.read.figures import longest_figures
from ingest.read.places import Side, Word

_REACH = 1.0  # points that a stroke may end short of the words beside it
_SIGNS = frozenset("+-–£")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words on one line with nothing but ordinary spaces between them, from left to right."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def middle(self) -> float:
        return sum(word.middle for word in self.words) / len(self.words)

    @property
    def height(self) -> float:
        return max(word.bottom - word.top for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    def overlaps(self, left: float, right: float) -> bool:
        """Does it reach at least a point into what stands between ``left`` and ``right``?"""
        return min(self.right, right) - max(self.left, left) >= 1.0


def bands(words: Iterable[Word]) -> list[list[Word]]:
    """The words by the line that they are seen on, from the top down, whatever line the file puts them in.

    A dash, or a word without tall letters, belongs to the band of the taller words beside it.
    """
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.top - word.bottom):
        beside = (band for band in found if band[0].top <= word.middle <= band[0].bottom)
        if (band := next(beside, None)) is not None:
            band.append(word)
        else:
            found.append([word])
    return sorted(found, key=lambda band: band[0].middle)


def crossing(sides: Sequence[Side], height: float) -> list[float]:
    """Where vertical strokes cross a line at this height, from the left."""
    return sorted({side.x for side in sides if side.top - _REACH <= height <= side.bottom + _REACH})


def stretches(band: Sequence[Word], strokes: Sequence[float], gap: float) -> list[Stretch]:
    """The stretches of a band, parted by spaces of ``gap`` heights and by strokes."""
    across = sorted(band, key=lambda word: word.left)
    height = max(word.bottom - word.top for word in band)
    parts = [[across[0]]]
    for a, b in pairwise(across):
        wide = b.left - a.right >= gap * height
        ruled = any(a.right - _REACH <= x <= b.left + _REACH for x in strokes)
        if wide or ruled:
            parts.append([b])
        else:
            parts[-1].append(b)
    return [Stretch(tuple(part)) for part in parts]


def figures_in(stretch: Stretch) -> list[Stretch]:
    """Its figures, each a cell: all of a stretch of figures, or two and more at an end of it."""
    first, end = longest_figures([word.text for word in stretch.words])
    count, inside = end - first, first > 0 and end < len(stretch.words)
    if count < len(stretch.words) and (count < 2 or inside):
        return []
    return list(_signed(stretch.words[first:end]))


def _signed(words: Sequence[Word]) -> Iterator[Stretch]:
    """Each figure with the sign that is set apart from it ("+ 23.3")."""
    before: list[Word] = []
    for word, after in zip(words, [*words[1:], None], strict=True):
        if word.text in _SIGNS and after and after.left - word.right < word.bottom - word.top:
            before.append(word)
            continue
        yield Stretch((*before, word))
        before = []


def spans_of(stretch: Stretch, text: str) -> list[Span]:
    """Where its words stand in the text; words that follow one another there make one span."""
    found: list[Span] = []
    for word in stretch.words:
        if found and not text[found[-1].end : word.start].strip() and word.start >= found[-1].end:
            found[-1] = Span(found[-1].start, word.end)
        else:
            found.append(Span(word.start, word.end))
    return found
