"""What is sent to a language model is kept word for word where asked, for the owner alone, or not at all."""

from __future__ import annotations

import json
import os
import stat
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.llm_audit import audited
from ingest.errors import ModelError
from ingest.llm_settings import LanguageModelSettings

MESSAGES = [
    {"role": "system", "content": "Write from the sources."},
    {"role": "user", "content": "When does the van lease end?\nIt costs £1,085."},
]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "audit.jsonl"


def settings(log: Path | None) -> LanguageModelSettings:
    return LanguageModelSettings(base_url="http://127.0.0.1:8080/v1", model="writer", audit=log)


def lines(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def test_a_request_and_its_reply_are_two_lines(log: Path) -> None:
    with audited(settings(log), MESSAGES) as outcome:
        [already] = lines(log)
        outcome.reply = "On 31 March 2027 [1]."
    sent, ended = lines(log)
    assert sent == already
    assert (sent["event"], sent["address"], sent["model"]) == ("sent", "127.0.0.1:8080", "writer")
    assert sent["messages"] == MESSAGES
    assert (ended["event"], ended["reply"], ended["error"]) == ("outcome", "On 31 March 2027 [1].", None)
    assert ended["id"] == sent["id"]
    assert 0 <= ended["duration_ms"] < 10_000
    assert datetime.fromisoformat(sent["time"]) <= datetime.fromisoformat(ended["time"])
    assert sent["time"].endswith("+00:00")


def test_nothing_is_kept_unless_asked(tmp_path: Path) -> None:
    with audited(settings(None), MESSAGES) as outcome:
        outcome.reply = "In May."
    assert list(tmp_path.iterdir()) == []


def test_an_error_is_kept_by_its_line_and_goes_on(log: Path) -> None:
    with pytest.raises(ModelError), audited(settings(log), MESSAGES) as outcome:
        outcome.reply = "On 31"
        raise ModelError("It did not reply within 5 s.\nmore")
    assert (lines(log)[1]["reply"], lines(log)[1]["error"]) == ("On 31", "It did not reply within 5 s.")


def test_a_stream_that_is_no_longer_wanted_is_kept_as_far_as_it_came(log: Path) -> None:
    def streaming() -> Iterator[str]:
        with audited(settings(log), MESSAGES) as outcome:
            for piece in ("On ", "31 ", "March"):
                outcome.reply += piece
                yield piece

    stream = streaming()
    assert [next(stream), next(stream)] == ["On ", "31 "]
    stream.close()  # type: ignore[attr-defined]
    ended = lines(log)[1]
    assert (ended["reply"], ended["error"]) == ("On 31 ", "stopped: the reply was no longer wanted")


def test_it_is_for_the_owner_alone_whatever_it_was_before(log: Path) -> None:
    log.touch()
    log.chmod(0o644)
    with audited(settings(log), MESSAGES):
        assert stat.S_IMODE(log.stat().st_mode) == 0o600
    log.unlink()
    before = os.umask(0)
    try:
        with audited(settings(log), MESSAGES):
            assert stat.S_IMODE(log.stat().st_mode) == 0o600
    finally:
        os.umask(before)


def test_lines_of_many_threads_stand_whole(log: Path) -> None:
    def ask(number: int) -> None:
        for _ in range(20):
            with audited(settings(log), [{"role": "user", "content": str(number) * 20_000}]) as outcome:
                outcome.reply = str(number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    replies = {line["id"]: line["reply"] for line in lines(log) if line["event"] == "outcome"}
    sent = {line["id"]: line["messages"][0]["content"] for line in lines(log) if line["event"] == "sent"}
    assert len(sent) == 80
    assert sent == {identity: reply * 20_000 for identity, reply in replies.items()}


def test_where_it_cannot_be_written_nothing_is_asked(tmp_path: Path) -> None:
    asked = []
    with (
        pytest.raises(ModelError, match=r"The audit log .*audit.jsonl cannot be written \(No such file"),
        audited(settings(tmp_path / "nowhere" / "audit.jsonl"), MESSAGES),
    ):
        asked.append("asked")
    assert asked == []
