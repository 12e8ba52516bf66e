"""The parts of the tab in which questions are asked."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.answer import Mode
from assistant.ui.history import history_panel, kept_words
from assistant.ui.session import Conversation
from ingest.record_settings import RecordSettings

EXAMPLES = 4
ANY = ""
MODES: list[tuple[str, Mode]] = [
    ("Quoted: the documents' own words", "quote"),
    ("Written: a language model's words, each sentence checked", "write"),
]

_LOG = '<section class="log" aria-label="Conversation"></section><p class="status unseen" role="status"></p>'


@dataclass(frozen=True)
class Asking:
    """The parts of the tab in which questions are asked."""

    summary: gr.HTML
    examples_box: gr.Column
    examples: list[gr.Button]
    log: gr.HTML
    session: gr.State
    notice: gr.HTML
    question: gr.Textbox
    send: gr.Button
    clear: gr.Button
    authority: gr.Dropdown
    kind: gr.Dropdown
    since: gr.Textbox
    until: gr.Textbox
    reset: gr.Button
    mode: gr.Radio
    mode_told: gr.HTML
    stop: gr.Button
    history: gr.HTML | None

    @property
    def filters(self) -> list[Any]:
        """In the order in which a question takes them."""
        return [self.authority, self.kind, self.since, self.until]


def asking_tab(kept: RecordSettings | None = None) -> Asking:
    """Conversation and question box; beside them, or below on a narrow page, filters and what was kept.

    ``kept``: how long what is asked is kept, where it is.
    """
    with gr.Row(elem_id="asking"):
        with gr.Column(scale=3, min_width=300):
            parts = {**_conversation(kept), **_composer()}
        with gr.Column(scale=1, min_width=260, elem_id="filters"):
            parts |= {**_modes(), **_filters()}
            return Asking(**parts, history=history_panel() if kept else None)


def _conversation(kept: RecordSettings | None) -> dict[str, Any]:
    summary = _html()
    if kept:
        gr.HTML(f'<p class="summary">{kept_words(kept)}</p>', apply_default_css=False)
    with gr.Column(elem_id="examples", visible=False) as box:
        gr.HTML('<p class="summary">Try asking:</p>', apply_default_css=False)
        examples = [gr.Button("", size="md", visible=False) for _ in range(EXAMPLES)]
    script = files("assistant.ui").joinpath("page.js").read_text(encoding="utf-8")
    log = gr.HTML([], html_template=_LOG, js_on_load=script, apply_default_css=False, elem_id="log")
    return {
        "summary": summary,
        "examples_box": box,
        "examples": examples,
        "log": log,
        "session": gr.State(Conversation()),
    }


def _composer() -> dict[str, Any]:
    clear = gr.Button("Start a new conversation", size="md", elem_id="clear")
    with gr.Column(elem_id="composer"):
        notice = _html()
        stop = gr.Button("Stop writing", size="md", elem_id="stop")
        parts = _question_row()
    return {"clear": clear, "notice": notice, "stop": stop, **parts}


def _question_row() -> dict[str, Any]:
    with gr.Row():
        question = gr.Textbox(
            label="Your question",
            placeholder="Ask a question",
            lines=1,
            max_lines=8,
            scale=8,
            min_width=200,
            elem_id="question",
            autofocus=True,
        )
        send = gr.Button("Ask", variant="primary", scale=1, min_width=90, elem_id="send")
    return {"question": question, "send": send}


def _modes() -> dict[str, Any]:
    """Without Radio's own line of information, which would obey markup in a model's name."""
    mode = gr.Radio(MODES, value="quote", label="Answers", interactive=False, elem_id="mode")
    return {"mode": mode, "mode_told": _html()}


def _filters() -> dict[str, Any]:
    _heading("Narrow the search")
    return {
        "authority": gr.Dropdown([("Any authority", ANY)], value=ANY, label="Authority", elem_id="authority"),
        "kind": gr.Dropdown([("Any kind", ANY)], value=ANY, label="Kind of document", elem_id="kind"),
        "since": gr.Textbox(label="Dated from", placeholder="9 January 2023, or 2023", elem_id="since"),
        "until": gr.Textbox(label="Dated until", placeholder="31/03/2024, or 2024", elem_id="until"),
        "reset": gr.Button("Clear filters", size="md"),
    }


def _html() -> gr.HTML:
    return gr.HTML("", apply_default_css=False, elem_classes="optional")


def _heading(words: str) -> None:
    gr.HTML(f'<h2 class="heading">{words}</h2>', apply_default_css=False)
