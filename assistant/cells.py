"""The cell of a table row that a question asks for, and the words of the column headings above it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.answer import QuotedCell
from assistant.kinds import Wanted, wanted
from assistant.periods import financial_years, months, quarters, strip_periods, years
from assistant.question import sought_stems, stems
from assistant.verify import normalise
from ingest.document import Block, BlockKind, Cell, Span, page_at
from ingest.records import StoredText

_UNIT = r"£\s?['’]?(?:million|billion|thousand|0{3}['’]?s?|m|bn|k|p)?(?![\w,.])|(?<!\w)%"
UNIT_MARK = re.compile(_UNIT, re.IGNORECASE)
_ONLY_UNIT = re.compile(rf"\W*(?:{_UNIT})\W*", re.IGNORECASE)
_UNIT_LINE = re.compile(r"(?:all )?(?:figures?|amounts?|values?) .{0,12}\bin\b", re.IGNORECASE)
_FIGURE = re.compile(r"[-+–(]{0,2}\s?[£€$]?[-+–]?\d[\d,.]*\s?(?:%|m|k|bn|p|million|billion)?\)?\*{0,2}", re.I)
_ASKS_WHEN = re.compile(
    r"\bwhen\b|\b(?:which|what) (?:\w+ )?(?:years?|months?|quarters?|dates?|periods?|columns?|bands?)\b",
    re.IGNORECASE,
)
_OF_FIGURES = (Wanted.MONEY, Wanted.SHARE, Wanted.COUNT, Wanted.NUMBER, Wanted.TIME)
_PERIODS = (quarters, months, financial_years, years)
# Words of headings that do not tell one column from another.
_WHEN = frozenset(["year"])
_SEVERAL = 2
_MOST = 0.6  # of the words of a heading
_LONGEST_LABEL = 14
_LONGEST_UNIT_LINE = 8
_BLOCKS_ABOVE = 3
_ROWS_BACK = 400  # blocks looked back over for the headings of a long table


def block_at(text: StoredText, offset: int) -> int:
    """The number of the first block that begins at ``offset`` or later."""
    return bisect_left(text.blocks, offset, key=lambda block: block.start)


def headers_of(text: StoredText, number: int) -> list[Block]:
    """The headers of the table of row ``number`` that stand above it, from the top down."""
    table = text.blocks[number].table
    near = text.blocks[max(0, number - _ROWS_BACK) : number]
    return [block for block in near if block.table == table and block.kind is BlockKind.TABLE_HEADER]


def cells_of(text: StoredText, number: int) -> tuple[Cell, ...]:
    """The cells of the row that is block ``number``, each with its heading; none where that is not certain.

    Rows of a sheet keep none of their own: their tabs are in line with the cells of the sheet's header.
    """
    row = text.blocks[number]
    if row.cells:
        return row.cells
    headings = next((header.cells for header in headers_of(text, number)[::-1] if header.cells), ())
    return tuple(_by_tabs(text.text, row, headings)) if headings else ()


def _by_tabs(text: str, row: Block, headings: Sequence[Cell]) -> Iterator[Cell]:
    start = row.start
    for heading, words in zip(headings, text[row.start : row.end].split("\t"), strict=False):
        if words.strip():
            yield Cell(start, start + len(words), (Span(heading.start, heading.end),))
        start += len(words) + 1


def asked_cells(text: StoredText, number: int, question: str) -> list[Cell]:
    """The figures of a row under the headings that the question names by their period or their words.

    Several where the question does not tell them apart; none where it names no heading. A period alone names
    a heading only among headings of other periods: elsewhere every column may be of that year.
    """
    cells = _figures(text, number)
    headings = [heading_words(text, cell) for cell in cells]
    timely = [_is_of_period(heading, question) for heading in headings]
    dated = sum(any(find(heading) for find in _PERIODS) for heading in headings)
    if dated and any(find(question) for find in _PERIODS) and not any(timely):
        return []
    # Words of the row's own label say which row is asked for, not which column.
    sought = _own_stems(question) - stems(_label(text, number, cells))
    named = [len(_own_stems(heading) & sought) for heading in headings]
    worth = list(zip(timely, named, strict=True))
    best = max(worth, default=(False, 0))
    if best == (False, 0) or (best == (True, 0) and dated < _SEVERAL):
        return []
    return [cell for cell, each in zip(cells, worth, strict=True) if each == best]


def asks_for_heading(question: str) -> bool:
    """Does the question ask for what the headings say: in which year, or when?"""
    return bool(_ASKS_WHEN.search(question))


def _is_of_period(heading: str, question: str) -> bool:
    """Do both name the same period, in the narrowest way of naming one that both have?"""
    named = ((find(heading), find(question)) for find in _PERIODS)
    return next((bool(held & asked) for held, asked in named if held and asked), False)


def _own_stems(heading: str) -> set[str]:
    """Stems of what a heading says beside its period; "Year 9" says no more than the year does."""
    return {stem for stem in sought_stems(strip_periods(heading)) if any(map(str.isalpha, stem))} - _WHEN


def heading_words(text: StoredText, cell: Cell) -> str:
    """The words of a cell's heading without its unit, from the top down."""
    parts = [normalise(text.text[span.start : span.end]) for span in cell.heading]
    return " ".join(part for part in parts if not _ONLY_UNIT.fullmatch(part))


