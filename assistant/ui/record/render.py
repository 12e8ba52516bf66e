"""The pieces of the tab "Record" as HTML. Names, questions, reasons and titles are escaped."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from assistant.records.entry import Entry
from assistant.records.reading import EVERY, LOG, Holdings, Narrowed, Sheet
from assistant.records.verify import Verified
from assistant.spoken import counted
from assistant.ui.history import for_days
from assistant.ui.markup import escape, isolated
from assistant.ui.record import words
from ingest.record_settings import RecordSettings

_HEADS = ("When", "Who", "What", "Subject", "Details")
_WARNING = (
    "This log shows what everybody here asked and did. Questions may hold personal data: read it only for "
    "a reason. That you read it, and each file that you take, is an entry of the log too."
)
CHECKING = '<p class="summary">The log is being checked …</p>'
"""A log of years takes seconds."""


def warning() -> str:
    """What whoever opens the tab is to know first."""
    return f'<p class="caution">{_WARNING}</p>'


def notice(said: str, *, wrong: bool = False) -> str:
    """A line for the tab's live region."""
    return f'<p class="{"notice" if wrong else "done-notice"}">{escape(" ".join(said.split()))}</p>'


def told(sheet: Sheet, narrowed: Narrowed) -> str:
    """How many entries there are, and the way to them as a file."""
    if not sheet.found:
        return "<p>No entry is like that.</p>" if narrowed != EVERY else "<p>The log is empty.</p>"
    part = f", page {sheet.page:,} of {sheet.pages:,}" if sheet.pages > 1 else ""
    return (
        f"<p>{counted(sheet.found, 'entry', 'entries')}, the newest first{part}. "
        f'<a href="{escape(address(narrowed, sheet.upto))}" download="audit.csv">Download as CSV</a></p>'
    )


def address(narrowed: Narrowed, upto: int) -> str:
    """Where exactly those entries are as a file."""
    values = {
        "person": narrowed.person,
        "action": narrowed.action,
        "since": narrowed.first_moment.isoformat() if narrowed.first_moment else "",
        "until": narrowed.end.isoformat() if narrowed.end else "",
        "words": narrowed.words,
        "upto": upto,
    }
    return "records/audit.csv?" + urlencode({name: value for name, value in values.items() if value})


def table(sheet: Sheet) -> str:
    """One page of the log, with buttons to the others."""
    if not sheet.entries:
        return ""

    def title_of(document_id: str) -> str:
        row = sheet.papers.get(document_id)
        return f"{row.title} ({row.sources[0]})" if row and row.sources else row.title if row else document_id

    heads = "".join(f'<th scope="col" class="of-{head.lower()}">{head}</th>' for head in _HEADS)
    rows = "".join(_row(entry, title_of) for entry in sheet.entries)
    return (
        '<div class="rows log-rows" role="region" aria-label="The audit log" tabindex="0">'
        '<table class="desk-table log-table"><caption class="unseen">The audit log, the newest entry first'
        f"</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{_turning(sheet)}"
    )


def _row(entry: Entry, title_of: Callable[[str], str]) -> str:
    when = escape(words.moment_words(entry.at))
    who = isolated(entry.person)
    what = escape(words.action_words(entry.action))
    how = words.route_words(entry.route)
    subject = _subject(entry, title_of)
    under = f'<span class="under">{how}</span>' if how else ""
    narrow = f'<span class="under narrow">{subject}</span>' if subject else ""
    return (
        f'<tr><th scope="row" class="of-when">{when}<span class="under">Entry {entry.number:,}</span>'
        f'<span class="under narrow">{who}</span></th><td class="of-who">{who}</td>'
        f'<td class="of-what">{what}{under}{narrow}</td><td class="of-subject">{subject}</td>'
        f'<td class="of-details">{_details(entry, title_of)}</td></tr>'
    )


