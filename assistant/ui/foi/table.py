"""The coverage table of a case as one piece of HTML, so that 120 rows stay quick to show."""

from __future__ import annotations

from assistant.foi.case import Case, Decision, Row
from assistant.foi.coverage import Covered
from assistant.spoken import counted
from assistant.ui.foi.words import COVERAGE, DECISIONS, DISPOSITIONS, candidate_age
from assistant.ui.markup import escape, isolated


def table(case: Case, chosen: str) -> str:
    """A row for each question; ``chosen`` is the id of the one in the editor."""
    if not case.rows:
        return '<p class="empty">This case has no questions: use “Change the questions”.</p>'
    decided = sum(settled(row) for row in case.rows)
    told = f"{counted(len(case.rows), 'question')}, {decided} decided."
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("No.", "Question", "Found before"))
    rows = "".join(_row(row, row.question.id == chosen) for row in case.rows)
    return (
        f'<p class="summary">{told} Choose one to work on it; the arrow keys go from one to the next.</p>'
        '<div class="rows"><table class="desk-table"><caption class="unseen">Questions and what covers them'
        f"</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def settled(row: Row) -> bool:
    """Has the officer said what becomes of the draft and of the question?"""
    return row.decision is not None and row.disposition is not None


def coverage_mark(covered: Covered) -> str:
    """The coverage as a word with its colour and sign."""
    mark = COVERAGE[covered.coverage]
    return (
        f'<span class="coverage {mark.tone}"><span aria-hidden="true">{mark.sign}</span> '
        f"{escape(mark.words)}</span>"
    )


def age(covered: Covered) -> str:
    """The age of the best candidate, and whether that is stale."""
    if not covered.candidates:
        return ""
    best = covered.candidates[0]
    stale = " stale" if best.stale else ""
    return f'<span class="age{stale}">{escape(candidate_age(best))}</span>'


def decided_mark(row: Row) -> str:
    """What was decided, in words with a sign."""
    parts = [
        DECISIONS[row.decision] if row.decision else "",
        DISPOSITIONS[row.disposition] if row.disposition else "",
    ]
    said = " · ".join(part for part in parts if part)
    if settled(row):
        return _state("done", "✕" if row.decision is Decision.REJECTED else "✓", said)
    return _state("open", "○", f"{said} · to decide" if said else "To decide")


def _state(kind: str, sign: str, words: str) -> str:
    return f'<span class="state {kind}"><span aria-hidden="true">{sign}</span> {escape(words)}</span>'


def _row(row: Row, chosen: bool) -> str:
    # One stop of the Tab key for the whole table; the page's script moves with the arrow keys.
    current = ' aria-current="true"' if chosen else ' tabindex="-1"'
    conflicts = '<span class="age stale">Earlier answers differ</span>' if row.covered.conflicts else ""
    return (
        f'<tr{" class=chosen" if chosen else ""}><th scope="row">{isolated(row.question.number)}</th>'
        f'<td><button type="button" class="pick" data-question="{escape(row.question.id)}"{current}>'
        f"{isolated(row.question.text)}</button>{decided_mark(row)}</td>"
        f"<td>{coverage_mark(row.covered)}{age(row.covered)}{conflicts}</td></tr>"
    )
