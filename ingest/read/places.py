"""Where the words of a PDF's page stand, measured by pdfium for the text that pypdf gives.

Both readers walk the page in the order it was drawn in, so that a line of the one is found as it stands in
the characters of the other, white space aside. A line that is not found has no place; a page whose
characters cannot be counted has none at all: the text then speaks for itself.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.read.lines import Line

_Sides = tuple[float, float, float, float]

_EDGE = 15.0  # points; shorter strokes are parts of drawings and underlined words
_SIDE = 6.0  # points; a row is at least that high
_THIN = 3.0
_FAR_APART = 1.5  # heights of a letter
_MOST_OBJECTS = 20_000  # beyond this a page is a map or a plan, and its strokes rule nothing
_ASTRAY = 20  # characters that one reader may have and the other not, in the compass of a line
_WORD = re.compile(r"\S+")
_HYPHENS = dict.fromkeys(map(ord, "\x02\ufffe\u00ad"), "-")  # how pdfium writes a hyphen at a line end


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line and its box in points; ``top`` and ``bottom`` count downwards.

    ``start`` is the offset of its first character in the whole text.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    start: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A horizontal stroke or the border of a filled box: its height on the page, and from where to where."""

    y: float
    left: float
    right: float


@dataclass(frozen=True, slots=True, order=True)
class Side:
    """A vertical stroke or the border of a filled box: how far right it stands, and from where to where."""

    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Places:
    """The words of each line, by the line's offset; the page's horizontal edges from the top, its vertical
    ones from the left."""

    words: Mapping[int, tuple[Word, ...]] = field(default_factory=dict)
    edges: tuple[Edge, ...] = ()
    sides: tuple[Side, ...] = ()


NO_PLACES = Places()


def places_in(path: Path, pages: Sequence[Sequence[Line]]) -> list[Places]:
    """The places of each page's lines; none for a page, or a file, that pdfium cannot read."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            if len(document) != len(pages):
                return []
            return [_page_places(document, number, lines) for number, lines in enumerate(pages)]
    except pypdfium2.PdfiumError:
        return []


def _page_places(document: pypdfium2.PdfDocument, number: int, lines: Sequence[Line]) -> Places:
    try:
        page = document[number]
        try:
            return places_of(page, lines)
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return NO_PLACES


def places_of(page: pypdfium2.PdfPage, lines: Sequence[Line]) -> Places:
    """The places of a page's lines. Raises pypdfium2.PdfiumError where the page is damaged."""
    turned = page.get_rotation()
    textpage = page.get_textpage()
    codes = (pdfium.FPDFText_GetUnicode(textpage, index) for index in range(textpage.count_chars()))
    keys, origins = _folded("".join(map(chr, codes)).translate(_HYPHENS))
    words: dict[int, tuple[Word, ...]] = {}
    cursor = 0
    for line in lines:
        drawn, cursor = _drawn(keys, line.text, cursor)
        boxes = {letter: _box(textpage, origins[place], turned) for letter, place in drawn.items()}
        if boxes:
            words[line.start] = tuple(_words(line, boxes))
    paths = list(_paths(page, turned))
    return Places(words, tuple(sorted(set(_edges(paths)))), tuple(sorted(set(_sides(paths)))))


def _folded(text: str) -> tuple[str, list[int]]:
    """The visible characters in their compatibility forms, and where each stands in ``text``."""
    keys: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(text):
        if character.isspace() or not character.isprintable():
            continue
        if character.isascii():
            keys.append(character)
            origins.append(index)
            continue
        for part in unicodedata.normalize("NFKC", character):
            if not part.isspace():
                keys.append("-" if part == "\u2010" else part)
                origins.append(index)
    return "".join(keys), origins


