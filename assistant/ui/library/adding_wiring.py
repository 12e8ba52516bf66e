"""Which event leads to which handler while files are chosen and taken in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.people.person import Person, Right
from assistant.ui.foi.reply import notice
from assistant.ui.guard import Guard
from assistant.ui.library.handlers import LibraryHandlers
from assistant.ui.library.layout import AddingParts
from assistant.ui.library.uploading import WAITING

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
# One ingest at a time; others wait in a queue of their own.
TAKING: dict[str, Any] = {"concurrency_id": "ingest", "concurrency_limit": 1}

UNEXPECTED = "Something went wrong here: look at the table for what was taken in."


def wire_adding(parts: AddingParts, handlers: LibraryHandlers, guard: Guard) -> gr.events.Dependency:
    """Files are dropped, listed, left out and taken in; returns the event that takes them in."""
    _wire_choosing(parts, handlers, guard)
    progress, report = parts.progress, parts.report

    def upload(person: Person, *given: Any) -> Iterator[dict[Any, Any]]:
        for step in handlers.upload(person, *given):
            done = {parts.chosen: [], parts.listed: ""} if step.over else {}
            yield {progress: step.progress, report: step.report, **done}

    # At once, and not in the queue in which the upload itself may have to wait.
    waiting = guard(Right.LIBRARY, lambda _person: (WAITING, ""))
    clicked = parts.add.click(waiting, None, [progress, report], queue=False, **QUIET)
    taken: gr.events.Dependency = clicked.then(
        guard(Right.LIBRARY, upload),
        [parts.chosen, parts.authority, parts.marking],
        [progress, report, parts.chosen, parts.listed],
        **QUIET,
        **TAKING,
    )
    unexpected = guard(Right.LIBRARY, lambda _person: ("", notice(UNEXPECTED, wrong=True)))
    taken.failure(unexpected, None, [progress, report], **QUIET)
    return taken


def _wire_choosing(parts: AddingParts, handlers: LibraryHandlers, guard: Guard) -> None:
    listed = [parts.chosen, parts.listed]

    def choose(_person: Person, added: list[str] | None, chosen: list[str]) -> tuple[Any, ...]:
        return (None, *handlers.choose(chosen, added))

    def leave_out(_person: Person, event: gr.EventData, chosen: list[str]) -> tuple[Any, ...]:
        return handlers.leave_out(id_of(event), chosen)

    given = [parts.files, parts.chosen]
    parts.files.upload(guard(Right.LIBRARY, choose), given, [parts.files, *listed], **QUIET)
    leaving = guard.with_event(Right.LIBRARY, leave_out)
    parts.listed.leave_out(leaving, parts.chosen, listed, **QUIET)


def id_of(event: gr.EventData) -> str:
    """The id that the page's script sent, "" where it sent none."""
    id_ = getattr(event, "id", "")
    return id_ if isinstance(id_, str) else ""
