"""The audit log only grows and tells of every change; histories are their owners'; retention deletes."""

from __future__ import annotations

import csv
import io
import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes_ui import refused_answer, wait_answer
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Filters
from assistant.people.person import Person, Role
from assistant.records.audit_csv import csv_lines, guarded
from assistant.records.conversations import SOURCES_CLOSED
from assistant.records.entry import Action, Entry
from assistant.records.feedback import Given, Verdict
from assistant.records.records import Records
from assistant.records.retention import Clock, Removed
from assistant.records.verify import Verified, verify
from assistant.records.wanted import Wanted
from ingest.errors import NotKeptError, RecordsError
from ingest.record_settings import RecordSettings

READER = Person("reader-1", frozenset({Role.READER}))
OTHER = Person("reader-2", frozenset({Role.READER}))
NO_FILTERS = Filters()
START = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)


def nothing(_documents: object) -> tuple[str, ...]:
    return ()


@dataclass
class Kept:
    """Records in a file, with a clock that is set by hand."""

    path: Path
    now: datetime = START
    settings: RecordSettings = field(default_factory=RecordSettings)

    def open(self) -> Records:
        return Records(self.path, self.settings, lambda: self.now)

    def later(self, days: float) -> None:
        self.now += timedelta(days=days)

    def bytes(self) -> bytes:
        """All that stands on the disc."""
        return b"".join(file.read_bytes() for file in sorted(self.path.parent.iterdir()))

    def tampered(self, statement: str) -> Verified:
        """What is found after somebody wrote the file by hand, past its triggers."""
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            names = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit%'"
            for (trigger,) in connection.execute(names).fetchall():
                connection.execute(f"DROP TRIGGER {trigger}")
            connection.execute(statement)
        with self.open() as records:
            return verify(records.store)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "home" / "records.sqlite3")


@pytest.fixture
def records(kept: Kept) -> Iterator[Records]:
    with kept.open() as opened:
        yield opened


def ask(records: Records, question: str, conversation: str = "c-1", number: int = 1) -> str:
    return records.asked(READER, conversation, number, wait_answer(question), NO_FILTERS)


def entries(records: Records) -> list[Entry]:
    return list(records.audit.entries())


# -- the audit log ---------------------------------------------------------------------------------------


def test_a_question_is_logged_with_what_was_shown(records: Records) -> None:
    exchange = ask(records, "How long is the wait?")
    [entry] = entries(records)
    assert (entry.number, entry.at, entry.person) == (1, START, "reader-1")
    assert (entry.action, entry.route, entry.subject) == ("asked", "page", exchange)
    assert entry.question == "How long is the wait?"
    assert entry.details["cited"] == [
        {"document": "d-1", "passage": "p-wait", "page": 2},
        {"document": "d-2", "passage": "p-budget", "page": None},
    ]
    assert entry.details["outcome"] == "answered"


def test_no_words_of_a_paper_are_in_the_log(records: Records) -> None:
    ask(records, "How long is the wait?")
    assert "41 days" not in entries(records)[0].model_dump_json()


def test_a_refusal_is_logged_with_its_reason_and_the_nearest(records: Records) -> None:
    records.asked(READER, "c-1", 1, refused_answer("What do they cost?"), Filters(authority="Averdale"))
    [entry] = entries(records)
    assert entry.details["outcome"] == "not-in-documents"
    assert entry.details["nearest"] == [{"document": "d-4", "passage": "p-near", "page": None}]
    assert entry.details["filters"] == {"authority": "Averdale"}


def test_a_question_of_a_program_is_logged_with_every_passage_handed_out(records: Records) -> None:
    records.asked_by_program(READER, wait_answer("How long?"), NO_FILTERS)
    [entry] = entries(records)
    assert (entry.route, entry.subject, entry.details["ranked"]) == ("api", "", [])
    assert records.conversations(READER, "", nothing) == []


