"""What happens when a reader asks, stops, clears, adds files or opens the page. One session's state goes in
and comes out; nothing is kept here but, while they last, the writings that can be stopped.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Literal
from uuid import uuid4

from assistant.answer import Answer, Draft, Filters, Mode, Turn
from assistant.people.person import Person
from assistant.spoken import counted
from assistant.ui import holdings, render
from assistant.ui.dates import FilterError, read_filters
from assistant.ui.keeping import Keeping
from assistant.ui.service import Service
from assistant.ui.session import Catalogue, Conversation, Exchange, Narrowed, View
from assistant.ui.words import struck_words
from assistant.ui.writing import Writing
from ingest.errors import AssistantError, RecordsError
from ingest.records import Facets

UNEXPECTED = "Something went wrong here and your question was not answered. It is back in the box: try again."

BROKE_OFF = "The language model's answer broke off: ask again, or switch to quoted answers."

PAUSE_S = 0.05
"""Between one sentence of an answer and the next, so that a reader sees it arrive; and between drafts."""


class Handlers:
    """The page's events, each for the person from whom it comes."""

    def __init__(
        self,
        service_of: Callable[[Person], Service],
        pause_s: float = PAUSE_S,
        keeping: Keeping | None = None,
    ) -> None:
        self._service_of = service_of
        self._pause_s = pause_s
        self._keeping = keeping
        self._writings: dict[str, Writing] = {}

    def ask(
        self,
        person: Person,
        question: str | None,
        narrowed: Narrowed,
        mode: Mode,
        conversation: Conversation,
    ) -> Iterator[View]:
        """The page at each step of one question, from "Searching" to the answer with its sources."""
        asked = (question or "").strip()
        try:
            filters = read_filters(*narrowed)
        except FilterError as error:
            yield _unchanged(conversation, asked, str(error))
            return
        if asked:
            yield from self._answer(person, asked, filters, mode, conversation)
        else:
            yield _unchanged(conversation, None, "")

    def _answer(
        self, person: Person, asked: str, filters: Filters, mode: Mode, conversation: Conversation
    ) -> Iterator[View]:
        number = conversation.next_number
        writes = mode == "write"
        waiting = replace(
            conversation,
            pending=asked,
            writing=uuid4().hex if writes else "",
            id=conversation.id or uuid4().hex,
        )
        try:
            documents = 0 if filters != Filters() else self._service_of(person).facets().documents
            html = render.searching(number, asked, filters, documents)
            first = Exchange(number, "writing" if writes else "searching", html, "Searching")
            yield View(waiting.showing(first), waiting, "")
            steps = self._written if writes else self._quoted
            yield from steps(person, asked, filters, waiting)
        except AssistantError as error:
            yield _failed(conversation, asked, str(error))

    def _quoted(self, person: Person, asked: str, filters: Filters, waiting: Conversation) -> Iterator[View]:
        answer = self._service_of(person).ask(asked, filters, waiting.turns)
        finished = self._finished(person, answer, filters, waiting)
        if answer.refusal is None:
            yield from self._appearing(answer, filters, waiting)
        yield finished

    def _written(self, person: Person, asked: str, filters: Filters, waiting: Conversation) -> Iterator[View]:
        number, service = waiting.next_number, self._service_of(person)
        writing = Writing(lambda: service.stream(asked, filters, waiting.turns, "write"))
        self._writings[waiting.writing] = writing
        draft = Draft(question=asked, standalone_question=asked)
        try:
            for step in writing.steps():
                if isinstance(step, Answer):
                    yield self._finished(person, step, filters, waiting)
                    return
                draft = step
                html = render.writing(number, draft, filters)
                yield View(waiting.showing(Exchange(number, "writing", html)), waiting)
                time.sleep(self._pause_s)
            if not writing.stopped:
                raise AssistantError(BROKE_OFF)
            if self._keeping:
                self._keeping.in_vain(person, asked, filters, "stopped")
            yield _stopped(waiting, number, draft, filters)
        finally:
            # Also where the reader has closed the page.
            writing.stop()
            del self._writings[waiting.writing]

    def _finished(self, person: Person, answer: Answer, filters: Filters, waiting: Conversation) -> View:
        """The page with the answer, which has been recorded by then: what cannot be is not shown."""
        number = waiting.next_number
        kept = self._keeping.keep(person, waiting.id, number, answer, filters) if self._keeping else None
        passages = _passages(self._service_of(person), answer)
        return _finished(waiting, answer, render.finished(number, answer, filters, passages, kept))

    def _appearing(self, answer: Answer, filters: Filters, waiting: Conversation) -> Iterator[View]:
        number = waiting.next_number
        for shown in render.beginnings(answer.text):
            html = render.partial(number, answer, filters, shown)
            yield View(waiting.showing(Exchange(number, "answering", html)), waiting)
            time.sleep(self._pause_s)

    def passage(self, person: Person, passage_id: str) -> str | None:
        """None where the passage has gone since, which the card then says."""
        return _passage(self._service_of(person), passage_id)

    def failed(self, _person: Person, conversation: Conversation) -> View:
        """The page after an error nobody foresaw; the question goes back into its box."""
        return _failed(replace(conversation, pending="", writing=""), conversation.pending, UNEXPECTED)

    def stop(self, _person: Person, conversation: Conversation, typed: str | None) -> str | None:
        """Stop the writing under way. The question that goes back into its box; None leaves what is there."""
        writing = self._writings.get(conversation.writing)
        if writing is None:
            return None
        writing.stop()
        return None if (typed or "").strip() else conversation.pending

    def prepare(self, person: Person, mode: Mode | None) -> None:
        """What can be done before the first written answer is asked for."""
        if mode == "write":
            self._service_of(person).prepare_writer()

    def clear(self, _person: Person) -> View:
        """A new conversation."""
        return View([], Conversation(), "")

    def reopen(self, person: Person, chosen: str | None, conversation: Conversation) -> View:
        """An earlier conversation of the person's in place of the one on the page."""
        try:
            if self._keeping is None:
                raise RecordsError("Conversations are not kept here.")
            again = self._keeping.opened(person, chosen or "", lambda id_: self.passage(person, id_))
        except RecordsError as error:
            return _unchanged(conversation, None, str(error))
        return View(again.log, again, None, "")

    def catalogue(self, person: Person) -> Catalogue:
        """What can be asked about now, and who could write; where that cannot be read, why not."""
        service = self._service_of(person)
        try:
            writer = service.writer()
            facets = service.facets()
            questions = service.example_questions() if facets.documents else []
        except AssistantError as error:
            return Catalogue(Facets(), [], str(error))
        return Catalogue(facets, questions, writer=writer)


