"""Question lists in CSV and Excel: columns in any order become the same values as a line of JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.entries import Entry, Listing, Loc, nearest, plain, shown
from eval.sheet_rows import Cell, Row, Table, read_csv, read_xlsx
from ingest.errors import QuestionSetError

_COLUMNS: dict[str, Loc] = {
    "id": ("id",),
    "question": ("question",),
    "kind": ("kind",),
    "answerable": ("answerable",),
    "facts": ("facts",),
    "also in": ("also_in",),
    "authority": ("filters", "authority"),
    "document kind": ("filters", "kind"),
    "since": ("filters", "since"),
    "until": ("filters", "until"),
}
_OF_A_SOURCE = ("document", "page", "quote")
_SOURCE = re.compile(r"(document|page|quote)([1-9]?\d?)", re.ASCII)
_WHOLE = re.compile(r"([+-]?\d{1,9})(\.0+)?", re.ASCII)
_PARTS = re.compile(r"[;\r\n]")
_ANSWERABLE = dict.fromkeys(("yes", "y", "true", "1"), True) | dict.fromkeys(("no", "n", "false", "0"), False)
_ENDINGS = (".pdf", ".docx", ".xlsx", ".csv", ".tsv", ".html", ".htm", ".xhtml", ".eml", ".txt", ".md")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that is read. ``target``: where its value goes; a source's place there is its number - 1."""

    index: int
    label: str
    target: Loc


def read_sheet(path: Path, data: bytes) -> Listing:
    """Rows of a .csv, .tsv or .xlsx file as entries.

    The first row that is not blank names the columns, in any order, case and spacing: question and any of id
    (else "row-2" and so on), kind, answerable (yes or no; blank is yes), facts (one a line or parted by ";",
    alternatives by "|"), document, page and quote (then "document 2" and so on), also in (parted by ";"),
    authority, document kind, since, until. Raises QuestionSetError if the columns cannot be told.
    """
    is_book = path.suffix.lower() == ".xlsx"
    table = read_xlsx(path, data) if is_book else read_csv(path, data, _count_known)
    if not table.rows:
        return Listing(())
    header, *rows = table.rows
    columns = _columns(path, table, header)
    entries = tuple(_entry(row, columns, None if table.lettered else len(header.cells)) for row in rows)
    return Listing(entries, (*table.notices, *_unread(table, header, rows, columns)))


def _target(heading: str) -> Loc | None:
    folded = _folded(heading)
    if match := _SOURCE.fullmatch(folded):
        return ("sources", int(match[2] or 1) - 1, match[1])
    return next((target for name, target in _COLUMNS.items() if _folded(name) == folded), None)


def _folded(heading: str) -> str:
    return re.sub(r"[\s_-]+", "", heading).casefold()


def _count_known(headings: list[str]) -> int:
    return sum(_target(heading) is not None for heading in headings)


def _columns(path: Path, table: Table, header: Row) -> dict[Loc, _Column]:
    columns: dict[Loc, _Column] = {}
    for index, cell in enumerate(header.cells):
        target = _target(cell.text)
        if target in columns:
            both = f"{table.column(columns[target].index)} and {table.column(index)}"
            raise QuestionSetError(
                f"{path}, row {header.number}: columns {both} are both {shown(cell.text)}."
            )
        if target is not None:
            name = " ".join(cell.text.split())
            label = f"column {table.column(index)} ({name})" if table.lettered else f"column {name}"
            columns[target] = _Column(index, label, target)
    if ("question",) not in columns:
        named = f"Its columns may be {', '.join([*_COLUMNS, *_OF_A_SOURCE])}"
        raise QuestionSetError(f"{path}, row {header.number}: no column is named question. {named}.")
    return columns


def _unread(table: Table, header: Row, rows: list[Row], columns: dict[Loc, _Column]) -> Iterator[str]:
    """What stands in columns that no case has: people keep notes, but a misspelt name must not go unseen."""
    read = {column.index for column in columns.values()}
    used = {index for row in (header, *rows) for index, cell in enumerate(row.cells) if cell.text}
    unread = [_unread_column(table, header, index) for index in sorted(used - read)]
    if unread:
        yield f"ignored: {', '.join(unread)}"


