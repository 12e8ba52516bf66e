"""What the tab shows of a session, part by part, for the handlers' wiring to send.

``shown_…`` is rendered by us and sent after every change; ``filled_…`` are fields that an officer types in,
and are sent only when something else is opened in them, so that nothing typed is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr

from assistant.foi.case import Case, Row
from assistant.foi.cases import CaseLine
from assistant.foi.standing import Standing
from assistant.spoken import uk_date
from assistant.ui.foi import candidates, case_list, reading, row_view, standing, table
from assistant.ui.foi.case_layout import CaseParts, CostParts
from assistant.ui.foi.casework import finding_key
from assistant.ui.foi.forms import TypedReliance
from assistant.ui.foi.marked_letter import letter
from assistant.ui.foi.row_layout import UNDECIDED, RowParts
from assistant.ui.foi.session import Desk, proposed
from assistant.ui.foi.tab import Tab

Updates = dict[Any, Any]


def stage(tab: Tab, desk: Desk) -> Updates:
    """Which of the three views is seen."""
    return {
        tab.cases.view: gr.update(visible=desk.stage == "cases"),
        tab.reading.view: gr.update(visible=desk.stage == "reading"),
        tab.case.view: gr.update(visible=desk.stage == "case"),
    }


def shown_cases(tab: Tab, desk: Desk, lines: Sequence[CaseLine]) -> Updates:
    """The cases there are, and the question whether one is to be deleted."""
    doomed = next((line for line in lines if line.id == desk.deleting), None)
    return {
        tab.cases.cases: case_list.case_list(lines),
        tab.cases.confirm: gr.update(visible=doomed is not None),
        tab.cases.warning: case_list.deletion(doomed) if doomed else "",
    }


def filled_cases(tab: Tab) -> Updates:
    """Nothing of a letter that was read stays in the fields."""
    parts = tab.cases
    return {parts.pasted: "", parts.file: None, parts.authority: "", parts.received: ""}


def shown_reading(tab: Tab, desk: Desk) -> Updates:
    """What was read and the questions."""
    request, parts = desk.request, tab.reading
    if request is None:
        return {parts.facts: "", parts.letter: "", parts.questions: "", parts.editor: ""}
    return {
        parts.facts: reading.facts(request),
        parts.letter: reading.whole_letter(request),
        parts.questions: reading.questions(request, desk.asking),
        parts.editor: reading.question_heading(desk.question),
        parts.progress: "",
        parts.match: gr.update(value="Match the questions again" if desk.case else "Match the questions"),
    }


def filled_question(tab: Tab, desk: Desk) -> Updates:
    """The words of the question at hand."""
    return {tab.reading.words: desk.question.text if desk.question else "", tab.reading.new: ""}


def filled_reading(tab: Tab, desk: Desk) -> Updates:
    """Authority, day and reference as they were read."""
    request, parts = desk.request, tab.reading
    received = uk_date(request.received) if request and request.received else ""
    return {
        parts.authority: (request.authority if request else None) or "",
        parts.received: received,
        parts.reference: desk.case.reference if desk.case else "",
    }


def shown_case(tab: Tab, desk: Desk, now: Standing) -> Updates:
    """Everything of a case that a change can move."""
    case, parts = desk.case, tab.case
    if case is None:
        return {}
    return {
        parts.head: standing.head(case),
        parts.due: standing.clock(now.clock),
        parts.gates: standing.gates(case, now),
        parts.clock.events: standing.events(case),
        parts.findings.listed: standing.findings(case, now.findings),
        parts.findings.which: _to_decide(case, now),
        parts.cost.told: standing.estimate(case),
        parts.law.kept: standing.kept_references(case),
        parts.history: standing.history(case),
        **shown_rows(parts, desk),
    }


def shown_rows(parts: CaseParts, desk: Desk) -> Updates:
    """The table, and the row in the editor without what is typed and without what was found."""
    case, row = desk.case, desk.row
    shown: Updates = {parts.rows: table.table(case, desk.chosen) if case else ""}
    if row is None:
        return {**shown, parts.row.question: ""}
    return {
        **shown,
        parts.row.question: row_view.question(row, unsaved=row.question.id in desk.typed),
        parts.row.search.recorded: row_view.search(row.search),
        parts.row.reliance.listed: row_view.reliances(row.reliances),
    }


def filled_case(tab: Tab, desk: Desk) -> Updates:
    """The fields of a case that was just opened, its letter, and the contact details, folded."""
    case, parts = desk.case, tab.case
    if case is None:
        return {}
    request, cost, clock = case.request, case.estimate, parts.clock
    hours = (cost.determining_held, cost.locating, cost.retrieving, cost.extracting) if cost else (None,) * 4
    return {
        parts.letter: letter(request),
        parts.contact: reading.contact(request.contact),
        clock.reference: case.reference,
        clock.received: uk_date(request.received) if request.received else "",
        clock.regime: case.handled_under.value,
        **dict.fromkeys((clock.on, clock.until, clock.note, parts.findings.why), ""),
        **dict(zip(parts.cost.hours, hours, strict=True)),
        parts.cost.basis: cost.basis if cost else "",
        parts.cost.advice: case.advice,
        parts.cost.narrower: case.narrower,
        parts.export.files: "",
    }


def emptied_case(tab: Tab) -> Updates:
    """Nothing of a case stays on the page."""
    parts = tab.case
    told = (parts.head, parts.due, parts.gates, parts.letter, parts.rows, parts.contact, parts.history)
    row = (parts.row.question, parts.row.proposal, parts.row.found, parts.row.answer)
    return dict.fromkeys((*told, *row, parts.findings.listed, parts.export.files), "")


def filled_row(parts: RowParts, desk: Desk, passage_of: candidates.PassageOf) -> Updates:
    """The fields of the row that was just put in the editor, its draft and what was found."""
    row = desk.row
    if row is None:
        return {}
    return {
        parts.proposal: row_view.proposal(row),
        parts.found: row_view.found(row, passage_of),
        parts.answer: desk.typed.get(row.question.id, proposed(row)),
        parts.disposition: row.disposition.value if row.disposition else UNDECIDED,
        **filled_search(parts, row),
        **dict(zip(parts.reliance.fields, _typed_reliance(row), strict=True)),
    }


def filled_search(parts: RowParts, row: Row) -> Updates:
    """The search as it was recorded."""
    record, search = row.search, parts.search
    return {
        search.system: record.system if record else "",
        search.searched: uk_date(record.searched) if record else "",
        search.post: record.post if record else "",
        search.found: ("found" if record.found else "not-found") if record else None,
    }


def _typed_reliance(row: Row) -> TypedReliance:
    """The first section relied on, to be worked on; else empty fields."""
    if not row.reliances:
        return TypedReliance(*[""] * len(TypedReliance._fields))
    first = row.reliances[0]
    test, person = first.public_interest, first.qualified_person
    return TypedReliance(
        section=first.section,
        why=first.why,
        disclosing=test.favouring_disclosure if test else "",
        withholding=test.favouring_withholding if test else "",
        balance=test.balance if test else "",
        post=person.post if person else "",
        given=uk_date(person.given) if person else "",
        opinion=person.opinion if person else "",
    )


def _to_decide(case: Case, now: Standing) -> Any:
    """The findings that wait, as choices, the first of them chosen."""
    numbers = {row.question.id: row.question.number for row in case.rows}
    choices = {
        finding_key(id_, each): f"{each.words} (question {numbers[id_]})" if id_ in numbers else each.words
        for id_, each in now.findings
    }
    return gr.update(
        choices=[(words, key) for key, words in choices.items()], value=next(iter(choices), None)
    )


def emptied_cost(parts: CostParts) -> Updates:
    """The fields of an estimate that was taken out."""
    fields: Updates = dict.fromkeys(parts.hours)
    return {**fields, parts.basis: "", parts.advice: "", parts.narrower: ""}
