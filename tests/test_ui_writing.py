"""A written answer as it comes: draft after draft, stopped, failed, or closed with the page."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from bs4 import BeautifulSoup
from fakes_written import (
    KEPT,
    LAST,
    REMARK,
    SLOW,
    STRUCK,
    WritingService,
    quoted_instead,
    written_answer,
)

from assistant.answer import Draft, Turn
from assistant.people.person import LOCAL
from assistant.ui.handlers import BROKE_OFF, Handlers
from assistant.ui.service import Service, Stream
from assistant.ui.session import Conversation, Narrowed, View
from assistant.ui.writing import Writing

WAIT = "How long is the wait?"
NEW = Conversation()


def handlers_of(service: Service) -> Handlers:
    return Handlers(lambda _person: service, pause_s=0)


def words(view: View) -> str:
    return " ".join(BeautifulSoup(view.log[-1]["html"], "html.parser").get_text(" ").split())


def state(view: View) -> str:
    return view.log[-1]["state"]


def asking(handlers: Handlers, question: str = WAIT, conversation: Conversation = NEW) -> Iterator[View]:
    return handlers.ask(LOCAL, question, Narrowed(), "write", conversation)


def last(service: WritingService, question: str, conversation: Conversation = NEW) -> View:
    return list(asking(handlers_of(service), question, conversation))[-1]


@pytest.fixture
def service() -> WritingService:
    return WritingService(paced=True)


@pytest.fixture
def handlers(service: WritingService) -> Handlers:
    return handlers_of(service)


def test_each_draft_is_shown_and_the_answer_at_last(service: WritingService, handlers: Handlers) -> None:
    seen: list[View] = []
    for view in asking(handlers):
        seen.append(view)
        if len(seen) > 1:
            service.go.release()
    assert [state(view) for view in seen] == ["writing"] * 5 + ["answered"]
    assert "Searching 4 documents" in words(seen[0])
    assert "The language model is reading the sources" in words(seen[1])
    assert "Being written, not yet checked: Adults in Westmarch" in words(seen[2])
    assert KEPT.text in words(seen[3])
    assert STRUCK.why in words(seen[4])
    assert "Sources" in words(seen[5])


def test_only_the_beginning_and_the_end_are_announced() -> None:
    seen = list(asking(handlers_of(WritingService())))
    told = [view.log[-1]["announcement"] for view in seen]
    assert [each for each in told if each] == [
        "Searching",
        "Answered with 2 sources. 1 of 3 sentences was struck out",
    ]


def test_what_goes_into_the_next_turn_is_what_was_kept() -> None:
    service = WritingService()
    first = last(service, WAIT).conversation
    assert (first.pending, first.writing) == ("", "")
    last(service, "And the wait for children?", first)
    assert service.asked[1][2] == (Turn(question=WAIT, answer=written_answer(WAIT).text),)
    assert "781" not in service.asked[1][2][0].answer


def test_a_quoted_answer_shown_instead_is_announced_with_its_reason() -> None:
    view = last(WritingService(), "Will the wait be a remark?")
    assert state(view) == "answered"
    assert view.log[-1]["announcement"] == f"Answered with 2 sources. {REMARK}"
    assert view.conversation.turns[0].answer == quoted_instead("").text


def test_a_refusal_comes_without_a_draft() -> None:
    seen = list(asking(handlers_of(WritingService()), "What do day opportunities cost?"))
    assert [state(view) for view in seen] == ["writing", "refused"]


def test_stopping_keeps_what_was_checked(service: WritingService, handlers: Handlers) -> None:
    steps = asking(handlers)
    next(steps)
    view = next(steps)
    while STRUCK.why not in words(view):
        service.go.release()
        view = next(steps)
    assert handlers.stop(LOCAL, view.conversation, " ") == WAIT
    [stopped] = steps
    assert state(stopped) == "stopped"
    assert stopped.log[-1]["announcement"] == "Stopped"
    assert KEPT.text in words(stopped)
    assert LAST.text[:10] not in words(stopped)
    assert stopped.conversation.turns == (Turn(question=WAIT, answer=KEPT.text),)
    assert (stopped.conversation.pending, stopped.conversation.writing) == ("", "")


def test_a_model_that_has_not_begun_is_stopped_at_once(service: WritingService, handlers: Handlers) -> None:
    steps = asking(handlers)
    next(steps)
    reading = next(steps)
    assert handlers.stop(LOCAL, reading.conversation, "And for children?") is None
    [stopped] = steps
    assert "Stopped before any sentence was checked." in words(stopped)
    assert stopped.conversation.turns == ()
    assert not service.closed.is_set()
    service.go.release()
    assert service.closed.wait(timeout=10)


def test_after_a_stop_the_next_question_is_answered(service: WritingService, handlers: Handlers) -> None:
    steps = asking(handlers)
    next(steps)
    handlers.stop(LOCAL, next(steps).conversation, "")
    [stopped] = steps
    service.go.release(10)
    *_, view = asking(handlers, WAIT, stopped.conversation)
    assert [entry["state"] for entry in view.log] == ["stopped", "answered"]


def test_stopping_when_nothing_is_being_written_does_nothing(handlers: Handlers) -> None:
    assert handlers.stop(LOCAL, NEW, "") is None
    done = last(WritingService(), WAIT).conversation
    assert handlers.stop(LOCAL, done, "") is None


def test_closing_the_page_stops_the_model(service: WritingService, handlers: Handlers) -> None:
    steps = handlers.ask(LOCAL, WAIT, Narrowed(), "write", NEW)
    next(steps)
    next(steps)
    steps.close()  # type: ignore[attr-defined]
    service.go.release()
    assert service.closed.wait(timeout=10)


def test_an_error_of_the_model_is_one_line_and_the_question_stays() -> None:
    view = last(WritingService(), "Is the wait slow?")
    assert state(view) == "failed"
    assert SLOW in words(view)
    assert view.question == "Is the wait slow?"
    assert view.conversation.turns == ()


def test_a_stream_that_ends_without_an_answer_is_told() -> None:
    view = last(WritingService(), "Is the wait short?")
    assert state(view) == "failed"
    assert BROKE_OFF in words(view)


def test_an_unforeseen_error_reaches_the_page() -> None:
    steps = asking(handlers_of(WritingService()), "Will it crash?")
    next(steps)
    with pytest.raises(ZeroDivisionError, match="planned"):
        next(steps)


def test_drafts_that_come_faster_than_they_are_shown_are_passed_over() -> None:
    shown, through, answered = Event(), Event(), Event()

    def stream() -> Stream:
        for number in range(100):
            yield Draft(question="q", standalone_question="q", writing=f"word {number}")
            assert shown.wait(timeout=10)
        through.set()
        assert answered.wait(timeout=10)
        yield written_answer("q")

    steps = Writing(stream).steps()
    first = next(steps)
    shown.set()
    assert through.wait(timeout=10)
    newest = next(steps)
    answered.set()
    assert [each.writing for each in (first, newest) if isinstance(each, Draft)] == ["word 0", "word 99"]
    assert list(steps) == [written_answer("q")]


def test_an_answer_that_came_as_it_was_stopped_is_still_shown() -> None:
    shown, came = Event(), Event()

    def stream() -> Stream:
        yield Draft(question="q", standalone_question="q")
        assert shown.wait(timeout=10)
        yield written_answer("q")
        came.set()

    writing = Writing(stream)
    steps = writing.steps()
    next(steps)
    shown.set()
    assert came.wait(timeout=10)
    writing.stop()
    assert list(steps) == [written_answer("q")]
