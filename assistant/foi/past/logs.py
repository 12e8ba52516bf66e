"""Disclosure logs kept as tables (CSV, XLSX): a row a request, read by the names of their columns.

The columns are those that the settings name (``foi.logs``). Where they name none for a file, its rows count
as far as ingestion recognised them, and columns with usual names give their dates, references and outcomes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatch

from assistant.foi.past.exchanges import Entry, Exchange
from assistant.foi.past.labels import trimmed
from assistant.foi.prior import Outcome
from ingest.describe.datetext import find_dates
from ingest.document import Block, BlockKind, Span
from ingest.errors import SettingsError
from ingest.foi_settings import LogSettings
from ingest.records import DocumentRow, StoredPassage, StoredText

# Rows in which the names of the columns may stand: some sheets begin with a title.
_HEAD_ROWS = 5
_USUAL = {
    "reference": re.compile(r"(?:\w+ )?(?:ref(?:erence)?\.?|id)(?: (?:no\.?|number|id))?$", re.I),
    "received": re.compile(
        r"(?:date )?(?:request )?received(?: date)?$|date of request$|request date$", re.I
    ),
    "decided": re.compile(
        r"(?:date )?(?:answered|replied|responded|closed|completed|sent|issued|published|disclosed|decided)"
        r"(?: date)?$|"
        r"date (?:of )?(?:the )?(?:reply|response|decision|answer|disclosure|publication)$|"
        r"(?:reply|response|decision|disclosure) date$",
        re.I,
    ),
    "outcome": re.compile(r"(?:outcome|decision|result|disclosure|status)$", re.I),
}
_OUTCOMES = (
    (Outcome.NOT_HELD, re.compile(r"\bnot\s+held\b|\bno\s+information\b|\bnot\s+hold\b", re.I)),
    (Outcome.PARTLY, re.compile(r"\bpart", re.I)),
    (
        Outcome.SIGNPOSTED,
        re.compile(r"\belsewhere\b|\b(?:s\.?|section\s)\s?21\b|\balready\b|\baccessible\b", re.I),
    ),
    (Outcome.ANOTHER_BODY, re.compile(r"\btransfer|\banother\s+(?:body|authority)\b|\bredirect", re.I)),
    (
        Outcome.REFUSED,
        re.compile(r"\brefus|\bwithh|\bexempt|\bdeclin|\breject|\bnone\s+(?:released|disclosed)\b", re.I),
    ),
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's block and its cells, each without the white space at its ends."""

    block: Block
    cells: tuple[Span, ...]


def settings_for(document: DocumentRow, logs: Sequence[LogSettings]) -> LogSettings | None:
    """The first log setting whose pattern fits one of the document's files, by whole path or name."""
    names = [name for source in document.sources for name in (source, source.rsplit("/", 1)[-1])]
    return next(
        (log for log in logs if any(fnmatch(name.casefold(), log.file.casefold()) for name in names)), None
    )


def log_exchanges(
    document: DocumentRow, text: StoredText, passages: Sequence[StoredPassage], log: LogSettings
) -> list[Exchange]:
    """An exchange for each row that has a request and a response. Raises SettingsError for wrong columns."""
    found: list[Exchange] = []
    heads: list[list[str]] = []
    for rows in _tables(text):
        at = next((place for place, row in enumerate(rows[:_HEAD_ROWS]) if _has(text, row, log.asked)), None)
        if at is None:
            heads.append(_words(text, rows[0]))
            continue
        columns = _columns(log, _words(text, rows[at]), document)
        found += _of_rows(document, text, passages, rows[at + 1 :], columns, log)
        heads.clear()
        break
    if heads:
        raise SettingsError(_no_column(log.asked, max(heads, key=len), document))
    return found


