"""The parts of the desk before a case is open: a request to read, the cases, the corrections."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import gradio as gr

DAY_HINT = "20 February 2026"


@dataclass(frozen=True)
class CasesParts:
    """A request to read, and the cases there are."""

    view: gr.Column
    pasted: gr.Textbox
    file: gr.File
    authority: gr.Textbox
    received: gr.Textbox
    read: gr.Button
    confirm: gr.Column
    warning: gr.HTML
    delete: gr.Button
    keep: gr.Button
    cases: gr.HTML


@dataclass(frozen=True)
class ReadingParts:
    """What was read, to be corrected before it is matched."""

    view: gr.Column
    facts: gr.HTML
    letter: gr.HTML
    authority: gr.Textbox
    received: gr.Textbox
    reference: gr.Textbox
    questions: gr.HTML
    editor: gr.HTML
    words: gr.Textbox
    place: gr.Number
    reword: gr.Button
    merge: gr.Button
    split: gr.Button
    remove: gr.Button
    new: gr.Textbox
    add: gr.Button
    progress: gr.HTML
    match: gr.Button
    leave: gr.Button


def cases_view() -> CasesParts:
    """The first view of the tab."""
    with gr.Column(elem_id="foi-cases") as view:
        heading("New request")
        pasted = gr.Textbox(
            label="Request letter",
            placeholder="Paste the request here",
            lines=6,
            max_lines=16,
            elem_id="foi-pasted",
        )
        # No file_types: Gradio would name a refused file in a message that obeys the markup in its name.
        file = gr.File(label="Or a file: TXT, DOCX, PDF, EML or HTML", elem_id="foi-file", height=170)
        with gr.Row():
            authority = gr.Textbox(label="Authority, if the letter does not say", min_width=200)
            received = gr.Textbox(
                label="Received, if the letter does not say", placeholder=DAY_HINT, min_width=200
            )
        read = gr.Button("Read the request", variant="primary", elem_id="foi-read")
        heading("Cases")
        confirm, warning, delete, keep = _confirmation()
        cases = desk_html(script("choose.js"), elem_id="foi-list")
    return CasesParts(view, pasted, file, authority, received, read, confirm, warning, delete, keep, cases)


def _confirmation() -> tuple[gr.Column, gr.HTML, gr.Button, gr.Button]:
    with gr.Column(visible=False, elem_id="foi-confirm") as confirm:
        warning = desk_html()
        with gr.Row():
            delete = gr.Button("Delete for good", variant="stop", min_width=140, elem_id="foi-delete")
            keep = gr.Button("Keep the case", min_width=140)
    return confirm, warning, delete, keep


def reading_view() -> ReadingParts:
    """What was read; on a wide page the question at hand stands beside the questions."""
    with gr.Column(visible=False, elem_id="foi-reading") as view:
        heading("What was read")
        facts, letter = desk_html(elem_id="foi-facts"), desk_html()
        with gr.Row():
            authority = gr.Textbox(label="Authority", min_width=200)
            received = gr.Textbox(label="Received", placeholder=DAY_HINT, min_width=200)
            reference = gr.Textbox(label="Our reference", placeholder="FOI 2026/0101", min_width=200)
        heading("Questions")
        with gr.Row():
            with gr.Column(scale=3, min_width=300):
                questions = desk_html(script("choose.js"), elem_id="foi-questions")
            with gr.Column(scale=2, min_width=300, elem_id="foi-question"):
                corrections = _corrections()
        progress = desk_html(elem_id="foi-progress")
        with gr.Row():
            match = gr.Button("Match the questions", variant="primary", min_width=160, elem_id="foi-match")
            leave = gr.Button("Leave without keeping", min_width=160)
    return ReadingParts(
        view, facts, letter, authority, received, reference, questions,
        **corrections, progress=progress, match=match, leave=leave,
    )  # fmt: skip


def _corrections() -> dict[str, Any]:
    editor = desk_html()
    words = gr.Textbox(label="Words of the question", lines=3, max_lines=12, elem_id="foi-words")
    # Where the cursor stands in the words: the page's script fills it in when a question is split.
    place = gr.Number(value=0, visible=False)
    with gr.Row():
        reword = gr.Button("Save the words", min_width=120)
        split = gr.Button("Split at the cursor", min_width=120)
        merge = gr.Button("Merge with the one above", min_width=120)
        remove = gr.Button("Delete the question", min_width=120)
    new = gr.Textbox(label="New question", lines=2, max_lines=12)
    add = gr.Button("Add below")
    return {
        "editor": editor, "words": words, "place": place, "reword": reword, "split": split,
        "merge": merge, "remove": remove, "new": new, "add": add,
    }  # fmt: skip


def heading(words: str) -> None:
    """A section of the tab."""
    gr.HTML(f'<h2 class="heading">{words}</h2>', apply_default_css=False)


def desk_html(js: str | None = None, **options: Any) -> gr.HTML:
    """A piece of the desk that is rendered by us; empty it takes no room."""
    return gr.HTML("", js_on_load=js, apply_default_css=False, elem_classes="optional", **options)


def script(name: str) -> str:
    """A script of the desk."""
    return files("assistant.ui.foi").joinpath(name).read_text(encoding="utf-8")
