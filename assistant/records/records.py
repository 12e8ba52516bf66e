"""All that is kept of use, as the page, the interface for programs and the command line need it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Citation, Filters
from assistant.people.person import Person
from assistant.records.audit import Audit, append
from assistant.records.conversations import Closed, ConversationLine, StoredConversation
from assistant.records.entry import Action
from assistant.records.feedback import FeedbackBook, Given
from assistant.records.history import History
from assistant.records.keep import Place, keep
from assistant.records.retention import Clock, Removed, retain
from assistant.records.store import Store
from ingest.errors import NotKeptError, RecordsError
from ingest.record_settings import RecordSettings
from ingest.settings import Settings

_CLOSED = "This answer's sources are no longer open to you: ask again, and judge the new answer."


def _now() -> datetime:
    return datetime.now(UTC)


class Records:
    """The records of one home folder. Safe to call from several threads. Close it in the end.

    Every method raises RecordsError where the file cannot be used: what cannot be recorded is not shown.
    """

    def __init__(self, path: Path, settings: RecordSettings, clock: Callable[[], datetime] = _now) -> None:
        self.store = Store(path)
        self.settings = settings
        self.audit = Audit(self.store)
        self.history = History(self.store)
        self.feedback = FeedbackBook(self.store)
        self._clock = clock
        self._retention = Clock(self._retain_again)

    def __enter__(self) -> Records:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._retention.stop()
        self.store.close()

    def start(self) -> None:
        """Delete what is too old, now and every hour until ``close``."""
        self._retention.start()

    def retain(self) -> Removed:
        """Delete what is too old."""
        return retain(self.store, self.settings, self._clock())

    def asked(
        self,
        person: Person,
        conversation: str,
        number: int,
        answer: Answer,
        filters: Filters,
        route: str = "page",
    ) -> str:
        """Keep an exchange in the person's history and the audit log; the exchange's id.

        ``conversation`` is an id made once for a conversation (``uuid4().hex``), ``number`` that of the
        exchange in it, from 1.
        """
        now = self._clock()
        place = Place(person.name, conversation, number)
        details = {"conversation": conversation, "number": number, **_shown(answer, filters)}
        with self.store.transaction() as connection:
            exchange = keep(connection, now, place, answer, filters)
            told = (person.name, Action.ASKED.value, route, exchange)
            append(connection, now, told, details, self._words(answer.question))
        return exchange

    def asked_by_program(self, person: Person, answer: Answer, filters: Filters, route: str = "api") -> int:
        """A question that came over the interface for programs: in the audit log alone; the entry's number.

        All ranked passages are named, since all are handed out there.
        """
        ranked = [{"passage": each.passage_id, "page": each.page} for each in answer.passages]
        told = (person.name, Action.ASKED.value, route, "")
        details = {**_shown(answer, filters), "ranked": ranked}
        with self.store.transaction() as connection:
            return append(connection, self._clock(), told, details, self._words(answer.question))

    def asked_in_vain(
        self, person: Person, question: str, filters: Filters, outcome: str, route: str = "page"
    ) -> int:
        """A question that was stopped or failed: in the audit log alone; the entry's number."""
        told = (person.name, Action.ASKED.value, route, "")
        details = {"outcome": outcome, "filters": filters.model_dump(mode="json", exclude_none=True)}
        with self.store.transaction() as connection:
            return append(connection, self._clock(), told, details, self._words(question))

    def note(
        self, person: Person | str, action: Action, subject: str = "", route: str = "page", **details: Any
    ) -> int:
        """Write a line into the audit log and return its number.

        ``person`` may be a name where nobody is signed in. Values of ``details`` are what JSON has: ids,
        counts, reasons; never a quotation, a password or a token.
        """
        name = person.name if isinstance(person, Person) else person
        with self.store.transaction() as connection:
            return append(connection, self._clock(), (name, action.value, route, subject), details)

    def removed(self, person: Person, document_id: str, route: str = "page", **details: Any) -> None:
        """A paper was taken out of the library: it goes out of every earlier answer too."""
        self.note(person, Action.REMOVED, document_id, route, **details)
        self.history.forget_documents([document_id])

    def conversations(self, person: Person, search: str, closed: Closed) -> list[ConversationLine]:
        """The person's earlier conversations; none where history is not kept beyond the session."""
        if self.settings.history_days == 0:
            return []
        return self.history.conversations(person.name, search, closed)

    def conversation(self, person: Person, conversation: str, closed: Closed) -> StoredConversation:
        return self.history.conversation(person.name, conversation, closed)

    def reopened(self, person: Person, conversation: str, closed: Closed) -> StoredConversation:
        """The same, to be shown: what its answers quote is seen again, so that is noted."""
        found = self.conversation(person, conversation, closed)
        documents = {document for each in found.exchanges if not each.closed for document in each.documents}
        self.note(person, Action.HISTORY_OPENED, conversation, documents=sorted(documents))
        return found

    def conversation_of(self, person: Person, exchange: str, closed: Closed) -> StoredConversation:
        """The conversation that holds an exchange of the person's."""
        found = self.history.exchange(person.name, exchange, closed)
        return self.history.conversation(person.name, found.conversation, closed)

    def forget(self, person: Person, conversation: str | None = None) -> int:
        """Delete one of the person's conversations, or all; how many were deleted."""
        gone = self.history.delete(person.name, conversation)
        self.note(person, Action.HISTORY_DELETED, conversation or "", conversations=gone)
        return gone

    def judge(self, person: Person, exchange: str, given: Given, closed: Closed) -> None:
        """Keep what the person says of an answer of theirs."""
        conversation = self.conversation_of(person, exchange, closed)
        if next(each for each in conversation.exchanges if each.id == exchange).closed:
            raise NotKeptError(_CLOSED)
        now = self._clock()
        self.feedback.give(now, conversation, exchange, given)
        self.note(person, Action.FEEDBACK, exchange, verdict=given.verdict.value)

    def _words(self, question: str) -> str | None:
        return question if self.settings.questions_days != 0 else None

    def _retain_again(self) -> None:
        try:
            self.retain()
        except RecordsError as error:
            # The page goes on; what could not be deleted is tried again in an hour, and said each time.
            sys.stderr.write(f"Warning: what is too old could not be deleted. {error}\n")


def open_records(settings: Settings) -> Records:
    """The records in the home folder. Raises RecordsError."""
    return Records(settings.records_path, settings.records)


def _shown(answer: Answer, filters: Filters) -> dict[str, Any]:
    nearest = answer.refusal.nearest if answer.refusal else ()
    return {
        "mode": answer.mode,
        "outcome": answer.refusal.reason.value if answer.refusal else "answered",
        "cited": [_place(citation) for citation in answer.citations],
        "nearest": [_place(citation) for citation in nearest],
        "filters": filters.model_dump(mode="json", exclude_none=True),
    }


def _place(citation: Citation) -> dict[str, Any]:
    return {"document": citation.document_id, "passage": citation.passage_id, "page": citation.page}