def test_each_entry_leans_on_the_one_before(records: Records) -> None:
    records.note(READER, Action.SOURCE_OPENED, "d-1", page=3)
    records.note("unknown name", Action.REFUSED, reason="wrong password")
    first, second = entries(records)
    assert first.before == ""
    assert second.before == first.digest
    assert verify(records.store) == Verified(2, 1, 2, second.digest)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET person = 'nobody'",
        "DELETE FROM audit WHERE number = 4",
        "INSERT OR REPLACE INTO audit SELECT 4, at, 'x', action, route, subject, details, before, digest "
        "FROM audit WHERE number = 5",
        "DELETE FROM audit_anchors",
    ],
)
def test_the_file_itself_refuses_changes(kept: Kept, records: Records, statement: str) -> None:
    ask(records, "One?")
    ask(records, "Two?", number=2)
    kept.later(800)
    records.retain()
    ask(records, "Three?", "c-2")
    ask(records, "Four?", "c-3")
    with (
        closing(sqlite3.connect(kept.path)) as connection,
        pytest.raises(sqlite3.DatabaseError, match="append only"),
    ):
        connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE audit SET person = 'nobody' WHERE number = 2", "Entry 2 was changed."),
        ("DELETE FROM audit WHERE number = 2", "Entry 2 is missing."),
        ("DELETE FROM audit WHERE number < 3", "Entries 1 to 2 are missing."),
        ("DELETE FROM audit WHERE number > 2", "Entries 3 to 4 are missing at the end."),
        (
            "UPDATE audit_questions SET words = 'Something else?' WHERE number = 3",
            "The question of entry 3 was changed.",
        ),
        (
            "UPDATE audit SET before = 'a', digest = 'b' WHERE number = 2",
            "Entry 2 does not lean on entry 1: one of the two was changed.",
        ),
    ],
)
def test_what_was_done_to_the_file_is_found(kept: Kept, records: Records, statement: str, fault: str) -> None:
    for number in range(1, 5):
        ask(records, f"Question {number}?", number=number)
    records.close()
    found = kept.tampered(statement)
    assert not found.whole
    assert found.faults[0] == fault


def test_a_log_made_anew_is_told_from_the_one_noted(kept: Kept, records: Records) -> None:
    ask(records, "One?")
    noted = verify(records.store)
    ask(records, "Two?", number=2)
    assert verify(records.store, (noted.last, noted.digest)).whole
    assert verify(records.store, (1, "0" * 64)).faults == (
        "Entry 1 is not the one that was noted: the log was made anew.",
    )
    assert verify(records.store, (9, "0" * 64)).faults == ("Entry 9, which was noted, is not there.",)


def test_entries_are_chosen_by_time_person_and_action(kept: Kept, records: Records) -> None:
    ask(records, "One?")
    kept.later(2)
    records.note(OTHER, Action.SIGNED_IN)
    audit = records.audit
    assert [e.number for e in audit.entries(Wanted(since=START + timedelta(days=1)))] == [2]
    assert [e.number for e in audit.entries(Wanted(until=START + timedelta(days=1)))] == [1]
    assert [e.number for e in audit.entries(Wanted(person="reader-2", action="signed in"))] == [2]
    assert list(audit.entries(Wanted(person="reader-2", action="asked"))) == []


def test_no_cell_of_the_table_is_a_formula(records: Records) -> None:
    records.note('=HYPERLINK("http://x.example")', Action.REFUSED, "+1", "@page", reason="-2")
    ask(records, "=1+1, is it?")
    text = "".join(csv_lines(records.audit.entries()))
    assert text.startswith("\ufeffnumber,at,person,")
    _, first, second = csv.reader(io.StringIO(text))
    assert first[2:6] == ['\'=HYPERLINK("http://x.example")', "refused", "'@page", "'+1"]
    assert second[6] == "'=1+1, is it?"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_guarded_cell_is_never_calculated(cell: str) -> None:
    assert not guarded(cell).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert guarded(cell).removeprefix("'") == cell.removeprefix("'")


