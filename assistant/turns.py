"""Whose question is worked at: as many at a time as there are cores, the others in order of arrival.

Questions that are worked at side by side take from each other: with twenty people asking, all would wait as
long as the unluckiest, and those who ask later could be answered first. One after another, each waits for
those before it and no longer.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.courtesy import COURTESY, Courtesy


class Turns:
    """Lets a few threads work at a time. Who comes while others wait never goes before them."""

    def __init__(self, at_once: int, courtesy: Courtesy = COURTESY) -> None:
        """``courtesy`` is told while somebody's turn lasts."""
        self._courtesy = courtesy
        self._guard = threading.Lock()
        self._free = at_once
        self._waiting: deque[threading.Event] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits until it is this thread's turn, which ends with the block. Never taken inside another."""
        self._take()
        try:
            with self._courtesy.question():
                yield
        finally:
            self._hand_on()

    def _take(self) -> None:
        called = threading.Event()
        with self._guard:
            if self._free:
                self._free -= 1
                return
            self._waiting.append(called)
        try:
            called.wait()
        except BaseException:  # an interrupt while it waits must not take a turn away for good
            self._leave(called)
            raise

    def _leave(self, called: threading.Event) -> None:
        with self._guard:
            if called in self._waiting:
                self._waiting.remove(called)
                return
        self._hand_on()

    def _hand_on(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1


ANSWERING = Turns(os.cpu_count() or 1)
"""For all that read for a question in this process: the page, the interface for programs and the FOI desk."""
