"""The tab "FOI desk": its parts, its handlers for each person, and the events between them."""

from __future__ import annotations

from collections.abc import Callable

import gradio as gr

from assistant.people.person import Person
from assistant.ui.foi.case_wiring import wire_case
from assistant.ui.foi.intake_wiring import wire_intake
from assistant.ui.foi.officer import DeskOf, LinkFor, Officers
from assistant.ui.foi.tab import Tab
from assistant.ui.foi.wiring import Wiring
from assistant.ui.guard import Guard


def wire_desk(
    page: gr.Blocks,
    parts: Tab,
    desk_of: DeskOf,
    guard: Guard,
    passage_of: Callable[[Person, str], str | None],
    link_for: LinkFor,
) -> None:
    """Bind the tab to the desk as each person has it.

    ``passage_of`` gives a passage's words by its id, None where it has gone or is hidden from the person;
    ``link_for`` the address at which a file that was made for a person can be fetched by them.
    """
    wiring = Wiring(parts, Officers(desk_of, passage_of, link_for), guard)
    wire_intake(page, wiring)
    wire_case(wiring)
