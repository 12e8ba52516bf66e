"""A bounded queue for work that keeps a core busy: what finds no place is told so at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from anyio import CapacityLimiter, Semaphore, move_on_after, to_thread
from fastapi import HTTPException

Made = TypeVar("Made")

_BUSY = "Too many calls are waiting: send this one again in a moment."
_GONE = 499


class Turns:
    """Works at a few pieces at a time, in threads of its own, and lets a few more wait for their turn.

    All but its work runs on the server's one event loop, so that nothing here needs a lock.
    """

    def __init__(self, at_once: int, waiting: int, patience_s: float, come_again_s: int) -> None:
        """``come_again_s`` is told to whom there is no place for, as ``Retry-After`` (RFC 9110, 10.2.3)."""
        self._free = Semaphore(at_once)
        self._threads = CapacityLimiter(at_once)
        self._places = at_once + waiting
        # So many are for those alone who have nothing here yet.
        self._kept_free = self._places // 4
        self._taken: Counter[str] = Counter()
        self._patience_s = patience_s
        self._come_again_s = come_again_s

    async def take(self, who: str, gone: Callable[[], Awaitable[bool]], work: Callable[[], Made]) -> Made:
        """What the work makes. Raises HTTPException 503 where there is no place or no turn comes.

        ``gone`` says whether whoever asked has left meanwhile: then nothing is done.
        """
        async with self._place(who), self._turn():
            if await gone():
                raise HTTPException(_GONE, "Whoever asked has left.")
            return await to_thread.run_sync(work, limiter=self._threads)

    @asynccontextmanager
    async def _place(self, who: str) -> AsyncIterator[None]:
        kept_free = self._kept_free if self._taken[who] else 0
        if self._taken.total() + kept_free >= self._places:
            raise self._busy()
        self._taken[who] += 1
        try:
            yield
        finally:
            self._taken[who] -= 1
            # Zeros would otherwise gather, one for each name that ever asked.
            self._taken += Counter()

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        with move_on_after(self._patience_s) as waiting:
            await self._free.acquire()
        if waiting.cancelled_caught:
            raise self._busy()
        try:
            yield
        finally:
            self._free.release()

    def _busy(self) -> HTTPException:
        return HTTPException(503, _BUSY, {"Retry-After": str(self._come_again_s)})
