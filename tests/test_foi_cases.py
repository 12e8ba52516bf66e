"""Cases are kept whole, opened again the same, never overwritten unseen, and gone when deleted."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from foi_builders import AT, answered_row, request, unfound_row

from assistant.foi.case import Case, Decision
from assistant.foi.cases import Cases
from assistant.foi.deciding import accept
from ingest.errors import CaseError


@pytest.fixture
def cases(tmp_path: Path) -> Cases:
    return Cases(tmp_path / "home" / "cases.sqlite3")


@pytest.fixture
def kept(cases: Cases) -> Case:
    return cases.start(request(), (answered_row(), unfound_row()), "FOI 2026/0101")


def test_a_case_is_opened_again_as_it_was_kept(cases: Cases, kept: Case) -> None:
    changed = cases.keep(accept(kept, "q1", AT))
    assert cases.open(kept.id) == changed
    assert changed.version == 2
    assert changed.rows[0].decision is Decision.ACCEPTED


def test_the_list_tells_how_far_each_is(cases: Cases, kept: Case) -> None:
    cases.keep(accept(kept, "q1", AT))
    [line] = cases.list()
    assert (line.id, line.reference, line.questions, line.decided) == (kept.id, "FOI 2026/0101", 2, 1)
    assert (line.authority, line.received) == ("Averdale County Council", "2026-02-20")
    assert "resident" not in line.model_dump_json()


def test_the_second_of_two_who_changed_it_is_told(cases: Cases, kept: Case) -> None:
    cases.keep(accept(kept, "q1", AT))
    with pytest.raises(CaseError, match="changed or deleted by somebody else"):
        cases.keep(accept(kept, "q1", AT))


def test_a_deleted_case_is_gone_from_the_file_too(cases: Cases, kept: Case, tmp_path: Path) -> None:
    file = tmp_path / "home" / "cases.sqlite3"
    assert b"resident@example.org" in file.read_bytes()
    cases.delete(kept.id)
    assert cases.list() == []
    assert b"resident@example.org" not in file.read_bytes()
    with pytest.raises(CaseError, match=f"no case {kept.id}"):
        cases.open(kept.id)
    with pytest.raises(CaseError, match=f"no case {kept.id}"):
        cases.delete(kept.id)


def test_a_damaged_case_names_the_place_and_not_the_requester(
    cases: Cases, kept: Case, tmp_path: Path
) -> None:
    with sqlite3.connect(tmp_path / "home" / "cases.sqlite3") as connection:
        connection.execute('UPDATE cases SET body = replace(body, \'"number":"1"\', \'"number":7\')')
    connection.close()
    with pytest.raises(CaseError) as caught:
        cases.open(kept.id)
    assert "request.questions.0.number" in str(caught.value)
    assert "resident" not in str(caught.value)


def test_a_file_of_another_layout_is_refused(cases: Cases, kept: Case, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "home" / "cases.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 9")
    connection.close()
    with pytest.raises(CaseError, match="layout 9"):
        cases.open(kept.id)


def test_a_file_that_is_no_database_is_told_in_a_line(tmp_path: Path) -> None:
    path = tmp_path / "cases.sqlite3"
    path.write_text("not a database, but long enough to be read as the head of one" * 20)
    with pytest.raises(CaseError, match="cannot be used"):
        Cases(path).list()