# -- histories -------------------------------------------------------------------------------------------


def test_a_conversation_is_its_owners_alone(records: Records) -> None:
    exchange = ask(records, "How long is the wait?")
    assert [line.title for line in records.conversations(READER, "", nothing)] == ["How long is the wait?"]
    assert records.conversations(OTHER, "", nothing) == []
    for stolen in (
        lambda: records.conversation(OTHER, "c-1", nothing),
        lambda: records.judge(OTHER, exchange, Given(verdict=Verdict.USEFUL), nothing),
        lambda: records.asked(OTHER, "c-1", 2, wait_answer("Mine?"), NO_FILTERS),
        lambda: records.forget(OTHER, "c-1"),
    ):
        with pytest.raises(NotKeptError):
            stolen()


def test_what_could_not_be_kept_whole_is_not_kept_at_all(records: Records) -> None:
    with records.store.transaction() as connection:
        connection.execute("ALTER TABLE audit_questions RENAME TO elsewhere")
    with pytest.raises(RecordsError, match="cannot be used"):
        ask(records, "How long is the wait?")
    assert records.conversations(READER, "", nothing) == []
    assert records.store.rows("SELECT * FROM audit") == []


def test_the_same_conversation_in_two_tabs_loses_no_question(records: Records) -> None:
    for question in ("How long is the wait?", "And in 2023?", "And in 2024?"):
        ask(records, question, number=2)
    found = records.conversation(READER, "c-1", nothing).exchanges
    assert [(each.number, each.answer.question) for each in found] == [
        (2, "How long is the wait?"),
        (3, "And in 2023?"),
        (4, "And in 2024?"),
    ]


def test_an_answer_is_opened_as_it_was_kept_without_what_was_not_shown(records: Records) -> None:
    answer = wait_answer("How long is the wait?")
    records.asked(READER, "c-1", 1, answer, Filters(kind="minutes"))
    [exchange] = records.conversation(READER, "c-1", nothing).exchanges
    assert exchange.answer == answer
    assert exchange.filters == Filters(kind="minutes")
    assert exchange.at == START


def test_the_last_used_conversation_is_the_first(kept: Kept, records: Records) -> None:
    ask(records, "One?", "c-1")
    kept.later(1)
    ask(records, "Two?", "c-2")
    kept.later(1)
    ask(records, "And one?", "c-1", 2)
    assert [line.id for line in records.conversations(READER, "", nothing)] == ["c-1", "c-2"]


@pytest.mark.parametrize("search", ["median", "WAITING zebras", '"zebr', "41 days", "equip"])
def test_words_of_questions_and_answers_are_found_by_their_beginnings(records: Records, search: str) -> None:
    ask(records, "How long do zebras wait?")
    assert [line.id for line in records.conversations(READER, search, nothing)] == ["c-1"]


@pytest.mark.parametrize("search", ["giraffe", "zebras giraffes", "?!", "zebras OR x"])
def test_what_does_not_hold_all_words_is_not_found(records: Records, search: str) -> None:
    ask(records, "How long do zebras wait?")
    assert records.conversations(READER, search, nothing) == []


def test_an_answer_whose_sources_were_closed_keeps_its_question_alone(records: Records) -> None:
    ask(records, "Who waits?")
    leaning = wait_answer("How long?").model_copy(
        update={"standalone_question": "How long for Eastmarch Care?", "citations": ()}
    )
    records.asked(READER, "c-1", 2, leaning, NO_FILTERS)
    closed = {"d-1"}.intersection
    first, second = records.conversation(READER, "c-1", closed).exchanges
    assert first.closed
    assert (first.answer.question, first.answer.text, first.answer.citations) == (
        "Who waits?",
        SOURCES_CLOSED,
        (),
    )
    assert not second.closed
    assert second.answer.standalone_question == "How long?"