def _unread_column(table: Table, header: Row, index: int) -> str:
    heading = header.cells[index].text if index < len(header.cells) else ""
    near = nearest(heading, [*_COLUMNS, *_OF_A_SOURCE])
    name = plain(" ".join(heading.split())) or "without a heading"
    return f"column {table.column(index)} ({name}{f'; did you mean {near}?' if near else ''})"


def _entry(row: Row, columns: dict[Loc, _Column], width: int | None) -> Entry:
    """``width``: how many values a row of a CSV file may have; one more means an unquoted separator."""
    place = f"row {row.number}"
    if width is not None and any(cell.text for cell in row.cells[width:]):
        reason = f"has more values than the {width} columns: quote a value that holds the separator"
        return Entry(place, faults={(): reason})
    cells = {target: _at(row, column.index) for target, column in columns.items()}
    numbers = _sources_given(cells)
    cells = {_moved(target, numbers): cell for target, cell in cells.items() if _is_used(target, numbers)}
    faults = {target: cell.fault for target, cell in cells.items() if cell.fault}
    values = _values(row.number, cells)
    if not isinstance(values["answerable"], bool):
        faults["answerable",] = f"{shown(values['answerable'])} is neither yes nor no"
    return Entry(place, values, _labels(columns, numbers), faults)


def _at(row: Row, index: int) -> Cell:
    return row.cells[index] if index < len(row.cells) else Cell("")


def _sources_given(cells: dict[Loc, Cell]) -> list[int]:
    """The numbers of the sources (from 0) that this row fills in."""
    given = {
        target[1] for target, cell in cells.items() if target[0] == "sources" and (cell.text or cell.fault)
    }
    return sorted(int(number) for number in given)


def _is_used(target: Loc, numbers: list[int]) -> bool:
    return target[0] != "sources" or target[1] in numbers


def _moved(target: Loc, numbers: list[int]) -> Loc:
    """A source that is left blank takes no place among a case's sources."""
    return target if target[0] != "sources" else ("sources", numbers.index(int(target[1])), target[2])


def _labels(columns: dict[Loc, _Column], numbers: list[int]) -> dict[Loc, str]:
    labels = {target: column.label for target, column in columns.items() if target[0] != "sources"}
    for place, number in enumerate(numbers):
        for name in _OF_A_SOURCE:
            column = columns.get(("sources", number, name))
            missing = f"column {name}" if number == 0 else f"column {name} {number + 1}"
            labels["sources", place, name] = column.label if column else missing
    if numbers:
        labels["sources",] = labels["sources", 0, "document"]
    return labels


def _values(number: int, cells: dict[Loc, Cell]) -> dict[str, Any]:
    values: dict[str, Any] = {"id": f"row-{number}", "answerable": True, "filters": {}}
    sources: dict[int, dict[str, Any]] = {}
    for target, cell in cells.items():
        if not cell.text:
            continue
        match target:
            case ("sources", int(place), str(name)):
                sources.setdefault(place, {})[name] = _value(name, cell.text)
            case ("filters", str(name)):
                values["filters"][name] = cell.text
            case (str(name),):
                values[name] = _value(name, cell.text)
    return {**values, "sources": [sources.get(place, {}) for place in range(_count(cells))]}


def _count(cells: Iterable[Loc]) -> int:
    return len({target[1] for target in cells if target[0] == "sources"})


def _value(name: str, text: str) -> Any:
    """A cell's text as JSON would have it; text that does not fit stays, for the rules to name."""
    match name:
        case "page":
            whole = _WHOLE.fullmatch(text)
            return int(whole[1]) if whole else text
        case "answerable":
            return _ANSWERABLE.get(text.casefold(), text)
        case "facts":
            return [[part.strip() for part in fact.split("|")] for fact in _parts(text)]
        case "also_in":
            return [_stem(part) for part in _parts(text)]
        case "document":
            return _stem(text)
    return text


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(text) if part.strip()]


def _stem(name: str) -> str:
    ending = next((ending for ending in _ENDINGS if name.casefold().endswith(ending)), "")
    return name[: len(name) - len(ending)] if len(ending) < len(name) else name
