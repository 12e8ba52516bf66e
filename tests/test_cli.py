"""The front door: exit codes, one-line errors, and JSON alone on standard output."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest


def run(*arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with two small papers taken in."""
    folder = tmp_path_factory.mktemp("cli")
    papers = folder / "papers"
    papers.mkdir()
    (papers / "vans.txt").write_text(
        "The van lease ends on 31 March 2027. It costs £90,000.", encoding="utf-8"
    )
    (papers / "bins.txt").write_text("Bins are emptied each fortnight by the depot.", encoding="utf-8")
    done = run(
        "--home", str(folder / "home"), "ingest", str(papers), "--authority", "Averdale County Council"
    )
    assert done.returncode == 0, done.stderr
    return folder / "home"


def test_help_answers_at_once_and_loads_nothing_heavy() -> None:
    code = (
        "import sys; from assistant import cli; "
        "print([m for m in ('torch', 'chromadb', 'gradio', 'llama_index', 'pypdf') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert "ingest" in run("--help").stdout


def test_an_unknown_command_is_wrong_usage() -> None:
    assert run("frobnicate").returncode == 2


def test_a_question_and_a_batch_together_are_wrong_usage(tmp_path: Path) -> None:
    assert run("ask", "Why?", "--batch", str(tmp_path / "q.jsonl")).returncode == 2


def test_an_empty_library_says_what_to_run(tmp_path: Path) -> None:
    done = run("--home", str(tmp_path), "ask", "When?")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: The catalogue in ")
    assert "ingest FOLDER" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_letter_is_no_question(tmp_path: Path) -> None:
    done = run("--home", str(tmp_path), "ask", "why " * 600)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: The question has 2,399 characters")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    done = run("--home", str(tmp_path), "ingest", str(tmp_path / "nowhere"))
    assert done.returncode == 1
    assert "There is no file or folder" in done.stderr


@pytest.mark.slow
def test_an_answer_as_json_is_alone_on_standard_output(home: Path) -> None:
    done = run("--home", str(home), "ask", "When does the van lease end?", "--json")
    answer = json.loads(done.stdout)
    assert answer["answerable"] is True
    assert answer["citations"][0]["quote"] == "The van lease ends on 31 March 2027. It costs £90,000."
    assert answer["citations"][0]["page"] is None
    assert answer["citations"][0]["authority"] == "Averdale County Council"
    assert answer["mode"] == "quote"


@pytest.mark.slow
def test_the_question_may_come_on_standard_input(home: Path) -> None:
    done = run("--home", str(home), "ask", "-", stdin="When does the van lease end?\n")
    assert "31 March 2027" in done.stdout
    assert "[1]" in done.stdout


@pytest.mark.slow
def test_a_refusal_is_an_answer(home: Path) -> None:
    done = run("--home", str(home), "ask", "Who won the cup final in Fellmarsh?")
    assert done.returncode == 0
    assert done.stdout.startswith("Not found in these documents.")
    assert "not held" not in done.stdout


@pytest.mark.slow
def test_a_batch_is_answered_in_order_with_ids_and_history(home: Path, tmp_path: Path) -> None:
    batch = tmp_path / "questions.jsonl"
    batch.write_text(
        '{"id": "b", "question": "How often are bins emptied?", "facts": [["fortnight"]]}\n'
        "\n"
        '{"id": "a", "question": "And what does it cost?", '
        '"history": [["When does the van lease end?", "In 2027."]]}\n',
        encoding="utf-8",
    )
    done = run("--home", str(home), "ask", "--batch", str(batch), "--json")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["b", "a"]
    assert "fortnight" in answers[0]["text"]
    assert "£90,000" in answers[1]["text"]
    assert answers[1]["standalone_question"] == "About the van lease: what does it cost?"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{not json}", "line 2: not JSON"),
        ('["a"]', "line 2: not an object"),
        ('{"id": "x"}', "line 2: question"),
        ('{"question": "Q?", "history": ["a"]}', "line 2: history"),
        ('{"question": "' + "why " * 600 + '"}', "line 2: question"),
        ('{"question": "Q?", "filters": {"colour": "red"}}', "line 2: filters.colour"),
    ],
)
def test_a_malformed_line_is_named_before_anything_is_asked(tmp_path: Path, line: str, message: str) -> None:
    batch = tmp_path / "questions.jsonl"
    batch.write_text(f'{{"question": "Q?"}}\n{line}\n', encoding="utf-8")
    done = run("--home", str(tmp_path), "ask", "--batch", str(batch), "--json")
    assert done.returncode == 1
    assert message in done.stderr
    assert done.stdout == ""


