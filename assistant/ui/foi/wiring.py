"""Which event of the tab leads to which handler before a case is open, and what is then shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from assistant.ui.foi import views
from assistant.ui.foi.candidates import PassageOf
from assistant.ui.foi.casework import Casework
from assistant.ui.foi.intake import Intake
from assistant.ui.foi.reply import UNEXPECTED, Reply, notice, progress
from assistant.ui.foi.tab import Tab
from assistant.ui.foi.work import Step
from ingest.errors import AssistantError

Updates = views.Updates
Show = Callable[[Reply], Updates]

# One change after another, each of a moment: two at once would both begin from the same session.
IN_TURN: dict[str, Any] = {"concurrency_id": "desk", "concurrency_limit": 1}
# What takes longer has turns of its own, so that no click waits for another officer's file.
READING: dict[str, Any] = {"concurrency_id": "desk-read", "concurrency_limit": 2}
TAKING: dict[str, Any] = {"concurrency_id": "ingest", "concurrency_limit": 1}
MAKING: dict[str, Any] = {"concurrency_id": "desk-files", "concurrency_limit": 2}

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

# The cursor's place in characters as Python counts them, an emoji as one.
_CURSOR = """(words, place, session) => {
  const box = document.querySelector("#foi-words textarea");
  return [words, Array.from(box.value.slice(0, box.selectionStart)).length, session];
}"""
TO_THE_ROW = """() => {
  const headings = Array.from(document.querySelectorAll(".row-heading"));
  const heading = headings.find((each) => each.offsetParent);
  heading?.scrollIntoView({ block: "nearest" });
  heading?.focus({ preventScroll: true });
}"""
_TO_THE_TOP = """() => {
  const shown = ["foi-cases", "foi-reading", "foi-case"].map((id) => document.getElementById(id));
  const heading = shown.find((view) => view?.offsetParent)?.querySelector("h2");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}"""


class Wiring:
    """The tab's parts with the handlers behind them."""

    def __init__(self, tab: Tab, intake: Intake, casework: Casework, passage_of: PassageOf) -> None:
        self.tab = tab
        self.intake = intake
        self.casework = casework
        self.passage_of = passage_of
        self._all = _components(tab)

    def on(
        self, trigger: Any, handler: Callable[..., Reply], inputs: list[Any], show: Show, **options: Any
    ) -> gr.events.Dependency:
        """The handler's reply, shown by ``show`` and told in the notice; the session is its last input."""

        def reply(*given: Any) -> Updates:
            made = handler(*given)
            return {**self.told(made), **show(made)}

        return self.event(trigger, reply, [*inputs, self.tab.session], **options)

    def event(self, trigger: Any, function: Any, inputs: list[Any], **options: Any) -> gr.events.Dependency:
        """An event of the desk: never behind the chat's questions, never without a word when it fails."""
        made: gr.events.Dependency = trigger(
            function,
            inputs,
            self._all,
            **{**QUIET, **IN_TURN, **options},
        )
        made.failure(lambda: notice(UNEXPECTED, wrong=True), None, self.tab.notice, **QUIET)
        return made

    def told(self, reply: Reply) -> Updates:
        """The line about it and the session; where nothing was changed, the session is left alone."""
        session = {} if reply.wrong else {self.tab.session: reply.desk}
        return {**session, self.tab.notice: reply.notice}

    def cases(self, reply: Reply) -> Updates:
        """The list of cases; where it cannot be read, why."""
        try:
            lines = self.intake.lines()
        except AssistantError as error:
            return {self.tab.notice: notice(str(error), wrong=True)}
        return {**views.stage(self.tab, reply.desk), **views.shown_cases(self.tab, reply.desk, lines)}

    def question(self, reply: Reply) -> Updates:
        """The questions with one at hand; nothing moves where the change was refused."""
        if reply.wrong:
            return {}
        return {**views.shown_reading(self.tab, reply.desk), **views.filled_question(self.tab, reply.desk)}

    def opened(self, reply: Reply) -> Updates:
        """The view that a reply leads to, whichever it is, filled."""
        desk, tab = reply.desk, self.tab
        if reply.wrong:
            return {}
        if desk.stage == "cases":
            return self.cases(reply)
        if desk.stage == "reading":
            fields = {**views.filled_cases(tab), **views.filled_reading(tab, desk)}
            return {**views.stage(tab, desk), **self.question(reply), **fields}
        return {
            **views.stage(tab, desk),
            **self.changed(reply),
            **views.filled_case(tab, desk),
            **self.row(reply),
        }

    def row(self, reply: Reply) -> Updates:
        """Another row in the editor."""
        if reply.wrong:
            return {}
        rows = views.shown_rows(self.tab.case, reply.desk)
        return {**rows, **views.filled_row(self.tab.case.row, reply.desk, self.passage_of)}

    def changed(self, reply: Reply) -> Updates:
        """The case after a change."""
        if reply.wrong or reply.desk.case is None:
            return {}
        try:
            return views.shown_case(self.tab, reply.desk, self.casework.standing(reply.desk.case))
        except AssistantError as error:
            return {self.tab.notice: notice(str(error), wrong=True)}


