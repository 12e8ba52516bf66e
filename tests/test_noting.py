"""What each part of the house tells of its doings stands in the audit log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes_ui import wait_answer

from assistant.answer import Filters
from assistant.people.person import LOCAL
from assistant.records.conversations import SOURCES_CLOSED
from assistant.records.records import Records
from assistant.web.noting import Noting
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
