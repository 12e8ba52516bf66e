"""What a process that opens other people's files does first: it bounds its memory and outlives nobody."""

from __future__ import annotations

import os
import sys
import threading
from multiprocessing import connection, parent_process

OUT_OF_MEMORY = 86
"""The exit code of a process that gave up because its memory was full."""


def begin_bounded(memory: int) -> None:
    """Prepares a worker process: it has at most ``memory`` bytes of address space (where the system can bound
    that), and ends with the process that started it."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        bound = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
