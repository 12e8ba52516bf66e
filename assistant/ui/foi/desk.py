"""The tab "FOI desk" over a service: its parts, its handlers, and the events between them."""

from __future__ import annotations

import gradio as gr

from assistant.ui.foi.candidates import PassageOf
from assistant.ui.foi.case_wiring import wire_case
from assistant.ui.foi.casework import Casework
from assistant.ui.foi.intake import Intake
from assistant.ui.foi.service import DeskService
from assistant.ui.foi.tab import Tab
from assistant.ui.foi.wiring import Wiring, wire_intake


def wire_desk(page: gr.Blocks, tab: Tab, service: DeskService, passage_of: PassageOf) -> None:
    """Bind the tab to a service. ``passage_of`` gives a passage's words by its id, None where it has gone."""
    wiring = Wiring(tab, Intake(service), Casework(service), passage_of)
    wire_intake(page, wiring)
    wire_case(wiring)
