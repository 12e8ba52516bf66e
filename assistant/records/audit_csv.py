"""The audit log as CSV for a spreadsheet, in which no cell is taken for a formula."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from assistant.records.entry import Entry

COLUMNS = (
    "number",
    "at",
    "person",
    "action",
    "route",
    "subject",
    "question",
    "details",
    "before",
    "digest",
)
# OWASP, "CSV injection": how a cell begins that a spreadsheet calculates; the full-width forms too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Line by line, the names of the columns first, after the mark by which Excel knows UTF-8."""
    yield "\ufeff" + _line(COLUMNS)
    for entry in entries:
        yield _line(_cells(entry))


def guarded(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would calculate."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def _cells(entry: Entry) -> list[str]:
    asked = "" if "question_sha256" not in entry.details else "(deleted)"
    question = asked if entry.question is None else entry.question
    return [
        str(entry.number),
        entry.at.isoformat(timespec="milliseconds"),
        *map(guarded, (entry.person, entry.action, entry.route, entry.subject, question)),
        json.dumps(entry.details, ensure_ascii=False, sort_keys=True),
        entry.before,
        entry.digest,
    ]


def _line(cells: Iterable[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerow(cells)
    return stream.getvalue()
