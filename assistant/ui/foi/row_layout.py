"""The editor of one row: there is one set of these parts, however many questions a case has."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from assistant.foi.case import Disposition
from assistant.ui.foi.intake_layout import DAY_HINT, desk_html, script
from assistant.ui.foi.words import DISPOSITIONS

UNDECIDED = ""


@dataclass(frozen=True)
class RowParts:
    """The row in the editor, and all that can be decided and recorded of it."""

    question: gr.HTML
    proposal: gr.HTML
    answer: gr.Textbox
    accept: gr.Button
    save: gr.Button
    reject: gr.Button
    disposition: gr.Dropdown
    before: gr.Button
    after: gr.Button
    next_open: gr.Button
    found: gr.HTML
    search: SearchParts
    reliance: RelianceParts


@dataclass(frozen=True)
class SearchParts:
    """A search of the records."""

    recorded: gr.HTML
    system: gr.Textbox
    searched: gr.Textbox
    post: gr.Textbox
    found: gr.Dropdown
    record: gr.Button


@dataclass(frozen=True)
class RelianceParts:
    """The sections relied on; the fields are in the order of ``TypedReliance``."""

    listed: gr.HTML
    fields: list[gr.Textbox]
    record: gr.Button
    remove: gr.Button


def row_editor() -> RowParts:
    """The question, its draft, what is decided of it; below, what was found and the records."""
    with gr.Column(elem_id="foi-row"):
        question, proposal = desk_html(elem_id="foi-row-question"), desk_html(script("cards.js"))
        answer = gr.Textbox(label="Answer for the letter", lines=4, max_lines=20, elem_id="foi-answer")
        with gr.Row():
            accept = gr.Button("Accept the draft", variant="primary", min_width=130)
            save = gr.Button("Save my words", min_width=130)
            reject = gr.Button("Reject the draft", min_width=130)
        choices = [("Not decided", UNDECIDED), *((DISPOSITIONS[each], each.value) for each in Disposition)]
        disposition = gr.Dropdown(
            choices, value=UNDECIDED, label="What the response does", elem_id="foi-disposition"
        )
        found = desk_html(script("cards.js"), elem_id="foi-found")
        search, reliance = _search(), _reliance()
        with gr.Row():
            before = gr.Button("Previous question", min_width=130)
            after = gr.Button("Next question", min_width=130)
            next_open = gr.Button("Next to decide", min_width=130)
    return RowParts(
        question, proposal, answer, accept, save, reject, disposition, before, after, next_open, found,
        search, reliance,
    )  # fmt: skip


def _search() -> SearchParts:
    with gr.Accordion("Search record", open=False, elem_id="foi-search"):
        recorded = desk_html()
        system = gr.Textbox(label="System searched", placeholder="Case management system")
        searched = gr.Textbox(label="Day of the search", placeholder=DAY_HINT)
        post = gr.Textbox(label="Post that searched, not a name", placeholder="Commissioning manager")
        found = gr.Dropdown(
            [("Found", "found"), ("Not found", "not-found")],
            value=None,
            label="The information was",
            elem_id="foi-was-found",
        )
        record = gr.Button("Record the search")
    return SearchParts(recorded, system, searched, post, found, record)


def _reliance() -> RelianceParts:
    with gr.Accordion("Sections relied on", open=False, elem_id="foi-sections"):
        listed = desk_html()
        fields = [
            gr.Textbox(label="Section", placeholder="s.43(2), or reg.12(5)(e)"),
            gr.Textbox(label="Why it applies", lines=2, max_lines=8),
            gr.Textbox(label="Public interest for disclosing", max_lines=8),
            gr.Textbox(label="Public interest for withholding", max_lines=8),
            gr.Textbox(label="Where the balance lies", max_lines=8),
            gr.Textbox(label="Section 36: qualified person’s post, not a name"),
            gr.Textbox(label="Section 36: day of the opinion", placeholder=DAY_HINT),
            gr.Textbox(label="Section 36: the opinion", max_lines=8),
        ]
        with gr.Row():
            record = gr.Button("Record the section", min_width=140)
            remove = gr.Button("Take the section out", min_width=140)
    return RelianceParts(listed, fields, record, remove)
