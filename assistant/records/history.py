"""Each person's conversations: kept, listed, searched, opened again and deleted by them alone.

An answer whose sources its reader may no longer see is not shown again, nor found by its words: a paper may
have been marked, taken out of the library or replaced since.
"""

from __future__ import annotations

import json
import re
import sqlite3
import uuid
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from pydantic import ValidationError

from assistant.answer import Answer, Citation, Filters
from assistant.records.entry import stamp
from assistant.records.store import Store
from assistant.records.value import Value
from ingest.errors import NotKeptError, RecordsError

Closed = Callable[[Collection[str]], Collection[str]]
"""Which of these documents (by id) the reader may not see now."""

SOURCES_CLOSED = (
    "This answer is not shown again: a paper that it quotes is no longer open to you, or no longer in the "
    "library as it was. Ask again to see what there is now."
)
_NOT_THERE = (
    "There is no such conversation or answer of yours: it may have been deleted, or is no longer kept."
)
_WORD = re.compile(r"\w+")
_MOST_LINES = 200

_LINES = """
SELECT c.id, c.started, c.updated, count(*) AS questions,
       (SELECT question FROM exchanges WHERE conversation = c.id ORDER BY number LIMIT 1) AS title
FROM conversations AS c JOIN exchanges AS x ON x.conversation = c.id
WHERE c.owner = :owner AND (:among IS NULL OR c.id IN (SELECT value FROM json_each(:among)))
GROUP BY c.id ORDER BY c.updated DESC LIMIT :most"""
_FOUND = """
SELECT x.conversation, x.id,
       (SELECT json_group_array(document) FROM exchange_documents WHERE exchange = x.id) AS documents
FROM exchange_words JOIN exchanges AS x ON x.place = exchange_words.rowid
JOIN conversations AS c ON c.id = x.conversation
WHERE exchange_words MATCH :match AND c.owner = :owner"""
_OWN = """
SELECT x.*, c.started, c.updated FROM exchanges AS x JOIN conversations AS c ON c.id = x.conversation
WHERE c.owner = :owner AND x.{column} = :id ORDER BY x.number"""

_WHOSE = "owner = :owner AND (:id IS NULL OR id = :id)"
_DELETE = f"DELETE FROM conversations WHERE {_WHOSE}"  # noqa: S608 - fixed text alone
_DELETE_FEEDBACK = f"""
DELETE FROM feedback WHERE exchange IN (
    SELECT id FROM exchanges WHERE conversation IN (SELECT id FROM conversations WHERE {_WHOSE}))"""  # noqa: S608
_FORGET = """
DELETE FROM exchanges WHERE id IN (
    SELECT exchange FROM exchange_documents WHERE document IN (SELECT value FROM json_each(?)))"""


class StoredExchange(Value):
    """A question with its answer as it was shown, without the passages that were ranked but not shown.

    ``closed``: its sources are not open to the reader now; then ``answer`` says so and nothing else.
    """

    id: str
    conversation: str
    number: int
    at: datetime
    filters: Filters
    answer: Answer
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


class Place(NamedTuple):
    """Whose conversation, its id, and the number of an exchange in it, from 1."""

    owner: str
    conversation: str
    number: int


class History:
    """The conversations in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def conversations(self, owner: str, search: str, closed: Closed) -> list[ConversationLine]:
        """The person's conversations, the last used first; those that hold all words of ``search``."""
        among = self._found(owner, search, closed) if search.strip() else None
        values = {
            "owner": owner,
            "among": None if among is None else json.dumps(among),
            "most": _MOST_LINES,
        }
        return [ConversationLine(**dict(row)) for row in self._store.rows(_LINES, values)]

    def conversation(self, owner: str, conversation: str, closed: Closed) -> StoredConversation:
        """Raises NotKeptError where the person has none of this id."""
        rows = self._store.rows(_OWN.format(column="conversation"), {"owner": owner, "id": conversation})
        if not rows:
            raise NotKeptError(_NOT_THERE)
        exchanges = tuple(_as_open([_exchange(row) for row in rows], closed))
        return StoredConversation(
            id=conversation, started=rows[0]["started"], updated=rows[0]["updated"], exchanges=exchanges
        )

    def exchange(self, owner: str, exchange: str, closed: Closed) -> StoredExchange:
        """Raises NotKeptError where the person has none of this id."""
        rows = self._store.rows(_OWN.format(column="id"), {"owner": owner, "id": exchange})
        if not rows:
            raise NotKeptError(_NOT_THERE)
        whole = self.conversation(owner, rows[0]["conversation"], closed)
        return next(each for each in whole.exchanges if each.id == exchange)

    def delete(self, owner: str, conversation: str | None = None) -> int:
        """Delete one conversation, or all of the person's, with the feedback on it. How many were deleted.

        Raises NotKeptError where the person has none of this id.
        """
        values = {"owner": owner, "id": conversation}
        with self._store.transaction() as connection:
            connection.execute(_DELETE_FEEDBACK, values)
            gone = connection.execute(_DELETE, values).rowcount
            if conversation is not None and not gone:
                raise NotKeptError(_NOT_THERE)
        self._store.overwrite_deleted()
        return gone

    def forget_documents(self, documents: Iterable[str]) -> int:
        """Delete every exchange, whoever's, that quotes one of these papers; how many were deleted.

        For a paper that is taken out since it should not have been there.
        """
        with self._store.transaction() as connection:
            gone = connection.execute(_FORGET, (json.dumps(list(documents)),)).rowcount
            drop_empty(connection)
        self._store.overwrite_deleted()
        return gone

    def _found(self, owner: str, search: str, closed: Closed) -> list[str]:
        """Conversations by the words of their questions; by those of an answer only while it is open."""
        words = " ".join(f'"{word}"*' for word in _WORD.findall(search))
        if not words:
            return []
        asked = self._store.rows(_FOUND, {"match": f"{{question}} : ({words})", "owner": owner})
        said = self._store.rows(_FOUND, {"match": words, "owner": owner})
        shut = set(closed({id_ for row in said for id_ in json.loads(row["documents"])}))
        open_ = [row for row in said if shut.isdisjoint(json.loads(row["documents"]))]
        return sorted({str(row["conversation"]) for row in (*asked, *open_)})


