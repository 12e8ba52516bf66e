"""The page: its parts, and which event leads to which handler."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.spoken import counted, kind_words
from assistant.ui import holdings
from assistant.ui.foi.desk import wire_desk
from assistant.ui.foi.service import DeskService
from assistant.ui.foi.tab import desk_tab
from assistant.ui.handlers import Handlers
from assistant.ui.headers import TITLE
from assistant.ui.layout import ANY, EXAMPLES, Adding, Asking, adding_tab, asking_tab
from assistant.ui.service import Service
from assistant.ui.session import Catalogue, Conversation, View

UPLOADS_KEPT_S = 3600

_TO_THE_QUESTION = "() => document.querySelector('#question textarea').focus()"
_SHOW_RESULTS = "() => document.getElementById('results').scrollIntoView({ block: 'nearest' })"

Update = dict[str, Any]


def build(service: Service, desk: DeskService | None = None) -> gr.Blocks:
    """The page over a service; without a desk it has no tab for one.

    It reads the catalogue and the cases when a reader opens it, not when it is built.
    """
    handlers = Handlers(service)
    page = gr.Blocks(title=TITLE, analytics_enabled=False, delete_cache=(UPLOADS_KEPT_S, UPLOADS_KEPT_S))
    with page:
        gr.HTML(f"<h1>{TITLE}</h1>", elem_classes="masthead", apply_default_css=False)
        with gr.Tab("Ask"):
            asking = asking_tab()
        with gr.Tab("Documents"):
            adding = adding_tab()
        if desk is not None:
            with gr.Tab("FOI desk"):
                wire_desk(page, desk_tab(), desk, handlers.passage)
        _wire_questions(handlers, asking)
        _wire_catalogue(page, handlers, asking, adding)
    return page


def _wire_questions(handlers: Handlers, parts: Asking) -> None:
    shown = [parts.log, parts.session, parts.question, parts.notice]
    common: dict[str, Any] = {"outputs": shown, "show_progress": "hidden", "api_visibility": "private"}
    # A question sent while another is answered waits for its turn.
    turns: dict[str, Any] = {"trigger_mode": "always_last", "concurrency_id": "ask", "concurrency_limit": 2}
    triggers: list[tuple[Any, list[Any]]] = [(parts.question, [parts.question.submit, parts.send.click])]
    triggers += [(button, [button.click]) for button in parts.examples]
    for source, events in triggers:
        inputs = [source, *parts.filters, parts.mode, parts.session]
        asked = gr.on(events, _stepwise(handlers), inputs, **common, **turns)
        asked.failure(lambda session: _shown(handlers.failed(session)), parts.session, **common)
    # Beside the questions, so that none waits for it; a local model takes seconds to load.
    parts.mode.change(
        handlers.prepare,
        parts.mode,
        None,
        concurrency_id="prepare",
        show_progress="hidden",
        api_visibility="private",
    )
    _wire_stop(handlers, parts)
    parts.clear.click(lambda: _shown(handlers.clear()), None, **common)
    parts.reset.click(lambda: (ANY, ANY, "", ""), None, parts.filters, api_visibility="private")


def _wire_stop(handlers: Handlers, parts: Asking) -> None:
    def stop(session: Conversation, typed: str | None) -> Any:
        question = handlers.stop(session, typed)
        return gr.skip() if question is None else question

    # Not in the queue, where it would wait behind what it is to stop.
    stopping = parts.stop.click(
        stop, [parts.session, parts.question], parts.question, queue=False, api_visibility="private"
    )
    # The button is gone once it has worked, and the keyboard must not be left nowhere.
    stopping.then(None, js=_TO_THE_QUESTION)


def _stepwise(handlers: Handlers) -> Callable[..., Iterator[tuple[Any, ...]]]:
    def ask(*given: Any) -> Iterator[tuple[Any, ...]]:
        for view in handlers.ask(*given):
            yield _shown(view)

    return ask


def _shown(view: View) -> tuple[Any, ...]:
    question = gr.skip() if view.question is None else view.question
    return view.log, view.conversation, question, view.notice


def _wire_catalogue(page: gr.Blocks, handlers: Handlers, asking: Asking, adding: Adding) -> None:
    def refresh(authority: str | None, kind: str | None, mode: str | None) -> list[Any]:
        held = handlers.catalogue()
        chosen = [*_choices(held, authority, kind), *_modes(held.writer, mode)]
        return [*_summaries(held), *chosen, *_examples(held.questions)]

    told = [asking.summary, adding.listing, asking.notice]
    choices = [asking.authority, asking.kind, asking.mode, asking.mode_told]
    refreshing: dict[str, Any] = {
        "fn": refresh,
        "inputs": [asking.authority, asking.kind, asking.mode],
        "outputs": [*told, *choices, asking.examples_box, *asking.examples],
        "show_progress": "hidden",
        "api_visibility": "private",
    }
    page.load(**refreshing)
    page.load(None, js=files("assistant.ui").joinpath("switch.js").read_text(encoding="utf-8"))
    _wire_upload(handlers, adding).then(**refreshing).then(None, js=_SHOW_RESULTS)


def _wire_upload(handlers: Handlers, parts: Adding) -> gr.events.Dependency:
    def ingest(names: list[str] | None, progress: gr.Progress = gr.Progress()) -> tuple[str, None]:  # noqa: B008
        def report(done: int, total: int, name: str) -> None:
            progress((done, total), f"{min(done + 1, total)} of {total}: {name}")

        return handlers.ingest(names, report), None

    return parts.add.click(
        ingest,
        parts.files,
        [parts.results, parts.files],
        show_progress_on=parts.results,
        concurrency_id="ingest",
        concurrency_limit=1,
        api_visibility="private",
    )


def _summaries(held: Catalogue) -> list[str]:
    summary = "" if held.trouble else holdings.summary(held.facets)
    return [summary, holdings.listing(held.facets), holdings.notice(held.trouble)]


def _choices(held: Catalogue, authority: str | None, kind: str | None) -> list[Update]:
    facets = held.facets
    names = {name: name for name in facets.authorities}
    kinds = {each: kind_words(each) for each in facets.kinds}
    return [
        _choice("Any authority", names, facets.authorities, authority),
        _choice("Any kind", kinds, facets.kinds, kind),
    ]


def _choice(everything: str, labels: dict[str, str], counts: dict[str, int], chosen: str | None) -> Update:
    values = sorted(labels, key=lambda value: labels[value])
    told = [(f"{labels[value]} ({counted(counts[value], 'document')})", value) for value in values]
    update: Update = gr.update(choices=[(everything, ANY), *told], value=chosen if chosen in labels else ANY)
    return update


def _modes(writer: str, chosen: str | None) -> list[Any]:
    update: Update = gr.update(interactive=bool(writer), value=chosen if writer and chosen else "quote")
    return [update, holdings.writer(writer)]


def _examples(questions: list[str]) -> list[Update]:
    offered = [*questions[:EXAMPLES], *[""] * (EXAMPLES - len(questions))]
    buttons = [gr.update(value=question, visible=bool(question)) for question in offered]
    return [gr.update(visible=bool(questions)), *buttons]
