"""The file of records: one SQLite database in the home folder, one connection for each thread.

What is deleted is overwritten on the disc (``secure_delete``), and the log of writes beside the file, which
would hold it a while longer, is emptied after each deletion.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.records.schema import INDEXES, LAYOUT, SCHEMA
from ingest.connections import ThreadConnections
from ingest.errors import RecordsError

Values = Sequence[object] | Mapping[str, object]


class Store:
    """A database of records. Use as a context manager, or call ``close``. Every error is a RecordsError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connections = ThreadConnections(path, _made_ready)
        with self._stated():
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._prepare()
            except BaseException:  # an interrupt too must not leave the connection open
                self.close()
                raise

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._connections.close()

    def rows(self, statement: str, values: Values = ()) -> list[sqlite3.Row]:
        """All rows of a question to the database."""
        with self._stated():
            return self._connection().execute(statement, values).fetchall()

    def each(self, statement: str, values: Values = ()) -> Iterator[sqlite3.Row]:
        """The rows one by one, for those that are too many to hold."""
        with self._stated():
            # A page that is sent piece by piece is read by several threads, of which the first may end.
            held = self._connections.held
            yield from held.connection.execute(statement, values)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of what happens inside is stored, or none of it; nobody else writes meanwhile."""
        with self._stated():
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:  # an interrupt too must not leave half an entry
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def overwrite_deleted(self) -> None:
        """Take what was deleted out of the index of words and the log of writes as well.

        The index keeps the words of deleted rows until its parts are merged (SQLite FTS5, 6.8 "optimize").
        Where somebody is reading just now, the log is emptied by the next call or when the file is closed.
        """
        with self._stated():
            connection = self._connection()
            connection.execute("INSERT INTO exchange_words (exchange_words) VALUES ('optimize')")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _connection(self) -> sqlite3.Connection:
        return self._connections.current

    def _prepare(self) -> None:
        connection = self._connection()
        layout = connection.execute("PRAGMA user_version").fetchone()[0]
        if layout == 0:
            connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {LAYOUT}; COMMIT;")
        elif layout != LAYOUT:
            raise RecordsError(
                f"{self.path} was made by another version of this program (layout {layout}, this one reads "
                f"{LAYOUT}): use that version."
            )
        connection.executescript(INDEXES)

    @contextmanager
    def _stated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise RecordsError(
                f"The records in {self.path} cannot be used ({error}): check that the disc has room and that "
                "the file may be written."
            ) from error


def _made_ready(connection: sqlite3.Connection) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    # An entry of the log that was told to be kept survives a power cut.
    connection.execute("PRAGMA synchronous = FULL")
