"""Changes of the library take turns."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Thread

import pytest

from ingest import turns
from ingest.errors import AssistantError


def test_a_change_waits_and_then_has_its_turn_before_an_ingest_goes_on(tmp_path: Path) -> None:
    done: list[str] = []

    def ingest() -> None:
        for number in range(5):
            with turns.turn(tmp_path):
                time.sleep(0.03)
                done.append(f"file {number}")

    with turns.turn(tmp_path):
        thread = Thread(target=ingest)
        thread.start()
        time.sleep(0.05)
        done.append("earlier change")
    while not any(each.startswith("file") for each in done):
        time.sleep(0.001)
    with turns.turn(tmp_path):
        done.append("change")
    thread.join()
    assert done[0] == "earlier change"
    assert sorted(done)[:2] == ["change", "earlier change"]
    assert done.index("change") < len(done) - 1


def test_where_no_turn_comes_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_PATIENCE_S", 0.05)
    with (
        turns.turn(tmp_path),
        pytest.raises(AssistantError, match="Somebody else is changing the library"),
        turns.turn(tmp_path),
    ):
        raise AssertionError("two turns at once")
