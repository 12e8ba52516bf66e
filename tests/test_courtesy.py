"""Bulk work stops between two batches while a question is worked at, but never for long."""

from __future__ import annotations

import threading
import time

import pytest

from assistant.turns import Turns
from ingest.courtesy import Courtesy


def _waited(courtesy: Courtesy) -> float:
    started = time.monotonic()
    courtesy.give_way()
    return time.monotonic() - started


def test_where_nobody_asks_nobody_waits() -> None:
    assert _waited(Courtesy(patience_s=5)) < 1


def test_bulk_work_goes_on_as_soon_as_the_last_question_is_answered() -> None:
    courtesy, went_on = Courtesy(patience_s=30), threading.Event()

    def bulk() -> None:
        courtesy.give_way()
        went_on.set()

    with courtesy.question():
        with courtesy.question():
            thread = threading.Thread(target=bulk)
            thread.start()
            assert not went_on.wait(0.05)
        assert not went_on.wait(0.05)
    assert went_on.wait(5)
    thread.join()


def test_people_who_ask_without_a_pause_do_not_hold_it_up_for_ever() -> None:
    courtesy = Courtesy(patience_s=0.05)
    with courtesy.question():
        assert 0.05 <= _waited(courtesy) < 5


def test_a_turn_is_a_question_that_ends_with_it_even_where_it_fails() -> None:
    courtesy = Courtesy(patience_s=0.05)
    turns = Turns(1, courtesy)
    with pytest.raises(ValueError, match="no such paper"), turns.turn():
        assert _waited(courtesy) >= 0.05
        raise ValueError("no such paper")
    assert _waited(Courtesy(patience_s=5)) < 1
    assert courtesy._questions == 0
