"""The suite's commands as people run them: exit codes, one-line faults, and nothing overwritten."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from eval_builders import HOURS, answered, citation, make_files, passage, right_answers, run_folder
from eval_builders import HOURS_CASE as CASE

pytestmark = pytest.mark.slow


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "assistant", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two papers taken in, a question set over them, and one finished run."""
    folder = tmp_path_factory.mktemp("eval-cli")
    make_files(folder / "made")
    papers = folder / "papers"
    papers.mkdir()
    for name in ("averdale.pdf", "letter.txt"):
        (folder / "made" / name).rename(papers / name)
    line = {
        "id": "hours",
        "kind": "figure",
        "question": "How many hours of home support did the council buy in 2023/24?",
        "answerable": True,
        "facts": [["4,310"]],
        "sources": [{"document": "averdale", "page": 2, "quote": HOURS}],
    }
    (folder / "questions.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    home = ("--home", str(folder / "home"))
    assert run(*home, "ingest", str(papers), "--authority", "Averdale County Council").returncode == 0
    done = run(*home, "eval", "run", str(folder / "questions.jsonl"), "--out", str(folder / "run"), "--json")
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert summary["overall"]["answer_accuracy"]["value"] == 1.0
    return folder


def test_a_sheet_is_asked_like_a_set(place: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "list.csv"
    sheet.write_text(
        "Question,Facts,Document,Page,Quote\n"
        f'How many hours of home support were bought in 2023/24?,"4,310 | 4310",averdale.pdf,2,"{HOURS}"\n',
        encoding="utf-8",
    )
    done = run("--home", str(place / "home"), "eval", "run", str(sheet), "--out", str(tmp_path / "run"))
    assert done.returncode == 0, done.stderr
    assert "answer_accuracy" in done.stdout


def test_written_answers_need_a_model_and_the_refusal_says_how_to_get_one(
    place: Path, tmp_path: Path
) -> None:
    asked = ("eval", "run", str(place / "questions.jsonl"), "--mode", "write", "--out", str(tmp_path / "run"))
    done = run("--home", str(place / "home"), *asked)
    assert (done.returncode, done.stdout) == (1, "")
    (told,) = [line for line in done.stderr.splitlines() if line.strip()]
    assert "No language model is set up to write answers: run `commissioning-assistant models fetch" in told
    assert not (tmp_path / "run").exists()


def test_a_quoted_run_is_not_gone_on_with_in_writing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMISSIONING_LLM__BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("COMMISSIONING_LLM__MODEL", "small-writer")
    asked = ("eval", "run", str(place / "questions.jsonl"), "--mode", "write", "--out", str(place / "run"))
    done = run("--home", str(place / "home"), *asked)
    assert done.returncode == 1
    assert "holds a run of quoted answers: choose a new folder for this one." in done.stderr


def test_a_fault_in_a_sheet_is_named_by_row_and_column(place: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "list.csv"
    sheet.write_text(f'question,document,page,quote\nHow many?,averdale,two,"{HOURS}"\n', encoding="utf-8")
    done = run("--home", str(place / "home"), "eval", "run", str(sheet), "--out", str(tmp_path / "run"))
    assert done.returncode == 1
    assert "list.csv, row 2, column page" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "run").exists()


def test_another_set_into_the_same_folder_overwrites_nothing(place: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    text = (place / "questions.jsonl").read_text(encoding="utf-8")
    other.write_text(text.replace("How many hours", "What number of hours"), encoding="utf-8")
    before = {path.name: path.read_bytes() for path in (place / "run").iterdir()}
    done = run("--home", str(place / "home"), "eval", "run", str(other), "--out", str(place / "run"))
    assert done.returncode == 1
    assert "holds a run of another question set" in done.stderr
    assert {path.name: path.read_bytes() for path in (place / "run").iterdir()} == before


def test_a_limit_that_is_missed_fails_and_says_by_how_much(place: Path) -> None:
    done = run("eval", "score", str(place / "run"), "--fail-under", "answer_words=3")
    assert done.returncode == 1
    assert done.stderr.startswith("Failed: answer_words is ")
    assert run("eval", "score", str(place / "run"), "--fail-under", "recall@5=0.9").returncode == 0


def test_a_metric_that_is_none_is_named_before_any_work(place: Path) -> None:
    done = run("eval", "score", str(place / "run"), "--fail-under", "recall=0.9")
    assert done.returncode != 0
    assert "recall@5" in done.stderr


def test_a_page_that_moved_fails_the_comparison(place: Path, tmp_path: Path) -> None:
    papers = make_files(tmp_path / "papers")
    run_folder(tmp_path / "before", papers)
    shifted = answered(CASE, citation(page=3), passages=(passage(1),))
    run_folder(tmp_path / "after", papers, right_answers() | {"hours": shifted})
    assert run("eval", "score", str(tmp_path / "before")).returncode == 0
    assert run("eval", "score", str(tmp_path / "after")).returncode == 1
    table = tmp_path / "table.md"
    done = run(
        "eval",
        "compare",
        str(tmp_path / "before"),
        str(tmp_path / "after"),
        "--markdown",
        str(table),
        "--max-drop",
        "citation_validity=0",
    )
    assert done.returncode == 1
    assert "citation_validity" in table.read_text(encoding="utf-8")
    assert "citation_validity went from 1" in done.stderr


def test_a_folder_without_a_run_is_a_stated_error(tmp_path: Path) -> None:
    done = run("eval", "score", str(tmp_path))
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "holds no run" in done.stderr


def test_judging_without_a_language_model_says_what_to_set(place: Path) -> None:
    done = run("--home", str(place / "home"), "eval", "judge", str(place / "run"))
    assert done.returncode == 1
    assert "llm.base_url" in done.stderr