def _passages(service: Service, answer: Answer) -> dict[str, str]:
    nearest = answer.refusal.nearest if answer.refusal else ()
    wanted = (*answer.citations, *nearest)
    found = ((citation.passage_id, _passage(service, citation.passage_id)) for citation in wanted)
    return {passage_id: text for passage_id, text in found if text}


def _passage(service: Service, passage_id: str) -> str | None:
    try:
        return service.passage_text(passage_id)
    except AssistantError:
        return None


def _unchanged(conversation: Conversation, question: str | None, message: str) -> View:
    kept = replace(conversation, pending="", writing="")
    return View(conversation.log, kept, question, holdings.notice(message))


def _failed(conversation: Conversation, asked: str, message: str) -> View:
    number = conversation.next_number
    exchange = Exchange(number, "failed", render.failed(number, asked, message), message)
    kept = replace(conversation, exchanges=(*conversation.exchanges, exchange))
    return View(conversation.showing(exchange), kept, asked)


def _finished(conversation: Conversation, answer: Answer, html: str) -> View:
    state: Literal["answered", "refused"] = "refused" if answer.refusal else "answered"
    exchange = Exchange(conversation.next_number, state, html, _told(answer))
    turn = Turn(question=answer.question, answer=answer.text)
    kept = Conversation((*conversation.turns, turn), (*conversation.exchanges, exchange), id=conversation.id)
    return View(conversation.showing(exchange), kept)


def _told(answer: Answer) -> str:
    """What a screen reader says when the answer is there."""
    if answer.refusal:
        return "Not found in these documents"
    told = f"Answered with {counted(len(answer.citations), 'source')}"
    if answer.written is None:
        return told
    return f"{told}. {struck_words(answer.written) if answer.mode == 'write' else answer.written.remark}"


def _stopped(conversation: Conversation, number: int, draft: Draft, filters: Filters) -> View:
    """What was kept goes into the conversation; of what was struck or not yet checked, nothing."""
    exchange = Exchange(number, "stopped", render.stopped(number, draft, filters), "Stopped")
    words = " ".join(sentence.text for sentence in draft.sentences if sentence.kept)
    turns = (Turn(question=draft.question, answer=words),) if words else ()
    kept = Conversation(
        (*conversation.turns, *turns), (*conversation.exchanges, exchange), id=conversation.id
    )
    return View(conversation.showing(exchange), kept)
