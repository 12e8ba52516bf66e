"""The tab in which questions are asked: which event leads to which handler."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.people.person import Person, Right
from assistant.ui.guard import Guard
from assistant.ui.handlers import Handlers
from assistant.ui.layout import ANY, Asking
from assistant.ui.session import Conversation, Narrowed, View

_TO_THE_LOG = "() => document.querySelector('#log article [tabindex]')?.focus()"
_TO_THE_QUESTION = "() => document.querySelector('#question textarea').focus()"


def wire_questions(handlers: Handlers, parts: Asking, guard: Guard) -> None:
    """Bind the tab's events; each asks the guard first."""
    shown = [parts.log, parts.session, parts.question, parts.notice]
    common: dict[str, Any] = {"outputs": shown, "show_progress": "hidden", "api_visibility": "private"}

    def failed(person: Person, session: Conversation) -> tuple[Any, ...]:
        return _shown(handlers.failed(person, session))

    # A question sent while another is answered waits for its turn.
    turns: dict[str, Any] = {"trigger_mode": "always_last", "concurrency_id": "ask", "concurrency_limit": 2}
    triggers: list[tuple[Any, list[Any]]] = [(parts.question, [parts.question.submit, parts.send.click])]
    triggers += [(button, [button.click]) for button in parts.examples]
    for source, events in triggers:
        inputs = [source, *parts.filters, parts.mode, parts.session]
        asked = gr.on(events, guard(Right.ASK, _stepwise(handlers)), inputs, **common, **turns)
        asked.failure(guard(Right.ASK, failed), parts.session, **common)
    # Beside the questions, so that none waits for it; a local model takes seconds to load.
    parts.mode.change(
        guard(Right.ASK, handlers.prepare),
        parts.mode,
        None,
        concurrency_id="prepare",
        show_progress="hidden",
        api_visibility="private",
    )
    _wire_stop(handlers, parts, guard)
    if parts.history is not None:
        _wire_history(parts.history, handlers, parts, guard, common)
    parts.clear.click(guard(Right.ASK, lambda person: _shown(handlers.clear(person))), None, **common)
    parts.reset.click(
        guard(Right.ASK, lambda _: (ANY, ANY, "", "")), None, parts.filters, api_visibility="private"
    )


def _wire_stop(handlers: Handlers, parts: Asking, guard: Guard) -> None:
    def stop(person: Person, session: Conversation, typed: str | None) -> Any:
        question = handlers.stop(person, session, typed)
        return gr.skip() if question is None else question

    # Not in the queue, where it would wait behind what it is to stop.
    stopping = parts.stop.click(
        guard(Right.ASK, stop),
        [parts.session, parts.question],
        parts.question,
        queue=False,
        api_visibility="private",
    )
    # The button is gone once it has worked, and the keyboard must not be left nowhere.
    stopping.then(None, js=_TO_THE_QUESTION)


def _wire_history(
    panel: gr.HTML, handlers: Handlers, parts: Asking, guard: Guard, common: dict[str, Any]
) -> None:
    def reopen(person: Person, chosen: str | None, session: Conversation) -> tuple[Any, ...]:
        return _shown(handlers.reopen(person, chosen, session))

    opened = panel.submit(guard(Right.ASK, reopen), [panel, parts.session], **common)
    opened.then(None, js=_TO_THE_LOG)


def _stepwise(handlers: Handlers) -> Any:
    def ask(person: Person, question: str | None, *given: Any) -> Iterator[tuple[Any, ...]]:
        *narrowed, mode, conversation = given
        for view in handlers.ask(person, question, Narrowed(*narrowed), mode, conversation):
            yield _shown(view)

    return ask


def _shown(view: View) -> tuple[Any, ...]:
    question = gr.skip() if view.question is None else view.question
    return view.log, view.conversation, question, view.notice
