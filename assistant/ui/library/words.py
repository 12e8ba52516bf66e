"""Plain words of the tab: states, what needs attention, what was done. Everything returned is text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from assistant.paper import Attention, Line
from assistant.spoken import MONTHS, counted, date_words, kind_words
from ingest.decided import Act

STATES = {
    "current": "Answers",
    "cleared": "Answers those cleared",
    "quarantined": "Quarantined",
}

ATTENTION = {
    Attention.QUARANTINED: "Quarantined",
    Attention.NEWER_FAILED: "Newer version not read",
    Attention.NO_TEXT: "Pages without text",
    Attention.NO_DATE: "No date",
    Attention.NO_AUTHORITY: "No authority",
    Attention.TWINS: "Same words elsewhere",
}

MARKING_SHOWN = 40
"""Characters."""

COLUMNS = {
    "title": "Title",
    "kind": "Kind",
    "authority": "Authority",
    "date": "Date",
    "reference": "Reference",
    "marking": "Marking",
    "pages": "Pages",
    "passages": "Passages",
    "state": "State",
}


def attention_words(line: Line) -> list[str]:
    """What is to be looked at, but for what the state says already."""
    return [_counted(reason, line) for reason in line.attention if reason is not Attention.QUARANTINED]


def _counted(reason: Attention, line: Line) -> str:
    if reason is Attention.NO_TEXT and line.textless:
        return f"{counted(line.textless, 'page')} without text"
    if reason is Attention.NO_TEXT:
        return "No text"
    return ATTENTION[reason]


def moment_words(at: str) -> str:
    """ "9 January 2023, 14:05 UTC" for a time as decisions keep it."""
    moment = datetime.fromisoformat(at)
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}, {moment:%H:%M} UTC"


def short_date(value: str | None) -> str:
    """ "9 Jan 2023" for an ISO date; whatever is not a date is shown as it stands."""
    day, _, rest = date_words(value).partition(" ")
    month, _, year = rest.partition(" ")
    return f"{day} {month[:3]} {year}" if year else date_words(value)


def shortened(marking: str) -> str:
    """A marking as far as a column holds it; all of it stands with the document."""
    return marking if len(marking) <= MARKING_SHOWN else marking[:MARKING_SHOWN].rpartition(" ")[0] + " …"


def page_ranges(numbers: Sequence[int]) -> str:
    """ "3, 5–7" for 3, 5, 6, 7."""
    return ", ".join(_ranges(numbers))


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    placed = enumerate(sorted(numbers))
    for _, run in groupby(placed, key=lambda pair: pair[1] - pair[0]):
        pages = [number for _, number in run]
        yield str(pages[0]) if len(pages) == 1 else f"{pages[0]}–{pages[-1]}"


def act_words(act: Act) -> str:
    """One line of a document's history, without when it was."""
    who, detail = act.by or "somebody at the command line", act.detail
    who = who[:1].upper() + who[1:]
    if act.act == "described":
        name = detail.get("field", "")
        was, becomes = (_quoted(name, detail.get(end, "")) for end in ("from", "to"))
        return f"{who} changed its {name} from {was} to {becomes}"
    return f"{who} {act.act} it: {detail.get('reason', '')}"


def _quoted(name: str, value: str) -> str:
    said = {"date": date_words, "kind": kind_words}.get(name, str)(value) if value else ""
    return f"“{said}”" if said else "nothing"
