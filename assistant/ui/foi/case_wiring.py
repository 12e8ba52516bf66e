"""Which event of an open case leads to which handler, and what is then shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.ui.foi import views
from assistant.ui.foi.casework import Casework
from assistant.ui.foi.files import links
from assistant.ui.foi.forms import TypedReliance
from assistant.ui.foi.officer import Act, Officer, by_casework
from assistant.ui.foi.reply import Reply, notice
from assistant.ui.foi.session import Desk, proposed
from assistant.ui.foi.wiring import MAKING, TAKING, TO_THE_ROW, Updates, Wiring
from ingest.errors import AssistantError

Make = Callable[[Casework, Any, Desk], list[tuple[str, bytes]]]
"""Files, of the form that was chosen, from the case that is open."""

_TO_THE_FILES = "() => document.getElementById('foi-made')?.scrollIntoView({ block: 'nearest' })"


def wire_case(wiring: Wiring) -> None:
    """Everything that is done in an open case."""
    _wire_choosing(wiring)
    _wire_row(wiring)
    _wire_records(wiring)
    _wire_whole(wiring)
    _wire_export(wiring)


def _wire_choosing(wiring: Wiring) -> None:
    parts = wiring.tab.case
    answer = parts.row.answer

    for piece in (parts.rows, parts.gates, parts.letter):
        made = wiring.chosen(piece.choose, by_casework(Casework.choose), [answer], wiring.row)
        made.success(None, js=TO_THE_ROW)
    moves: tuple[tuple[gr.Button, Act], ...] = (
        (parts.row.before, lambda officer, *given: officer.casework.step(-1, *given)),
        (parts.row.after, lambda officer, *given: officer.casework.step(1, *given)),
        (parts.row.next_open, by_casework(Casework.next_open)),
    )
    for button, move in moves:
        wiring.on(button.click, move, [answer], wiring.row).success(None, js=TO_THE_ROW)


def _wire_row(wiring: Wiring) -> None:
    row, on = wiring.tab.case.row, wiring.on

    def decided(officer: Officer, reply: Reply) -> Updates:
        """The box then holds what was decided on; the words of a rejected draft stay to be worked on."""
        shown = wiring.changed(officer, reply)
        kept = reply.desk.row
        return {**shown, row.answer: proposed(kept)} if shown and kept and kept.answer else shown

    on(row.accept.click, by_casework(Casework.accept), [], decided)
    on(row.save.click, by_casework(Casework.save), [row.answer], decided)
    on(row.reject.click, by_casework(Casework.reject), [], decided)
    on(row.disposition.input, by_casework(Casework.dispose), [row.disposition], wiring.changed)


def _wire_records(wiring: Wiring) -> None:
    row, on = wiring.tab.case.row, wiring.on
    search = row.search
    record = [search.system, search.searched, search.post, search.found]
    on(search.record.click, by_casework(Casework.search), record, wiring.changed)

    def rely(officer: Officer, *given: Any) -> Reply:
        *typed, desk = given
        return officer.casework.rely(TypedReliance(*typed), desk)

    def emptied(officer: Officer, reply: Reply) -> Updates:
        shown = wiring.changed(officer, reply)
        return {**shown, **dict.fromkeys(row.reliance.fields, "")} if shown else {}

    on(row.reliance.record.click, rely, list(row.reliance.fields), emptied)
    on(row.reliance.remove.click, by_casework(Casework.rely_no_more), row.reliance.fields[:1], emptied)


def _wire_whole(wiring: Wiring) -> None:
    parts, on = wiring.tab.case, wiring.on
    clock, findings, cost = parts.clock, parts.findings, parts.cost
    on(
        clock.record.click,
        by_casework(Casework.clock),
        [clock.kind, clock.on, clock.note, clock.until],
        wiring.changed,
    )
    on(
        clock.save.click,
        by_casework(Casework.name),
        [clock.reference, clock.received, clock.regime],
        wiring.changed,
    )
    decision = [findings.which, findings.keep, findings.why]

    def decided(officer: Officer, reply: Reply) -> Updates:
        """The next finding has its decision and reason still before it."""
        shown = wiring.changed(officer, reply)
        return {**shown, findings.keep: None, findings.why: ""} if shown else {}

    on(findings.record.click, by_casework(Casework.decide_finding), decision, decided)

    law = parts.law
    on(law.record.click, by_casework(Casework.keep_reference), [law.words, law.why], wiring.changed)

    def estimate(officer: Officer, *given: Any) -> Reply:
        *hours, basis, advice, narrower, desk = given
        return officer.casework.estimate(tuple(hours), basis, advice, narrower, desk)

    on(cost.record.click, estimate, [*cost.hours, cost.basis, cost.advice, cost.narrower], wiring.changed)

    def dropped(officer: Officer, reply: Reply) -> Updates:
        return {**wiring.changed(officer, reply), **views.emptied_cost(cost)} if not reply.wrong else {}

    on(cost.drop.click, by_casework(Casework.drop_estimate), [], dropped)


def _wire_export(wiring: Wiring) -> None:
    parts = wiring.tab.case.export
    makes: tuple[tuple[gr.Button, Make], ...] = (
        (parts.draft, lambda work, form, desk: work.letter(form, desk, draft=True)),
        (parts.final, lambda work, form, desk: work.letter(form, desk, draft=False)),
        (parts.calendar, lambda work, _form, desk: work.calendar(desk)),
    )
    for button, make in makes:
        inputs = [parts.form, wiring.tab.session]
        event = wiring.event(button.click, _making(wiring, make), inputs, **MAKING)
        event.success(None, js=_TO_THE_FILES)
    wiring.on(parts.take_in.click, by_casework(Casework.take_in), [], wiring.nothing, **TAKING)


def _making(wiring: Wiring, make: Make) -> Callable[..., Updates]:
    files, told = wiring.tab.case.export.files, wiring.tab.notice

    def making(officer: Officer, form: Any, desk: Desk) -> Updates:
        try:
            listed = links(make(officer.casework, form, desk), officer.link_of)
        except AssistantError as error:
            return {files: "", told: notice(str(error), wrong=True)}
        said = "The files are made: they are under “Files made”."
        return {files: listed, told: notice(said, wrong=False)}

    return making
