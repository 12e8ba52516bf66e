"""Bulk work gives way to questions: an ingest embeds thousands of passages, and people wait for answers.

A lower priority for its threads would do harm: one that is set aside while it holds the interpreter's lock
keeps everybody waiting. So it stops between two batches instead, for as long as a question is worked at, but
never for long, so that an ingest ends even where people ask without a pause.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Courtesy:
    """Knows whether a question is being worked at in this process."""

    def __init__(self, patience_s: float) -> None:
        """``patience_s``: how long a piece of bulk work waits at most."""
        self._patience_s = patience_s
        self._changed = threading.Condition()
        self._questions = 0

    @contextmanager
    def question(self) -> Iterator[None]:
        """A question is worked at inside of this."""
        with self._changed:
            self._questions += 1
        try:
            yield
        finally:
            with self._changed:
                self._questions -= 1
                self._changed.notify_all()

    def give_way(self) -> None:
        """Wait before the next piece of bulk work until no question is worked at."""
        with self._changed:
            self._changed.wait_for(lambda: not self._questions, self._patience_s)


COURTESY = Courtesy(patience_s=0.3)
"""Of everything in this process."""
