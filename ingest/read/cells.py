"""The cells of a PDF's tables: which figures of a row stand under which headings, by their places."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.document import BlockKind, Cell
from ingest.read.claims import Claim, Table
from ingest.read.heads import Column, Extent, head_columns
from ingest.read.lines import Line
from ingest.read.places import Places, Side, Word
from ingest.read.stretches import Stretch, bands, crossing, figures_in, spans_of, stretches

_GAP = 0.7  # heights of a word
_IN_LINE = 3.0  # points
_TOUCHING = 1.0
_ASTRAY = 0.25  # of the rows of a column


@dataclass(slots=True)
class _Row:
    """One row: the offset of its first line, its height on the page, its figures and its other words."""

    start: int
    middle: float
    figures: list[Stretch] = field(default_factory=list)
    labels: list[Extent] = field(default_factory=list)


@dataclass(slots=True)
class _Header:
    """Header words with the strokes around them, and the columns that they were found over, if any were."""

    words: list[Word]
    sides: Sequence[Side]
    columns: list[Column] = field(default_factory=list)


class CellFinder:
    """Goes through a document's tables in order, so that a table may go on under a header further up."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._headers: dict[int, _Header] = {}

    def cells(
        self, lines: Sequence[Line], table: Table, number: int, places: Places
    ) -> dict[int, tuple[Cell, ...]]:
        """The cells of each row of a page's table, by the offset of the row's first line.

        ``number`` is the table's. Raises nothing; a row that cannot be told apart for certain has none.
        """
        rows = [
            _row(lines[claim.first], words, places.sides)
            for claim in table.claims
            if claim.kind is BlockKind.TABLE_ROW and (words := _words(lines, claim, places))
        ]
        heads = _header_words(lines, table, places, rows)
        columns = _columns(rows)
        _set_boxes(columns, rows, places.sides)
        labels = _labels(rows, columns)
        whole = _is_whole(lines, table, places)
        found: dict[int, tuple[Cell, ...]] = {}
        for header, under in self._sections(heads, rows, number, columns, places.sides):
            over = head_columns(header.words, columns, labels, header.sides, whole)
            found |= {row.start: self._cells_of(row, columns, over) for row in under}
        return found

    def _sections(
        self, heads: list[Word], rows: list[_Row], number: int, columns: list[Column], sides: Sequence[Side]
    ) -> Iterator[tuple[_Header, list[_Row]]]:
        """Each header with the rows below it, down to the next header."""
        header, under = self._above(number, columns), list[_Row]()
        inherited = header
        things: list[list[Word] | _Row] = [*bands(heads), *rows]
        for thing in sorted(things, key=_height):
            if isinstance(thing, _Row):
                under.append(thing)
                continue
            if under or header is inherited:
                yield header, under
                header, under = _Header([], sides), []
            header.words += thing
            header.sides = sides
        yield header, under
        self._headers[number] = _Header(header.words, header.sides, columns)

    def _above(self, number: int, columns: list[Column]) -> _Header:
        """The table's header on a page before, where its columns stand in line with those of this page."""
        header = self._headers.get(number)
        if header is None or not all(_continues(column, header.columns) for column in columns):
            return _Header([], ())
        return header

    def _cells_of(self, row: _Row, columns: list[Column], over: list[list[Stretch]]) -> tuple[Cell, ...]:
        places = [_column_of(figure, columns) for figure in row.figures]
        known = [place for place in places if place is not None]
        if len(known) != len(set(known)):
            return ()
        cells = [
            self._cell(figure, over[place])
            for figure, place in zip(row.figures, places, strict=True)
            if place is not None and over[place]
        ]
        return tuple(sorted(cells, key=lambda cell: cell.start))

    def _cell(self, figure: Stretch, over: Sequence[Stretch]) -> Cell:
        heading = tuple(span for each in over for span in spans_of(each, self._text))
        return Cell(figure.words[0].start, figure.words[-1].end, heading)


def _height(thing: list[Word] | _Row) -> float:
    return thing.middle if isinstance(thing, _Row) else thing[0].middle