def keep(connection: sqlite3.Connection, at: datetime, place: Place, answer: Answer, filters: Filters) -> str:
    """Keep an exchange, within a transaction, and return its id.

    Raises NotKeptError for somebody else's conversation.
    """
    exchange = uuid.uuid4().hex
    _begin(connection, at, place)
    row = connection.execute(
        "INSERT INTO exchanges (id, conversation, number, at, question, filters, answer) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            exchange,
            place.conversation,
            place.number,
            stamp(at),
            answer.question,
            filters.model_dump_json(),
            answer.model_copy(update={"passages": ()}).model_dump_json(),
        ),
    )
    connection.executemany(
        "INSERT INTO exchange_documents (exchange, document) VALUES (?, ?)",
        [(exchange, document) for document in documents_of(answer)],
    )
    connection.execute(
        "INSERT INTO exchange_words (rowid, question, answer) VALUES (?, ?, ?)",
        (row.lastrowid, answer.question, _words_of(answer)),
    )
    return exchange


def documents_of(answer: Answer) -> list[str]:
    """Ids of the papers whose words are shown: those cited, or the nearest of a refusal."""
    shown = (*answer.citations, *(answer.refusal.nearest if answer.refusal else ()))
    return sorted({citation.document_id for citation in shown})


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
        raise NotKeptError(_NOT_THERE)
    else:
        connection.execute("UPDATE conversations SET updated = ? WHERE id = ?", (moment, conversation))


def _words_of(answer: Answer) -> str:
    """What an answer is found by, apart from its question."""
    shown: tuple[Citation, ...] = (*answer.citations, *(answer.refusal.nearest if answer.refusal else ()))
    sources = (f"{each.title} {each.authority or ''} {each.quote}" for each in shown)
    return "\n".join([answer.standalone_question, answer.text, *sources])


def _exchange(row: sqlite3.Row) -> StoredExchange:
    try:
        return StoredExchange(
            id=row["id"],
            conversation=row["conversation"],
            number=row["number"],
            at=row["at"],
            filters=Filters.model_validate_json(row["filters"]),
            answer=Answer.model_validate_json(row["answer"]),
        )
    except ValidationError as error:
        raise RecordsError(
            f"The answer {row['id']} was kept by another version of this program and cannot be read: delete "
            "its conversation."
        ) from error


def _as_open(exchanges: list[StoredExchange], closed: Closed) -> Iterable[StoredExchange]:
    """The exchanges, those without their answer whose sources are not open.

    What a later question was taken to mean may hold a name that an earlier answer gave: after a closed one
    only what was typed is shown.
    """
    shut = set(closed({document for each in exchanges for document in documents_of(each.answer)}))
    after_closed = False
    for each in exchanges:
        if not shut.isdisjoint(documents_of(each.answer)):
            after_closed = True
            yield each.model_copy(update={"answer": _closed(each.answer), "closed": True})
        elif after_closed:
            taken = each.answer.model_copy(update={"standalone_question": each.answer.question})
            yield each.model_copy(update={"answer": taken})
        else:
            yield each


def _closed(answer: Answer) -> Answer:
    question = answer.question
    return Answer(question=question, standalone_question=question, answerable=False, text=SOURCES_CLOSED)
