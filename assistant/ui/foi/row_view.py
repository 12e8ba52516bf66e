"""One row of a case opened: the question, what covers it, and what was recorded of it."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.foi.case import Reliance, Row, SearchRecord
from assistant.spoken import uk_date
from assistant.ui.foi.candidates import PassageOf, candidates, conflicts, draft
from assistant.ui.foi.table import age, coverage_mark, decided_mark
from assistant.ui.markup import escape, isolated


def question(row: Row, *, unsaved: bool = False) -> str:
    """The question, its coverage and why, the note for the officer, and what was decided so far."""
    asked = row.question
    taken = ""
    if " ".join(asked.standalone.split()) != " ".join(asked.text.split()):
        taken = f'<p class="taken">Taken to mean: {isolated(asked.standalone)}</p>'
    # The note begins with why, as a rule; then it is not said twice.
    note = row.note.removeprefix(row.covered.why).strip()
    noted = f'<p class="note"><strong>Note for you:</strong> {isolated(note)}</p>' if note else ""
    waiting = '<p class="caution">The words in the answer box are not saved yet.</p>' if unsaved else ""
    return (
        f'<h3 class="row-heading" tabindex="-1">Question {isolated(asked.number)}</h3>'
        f'<p class="asked-words">{isolated(asked.text)}</p>{taken}'
        f'<p class="covering">{coverage_mark(row.covered)} {age(row.covered)} {decided_mark(row)}</p>'
        f'<p class="why">{isolated(row.covered.why)}</p>{noted}{waiting}'
    )


def proposal(row: Row) -> str:
    """The words drafted, and beside one another the answers that contradict each other."""
    return f'<div class="exchange">{draft(row)}{conflicts(row)}</div>'


def found(row: Row, passage_of: PassageOf) -> str:
    """Every candidate with its cards."""
    return f'<div class="exchange">{candidates(row, passage_of)}</div>'


def search(record: SearchRecord | None) -> str:
    """The search recorded for a row."""
    if record is None:
        return (
            '<p class="summary">No search is recorded. Before the letter may say that information is or is '
            "not held, record who searched which system and when (section 1(1)(a)).</p>"
        )
    found = "found" if record.found else "not found"
    return (
        f'<p class="recorded">{isolated(record.system)}, searched on {escape(uk_date(record.searched))} by '
        f"{isolated(record.post)}: <strong>{found}</strong>.</p>"
    )


def reliances(relied_on: tuple[Reliance, ...]) -> str:
    """The sections relied on, with the reasons given for each."""
    if not relied_on:
        return '<p class="summary">No exemption or exception is relied on.</p>'
    listed = "".join(f"<li>{''.join(_reliance(each))}</li>" for each in relied_on)
    return f'<ul class="reliances">{listed}</ul>'


def _reliance(relied_on: Reliance) -> Iterator[str]:
    yield f"<strong>{isolated(relied_on.section)}</strong>: {isolated(relied_on.why)}"
    test, person = relied_on.public_interest, relied_on.qualified_person
    if test:
        yield _line("For disclosing", test.favouring_disclosure)
        yield _line("For withholding", test.favouring_withholding)
        yield _line("Balance", test.balance)
    if person:
        yield _line(f"{person.post}, {uk_date(person.given)}", person.opinion)


def _line(label: str, words: str) -> str:
    return f'<span class="line">{isolated(label)}: {isolated(words)}</span>'
