"""The page: its parts, and which event leads to which handler."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.people.person import Person, Right
from assistant.spoken import counted, kind_words
from assistant.ui import holdings
from assistant.ui.asking import wire_questions
from assistant.ui.backing import Backing
from assistant.ui.bench.layout import bench_tab
from assistant.ui.bench.wiring import wire_bench
from assistant.ui.foi.desk import wire_desk
from assistant.ui.foi.tab import desk_tab
from assistant.ui.guard import Guard
from assistant.ui.handlers import Handlers
from assistant.ui.headers import TITLE
from assistant.ui.layout import ANY, EXAMPLES, Asking, asking_tab
from assistant.ui.library.layout import library_tab
from assistant.ui.library.wiring import wire_library
from assistant.ui.masthead import masthead
from assistant.ui.record.layout import record_tab
from assistant.ui.record.wiring import wire_record
from assistant.ui.session import Catalogue

UPLOADS_KEPT_S = 3600

Update = dict[str, Any]


def build(backing: Backing) -> gr.Blocks:
    """The page over what stands behind it for each person; it asks that when somebody opens it, not now."""
    handlers = Handlers(backing.service, keeping=backing.keeping)
    guard = Guard(backing.person_named)
    page = gr.Blocks(title=TITLE, analytics_enabled=False, delete_cache=(UPLOADS_KEPT_S, UPLOADS_KEPT_S))
    with page:
        head = gr.HTML(masthead(), elem_classes="masthead", apply_default_css=False)
        with gr.Tab("Ask"):
            asking = asking_tab(backing.keeping.records.settings if backing.keeping else None)
        refreshing = _wire_catalogue(page, handlers, asking, guard)
        if backing.shelf is not None:
            with gr.Tab("Library"):
                for change in wire_library(page, library_tab(), backing.shelf, guard):
                    change.then(**refreshing)
        tabs = _tabs(page, backing, handlers, guard)
        _wire_person(page, backing, head, tabs, guard)
        wire_questions(handlers, asking, guard)
    return page


def _tabs(page: gr.Blocks, backing: Backing, handlers: Handlers, guard: Guard) -> dict[Right, gr.Tab]:
    """The tabs that only some people see, by the right they need."""
    tabs: dict[Right, gr.Tab] = {}
    if backing.desk is not None:
        with gr.Tab("FOI desk", visible=False) as tabs[Right.DESK]:
            link_for = backing.downloads.keep
            wire_desk(page, desk_tab(), backing.desk, guard, handlers.passage, link_for)
    if backing.benchmarks is not None:
        with gr.Tab("Benchmarks", visible=False) as tabs[Right.BENCHMARK]:
            wire_bench(page, bench_tab(), backing.benchmarks, guard)
    if backing.record is not None:
        with gr.Tab("Record", visible=False) as tabs[Right.RECORD]:
            wire_record(tabs[Right.RECORD], record_tab(), backing.record, guard)
    return tabs


def _wire_person(
    page: gr.Blocks, backing: Backing, head: gr.HTML, tabs: dict[Right, gr.Tab], guard: Guard
) -> None:
    """Whoever opens the page is told as whom, and sees the tabs for which they have the right."""

    def opened(person: Person) -> list[Any]:
        told = masthead(person, accounts=backing.accounts)
        return [told, *(gr.update(visible=person.may(right)) for right in tabs)]

    page.load(
        guard(Right.ASK, opened),
        None,
        [head, *tabs.values()],
        show_progress="hidden",
        api_visibility="private",
    )


def _wire_catalogue(page: gr.Blocks, handlers: Handlers, asking: Asking, guard: Guard) -> dict[str, Any]:
    """What can be asked about is read when the page is opened; the event that reads it again is returned."""

    def refresh(person: Person, authority: str | None, kind: str | None, mode: str | None) -> list[Any]:
        held = handlers.catalogue(person)
        chosen = [*_choices(held, authority, kind), *_modes(held.writer, mode)]
        return [*_summaries(held), *chosen, *_examples(held.questions)]

    told = [asking.summary, asking.notice]
    choices = [asking.authority, asking.kind, asking.mode, asking.mode_told]
    refreshing: dict[str, Any] = {
        "fn": guard(Right.ASK, refresh),
        "inputs": [asking.authority, asking.kind, asking.mode],
        "outputs": [*told, *choices, asking.examples_box, *asking.examples],
        "show_progress": "hidden",
        "api_visibility": "private",
    }
    page.load(**refreshing)
    page.load(None, js=files("assistant.ui").joinpath("switch.js").read_text(encoding="utf-8"))
    return refreshing


def _summaries(held: Catalogue) -> list[str]:
    summary = "" if held.trouble else holdings.summary(held.facets)
    return [summary, holdings.notice(held.trouble)]


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
