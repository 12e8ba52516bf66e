"""The tab "FOI desk": its parts together, and the line that says what was done."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from assistant.ui.foi.case_layout import CaseParts, case_view
from assistant.ui.foi.intake_layout import CasesParts, ReadingParts, cases_view, reading_view
from assistant.ui.foi.session import Desk

_SAID = '<div class="desk-said" role="status">${value}</div>'


@dataclass(frozen=True)
class Tab:
    """The three views of the tab, of which one is seen, the session and the notice."""

    session: gr.State
    cases: CasesParts
    reading: ReadingParts
    case: CaseParts
    notice: gr.HTML


def desk_tab() -> Tab:
    """The parts, in the order in which the page shows them."""
    session = gr.State(Desk())
    cases, reading, case = cases_view(), reading_view(), case_view()
    # Below, where it stays in view; the live region is there before anything is said in it (WCAG 2.2, 4.1.3).
    notice = gr.HTML("", html_template=_SAID, js_on_load=None, apply_default_css=False, elem_id="foi-said")
    return Tab(session, cases, reading, case, notice)
