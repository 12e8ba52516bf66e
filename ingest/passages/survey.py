"""What a document's lines are, before any of them is cut: answers, boilerplate, tables, sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Document
from ingest.passages.boilerplate import flag_boilerplate
from ingest.passages.divide import Marks
from ingest.passages.exchange import Exchange, claimed, letterhead, taken
from ingest.passages.foi import find_exchanges, last_matter, record_labels
from ingest.passages.foi_signs import addresses_requester, is_reply
from ingest.passages.foi_table import table_exchanges
from ingest.passages.lines import Line, content_lines
from ingest.passages.sections import place_lines
from ingest.passages.tables import TableRange, find_tables


@dataclass(frozen=True, slots=True)
class Survey:
    """The lines of a document with all that is known of them."""

    lines: Sequence[Line]
    exchanges: Sequence[Exchange]
    marks: Marks


def survey(document: Document) -> Survey:
    """Reads the lines of a document; those of a reply to a request once more, with loose numbers."""
    lines = content_lines(document)
    reply = is_reply(lines)
    if reply:
        lines = content_lines(document, loose=True)
    in_tables = table_exchanges(lines, reply)
    reply = reply or (bool(in_tables) and addresses_requester(lines))
    flags = flag_boilerplate(lines, last_matter(lines, in_tables) if reply else None)
    beside = find_exchanges(lines, taken(flags, in_tables)) if reply else []
    return _placed(lines, [*in_tables, *beside], flags, reply)


def _placed(
    lines: Sequence[Line], exchanges: Sequence[Exchange], flags: Sequence[bool], reply: bool
) -> Survey:
    head = letterhead(lines, exchanges, flags) if exchanges else set()
    busy = taken(flags, exchanges)
    free = [not busy[line.index] and (line.has_cells or line.index not in head) for line in lines]
    tables = find_tables(lines, free)
    no_headings = (
        claimed(lines, exchanges) | head | _rows(tables) | (record_labels(lines) if reply else set())
    )
    return Survey(lines, exchanges, Marks(place_lines(lines, no_headings), flags, head, tables))


def _rows(tables: Sequence[TableRange]) -> set[int]:
    return {index for table in tables for index in range(table.row, table.end)}
