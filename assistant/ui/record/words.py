"""What an entry of the audit log says, in words a person reads. Everything returned is text, not markup."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from assistant.records.entry import Action, Entry
from assistant.spoken import counted, date_words, kind_words, uk_date

TitleOf = Callable[[str], str]
"""A document as its reader may know it: its title, else its id."""

_OUTCOMES = {
    "answered": "Answered",
    "nothing-relevant": "Not answered: nothing relevant was found",
    "wrong-authority": "Not answered: found for another authority alone",
    "wrong-period": "Not answered: found for another time alone",
    "no-such-value": "Not answered: no such figure was found",
    "not-in-documents": "Not answered: it is not in the documents",
    "stopped": "Stopped before it was answered",
    "failed": "Failed",
}
_MODES = {"quote": "in the documents' own words", "write": "in a language model's words"}
_ROUTES = {"page": "on the page", "api": "by a program", "command line": "at the command line"}
_QUESTION = "question_sha256"
_NAMES = {
    "by_person": "entries of",
    "by_action": "entries on",
    "by_words": "entries with words",
    "address": "from the address",
    "everyone": "for everyone",
    "form": "as",
}
# What was done, in words of its own.
_DEEDS = {"act", "done"}
_JOINED = {"by_person", "by_action", "address", "form", "page", "since", "until", "conversations"}
# Of these another column or line speaks, or they say nothing to a person; titles of papers that not every
# administrator may know were once among them.
_UNTOLD = {_QUESTION, "conversation", "number", "outcome", "mode", "cited", "nearest", "ranked", "filters"}
_UNTOLD |= {"title", "file", "documents"}


def action_words(action: str) -> str:
    """ "Asked" for ``asked``."""
    return action[:1].upper() + action[1:]


def route_words(route: str) -> str:
    """How it was done; "" where nobody did it."""
    return _ROUTES.get(route, "")


def moment_words(at: datetime) -> str:
    """ "9 January 2023, 14:05:09", by the server's clock."""
    local = at.astimezone()
    return f"{uk_date(local.date())}, {local:%H:%M:%S}"


def question_words(entry: Entry) -> tuple[str, bool]:
    """What was asked, and whether these are the question's own words; ("", False) where nothing was."""
    if entry.question is not None:
        return entry.question, True
    if entry.action != Action.ASKED:
        return "", False
    kept = _QUESTION in entry.details
    return ("The words of the question are no longer kept." if kept else "Its words were not kept."), False


def details_of(entry: Entry, title_of: TitleOf) -> list[str]:
    """The rest of an entry, line by line."""
    told = [*_asked(entry.details, title_of)] if entry.action == Action.ASKED else []
    told += [f"Documents: {_titles(entry.details['documents'], title_of)}"] if _has_documents(entry) else []
    return told + [
        _named(name, value)
        for name, value in entry.details.items()
        if name not in _UNTOLD and value not in (None, "", [], {})
    ]


def _asked(details: Mapping[str, Any], title_of: TitleOf) -> Iterator[str]:
    outcome = str(details.get("outcome", ""))
    mode = _MODES.get(str(details.get("mode", "")), "")
    if outcome:
        told = _OUTCOMES.get(outcome) or f"Not answered: {outcome.replace('-', ' ')}"
        yield f"{told} {mode}" if outcome == "answered" and mode else told
    if cited := _places(details.get("cited"), title_of):
        yield f"Quoted: {cited}"
    if nearest := _places(details.get("nearest"), title_of):
        yield f"Shown as nearest: {nearest}"
    if ranked := details.get("ranked"):
        yield f"{counted(len(ranked), 'passage')} handed out"
    if filters := details.get("filters"):
        yield f"Narrowed to {_filters(filters)}"


def _places(value: object, title_of: TitleOf) -> str:
    """ "Minutes, pages 2 and 5; Budget" for passages of two papers."""
    pages: dict[str, list[int]] = {}
    for each in value if isinstance(value, list) else []:
        found = pages.setdefault(str(each.get("document", "")), [])
        if each.get("page") is not None and each["page"] not in found:
            found.append(each["page"])
    return "; ".join(title_of(id_) + _pages(numbers) for id_, numbers in pages.items())


def _pages(numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    *most, last = [str(number) for number in sorted(numbers)]
    return f", pages {', '.join(most)} and {last}" if most else f", page {last}"


def _filters(filters: Mapping[str, Any]) -> str:
    told: dict[str, Callable[[Any], str]] = {
        "authority": str,
        "kind": lambda value: kind_words(str(value)),
        "since": lambda value: f"from {date_words(str(value))}",
        "until": lambda value: f"until {date_words(str(value))}",
    }
    return ", ".join(told[name](value) if name in told else str(value) for name, value in filters.items())


def _has_documents(entry: Entry) -> bool:
    value = entry.details.get("documents")
    return isinstance(value, list) and bool(value)


def _titles(ids: Sequence[object], title_of: TitleOf) -> str:
    return "; ".join(title_of(str(id_)) for id_ in ids)


def _named(name: str, value: object) -> str:
    if name in _DEEDS:
        return action_words(str(value))
    words = _NAMES.get(name, name.replace("_", " "))
    if value is True:
        return words[:1].upper() + words[1:]
    separator = " " if name in _JOINED else ": "
    return f"{words[:1].upper()}{words[1:]}{separator}{_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{str(name).replace('_', ' ')} {_value(each)}" for name, each in value.items())
    if isinstance(value, list):
        return ", ".join(_value(each) for each in value)
    return f"{value:,}" if isinstance(value, int) else str(value)
