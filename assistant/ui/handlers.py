"""What happens when the reader asks, clears, adds files or opens the page. One session's state goes in and
comes out; nothing is kept here but the service.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

from assistant.answer import Answer, Citation, Filters, Turn
from assistant.ui import holdings, render
from assistant.ui.dates import FilterError, read_filters
from assistant.ui.service import ACCEPTED_FORMATS, Service
from assistant.ui.words import counted
from ingest.errors import AssistantError
from ingest.records import Facets

UNEXPECTED = "Something went wrong here and your question was not answered. It is back in the box: try again."

NOT_READABLE = f"Files of this kind are not read, only {', '.join(ACCEPTED_FORMATS)}."

PAUSE_S = 0.05
"""Between one sentence of an answer and the next, so that a reader sees it arrive."""

LogEntry = dict[str, str]


@dataclass(frozen=True)
class Exchange:
    """One question as shown: ``state`` is searching, answering, answered, refused or failed."""

    number: int
    state: Literal["searching", "answering", "answered", "refused", "failed"]
    html: str
    announcement: str = ""


@dataclass(frozen=True)
class Conversation:
    """One session: the turns the assistant is told of, what is on the page, and the question under way."""

    turns: tuple[Turn, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    pending: str = ""

    def showing(self, exchange: Exchange) -> list[LogEntry]:
        """The log with ``exchange`` last."""
        return [_entry(each) for each in (*self.exchanges, exchange)]

    @property
    def next_number(self) -> int:
        return self.exchanges[-1].number + 1 if self.exchanges else 1


class View(NamedTuple):
    """What the page shows after a step; ``question`` is None where the box keeps what is typed in it."""

    log: list[LogEntry]
    conversation: Conversation
    question: str | None = None
    notice: str = ""


class Catalogue(NamedTuple):
    """What the catalogue holds, questions to try, and what is wrong with it, if anything."""

    facets: Facets
    questions: list[str]
    trouble: str = ""


class Handlers:
    """The page's events, bound to a service."""

    def __init__(self, service: Service, pause_s: float = PAUSE_S) -> None:
        self._service = service
        self._pause_s = pause_s

    def ask(
        self,
        question: str | None,
        authority: str | None,
        kind: str | None,
        since: str | None,
        until: str | None,
        conversation: Conversation,
    ) -> Iterator[View]:
        """The page at each step of one question, from "Searching" to the answer with its sources."""
        asked = (question or "").strip()
        try:
            filters = read_filters(authority, kind, since, until)
        except FilterError as error:
            yield _unchanged(conversation, asked, str(error))
            return
        if asked:
            yield from self._answer(asked, filters, conversation)
        else:
            yield _unchanged(conversation, None, "")

    def _answer(self, asked: str, filters: Filters, conversation: Conversation) -> Iterator[View]:
        number = conversation.next_number
        waiting = replace(conversation, pending=asked)
        try:
            documents = 0 if filters != Filters() else self._service.facets().documents
            html = render.searching(number, asked, filters, documents)
            yield View(waiting.showing(Exchange(number, "searching", html, "Searching")), waiting, "")
            answer = self._service.ask(asked, filters, conversation.turns)
            passages = self._passages(answer)
        except AssistantError as error:
            yield _failed(conversation, asked, str(error))
            return
        if answer.refusal is None:
            yield from self._appearing(number, answer, filters, waiting)
        yield _finished(conversation, number, answer, filters, passages)

    def _appearing(
        self, number: int, answer: Answer, filters: Filters, waiting: Conversation
    ) -> Iterator[View]:
        for shown in render.beginnings(answer.text):
            html = render.partial(number, answer, filters, shown)
            yield View(waiting.showing(Exchange(number, "answering", html)), waiting)
            time.sleep(self._pause_s)

    def _passages(self, answer: Answer) -> dict[str, str]:
        nearest = answer.refusal.nearest if answer.refusal else ()
        wanted = (*answer.citations, *nearest)
        found = ((citation.passage_id, self._passage(citation)) for citation in wanted)
        return {passage_id: text for passage_id, text in found if text}

    def _passage(self, citation: Citation) -> str | None:
        """None where the passage has gone since, which the card then says."""
        try:
            return self._service.passage_text(citation.passage_id)
        except AssistantError:
            return None

    def failed(self, conversation: Conversation) -> View:
        """The page after an error nobody foresaw; the question goes back into its box."""
        return _failed(replace(conversation, pending=""), conversation.pending, UNEXPECTED)

    def clear(self) -> View:
        """A new conversation."""
        return View([], Conversation(), "")

    def catalogue(self) -> Catalogue:
        """What can be asked about now; where it cannot be read, why not."""
        try:
            facets = self._service.facets()
            questions = self._service.example_questions() if facets.documents else []
        except AssistantError as error:
            return Catalogue(Facets(), [], str(error))
        return Catalogue(facets, questions)

    def ingest(self, files: Sequence[str] | None, on_progress: Callable[[int, int, str], None]) -> str:
        """The uploaded files into the catalogue; what became of each, as HTML."""
        if not files:
            return holdings.notice("Choose one or more files first.")
        paths = [Path(name) for name in files]
        readable = [path for path in paths if path.suffix.lower() in ACCEPTED_FORMATS]
        refused = [(path.name, "failed", NOT_READABLE) for path in paths if path not in readable]
        try:
            rows = self._service.ingest(readable, on_progress) if readable else []
        except AssistantError as error:
            return holdings.notice(str(error))
        return holdings.outcomes([*rows, *refused])


def _entry(exchange: Exchange) -> LogEntry:
    return {
        "id": f"x{exchange.number}",
        "state": exchange.state,
        "html": exchange.html,
        "announcement": exchange.announcement,
    }


def _unchanged(conversation: Conversation, question: str | None, message: str) -> View:
    log = [_entry(exchange) for exchange in conversation.exchanges]
    return View(log, replace(conversation, pending=""), question, holdings.notice(message))


def _failed(conversation: Conversation, asked: str, message: str) -> View:
    number = conversation.next_number
    exchange = Exchange(number, "failed", render.failed(number, asked, message), message)
    kept = replace(conversation, exchanges=(*conversation.exchanges, exchange))
    return View(conversation.showing(exchange), kept, asked)


def _finished(
    conversation: Conversation, number: int, answer: Answer, filters: Filters, passages: dict[str, str]
) -> View:
    html = render.finished(number, answer, filters, passages)
    if answer.refusal is None:
        told = f"Answered with {counted(len(answer.citations), 'source')}"
        exchange = Exchange(number, "answered", html, told)
    else:
        exchange = Exchange(number, "refused", html, "Not found in these documents")
    turn = Turn(question=answer.question, answer=answer.text)
    kept = Conversation((*conversation.turns, turn), (*conversation.exchanges, exchange))
    return View(conversation.showing(exchange), kept)
