"""Which event of the tab leads to which handler, and what is then shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import gradio as gr

from assistant.people.person import Person, Right
from assistant.spoken import counted, kind_words
from assistant.ui.foi.reply import UNEXPECTED, notice
from assistant.ui.guard import Guard
from assistant.ui.library.adding_wiring import QUIET, id_of, wire_adding
from assistant.ui.library.browsing import ANY, NONE, Browsing, Wanted
from assistant.ui.library.handlers import LibraryHandlers, Opened, Reply, ShelfOf, Shown
from assistant.ui.library.layout import LibraryParts
from assistant.ui.library.typed import Typed
from ingest.errors import AssistantError

Updates = dict[Any, Any]

DOING = "Being done …"

# Looking never waits for what somebody changes, nor for a question of the chat.
LOOKING: dict[str, Any] = {"concurrency_id": "library", "concurrency_limit": 4}
# One change after another: the next then begins from what the one before left.
CHANGING: dict[str, Any] = {"concurrency_id": "library-change", "concurrency_limit": 1}

_TO_THE_PAPER = """() => {
  const heading = document.querySelector("#lib-paper .paper-title");
  heading?.scrollIntoView({ block: "nearest" });
  heading?.focus({ preventScroll: true });
}"""
_TO_THE_ROW = """() => {
  const search = document.querySelector("#lib-words textarea, #lib-words input");
  const row = document.querySelector("#lib-table tr[data-last] .pick") ?? search;
  row?.scrollIntoView({ block: "nearest" });
  row?.focus({ preventScroll: true });
}"""
_TO_THE_QUESTION = "() => document.getElementById('lib-yes')?.focus()"
_TO_REMOVING = "() => document.getElementById('lib-remove')?.focus()"
_TO_THE_REPORT = "() => document.getElementById('lib-report')?.scrollIntoView({ block: 'nearest' })"


def wire_library(
    page: gr.Blocks, parts: LibraryParts, library_of: ShelfOf, guard: Guard
) -> list[gr.events.Dependency]:
    """Bind the tab to the library as each person may see it.

    Returns the events that change what the library holds, for whoever shows that elsewhere.
    """
    wiring = _Wiring(parts, LibraryHandlers(library_of), guard)
    wiring.load(page)
    wiring.wire_table()
    return [*wiring.wire_paper(), wiring.wire_adding()]


class _Wiring:
    """The tab's parts with the handlers behind them."""

    def __init__(self, parts: LibraryParts, handlers: LibraryHandlers, guard: Guard) -> None:
        self.parts = parts
        self.handlers = handlers
        self.guard = guard
        self.all = [part for group in vars(parts).values() for part in _components(group)]

    # -- what is shown -------------------------------------------------------------------------------

    def shown_table(self, person: Person, wanted: Wanted, browsing: Browsing) -> Updates:
        """The table, and the choices above it."""
        shown, table = self.handlers.shown(person, wanted, browsing), self.parts.table
        return {
            table.told: shown.told,
            table.table: shown.table,
            table.failures: shown.failures,
            table.kind: _choices(_kinds(shown), shown.kinds, wanted.kind),
            table.authority: _choices(_authorities(shown), shown.authorities, wanted.authority),
        }

    def shown_paper(self, person: Person, browsing: Browsing, *, filled: bool) -> Updates:
        """The document that is open; its fields where something was opened or changed in them."""
        parts, opened = self.parts.paper, self.handlers.opened(person, browsing)
        if opened is None:
            return {}
        confirming = self.handlers.doomed(person, browsing)
        fields = _filled(parts, opened) if filled else {}
        return {
            **fields,
            parts.detail: opened.html,
            parts.holding: gr.update(visible=not opened.quarantined),
            parts.releasing: gr.update(visible=opened.quarantined or opened.restricted),
            parts.confirm: gr.update(visible=bool(confirming)),
            parts.warning: confirming,
        }

    def stage(self, browsing: Browsing, *, paper: bool) -> Updates:
        """Which of the two views is seen."""
        seen = paper and bool(browsing.chosen)
        return {
            self.parts.table.view: gr.update(visible=not seen),
            self.parts.paper.view: gr.update(visible=seen),
        }

    def told(self, reply: Reply) -> Updates:
        return {self.parts.session: reply.browsing, self.parts.said: notice(reply.said, wrong=reply.wrong)}

    # -- events --------------------------------------------------------------------------------------

    def on(
        self, trigger: Any, right: Right, act: Callable[..., Updates], inputs: list[Any], **options: Any
    ) -> Any:
        """An event that answers with updates; what is refused is told in the notice and changes nothing."""

        def reply(person: Person, *given: Any) -> Updates:
            try:
                return act(person, *given)
            except AssistantError as error:
                return {self.parts.said: notice(str(error), wrong=True)}

        wrap = self.guard.with_event if options.pop("chosen", False) else self.guard
        made = trigger(wrap(right, reply), inputs, self.all, **{**QUIET, **LOOKING, **options})
        unexpected = self.guard(Right.ASK, lambda _person: notice(UNEXPECTED, wrong=True))
        made.failure(unexpected, None, self.parts.said, **QUIET)
        return made

    def load(self, page: gr.Blocks) -> None:
        def opened(person: Person, *given: Any) -> Updates:
            librarian = person.may(Right.LIBRARY)
            seen = {
                part: gr.update(visible=librarian)
                for part in (self.parts.adding.view, self.parts.paper.forms)
            }
            return {**seen, **self.shown_table(person, *_asked(given))}

        self.on(page.load, Right.ASK, opened, self._asking())

    def _asking(self) -> list[Any]:
        return [*self.parts.table.wanted, self.parts.session]

    def wire_table(self) -> None:
        table = self.parts.table

        def narrowed(person: Person, *given: Any) -> Updates:
            wanted, browsing = _asked(given)
            first = replace(browsing, page=1)
            return {self.parts.session: first, self.parts.said: "", **self.shown_table(person, wanted, first)}

        choices = (each.input for each in table.wanted[1:])
        for trigger in (table.words.change, *choices, table.refresh.click):
            self.on(trigger, Right.ASK, narrowed, self._asking(), trigger_mode="always_last")
        for name, handler in (("sort_by", self.handlers.sort), ("turn_to", self.handlers.turn)):
            self.on(getattr(table.table, name), Right.ASK, self._moved(handler), self._asking(), chosen=True)
        dismissing = self._moved(self.handlers.dismiss)
        self.on(table.failures.dismiss_file, Right.LIBRARY, dismissing, self._asking(), chosen=True)
        for piece in (table.table, self.parts.paper.detail):
            opening = self.on(piece.open_paper, Right.ASK, self._opening, [self.parts.session], chosen=True)
            opening.success(None, js=_TO_THE_PAPER)
        back = self.on(self.parts.paper.back.click, Right.ASK, self._back, self._asking())
        back.success(None, js=_TO_THE_ROW)

    def _moved(self, handler: Callable[[Person, str, Browsing], Reply]) -> Callable[..., Updates]:
        def moved(person: Person, event: gr.EventData, *given: Any) -> Updates:
            wanted, browsing = _asked(given)
            reply = handler(person, id_of(event), browsing)
            return {**self.told(reply), **self.shown_table(person, wanted, reply.browsing)}

        return moved

    def _opening(self, person: Person, event: gr.EventData, browsing: Browsing) -> Updates:
        reply = self.handlers.open(person, id_of(event), browsing)
        shown = self.shown_paper(person, reply.browsing, filled=True)
        return {**self.told(reply), **self.stage(reply.browsing, paper=True), **shown}

    def _back(self, person: Person, *given: Any) -> Updates:
        wanted, browsing = _asked(given)
        reply = self.handlers.back(person, browsing)
        table = self.shown_table(person, wanted, reply.browsing)
        return {**self.told(reply), **self.stage(reply.browsing, paper=False), **table}

    def wire_paper(self) -> list[gr.events.Dependency]:
        paper, session, handlers = self.parts.paper, self.parts.session, self.handlers
        changing = [
            self._change(paper.save, self._describe, paper.fields),
            self._change(paper.as_found, handlers.as_found, []),
            self._change(paper.hold, handlers.quarantine, [paper.why_held]),
            self._change(paper.release, handlers.release, [paper.why_released, paper.readers]),
        ]
        for button, handler, then in (
            (paper.remove, handlers.ask_to_remove, _TO_THE_QUESTION),
            (paper.no, handlers.keep, _TO_REMOVING),
        ):
            settled = partial(self._settled, handler, False)
            asking = self.on(button.click, Right.LIBRARY, settled, [session], **CHANGING)
            asking.success(None, js=then)
        removing = self.on(self._begun(paper.yes), Right.LIBRARY, self._removed, self._asking(), **CHANGING)
        removing.success(None, js=_TO_THE_ROW)
        return [*changing, removing]

    def _change(self, button: gr.Button, handler: Callable[..., Reply], inputs: list[Any]) -> Any:
        settled = partial(self._settled, handler, True)
        return self.on(self._begun(button), Right.LIBRARY, settled, [*inputs, self.parts.session], **CHANGING)

    def _begun(self, button: gr.Button) -> Any:
        """What follows a click once it is told that it is being done: a paper may be long to read again."""
        doing = self.guard(Right.LIBRARY, lambda _person: notice(DOING, wrong=False))
        return button.click(doing, None, self.parts.said, queue=False, **QUIET).then

    def _settled(self, handler: Callable[..., Reply], filled: bool, person: Person, *given: Any) -> Updates:
        reply = handler(person, *given)
        try:
            shown = self.shown_paper(person, reply.browsing, filled=filled)
        except AssistantError:
            # It has a marking now that the person is not cleared for; the line says so.
            shown = self.stage(replace(reply.browsing, chosen=""), paper=False)
        return {**self.told(reply), **shown}

    def _describe(self, person: Person, *given: Any) -> Reply:
        *fields, browsing = given
        return self.handlers.describe(person, Typed(*(field or "" for field in fields)), browsing)

    def _removed(self, person: Person, *given: Any) -> Updates:
        wanted, browsing = _asked(given)
        reply = self.handlers.remove(person, browsing)
        if reply.wrong:
            return self.told(reply)
        table = self.shown_table(person, wanted, reply.browsing)
        return {**self.told(reply), **self.stage(reply.browsing, paper=False), **table}

    def wire_adding(self) -> gr.events.Dependency:
        taken = wire_adding(self.parts.adding, self.handlers, self.guard)

        def shown(person: Person, *given: Any) -> Updates:
            return self.shown_table(person, *_asked(given))

        self.on(taken.then, Right.ASK, shown, self._asking()).then(None, js=_TO_THE_REPORT)
        return taken