def _words(lines: Sequence[Line], claim: Claim, places: Places) -> list[Word]:
    """The words of a row or a header that have places."""
    claimed = lines[claim.first : claim.last + 1]
    return [word for line in claimed if not line.blank for word in places.words.get(line.start, ())]


def _header_words(lines: Sequence[Line], table: Table, places: Places, rows: Sequence[_Row]) -> list[Word]:
    """The words of the header, and those that stand in it though no header was seen in their line."""
    heads = [w for c in table.claims if c.kind is BlockKind.TABLE_HEADER for w in _words(lines, c, places)]
    claimed = {i for claim in table.claims for i in range(claim.first, claim.last + 1)}
    first = min((row.middle for row in rows), default=0.0)
    top = min((word.top for word in heads), default=first)
    others = [line for i, line in enumerate(lines) if i not in claimed and not line.blank]
    loose = [word for line in others for word in places.words.get(line.start, ())]
    return heads + [word for word in loose if top <= word.middle < first]


def _is_whole(lines: Sequence[Line], table: Table, places: Places) -> bool:
    """Do all words of the header have places?"""
    headers = [claim for claim in table.claims if claim.kind is BlockKind.TABLE_HEADER]
    letters = sum(len(lines[i].text.replace(" ", "")) for c in headers for i in range(c.first, c.last + 1))
    return letters <= sum(len(word.text) for claim in headers for word in _words(lines, claim, places))


def _row(line: Line, words: Sequence[Word], sides: Sequence[Side]) -> _Row:
    row = _Row(line.start - line.tabs, sum(word.middle for word in words) / len(words))
    for band in bands(words):
        strokes = crossing(sides, band[0].middle)
        for stretch in stretches(band, strokes, _GAP):
            figures = figures_in(stretch)
            row.figures += figures
            held = {word for figure in figures for word in figure.words}
            rest = [word for word in stretch.words if word not in held]
            row.labels += [(word.left, word.right) for word in rest]
    return row


def _columns(rows: Sequence[_Row]) -> list[Column]:
    """Figures one above the other share a column; it takes two, unless the table has only one row."""
    every = [each for row in rows for each in row.figures]
    boxes = sorted((each.left, each.right) for each in every if any(map(str.isdigit, each.text)))
    columns: list[Column] = []
    for box in boxes:
        if columns and box[0] < columns[-1].right:
            columns[-1].figures.append(box)
        else:
            columns.append(Column([box]))
    return [column for column in columns if len(column.figures) > 1 or len(rows) < 3]


def _set_boxes(columns: Sequence[Column], rows: Sequence[_Row], sides: Sequence[Side]) -> None:
    """Gives each column the strokes that stand beside it in most of its rows."""
    for column in columns:
        beside = Counter(
            _box(figure, crossing(sides, figure.middle))
            for row in rows
            for figure in row.figures
            if figure.overlaps(column.left, column.right)
        )
        column.box = beside.most_common(1)[0][0]


def _box(figure: Stretch, strokes: Sequence[float]) -> Extent:
    left = max((x for x in strokes if x <= figure.left + _TOUCHING), default=-math.inf)
    right = min((x for x in strokes if x >= figure.right - _TOUCHING), default=math.inf)
    return round(left, 1), round(right, 1)


def _labels(rows: Sequence[_Row], columns: Sequence[Column]) -> list[Extent]:
    """What stands beside the figures, without the odd words that the rows have in a column of figures."""
    found = [label for row in rows if row.figures for label in row.labels]
    astray = [
        [(left, right) for left, right in found if left < column.right and right > column.left]
        for column in columns
    ]
    odd = {
        label
        for column, words in zip(columns, astray, strict=True)
        if len(words) < _ASTRAY * len(column.figures)
        for label in words
    }
    return [label for label in found if label not in odd]


def _column_of(figure: Stretch, columns: Sequence[Column]) -> int | None:
    over = [n for n, column in enumerate(columns) if figure.overlaps(column.left, column.right)]
    return over[0] if len(over) == 1 else None


def _continues(column: Column, before: Sequence[Column]) -> bool:
    """Is there a column on the page before that ends, or has its middle, where this one does?"""
    return not before or any(
        abs(other.right - column.right) <= _IN_LINE or abs(other.centre - column.centre) <= _IN_LINE
        for other in before
    )
