"""The parts of the tab "Benchmarks"."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.answer import Mode
from assistant.ui.bench.session import Session

LOOK_AGAIN_S = 1.5
_MODES: list[tuple[str, Mode]] = [
    ("Quoted: the documents' own words", "quote"),
    ("Written: a language model's words, each sentence checked", "write"),
]
_SAID = '<div class="desk-said" role="status">${value}</div>'


@dataclass(frozen=True)
class BenchParts:
    """The tab's parts, in the order in which the page shows them."""

    session: gr.State
    timer: gr.Timer
    sets: gr.Dropdown
    mode: gr.Radio
    name: gr.Textbox
    run: gr.Button
    stop: gr.Button
    work: gr.HTML
    file: gr.File
    check: gr.Button
    confirm: gr.Column
    warning: gr.HTML
    delete: gr.Button
    keep: gr.Button
    runs: gr.HTML
    before: gr.Dropdown
    after: gr.Dropdown
    compare: gr.Button
    shown: gr.HTML
    feedback: gr.HTML
    notice: gr.HTML


def bench_tab() -> BenchParts:
    """A set to run, the runs there are, and below them what was asked to be shown."""
    parts: dict[str, Any] = {
        "session": gr.State(Session()),
        "timer": gr.Timer(LOOK_AGAIN_S, active=False),
    }
    with gr.Row(elem_id="bench-begin"):
        with gr.Column(scale=3, min_width=300):
            parts |= _running()
        with gr.Column(scale=2, min_width=260):
            parts |= _adding()
    _heading("Runs")
    parts |= _confirmation()
    script = files("assistant.ui.bench").joinpath("bench.js").read_text(encoding="utf-8")
    parts["runs"] = _html(script, elem_id="bench-runs")
    parts |= _comparing()
    parts["shown"] = _html(elem_id="bench-shown")
    _heading("Readers' feedback")
    parts["feedback"] = _html()
    # Below, where it stays in view; the live region is there before anything is said in it (WCAG 2.2, 4.1.3).
    parts["notice"] = gr.HTML(
        "", html_template=_SAID, js_on_load=None, apply_default_css=False, elem_id="bench-said"
    )
    return BenchParts(**parts)


def _running() -> dict[str, Any]:
    _heading("Run a benchmark")
    sets = gr.Dropdown([], label="Question set", elem_id="bench-set")
    mode = gr.Radio(_MODES, value="quote", label="Answers", elem_id="bench-mode")
    name = gr.Textbox(label="What to call the run (optional)", max_length=80)
    with gr.Row():
        run = gr.Button("Run", variant="primary", min_width=120, elem_id="bench-run")
        stop = gr.Button("Stop", visible=False, min_width=120, elem_id="bench-stop")
    return {
        "sets": sets,
        "mode": mode,
        "name": name,
        "run": run,
        "stop": stop,
        "work": _html(elem_id="bench-work"),
    }


def _adding() -> dict[str, Any]:
    _heading("Add a question set")
    # No file_types: Gradio would name a refused file in a message that obeys the markup in its name.
    file = gr.File(label="JSON lines, CSV or XLSX", height=170, elem_id="bench-file")
    return {"file": file, "check": gr.Button("Check and keep", elem_id="bench-check")}


def _confirmation() -> dict[str, Any]:
    with gr.Column(visible=False, elem_id="bench-confirm") as confirm:
        warning = _html()
        with gr.Row():
            delete = gr.Button("Delete for good", variant="stop", min_width=140, elem_id="bench-delete")
            keep = gr.Button("Keep the run", min_width=140)
    return {"confirm": confirm, "warning": warning, "delete": delete, "keep": keep}


def _comparing() -> dict[str, Any]:
    _heading("Compare two runs")
    with gr.Row(elem_id="bench-compare"):
        before = gr.Dropdown([], label="Before", min_width=220, elem_id="bench-before")
        after = gr.Dropdown([], label="After", min_width=220, elem_id="bench-after")
        compare = gr.Button("Compare", min_width=120)
    return {"before": before, "after": after, "compare": compare}


def _html(js: str | None = None, **options: Any) -> gr.HTML:
    """A piece that is rendered by us; empty it takes no room."""
    return gr.HTML("", js_on_load=js, apply_default_css=False, elem_classes="optional", **options)


def _heading(words: str) -> None:
    gr.HTML(f'<h2 class="heading">{words}</h2>', apply_default_css=False)