def _subject(entry: Entry, title_of: Callable[[str], str]) -> str:
    if not entry.subject:
        return ""
    if entry.subject in (LOG, "feedback"):
        return escape(entry.subject)
    known = title_of(entry.subject)
    return f"<code>{escape(entry.subject)}</code>" if known == entry.subject else isolated(known)


def _details(entry: Entry, title_of: Callable[[str], str]) -> str:
    asked, own = words.question_words(entry)
    kind = "asked-words" if own else "under"
    question = f'<p class="{kind}" dir="auto">{escape(asked)}</p>' if asked else ""
    lines = words.details_of(entry, title_of)
    listed = "".join(f"<li>{isolated(line)}</li>" for line in lines)
    return question + (f'<ul class="log-details">{listed}</ul>' if lines else "")


def _turning(sheet: Sheet) -> str:
    if sheet.pages == 1:
        return ""
    before, after, last = sheet.page - 1, sheet.page + 1, sheet.pages
    return (
        '<nav class="turning" aria-label="Pages of the log">'
        f"{_turn('Newest', 1, sheet.page > 1)}{_turn('Newer', before, sheet.page > 1)}"
        f"<span>Page {sheet.page:,} of {last:,}</span>"
        f"{_turn('Older', after, sheet.page < last)}{_turn('Oldest', last, sheet.page < last)}</nav>"
    )


def _turn(said: str, page: int, usable: bool) -> str:
    off = "" if usable else " disabled"
    return (
        f'<button type="button" class="do" data-turn="{page}" data-key="{said}" '
        f'aria-label="{said} entries"{off}>{said}</button>'
    )


def kept(settings: RecordSettings, holdings: Holdings) -> str:
    """How much is kept, and how long."""
    lines = (
        ("Entries of this log", f"{holdings.entries:,}", for_days(settings.audit_days)),
        ("Words of questions in it", f"{holdings.questions:,}", _questions(settings)),
        ("Conversations, each shown to its owner alone", f"{holdings.conversations:,}", _history(settings)),
        ("Feedback, without who gave it", f"{holdings.feedback:,}", for_days(settings.feedback_days)),
    )
    rows = "".join(
        f'<tr><th scope="row">{what}</th><td class="number">{many}</td><td>{long}</td></tr>'
        for what, many, long in lines
    )
    columns = (("", "What"), (' class="number"', "Now"), ("", "Kept"))
    heads = "".join(f'<th scope="col"{kind}>{head}</th>' for kind, head in columns)
    return (
        '<table class="desk-table kept-table"><caption class="unseen">What is kept, and how long</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        '<p class="summary">What is older is deleted when the page starts and every hour after, which the '
        "log counts. The section [records] of the settings says how long each is kept.</p>"
    )


def _questions(settings: RecordSettings) -> str:
    return "never written" if settings.questions_days == 0 else for_days(settings.questions_days)


def _history(settings: RecordSettings) -> str:
    return "for the session alone" if settings.history_days == 0 else for_days(settings.history_days)


def verified(found: Verified, noted: tuple[int, str] | None) -> str:
    """What the check found; what is to be noted so that a later check finds more."""
    if not found.whole:
        faults = "".join(f"<li>{escape(fault)}</li>" for fault in found.faults)
        return (
            f'<div class="notice"><p>The log is not whole.</p><ul>{faults}</ul><p>Keep the file of the log '
            "as it is, with its backups, and find out who could write it.</p></div>"
        )
    if not found.entries:
        return '<p class="done-notice">The log is whole: it is empty.</p>'
    many = counted(found.entries, "entry", "entries")
    span = f"from number {found.first:,} to {found.last:,}"
    as_noted = f" Entry {noted[0]:,} is the one that was noted." if noted else ""
    return (
        f'<div class="done-notice"><p>The log is whole: {many}, {span}; '
        f"none is missing and none was changed.{as_noted}</p>"
        "<p>Note this outside this machine. At a later check it shows that nothing before it was made anew, "
        f'which no log can show of itself:</p><p class="hash"><code>{escape(found.noted)}</code></p></div>'
    )
