"""Processes that open readers' PDF files: one can hang, crash or fill the memory without harm."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from pebble import ProcessExpired, ProcessPool

from assistant.source.boxes import Boxes
from assistant.source.picture import picture, placed
from assistant.source.placed import Wanted
from ingest.bounded import OUT_OF_MEMORY, begin_bounded
from ingest.errors import SourceError
from ingest.source_settings import SourceSettings

# A fresh process now and then, whatever pdfium may have left behind in the old one.
_TASKS_EACH = 500
_STOPPED = "The page was not drawn because the program is ending."


class PageWorker:
    """Draws pages and finds words on them, in processes started when the first page is asked for.

    pdfium is not safe for threads: each process does one thing at a time. Several threads may ask at once.
    """

    def __init__(self, bounds: SourceSettings) -> None:
        self._bounds = bounds
        self._pool: ProcessPool | None = None
        self._guard = threading.Lock()

    def picture(self, path: Path, number: int, scale: float) -> bytes:
        """Page ``number`` (from 1) as PNG at ``scale`` pixels a point. Raises SourceError."""
        drawn: bytes = self._done(picture, path, number, scale, self._bounds.max_megapixels)
        return drawn

    def placed(self, path: Path, number: int, wanted: Sequence[Wanted]) -> Boxes:
        """Where words stand on a page. Raises SourceError."""
        found: Boxes = self._done(placed, path, number, tuple(wanted))
        return found

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        with self._guard:
            if self._pool is not None:
                self._pool.stop()  # type: ignore[no-untyped-call]
                self._pool.join()
                self._pool = None

    def _done(self, work: Callable[..., Any], *given: Any, again: bool = True) -> Any:
        future = self._ready_pool().schedule(_bounded, (work, *given), timeout=self._bounds.timeout_s)
        try:
            return future.result()
        except BrokenProcessPool as error:
            # A process died between two pages and took the pool along: neither page is to blame.
            if again:
                return self._done(work, *given, again=False)
            raise SourceError(_STOPPED) from error
        except CancelledError as error:
            raise SourceError(_STOPPED) from error
        except TimeoutError as error:
            raise SourceError(
                f"This page takes longer than {self._bounds.timeout_s} s to draw (setting source.timeout_s)."
            ) from error
        except ProcessExpired as error:
            raise SourceError(self._died(error)) from error

    def _ready_pool(self) -> ProcessPool:
        with self._guard:
            if self._pool is None or not self._pool.active:
                if self._pool is not None:
                    self._pool.stop()  # type: ignore[no-untyped-call]
                self._pool = ProcessPool(
                    self._bounds.workers,
                    max_tasks=_TASKS_EACH,
                    context=get_context("spawn"),
                    initializer=begin_bounded,
                    initargs=(self._bounds.worker_memory_mb * 1_000_000,),
                )
            return self._pool

    def _died(self, error: ProcessExpired) -> str:
        if error.exitcode == OUT_OF_MEMORY:
            return (
                f"This page needs more than {self._bounds.worker_memory_mb:,} MB of memory to draw "
                "(setting source.worker_memory_mb)."
            )
        return "This page cannot be drawn: drawing it ended the program that draws."


def _bounded(work: Callable[..., Any], *given: Any) -> Any:
    try:
        return work(*given)
    except MemoryError:
        # The interpreter may not recover from this: the process gives up its place to a fresh one.
        os._exit(OUT_OF_MEMORY)
