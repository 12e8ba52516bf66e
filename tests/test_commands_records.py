"""``audit`` and ``feedback`` on the command line: read, exported, verified; what comes out can be run."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from builders import prepared, stored_file
from eval_builders import AVERDALE, make_files
from fakes_ui import wait_answer
from typer.testing import CliRunner

from assistant.answer import Filters
from assistant.cli import app
from assistant.engine import Assistant
from assistant.people.person import LOCAL, Person, Role
from assistant.records.conversations import SOURCES_CLOSED
from assistant.records.entry import Action
from assistant.records.feedback import Given, Verdict
from assistant.records.records import open_records
from eval.sets import read_question_set_file
from ingest.library import Library
from ingest.pipeline import Overrides, ingest
from ingest.settings import Settings

READER = Person("reader-1", frozenset({Role.READER}))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home in which two questions were asked."""
    settings = Settings(home=tmp_path / "home")
    with open_records(settings) as records:
        records.asked(READER, "c-1", 1, wait_answer("How long is\x1b[31m the wait?"), Filters())
        records.asked(READER, "c-1", 2, wait_answer("And now?"), Filters())
        records.note("=nobody", Action.REFUSED)
    return settings.home


def run(home: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["--home", str(home), *arguments])
    return done.exit_code, done.stdout


def test_the_newest_entries_are_listed_with_nothing_that_a_terminal_obeys(home: Path) -> None:
    code, told = run(home, "audit", "list", "--most", "2")
    assert code == 0
    first, second = told.splitlines()
    assert first.startswith("2  ")
    assert first.endswith("And now?")
    assert "=nobody  refused" in second
    assert "\x1b" not in run(home, "audit", "list")[1]


def test_entries_are_chosen_by_person_and_action(home: Path) -> None:
    assert len(run(home, "audit", "list", "--person", "reader-1")[1].splitlines()) == 2
    assert len(run(home, "audit", "list", "--action", "refused")[1].splitlines()) == 1
    assert run(home, "audit", "list", "--until", "2020-01-01") == (0, "")


def test_the_log_is_exported_and_the_export_is_in_it(home: Path, tmp_path: Path) -> None:
    assert run(home, "audit", "export", "--out", str(tmp_path / "log.csv")) == (0, "")
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["number"] for row in rows] == ["1", "2", "3", "4"]
    assert rows[2]["person"] == "'=nobody"
    assert (rows[3]["person"], rows[3]["action"], rows[3]["route"]) == (
        LOCAL.name,
        "exported",
        "command line",
    )


def test_that_the_log_was_read_is_in_it(home: Path) -> None:
    run(home, "audit", "list", "--person", "reader-1", "--since", "2026-01-01")
    with open_records(Settings(home=home)) as records:
        *_, last = records.audit.entries()
    assert (last.action, last.route, last.subject) == ("audit log read", "command line", "audit log")
    assert last.details == {"by_person": "reader-1", "since": "2026-01-01T00:00:00+00:00", "entries": 2}


def test_a_whole_log_is_told_with_what_to_note(home: Path) -> None:
    code, told = run(home, "audit", "verify")
    whole, noted = told.splitlines()
    assert (code, whole) == (0, "Whole: 3 entries, from number 1.")
    digest = noted.rpartition(" ")[2]
    assert run(home, "audit", "verify", "--noted", digest)[0] == 0
    assert run(home, "audit", "verify", "--noted", f"2:{'0' * 64}")[0] == 1
    assert run(home, "audit", "verify", "--noted", "two")[0] == 2


def test_a_log_that_was_changed_is_told_and_fails(home: Path) -> None:
    with closing(sqlite3.connect(home / "records.sqlite3", isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER audit_unchanged")
        connection.execute("UPDATE audit SET person = 'reader-2' WHERE number = 2")
    assert run(home, "audit", "verify") == (1, "Entry 2 was changed.\n")


def test_what_is_removed_on_the_command_line_is_logged_and_leaves_earlier_answers(home: Path) -> None:
    settings = Settings(home=home)
    with Library(settings) as library:
        library.catalogue.make_current(prepared("d-1", "Words."), stored_file("d-1"))
    assert run(home, "documents", "remove", "d-1")[0] == 0
    with open_records(settings) as records:
        *_, last = records.audit.entries()
        assert (last.action, last.route, last.subject) == ("removed", "command line", "d-1")
        [first, _] = records.conversation(READER, "c-1", lambda _: ()).exchanges
        assert first.answer.text == SOURCES_CLOSED


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("feedback")
    with Library(Settings(home=folder / "home")) as opened:
        ingest(opened, [make_files(folder / "papers") / "averdale.pdf"], Overrides(authority=AVERDALE))
        yield opened


@pytest.mark.slow
def test_feedback_comes_out_as_a_set_that_can_be_run(library: Library, tmp_path: Path) -> None:
    judged(library)
    home = library.settings.home
    questions = tmp_path / "feedback.jsonl"
    assert run(home, "feedback", "export", "--out", str(questions))[0] == 0
    useful, wrong = read_question_set_file(questions).cases
    assert [source.page for source in useful.sources] == [2]
    assert (wrong.unfinished, wrong.sources) == (True, ())
    code, told = run(home, "eval", "run", str(questions), "--out", str(tmp_path / "run"))
    assert code == 0, told
    assert "first_citation_accuracy" in told


def judged(library: Library) -> None:
    """Two answers of the assistant itself, one found useful and one wrong."""
    question = "How many hours of home support did the council buy in 2023/24?"
    answer = Assistant(library).ask(question)
    assert answer.citations
    with open_records(library.settings) as records:
        for number, verdict in enumerate((Verdict.USEFUL, Verdict.WRONG_ANSWER), start=1):
            exchange = records.asked(READER, "c-1", number, answer, Filters())
            records.judge(READER, exchange, Given(verdict=verdict), lambda _: ())