def wire_intake(page: gr.Blocks, wiring: Wiring) -> None:
    """The list of cases, a letter read, its questions corrected and matched."""
    tab, intake, on = wiring.tab, wiring.intake, wiring.on
    parts = tab.cases
    wiring.event(page.load, lambda desk: wiring.cases(Reply(desk)), [tab.session])
    read = [parts.pasted, parts.file, parts.authority, parts.received]
    on(parts.read.click, intake.read, read, wiring.opened, **READING).success(None, js=_TO_THE_TOP)
    _on_line(wiring, parts.cases.open_case, intake.open, wiring.opened).success(None, js=_TO_THE_TOP)
    _on_line(wiring, parts.cases.delete_case, intake.ask_to_delete, wiring.cases)
    on(parts.delete.click, intake.delete, [], wiring.cases)
    on(parts.keep.click, intake.keep, [], wiring.cases)
    _wire_corrections(wiring)


def _wire_corrections(wiring: Wiring) -> None:
    parts, intake, on = wiring.tab.reading, wiring.intake, wiring.on
    _on_line(wiring, parts.questions.choose, intake.ask, wiring.question).success(None, js=TO_THE_ROW)
    on(parts.reword.click, intake.reword, [parts.words], wiring.question)
    on(parts.merge.click, intake.merge, [parts.words], wiring.question)
    on(parts.split.click, intake.split, [parts.words, parts.place], wiring.question, js=_CURSOR)
    on(parts.remove.click, intake.remove, [], wiring.question)
    on(parts.add.click, intake.add, [parts.new], wiring.question)
    for leave in (parts.leave, wiring.tab.case.leave):
        on(leave.click, intake.leave, [], wiring.opened).success(None, js=_TO_THE_TOP)
    on(wiring.tab.case.correct.click, intake.correct, [], wiring.opened).success(None, js=_TO_THE_TOP)
    matching = [parts.authority, parts.received, parts.reference, wiring.tab.session]
    # Beside the chat's questions and the desk's own clicks: a long request is matched for minutes.
    matched = wiring.event(
        parts.match.click, _matching(wiring), matching, concurrency_id="desk-match", concurrency_limit=2
    )
    matched.success(None, js=_TO_THE_TOP)
    # Also after an error that nobody foresaw the letter can be matched again.
    matched.failure(lambda: [gr.update(interactive=True)] * 2, None, [parts.match, parts.leave], **QUIET)


def _matching(wiring: Wiring) -> Callable[..., Iterator[Updates]]:
    parts = wiring.tab.reading

    def usable(yes: bool) -> Updates:
        return {button: gr.update(interactive=yes) for button in (parts.match, parts.leave)}

    def match(*given: Any) -> Iterator[Updates]:
        yield {parts.progress: progress(0, 0), wiring.tab.notice: "", **usable(False)}
        for step in wiring.intake.match(*given):
            if isinstance(step, Step):
                yield {parts.progress: progress(step.done, step.total)}
            else:
                yield {**wiring.told(step), **wiring.opened(step), parts.progress: "", **usable(True)}

    return match


def _on_line(
    wiring: Wiring, trigger: Any, handler: Callable[[str, Any], Reply], show: Show
) -> gr.events.Dependency:
    """An event of a table: which line it was comes from the browser, and is looked up by the handler."""

    def chosen(desk: Any, event: gr.EventData) -> Updates:
        reply = handler(line_of(event), desk)
        return {**wiring.told(reply), **show(reply)}

    return wiring.event(trigger, chosen, [wiring.tab.session])


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