def quoted_cell(text: StoredText, row: Span, question: str) -> QuotedCell | None:
    """The one cell of the row at ``row`` that the question asks for, with its label, heading and unit."""
    number = block_at(text, row.start)
    if number == len(text.blocks) or text.blocks[number].kind is not BlockKind.TABLE_ROW:
        return None
    named = [c for c in asked_cells(text, number, question) if _is_named(question, text, number, c)]
    found = named or _only_figure(text, number)
    label = _label(text, number, _figures(text, number))
    column = heading_words(text, found[0]) if len(found) == 1 else ""
    if not label or not column or not _asks_figure(question, column):
        return None
    unit = unit_of(text, number, found[0])
    column = column.removesuffix(unit).rstrip(" (") or column
    return QuotedCell(row=label, column=column, value=_words(text, found[0]), unit=unit)


def _asks_figure(question: str, column: str) -> bool:
    """Does the question ask for a figure, or name the column by more than its period?"""
    return wanted(question) in _OF_FIGURES or bool(_own_stems(question) & _own_stems(column))


def _is_named(question: str, text: StoredText, number: int, cell: Cell) -> bool:
    """Does the question say what the column holds: by most words of its heading, or, where columns differ in
    nothing but their period, by that?"""
    own = _own_stems(heading_words(text, cell))
    if own and len(own & _own_stems(question)) >= _MOST * len(own):
        return True
    others = [heading_words(text, other) for other in _figures(text, number) if other is not cell]
    alike = any(_own_stems(other) == own and any(find(other) for find in _PERIODS) for other in others)
    return alike and _is_of_period(heading_words(text, cell), question)


def _figures(text: StoredText, number: int) -> list[Cell]:
    return [cell for cell in cells_of(text, number) if _FIGURE.fullmatch(_words(text, cell))]


def _only_figure(text: StoredText, number: int) -> list[Cell]:
    """The figure of a row that has one, at its end."""
    row, found = text.blocks[number], _figures(text, number)
    if len(found) != 1 or text.text[found[0].end : row.end].strip():
        return []
    before = strip_periods(normalise(text.text[row.start : found[0].start]))
    return [] if not before or any(map(str.isdigit, before)) else found


def _words(text: StoredText, cell: Cell) -> str:
    return normalise(text.text[cell.start : cell.end])


def _label(text: StoredText, number: int, figures: Sequence[Cell]) -> str:
    """The first words of the row beside its figures; "" for a row of nothing but figures."""
    row = text.blocks[number]
    bounds = [row.start, *(at for cell in figures for at in (cell.start, cell.end)), row.end]
    between = [normalise(text.text[a:b].split("\t")[0]) for a, b in list(pairwise(bounds))[::2]]
    said = next((words for words in between if any(map(str.isalpha, words))), "")
    return " ".join(said.split()[:_LONGEST_LABEL])


def unit_of(text: StoredText, number: int, cell: Cell) -> str:
    """The unit in the cell's heading, else the one that the table gives; "" where the figure has it."""
    if re.search(r"[£€$%a-z]", _words(text, cell), re.IGNORECASE):
        return ""
    own = _units(" ".join(normalise(text.text[span.start : span.end]) for span in cell.heading))
    if own:
        return own[-1] if len(set(own)) == 1 else ""
    around = [normalise(text.text[b.start : b.end]) for b in _around(text, number, cell)]
    said = {unit for words in around if _says_unit(words) for unit in _units(words)}
    if not said:
        said = {unit for words in around for unit in _units(words)}
    return said.pop() if len(said) == 1 else ""


def _around(text: StoredText, number: int, cell: Cell) -> list[Block]:
    """The header that holds a cell's heading, and what stands just above it on its page; no row between."""
    first = last = max(block_at(text, cell.heading[0].start + 1) - 1, 0)
    page = page_at(text.pages, cell.heading[0].start)
    while last + 1 < number and text.blocks[last + 1].kind is BlockKind.TABLE_HEADER:
        last += 1
    for _ in range(_BLOCKS_ABOVE):
        before = text.blocks[first - 1] if first else None
        if before is None or before.kind is BlockKind.TABLE_ROW or page_at(text.pages, before.start) != page:
            break
        first -= 1
    near = text.blocks[first : last + 1]
    return [block for block in near if block.kind is BlockKind.TABLE_HEADER or _is_unit_line(text, block)]


def _is_unit_line(text: StoredText, block: Block) -> bool:
    return _says_unit(normalise(text.text[block.start : block.end]))


def _units(words: str) -> list[str]:
    return [
        match.group()
        for match in UNIT_MARK.finditer(words)
        if match.group() != "£" or words.strip("()") == "£"
    ]


def unit_lines(text: StoredText, number: int) -> list[Span]:
    """The short line above the table of row ``number``, on its page, that gives the unit of its figures."""
    headers = headers_of(text, number)
    first = block_at(text, headers[0].start) if headers else number
    page = page_at(text.pages, text.blocks[number].start)
    near = [*text.blocks[max(0, first - _BLOCKS_ABOVE) : first], *headers]
    return [
        Span(block.start, block.end)
        for block in near
        if page_at(text.pages, block.start) == page and _is_unit_line(text, block)
    ]


def _says_unit(words: str) -> bool:
    short = len(words.split()) <= _LONGEST_UNIT_LINE
    return short and bool(_ONLY_UNIT.fullmatch(words) or _UNIT_LINE.match(words))
