"""Exchanges written into the file of records, and taken out of it; each within a transaction."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from assistant.answer import Answer, Filters
from assistant.records.conversations import cited_in, documents_of, without_answer
from assistant.records.entry import stamp
from ingest.errors import NotKeptError

NOT_THERE = "There is no such conversation or answer of yours: it was deleted, or is no longer kept."

_ADD = (
    "INSERT INTO exchanges (id, conversation, number, at, question, filters, answer) "
    "VALUES (:id, :conversation, :number, :at, :question, :filters, :answer)"
)
_NUMBER = """
SELECT CASE WHEN EXISTS (SELECT 1 FROM exchanges WHERE conversation = :conversation AND number = :number)
       THEN (SELECT max(number) + 1 FROM exchanges WHERE conversation = :conversation) ELSE :number END"""
_ON_THESE = """
SELECT place, question FROM exchanges WHERE id IN (
    SELECT exchange FROM exchange_documents WHERE document IN (SELECT value FROM json_each(?)))"""
_FORGET_FEEDBACK = """
DELETE FROM feedback WHERE EXISTS (
    SELECT 1 FROM json_each(feedback.documents) AS held
    WHERE held.value IN (SELECT value FROM json_each(?)))"""


class Place(NamedTuple):
    """Whose conversation, its id, and the number of an exchange in it, from 1."""

    owner: str
    conversation: str
    number: int


def keep(connection: sqlite3.Connection, at: datetime, place: Place, answer: Answer, filters: Filters) -> str:
    """Keep an exchange and return its id. Raises NotKeptError for somebody else's conversation.

    Where its number is taken, by the same conversation opened in another tab, it goes to the end.
    """
    _begin(connection, at, place)
    [number] = connection.execute(_NUMBER, place._asdict()).fetchone()
    values = {
        "id": uuid.uuid4().hex,
        "conversation": place.conversation,
        "number": number,
        "at": stamp(at),
        "question": answer.question,
        "filters": filters.model_dump_json(),
        "answer": answer.model_copy(update={"passages": ()}).model_dump_json(),
    }
    row = connection.execute(_ADD, values)
    connection.executemany(
        "INSERT INTO exchange_documents (exchange, document) VALUES (?, ?)",
        [(values["id"], document) for document in documents_of(answer)],
    )
    _index(connection, row.lastrowid, answer.question, _words_of(answer))
    return str(values["id"])


def forget_documents(connection: sqlite3.Connection, documents: Collection[str]) -> int:
    """Take every answer, whoever's, that quotes one of these papers out of the file; how many there were.

    The question stays its owner's, with word that its answer is closed. Feedback goes whole.
    """
    ids = json.dumps(sorted(documents))
    rows = connection.execute(_ON_THESE, (ids,)).fetchall()
    for row in rows:
        empty = without_answer(row["question"]).model_dump_json()
        connection.execute("UPDATE exchanges SET answer = ? WHERE place = ?", (empty, row["place"]))
        connection.execute("DELETE FROM exchange_words WHERE rowid = ?", (row["place"],))
        _index(connection, row["place"], row["question"], "")
    connection.execute(_FORGET_FEEDBACK, (ids,))
    return len(rows)


def drop_empty(connection: sqlite3.Connection) -> None:
    """Take away conversations of which no exchange is left."""
    connection.execute("DELETE FROM conversations WHERE id NOT IN (SELECT conversation FROM exchanges)")


def _begin(connection: sqlite3.Connection, at: datetime, place: Place) -> None:
    """The conversation as its owner's, used now."""
    owner, conversation, _ = place
    moment = stamp(at)
    row = connection.execute("SELECT owner FROM conversations WHERE id = ?", (conversation,)).fetchone()
    if row is None:
        connection.execute(
            "INSERT INTO conversations (id, owner, started, updated) VALUES (?, ?, ?, ?)",
            (conversation, owner, moment, moment),
        )
    elif row["owner"] != owner:
        raise NotKeptError(NOT_THERE)
    else:
        connection.execute("UPDATE conversations SET updated = ? WHERE id = ?", (moment, conversation))


def _index(connection: sqlite3.Connection, place: int | None, question: str, words: str) -> None:
    connection.execute(
        "INSERT INTO exchange_words (rowid, question, answer) VALUES (?, ?, ?)", (place, question, words)
    )


def _words_of(answer: Answer) -> str:
    """What an answer is found by, apart from its question."""
    sources = (f"{each.title} {each.authority or ''} {each.quote}" for each in cited_in(answer))
    return "\n".join([answer.standalone_question, answer.text, *sources])