def with_usual_columns(exchange: Exchange) -> Exchange:
    """An exchange of a sheet that ingestion recognised, with what columns of usual names say of its row."""
    text = exchange.text
    for rows in _tables(text):
        row = next((r for r in rows if r.block.start <= exchange.question.start < r.block.end), None)
        if row and row is not rows[0]:
            heads = _words(text, rows[0])
            columns = {
                name: place
                for name, pattern in _USUAL.items()
                if (place := next((at for at, head in enumerate(heads) if pattern.match(head)), None))
                is not None
            }
            return replace(exchange, entry=_entry(text, row, columns, None))
    return exchange


def _tables(text: StoredText) -> Iterator[list[_Row]]:
    """The rows of each table, its header first."""
    rows: list[_Row] = []
    for block in text.blocks:
        if block.kind not in (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW):
            continue
        if rows and rows[-1].block.table != block.table:
            yield rows
            rows = []
        rows.append(_Row(block, tuple(_cells(text.text, block))))
    if rows:
        yield rows


def _cells(text: str, block: Block) -> Iterator[Span]:
    start = block.start + block.generated
    for cell in text[start : block.end].split("\t"):
        yield trimmed(text, start, start + len(cell))
        start += len(cell) + 1


def _words(text: StoredText, row: _Row) -> list[str]:
    return [text.text[cell.start : cell.end] for cell in row.cells]


def _has(text: StoredText, row: _Row, name: str) -> bool:
    return name.casefold() in (head.casefold() for head in _words(text, row))


def _columns(log: LogSettings, heads: Sequence[str], document: DocumentRow) -> dict[str, int]:
    """What each column is for -> its place. ``authority`` may name none: it is then the authority's name."""
    places = {head.casefold(): at for at, head in enumerate(heads)}
    found: dict[str, int] = {}
    for use in ("asked", "answered", "reference", "received", "decided", "outcome", "authority"):
        name = getattr(log, use)
        if name is None or (use == "authority" and name.casefold() not in places):
            continue
        if name.casefold() not in places:
            raise SettingsError(_no_column(name, heads, document))
        found[use] = places[name.casefold()]
    return found


def _no_column(name: str, heads: Sequence[str], document: DocumentRow) -> str:
    there = ", ".join(f"“{head}”" for head in heads if head) or "none with a name"
    return (
        f"Setting foi.logs is wrong: {document.sources[0]} has no column “{name}”; its columns are {there}."
    )


def _of_rows(
    document: DocumentRow,
    text: StoredText,
    passages: Sequence[StoredPassage],
    rows: Sequence[_Row],
    columns: Mapping[str, int],
    log: LogSettings,
) -> Iterator[Exchange]:
    authority = log.authority if "authority" not in columns else None
    for row in rows:
        asked, answered = _cell(row, columns.get("asked")), _cell(row, columns.get("answered"))
        passage = next((p for p in passages if p.passage.start <= row.block.start < p.passage.end), None)
        if asked and answered and passage:
            entry = _entry(text, row, columns, authority)
            yield Exchange(document, text, passage, "", "", asked, answered, entry=entry)


def _cell(row: _Row, place: int | None) -> Span | None:
    cell = row.cells[place] if place is not None and place < len(row.cells) else None
    return cell if cell and cell.end > cell.start else None


def _entry(text: StoredText, row: _Row, columns: Mapping[str, int], authority: str | None) -> Entry:
    def said(use: str) -> str:
        cell = _cell(row, columns.get(use))
        return text.text[cell.start : cell.end] if cell else ""

    return Entry(
        on=_day(said("decided")) or _day(said("received")),
        reference=said("reference") or None,
        outcome=_outcome(said("outcome")),
        authority=said("authority") or authority,
    )


def _day(words: str) -> date | None:
    found = find_dates(words)
    return found[0].value if found else None


def _outcome(words: str) -> Outcome | None:
    """What the log's own word means; None for one that says that all was answered, which the answer shows."""
    return next((outcome for outcome, pattern in _OUTCOMES if pattern.search(words)), None)
