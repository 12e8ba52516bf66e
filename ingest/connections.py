"""SQLite connections, one for each thread, let go of when their thread ends.

A server begins and ends threads as people come and go. Connections that were kept until the end would gather,
each with its page cache and its open files.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from weakref import WeakSet

_PATIENCE_S = 30


class Held:
    """A connection that is closed once nobody holds this: neither its thread nor who still reads rows.

    By itself it would stay open until the collector of cycles finds it: its cache of statements holds it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


class ThreadConnections:
    """Connections to one file. Safe to use from several threads."""

    def __init__(self, path: Path, made_ready: Callable[[sqlite3.Connection], object]) -> None:
        """``made_ready`` is given each new connection before anybody uses it."""
        self._path = path
        self._made_ready = made_ready
        self._local = threading.local()
        self._open: WeakSet[Held] = WeakSet()
        self._guard = threading.Lock()

    @property
    def current(self) -> sqlite3.Connection:
        """This thread's connection, opened where it has none. Raises sqlite3.Error."""
        return self.held.connection

    @property
    def held(self) -> Held:
        """The same, for rows that another thread may go on reading: it stays open while this is held."""
        existing: Held | None = getattr(self._local, "held", None)
        return existing or self._connect()

    def close(self) -> None:
        """Close those of all threads. Whoever asks again is given a new one."""
        with self._guard:
            for held in list(self._open):
                held.connection.close()
            self._open.clear()
            self._local = threading.local()

    def __len__(self) -> int:
        """How many are open."""
        return len(self._open)

    def _connect(self) -> Held:
        held = Held(
            sqlite3.connect(self._path, timeout=_PATIENCE_S, isolation_level=None, check_same_thread=False)
        )
        with self._guard:
            self._open.add(held)
        self._made_ready(held.connection)
        self._local.held = held
        return held
