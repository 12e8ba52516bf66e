"""What the catalogue holds and what an upload did, as HTML. Pure functions, escaped like the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.spoken import counted, uk_date
from assistant.ui.markup import escape, isolated
from assistant.ui.words import OUTCOME_WORDS, outcome_words
from ingest.records import Facets

EMPTY = (
    '<div class="empty"><h2>There are no documents yet</h2><p>Open <strong>Library</strong> above and add '
    "files, or stop the page and run <code>commissioning-assistant ingest FOLDER</code>.</p></div>"
)


def summary(facets: Facets) -> str:
    """One line on what can be asked about."""
    if not facets.documents:
        return EMPTY
    held = counted(facets.documents, "document")
    if facets.authorities:
        held += f" from {counted(len(facets.authorities), 'authority', 'authorities')}"
    return f'<p class="summary">{held}{escape(_period(facets))}.</p>'


def writer(name: str) -> str:
    """Which language model would write; what to do where there is none."""
    if name:
        return f'<p class="summary" id="mode-told">Language model: {isolated(name)}</p>'
    return (
        '<p class="summary" id="mode-told">There is no language model yet: run '
        "<code>commissioning-assistant models fetch writer</code>, or set <code>llm.base_url</code>.</p>"
    )


def outcomes(rows: Sequence[tuple[str, str, str]]) -> str:
    """What happened to each uploaded file: (name, outcome, reason)."""
    counts = Counter(outcome for _, outcome, _ in rows)
    known = [outcome for outcome in OUTCOME_WORDS if outcome in counts]
    order = [*known, *(outcome for outcome in counts if outcome not in OUTCOME_WORDS)]
    told = ", ".join(f"{counts[outcome]} {_within(outcome_words(outcome))}" for outcome in order)
    body = "".join(_row(*row) for row in rows)
    return (
        f'<p class="summary" role="status">{counted(len(rows), "file")}: {escape(told)}.</p>'
        f'<table class="outcomes"><thead><tr>{_head("File")}{_head("Outcome")}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def notice(message: str) -> str:
    """One calm line, announced by a screen reader; nothing where there is nothing to say."""
    return f'<p class="notice" role="alert">{escape(message)}</p>' if message else ""


def _period(facets: Facets) -> str:
    if facets.earliest and facets.latest and facets.earliest != facets.latest:
        return f", dated {uk_date(facets.earliest)} to {uk_date(facets.latest)}"
    day = facets.earliest or facets.latest
    return f", dated {uk_date(day)}" if day else ""


def _within(words: str) -> str:
    return words[:1].lower() + words[1:]


def _head(words: str) -> str:
    return f'<th scope="col">{escape(words)}</th>'


def _row(name: str, outcome: str, reason: str) -> str:
    why = f'<span class="reason">{escape(reason)}</span>' if reason else ""
    trouble = ' class="trouble"' if outcome in ("failed", "quarantined") else ""
    return (
        f'<tr{trouble}><th scope="row"><span class="file">{isolated(name)}</span></th>'
        f"<td>{escape(outcome_words(outcome))}{why}</td></tr>"
    )
