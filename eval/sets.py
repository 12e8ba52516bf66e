"""Question sets: read from JSON lines or a sheet, checked whole, every fault named with its file and line."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.cases import Case, Source
from eval.entries import Checked, Entry, Listing, check, nearest, plain, shown
from ingest.errors import QuestionSetError

_MOST_FAULTS = 10
_MOST_NAMED = 12
_READ = ".jsonl, .ndjson and .json (JSON lines), .csv and .tsv, .xlsx"


@dataclass(frozen=True)
class QuestionSet:
    """A set that kept every rule. ``sha256`` is of the file's bytes.

    ``notices`` are lines for people. ``places``: case id -> "line 7" (of a sheet: "row 7").
    """

    path: Path
    sha256: str
    cases: tuple[Case, ...]
    notices: tuple[str, ...]
    places: dict[str, str]


def read_question_set_file(path: Path) -> QuestionSet:
    """Read a question set, in the format that the file's ending says.

    A path in a message counts from 1, as people do: ``sources.1.page`` is the page of the first source.
    Raises QuestionSetError naming the file, line, field and reason: one line for one fault, else a line with
    their number and a line for each of the first ten.
    """
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise QuestionSetError(f"{path} is not a question set by its ending: what is read are {_READ}.")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise QuestionSetError(f"Cannot read {path}: {error.strerror}.") from error
    listing = read(path, data)
    if not listing.entries:
        raise QuestionSetError(f"{path} holds no question.")
    return _question_set(path, hashlib.sha256(data).hexdigest(), listing)


def json_object(line: str) -> dict[str, Any]:
    """The object on one line of JSON. Raises ValueError with the reason in words."""
    try:
        value = json.loads(line, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg}, character {error.colno})") from error
    except RecursionError as error:
        raise ValueError("not JSON that can be read (lists within lists without end)") from error
    if not isinstance(value, dict):
        raise ValueError("not an object with names and values, {…}")
    return value


def _question_set(path: Path, sha256: str, listing: Listing) -> QuestionSet:
    checked = [check(entry) for entry in listing.entries]
    faults = list(_faults(listing.entries, checked))
    if faults:
        raise QuestionSetError(_told(path, faults))
    cases = tuple(each.case for each in checked if each.case)
    places = {case.id: entry.place for case, entry in zip(cases, listing.entries, strict=True)}
    notices = (*listing.notices, *_ignored(checked), *_without_gold(cases, places))
    return QuestionSet(path, sha256, cases, tuple(f"{path}: {notice}" for notice in notices), places)


def _faults(entries: Sequence[Entry], checked: Sequence[Checked]) -> Iterator[str]:
    """In the order of the file; an id that stands twice is a fault of the later line."""
    first: dict[str, str] = {}
    for entry, each in zip(entries, checked, strict=True):
        yield from each.faults
        id_ = entry.values.get("id")
        if isinstance(id_, str) and id_.strip():
            place = first.setdefault(id_, entry.place)
            if place != entry.place:
                yield entry.told(("id",), f"{shown(id_)} is already the id of {place}")


def _told(path: Path, faults: list[str]) -> str:
    if len(faults) == 1:
        return f"{path}, {faults[0]}"
    more = f", the first {_MOST_FAULTS} of them" if len(faults) > _MOST_FAULTS else ""
    return "\n  ".join([f"{path}: {len(faults):,} faults{more}", *faults[:_MOST_FAULTS]])


def _ignored(checked: Sequence[Checked]) -> Iterator[str]:
    """Names that no case has: people keep notes, but a misspelt name must not go unseen."""
    counts = Counter(name for each in checked for name in each.ignored)
    if counts:
        known = [*Case.model_fields, *(f"sources.{name}" for name in Source.model_fields)]
        yield "ignored: " + _some(
            [_ignored_name(name, counts[name], nearest(name, known)) for name in counts]
        )


def _ignored_name(name: str, count: int, near: str) -> str:
    lines = "1 line" if count == 1 else f"{count:,} lines"
    return f"{plain(name)} ({lines}{f'; did you mean {near}?' if near else ''})"


def _without_gold(cases: Sequence[Case], places: dict[str, str]) -> Iterator[str]:
    bare = [c.id for c in cases if c.answerable and not (c.facts or c.sources or c.relevant)]
    if bare:
        count = "1 answerable question has" if len(bare) == 1 else f"{len(bare):,} answerable questions have"
        yield f"{count} neither facts nor sources to be measured by: {_some([places[id_] for id_ in bare])}"


def _some(names: list[str]) -> str:
    more = [f"and {len(names) - _MOST_NAMED:,} more"] if len(names) > _MOST_NAMED else []
    return ", ".join(names[:_MOST_NAMED] + more)


def _json_lines(path: Path, data: bytes) -> Listing:
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise QuestionSetError(f"{path}, line {number}: not UTF-8 text: save the file as UTF-8.") from error
    if text.lstrip().startswith("["):
        raise QuestionSetError(f"{path} holds a list: write every question on a line of its own, {{…}}.")
    # Not splitlines: line separators such as U+2028 may stand inside a value.
    lines = enumerate(text.split("\n"), 1)
    return Listing(tuple(_line(number, line) for number, line in lines if line.strip()))


def _line(number: int, line: str) -> Entry:
    place = f"line {number}"
    try:
        return Entry(place, json_object(line))
    except ValueError as error:
        return Entry(place, faults={(): str(error)})


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the name {shown(twice)} stands twice in one object")
    return values


def _sheet(path: Path, data: bytes) -> Listing:
    from eval.sheets import read_sheet

    return read_sheet(path, data)


_READERS: dict[str, Callable[[Path, bytes], Listing]] = {
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".json": _json_lines,
    ".csv": _sheet,
    ".tsv": _sheet,
    ".xlsx": _sheet,
}
