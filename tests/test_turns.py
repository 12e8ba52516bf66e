"""Turns: a few at a time, in order of arrival, and none lost when somebody is interrupted."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.turns import Turns


class Bench:
    """People who ask one after another; who is at work, and in which order they came to it."""

    def __init__(self, at_once: int) -> None:
        self.turns = Turns(at_once)
        self.order: list[int] = []
        self.go_on = threading.Event()
        self._guard = threading.Lock()
        self._working = 0
        self.most = 0

    def ask(self, who: int) -> None:
        with self.turns.turn():
            with self._guard:
                self.order.append(who)
                self._working += 1
                self.most = max(self.most, self._working)
            self.go_on.wait(5)
            with self._guard:
                self._working -= 1

    def queued(self, people: int) -> None:
        """Waits until so many are in the queue."""
        until = time.monotonic() + 5
        while len(self.turns._waiting) < people and time.monotonic() < until:
            time.sleep(0.001)


def test_they_are_served_in_the_order_in_which_they_came() -> None:
    bench = Bench(at_once=1)
    with ThreadPoolExecutor(6) as threads:
        asked = []
        for who in range(6):
            asked.append(threads.submit(bench.ask, who))
            bench.queued(who)
        bench.go_on.set()
        for each in asked:
            each.result(5)
    assert bench.order == [0, 1, 2, 3, 4, 5]
    assert bench.most == 1


def test_so_many_work_at_once_and_no_more() -> None:
    bench = Bench(at_once=2)
    with ThreadPoolExecutor(8) as threads:
        asked = [threads.submit(bench.ask, who) for who in range(8)]
        bench.queued(6)
        bench.go_on.set()
        for each in asked:
            each.result(5)
    assert sorted(bench.order) == list(range(8))
    assert bench.most == 2


def test_a_turn_that_fails_is_handed_on() -> None:
    turns = Turns(1)
    with pytest.raises(ValueError, match="no such paper"), turns.turn():
        raise ValueError("no such paper")
    with turns.turn():
        assert turns._free == 0
    assert turns._free == 1


class Interrupted(threading.Event):
    """Whoever waits for this is interrupted, as by Ctrl+C."""

    def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002 - as threading has it
        raise KeyboardInterrupt


@pytest.mark.parametrize("called_meanwhile", [False, True])
def test_who_is_interrupted_while_waiting_takes_no_turn_away(
    monkeypatch: pytest.MonkeyPatch, called_meanwhile: bool
) -> None:
    turns = Turns(1)
    with turns.turn():
        monkeypatch.setattr(threading, "Event", Interrupted)
        if called_meanwhile:
            monkeypatch.setattr(Interrupted, "wait", lambda *_: _called_then_interrupted(turns))
        with pytest.raises(KeyboardInterrupt), turns.turn():
            pass
        monkeypatch.undo()
    with turns.turn():
        assert len(turns._waiting) == 0
    assert turns._free == 1


def _called_then_interrupted(turns: Turns) -> bool:
    turns._waiting.popleft()
    turns._free -= 1
    raise KeyboardInterrupt
