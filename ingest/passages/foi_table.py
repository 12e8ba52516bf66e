"""Tables of questions and answers: two columns of a letter, or a disclosure log with a row a request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Span
from ingest.passages.exchange import WHOLE_REQUEST, Exchange
from ingest.passages.foi_words import asks
from ingest.passages.lines import Line, read_mark

_QUESTION_HEAD = re.compile(
    r"(?:(?:foi|eir|your|the|information|original|full|summary of|details of)\s+)*"
    r"(?:requests?(?: details| text| summary| for information)?|requested|questions?(?: asked)?"
    r"|quer(?:y|ies)|enquir(?:y|ies))$",
    re.I,
)
_ANSWER_HEAD = re.compile(
    r"(?:(?:our|the|final|full|council['’]?s?|trust['’]?s?|foi)\s+)*"
    r"(?:responses?(?: provided| given)?|answers?|repl(?:y|ies)|disclosure"
    r"|information (?:provided|released|disclosed))$",
    re.I,
)
_NUMBER_HEAD = re.compile(r"(?:question |q )?(?:no\.?|number|#)$|q$|qu?\.? ?no\.?$", re.I)

_REFERENCE_HEAD = re.compile(
    r"(?:(?:foi|eir|request|case|our|unique)\s+)*(?:ref(?:erence)?\.?(?: (?:no\.?|number|id))?|id)$", re.I
)


@dataclass(frozen=True, slots=True)
class _Columns:
    question: int
    answer: int
    number: int | None
    reference: int | None


def table_exchanges(lines: Sequence[Line], reply: bool) -> list[Exchange]:
    """One exchange for each row of every table that has a column of questions and one of answers.

    In a reply, a table of two columns without a header counts too where its left cells ask.
    """
    exchanges: list[Exchange] = []
    for rows in _tables(lines):
        found = _head(rows)
        if found is None and reply and _looks_asked(rows):
            found = -1, _Columns(0, 1, None, None)
        if found is not None:
            exchanges += _row_exchanges(rows, *found)
    return exchanges


def _tables(lines: Sequence[Line]) -> Iterator[list[Line]]:
    rows: list[Line] = []
    for line in lines:
        if rows and (not line.is_row or line.block.table != rows[-1].block.table):
            yield rows
            rows = []
        if line.is_row:
            rows.append(line)
    if rows:
        yield rows


def _head(rows: Sequence[Line]) -> tuple[int, _Columns] | None:
    """The place of the header among the first rows, and the columns that it names."""
    for place, row in enumerate(rows[:5]):
        heads = [cell.strip(" *:") for cell in row.text.split("\t")]
        question = _column(heads, _QUESTION_HEAD)
        answer = _column(heads, _ANSWER_HEAD)
        if question is not None and answer is not None and question != answer:
            return place, _Columns(
                question, answer, _column(heads, _NUMBER_HEAD), _column(heads, _REFERENCE_HEAD)
            )
    return None


def _column(heads: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    return next((place for place, head in enumerate(heads) if pattern.match(head)), None)


def _looks_asked(rows: Sequence[Line]) -> bool:
    cells = [row.text.split("\t") for row in rows]
    asking = sum(asks(read_words(row[0])) for row in cells)
    return len(rows) > 1 and all(len(row) == 2 for row in cells) and 2 * asking > len(rows)


def read_words(cell: str) -> str:
    """A cell's words without the number before them, white space folded."""
    return " ".join(cell[read_mark(cell.strip())[2] :].split())


def _row_exchanges(rows: Sequence[Line], head: int, columns: _Columns) -> list[Exchange]:
    exchanges = []
    for count, row in enumerate(rows[head + 1 :], start=1):
        cells = list(_cells(row))
        question = _without_mark(row, _cell(cells, columns.question))
        answer = _cell(cells, columns.answer)
        first = rows[0].index if count == 1 else row.index
        section = _section(row, cells, columns, count)
        exchanges.append(Exchange(section, first, row.index, question, answer))
    return exchanges


def _cells(row: Line) -> Iterator[Span]:
    start = row.start
    for cell in row.text.split("\t"):
        inner = cell.strip()
        begin = start + cell.find(inner)
        yield Span(begin, begin + len(inner))
        start += len(cell) + 1


def _cell(cells: Sequence[Span], column: int) -> Span | None:
    found = cells[column] if column < len(cells) else None
    return found if found and found.end > found.start else None


def _without_mark(row: Line, cell: Span | None) -> Span | None:
    if cell is None:
        return None
    mark = read_mark(row.text[cell.start - row.start : cell.end - row.start])[2]
    return Span(cell.start + mark, cell.end) if cell.start + mark < cell.end else cell


def _section(row: Line, cells: Sequence[Span], columns: _Columns, count: int) -> str:
    """The reference or number in the row's own column or before its question; else its place in the table."""
    if columns.reference is not None and (span := _cell(cells, columns.reference)):
        return f"{WHOLE_REQUEST} {row.text[span.start - row.start : span.end - row.start]}"
    place = columns.question if columns.number is None else columns.number
    span = _cell(cells, place)
    cell = row.text[span.start - row.start : span.end - row.start] if span else ""
    if columns.number is not None and re.fullmatch(r"Q?\.?\s*\d{1,3}\s?[a-z]?[.)]?", cell):
        return "Question " + re.sub(r"[^0-9a-z]", "", cell)
    number = read_mark(cell)[1]
    if number[:1].isdigit():
        return f"Question {number}"
    return f"Question {count}" if asks(read_words(cell)) else f"{WHOLE_REQUEST} {count}"
