"""Sets and runs kept for the page: names that lead nowhere, one run at a time, and who sees what."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes_api import EVALUATOR
from report_runs import write_run

from assistant.people.person import LOCAL, Person
from assistant.rooms import Rooms
from assistant.ui.bench.service import RunState, Step
from eval.desk import Benchmarks
from eval.desk.job import OneAtATime, Told
from eval.desk.runs import About, KeptRun, Runs, now
from eval.desk.sets import SHIPPED, Sets, safe_name
from ingest.clearance import Clearance
from ingest.errors import EvaluationError, ModelError, QuestionSetError
from ingest.library import Library

QUESTION = {"id": "a", "kind": "figure", "question": "How many?", "answerable": False}
EXEMPT_EVALUATOR = replace(EVALUATOR, clearance=Clearance(frozenset({"exempt"})))


@pytest.fixture
def benchmarks(library: Library) -> Iterator[Benchmarks]:
    made = Benchmarks(Rooms(library), lambda person: {person.name: 2})
    yield made
    made.job.wait(10)


def about(**more: object) -> About:
    plain = About(
        by="evaluator", name="", set_id="kept:a.jsonl", set_name="a.jsonl", mode="quote", started=now()
    )
    return plain.model_copy(update=more)


def set_file(folder: Path, name: str = "a.jsonl", **more: object) -> Path:
    path = folder / name
    path.write_text(json.dumps({**QUESTION, **more}) + "\n", encoding="utf-8")
    return path


def kept_run(benchmarks: Benchmarks, tmp_path: Path, **more: object) -> KeptRun:
    """A scored run in the home folder, made by hand."""
    run = benchmarks.runs.begin(about(**more), set_file(tmp_path))
    write_run(run.folder.path)
    return run


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("questions.jsonl", "questions.jsonl"),
        ("../../etc/passwd.csv", "passwd.csv"),
        (".hidden.XLSX", "hidden.xlsx"),
        ("..", "questions.jsonl"),
        ("a\0b<i>.csv", "a_b_i_.csv"),
        (f"{'n' * 300}.csv", f"{'n' * 80}.csv"),
    ],
)
def test_a_set_s_name_leads_nowhere(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_the_shipped_sets_are_sound(benchmarks: Benchmarks) -> None:
    shown = {each.id: each for each in benchmarks(EVALUATOR).sets()}
    assert list(shown) == list(SHIPPED)
    assert [each.trouble for each in shown.values()] == ["", ""]
    assert shown["shipped:sample"].questions == 60
    # The library is empty.
    assert shown["shipped:sample"].absent > 10


def test_an_uploaded_set_is_checked_and_kept(benchmarks: Benchmarks, tmp_path: Path) -> None:
    file = set_file(tmp_path, "mine.jsonl", sources=[{"document": "report", "quote": "x"}], answerable=True)
    checked = benchmarks(EVALUATOR).add_set(file)
    assert (checked.name, checked.questions, checked.kept) == ("mine.jsonl", 1, "kept:mine.jsonl")
    assert checked.remarks == ("line 1: no document here is called report.",)
    assert [each.name for each in benchmarks(EVALUATOR).sets()][-1] == "mine.jsonl"


def test_a_set_with_faults_is_not_kept_and_its_lines_are_told(benchmarks: Benchmarks, tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text('{"id": "a"}\nnot json\n', encoding="utf-8")
    checked = benchmarks(EVALUATOR).add_set(file)
    assert checked.kept == ""
    assert any(fault.startswith("line 2: not JSON") for fault in checked.faults)
    assert str(tmp_path) not in "".join(checked.faults)
    assert len(benchmarks(EVALUATOR).sets()) == len(SHIPPED)


def test_a_set_never_takes_another_s_name(tmp_path: Path) -> None:
    sets = Sets(tmp_path / "sets")
    first = sets.keep(set_file(tmp_path))
    assert sets.keep(set_file(tmp_path)) == first
    with pytest.raises(QuestionSetError, match=r"There is another set called a\.jsonl"):
        sets.keep(set_file(tmp_path, kind="reason"))


def test_runs_are_called_after_their_set_and_moment(tmp_path: Path) -> None:
    runs = Runs(tmp_path / "runs")
    moment = now().replace(year=2026, month=3, day=2, hour=9, minute=30, second=5)
    named = about(set_name="Our Set, 2.jsonl", started=moment)
    first, second = (runs.begin(named, set_file(tmp_path)) for _ in range(2))
    assert first.id == "our-set-2-20260302-093005"
    assert second.id == "our-set-2-20260302-093005-2"
    assert first.set_file.name == "a.jsonl"


@pytest.mark.parametrize("id_", ["..", "../sets", "", "/etc", "absent"])
def test_a_run_s_id_leads_nowhere(tmp_path: Path, id_: str) -> None:
    runs = Runs(tmp_path / "runs")
    runs.begin(about(), set_file(tmp_path))
    with pytest.raises(EvaluationError, match="not here any more"):
        runs.find(id_)


def test_a_finished_run_is_listed_with_its_figures(benchmarks: Benchmarks, tmp_path: Path) -> None:
    run = kept_run(benchmarks, tmp_path, name="first")
    [line] = benchmarks(EVALUATOR).runs()
    assert (line.id, line.name, line.by, line.state) == (run.id, "first", "evaluator", RunState.FINISHED)
    assert line.figures == (("Answer accuracy", "50.0%"), ("Page accuracy", "–"))
    assert "<h1>Evaluation report" in benchmarks(EVALUATOR).report(run.id)


def test_a_run_is_archived_and_deleted(benchmarks: Benchmarks, tmp_path: Path) -> None:
    run, desk = kept_run(benchmarks, tmp_path), benchmarks(EVALUATOR)
    with zipfile.ZipFile(io.BytesIO(desk.archive(run.id))) as archive:
        names = set(archive.namelist())
    assert {f"{run.id}/about.json", f"{run.id}/set/a.jsonl", f"{run.id}/run/summary.json"} <= names
    desk.delete(run.id)
    assert (desk.runs(), run.path.exists()) == ([], False)


def test_two_runs_are_compared(benchmarks: Benchmarks, tmp_path: Path) -> None:
    before, after = (kept_run(benchmarks, tmp_path) for _ in range(2))
    both = benchmarks(EVALUATOR).compare(before.id, after.id)
    assert both.questions > 0
    assert {each.better for each in both.metrics} == {None}
    assert (both.changes, both.changed) == ((), 0)
    with pytest.raises(EvaluationError, match="two different runs"):
        benchmarks(EVALUATOR).compare(before.id, before.id)


@pytest.mark.parametrize(
    ("person", "sees"),
    [(EVALUATOR, False), (EXEMPT_EVALUATOR, True), (LOCAL, True)],
    ids=str,
)
def test_a_run_of_papers_that_somebody_may_not_see_is_not_there(
    benchmarks: Benchmarks, tmp_path: Path, person: Person, sees: bool
) -> None:
    run = kept_run(benchmarks, tmp_path, documents={"d1": None, "d2": "exempt"})
    desk = benchmarks(person)
    assert [line.id for line in desk.runs()] == ([run.id] if sees else [])
    if sees:
        assert desk.archive(run.id)
        return
    for reach in (desk.report, desk.archive, desk.delete, desk.go_on):
        with pytest.raises(EvaluationError, match="not here any more"):
            reach(run.id)
    with pytest.raises(EvaluationError, match="not here any more"):
        desk.compare(run.id, run.id + "x")
    assert run.path.exists()


def test_an_unfinished_run_has_no_report_yet(benchmarks: Benchmarks, tmp_path: Path) -> None:
    run = kept_run(benchmarks, tmp_path)
    run.folder.summary.unlink()
    [line] = benchmarks(EVALUATOR).runs()
    assert line.state is RunState.STOPPED
    with pytest.raises(EvaluationError, match="not finished: go on with it"):
        benchmarks(EVALUATOR).report(run.id)


def test_a_damaged_run_says_so_and_hides_no_other(benchmarks: Benchmarks, tmp_path: Path) -> None:
    damaged, sound = (kept_run(benchmarks, tmp_path) for _ in range(2))
    damaged.folder.run.write_text("{", encoding="utf-8")
    lines = {line.id: line for line in benchmarks(EVALUATOR).runs()}
    assert lines[damaged.id].state is RunState.FAILED
    assert lines[damaged.id].trouble.startswith("The run/run.json cannot be read as RunRecord")
    assert lines[sound.id].state is RunState.FINISHED


def test_feedback_is_counted_for_who_asks(benchmarks: Benchmarks) -> None:
    assert benchmarks(EVALUATOR).feedback() == {"evaluator": 2}


def test_a_run_that_cannot_begin_says_why(benchmarks: Benchmarks) -> None:
    desk = benchmarks(EVALUATOR)
    run = desk.start("shipped:sample", "quote", "  my   run ")
    benchmarks.job.wait(30)
    [line] = desk.runs()
    assert (line.id, line.name, line.state) == (run, "my run", RunState.FAILED)
    assert line.trouble == "There are no documents here that you may see: ask your librarian."
    assert desk.at_work() is None
    with pytest.raises(QuestionSetError, match="not here any more"):
        desk.start("kept:absent.csv", "quote", "")


def test_one_piece_of_work_at_a_time(tmp_path: Path) -> None:
    job, other = OneAtATime(tmp_path / ".lock"), OneAtATime(tmp_path / ".lock")
    go, ended = threading.Event(), []

    def work(told: Told) -> None:
        told.step(Step.ASKING)
        told.answered(1, 2)
        go.wait(10)
        told.answered(2, 2)

    job.claim()
    job.start("r1", work, ended.append)
    for each in (job, other):
        with pytest.raises(EvaluationError, match="running on this machine already"):
            each.claim()
    while not (progress := job.progress()) or not progress.done:
        threading.Event().wait(0.01)
    assert (progress.run, progress.step, progress.done, progress.total) == ("r1", Step.ASKING, 1, 2)
    go.set()
    job.wait(10)
    assert (ended, job.progress()) == ([""], None)
    other.claim()
    other.give_up()


def test_work_ends_at_its_next_step_once_it_is_stopped(tmp_path: Path) -> None:
    job, go, reached = OneAtATime(tmp_path / ".lock"), threading.Event(), []

    def work(told: Told) -> None:
        go.wait(10)
        told.answered(1, 3)
        reached.append("further")

    ended: list[str] = []
    job.claim()
    job.start("r1", work, ended.append)
    job.stop()
    progress = job.progress()
    assert progress is not None
    assert progress.stopping
    go.set()
    job.wait(10)
    assert (reached, ended) == ([], [""])


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ModelError("The model is gone."), "The model is gone."),
        (ZeroDivisionError("secret"), "Something went wrong that nobody foresaw: see the server's log."),
    ],
)
def test_what_ends_a_run_is_told(tmp_path: Path, error: Exception, told: str) -> None:
    job, ended = OneAtATime(tmp_path / ".lock"), []

    def work(_told: Told) -> None:
        raise error

    job.claim()
    job.start("r1", work, ended.append)
    job.wait(10)
    assert ended == [told]
