"""A row of a table as a sentence can be held against it: each figure with its column's heading and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.cells import block_at, cells_of, heading_words, unit_of
from assistant.question import stems
from assistant.units import Unit
from assistant.verify import normalise, quotation
from assistant.write.figures import figures
from assistant.write.times import times
from ingest.document import BlockKind, Cell, Span
from ingest.records import StoredText

_PIECES = re.compile(r"\s…\s|\n")
_SEVERAL = 2
_TOTALS = stems("total all overall sum altogether")


def with_headings(unit: Unit, text: StoredText) -> str:
    """The words of a unit with every row told: "Supported living | Budget 2025-26: 55,245 (£000s)".

    Headings that the cells of a row have are left out where they stand apart. A row whose cells are not
    known for certain stays as it is.
    """
    told = [(span, _told(text, span)) for span in unit.spans]
    if not any(row for _, row in told):
        return unit.text
    return " … ".join(
        row or quotation(text, [span]) for span, row in told if row or not _is_header(text, span)
    )


def _is_header(text: StoredText, span: Span) -> bool:
    number = block_at(text, span.start + 1) - 1
    return number >= 0 and text.blocks[number].kind is BlockKind.TABLE_HEADER


def _told(text: StoredText, span: Span) -> str:
    """The row at ``span``, told; "" for what is no row with known cells."""
    # A single heading stands inside the block of the headings: the next block is a row, but not this one.
    number = block_at(text, span.start + 1) - 1
    if number < 0 or text.blocks[number].kind is not BlockKind.TABLE_ROW:
        return ""
    cells = cells_of(text, number)
    return "; ".join(_parts(text, number, cells)).replace("; ", " | ", 1) if cells else ""


def _parts(text: StoredText, number: int, cells: Sequence[Cell]) -> Iterator[str]:
    row = text.blocks[number]
    at = row.start
    for cell in cells:
        if before := normalise(text.text[at : cell.start]).strip():
            yield before
        value, heading = normalise(text.text[cell.start : cell.end]), heading_words(text, cell)
        unit = unit_of(text, number, cell).strip("()") if cell.heading else ""
        yield f"{heading}: {value}" + (f" ({unit})" if unit else "") if heading else value
        at = cell.end
    if rest := normalise(text.text[at : row.end]).strip():
        yield rest


def label_of(told: str) -> str:
    """The label of a row as it is told; "" for what is none, or tells several."""
    label, bar, _ = told.rpartition(" | ")
    return label.split(" … ")[-1] if bar and " | " not in label and ": " not in label else ""


def fits_label_better(sentence: str, label: str, own: str) -> bool:
    """Does the sentence have all words of ``label``, and fewer of its ``own``? A total is of every row."""
    said, words, others = stems(sentence), stems(label), stems(own)
    return bool(words) and words <= said and not others <= said and not others & _TOTALS


def names_both(sentence: str, one: str, other: str) -> bool:
    """Does the sentence give what tells two rows of a table apart, of one column, from each of them?

    A sentence that has a cell of the one and another column's of the other has mixed two rows.
    """
    ones, others = _by_heading(one), _by_heading(other)
    said = _marks(sentence)
    return any(
        said & (_marks(ones[heading]) - _marks(others[heading]))
        and said & (_marks(others[heading]) - _marks(ones[heading]))
        for heading in ones.keys() & others.keys()
    )


def _by_heading(told: str) -> dict[str, str]:
    """The cells of a told row by their headings; what it begins with, where that has none, under ""."""
    cells = (cell.rpartition(": ") for cell in re.split(r"\s\|\s|;\s", told.rsplit(" … ", maxsplit=1)[-1]))
    return {heading: value for heading, _, value in cells}


def _marks(text: str) -> set[str]:
    """The words, figures and times of a text."""
    found = {f"#{each.value.normalize()}" for each in figures(text)} | {each.value for each in times(text)}
    return found | stems(text)


def lined_up(quoted: str) -> str:
    """The quotation with a row told cell by cell where its headings, one a column, each name a period.

    For a row whose cells are not known: as many periods in the headings as there are figures in the row.
    """
    pieces = _PIECES.split(quoted)
    headings = next((found for piece in pieces if (found := _headings(piece))), [])
    if not headings:
        return quoted
    return " … ".join(_row(piece, headings) for piece in pieces)


def _headings(piece: str) -> list[str]:
    """The headings of a piece that holds periods and no figures."""
    named = times(piece)
    if len(named) < _SEVERAL or figures(piece):
        return []
    starts = [0, *(each.end for each in named[:-1])]
    return [piece[start : each.end].strip() for start, each in zip(starts, named, strict=True)]


def _row(piece: str, headings: Sequence[str]) -> str:
    found = figures(piece)
    if (
        len(found) != len(headings)
        or times(piece)
        or any(piece[a.end : b.start].strip(" ()-") for a, b in pairwise(found))
    ):
        return piece
    label = piece[: found[0].start].strip(" (")
    values = (
        f"{heading}: {piece[each.start : each.end]}" for heading, each in zip(headings, found, strict=True)
    )
    return f"{label} | " + "; ".join([*values, piece[found[-1].end :].strip(" )")])