def _asked(given: tuple[Any, ...]) -> tuple[Wanted, Browsing]:
    *wanted, browsing = given
    return Wanted(*(each or "" for each in wanted)), browsing


def _filled(parts: Any, opened: Opened) -> Updates:
    fields = dict(zip(parts.fields, opened.typed, strict=True))
    readers = "everyone" if opened.restricted else "cleared"
    chosen = gr.update(value=readers, visible=opened.marked and opened.quarantined)
    return {**fields, parts.why_held: "", parts.why_released: "", parts.readers: chosen}


def _kinds(shown: Shown) -> dict[str, str]:
    return {kind: kind_words(kind) for kind in shown.kinds}


def _authorities(shown: Shown) -> dict[str, str]:
    return {name: "No authority" if name == NONE else name for name in shown.authorities}


def _choices(labels: dict[str, str], counts: dict[str, int], chosen: str) -> Any:
    values = sorted(labels, key=lambda value: (value == NONE, labels[value]))
    told = [(f"{labels[value]} ({counted(counts[value], 'document')})", value) for value in values]
    return gr.update(choices=[("Any", ANY), *told], value=chosen if chosen in labels else ANY)


def _components(part: Any) -> list[Any]:
    """The parts themselves, however they are grouped."""
    if isinstance(part, gr.blocks.Block):
        return [part]
    return [each for each in vars(part).values() if isinstance(each, gr.blocks.Block)]
