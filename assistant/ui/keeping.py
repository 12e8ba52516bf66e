"""What the page keeps of its exchanges, and opens again, for each person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.answer import Answer, Filters
from assistant.people.person import Person
from assistant.records.conversations import Closed
from assistant.records.records import Records
from assistant.ui.earlier import PassageText, restored
from assistant.ui.exchange import Kept
from assistant.ui.session import Conversation


@dataclass(frozen=True)
class Keeping:
    """The records as the page uses them. ``closed``: by person, which papers they may not see now."""

    records: Records
    closed: Callable[[Person], Closed]

    def keep(self, person: Person, conversation: str, number: int, answer: Answer, filters: Filters) -> Kept:
        """Keep an exchange before any of it is shown. Raises RecordsError."""
        exchange = self.records.asked(person, conversation, number, answer, filters)
        return Kept(exchange, conversation)

    def in_vain(self, person: Person, question: str, filters: Filters, outcome: str) -> None:
        """A question that was stopped or failed goes into the audit log. Raises RecordsError."""
        self.records.asked_in_vain(person, question, filters, outcome)

    def opened(self, person: Person, conversation: str, passage: PassageText) -> Conversation:
        """A conversation of the person's again. Raises RecordsError."""
        stored = self.records.reopened(person, conversation, self.closed(person))
        given = self.records.feedback.of([each.id for each in stored.exchanges])
        return restored(stored, passage, given)