def _drawn(keys: str, text: str, cursor: int) -> tuple[dict[int, int], int]:
    """For each letter of a line its place among the page's characters, and where the next line begins.

    A line that does not stand there whole (one reader left a hyphen out) is sought word by word.
    """
    sought, letters = _folded(text)
    found = _find(keys, sought, cursor)
    if found >= 0:
        return dict(zip(letters, range(found, found + len(sought)), strict=True)), found + len(sought)
    places: dict[int, int] = {}
    after, limit = cursor, cursor + len(sought) + _ASTRAY
    for word in _WORD.finditer(text):
        part, own = _folded(word.group())
        found = keys.find(part, after, limit) if part else -1
        if found >= 0:
            places |= {word.start() + letter: found + n for n, letter in enumerate(own)}
            after = found + len(part)
    return (places, after) if 2 * len(places) >= len(letters) else ({}, cursor)


def _find(keys: str, sought: str, cursor: int) -> int:
    """Where a line stands: at the cursor, else further on, else anywhere; -1 where it stands nowhere."""
    if not sought:
        return -1
    if keys.startswith(sought, cursor):
        return cursor
    found = keys.find(sought, cursor)
    return found if found >= 0 else keys.find(sought)


def _words(line: Line, boxes: Mapping[int, _Sides]) -> Iterator[Word]:
    """The words of a line; one whose letters stand far apart is several, drawn without a space between."""
    start = 0
    for text in line.text.split():
        start = line.text.index(text, start)
        part: list[int] = []
        for place in range(start, start + len(text)):
            if part and place in boxes and _stand_apart(boxes[part[-1]], boxes[place]):
                yield _word(line, part, boxes)
                part = []
            part += [place] if place in boxes else []
        if part:
            yield _word(line, part, boxes, start + len(text))
        start += len(text)


def _stand_apart(a: _Sides, b: _Sides) -> bool:
    height = max(a[3] - a[2], b[3] - b[2])
    return b[0] - a[1] > _FAR_APART * height or b[1] < a[0] - height


def _word(line: Line, places: Sequence[int], boxes: Mapping[int, _Sides], end: int = 0) -> Word:
    left, right, top, bottom = zip(*(boxes[place] for place in places), strict=True)
    text = line.text[places[0] : end or places[-1] + 1]
    return Word(text, min(left), max(right), min(top), max(bottom), line.start + places[0])


def _box(textpage: pypdfium2.PdfTextPage, index: int, turned: int) -> _Sides:
    west, east, south, north = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(textpage, index, west, east, south, north)
    return _as_shown(west.value, south.value, east.value, north.value, turned)


def _paths(page: pypdfium2.PdfPage, turned: int) -> Iterator[_Sides]:
    """The extent of every stroke and filled box of the page."""
    count = pdfium.FPDFPage_CountObjects(page)
    for index in range(count if count <= _MOST_OBJECTS else 0):
        thing = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        west, south, east, north = (ctypes.c_float() for _ in range(4))
        pdfium.FPDFPageObj_GetBounds(thing, west, south, east, north)
        yield _as_shown(west.value, south.value, east.value, north.value, turned)


def _edges(paths: Sequence[_Sides]) -> Iterator[Edge]:
    for left, right, top, bottom in paths:
        if right - left >= _EDGE:
            yield Edge(top, left, right)
            if bottom - top > _THIN:
                yield Edge(bottom, left, right)


def _sides(paths: Sequence[_Sides]) -> Iterator[Side]:
    for left, right, top, bottom in paths:
        if bottom - top >= _SIDE:
            yield Side(left, top, bottom)
            if right - left > _THIN:
                yield Side(right, top, bottom)


def _as_shown(left: float, bottom: float, right: float, top: float, turned: int) -> _Sides:
    """A box of the page's own space (upwards) on the page as it is shown: left, right, top, bottom.

    ``turned`` is by how many degrees a viewer turns the page clockwise. Where the page begins is left out:
    places are only compared with one another.
    """
    if turned == 90:
        return bottom, top, left, right
    if turned == 180:
        return -right, -left, bottom, top
    if turned == 270:
        return -top, -bottom, -right, -left
    return left, right, -top, -bottom