def test_an_answer_whose_sources_were_closed_is_not_found_by_its_words(records: Records) -> None:
    ask(records, "Who waits?")
    closed = {"d-1"}.intersection
    assert len(records.conversations(READER, "median", nothing)) == 1
    assert records.conversations(READER, "median", closed) == []
    assert len(records.conversations(READER, "who waits", closed)) == 1


def test_what_a_person_deletes_is_gone_from_the_disc(kept: Kept, records: Records) -> None:
    exchange = ask(records, "How long do zebras wait?")
    records.judge(READER, exchange, Given(verdict=Verdict.WRONG_ANSWER, note="Not for okapis."), nothing)
    assert b"median wait" in kept.bytes()
    assert records.forget(READER, "c-1") == 1
    for words in (b"median wait", b"okapi", b"Occupational"):
        assert words not in kept.bytes()
    assert records.conversations(READER, "", nothing) == []
    assert entries(records)[-1].action == "history deleted"


def test_answers_on_a_paper_taken_out_for_good_are_gone_from_the_disc(kept: Kept, records: Records) -> None:
    exchange = ask(records, "How long do zebras wait?")
    records.judge(READER, exchange, Given(verdict=Verdict.USEFUL, note="As said."), nothing)
    records.asked(OTHER, "c-2", 1, refused_answer("What do they cost?"), NO_FILTERS)
    assert records.history.forget_documents(["d-2"]) == 1
    for words in (b"median wait", b"Occupational", b"As said."):
        assert words not in kept.bytes()
    [line] = records.conversations(READER, "zebras", nothing)
    [left] = records.conversation(READER, line.id, {"d-2"}.intersection).exchanges
    assert (left.closed, left.answer.text) == (True, SOURCES_CLOSED)
    assert records.conversations(READER, "median", nothing) == []
    [other] = records.conversation(OTHER, "c-2", nothing).exchanges
    assert other.answer == refused_answer("What do they cost?")


def test_an_answer_that_cannot_be_read_says_what_to_do(kept: Kept, records: Records) -> None:
    ask(records, "One?")
    with records.store.transaction() as connection:
        connection.execute("UPDATE exchanges SET answer = '{}'")
    with pytest.raises(RecordsError, match="kept by another version"):
        records.conversation(READER, "c-1", nothing)


# -- feedback --------------------------------------------------------------------------------------------


def test_feedback_takes_along_what_led_to_the_question_and_no_name(records: Records) -> None:
    ask(records, "Who waits?")
    exchange = ask(records, "How long?", number=2)
    records.judge(READER, exchange, Given(verdict=Verdict.WRONG_SOURCE, note=" Not that one. "), nothing)
    [found] = records.feedback.all(nothing)
    assert (found.verdict, found.note) == (Verdict.WRONG_SOURCE, "Not that one.")
    assert [turn.question for turn in found.history] == ["Who waits?"]
    assert found.documents == ("d-1", "d-2")
    assert "reader-1" not in found.model_dump_json()
    assert records.feedback.of([exchange, "x"]) == {
        exchange: Given(verdict=Verdict.WRONG_SOURCE, note="Not that one.")
    }


def test_an_answer_that_is_closed_cannot_be_judged(records: Records) -> None:
    exchange = ask(records, "Who waits?")
    with pytest.raises(NotKeptError, match="no longer open to you"):
        records.judge(READER, exchange, Given(verdict=Verdict.USEFUL), {"d-1"}.intersection)


# -- retention -------------------------------------------------------------------------------------------


