"""How an event of the tab reaches the handlers of the person who sends it, and what is then shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from assistant.people.person import Person, Right
from assistant.ui.foi import views
from assistant.ui.foi.officer import Act, Officer, Officers
from assistant.ui.foi.reply import UNEXPECTED, Reply, notice
from assistant.ui.foi.session import Desk
from assistant.ui.foi.tab import Tab
from assistant.ui.guard import Guard
from ingest.errors import AssistantError

Updates = views.Updates
Show = Callable[[Officer, Reply], Updates]

# One change after another, each of a moment: two at once would both begin from the same session.
IN_TURN: dict[str, Any] = {"concurrency_id": "desk", "concurrency_limit": 1}
# What takes longer has turns of its own, so that no click waits for another officer's file.
READING: dict[str, Any] = {"concurrency_id": "desk-read", "concurrency_limit": 2}
TAKING: dict[str, Any] = {"concurrency_id": "ingest", "concurrency_limit": 1}
MAKING: dict[str, Any] = {"concurrency_id": "desk-files", "concurrency_limit": 2}

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

TO_THE_ROW = """() => {
  const headings = Array.from(document.querySelectorAll(".row-heading"));
  const heading = headings.find((each) => each.offsetParent);
  heading?.scrollIntoView({ block: "nearest" });
  heading?.focus({ preventScroll: true });
}"""


class Wiring:
    """The tab's parts with the handlers behind them, each event as of the person who sends it."""

    def __init__(self, tab: Tab, officers: Officers, guard: Guard) -> None:
        self.tab = tab
        self.officers = officers
        self.guard = guard
        self.outputs = _components(tab)

    # -- events --------------------------------------------------------------------------------------

    def on(
        self, trigger: Any, act: Act, inputs: list[Any], show: Show, **options: Any
    ) -> gr.events.Dependency:
        """The act's reply, shown by ``show`` and told in the notice; the session is its last input."""

        def reply(officer: Officer, *given: Any) -> Updates:
            made = act(officer, *given)
            return {**self.told(made), **show(officer, made)}

        return self.event(trigger, reply, [*inputs, self.tab.session], **options)

    def event(
        self, trigger: Any, function: Callable[..., Updates], inputs: list[Any], **options: Any
    ) -> gr.events.Dependency:
        """An event of ``function(officer, *inputs)``, whose last input is the session."""

        def guarded(person: Person, *given: Any) -> Updates:
            officer = self.officers(person)
            return self.shut_out(officer, given[-1]) or function(officer, *given)

        return self._wired(trigger, self.guard(Right.DESK, guarded), inputs, **options)

    def chosen(self, trigger: Any, act: Act, inputs: list[Any], show: Show) -> gr.events.Dependency:
        """An event of a table: which line it was comes from the browser, and is looked up by the handler."""

        def guarded(person: Person, event: gr.EventData, *given: Any) -> Updates:
            officer = self.officers(person)
            if shut := self.shut_out(officer, given[-1]):
                return shut
            made = act(officer, line_of(event), *given)
            return {**self.told(made), **show(officer, made)}

        made = self.guard.with_event(Right.DESK, guarded)
        return self._wired(trigger, made, [*inputs, self.tab.session])

    def steps(
        self, trigger: Any, function: Callable[..., Iterator[Updates]], inputs: list[Any], **options: Any
    ) -> gr.events.Dependency:
        """An event that answers step by step."""

        def guarded(person: Person, *given: Any) -> Iterator[Updates]:
            officer = self.officers(person)
            if shut := self.shut_out(officer, given[-1]):
                yield shut
            else:
                yield from function(officer, *given)

        made = self.guard(Right.DESK, guarded)
        return self._wired(trigger, made, [*inputs, self.tab.session], **options)

    def _wired(self, trigger: Any, function: Any, inputs: list[Any], **options: Any) -> gr.events.Dependency:
        """Never behind the chat's questions, never without a word when it fails."""
        made: gr.events.Dependency = trigger(
            function, inputs, self.outputs, **{**QUIET, **IN_TURN, **options}
        )
        unexpected = self.guard(Right.DESK, lambda _person: notice(UNEXPECTED, wrong=True))
        made.failure(unexpected, None, self.tab.notice, **QUIET)
        return made

    # -- what is shown -------------------------------------------------------------------------------

    def shut_out(self, officer: Officer, desk: Desk) -> Updates:
        """Back to the list, where the open case may not be seen any more: a paper of it was marked, say."""
        try:
            officer.casework.check(desk)
        except AssistantError as error:
            shut = {**views.emptied_case(self.tab), **views.stage(self.tab, Desk())}
            cleared = {**shut, **self.cases(officer, Reply(Desk()))}
            return {**cleared, self.tab.session: Desk(), self.tab.notice: notice(str(error), wrong=True)}
        return {}

    def told(self, reply: Reply) -> Updates:
        """The line about it and the session; where nothing was changed, the session is left alone."""
        session = {} if reply.wrong else {self.tab.session: reply.desk}
        return {**session, self.tab.notice: reply.notice}

    def nothing(self, _officer: Officer, _reply: Reply) -> Updates:
        """Only what is told."""
        return {}

    def cases(self, officer: Officer, reply: Reply) -> Updates:
        """The list of cases; where it cannot be read, why."""
        try:
            lines = officer.intake.lines()
        except AssistantError as error:
            return {self.tab.notice: notice(str(error), wrong=True)}
        return {**views.stage(self.tab, reply.desk), **views.shown_cases(self.tab, reply.desk, lines)}

    def question(self, _officer: Officer, reply: Reply) -> Updates:
        """The questions with one at hand; nothing moves where the change was refused."""
        if reply.wrong:
            return {}
        return {**views.shown_reading(self.tab, reply.desk), **views.filled_question(self.tab, reply.desk)}

    def opened(self, officer: Officer, reply: Reply) -> Updates:
        """The view that a reply leads to, whichever it is, filled."""
        desk, tab = reply.desk, self.tab
        if reply.wrong:
            return {}
        if desk.stage == "cases":
            return self.cases(officer, reply)
        if desk.stage == "reading":
            fields = {**views.filled_cases(tab), **views.filled_reading(tab, desk)}
            return {**views.stage(tab, desk), **self.question(officer, reply), **fields}
        return {
            **views.stage(tab, desk),
            **self.changed(officer, reply),
            **views.filled_case(tab, desk),
            **self.row(officer, reply),
        }

    def row(self, officer: Officer, reply: Reply) -> Updates:
        """Another row in the editor."""
        if reply.wrong:
            return {}
        rows = views.shown_rows(self.tab.case, reply.desk)
        return {**rows, **views.filled_row(self.tab.case.row, reply.desk, officer.passage_of)}

    def changed(self, officer: Officer, reply: Reply) -> Updates:
        """The case after a change."""
        if reply.wrong or reply.desk.case is None:
            return {}
        try:
            return views.shown_case(self.tab, reply.desk, officer.casework.standing(reply.desk.case))
        except AssistantError as error:
            return {self.tab.notice: notice(str(error), wrong=True)}


def line_of(event: gr.EventData) -> str:
    """The id that the page's script sent, "" where it sent none."""
    id_ = getattr(event, "id", "")
    return id_ if isinstance(id_, str) else ""


def _components(tab: Tab) -> list[Any]:
    """Everything that a handler may change."""
    found: list[Any] = []

    def gather(part: Any) -> None:
        if isinstance(part, gr.blocks.Block):
            found.append(part)
        else:
            each = part if isinstance(part, list) else vars(part).values()
            for inner in each:
                gather(inner)

    gather(tab)
    return found
