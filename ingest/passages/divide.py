"""A document's lines divided into stretches that are never mixed in one passage."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.document import PassageKind
from ingest.passages.exchange import Exchange
from ingest.passages.lines import Line
from ingest.passages.sections import Place
from ingest.passages.tables import TableRange

LETTERHEAD = "Letterhead"
BOILERPLATE = "Standard wording"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that may be parted but not mixed with others. ``section`` is given where it is no heading."""

    kind: PassageKind
    lines: Sequence[Line]
    section: str = ""
    exchange: Exchange | None = None
    boilerplate: bool = False
    first_row: int = -1


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of each line before dividing. ``letterhead`` holds indexes of lines."""

    places: Sequence[Place]
    boilerplate: Sequence[bool]
    letterhead: Collection[int]
    tables: Sequence[TableRange]


def divide(lines: Sequence[Line], exchanges: Sequence[Exchange], marks: Marks) -> list[Stretch]:
    """Every line in exactly one stretch, in order."""
    exchanges = [_with_headings(one, lines, marks) for one in exchanges]
    stretches = [
        Stretch(PassageKind.QUESTION_ANSWER, lines[one.first : one.last + 1], one.section, one)
        for one in exchanges
    ]
    stretches += [
        Stretch(PassageKind.TABLE, lines[one.first : one.end], first_row=one.row) for one in marks.tables
    ]
    taken = {line.index for stretch in stretches for line in stretch.lines}
    stretches += _prose([line for line in lines if line.index not in taken], marks)
    return sorted(stretches, key=lambda stretch: stretch.lines[0].index)


def _with_headings(exchange: Exchange, lines: Sequence[Line], marks: Marks) -> Exchange:
    """A heading right above a question goes with it; alone it would be a passage without words."""
    first = exchange.first
    while first and lines[first - 1].is_heading and marks.places[first - 1].opens:
        if marks.boilerplate[first - 1]:
            break
        first -= 1
    return replace(exchange, first=first)


def _prose(lines: Sequence[Line], marks: Marks) -> Iterator[Stretch]:
    """Runs of neighbouring lines of one top-level section, the letterhead and the boilerplate apart."""
    run: list[Line] = []
    for line in lines:
        if run and not _same(run[-1], line, marks):
            kept = _without_headings_at_end(run, line, marks)
            if kept:
                yield _stretch(run[:kept], marks)
            run = run[kept:]
        run.append(line)
    if run:
        yield _stretch(run, marks)


def _without_headings_at_end(run: Sequence[Line], line: Line, marks: Marks) -> int:
    """How much of a run to close before ``line``: headings above another heading go along with that."""
    kept = len(run)
    if run[-1].index + 1 != line.index or not marks.places[line.index].opens or marks.boilerplate[line.index]:
        return kept
    while kept and run[kept - 1].is_heading and marks.places[run[kept - 1].index].opens:
        kept -= 1
    return kept


def _stretch(run: Sequence[Line], marks: Marks) -> Stretch:
    index = run[0].index
    if marks.boilerplate[index]:
        return Stretch(PassageKind.PROSE, run, BOILERPLATE, boilerplate=True)
    return Stretch(PassageKind.PROSE, run, LETTERHEAD if index in marks.letterhead else "")


def _same(before: Line, line: Line, marks: Marks) -> bool:
    flags, head, places = marks.boilerplate, marks.letterhead, marks.places
    if line.index != before.index + 1 or flags[line.index] != flags[before.index]:
        return False
    if (line.index in head) != (before.index in head):
        return False
    return flags[line.index] or places[line.index].top == places[before.index].top
