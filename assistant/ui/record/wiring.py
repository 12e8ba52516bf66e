"""The tab "Record": which event leads to which handler."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.people.person import Person, Right
from assistant.ui.guard import Guard
from assistant.ui.record.handlers import ReadingOf, RecordHandlers
from assistant.ui.record.layout import ANY, ANYBODY, ANYTHING, RecordParts
from assistant.ui.record.render import CHECKING, notice
from assistant.ui.record.session import Session, View
from assistant.ui.record.words import action_words

_UNEXPECTED = "Something went wrong here: try again."
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_READING: dict[str, Any] = {"concurrency_id": "record", "concurrency_limit": 2}

Updates = dict[Any, Any]


def wire_record(tab: gr.Tab, parts: RecordParts, reading_of: ReadingOf, guard: Guard) -> None:
    """Bind the tab's events to what a person may read. Nothing is read before the tab is opened."""
    handlers = RecordHandlers(reading_of)
    binder = _Binder(parts, guard)
    binder.on(tab.select, handlers.opened, [])
    binder.on(parts.show.click, handlers.narrow, parts.filters)
    binder.on(parts.words.submit, handlers.narrow, parts.filters)
    binder.on(parts.clear.click, handlers.clear, [])
    checking = guard(Right.RECORD, lambda _person: CHECKING)
    begun = parts.verify.click(checking, None, parts.verified, queue=False, **_QUIET)
    binder.on(begun.then, handlers.verify, [parts.noted])
    binder.chosen(parts.table.turn_to, handlers.turn)


class _Binder:
    """Binds events whose handlers take a person, the inputs and the session, and give a view."""

    def __init__(self, parts: RecordParts, guard: Guard) -> None:
        self._parts = parts
        self._guard = guard

    def on(self, trigger: Any, handler: Callable[..., View], inputs: list[Any]) -> None:
        def shown(person: Person, *given: Any) -> Updates:
            return _updates(self._parts, handler(person, *given))

        self._bind(trigger, self._guard(Right.RECORD, shown), inputs)

    def chosen(self, trigger: Any, handler: Callable[[Person, str, Session], View]) -> None:
        """What was chosen comes from the page's script."""

        def shown(person: Person, event: gr.EventData, session: Session) -> Updates:
            return _updates(self._parts, handler(person, _chosen(event), session))

        self._bind(trigger, self._guard.with_event(Right.RECORD, shown), [])

    def _bind(self, trigger: Any, function: Any, inputs: list[Any]) -> None:
        """An event that is never without a word when it fails."""
        parts = self._parts
        outputs = [
            part for part in vars(parts).values() if part not in (parts.show, parts.clear, parts.verify)
        ]
        made = trigger(function, [*inputs, parts.session], outputs, **{**_QUIET, **_READING})
        failed = self._guard(Right.RECORD, lambda _person: notice(_UNEXPECTED, wrong=True))
        made.failure(failed, None, parts.notice, **_QUIET)


def _chosen(event: gr.EventData) -> str:
    id_ = getattr(event, "id", "")
    return id_ if isinstance(id_, str) else ""


def _updates(parts: RecordParts, view: View) -> Updates:
    """Only what changed: nothing that somebody reads or fills in moves without need."""
    told = {parts.told: view.told, parts.table: view.table, parts.kept: view.kept}
    told |= {parts.verified: view.verified}
    found: Updates = {part: words for part, words in told.items() if words is not None}
    found |= {parts.session: view.session, parts.notice: view.notice}
    if view.people is not None:
        found[parts.person] = _choices(ANYBODY, [(name, name) for name in view.people], view, "person")
    if view.actions is not None:
        actions = [(action_words(action), action) for action in view.actions]
        found[parts.action] = _choices(ANYTHING, actions, view, "action")
    if view.emptied:
        found |= {parts.since: "", parts.until: "", parts.words: ""}
    return found


def _choices(every: tuple[str, str], choices: list[tuple[str, str]], view: View, name: str) -> dict[str, Any]:
    chosen = getattr(view.session.narrowed, name)
    held = {value for _, value in choices}
    made: dict[str, Any] = gr.update(choices=[every, *choices], value=chosen if chosen in held else ANY)
    return made
