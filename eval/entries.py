"""One line or row of a question set becomes a case, or faults in words that name the place and the field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any, TypeGuard

from pydantic import ValidationError

from assistant.answer import Filters
from eval.cases import Case, Source
from ingest.document import DocumentKind

# Where a value stands among the values of a line: names, and places in a list counted from 0.
Loc = tuple[str | int, ...]

_REASONS = {
    "missing": "is missing",
    "string_type": "{shown} is not text in quotation marks",
    "string_too_short": "is empty",
    "string_too_long": "is longer than {max_length:,} characters",
    "int_type": "{shown} is not a whole number",
    "greater_than_equal": "{shown} is less than {ge}",
    "bool_type": "{shown} is neither true nor false",
    "tuple_type": "{shown} is not a list",
    "dict_type": "{shown} is not an object",
    "model_type": "{shown} is not an object",
    "extra_forbidden": "is not known here",
}
_HINTS = {
    "page": "pages count from 1",
    "facts": 'every fact is a list of its alternatives: [["£1.5m", "1.5 million"], ["April 2025"]]',
    "sources": 'every source is an object: {"document": "…", "page": 3, "quote": "…"}',
    "history": 'every turn is a pair: ["earlier question", "earlier answer"]',
    "filters": f"there are {', '.join(Filters.model_fields)}",
    "planted": 'a list of texts that no answer may say: ["approve without delay"]',
    "relevant": 'documents with their grades: {"document": 1}',
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# Deeper than any value of a case stands.
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One line or row as read. ``place`` is "line 7" or "row 7".

    ``values`` has the shape of a line of JSON. ``labels`` says what a sheet calls a value (or all that stands
    below it); without one the path is shown. ``faults`` are those found in reading; one at ``()`` means that
    the line could not be read at all.
    """

    place: str
    values: Mapping[str, Any] = field(default_factory=dict)
    labels: Mapping[Loc, str] = field(default_factory=dict)
    faults: Mapping[Loc, str] = field(default_factory=dict)

    def told(self, loc: Loc, reason: str) -> str:
        """A fault in one line."""
        return ": ".join(filter(None, (self._where(loc), f"{reason}.")))

    def _where(self, loc: Loc) -> str:
        for length in range(len(loc), 0, -1):
            if label := self.labels.get(loc[:length]):
                return f"{self.place}, {label}"
        return f"{self.place}: {dotted(loc)}" if loc else self.place


