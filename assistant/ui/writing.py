"""A written answer under way. A thread of its own waits for the model, so that a reader can stop it at once.

Gradio's own cancelling waits for the step that is running, and a language model may read its sources for
half a minute before the first word comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from threading import Condition, Thread

from assistant.answer import Answer, Draft
from assistant.ui.service import Stream


class Writing:
    """One run of the model. ``steps`` is read by one thread; ``stop`` may be called from any."""

    def __init__(self, begin: Callable[[], Stream]) -> None:
        self._begin = begin
        self._changed = Condition()
        self._latest: Draft | Answer | None = None
        self._error: BaseException | None = None
        self._over = False
        self.stopped = False
        """Whether someone stopped it."""

    def stop(self) -> None:
        """End ``steps`` now; the model is told as soon as its next word comes."""
        with self._changed:
            self.stopped = True
            self._changed.notify_all()

    def steps(self) -> Iterator[Draft | Answer]:
        """The newest draft each time one is taken, at last the answer; fewer where it was stopped.

        Raises what the model's side raised. Drafts that came while the last was being shown are passed over.
        """
        # A daemon, so that a model that does not reply cannot hold up the end of the program.
        Thread(target=self._read, name="writing", daemon=True).start()
        while (step := self._next()) is not None:
            yield step

    def _next(self) -> Draft | Answer | None:
        with self._changed:
            self._changed.wait_for(lambda: self._latest is not None or self._over or self.stopped)
            step, self._latest = self._latest, None
            if self.stopped and not isinstance(step, Answer):
                return None
            if step is None and self._error is not None:
                raise self._error
            return step

    def _read(self) -> None:
        try:
            # Begun, read and closed by one thread: a generator cannot be closed while another runs it.
            with closing(self._begin()) as stream:
                for step in stream:
                    if not self._offer(step):
                        break
        except BaseException as error:  # noqa: BLE001 - raised again for the thread that reads the steps
            self._error = error
        with self._changed:
            self._over = True
            self._changed.notify_all()

    def _offer(self, step: Draft | Answer) -> bool:
        with self._changed:
            self._latest = step
            self._changed.notify_all()
            return not self.stopped
