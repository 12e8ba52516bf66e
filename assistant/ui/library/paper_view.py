"""One document in full, as HTML. Pure functions; whatever comes from documents and people is escaped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

from assistant.paper import Paper
from assistant.spoken import counted, date_words, kind_words
from assistant.ui.library.browsing import state_of
from assistant.ui.library.words import COLUMNS, STATES, act_words, moment_words, page_ranges
from assistant.ui.markup import escape, isolated

_NOT_FOUND = "not found"


def paper(shown: Paper) -> str:
    """Everything known of a document, under its title."""
    row = shown.line.row
    parts = (
        f'<h2 class="paper-title" tabindex="-1">{isolated(row.title)}</h2>',
        _standing(shown),
        f'<dl class="read-facts">{"".join(_facts(shown))}</dl>',
        _list("Files", [_file(name, there) for name, there in shown.files]),
        _original(shown),
        f'<p class="hash">SHA-256 <code>{escape(row.sha256)}</code></p>',
        _list("What the reader of the file noted", [escape(note) for note in row.notes]),
        _textless(shown),
        _twins(shown),
        _history(shown),
    )
    return "".join(parts)


def doomed(title: str) -> str:
    """What removing means, before it is done."""
    return (
        f'<p class="notice" role="alert">Remove {isolated(title)} for good? Its text, its vectors, its '
        "uploaded file and what was decided of it go with it. From a folder that is ingested again it comes "
        "back.</p>"
    )


def _standing(shown: Paper) -> str:
    """Why a paper does not answer, or answers only some; on whose word it answers."""
    row, held = shown.line.row, shown.held
    lines = []
    if row.state == "quarantined" and held:
        lines.append(
            f"Quarantined by {isolated(held.by or 'somebody at the command line')} on "
            f"{escape(moment_words(held.at))}: {isolated(held.reason)}"
        )
    elif row.state == "quarantined":
        lines.append(f"Quarantined because of its marking: {isolated(row.marking or '')}")
    elif row.released:
        lines.append(_released(row.released))
    if state_of(shown.line) == "cleared":
        lines.append("It answers only those cleared for its marking.")
    if shown.line.failed:
        lines.append(f"A newer version of its file could not be read: {escape(shown.line.failed)}")
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f'<ul class="warnings">{items}</ul>' if items else ""


def _released(note: str) -> str:
    kept = json.loads(note)
    by = f" by {isolated(kept['by'])}" if kept.get("by") else ""
    return f"Released{by} on {escape(moment_words(kept['at']))}: {isolated(kept['reason'])}"


def _facts(shown: Paper) -> Iterator[str]:
    row = shown.line.row
    values = {
        "kind": kind_words(row.kind),
        "authority": row.authority,
        "date": date_words(row.date),
        "reference": row.reference,
        "marking": row.marking,
    }
    yield _fact("Title", row.title, row.findings.get("title", ""))
    for name, value in values.items():
        yield _fact(COLUMNS[name], value or _NOT_FOUND, row.findings.get(name, "") if value else "")
    pages = counted(row.pages, "page") if row.pages else "no pages in this format"
    pages = pages if row.state == "current" else "not kept while it is quarantined"
    yield _fact("Pages", pages, f"{counted(row.passages, 'passage')}, {row.format.upper()}")
    yield _fact("State", STATES[state_of(shown.line)], "")


def _fact(name: str, value: str, how: str) -> str:
    under = f'<span class="how">{escape(how)}</span>' if how else ""
    return f"<div><dt>{escape(name)}</dt><dd>{isolated(value)}{under}</dd></div>"


def _file(name: str, there: bool) -> str:
    gone = "" if there else ' <strong class="gone-file">(no longer there)</strong>'
    return f'<span class="file">{isolated(name)}</span>{gone}'


def _original(shown: Paper) -> str:
    """The way to the file itself, where the paper answers and a file of it is still there."""
    if shown.line.row.state != "current" or not any(there for _, there in shown.files):
        return ""
    address = f"source/{quote(shown.line.row.id, safe='')}/original"
    return f'<p><a class="original" href="{escape(address)}" download>Download the original</a></p>'


def _textless(shown: Paper) -> str:
    if not shown.textless:
        return ""
    pages = page_ranges(shown.textless)
    word = "Page" if len(shown.textless) == 1 else "Pages"
    return (
        f"<h3>Pages without text</h3><p>{word} {pages}: a scan or a picture. Nothing on them can be found or "
        "quoted; a version with recognised text can be added in its place.</p>"
    )


def _twins(shown: Paper) -> str:
    items = [
        f'<button type="button" class="pick way" data-open="{escape(id_)}">{isolated(title)}</button>'
        f'<span class="under file">{isolated(source)}</span>'
        for id_, title, source in shown.twins
    ]
    return _list("Other documents of the same words", items)


def _history(shown: Paper) -> str:
    items = [
        f'{isolated(act_words(act))}<span class="under">{escape(moment_words(act.at))}</span>'
        for act in reversed(shown.history)
    ]
    return _list("What was decided of it", items)


def _list(heading: str, items: list[str]) -> str:
    """A list of ready HTML under a heading; nothing where it is empty."""
    if not items:
        return ""
    body = "".join(f"<li>{item}</li>" for item in items)
    return f'<h3>{escape(heading)}</h3><ul class="paper-list">{body}</ul>'
