"""Which event of an open case leads to which handler, and what is then shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

import gradio as gr

from assistant.ui.foi import views
from assistant.ui.foi.forms import TypedReliance
from assistant.ui.foi.reply import Reply, notice
from assistant.ui.foi.session import Desk, proposed
from assistant.ui.foi.wiring import MAKING, TAKING, TO_THE_ROW, Updates, Wiring, line_of
from ingest.errors import AssistantError

_TO_THE_FILES = "() => document.getElementById('foi-made')?.scrollIntoView({ block: 'nearest' })"


def wire_case(wiring: Wiring) -> None:
    """Everything that is done in an open case."""
    _wire_choosing(wiring)
    _wire_row(wiring)
    _wire_records(wiring)
    _wire_whole(wiring)
    _wire_export(wiring)


def _wire_choosing(wiring: Wiring) -> None:
    parts, casework = wiring.tab.case, wiring.casework
    answer = parts.row.answer

    def chosen(words: str | None, desk: Desk, event: gr.EventData) -> Updates:
        reply = casework.choose(line_of(event), words, desk)
        return {**wiring.told(reply), **wiring.row(reply)}

    for piece in (parts.rows, parts.gates, parts.letter):
        made = wiring.event(piece.choose, chosen, [answer, wiring.tab.session])
        made.success(None, js=TO_THE_ROW)
    moves = (
        (parts.row.before, partial(casework.step, -1)),
        (parts.row.after, partial(casework.step, 1)),
        (parts.row.next_open, casework.next_open),
    )
    for button, move in moves:
        wiring.on(button.click, move, [answer], wiring.row).success(None, js=TO_THE_ROW)


def _wire_row(wiring: Wiring) -> None:
    row, casework, on = wiring.tab.case.row, wiring.casework, wiring.on

    def decided(reply: Reply) -> Updates:
        """The box then holds what was decided on; the words of a rejected draft stay to be worked on."""
        shown = wiring.changed(reply)
        kept = reply.desk.row
        return {**shown, row.answer: proposed(kept)} if shown and kept and kept.answer else shown

    on(row.accept.click, casework.accept, [], decided)
    on(row.save.click, casework.save, [row.answer], decided)
    on(row.reject.click, casework.reject, [], decided)
    on(row.disposition.input, casework.dispose, [row.disposition], wiring.changed)


def _wire_records(wiring: Wiring) -> None:
    row, casework, on = wiring.tab.case.row, wiring.casework, wiring.on
    search = row.search
    record = [search.system, search.searched, search.post, search.found]
    on(search.record.click, casework.search, record, wiring.changed)

    def rely(*given: Any) -> Reply:
        *typed, desk = given
        return casework.rely(TypedReliance(*typed), desk)

    def emptied(reply: Reply) -> Updates:
        shown = wiring.changed(reply)
        return {**shown, **dict.fromkeys(row.reliance.fields, "")} if shown else {}

    on(row.reliance.record.click, rely, list(row.reliance.fields), emptied)
    on(row.reliance.remove.click, casework.rely_no_more, row.reliance.fields[:1], emptied)


def _wire_whole(wiring: Wiring) -> None:
    parts, casework, on = wiring.tab.case, wiring.casework, wiring.on
    clock, findings, cost = parts.clock, parts.findings, parts.cost
    on(clock.record.click, casework.clock, [clock.kind, clock.on, clock.note, clock.until], wiring.changed)
    on(clock.save.click, casework.name, [clock.reference, clock.received, clock.regime], wiring.changed)
    decision = [findings.which, findings.keep, findings.why]

    def decided(reply: Reply) -> Updates:
        """The next finding has its decision and reason still before it."""
        shown = wiring.changed(reply)
        return {**shown, findings.keep: None, findings.why: ""} if shown else {}

    on(findings.record.click, casework.decide_finding, decision, decided)

    law = parts.law
    on(law.record.click, casework.keep_reference, [law.words, law.why], wiring.changed)

    def estimate(*given: Any) -> Reply:
        *hours, basis, advice, narrower, desk = given
        return casework.estimate(tuple(hours), basis, advice, narrower, desk)

    on(cost.record.click, estimate, [*cost.hours, cost.basis, cost.advice, cost.narrower], wiring.changed)

    def dropped(reply: Reply) -> Updates:
        return {**wiring.changed(reply), **views.emptied_cost(cost)} if not reply.wrong else {}

    on(cost.drop.click, casework.drop_estimate, [], dropped)


def _wire_export(wiring: Wiring) -> None:
    parts, casework = wiring.tab.case.export, wiring.casework
    made: list[tuple[Any, Callable[[Any, Desk], AbstractContextManager[list[str]]]]] = [
        (parts.draft, lambda form, desk: casework.letter(form, desk, draft=True)),
        (parts.final, lambda form, desk: casework.letter(form, desk, draft=False)),
        (parts.calendar, lambda _form, desk: casework.calendar(desk)),
    ]
    for button, make in made:
        event = wiring.event(button.click, _making(wiring, make), [parts.form, wiring.tab.session], **MAKING)
        event.success(None, js=_TO_THE_FILES)
    wiring.on(parts.take_in.click, casework.take_in, [], lambda _: {}, **TAKING)


def _making(
    wiring: Wiring, make: Callable[[Any, Desk], AbstractContextManager[list[str]]]
) -> Callable[..., Iterator[Updates]]:
    files, told = wiring.tab.case.export.files, wiring.tab.notice

    def making(form: Any, desk: Desk) -> Iterator[Updates]:
        try:
            # Gradio takes its copy of the files before it asks for the next step, which sweeps ours away.
            with make(form, desk) as names:
                said = "The files are made: they are under “Files made”."
                yield {files: gr.update(value=names, visible=True), told: notice(said, wrong=False)}
        except AssistantError as error:
            yield {files: gr.update(value=None, visible=False), told: notice(str(error), wrong=True)}

    return making