@pytest.mark.slow
def test_a_document_is_listed_shown_and_removed(home: Path, tmp_path: Path) -> None:
    extra = tmp_path / "skips.txt"
    extra.write_text("Skips cost £31 a week.", encoding="utf-8")
    assert run("--home", str(home), "ingest", str(extra)).returncode == 0
    listed = json.loads(run("--home", str(home), "documents", "list", "--json").stdout)
    assert [row["sources"] for row in listed if "skips.txt" in row["sources"]] == [["skips.txt"]]
    assert "format     txt" in run("--home", str(home), "documents", "show", "skips.txt").stdout
    assert run("--home", str(home), "documents", "remove", "skips.txt").returncode == 0
    gone = run("--home", str(home), "ask", "What do skips cost?", "--json")
    assert "£31" not in gone.stdout
    assert run("--home", str(home), "documents", "show", "skips.txt").returncode == 1


@pytest.mark.slow
def test_doctor_finds_everything_in_step_and_rebuilds(home: Path) -> None:
    assert run("--home", str(home), "doctor").returncode == 0
    done = run("--home", str(home), "doctor", "--rebuild", "--json")
    assert done.returncode == 0, done.stderr
    assert all(finding["level"] != "problem" for finding in json.loads(done.stdout))
    assert "31 March 2027" in run("--home", str(home), "ask", "When does the van lease end?").stdout


def test_the_page_is_not_served_beyond_this_machine(tmp_path: Path) -> None:
    done = run("--home", str(tmp_path), "chat", "--host", "0.0.0.0")
    assert done.returncode == 2
    assert "127.0.0.1 only" in " ".join(done.stderr.split())


def test_an_interrupt_is_one_line_and_keeps_what_was_done(tmp_path: Path) -> None:
    import signal

    papers = tmp_path / "papers"
    papers.mkdir()
    for number in range(60):
        (papers / f"{number:02}.txt").write_text(f"Paper {number}. " + "Words about vans. " * 400)
    errors = (tmp_path / "errors").open("w+")
    command = [sys.executable, "-m", "assistant", "--home", str(tmp_path / "home"), "ingest", str(papers)]
    process = subprocess.Popen(command, stderr=errors, stdout=subprocess.DEVNULL)
    try:
        _wait_for_documents(tmp_path / "home", process)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
    finally:
        process.kill()
        process.wait()
    errors.seek(0)
    assert errors.read().strip().splitlines()[-1].startswith("Interrupted: what was finished is kept")
    errors.close()


def _wait_for_documents(home: Path, process: subprocess.Popen[bytes]) -> None:
    import sqlite3

    for _ in range(600):
        time.sleep(0.1)
        if process.poll() is not None:
            raise AssertionError("the ingest ended before it could be interrupted")
        if (home / "catalogue.sqlite3").is_file():
            with sqlite3.connect(home / "catalogue.sqlite3") as connection:
                try:
                    count = connection.execute("SELECT COUNT(*) FROM documents").fetchone()[0]
                except sqlite3.OperationalError:
                    count = 0
            connection.close()
            if count:
                return
    raise AssertionError("nothing was ingested within a minute")
