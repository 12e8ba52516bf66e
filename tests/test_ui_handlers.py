"""What the reader sees at each step of a question, an upload and a mistake; nothing of it is shared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bs4 import BeautifulSoup
from fakes_ui import FakeService, refused_answer, wait_answer

from assistant.answer import Filters, Turn
from assistant.people.person import LOCAL
from assistant.ui.handlers import Handlers
from assistant.ui.session import Catalogue, Conversation, Narrowed, View
from ingest.errors import CatalogueError
from ingest.records import Facets

NEW = Conversation()
LOCKED = "The catalogue is locked by another ingest: try again when it is done."


def handlers_of(service: FakeService) -> Handlers:
    return Handlers(lambda _person: service, pause_s=0)


def asked(
    service: FakeService, question: str, conversation: Conversation = NEW, since: str = ""
) -> list[View]:
    return list(handlers_of(service).ask(LOCAL, question, Narrowed(since=since), "quote", conversation))


def words(markup: str) -> str:
    return " ".join(BeautifulSoup(markup, "html.parser").get_text(" ").split())


def states(views: list[View]) -> list[str]:
    return [view.log[-1]["state"] for view in views]


def test_an_answer_arrives_step_by_step() -> None:
    views = asked(FakeService(), "How long is the wait?")
    assert states(views) == ["searching", "answering", "answering", "answered"]
    assert "Searching 4 documents" in words(views[0].log[-1]["html"])
    assert "£96,250" not in words(views[1].log[-1]["html"])
    assert "£96,250. [2]" in words(views[2].log[-1]["html"])
    assert "Sources" in words(views[3].log[-1]["html"])
    assert views[3].log[-1]["announcement"] == "Answered with 2 sources"


def test_the_box_is_emptied_once_and_then_left_to_the_reader() -> None:
    views = asked(FakeService(), "How long is the wait?")
    assert [view.question for view in views] == ["", None, None, None]


def test_a_refusal_is_shown_without_sources() -> None:
    views = asked(FakeService(), "What do day opportunities cost?")
    assert states(views) == ["searching", "refused"]
    assert views[-1].log[-1]["announcement"] == "Not found in these documents"


def test_the_next_question_takes_the_conversation_along() -> None:
    service = FakeService()
    first = asked(service, "How long is the wait?")[-1].conversation
    second = asked(service, "What do they cost?", first)[-1]
    earlier = Turn(question="How long is the wait?", answer=wait_answer("").text)
    assert service.asked[1] == ("What do they cost?", Filters(), (earlier,))
    assert [entry["id"] for entry in second.log] == ["x1", "x2"]
    assert "Taken to mean: How long is the wait? What do they cost?" in words(second.log[1]["html"])
    assert second.conversation.turns == (
        earlier,
        Turn(question="What do they cost?", answer=refused_answer("").text),
    )


def test_two_conversations_know_nothing_of_each_other() -> None:
    service = FakeService()
    asked(service, "How long is the wait?")
    alone = asked(service, "What do they cost?")[-1]
    assert service.asked[1][2] == ()
    assert len(alone.log) == 1


def test_filters_reach_the_assistant_and_are_told() -> None:
    service = FakeService()
    [*_, last] = handlers_of(service).ask(
        LOCAL,
        "How long is the wait?",
        Narrowed("Westmarch County Council", "foi-response", "2023", "May 2024"),
        "quote",
        Conversation(),
    )
    assert service.asked[0][1] == Filters(
        authority="Westmarch County Council",
        kind="foi-response",
        since=date(2023, 1, 1),
        until=date(2024, 5, 31),
    )
    assert "Searched only: Westmarch County Council, FOI response, from 1 January 2023" in words(
        last.log[0]["html"]
    )


def test_a_mistyped_date_asks_nothing_and_keeps_the_question() -> None:
    service = FakeService()
    [view] = asked(service, "How long is the wait?", since="soon")
    assert service.asked == []
    assert view.question == "How long is the wait?"
    assert "“Dated from” is not a date: soon." in words(view.notice)
    assert view.log == []


def test_an_empty_question_is_not_asked() -> None:
    service = FakeService()
    [view] = asked(service, "  \n ")
    assert service.asked == []
    assert (view.log, view.question, view.notice) == ([], None, "")


def test_a_stated_error_is_one_line_and_loses_nothing() -> None:
    service = FakeService()
    before = asked(service, "How long is the wait?")[-1].conversation
    view = asked(service, "Is it broken?", before)[-1]
    assert [entry["state"] for entry in view.log] == ["answered", "failed"]
    assert "The catalogue is locked: wait for the ingest to finish, then ask again." in words(
        view.log[1]["html"]
    )
    assert view.question == "Is it broken?"
    assert view.conversation.turns == before.turns


def test_after_an_error_the_next_exchange_has_a_number_of_its_own() -> None:
    service = FakeService()
    failed = asked(service, "Is it broken?")[-1].conversation
    view = asked(service, "How long is the wait?", failed)[-1]
    assert [entry["id"] for entry in view.log] == ["x1", "x2"]


def test_an_unforeseen_error_gives_the_question_back() -> None:
    handlers = handlers_of(FakeService())
    waiting = next(
        handlers.ask(LOCAL, "How long is the wait?", Narrowed(), "quote", Conversation())
    ).conversation
    view = handlers.failed(LOCAL, waiting)
    assert view.question == "How long is the wait?"
    assert states([view]) == ["failed"]
    assert view.conversation.pending == ""
    assert "was not answered" in words(view.log[0]["html"])


def test_clearing_begins_anew() -> None:
    assert handlers_of(FakeService()).clear(LOCAL) == View([], Conversation(), "")


@dataclass
class Forgetful(FakeService):
    """Its passages are gone by the time they are shown, and its catalogue cannot be read."""

    def passage_text(self, passage_id: str) -> str:
        raise CatalogueError(f"Passage {passage_id} is no longer in the catalogue.")

    def example_questions(self) -> list[str]:
        raise CatalogueError("The catalogue is damaged: run doctor.")

    def ingest(
        self, files: Sequence[Path], on_progress: Callable[[int, int, str], None]
    ) -> list[tuple[str, str, str]]:
        on_progress(0, len(files), "")
        raise CatalogueError(LOCKED)


def test_a_passage_that_has_gone_still_leaves_its_quotation() -> None:
    view = asked(Forgetful(), "How long is the wait?")[-1]
    assert "41 days in the year to March 2024." in words(view.log[0]["html"])
    assert "Its passage is no longer in the catalogue." in words(view.log[0]["html"])


def test_an_unreadable_catalogue_is_told_in_its_own_words() -> None:
    assert handlers_of(Forgetful()).catalogue(LOCAL) == Catalogue(
        Facets(), [], "The catalogue is damaged: run doctor."
    )


def test_an_empty_catalogue_offers_no_questions() -> None:
    assert handlers_of(FakeService(documents=0)).catalogue(LOCAL) == Catalogue(Facets(), [])
