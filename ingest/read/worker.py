"""Reads files in a process of its own, so that a file can hang, crash or fill the memory without harm."""

from __future__ import annotations

import os
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Self

from pebble import ProcessExpired, ProcessPool

from ingest.bounded import OUT_OF_MEMORY, begin_bounded
from ingest.document import Document
from ingest.errors import ReadError
from ingest.read import read
from ingest.settings import IngestSettings


class Reader:
    """Reads files in worker processes, started when the first file comes and ended with the block::

        with Reader(limits) as reader:
            document = reader.submit(path, "report.pdf").result()

    A worker that takes longer than ``read_timeout_s`` for one file, needs more than ``worker_memory_mb``
    or dies is replaced; its file gets a ReadError, and the files after it are read.
    """

    def __init__(self, limits: IngestSettings, workers: int = 1) -> None:
        self.limits, self.workers = limits, workers
        self._pool: ProcessPool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def submit(self, path: Path, source: str) -> Future[Document]:
        """Starts reading a file; several may wait. The future's ``result()`` raises ReadError."""
        outcome: Future[Document] = Future()
        self._schedule(path, source, outcome, again=True)
        return outcome

    def close(self) -> None:
        """Ends the workers, whatever they are doing."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None

    def _schedule(self, path: Path, source: str, outcome: Future[Document], again: bool) -> None:
        pool = self._ready_pool()
        future = pool.schedule(_read, (path, source, self.limits), timeout=self.limits.read_timeout_s)

        def settle(done: Future[Document]) -> None:
            error = done.exception() if not done.cancelled() else CancelledError()
            if error is None:
                outcome.set_result(done.result())
            elif isinstance(error, BrokenProcessPool) and again:
                # A worker died between two files and took the pool along: neither file is to blame.
                self._schedule(path, source, outcome, again=False)
            else:
                outcome.set_exception(self._in_words(error))

        future.add_done_callback(settle)

    def _ready_pool(self) -> ProcessPool:
        """The pool of workers; a new one where there is none yet or the last one broke."""
        if self._pool is None or not self._pool.active:
            if self._pool is not None:
                self._pool.stop()  # type: ignore[no-untyped-call]
            memory = self.limits.worker_memory_mb * 1_000_000
            self._pool = ProcessPool(
                self.workers, context=get_context("spawn"), initializer=begin_bounded, initargs=(memory,)
            )
        return self._pool

    def _in_words(self, error: BaseException) -> ReadError:
        """Why there is no document. The worker's own error stays as the cause of one nobody foresaw."""
        limits = self.limits
        if isinstance(error, ReadError):
            return error
        if isinstance(error, TimeoutError):
            return ReadError(
                f"takes longer than {limits.read_timeout_s:,} s to read (setting ingest.read_timeout_s)"
            )
        if isinstance(error, ProcessExpired):
            if error.exitcode == OUT_OF_MEMORY:
                return ReadError(
                    f"needs more than {limits.worker_memory_mb:,} MB of memory to read "
                    "(setting ingest.worker_memory_mb)"
                )
            return ReadError(f"is damaged: the reader crashed on it (exit code {error.exitcode})")
        if isinstance(error, (CancelledError, BrokenProcessPool)):
            return ReadError("was not read: reading was stopped; ingest again")
        unforeseen = ReadError(f"cannot be read: {type(error).__name__}, which no reader foresaw; report it")
        unforeseen.__cause__ = error
        return unforeseen


def _read(path: Path, source: str, limits: IngestSettings) -> Document:
    try:
        return read(path, source, limits)
    except MemoryError:
        # The interpreter may not recover from this: the worker gives up its place to a fresh one.
        os._exit(OUT_OF_MEMORY)
