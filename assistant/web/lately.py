"""What was done a moment ago, so that the same is not noted again and again."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

MOST = 20_000
"""Deeds remembered; beyond them the one that is longest ago is forgotten, and would be noted again."""

LATELY_S = 600.0


class Lately:
    """Remembers deeds for ten minutes."""

    def __init__(
        self, lasts_s: float = LATELY_S, most: int = MOST, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._lasts_s = lasts_s
        self._most = most
        self._clock = clock
        self._done: OrderedDict[Hashable, float] = OrderedDict()
        self._lock = threading.Lock()

    def holds(self, deed: Hashable) -> bool:
        """Whether it was done within that time."""
        with self._lock:
            at = self._done.get(deed)
        return at is not None and self._clock() - at < self._lasts_s

    def add(self, deed: Hashable) -> None:
        """It was done now."""
        with self._lock:
            self._done[deed] = self._clock()
            self._done.move_to_end(deed)
            while len(self._done) > self._most:
                self._done.popitem(last=False)
