"""The tab "Benchmarks": which event leads to which handler."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.people.person import Person, Right
from assistant.ui.bench.handlers import BenchHandlers, ServiceOf
from assistant.ui.bench.layout import BenchParts
from assistant.ui.bench.render import notice
from assistant.ui.bench.session import Choices, Session, View
from assistant.ui.guard import Guard

_UNEXPECTED = "Something went wrong here and nothing was changed: try again."
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_IN_TURN: dict[str, Any] = {"concurrency_id": "bench", "concurrency_limit": 2}
# Beside the rest, so that a comparison of large runs holds up nobody's progress.
_LOOKING: dict[str, Any] = {"concurrency_id": "bench-look", "concurrency_limit": 4}

_TO_WHAT_IS_SHOWN = """() => {
  const heading = document.querySelector("#bench-shown h3");
  heading?.scrollIntoView({ block: "start" });
  heading?.focus({ preventScroll: true });
}"""
_TO_THE_QUESTION = "() => document.querySelector('#bench-delete')?.focus()"

Updates = dict[Any, Any]


def wire_bench(page: gr.Blocks, parts: BenchParts, service_of: ServiceOf, guard: Guard) -> None:
    """Bind the tab's events to what a person may use; each asks the guard first."""
    handlers = BenchHandlers(service_of)
    on = _Binder(parts, guard).on
    _wire_opening(page, parts, handlers, guard)
    on(parts.timer.tick, handlers.follow, [], **_LOOKING)
    on(parts.run.click, handlers.start, [parts.sets, parts.mode, parts.name])
    on(parts.stop.click, handlers.stop, [], **_LOOKING)
    on(parts.check.click, handlers.check, [parts.file]).success(None, js=_TO_WHAT_IS_SHOWN)
    on(parts.compare.click, handlers.compare, [parts.before, parts.after]).success(None, js=_TO_WHAT_IS_SHOWN)
    on(parts.delete.click, handlers.delete, [])
    on(parts.keep.click, handlers.keep, [])
    _wire_list(parts, handlers, guard)


class _Binder:
    """Binds events whose handlers take a person, the inputs and the session, and give a view."""

    def __init__(self, parts: BenchParts, guard: Guard) -> None:
        self._parts = parts
        self._guard = guard
        self._outputs = _outputs(parts)

    def on(
        self, trigger: Any, handler: Callable[..., View], inputs: list[Any], **options: Any
    ) -> gr.events.Dependency:
        def shown(person: Person, *given: Any) -> Updates:
            return _updates(self._parts, handler(person, *given))

        return self.bind(trigger, self._guard(Right.BENCHMARK, shown), inputs, **options)

    def bind(self, trigger: Any, function: Any, inputs: list[Any], **options: Any) -> gr.events.Dependency:
        """An event that is never without a word when it fails."""
        made: gr.events.Dependency = trigger(
            function, [*inputs, self._parts.session], self._outputs, **{**_QUIET, **_IN_TURN, **options}
        )
        failed = self._guard(Right.BENCHMARK, lambda _person: notice(_UNEXPECTED, wrong=True))
        made.failure(failed, None, self._parts.notice, **_QUIET)
        return made


def _wire_opening(page: gr.Blocks, parts: BenchParts, handlers: BenchHandlers, guard: Guard) -> None:
    """Whoever may not run benchmarks has no such tab: when they open the page nothing is asked for them."""

    def opened(person: Person, session: Session) -> Updates:
        if not person.may(Right.BENCHMARK):
            return {parts.notice: ""}
        return _updates(parts, handlers.opened(person, session))

    page.load(guard(Right.ASK, opened), parts.session, _outputs(parts), **_QUIET, **_LOOKING)


def _wire_list(parts: BenchParts, handlers: BenchHandlers, guard: Guard) -> None:
    """Which run it was comes from the browser, and is looked up for the person."""
    binder = _Binder(parts, guard)

    def chosen(trigger: Any, handler: Callable[[Person, str, Session], View]) -> gr.events.Dependency:
        def shown(request: gr.Request, session: Session, event: gr.EventData) -> Updates:
            person = guard.person(request, Right.BENCHMARK)
            return _updates(parts, handler(person, _run_of(event), session))

        shown.right = Right.BENCHMARK  # type: ignore[attr-defined]
        return binder.bind(trigger, shown, [])

    chosen(parts.runs.show_report, handlers.report).success(None, js=_TO_WHAT_IS_SHOWN)
    chosen(parts.runs.go_on, handlers.go_on)
    chosen(parts.runs.delete_run, handlers.ask_to_delete).success(None, js=_TO_THE_QUESTION)


def _run_of(event: gr.EventData) -> str:
    id_ = getattr(event, "id", "")
    return id_ if isinstance(id_, str) else ""


def _outputs(parts: BenchParts) -> list[Any]:
    return [
        parts.session,
        parts.timer,
        parts.sets,
        parts.name,
        parts.run,
        parts.stop,
        parts.work,
        parts.file,
        parts.confirm,
        parts.warning,
        parts.runs,
        parts.before,
        parts.after,
        parts.shown,
        parts.feedback,
        parts.notice,
    ]


def _updates(parts: BenchParts, view: View) -> Updates:
    """Only what changed: nothing that somebody reads or fills in moves without need."""
    found: Updates = {parts.session: view.session}
    told = {parts.runs: view.runs, parts.work: view.work, parts.shown: view.shown}
    told |= {parts.feedback: view.feedback, parts.notice: view.notice or None}
    found |= {part: words for part, words in told.items() if words is not None}
    if view.sets is not None:
        found[parts.sets] = _choice(view.sets, view.chosen_set)
    if view.finished is not None:
        found |= {part: gr.update(choices=view.finished) for part in (parts.before, parts.after)}
    if view.running is not None:
        found |= {
            parts.timer: gr.update(active=view.running),
            parts.run: gr.update(interactive=not view.running),
            parts.stop: gr.update(visible=view.running),
        }
    if view.confirm is not None:
        found |= {parts.confirm: gr.update(visible=bool(view.confirm)), parts.warning: view.confirm}
    return found | ({parts.file: None} if view.emptied else {})


def _choice(sets: Choices, chosen: str | None) -> dict[str, Any]:
    if chosen is None:
        made: dict[str, Any] = gr.update(choices=sets)
        return made
    chosen_too: dict[str, Any] = gr.update(choices=sets, value=chosen)
    return chosen_too
