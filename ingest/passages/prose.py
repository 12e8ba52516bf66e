"""Lines as pieces, with the prices that keep together what belongs together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.document import BlockKind
from ingest.passages.gauge import Gauge
from ingest.passages.lines import Line, Mark
from ingest.passages.packing import NEVER, Piece
from ingest.passages.sections import Place

WITHIN_A_BLOCK = 0.3
AFTER_LEAD_IN = 3.0
AFTER_TITLE = 0.8
WITHIN_A_LIST = 0.35
WITHIN_NUMBERS = 0.7
WITHIN_FIELDS = 0.6
BETWEEN_PARAGRAPHS = 0.15
ACROSS_HEADINGS = 1.6
ACROSS_NUMBERS = 0.25
ROW_TO_NOTE = 1.0

_FIELD = re.compile(r"[A-Z][\w ()/’'&.\-]{1,45}:(?:\s|$)")
_FIELD_WORDS = 25
_FULL_LINE_WORDS = 6
_TITLE_WORDS = 8
_ENDED = re.compile(r"[.!?:;][\"'”’)\]]*$")


def is_field(line: Line) -> bool:
    """A named value of a form or of a report's front ("Meeting date: …")."""
    return bool(_FIELD.match(line.text)) and len(line.said.split()) <= _FIELD_WORDS


def fields_in(line: Line) -> int:
    """How many named values the line holds, each on a line of its own."""
    return sum(bool(_FIELD.match(shown.strip())) for shown in line.text.split("\n"))


def pieces_of(lines: Sequence[Line], places: Sequence[Place], gauge: Gauge) -> list[Piece]:
    """The lines as pieces that each fit the limit, priced by how they hang together."""
    costs = [gauge.cost(line.start, line.end) for line in lines]
    bounds = [(0.0, 0.0), *(prices(before, line, places) for before, line in pairwise(lines))]
    parted = _to_be_parted(costs, bounds, gauge.limit)
    pieces: list[Piece] = []
    for place, line in enumerate(lines):
        whole = [(line.start, line.end, costs[place])]
        too_long = costs[place] > gauge.limit or (place in parted and not line.is_heading)
        parts = gauge.parts(line.start, line.end) if too_long else whole
        for count, (start, end, cost) in enumerate(parts):
            part, join = (WITHIN_A_BLOCK, 0.0) if count else bounds[place]
            pieces.append(Piece(start, end, cost, line.index, part, join))
    return pieces


def _to_be_parted(costs: Sequence[int], bounds: Sequence[tuple[float, float]], limit: int) -> set[int]:
    """The lines to be offered by the sentence: too long alone, or with what must stay beside them."""
    parted: set[int] = set()
    first = 0
    for place in range(len(costs)):
        if bounds[place][0] < NEVER:
            first = place
        if sum(costs[first : place + 1]) > limit:
            parted |= {place} if costs[place] > limit else set(range(first, place + 1))
            first = place
    return parted


def prices(before: Line, line: Line, places: Sequence[Place]) -> tuple[float, float]:
    """What it costs to part two lines that follow each other, and what to keep them together."""
    if before.is_row or line.is_row:
        return _price_of_rows(before, line), 0.0
    if goes_over_page(before, line) or _is_bare_heading(before, places):
        return NEVER, 0.0
    if places[line.index].opens:
        return 0.0, ACROSS_HEADINGS
    if line.mark is Mark.DECIMAL:
        return 0.0, ACROSS_NUMBERS
    if line.is_heading:
        return 0.0, 0.0
    return _price_of_parting(before, line), 0.0


def _price_of_parting(before: Line, line: Line) -> float:
    if before.said.endswith(":"):
        return AFTER_LEAD_IN
    if is_field(before) and is_field(line):
        return WITHIN_FIELDS
    if _titles(before, line):
        return AFTER_TITLE
    if _is_item(before) and _is_item(line):
        return WITHIN_A_LIST if line.mark is Mark.BULLET else WITHIN_NUMBERS
    return BETWEEN_PARAGRAPHS


def _price_of_rows(before: Line, line: Line) -> float:
    """A header and a caption stay with the first row, and what stands between rows with the row above."""
    if not line.is_row:
        return ROW_TO_NOTE
    return NEVER if before.block.kind is BlockKind.TABLE_HEADER else 0.0


def goes_over_page(before: Line, line: Line) -> bool:
    """Is ``line`` the rest of a sentence that began at the foot of the page before?"""
    if before.page == line.page or before.is_heading or line.is_heading or line.mark is not Mark.NONE:
        return False
    if _ENDED.search(before.said):
        return False
    return line.said[:1].islower() or len(before.said.split()) > _FULL_LINE_WORDS


def _is_bare_heading(line: Line, places: Sequence[Place]) -> bool:
    """A heading with nothing of its own beneath it yet."""
    if line.is_heading or not places[line.index].opens:
        return line.is_heading
    return len(line.said.split()) <= _FULL_LINE_WORDS or not _ENDED.search(line.said)


def _titles(before: Line, line: Line) -> bool:
    """Does a short line without a full stop stand over a longer paragraph, as a heading would?"""
    if before.mark is not Mark.NONE or _ENDED.search(before.said) or not before.said[:1].isupper():
        return False
    return len(before.said.split()) <= _TITLE_WORDS < len(line.said.split())


def _is_item(line: Line) -> bool:
    return line.block.kind is BlockKind.LIST_ITEM or line.is_sub_item
