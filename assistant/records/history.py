"""Each person's conversations: listed, searched, opened again and deleted by them alone."""

from __future__ import annotations

import json
import re
from collections.abc import Collection

from assistant.records.conversations import (
    Closed,
    ConversationLine,
    StoredConversation,
    StoredExchange,
    as_open,
    exchange_of,
)
from assistant.records.keep import NOT_THERE, forget_documents
from assistant.records.store import Store
from ingest.errors import NotKeptError

_WORD = re.compile(r"\w+")
_MOST_LINES = 200

_LINES = """
SELECT c.id, c.started, c.updated, count(*) AS questions,
       (SELECT question FROM exchanges WHERE conversation = c.id ORDER BY number LIMIT 1) AS title
FROM conversations AS c JOIN exchanges AS x ON x.conversation = c.id
WHERE c.owner = :owner AND (:among IS NULL OR c.id IN (SELECT value FROM json_each(:among)))
GROUP BY c.id ORDER BY c.updated DESC LIMIT :most"""
_DOCUMENTS = "(SELECT json_group_array(document) FROM exchange_documents WHERE exchange = x.id) AS documents"
_FOUND = f"""
SELECT x.conversation, {_DOCUMENTS}
FROM exchange_words JOIN exchanges AS x ON x.place = exchange_words.rowid
JOIN conversations AS c ON c.id = x.conversation
WHERE exchange_words MATCH :match AND c.owner = :owner"""  # noqa: S608 - fixed text alone
_CONVERSATION = f"""
SELECT x.*, c.started, c.updated, {_DOCUMENTS}
FROM exchanges AS x JOIN conversations AS c ON c.id = x.conversation
WHERE c.owner = :owner AND c.id = :id ORDER BY x.number"""  # noqa: S608
_EXCHANGE = """
SELECT x.conversation FROM exchanges AS x JOIN conversations AS c ON c.id = x.conversation
WHERE c.owner = :owner AND x.id = :id"""
_WHOSE = "owner = :owner AND (:id IS NULL OR id = :id)"
_DELETE = f"DELETE FROM conversations WHERE {_WHOSE}"  # noqa: S608 - fixed text alone
_DELETE_FEEDBACK = f"""
DELETE FROM feedback WHERE exchange IN (
    SELECT id FROM exchanges WHERE conversation IN (SELECT id FROM conversations WHERE {_WHOSE}))"""  # noqa: S608


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
        rows = self._store.rows(_CONVERSATION, {"owner": owner, "id": conversation})
        if not rows:
            raise NotKeptError(NOT_THERE)
        exchanges = tuple(as_open([exchange_of(row) for row in rows], closed))
        return StoredConversation(
            id=conversation, started=rows[0]["started"], updated=rows[0]["updated"], exchanges=exchanges
        )

    def exchange(self, owner: str, exchange: str, closed: Closed) -> StoredExchange:
        """Raises NotKeptError where the person has none of this id."""
        rows = self._store.rows(_EXCHANGE, {"owner": owner, "id": exchange})
        if not rows:
            raise NotKeptError(NOT_THERE)
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
                raise NotKeptError(NOT_THERE)
        self._store.overwrite_deleted()
        return gone

    def forget_documents(self, documents: Collection[str]) -> int:
        """Take every answer that quotes one of these papers out of the file; how many there were.

        For papers that leave the library for good. The questions stay their owners'.
        """
        with self._store.transaction() as connection:
            gone = forget_documents(connection, documents)
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
