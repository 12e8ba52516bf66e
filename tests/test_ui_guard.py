"""Nobody does by an event of the page what their role does not grant."""

from __future__ import annotations

from collections.abc import Iterator

import gradio as gr
import pytest

from assistant.people.person import Person, Right, Role
from assistant.ui.guard import Guard, right_of

READER = Person("ward office", frozenset({Role.READER}))
LIBRARIAN = Person("records office", frozenset({Role.READER, Role.LIBRARIAN}))
PEOPLE = {person.name: person for person in (READER, LIBRARIAN)}


def known(name: str | None) -> Person | None:
    return PEOPLE.get(name or "")


def from_(name: str | None) -> gr.Request:
    return gr.Request(username=name)


def test_a_handler_is_told_who_it_is_and_what_was_typed() -> None:
    ask = Guard(known)(Right.ASK, lambda person, words: f"{person.name} asks {words}")
    assert ask(from_("ward office"), "how long?") == "ward office asks how long?"


def test_what_a_role_does_not_grant_is_refused() -> None:
    remove = Guard(known)(Right.LIBRARY, lambda person: f"removed by {person.name}")
    assert remove(from_("records office")) == "removed by records office"
    with pytest.raises(gr.Error, match="may not do this"):
        remove(from_("ward office"))


@pytest.mark.parametrize("name", [None, "", "somebody who has left"])
def test_nobody_and_those_whose_account_is_gone_are_refused(name: str | None) -> None:
    ask = Guard(known)(Right.ASK, lambda person: person.name)
    with pytest.raises(gr.Error, match="signed out"):
        ask(from_(name))


def test_steps_of_a_long_answer_are_guarded_before_the_first() -> None:
    told = []

    def steps(person: Person) -> Iterator[str]:
        told.append(person.name)
        yield "one"
        yield "two"

    guarded = Guard(known)(Right.ASK, steps)
    assert list(guarded(from_("ward office"))) == ["one", "two"]
    with pytest.raises(gr.Error):
        next(guarded(from_(None)))
    assert told == ["ward office"]


def test_progress_comes_before_what_was_typed() -> None:
    def add(person: Person, progress: gr.Progress, names: list[str]) -> str:
        assert isinstance(progress, gr.Progress)
        return f"{person.name}: {names}"

    guarded = Guard(known).with_progress(Right.LIBRARY, add)
    assert guarded(from_("records office"), gr.Progress(), ["a.pdf"]) == "records office: ['a.pdf']"
    with pytest.raises(gr.Error):
        guarded(from_("ward office"), gr.Progress(), ["a.pdf"])


def test_a_function_that_is_not_guarded_is_known_by_it() -> None:
    assert right_of(Guard(known)(Right.DESK, print)) is Right.DESK
    assert right_of(print) is None
