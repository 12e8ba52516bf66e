"""Slowing down who guesses passwords: after some failures each further one makes the wait longer."""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from assistant.web.forwarded import address_of

MOST = 20_000
"""Names or addresses kept; beyond them the one that failed longest ago is forgotten."""

FORGOTTEN_S = 24 * 3600.0
"""A failure counts for a day."""


@dataclass(slots=True)
class _Failures:
    count: int
    last: float


class Throttle:
    """Counts failures by key. The wait doubles with each one beyond ``free``, from a second to ``longest_s``.

    NIST SP 800-63B (5.2.2) allows at most 100 failures in a row: with five free and a quarter of an hour at
    most, a day allows about as many.
    """

    def __init__(
        self, free: int, longest_s: float = 900.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._free = free
        self._longest_s = longest_s
        self._clock = clock
        self._failures: OrderedDict[str, _Failures] = OrderedDict()
        self._lock = threading.Lock()

    def wait_s(self, key: str) -> int:
        """Whole seconds until this key may try again; 0 for at once."""
        with self._lock:
            found = self._failures.get(key)
            if found is None:
                return 0
            over = found.last + self._delay_s(found.count) - self._clock()
        return max(0, math.ceil(over))

    def failed(self, key: str) -> None:
        """Counts one more failure."""
        now = self._clock()
        with self._lock:
            found = self._failures.pop(key, None)
            count = found.count if found and now - found.last < FORGOTTEN_S else 0
            self._failures[key] = _Failures(count + 1, now)
            if len(self._failures) > MOST:
                self._failures.popitem(last=False)

    def forgiven(self, key: str) -> None:
        """Takes back the last failure of this key, not those before it."""
        with self._lock:
            found = self._failures.get(key)
            if found is not None and found.count > 1:
                found.count -= 1
            elif found is not None:
                del self._failures[key]

    def cleared(self, key: str) -> None:
        """Forgets the failures of who has now shown who they are."""
        with self._lock:
            self._failures.pop(key, None)

    def _delay_s(self, count: int) -> float:
        beyond = count - self._free
        return min(self._longest_s, 2.0 ** min(beyond, 30)) if beyond >= 0 else 0.0


def address_key(address: str) -> str:
    """An address by which to count: of IPv6 the network of 64 bits, all of which one person has."""
    found = address_of(address)
    if found is None or found.version == 4:
        return address if found is None else str(found)
    return str(ipaddress.ip_network((found, 64), strict=False))
