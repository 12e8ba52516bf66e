"""Tables: which lines are one table with its caption and its notes, and the header of a passage's rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.document import Block, BlockKind, Document, Passage
from ingest.passages.lines import Line, Mark, content_lines
from ingest.passages.sections import short

_HEADER_WORDS = 60
_REPEATS = 2
_CAPTION_WORDS = 25
_TITLE_WORDS = 40
_NOTE_WORDS = 40
_LINES_BETWEEN_ROWS = 6
_UNIT_WORDS = 8
_ROUNDING = re.compile(r"\brounded\b|\brounding\b|\bmay not (?:sum|add)\b", re.I)
_ROWS = (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW)

_CAPTION = re.compile(r"(?:table|figure|fig\.?|chart|graph|option|exhibit|box)\s+(?:\d|[A-Z]\b)", re.I)
_NUMBERED_TITLE = re.compile(r"table\s+\d[\w.]*\s*[:–—-]\s", re.I)
_TITLE = re.compile(r"table\b[^.;]*$", re.I)
_UNITS = re.compile(
    r"(?:all )?(?:figures?|amounts?|values?) (?:are )?(?:shown |given )?in\b"
    r"|\(?£(?:['’]?0{3}s?| ?m| ?million)?\)?$",
    re.I,
)
_NOTE = re.compile(r"(?:\*+|note[s:]?\b|source\b|key\s*:|(?:a )?total\b|[¹²³†‡])", re.I)


@dataclass(frozen=True, slots=True)
class TableRange:
    """Lines ``first`` to ``end`` (exclusive): the caption, from ``row`` on the rows, then the notes."""

    first: int
    row: int
    end: int


def find_tables(lines: Sequence[Line], free: Sequence[bool]) -> list[TableRange]:
    """The tables among the ``free`` lines, in order. A single row that nothing announces is no table."""
    found: list[TableRange] = []
    place = 0
    while place < len(lines):
        if not (lines[place].is_row and free[place]):
            place += 1
            continue
        end = _end_of_rows(lines, free, place)
        first = _first_of_caption(lines, free, place, found[-1].end if found else 0)
        if end - first > 1:
            found.append(TableRange(first, place, _end_of_notes(lines, free, end)))
        place = found[-1].end if end - first > 1 else end
    return found


def _end_of_rows(lines: Sequence[Line], free: Sequence[bool], row: int) -> int:
    """Past the last row of the table, over the few lines between that a reader took for paragraphs."""
    table, end = lines[row].block.table, row + 1
    for place in range(row + 1, len(lines)):
        line = lines[place]
        if not free[place] or place - end > _LINES_BETWEEN_ROWS:
            break
        if line.is_row and line.block.table != table:
            break
        if line.is_row:
            end = place + 1
        elif line.mark is Mark.DECIMAL or _CAPTION.match(line.said):
            break
    return end


def _first_of_caption(lines: Sequence[Line], free: Sequence[bool], row: int, floor: int) -> int:
    first = row
    for belongs, most in ((is_units, 2), (is_caption, 2), (_is_heading, 3)):
        limit = max(floor, first - most)
        while first > limit and free[first - 1] and belongs(lines[first - 1]):
            first -= 1
    return first


def is_caption(line: Line) -> bool:
    """Is it the title of a table: "Table 6.2: …", "Option A – …", or a short line without a full stop?"""
    if line.is_row or line.is_sub_item or line.mark is Mark.DECIMAL:
        return False
    if _NUMBERED_TITLE.match(line.said):
        return len(line.said.split()) <= _TITLE_WORDS
    return 0 < len(line.said.split()) <= _CAPTION_WORDS and line.said[-1] not in ".;,?!"


def _is_heading(line: Line) -> bool:
    return line.is_heading


def is_units(line: Line) -> bool:
    """Is it the line that says in what a table's figures are given: "(£000s)", "All figures in £m"?"""
    words = len(line.said.split())
    return not line.is_row and words <= _UNIT_WORDS and bool(_UNITS.match(line.said))


def _end_of_notes(lines: Sequence[Line], free: Sequence[bool], end: int) -> int:
    while end < len(lines) and free[end] and _is_note(lines[end]):
        end += 1
    return end


