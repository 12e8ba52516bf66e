"""The parts of the tab: what is added, the table with what narrows it; one document with its forms."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.paper import Attention
from assistant.spoken import KIND_WORDS
from assistant.ui.library.browsing import ANY, SOMETHING, Browsing
from assistant.ui.library.words import ATTENTION, STATES
from assistant.ui.service import ACCEPTED_FORMATS

_TOLD = '<div class="shelf-told" role="status">${value}</div>'
_SAID = '<div class="desk-said" role="status">${value}</div>'
READERS = [("Only those cleared for its marking", "cleared"), ("Everyone who uses this page", "everyone")]
AS_FOUND = ("As the paper says", "")


@dataclass(frozen=True)
class TableParts:
    """The first view: what narrows the table, the table, and files that failed."""

    view: gr.Column
    words: gr.Textbox
    kind: gr.Dropdown
    authority: gr.Dropdown
    state: gr.Dropdown
    attention: gr.Dropdown
    refresh: gr.Button
    told: gr.HTML
    table: gr.HTML
    failures: gr.HTML

    @property
    def wanted(self) -> list[Any]:
        """In the order in which ``Wanted`` takes them."""
        return [self.words, self.kind, self.authority, self.state, self.attention]


@dataclass(frozen=True)
class AddingParts:
    """What a librarian adds."""

    view: gr.Accordion
    files: gr.File
    chosen: gr.State
    listed: gr.HTML
    authority: gr.Textbox
    marking: gr.Textbox
    add: gr.Button
    progress: gr.HTML
    report: gr.HTML


@dataclass(frozen=True)
class PaperParts:
    """The second view: one document, and for a librarian the forms that fit it."""

    view: gr.Column
    back: gr.Button
    detail: gr.HTML
    forms: gr.Column
    title: gr.Textbox
    kind: gr.Dropdown
    authority: gr.Textbox
    date: gr.Textbox
    reference: gr.Textbox
    marking: gr.Textbox
    save: gr.Button
    as_found: gr.Button
    holding: gr.Column
    why_held: gr.Textbox
    hold: gr.Button
    releasing: gr.Column
    why_released: gr.Textbox
    readers: gr.Radio
    release: gr.Button
    remove: gr.Button
    confirm: gr.Column
    warning: gr.HTML
    yes: gr.Button
    no: gr.Button

    @property
    def fields(self) -> list[Any]:
        """In the order in which ``Typed`` takes them."""
        return [self.title, self.kind, self.authority, self.date, self.reference, self.marking]


@dataclass(frozen=True)
class LibraryParts:
    """The tab."""

    session: gr.State
    adding: AddingParts
    table: TableParts
    paper: PaperParts
    said: gr.HTML


def library_tab() -> LibraryParts:
    """The parts, in the order in which the page shows them."""
    session = gr.State(Browsing())
    with gr.Column(elem_id="lib-list") as view:
        adding = _adding_view()
        table = _table_view(view)
    paper = _paper_view()
    said = gr.HTML("", html_template=_SAID, js_on_load=None, apply_default_css=False, elem_id="lib-said")
    return LibraryParts(session, adding, table, paper, said)


def _table_view(view: gr.Column) -> TableParts:
    heading("Documents")
    with gr.Row(elem_id="lib-filters"):
        words = gr.Textbox(
            label="Search the table",
            placeholder="Title, reference, authority or file",
            min_width=220,
            scale=2,
            elem_id="lib-words",
        )
        kind = gr.Dropdown([("Any", ANY)], value=ANY, label="Kind", min_width=160)
        authority = gr.Dropdown([("Any", ANY)], value=ANY, label="Authority", min_width=160)
        state = gr.Dropdown(
            [("Any", ANY), *((words_, name) for name, words_ in STATES.items())],
            value=ANY,
            label="State",
            min_width=160,
        )
        attention = gr.Dropdown(_attention(), value=ANY, label="Needs attention", min_width=160)
    refresh = gr.Button("Refresh the table", size="md", elem_id="lib-refresh")
    # The live region is there before anything is said in it (WCAG 2.2, 4.1.3).
    told = gr.HTML("", html_template=_TOLD, js_on_load=None, apply_default_css=False, elem_id="lib-told")
    shown = _piece("lib-table")
    failures = _piece("lib-failures")
    return TableParts(view, words, kind, authority, state, attention, refresh, told, shown, failures)


def _attention() -> list[tuple[str, str]]:
    reasons = [(ATTENTION[reason], reason.value) for reason in Attention]
    return [("Show all", ANY), ("For any reason", SOMETHING), *reasons]


def _adding_view() -> AddingParts:
    with gr.Accordion("Add documents", open=False, visible=False, elem_id="lib-adding") as view:
        hint = f'<p class="summary">Files that can be added: {", ".join(ACCEPTED_FORMATS)}</p>'
        gr.HTML(hint, apply_default_css=False)
        # No file_types: Gradio would name a refused file in a message that obeys the markup in its name.
        # Gradio's own list of files puts buttons into buttons: ours stands below, and its field stays empty.
        files_ = gr.File(file_count="multiple", label="Files to add", elem_id="lib-files", height=190)
        chosen = gr.State([])
        listed = _piece("lib-chosen")
        with gr.Row():
            authority = gr.Textbox(label="Authority, if the papers do not say", min_width=220)
            marking = gr.Textbox(
                label="Marking for all of them", placeholder="They are quarantined then", min_width=220
            )
        add = gr.Button("Add to the library", variant="primary", elem_id="lib-add")
        progress, report = _piece("lib-progress", None), _piece("lib-report", None)
    return AddingParts(view, files_, chosen, listed, authority, marking, add, progress, report)


def _paper_view() -> PaperParts:
    with gr.Column(visible=False, elem_id="lib-paper") as view:
        back = gr.Button("Back to the table", size="md", elem_id="lib-back")
        detail = _piece("lib-detail")
        with gr.Column(visible=False, elem_id="lib-forms") as forms:
            parts = {**_description(), **_holding(), **_releasing(), **_removing()}
    return PaperParts(view, back, detail, forms, **parts)


def _description() -> dict[str, Any]:
    heading("Edit the description")
    note(
        "A field that is emptied goes back to what the paper says. What you change holds when the paper is "
        "taken in again."
    )
    kinds = [AS_FOUND, *((words, kind) for kind, words in KIND_WORDS.items())]
    title = gr.Textbox(label="Title", max_lines=4, elem_id="lib-title")
    with gr.Row():
        kind = gr.Dropdown(kinds, label="Kind", min_width=180)
        authority = gr.Textbox(label="Authority", min_width=220)
        date = gr.Textbox(label="Date", placeholder="9 January 2023", min_width=160)
    with gr.Row():
        reference = gr.Textbox(label="Reference", min_width=180)
        marking = gr.Textbox(
            label="Marking", placeholder="A paper whose marking changes is quarantined", min_width=220
        )
    with gr.Row():
        save = gr.Button("Save the description", variant="primary", min_width=160)
        as_found = gr.Button("Put all back as found", min_width=160)
    return {
        "title": title, "kind": kind, "authority": authority, "date": date, "reference": reference,
        "marking": marking, "save": save, "as_found": as_found,
    }  # fmt: skip


def _holding() -> dict[str, Any]:
    with gr.Column(visible=False) as view:
        heading("Quarantine")
        note("Its words leave every answer at once. The file is kept, so that it can be released.")
        why = gr.Textbox(label="Why it is held back", max_lines=4, elem_id="lib-why-held")
        hold = gr.Button("Quarantine the document")
    return {"holding": view, "why_held": why, "hold": hold}


def _releasing() -> dict[str, Any]:
    with gr.Column(visible=False) as view:
        heading("Release")
        why = gr.Textbox(label="Why it may be read", max_lines=4, elem_id="lib-why-released")
        readers = gr.Radio(READERS, value="cleared", label="Who may read it")
        release = gr.Button("Release the document")
    return {"releasing": view, "why_released": why, "readers": readers, "release": release}


def _removing() -> dict[str, Any]:
    heading("Remove")
    remove = gr.Button("Remove the document …", elem_id="lib-remove")
    with gr.Column(visible=False, elem_id="lib-confirm") as confirm:
        warning = _piece("lib-warning", None)
        with gr.Row():
            yes = gr.Button("Remove for good", variant="stop", min_width=140, elem_id="lib-yes")
            no = gr.Button("Keep the document", min_width=140)
    return {"remove": remove, "confirm": confirm, "warning": warning, "yes": yes, "no": no}


def heading(words: str) -> None:
    """A section of the tab."""
    gr.HTML(f'<h2 class="heading">{words}</h2>', apply_default_css=False)


def note(words: str) -> None:
    """A line of explanation below a heading."""
    gr.HTML(f'<p class="summary">{words}</p>', apply_default_css=False)


def _piece(id_: str, script: str | None = "shelf.js") -> gr.HTML:
    """A piece that is rendered by us; empty it takes no room."""
    words = files("assistant.ui.library").joinpath(script).read_text(encoding="utf-8") if script else None
    return gr.HTML("", js_on_load=words, apply_default_css=False, elem_classes="optional", elem_id=id_)
