"""The audit log: who did what, when, over which route. It only grows; retention is the one way out.

Titles, quotations and file contents are not written into it: ids, pages and digests are.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from assistant.records.entry import Entry, digest_of, new_salt, question_digest, stamp
from assistant.records.store import Store
from assistant.records.wanted import EVERYTHING, Wanted, select

_LAST = "SELECT number, digest FROM audit ORDER BY number DESC LIMIT 1"
_ANCHOR = "SELECT number, digest FROM audit_anchors ORDER BY number DESC LIMIT 1"
_ADD = (
    "INSERT INTO audit (number, at, person, action, route, subject, details, before, digest) "
    "VALUES (:number, :at, :person, :action, :route, :subject, :details, :before, :digest)"
)
_BATCH = 1000


class Audit:
    """The log in a store, to be read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entries(self, wanted: Wanted = EVERYTHING) -> Iterator[Entry]:
        """The entries that are wanted, the oldest first."""
        after = 0
        statement, values = select(wanted, "number > :after", "ORDER BY number LIMIT :batch")
        # In batches: who takes long over them, or goes away, must not keep the file's log from being emptied.
        while batch := self._store.rows(statement, {**values, "after": after, "batch": _BATCH}):
            yield from map(_entry, batch)
            after = batch[-1]["number"]

    def newest(self, wanted: Wanted, most: int) -> list[Entry]:
        """The newest of the entries that are wanted, at most so many, the oldest of them first."""
        return list(reversed(self.part(wanted, 0, most)))

    def part(self, wanted: Wanted, passed: int, most: int) -> list[Entry]:
        """The entries that are wanted, the newest first: at most so many, after those passed over."""
        statement, values = select(wanted, order="ORDER BY number DESC LIMIT :most OFFSET :passed")
        rows = self._store.rows(statement, {**values, "most": most, "passed": passed})
        return [_entry(row) for row in rows]

    def count(self, wanted: Wanted = EVERYTHING) -> int:
        """How many entries are wanted."""
        statement, values = select(wanted, columns="count(*) AS entries")
        return int(self._store.rows(statement, values)[0]["entries"])

    def last(self) -> int:
        """The number of the newest entry, 0 where there is none."""
        return int(self._store.rows("SELECT coalesce(max(number), 0) AS last FROM audit")[0]["last"])

    def people(self) -> list[str]:
        """Everybody who is named in the log, by name."""
        return [
            row["person"] for row in self._store.rows("SELECT DISTINCT person FROM audit ORDER BY person")
        ]

    def actions(self) -> list[str]:
        """What was done, each once."""
        return [
            row["action"] for row in self._store.rows("SELECT DISTINCT action FROM audit ORDER BY action")
        ]


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(**{**dict(row), "details": json.loads(row["details"])})


def append(
    connection: sqlite3.Connection,
    at: datetime,
    told: tuple[str, str, str, str],
    details: dict[str, Any],
    question: str | None = None,
) -> int:
    """Write an entry and return its number. ``told``: person, action, route, subject.

    Within a transaction, so that what is done and its entry are kept together or not at all.
    """
    number, before = last(connection)
    moment = stamp(at)
    if question is not None:
        details["question_sha256"] = _keep_question(connection, number + 1, moment, question)
    person, action, route, subject = told
    values: dict[str, Any] = {
        "number": number + 1,
        "at": moment,
        "person": person,
        "action": action,
        "route": route,
        "subject": subject,
        "details": json.dumps(details, ensure_ascii=False, sort_keys=True),
        "before": before,
    }
    connection.execute(_ADD, {**values, "digest": digest_of(values)})
    return number + 1


def last(connection: sqlite3.Connection) -> tuple[int, str]:
    """The number and digest that the next entry leans on: of the last entry, else of the anchor."""
    row = connection.execute(_LAST).fetchone() or connection.execute(_ANCHOR).fetchone()
    return (int(row["number"]), str(row["digest"])) if row else (0, "")


def _keep_question(connection: sqlite3.Connection, number: int, at: str, words: str) -> str:
    salt = new_salt()
    connection.execute(
        "INSERT INTO audit_questions (number, at, words, salt) VALUES (?, ?, ?, ?)", (number, at, words, salt)
    )
    return question_digest(words, salt)
