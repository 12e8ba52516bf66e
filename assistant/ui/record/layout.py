"""The parts of the tab "Record"."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.records.reading import LONGEST_WORDS
from assistant.ui.record.render import warning
from assistant.ui.record.session import Session

ANY = ""
ANYBODY = ("Anybody", ANY)
ANYTHING = ("Anything", ANY)
_SAID = '<div class="desk-said" role="status">${value}</div>'
_TOLD = '<div role="status">${value}</div>'


@dataclass(frozen=True)
class RecordParts:
    """The tab's parts, in the order in which the page shows them."""

    session: gr.State
    person: gr.Dropdown
    action: gr.Dropdown
    since: gr.Textbox
    until: gr.Textbox
    words: gr.Textbox
    show: gr.Button
    clear: gr.Button
    told: gr.HTML
    table: gr.HTML
    noted: gr.Textbox
    verify: gr.Button
    verified: gr.HTML
    kept: gr.HTML
    notice: gr.HTML

    @property
    def filters(self) -> list[Any]:
        """In the order in which the handlers take them."""
        return [self.person, self.action, self.since, self.until, self.words]


def record_tab() -> RecordParts:
    """What the reader is to know, the log with what narrows it, its check, and how long things are kept."""
    _heading("The audit log")
    _html(warning())
    parts: dict[str, Any] = {"session": gr.State(Session()), **_filters(), **_buttons()}
    parts["told"] = gr.HTML(
        "", html_template=_TOLD, js_on_load=None, apply_default_css=False, elem_id="rec-told"
    )
    script = files("assistant.ui.record").joinpath("record.js").read_text(encoding="utf-8")
    parts["table"] = _html("", script, elem_id="rec-table")
    _heading("Is the log whole?")
    parts |= _checking()
    _heading("What is kept, and how long")
    parts["kept"] = _html("")
    # Below, where it stays in view; the live region is there before anything is said in it (WCAG 2.2, 4.1.3).
    parts["notice"] = gr.HTML(
        "", html_template=_SAID, js_on_load=None, apply_default_css=False, elem_id="rec-said"
    )
    return RecordParts(**parts)


def _filters() -> dict[str, Any]:
    with gr.Row(elem_id="rec-filters"):
        return {
            "person": gr.Dropdown([ANYBODY], value=ANY, label="Who", min_width=160),
            "action": gr.Dropdown([ANYTHING], value=ANY, label="What", min_width=160),
            "since": gr.Textbox(label="From day", placeholder="9 January 2023", min_width=140),
            "until": gr.Textbox(label="To day", placeholder="31/03/2024, or 2024", min_width=140),
            "words": gr.Textbox(label="Words", max_length=LONGEST_WORDS, min_width=180, elem_id="rec-words"),
        }


def _buttons() -> dict[str, Any]:
    with gr.Row():
        return {
            "show": gr.Button("Show these entries", variant="primary", min_width=140, elem_id="rec-show"),
            "clear": gr.Button("Show all, from the newest", min_width=140, elem_id="rec-clear"),
        }


def _checking() -> dict[str, Any]:
    told = (
        "Each entry is sealed with the one before it. The check walks through all of them and finds what "
        "was changed or taken out."
    )
    _html(f'<p class="summary">{told}</p>')
    with gr.Row(elem_id="rec-check"):
        noted = gr.Textbox(
            label="What was noted at an earlier check (optional)", scale=3, min_width=220, max_length=200
        )
        verify = gr.Button("Check the log", min_width=140, elem_id="rec-verify")
    found = gr.HTML(
        "",
        html_template=_TOLD,
        js_on_load=None,
        apply_default_css=False,
        elem_id="rec-verified",
        elem_classes="verified",
    )
    return {"noted": noted, "verify": verify, "verified": found}


def _html(value: str, js: str | None = None, **options: Any) -> gr.HTML:
    """A piece that is rendered by us; empty it takes no room."""
    return gr.HTML(value, js_on_load=js, apply_default_css=False, elem_classes="optional", **options)


def _heading(words: str) -> None:
    gr.HTML(f'<h2 class="heading">{words}</h2>', apply_default_css=False)
