"""What each part of the house tells of its doings stands in the audit log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes_ui import wait_answer

from assistant.answer import Filters, Mode
from assistant.people.person import LOCAL
from assistant.records.conversations import SOURCES_CLOSED
from assistant.records.records import Records
from assistant.web.lately import Lately
from assistant.web.noted_bench import NotedBenchmarks
from assistant.web.noting import Noting
from ingest.errors import RecordsError
from ingest.record_settings import RecordSettings


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with Records(tmp_path / "records.sqlite3", RecordSettings()) as opened:
        yield opened


def logged(records: Records) -> list[tuple[str, str, str, str]]:
    return [(each.person, each.action, each.route, each.subject) for each in records.audit.entries()]


def test_who_comes_goes_and_is_refused_is_logged_with_the_address(records: Records) -> None:
    noting = Noting(records)
    for event in ("signed in", "signed out", "sign-in refused"):
        noting.signing(event, "reader-1", "192.0.2.7")
    assert logged(records) == [
        ("reader-1", "signed in", "page", ""),
        ("reader-1", "signed out", "page", ""),
        ("reader-1", "refused", "page", ""),
    ]
    assert {each.details["address"] for each in records.audit.entries()} == {"192.0.2.7"}


@pytest.mark.parametrize("act", ["uploaded", "described", "quarantined", "released", "removed"])
def test_a_change_to_the_library_is_logged(records: Records, act: str) -> None:
    Noting(records).shelved(LOCAL, act, {"document_id": "d-1", "reason": "Published since."})
    assert logged(records) == [(LOCAL.name, act, "page", "d-1")]
    [entry] = records.audit.entries()
    assert entry.details == {"reason": "Published since."}


def test_what_is_removed_leaves_earlier_answers(records: Records) -> None:
    records.asked(LOCAL, "c-1", 1, wait_answer("How long?"), Filters())
    Noting(records).shelved(LOCAL, "released", {"document_id": "d-1"})
    [before] = records.conversation(LOCAL, "c-1", lambda _: ()).exchanges
    Noting(records).shelved(LOCAL, "removed", {"document_id": "d-1"})
    [after] = records.conversation(LOCAL, "c-1", lambda _: ()).exchanges
    assert before.answer == wait_answer("How long?")
    assert after.answer.text == SOURCES_CLOSED


def test_a_source_that_was_opened_and_a_question_of_a_program_are_logged(records: Records) -> None:
    noting = Noting(records)
    noting.opened(LOCAL, "d-1", page=3)
    noting.asked(LOCAL, wait_answer("How long?"), Filters())
    assert logged(records) == [
        (LOCAL.name, "source opened", "page", "d-1"),
        (LOCAL.name, "asked", "api", ""),
    ]


def test_what_a_paper_is_called_stays_out_of_the_log(records: Records) -> None:
    noting = Noting(records)
    called = {"document_id": "d-1", "title": "Closing Rowan House", "file": "closing-rowan-house.pdf"}
    noting.shelved(
        LOCAL, "described", {**called, "given": {"title": "Rowan", "marking": "Exempt", "date": ""}}
    )
    files = [["closing-rowan-house.pdf", "new"], ["rowan.pdf", "new"], ["plans.pdf", "failed"]]
    noting.shelved(LOCAL, "uploaded", {"files": files, "documents": ["d-1", "d-2"], "given": {}})
    described, uploaded = records.audit.entries()
    assert described.details == {"described": ["date", "marking", "title"], "as": {"marking": "Exempt"}}
    assert uploaded.details == {"files": {"new": 2, "failed": 1}, "documents": ["d-1", "d-2"]}


def test_a_conversation_that_is_opened_again_is_logged_with_what_it_shows(records: Records) -> None:
    records.asked(LOCAL, "c-1", 1, wait_answer("How long?"), Filters())
    records.reopened(LOCAL, "c-1", lambda _: ())
    records.reopened(LOCAL, "c-1", lambda _: ["d-1"])
    _, first, second = records.audit.entries()
    assert (first.action, first.subject, first.details) == (
        "conversation opened",
        "c-1",
        {"documents": ["d-1", "d-2"]},
    )
    assert second.details == {"documents": []}


class Benchmarks(NotedBenchmarks):
    """Stands for the evaluation: nothing is run."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def start(self, set_id: str, mode: Mode, name: str) -> str:
        self.done.append(f"start {set_id} {mode} {name}")
        return "r-1"

    def go_on(self, run_id: str) -> None:
        self.done.append(f"go on {run_id}")

    def delete(self, run_id: str) -> None:
        self.done.append(f"delete {run_id}")

    def archive(self, run_id: str) -> bytes:
        return run_id.encode()


def test_a_benchmark_that_is_run_deleted_or_taken_away_is_logged(records: Records) -> None:
    behind = Benchmarks()
    noted = NotedBenchmarks(behind, LOCAL, Noting(records))
    assert noted.start("sample", "quote", "First try") == "r-1"
    noted.go_on("r-1")
    assert noted.archive("r-1") == b"r-1"
    noted.delete("r-1")
    assert behind.done == ["start sample quote First try", "go on r-1", "delete r-1"]
    assert logged(records) == [
        (LOCAL.name, "benchmark run", "page", "sample"),
        (LOCAL.name, "benchmark run", "page", "r-1"),
        (LOCAL.name, "exported", "page", "r-1"),
        (LOCAL.name, "benchmark run", "page", "r-1"),
    ]


def test_a_benchmark_that_cannot_be_noted_is_not_run(records: Records) -> None:
    behind = Benchmarks()
    records.store.path.unlink()
    records.close()
    records.store.path.mkdir()
    with pytest.raises(RecordsError):
        NotedBenchmarks(behind, LOCAL, Noting(records)).start("sample", "quote", "")
    assert behind.done == []


def test_what_was_done_lately_is_remembered_for_a_while_and_in_bounds() -> None:
    now = 0.0
    lately = Lately(lasts_s=600, most=2, clock=lambda: now)
    lately.add("a")
    assert lately.holds("a")
    now = 600.0
    assert not lately.holds("a")
    for deed in ("a", "b", "c"):
        lately.add(deed)
    assert [lately.holds(deed) for deed in ("a", "b", "c")] == [False, True, True]
