"""Changes of the library take turns, in this process and in any other on the same home folder.

A change writes vectors before the catalogue knows of them, and sweeping takes away vectors that the catalogue
does not know of; so the two must never overlap. An ingest takes a turn for each file, not for its whole run.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import AssistantError

_PATIENCE_S = 60
_LOOK_EVERY_S = 0.01
_LEAVE_ROOM_S = 0.02
"""Longer than a waiting change takes to look again, so that an ingest does not always get the next turn."""


@contextmanager
def turn(home: Path) -> Iterator[None]:
    """Nobody else changes the library meanwhile. Raises AssistantError where no turn comes in a minute."""
    lock = FileLock(home / "turn.lock")
    try:
        lock.acquire(timeout=_PATIENCE_S, poll_interval=_LOOK_EVERY_S)
    except Timeout as error:
        raise AssistantError("Somebody else is changing the library: try again in a minute.") from error
    try:
        yield
    finally:
        lock.release()
        time.sleep(_LEAVE_ROOM_S)
