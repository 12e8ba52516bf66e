"""Long work with its progress: a thread of its own does it, and the page is told how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Condition, Thread
from typing import Generic, TypeVar

from assistant.ui.foi.service import Progress

Made = TypeVar("Made")

PACE_S = 0.25
"""At most this often the page is told, so that telling does not slow the work."""


@dataclass(frozen=True)
class Step:
    """How far it is: questions done, and questions in all."""

    done: int
    total: int


class Work(Generic[Made]):
    """One piece of work. It goes on to its end even where the reader closes the page meanwhile."""

    def __init__(self, do: Callable[[Progress], Made]) -> None:
        self._do = do
        self._changed = Condition()
        self._step: Step | None = None
        self._made: list[Made] = []
        self._error: BaseException | None = None
        self._over = False

    def steps(self) -> Iterator[Step | Made]:
        """The newest step each time one is taken, at last what was made. Raises what the work raised."""
        # A daemon, so that a long match cannot hold up the end of the program.
        Thread(target=self._run, name="foi-desk", daemon=True).start()
        over = False
        while not over:
            over, step = self._next()
            if step is not None:
                yield step
        if self._error is not None:
            raise self._error
        yield self._made[0]

    def _next(self) -> tuple[bool, Step | None]:
        """Whether all is over, and the newest step that was not yet told."""
        with self._changed:
            self._changed.wait_for(lambda: self._over, PACE_S)
            step, self._step = self._step, None
            return self._over, step

    def _run(self) -> None:
        try:
            self._made.append(self._do(self._tell))
        except BaseException as error:  # noqa: BLE001 - raised again for the thread that reads the steps
            self._error = error
        with self._changed:
            self._over = True
            self._changed.notify_all()

    def _tell(self, done: int, total: int) -> None:
        with self._changed:
            self._step = Step(done, total)
