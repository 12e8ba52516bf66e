"""The boxes that mark a quotation on a PDF page: one for each line of it, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

import pypdfium2

from assistant.source.glyphs import Box, Glyph, PageGlyphs
from assistant.source.letters import HYPHENS, Letters
from assistant.source.placed import Wanted
from ingest.errors import SourceError

# In heights of the line: a wider gap is another column or cell.
_WIDEST_GAP = 2.0
# Letters that the two readers of a page give in another order are found piece by piece, none shorter than
# the first; from the second on a piece counts even where it stands on the page more than once.
_SHORTEST_PIECE, _LONG_PIECE = 4, 8


@dataclass(frozen=True, slots=True)
class Boxes:
    """A page's size in points as shown, boxes in fractions of it, and whether they cover the quotation."""

    width: float
    height: float
    boxes: tuple[Box, ...] = ()
    complete: bool = False


def boxes_on(page: pypdfium2.PdfPage, wanted: Sequence[Wanted]) -> Boxes:
    """Where the wanted words stand on a page; what cannot be found has no boxes. Raises SourceError."""
    width, height = size_of(page)
    if not wanted:
        return Boxes(width, height)
    glyphs = PageGlyphs(page)
    held = glyphs.letters()
    marked = [_marked(each, glyphs, held, (width, height)) for each in wanted]
    boxes = tuple(box for found, _ in marked for box in found)
    return Boxes(width, height, boxes, all(whole for _, whole in marked))


def _marked(
    wanted: Wanted, glyphs: PageGlyphs, held: Letters, size: tuple[float, float]
) -> tuple[list[Box], bool]:
    """The boxes of one part of a quotation, and whether they cover it; none where most of it is not found."""
    ranges = _ranges(wanted, held)
    covered = sum(1 for place in held.places if any(start <= place < end for start, end in ranges))
    if covered < len(wanted.letters) / 2:
        return [], False
    found = (glyphs.glyph(index) for start, end in ranges for index in _with_hyphen(glyphs.text, start, end))
    lines = _apart(list(_lines([glyph for glyph in found if glyph])))
    on_page = [line for line in (line.of_page(*size) for line in lines) if line]
    whole = bool(on_page) and len(on_page) == len(lines) and covered >= len(wanted.letters)
    return on_page, whole


def size_of(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """Width and height in points as shown. Raises SourceError where a page has none."""
    width, height = page.get_size()
    if not (0 < width < inf and 0 < height < inf):
        raise SourceError("This page has no size and cannot be drawn.")
    return width, height


def _ranges(wanted: Wanted, held: Letters) -> list[tuple[int, int]]:
    """The characters of the page, by index, that the wanted letters are; in their order."""
    at = _best(wanted, held.text)
    if at is not None:
        return [held.span(at, at + len(wanted.letters))]
    return [held.span(start, end) for start, end in _pieces(wanted.letters, held.text)]


def _best(wanted: Wanted, text: str) -> int | None:
    """Of all places with these letters that with the same letters round it; of several the same in turn."""
    places = list(_all_places(wanted.letters, text))
    if not places:
        return None

    def unlike(numbered: tuple[int, int]) -> tuple[int, int]:
        number, at = numbered
        after = text[at + len(wanted.letters) :]
        alike = _common(wanted.before[::-1], text[:at][-len(wanted.before) or at :][::-1]) + _common(
            wanted.after, after
        )
        return -alike, abs(number - wanted.nth)

    return min(enumerate(places), key=unlike)[1]


def _all_places(letters: str, text: str) -> Iterator[int]:
    at = text.find(letters)
    while at >= 0:
        yield at
        at = text.find(letters, at + 1)


def _common(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _pieces(letters: str, text: str) -> Iterator[tuple[int, int]]:
    """The longest stretches of ``letters`` that stand in ``text``, each as near after the last as can be.

    A short stretch that stands there more than once is left out: it might be marked in a wrong place.
    """
    position, last = 0, 0
    while position < len(letters):
        length = _longest(letters[position:], text)
        piece = letters[position : position + length]
        places = list(_all_places(piece, text)) if piece else []
        if length < _SHORTEST_PIECE or (length < _LONG_PIECE and len(places) > 1):
            position += 1
            continue
        start = min(places, key=lambda at: abs(at - last))
        yield start, start + length
        position, last = position + length, start + length


def _longest(letters: str, text: str) -> int:
    """How long a beginning of ``letters`` stands somewhere in ``text``."""
    low, high = 0, len(letters)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if letters[:middle] in text else (low, middle - 1)
    return low


def _with_hyphen(text: str, start: int, end: int) -> range:
    """A hyphen right before or after the letters ("-£5m") is no letter here, and yet is part of the word."""
    if start > 0 and text[start - 1] in HYPHENS and (start == 1 or text[start - 2].isspace()):
        start -= 1
    return range(start, end)


def _lines(glyphs: Sequence[Glyph]) -> Iterator[Box]:
    """Glyphs in reading order joined to boxes, one for each stretch of a line."""
    line: Box | None = None
    upright = False
    for glyph in glyphs:
        if line and glyph.upright == upright and _goes_on(line, glyph):
            line = line.joined(glyph.box)
            continue
        if line:
            yield line
        line, upright = glyph.box, glyph.upright
    if line:
        yield line


def _apart(lines: Sequence[Box]) -> list[Box]:
    """Boxes of lines that stand close, cut where they overlap, so that no stretch is marked twice."""
    apart = list(lines)
    for number in range(1, len(apart)):
        above, below = apart[number - 1], apart[number]
        beside = below.left < above.right and above.left < below.right
        shared = above.bottom - below.top
        least = min(above.bottom - above.top, below.bottom - below.top)
        if beside and above.top < below.top and 0 < shared < 0.5 * least:
            middle = below.top + shared / 2
            apart[number - 1] = replace(above, bottom=middle)
            apart[number] = replace(below, top=middle)
    return apart


def _goes_on(line: Box, glyph: Glyph) -> bool:
    box = glyph.box
    if glyph.upright:
        across, along = (
            (line.left, line.right, box.left, box.right),
            (line.top, line.bottom, box.top, box.bottom),
        )
    else:
        across, along = (
            (line.top, line.bottom, box.top, box.bottom),
            (line.left, line.right, box.left, box.right),
        )
    shared = min(across[1], across[3]) - max(across[0], across[2])
    height = min(across[1] - across[0], across[3] - across[2])
    gap = max(along[2] - along[1], along[0] - along[3])
    return shared >= 0.5 * height and gap <= _WIDEST_GAP * (across[1] - across[0])
