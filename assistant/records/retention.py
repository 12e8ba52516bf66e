"""What is older than it may be kept is deleted: when the page starts, and every hour while it runs."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from assistant.records.audit import append
from assistant.records.entry import Action, stamp
from assistant.records.keep import drop_empty
from assistant.records.store import Store
from assistant.records.value import Value
from ingest.record_settings import RecordSettings

SESSION = timedelta(hours=12)
"""How long a conversation is kept for its own session where history is not kept beyond it."""

EVERY_S = 3600.0
PROGRAM = "the program itself"


class Removed(Value):
    """How many of each were deleted."""

    exchanges: int = 0
    questions: int = 0
    feedback: int = 0
    entries: int = 0

    @property
    def any(self) -> bool:
        return any((self.exchanges, self.questions, self.feedback, self.entries))


def retain(store: Store, settings: RecordSettings, now: datetime) -> Removed:
    """Delete what is too old; what was deleted is counted in the audit log. Raises RecordsError.

    The words of a question go with their entry at the latest.
    """
    with store.transaction() as connection:
        removed = Removed(
            exchanges=_exchanges(connection, settings.history_days, now),
            feedback=_older(connection, "feedback", settings.feedback_days, now),
            questions=_older(connection, "audit_questions", settings.questions_days, now),
            entries=_entries(connection, settings.audit_days, now),
        )
        if removed.any:
            told = (PROGRAM, Action.RETENTION.value, "records", "")
            append(connection, now, told, removed.model_dump())
    if removed.any:
        store.overwrite_deleted()
    return removed


def _before(days: int | None, now: datetime, least: timedelta = timedelta(0)) -> str | None:
    return None if days is None else stamp(now - max(timedelta(days=days), least))


def _exchanges(connection: sqlite3.Connection, days: int | None, now: datetime) -> int:
    """A conversation in use is kept whole until it is not used for as long as that."""
    before = _before(days, now, SESSION)
    old = "SELECT id FROM conversations WHERE updated < ?"
    gone = connection.execute(f"DELETE FROM exchanges WHERE conversation IN ({old})", (before,)).rowcount  # noqa: S608
    drop_empty(connection)
    return gone


def _older(connection: sqlite3.Connection, table: str, days: int | None, now: datetime) -> int:
    return connection.execute(f"DELETE FROM {table} WHERE at < ?", (_before(days, now),)).rowcount  # noqa: S608


def _entries(connection: sqlite3.Connection, days: int | None, now: datetime) -> int:
    """The oldest entries up to an anchor, which is written first: the file lets no others be deleted."""
    row = connection.execute(
        "SELECT number, digest FROM audit WHERE at < ? ORDER BY number DESC LIMIT 1", (_before(days, now),)
    ).fetchone()
    if row is None:
        return 0
    connection.execute(
        "INSERT INTO audit_anchors (number, digest, at) VALUES (?, ?, ?)",
        (row["number"], row["digest"], stamp(now)),
    )
    connection.execute("DELETE FROM audit_questions WHERE number <= ?", (row["number"],))
    return connection.execute("DELETE FROM audit WHERE number <= ?", (row["number"],)).rowcount


class Clock:
    """Does something now, and again every so many seconds from a thread, until it is stopped."""

    def __init__(self, deed: Callable[[], object], every_s: float = EVERY_S) -> None:
        self._deed = deed
        self._every_s = every_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="retention", daemon=True)

    def start(self) -> None:
        """The first time in the caller's own thread, so that its error is seen."""
        self._deed()
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(self._every_s):
            self._deed()
