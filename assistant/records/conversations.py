"""A conversation as it is kept, and as its owner may see it now.

An answer whose sources its reader may no longer see is not shown again: a paper may have been marked, taken
out of the library or replaced since.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime

from pydantic import ValidationError

from assistant.answer import Answer, Citation, Filters
from assistant.records.value import Value
from ingest.errors import RecordsError

Closed = Callable[[Collection[str]], Collection[str]]
"""Which of these documents (by id) the reader may not see now."""

SOURCES_CLOSED = (
    "This answer is not shown again: a paper that it quotes is no longer open to you, or no longer in the "
    "library as it was. Ask again to see what there is now."
)


class StoredExchange(Value):
    """A question with its answer as it was shown, without the passages that were ranked but not shown.

    ``documents``: ids of the papers whose words are in the answer. ``closed``: one of them is not open to
    the reader now; then ``answer`` says so and nothing else.
    """

    id: str
    conversation: str
    number: int
    at: datetime
    filters: Filters
    answer: Answer
    documents: tuple[str, ...]
    closed: bool = False


class StoredConversation(Value):
    """A conversation with its exchanges in order."""

    id: str
    started: datetime
    updated: datetime
    exchanges: tuple[StoredExchange, ...]


class ConversationLine(Value):
    """A conversation in a list; ``title`` is its first question."""

    id: str
    title: str
    questions: int
    started: datetime
    updated: datetime


def cited_in(answer: Answer) -> tuple[Citation, ...]:
    """All quotations that were shown: those of an answer, or the nearest of a refusal."""
    return (*answer.citations, *(answer.refusal.nearest if answer.refusal else ()))


def documents_of(answer: Answer) -> list[str]:
    """Ids of the papers whose words were shown."""
    return sorted({citation.document_id for citation in cited_in(answer)})


def exchange_of(row: sqlite3.Row) -> StoredExchange:
    """An exchange as kept. Raises RecordsError where it cannot be read."""
    try:
        return StoredExchange(
            id=row["id"],
            conversation=row["conversation"],
            number=row["number"],
            at=row["at"],
            filters=Filters.model_validate_json(row["filters"]),
            answer=Answer.model_validate_json(row["answer"]),
            documents=json.loads(row["documents"]),
        )
    except ValidationError as error:
        raise RecordsError(
            f"The answer {row['id']} was kept by another version of this program and cannot be read: delete "
            "its conversation."
        ) from error


def as_open(exchanges: Sequence[StoredExchange], closed: Closed) -> Iterator[StoredExchange]:
    """The exchanges of a conversation, those without their answer whose sources are not open.

    What a later question was taken to mean may hold a name that an earlier answer gave: after a closed one
    only what was typed is shown.
    """
    shut = set(closed({document for each in exchanges for document in each.documents}))
    after_closed = False
    for each in exchanges:
        if not shut.isdisjoint(each.documents):
            after_closed = True
            yield each.model_copy(update={"answer": without_answer(each.answer.question), "closed": True})
        elif after_closed:
            taken = each.answer.model_copy(update={"standalone_question": each.answer.question})
            yield each.model_copy(update={"answer": taken})
        else:
            yield each


def without_answer(question: str) -> Answer:
    """What stands in the place of an answer whose sources are closed."""
    return Answer(question=question, standalone_question=question, answerable=False, text=SOURCES_CLOSED)
