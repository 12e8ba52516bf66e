"""What readers say of answers, kept for those who evaluate them, without who said it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from assistant.answer import Answer, Filters, Turn
from assistant.records.conversations import Closed, StoredConversation
from assistant.records.entry import stamp
from assistant.records.store import Store
from assistant.records.value import Value

LONGEST_NOTE = 2000

_PUT = """
INSERT INTO feedback (exchange, at, verdict, note, history, filters, answer, documents)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (exchange) DO UPDATE SET at = excluded.at, verdict = excluded.verdict, note = excluded.note"""


class Verdict(StrEnum):
    """What a reader thinks of an answer."""

    USEFUL = "useful"
    WRONG_SOURCE = "wrong source"
    WRONG_ANSWER = "wrong answer"


class Given(Value):
    """What a reader sends."""

    verdict: Verdict
    note: str = Field(default="", max_length=LONGEST_NOTE)


class Feedback(Value):
    """One reader's view of an answer, with what led to it. ``exchange`` tells nobody whose it was."""

    exchange: str
    at: datetime
    verdict: Verdict
    note: str
    history: tuple[Turn, ...]
    filters: Filters
    answer: Answer
    documents: tuple[str, ...]


class FeedbackBook:
    """The feedback in a store: one for each exchange, the latest counts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def give(self, at: datetime, conversation: StoredConversation, exchange: str, given: Given) -> None:
        """Keep it with the question and the answer that it is about. Raises RecordsError."""
        asked = next(each for each in conversation.exchanges if each.id == exchange)
        earlier = [each for each in conversation.exchanges if each.number < asked.number and not each.closed]
        turns = [Turn(question=each.answer.question, answer=each.answer.text) for each in earlier]
        documents = {document for each in (*earlier, asked) for document in each.documents}
        values = (
            exchange,
            stamp(at),
            given.verdict.value,
            given.note.strip(),
            json.dumps([turn.model_dump() for turn in turns]),
            asked.filters.model_dump_json(),
            asked.answer.model_dump_json(),
            json.dumps(sorted(documents)),
        )
        with self._store.transaction() as connection:
            connection.execute(_PUT, values)

    def of(self, exchanges: Collection[str]) -> dict[str, Given]:
        """What was said of these exchanges, by their ids."""
        rows = self._store.rows(
            "SELECT exchange, verdict, note FROM feedback WHERE exchange IN (SELECT value FROM json_each(?))",
            (json.dumps(list(exchanges)),),
        )
        return {row["exchange"]: Given(verdict=row["verdict"], note=row["note"]) for row in rows}

    def all(self, closed: Closed) -> list[Feedback]:
        """All of it, the oldest first; not that on papers closed to who asks for it."""
        found = [_feedback(row) for row in self._store.rows("SELECT * FROM feedback ORDER BY at, exchange")]
        shut = set(closed({id_ for each in found for id_ in each.documents}))
        return [each for each in found if shut.isdisjoint(each.documents)]


def _feedback(row: sqlite3.Row) -> Feedback:
    parsed: dict[str, Any] = {
        name: json.loads(row[name]) for name in ("history", "filters", "answer", "documents")
    }
    return Feedback.model_validate({**dict(row), **parsed})
