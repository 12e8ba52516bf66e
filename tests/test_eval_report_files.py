"""The report's files: the table, the JSON file, and what may go wrong in writing them."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_runs import (
    AVERDALE,
    answer,
    case,
    missed,
    refused,
    result,
    right,
    write_hostile_run,
    write_run,
)
from report_runs_long import write_long_run

from eval.folder import RunFolder, write_lines
from eval.report import ReportFiles, write_report
from eval.report.rows import guarded
from eval.results import (
    Verdict,
)
from ingest.errors import EvaluationError


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return write_run(tmp_path / "run")


# The table and the JSON file.


def table(files: ReportFiles) -> list[dict[str, str]]:
    text = files.csv.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def test_the_table_has_a_row_for_each_question(folder: RunFolder) -> None:
    files = write_report(folder)
    assert files.csv.read_bytes().startswith(b'\xef\xbb\xbf"id","kind",')
    first, second, third = table(files)
    assert first == {
        "id": "q-wait",
        "kind": "figure",
        "authority": AVERDALE,
        "document_kind": "foi-response",
        "question": "How long is the wait?",
        "answerable": "True",
        "answered": "True",
        "verdict": "right",
        "answer": "The median wait was 41 days. [1]",
        "refusal": "",
        "facts_met": "1",
        "facts": "1",
        "gold": "FOI_2023_0417_Response p. 2",
        "gold_ranks": "1",
        "citations": "averdale/FOI_2023_0417_Response.pdf p. 2",
        "citation_outcomes": "exact",
        "violations": "",
        "latency_ms": "120.0",
        "answer_accuracy": "1.0",
        "citation_precision": "0.5",
        "recall@1": "1.0",
    }
    assert (second["gold_ranks"], second["facts_met"], second["citation_precision"]) == (
        "4; not found",
        "1",
        "",
    )
    assert (third["refusal"], third["answer"], third["recall@1"]) == ("nothing-relevant", "", "")


def test_no_cell_of_the_table_is_a_formula(tmp_path: Path) -> None:
    evil = ("=HYPERLINK(A1)", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "a\r\nb\rc", "＝1")
    scored = []
    for position, formula in enumerate(evil):
        asked = case(f"{formula}{position}", formula, kind=formula)
        given = answer(asked, formula)
        scored.append((asked, given, result(asked, given, Verdict.UNJUDGED, measures={formula: (1.0, 1.0)})))
    written = table(write_report(write_run(tmp_path, scored)))
    assert [row["question"] for row in written] == [
        formula if formula[0] == "a" else f"'{formula}" for formula in evil
    ]
    cells = [cell for row in written for cell in (*row, *row.values())]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))] == []


@given(st.text())
def test_a_guarded_cell_loses_nothing(cell: str) -> None:
    safe = guarded(cell)
    assert isinstance(safe, str)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert safe in (cell, f"'{cell}")


def test_numbers_are_not_guarded() -> None:
    assert [guarded(cell) for cell in (-1.5, -2, None, False)] == [-1.5, -2, None, False]


def test_the_json_file_holds_run_summary_and_results(folder: RunFolder) -> None:
    written = json.loads(write_report(folder).json.read_text(encoding="utf-8"))
    assert list(written) == ["run", "summary", "results"]
    assert written["run"] == folder.record().model_dump(mode="json")
    assert written["summary"] == folder.summary_values().model_dump(mode="json")
    assert written["results"] == [each.model_dump(mode="json") for each in folder.case_results()]


# What may go wrong.


def test_the_same_run_gives_the_same_bytes_wherever_it_is(tmp_path: Path) -> None:
    one, other = (write_report(write_hostile_run(tmp_path / name)) for name in ("one", "other"))
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in other]


def test_nothing_else_is_left_in_the_folder(folder: RunFolder) -> None:
    before = set(folder.path.iterdir())
    files = write_report(folder)
    assert set(folder.path.iterdir()) - before == set(files)
    assert [file.name for file in files] == ["report.html", "report.csv", "report.json"]


def refuses(folder: RunFolder, problem: str) -> None:
    with pytest.raises(EvaluationError, match=problem):
        write_report(folder)
    assert list(folder.path.glob("report.*")) == []


def test_a_run_that_is_not_scored_is_refused(folder: RunFolder) -> None:
    folder.summary.unlink()
    refuses(folder, "is not scored: run `commissioning-assistant eval score")


def test_scores_of_other_answers_are_refused(folder: RunFolder) -> None:
    asked, given, _ = right()
    write_lines(folder.generated, [given.model_copy(update={"text": "Another."}), missed()[1], refused()[1]])
    refuses(folder, r"the answers in generated.jsonl are not those that were scored: run .* again")
    write_lines(folder.generated, [given])
    refuses(folder, "results.jsonl holds questions that generated.jsonl does not")
    write_lines(folder.questions, [asked])
    refuses(folder, "results.jsonl holds questions that questions.jsonl does not")


def test_scores_of_other_facts_are_refused(folder: RunFolder) -> None:
    changed = missed()[0].model_copy(update={"facts": (("£74",),)})
    write_lines(folder.questions, [right()[0], changed, refused()[0]])
    refuses(folder, "results.jsonl is not of the facts in questions.jsonl")


def test_a_summary_of_other_results_is_refused(folder: RunFolder) -> None:
    write_lines(folder.results, [right()[2]])
    refuses(folder, "summary.json counts other questions than results.jsonl")


@pytest.mark.parametrize(
    ("text", "problem"),
    [("{}", "model: Field required"), ("{", "Invalid JSON"), ("\udcff", "invalid start byte")],
)
def test_a_damaged_opinion_is_refused(folder: RunFolder, text: str, problem: str) -> None:
    (folder.path / "judged.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    refuses(folder, f"judged.json cannot be read: .*{problem}.* Judge the run again, or remove the file")


def test_neither_a_home_nor_pyplot_is_needed(folder: RunFolder) -> None:
    """In a process of its own: matplotlib must not write anywhere, say anything or keep global state."""
    here = write_report(folder).html.read_bytes()
    code = (
        "import sys; from pathlib import Path; from eval.folder import RunFolder;"
        "from eval.report import write_report; write_report(RunFolder(Path(sys.argv[1])));"
        "assert 'matplotlib.pyplot' not in sys.modules"
    )
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "MPL"))}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, str(folder.path)],
        env={**bare, "HOME": os.devnull, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (folder.path / "report.html").read_bytes() == here


def test_matplotlib_is_left_as_it_was(folder: RunFolder) -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    write_report(folder)
    assert dict(mpl.rcParams) == before


@pytest.mark.slow
def test_a_thousand_questions_make_a_page_that_can_be_sent(tmp_path: Path) -> None:
    folder = write_long_run(tmp_path, 1000)
    began = time.perf_counter()
    files = write_report(folder)
    assert time.perf_counter() - began < 30
    assert files.html.stat().st_size < 5_000_000
    assert files.html.read_text(encoding="utf-8").count("<article ") == 1000
    assert len(table(files)) == 1000
