"""The parts of the desk while a case is open."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from assistant.foi.case import ClockKind
from assistant.foi.request import Regime
from assistant.ui.foi.intake_layout import DAY_HINT, desk_html, heading, script
from assistant.ui.foi.row_layout import RowParts, row_editor
from assistant.ui.foi.words import CLOCK_KINDS, REGIMES

FORMS = [("Word (DOCX)", "docx"), ("Markdown", "md"), ("Web page (HTML)", "html")]


@dataclass(frozen=True)
class ClockParts:
    """What moves the due day, and what the case is called and worked under."""

    kind: gr.Dropdown
    on: gr.Textbox
    until: gr.Textbox
    note: gr.Textbox
    record: gr.Button
    events: gr.HTML
    reference: gr.Textbox
    received: gr.Textbox
    regime: gr.Dropdown
    save: gr.Button


@dataclass(frozen=True)
class FindingParts:
    """The decisions of the personal-data check."""

    listed: gr.HTML
    which: gr.Dropdown
    keep: gr.Dropdown
    why: gr.Textbox
    record: gr.Button


@dataclass(frozen=True)
class CostParts:
    """The estimate under section 12."""

    told: gr.HTML
    hours: list[gr.Number]
    basis: gr.Textbox
    advice: gr.Textbox
    narrower: gr.Textbox
    record: gr.Button
    drop: gr.Button


@dataclass(frozen=True)
class LawParts:
    """Flagged references to the law that stay."""

    kept: gr.HTML
    words: gr.Textbox
    why: gr.Textbox
    record: gr.Button


@dataclass(frozen=True)
class ExportParts:
    """The letter and the calendar file."""

    form: gr.Dropdown
    draft: gr.Button
    final: gr.Button
    calendar: gr.Button
    take_in: gr.Button
    files: gr.HTML


@dataclass(frozen=True)
class CaseParts:
    """An open case."""

    view: gr.Column
    head: gr.HTML
    correct: gr.Button
    leave: gr.Button
    due: gr.HTML
    gates: gr.HTML
    letter: gr.HTML
    rows: gr.HTML
    row: RowParts
    clock: ClockParts
    findings: FindingParts
    cost: CostParts
    law: LawParts
    export: ExportParts
    contact: gr.HTML
    history: gr.HTML


def case_view() -> CaseParts:
    """Clock and gates above; the letter on the left, the rows on the right; the rest of the case below."""
    with gr.Column(visible=False, elem_id="foi-case") as view:
        head = desk_html(elem_id="foi-head")
        with gr.Row():
            leave = gr.Button("All cases", min_width=140)
            correct = gr.Button("Change the questions", min_width=140)
        with gr.Row():
            with gr.Column(scale=2, min_width=300):
                due, clock = desk_html(elem_id="foi-clock"), _clock()
            with gr.Column(scale=3, min_width=300):
                gates = desk_html(script("choose.js"), elem_id="foi-gates")
        with gr.Row(elem_id="foi-work"):
            with gr.Column(scale=2, min_width=300, elem_id="foi-left"):
                heading("The request")
                letter, contact = desk_html(script("choose.js"), elem_id="foi-letter"), desk_html()
            with gr.Column(scale=3, min_width=300):
                heading("Questions and answers")
                rows = desk_html(script("choose.js"), elem_id="foi-rows")
                row = row_editor()
        heading("The whole case")
        # In the order in which they are named here they stand on the page.
        return CaseParts(
            view=view,
            head=head,
            correct=correct,
            leave=leave,
            due=due,
            gates=gates,
            letter=letter,
            rows=rows,
            row=row,
            clock=clock,
            contact=contact,
            findings=_findings(),
            cost=_cost(),
            law=_law(),
            export=_export(),
            history=_history(),
        )


def _clock() -> ClockParts:
    with gr.Accordion("Record what moves the clock", open=False):
        events = desk_html()
        kinds = [(CLOCK_KINDS[kind], kind.value) for kind in ClockKind]
        kind = gr.Dropdown(kinds, value=kinds[0][1], label="What happened", elem_id="foi-clock-kind")
        on = gr.Textbox(label="Day it happened", placeholder=DAY_HINT)
        until = gr.Textbox(label="Extended to (for an extension)", placeholder=DAY_HINT)
        note = gr.Textbox(label="Note", max_lines=4)
        record = gr.Button("Record it")
    with gr.Accordion("Reference, day of receipt, law", open=False):
        reference = gr.Textbox(label="Our reference")
        received = gr.Textbox(label="Received", placeholder=DAY_HINT)
        laws = [(REGIMES[law], law.value) for law in Regime]
        regime = gr.Dropdown(laws, value=laws[0][1], label="Handled under", elem_id="foi-regime")
        save = gr.Button("Save these")
    return ClockParts(kind, on, until, note, record, events, reference, received, regime, save)


def _findings() -> FindingParts:
    with gr.Accordion("Personal data (section 40)", open=False, elem_id="foi-personal"):
        listed = desk_html()
        which = gr.Dropdown([], label="Words to decide on", elem_id="foi-finding")
        keep = gr.Dropdown(
            [("They stay", "keep"), ("They are taken out", "out")],
            value=None,
            label="Decision",
            elem_id="foi-keep",
        )
        why = gr.Textbox(label="Why", max_lines=6)
        record = gr.Button("Record the decision")
    return FindingParts(listed, which, keep, why, record)


def _cost() -> CostParts:
    with gr.Accordion("Cost limit (section 12)", open=False, elem_id="foi-cost"):
        told = desk_html()
        with gr.Row():
            hours = [
                gr.Number(label=f"Hours {activity}", minimum=0, min_width=140)
                for activity in ("determining whether held", "locating", "retrieving", "extracting")
            ]
        basis = gr.Textbox(label="How the hours were arrived at", lines=2, max_lines=8)
        advice = gr.Textbox(label="Advice and assistance (section 16)", lines=2, max_lines=8)
        narrower = gr.Textbox(label="Narrower request to propose", lines=2, max_lines=8)
        with gr.Row():
            record = gr.Button("Record the estimate", min_width=140)
            drop = gr.Button("Take the estimate out", min_width=140)
    return CostParts(told, hours, basis, advice, narrower, record, drop)


def _law() -> LawParts:
    with gr.Accordion("References to the law that stay", open=False, elem_id="foi-law"):
        kept = desk_html()
        words = gr.Textbox(label="Reference as it stands in the letter", placeholder="section 43")
        why = gr.Textbox(label="Why it stays", max_lines=6)
        record = gr.Button("Keep the reference")
    return LawParts(kept, words, why, record)


def _export() -> ExportParts:
    with gr.Accordion("Letter and files", open=True, elem_id="foi-export"):
        form = gr.Dropdown(FORMS, value="docx", label="Form of the letter", elem_id="foi-form")
        with gr.Row():
            draft = gr.Button("Make a draft", min_width=140)
            final = gr.Button("Make the final letter", variant="primary", min_width=140)
            calendar = gr.Button("Make a calendar file", min_width=140)
            take_in = gr.Button("Add the sent response to the library", min_width=140)
        made = desk_html(elem_id="foi-made")
    return ExportParts(form, draft, final, calendar, take_in, made)


def _history() -> gr.HTML:
    with gr.Accordion("History", open=False):
        return desk_html()
