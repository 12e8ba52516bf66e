"""Plain words of the page: outcomes, filters, what was struck. Everything returned is text, not markup."""

from __future__ import annotations

from assistant.answer import Filters, Written
from assistant.spoken import counted, kind_words, uk_date

OUTCOME_WORDS = {
    "added": "Added",
    "replaced": "Replaced an earlier version",
    "unchanged": "Already in the catalogue",
    "duplicate": "Duplicate of another document",
    "quarantined": "Held back",
    "failed": "Could not be read",
}

NOTICES = "Please note"
STRUCK = "Struck out"


def outcome_words(outcome: str) -> str:
    """What became of a file, in words."""
    return OUTCOME_WORDS.get(outcome) or outcome.replace("-", " ").capitalize()


def filters_words(filters: Filters) -> str:
    """What the search was narrowed to, in one line; empty where it was not."""
    parts = [
        filters.authority or "",
        kind_words(filters.kind) if filters.kind else "",
        f"from {uk_date(filters.since)}" if filters.since else "",
        f"until {uk_date(filters.until)}" if filters.until else "",
    ]
    return ", ".join(part for part in parts if part)


def struck_words(written: Written) -> str:
    """ "1 of 4 sentences was struck out": of the model's own, not of what was quoted beside them."""
    own = [sentence for sentence in written.sentences if not sentence.own_words]
    struck = sum(not sentence.kept for sentence in own)
    told = counted(len(own), "sentence")
    return f"{struck:,} of {told} {'was' if struck == 1 else 'were'} {STRUCK.lower()}"