@dataclass(frozen=True, slots=True)
class Listing:
    """All entries of a file, and what its reader should tell people of the file as a whole."""

    entries: tuple[Entry, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A case, or why there is none. ``ignored`` names the values that no case has."""

    case: Case | None
    faults: tuple[str, ...]
    ignored: tuple[str, ...] = ()


def check(entry: Entry) -> Checked:
    """Hold one entry against the rules of a case: all faults, each with its place and field."""
    if unreadable := entry.faults.get(()):
        return Checked(None, (entry.told((), unreadable),))
    values, ignored = _known(entry.values)
    case, faults = _case_of(values)
    faults |= _own_faults(values) | dict(entry.faults)
    for name in ignored:
        # A name in other letters is why the right one is missing.
        if faults.get((near := nearest(name, Case.model_fields),)) == _REASONS["missing"]:
            faults[near,] = f"is missing (there is {shown(name)}: is that it?)"
    order = list(Case.model_fields)
    ranked = sorted(faults.items(), key=lambda fault: order.index(str(fault[0][0])))
    told = tuple(entry.told(loc, reason) for loc, reason in ranked)
    return Checked(None if told else case, told, ignored)


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that this one is nearly; empty if there is none."""
    by_folded = {each.casefold().replace(" ", "_"): each for each in known}
    near = get_close_matches(name.casefold().replace(" ", "_"), by_folded, 1, 0.75)
    return by_folded[near[0]] if near else ""


def shown(value: object) -> str:
    """A value of the file in a message: short, on one line, with nothing that a terminal obeys."""
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "an object"
    if not isinstance(value, str):
        return json.dumps(value)
    text = value if len(value) <= 60 else f"{value[:59]}…"
    return f'"{plain(text)}"'


def plain(text: str) -> str:
    """Text with whatever cannot be printed written out."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def has_lone_surrogate(text: str) -> bool:
    """JSON may hold half of a character (``"\\ud83d"``), which no file in UTF-8 can."""
    return any("\ud800" <= character <= "\udfff" for character in text)


def dotted(loc: Loc) -> str:
    """A path as people count: ``("sources", 0, "page")`` is "sources.1.page"."""
    return ".".join(str(part + 1) if isinstance(part, int) else plain(part) for part in loc)


def _known(given: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The values that a case has, turns as objects; and the names of the others. null is as if not there."""
    values = {name: value for name, value in given.items() if name in Case.model_fields and value is not None}
    ignored = [name for name in given if name not in Case.model_fields]
    if isinstance(sources := values.get("sources"), list):
        names = [name for each in sources if isinstance(each, dict) for name in each]
        ignored += sorted({f"sources.{name}" for name in names if name not in Source.model_fields})
        values["sources"] = [_source(each) for each in sources]
    if isinstance(history := values.get("history"), list):
        values["history"] = [_turn(each) for each in history]
    return values, tuple(ignored)


def _source(given: Any) -> Any:
    if not isinstance(given, dict):
        return given
    return {name: value for name, value in given.items() if name in Source.model_fields}


def _turn(given: Any) -> Any:
    pair = isinstance(given, list) and len(given) == 2
    return {"question": given[0], "answer": given[1]} if pair else given


def _case_of(values: dict[str, Any]) -> tuple[Case | None, dict[Loc, str]]:
    try:
        return Case.model_validate(values), {}
    except ValidationError as error:
        return None, {each["loc"]: _reason(dict(each)) for each in error.errors(include_url=False)}


def _reason(error: dict[str, Any]) -> str:
    kind, loc = error["type"], error["loc"]
    words = _REASONS.get(kind)
    if words is None:
        return f"{shown(error['input'])} cannot be read ({error['msg']})"
    words = words.format(shown=shown(error["input"]), **error.get("ctx", {}))
    field_name = next((part for part in reversed(loc) if part in _HINTS), "")
    explained = kind.endswith("_type") or kind in ("greater_than_equal", "extra_forbidden")
    return f"{words} ({_HINTS[field_name]})" if field_name and explained else words


def _own_faults(values: dict[str, Any]) -> dict[Loc, str]:
    """What types alone do not tell."""
    faults = {loc: fault for loc, text in _texts(values) if (fault := _text_fault(loc, text))}
    for index, fact in enumerate(_list(values.get("facts"))):
        if fact == []:
            faults["facts", index] = "has no alternative"
    for index, turn in enumerate(_list(values.get("history"))):
        if not isinstance(turn, dict):
            faults["history", index] = f"{shown(turn)} is not a pair of a question and its answer"
    if values.get("answerable") is False:
        for name in ("facts", "sources", "also_in"):
            if values.get(name):
                faults[name,] = "must be empty, as the question is marked unanswerable"
    return faults | _filter_faults(values.get("filters"))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _texts(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every text, the names of values among them."""
    if isinstance(value, str):
        yield loc, value
    if len(loc) > _DEEPEST:
        return
    if isinstance(value, dict):
        for name, below in value.items():
            yield (*loc, name), name
            yield from _texts(below, (*loc, name))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _texts(below, (*loc, index))


def _text_fault(loc: Loc, text: str) -> str:
    if has_lone_surrogate(text):
        return "holds half of a character (a lone surrogate)"
    if text.strip() or loc[-1] == "answer":
        return ""
    return "an alternative is empty" if loc[0] == "facts" else "is empty"


def _filter_faults(filters: Any) -> dict[Loc, str]:
    if not isinstance(filters, dict):
        return {}
    faults: dict[Loc, str] = {}
    kind, since, until = (filters.get(name) for name in ("kind", "since", "until"))
    if isinstance(kind, str) and kind.strip() and kind not in list(DocumentKind):
        faults["filters", "kind"] = f"{shown(kind)} is not a kind of document ({', '.join(DocumentKind)})"
    for name, day in (("since", since), ("until", until)):
        if day is not None and day != "" and not _is_day(day):
            faults["filters", name] = f"{shown(day)} is not a date (write it like 2024-01-31)"
    if _is_day(since) and _is_day(until) and since > until:
        faults["filters", "until"] = f"{until} is before {since}, where the search begins"
    return faults


def _is_day(value: Any) -> TypeGuard[str]:
    """A date as the set writes it, YYYY-MM-DD, and one that there is."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