def _is_note(line: Line) -> bool:
    if line.mark is not Mark.NONE or line.is_row or line.is_heading or len(line.said.split()) > _NOTE_WORDS:
        return False
    return bool(_NOTE.match(line.said) or _ROUNDING.search(line.said))


def table_header(document: Document, passage: Passage) -> str:
    """What the passage's first row stands under: the table's caption and the header above it; "" for none.

    White space is folded; a unit is said once, and in a long header every other word at most twice, as
    over columns that repeat ("Core External Total Core External Total"); at most 60 words.
    """
    return table_headers(document, (passage,))[0]


def table_headers(document: Document, passages: Iterable[Passage]) -> list[str]:
    """``table_header`` for many passages of one document in one go."""
    runs, words = _header_runs(document)
    captions, below = _captions(document), _headers_below(document)
    starts = [block.start for block in document.blocks]
    headers = []
    for passage in passages:
        row = _first_row(document.blocks, starts, passage)
        if row is None:
            headers.append("")
            continue
        table = document.blocks[row].table
        above = [line for line in captions.get(table, ()) if short(line) not in passage.heading_path]
        own, last = words[runs[row]], below.get(table, [])
        said = _told_once([*" ".join(above).split(), *own, *(last if last != own else ())])
        headers.append(" ".join(said[:_HEADER_WORDS]))
    return headers


def _headers_below(document: Document) -> dict[int, list[str]]:
    """The headings that a file draws after the last row of a table, by the table's number."""
    below: dict[int, list[str]] = {}
    for block in document.blocks:
        if block.kind is BlockKind.TABLE_HEADER:
            below.setdefault(block.table, []).extend(document.slice(block).split())
        elif block.kind is BlockKind.TABLE_ROW:
            below.pop(block.table, None)
    return below


def _captions(document: Document) -> dict[int, list[str]]:
    """The lines above the first row of each table that name it or its unit, by the table's number."""
    lines = content_lines(document)
    captions: dict[int, list[str]] = {}
    for found in find_tables(lines, [True] * len(lines)):
        first = max(found.first - 1, 0)
        above = [line.said for line in lines[first : found.row] if _names_table(line) or _leads_in(line)]
        captions.setdefault(lines[found.row].block.table, above)
    return captions


def _names_table(line: Line) -> bool:
    return line.is_heading or is_units(line) or bool(_CAPTION.match(line.said) or _TITLE.match(line.said))


def _leads_in(line: Line) -> bool:
    """A sentence that hands over to the table: "The average wait in the quarter, in weeks:"."""
    return not line.is_row and line.said.endswith(":") and len(line.said.split()) <= _TITLE_WORDS


def _told_once(words: Sequence[str]) -> list[str]:
    most = _REPEATS if len(words) > _HEADER_WORDS // 2 else len(words)
    said: Counter[str] = Counter()
    kept = []
    for word in words:
        bare = word.strip("()")
        if said[bare] < (1 if _UNITS.match(word) else most):
            kept.append(word)
        said[bare] += 1
    return kept


def _header_runs(document: Document) -> tuple[list[int], list[list[str]]]:
    """For each block the header that holds for it, as a place among the headers' words; 0 is none."""
    runs: list[int] = []
    words: list[list[str]] = [[]]
    run, table, in_header = 0, 0, False
    for block in document.blocks:
        is_header = block.kind is BlockKind.TABLE_HEADER
        if block.kind in _ROWS and block.table != table:
            run, table, in_header = 0, block.table, False
        if is_header and not in_header:
            words.append([])
            run = len(words) - 1
        if is_header:
            words[run] += document.slice(block).split()
        in_header = is_header or (in_header and block.kind is BlockKind.FURNITURE)
        runs.append(run)
    return runs, words


def _first_row(blocks: Sequence[Block], starts: Sequence[int], passage: Passage) -> int | None:
    place = max(bisect_left(starts, passage.start + 1) - 1, 0)
    while place < len(blocks) and blocks[place].start < passage.end:
        if blocks[place].kind in _ROWS and blocks[place].end > passage.start:
            return place
        place += 1
    return None
