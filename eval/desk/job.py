"""One run at a time: a thread that asks and scores, how far it is, and its end when it is told to."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.ui.bench.service import Step
from ingest.errors import AssistantError, EvaluationError

_log = logging.getLogger(__name__)

_ONE_AT_A_TIME = "A benchmark is running on this machine already: wait for its end, or stop it."
_UNFORESEEN = "Something went wrong that nobody foresaw: see the server's log."


class StoppedError(Exception):
    """Somebody wants the run to end here; what was answered is kept."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. ``run`` is its id."""

    run: str
    step: Step = Step.PREPARING
    done: int = 0
    total: int = 0
    stopping: bool = False


class Told:
    """What the work of a run says of itself, and where it learns that it is to stop."""

    def __init__(self, run: str) -> None:
        self._progress = Progress(run)
        self._lock = threading.Lock()

    @property
    def progress(self) -> Progress:
        with self._lock:
            return self._progress

    def step(self, step: Step) -> None:
        """A new step begins. Raises StoppedError where it is not to."""
        self._say(step=step)

    def answered(self, done: int, total: int) -> None:
        """So many questions are answered. Raises StoppedError where no further one is to be asked."""
        self._say(done=done, total=total)

    def stop(self) -> None:
        with self._lock:
            self._progress = replace(self._progress, stopping=True)

    def _say(self, **said: object) -> None:
        with self._lock:
            self._progress = replace(self._progress, **said)  # type: ignore[arg-type]
            if self._progress.stopping:
                raise StoppedError


Work = Callable[[Told], None]
Ended = Callable[[str], None]
"""Called with what went wrong in a line, "" where nothing did."""


class OneAtATime:
    """Runs one piece of work in a thread of its own; a lock keeps other processes of this home out."""

    def __init__(self, lock: Path) -> None:
        self._path = lock
        self._lock = FileLock(lock, timeout=0, thread_local=False)
        self._told: Told | None = None
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def progress(self) -> Progress | None:
        """How far the work is; None where there is none."""
        told = self._told
        return told.progress if told else None

    def claim(self) -> None:
        """Take the one place there is. Raises EvaluationError where it is taken."""
        with self._starting:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self._lock.is_locked:
                raise EvaluationError(_ONE_AT_A_TIME)
            try:
                self._lock.acquire()
            except Timeout as error:
                raise EvaluationError(_ONE_AT_A_TIME) from error

    def give_up(self) -> None:
        """Leave the place again without having worked."""
        self._lock.release()

    def start(self, run: str, work: Work, ended: Ended) -> None:
        """Work in a thread from now on, in the place that was claimed."""
        self._told = Told(run)
        # A daemon, so that a long run cannot hold up the end of the program: it can be gone on with.
        self._thread = threading.Thread(
            target=self._run, args=(self._told, work, ended), name="benchmark", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """The work is to end at its next step."""
        if self._told:
            self._told.stop()

    def wait(self, seconds: float) -> None:
        """Until the work has ended, so long at most."""
        if self._thread:
            self._thread.join(seconds)

    def _run(self, told: Told, work: Work, ended: Ended) -> None:
        try:
            ended(_trouble(work, told))
        finally:
            self._told = None
            self._lock.release()


def _trouble(work: Work, told: Told) -> str:
    try:
        work(told)
    except StoppedError:
        return ""
    except AssistantError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - the run ends, and its line says so
        # Kind alone: the message may hold words of a paper.
        _log.error("A benchmark ended by %s", type(error).__name__)
        return _UNFORESEEN
    return ""
