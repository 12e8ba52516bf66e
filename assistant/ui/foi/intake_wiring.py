"""Which event of the tab leads to which handler before a case is open, and what is then shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from assistant.people.person import Person, Right
from assistant.ui.foi.intake import Intake
from assistant.ui.foi.officer import Officer, by_intake
from assistant.ui.foi.reply import Reply, progress
from assistant.ui.foi.session import Desk
from assistant.ui.foi.wiring import QUIET, READING, TO_THE_ROW, Updates, Wiring
from assistant.ui.foi.work import Step

# The cursor's place in characters as Python counts them, an emoji as one.
_CURSOR = """(words, place, session) => {
  const box = document.querySelector("#foi-words textarea");
  return [words, Array.from(box.value.slice(0, box.selectionStart)).length, session];
}"""
_TO_THE_TOP = """() => {
  const shown = ["foi-cases", "foi-reading", "foi-case"].map((id) => document.getElementById(id));
  const heading = shown.find((view) => view?.offsetParent)?.querySelector("h2");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}"""


def wire_intake(page: gr.Blocks, wiring: Wiring) -> None:
    """The list of cases, a letter read, its questions corrected and matched."""
    parts, on, chosen = wiring.tab.cases, wiring.on, wiring.chosen
    _wire_load(page, wiring)
    read = [parts.pasted, parts.file, parts.authority, parts.received]
    reading = on(parts.read.click, by_intake(Intake.read), read, wiring.opened, **READING)
    opening = chosen(parts.cases.open_case, by_intake(Intake.open), [], wiring.opened)
    for made in (reading, opening):
        made.success(None, js=_TO_THE_TOP)
    chosen(parts.cases.delete_case, by_intake(Intake.ask_to_delete), [], wiring.cases)
    on(parts.delete.click, by_intake(Intake.delete), [], wiring.cases)
    on(parts.keep.click, by_intake(Intake.keep), [], wiring.cases)
    _wire_corrections(wiring)


def _wire_load(page: gr.Blocks, wiring: Wiring) -> None:
    """Whoever opens the page without a desk of their own is shown nothing of it, and told nothing."""

    def opened(person: Person, desk: Desk) -> Updates:
        if not person.may(Right.DESK):
            return {wiring.tab.notice: ""}
        return wiring.cases(wiring.officers(person), Reply(desk))

    page.load(wiring.guard(Right.ASK, opened), [wiring.tab.session], wiring.outputs, **QUIET)


def _wire_corrections(wiring: Wiring) -> None:
    parts, on, question = wiring.tab.reading, wiring.on, wiring.question
    asking = wiring.chosen(parts.questions.choose, by_intake(Intake.ask), [], question)
    asking.success(None, js=TO_THE_ROW)
    on(parts.reword.click, by_intake(Intake.reword), [parts.words], question)
    on(parts.merge.click, by_intake(Intake.merge), [parts.words], question)
    on(parts.split.click, by_intake(Intake.split), [parts.words, parts.place], question, js=_CURSOR)
    on(parts.remove.click, by_intake(Intake.remove), [], question)
    on(parts.add.click, by_intake(Intake.add), [parts.new], question)
    leaving = [(leave, Intake.leave) for leave in (parts.leave, wiring.tab.case.leave)]
    for button, handler in (*leaving, (wiring.tab.case.correct, Intake.correct)):
        on(button.click, by_intake(handler), [], wiring.opened).success(None, js=_TO_THE_TOP)
    _wire_matching(wiring)


def _wire_matching(wiring: Wiring) -> None:
    parts = wiring.tab.reading
    # Beside the chat's questions and the desk's own clicks: a long request is matched for minutes.
    matched = wiring.steps(
        parts.match.click,
        _matching(wiring),
        [parts.authority, parts.received, parts.reference],
        concurrency_id="desk-match",
        concurrency_limit=2,
    )
    matched.success(None, js=_TO_THE_TOP)
    # Also after an error that nobody foresaw the letter can be matched again.
    again = wiring.guard(Right.DESK, lambda _person: [gr.update(interactive=True)] * 2)
    matched.failure(again, None, [parts.match, parts.leave], **QUIET)


def _matching(wiring: Wiring) -> Callable[..., Iterator[Updates]]:
    parts = wiring.tab.reading

    def usable(yes: bool) -> Updates:
        return {button: gr.update(interactive=yes) for button in (parts.match, parts.leave)}

    def match(officer: Officer, *given: Any) -> Iterator[Updates]:
        yield {parts.progress: progress(0, 0), wiring.tab.notice: "", **usable(False)}
        for step in officer.intake.match(*given):
            if isinstance(step, Step):
                yield {parts.progress: progress(step.done, step.total)}
            else:
                shown = {**wiring.told(step), **wiring.opened(officer, step)}
                yield {**shown, parts.progress: "", **usable(True)}

    return match
