"""Connections for each thread: kept while it lives, let go of when it ends."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.connections import ThreadConnections


def _ready(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")


@pytest.fixture
def connections(tmp_path: Path) -> Iterator[ThreadConnections]:
    held = ThreadConnections(tmp_path / "papers.sqlite3", _ready)
    held.current.execute("CREATE TABLE papers (title TEXT)")
    held.current.execute("INSERT INTO papers VALUES ('Short breaks'), ('Transport')")
    yield held
    held.close()


def _in_thread(work: Callable[[], None]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_a_thread_keeps_its_own(connections: ThreadConnections) -> None:
    own, others = connections.current, list[sqlite3.Connection]()
    made_ready: list[tuple[int]] = []

    def ask() -> None:
        others.extend((connections.current, connections.current))
        made_ready.append(connections.current.execute("PRAGMA foreign_keys").fetchone())

    _in_thread(ask)
    assert connections.current is own
    assert others[0] is others[1] is not own
    assert made_ready == [(1,)]


def test_those_of_threads_that_ended_do_not_gather(connections: ThreadConnections) -> None:
    def ask() -> None:
        assert len(connections.current.execute("SELECT title FROM papers").fetchall()) == 2

    for _ in range(50):
        _in_thread(ask)
    assert len(connections) == 1


def test_rows_that_are_still_read_outlive_the_thread_that_asked_for_them(
    connections: ThreadConnections,
) -> None:
    asked: list[Iterator[tuple[str]]] = []

    def titles() -> Iterator[tuple[str]]:
        held = connections.held
        yield from held.connection.execute("SELECT title FROM papers ORDER BY title")

    def begin() -> None:
        rows = titles()
        assert next(rows) == ("Short breaks",)
        asked.append(rows)

    _in_thread(begin)
    assert len(connections) == 2
    assert list(asked.pop()) == [("Transport",)]
    assert len(connections) == 1


def test_closed_they_are_closed_for_every_thread_and_opened_anew(connections: ThreadConnections) -> None:
    before = connections.current
    connections.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        before.execute("SELECT 1")
    assert connections.current.execute("SELECT count(*) FROM papers").fetchone() == (2,)