def test_what_is_too_old_is_deleted_and_the_log_still_whole(kept: Kept, records: Records) -> None:
    exchange = ask(records, "How long do zebras wait?")
    records.judge(READER, exchange, Given(verdict=Verdict.USEFUL), nothing)
    kept.later(179)
    ask(records, "A newer one?", "c-2")
    assert records.retain() == Removed()
    kept.later(2)
    assert records.retain() == Removed(exchanges=1, questions=1)
    assert entries(records)[0].question is None
    assert b"zebras" in kept.bytes()  # the feedback is still held
    kept.later(366 - 181)
    assert records.retain() == Removed(exchanges=1, questions=1, feedback=1)
    assert b"zebras" not in kept.bytes()
    kept.later(731 - 366)
    assert records.retain() == Removed(entries=2)
    found = verify(records.store)
    assert found.whole
    assert (found.first, found.entries) == (3, 4)
    assert entries(records)[-1].details["entries"] == 2


def test_an_entry_noted_before_retention_removed_it_is_told_so(kept: Kept, records: Records) -> None:
    ask(records, "One?")
    ask(records, "Two?", number=2)
    first, second = entries(records)
    kept.later(731)
    records.retain()
    assert verify(records.store, (1, first.digest)).faults == (
        "Entry 1, which was noted, was removed by retention.",
    )
    assert verify(records.store, (2, second.digest)).whole


def test_history_that_is_not_kept_lasts_for_its_session(kept: Kept) -> None:
    kept.settings = RecordSettings(history_days=0, questions_days=0)
    with kept.open() as records:
        exchange = ask(records, "How long do zebras wait?")
        assert records.conversations(READER, "", nothing) == []
        assert records.retain() == Removed()
        assert records.history.exchange("reader-1", exchange, nothing).answer.question.endswith(
            "zebras wait?"
        )
        assert entries(records)[0].question is None
        kept.later(0.6)
        assert records.retain() == Removed(exchanges=1)
        assert b"zebras" not in kept.bytes()


def test_what_is_kept_forever_is(kept: Kept) -> None:
    written = "\n".join(f'{name} = "forever"' for name in RecordSettings.model_fields)
    kept.settings = RecordSettings.model_validate(tomllib.loads(written))
    with kept.open() as records:
        ask(records, "One?")
        kept.later(10_000)
        assert records.retain() == Removed()


def test_the_clock_does_its_deed_at_once_and_again() -> None:
    done: list[int] = []
    clock = Clock(lambda: done.append(1), every_s=0.001)
    clock.start()
    assert done
    while len(done) < 3:
        pass
    clock.stop()


def test_deletion_that_fails_later_is_said_and_tried_again(
    kept: Kept, capsys: pytest.CaptureFixture[str]
) -> None:
    records = kept.open()
    records.store.close()
    kept.path.unlink()
    kept.path.write_bytes(b"no database, but long enough to be taken for the head of one" * 20)
    with pytest.raises(RecordsError, match="cannot be used"):
        records.retain()
    records._retain_again()
    assert "could not be deleted" in capsys.readouterr().err


# -- the file --------------------------------------------------------------------------------------------


def test_a_file_of_another_layout_is_refused(kept: Kept, records: Records) -> None:
    records.close()
    with closing(sqlite3.connect(kept.path)) as connection:
        connection.execute("PRAGMA user_version = 9")
    with pytest.raises(RecordsError, match="layout 9"):
        kept.open()


def test_a_file_that_is_no_database_is_told_in_a_line(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite3"
    path.write_text("not a database, but long enough to be read as the head of one" * 20)
    with pytest.raises(RecordsError, match="cannot be used"):
        Records(path, RecordSettings())


def test_twenty_at_once_lose_nothing(kept: Kept, records: Records) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def one(number: int) -> str:
        person = Person(f"reader-{number % 4}", frozenset({Role.READER}))
        answer: Answer = wait_answer(f"Question {number}?")
        return records.asked(person, f"c-{number % 4}", number, answer, NO_FILTERS)

    with ThreadPoolExecutor(20) as pool:
        assert len(set(pool.map(one, range(80)))) == 80
    assert verify(records.store).entries == 80
    assert verify(records.store).whole
    own = records.history.conversation("reader-3", "c-3", nothing).exchanges
    assert [each.number for each in own] == list(range(3, 80, 4))
