"""A benchmark begun from the page over real papers: stopped, gone on with, scored, reported and compared."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from eval_builders import AVERDALE, HOURS, NOT_HELD, make_files
from fakes_api import EVALUATOR

from assistant.answer import Answer
from assistant.engine import Assistant
from assistant.people.person import LOCAL
from assistant.rooms import Rooms
from assistant.ui.bench.service import RunState
from eval.desk import Benchmarks
from ingest.describe import Overrides
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import Settings

pytestmark = pytest.mark.slow

LINES = (
    {
        "id": "hours",
        "kind": "figure",
        "question": "How many hours of home support did the council buy in 2023/24?",
        "answerable": True,
        "facts": [["4,310"]],
        "sources": [{"document": "averdale", "page": 2, "quote": HOURS}],
    },
    {
        "id": "list",
        "kind": "not-held",
        "question": "How long was the waiting list at the start of May?",
        "answerable": True,
        "facts": [["not held"]],
        "sources": [{"document": "letter", "quote": NOT_HELD}],
    },
    {"id": "zoo", "kind": "unanswerable", "question": "Which zoo keeps the penguins?", "answerable": False},
)


class StoppingAssistant(Assistant):
    """The real one, which has the benchmark stopped while it answers its first question."""

    stop_at_first = False
    benchmarks: Benchmarks

    def ask(self, *given: object, **named: object) -> Answer:
        if StoppingAssistant.stop_at_first:
            StoppingAssistant.benchmarks(LOCAL).stop()
        return super().ask(*given, **named)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def benchmarks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Benchmarks]:
    folder = tmp_path_factory.mktemp("bench")
    papers = make_files(folder / "papers")
    exempt = papers / "exempt.txt"
    with Library(Settings(home=folder / "home")) as library:
        ingest(library, [path for path in papers.iterdir() if path != exempt], Overrides(authority=AVERDALE))
        ingest(library, [exempt], Overrides(authority=AVERDALE, marking="exempt"))
        made = Benchmarks(Rooms(library), assistant_of=StoppingAssistant)
        StoppingAssistant.benchmarks = made
        (folder / "ours.jsonl").write_text("".join(json.dumps(line) + "\n" for line in LINES))
        assert made(LOCAL).add_set(folder / "ours.jsonl").remarks == ()
        yield made
        made.job.wait(60)


def ended(benchmarks: Benchmarks) -> None:
    benchmarks.job.wait(120)
    assert benchmarks.job.progress() is None


def test_a_run_is_stopped_gone_on_with_and_compared(benchmarks: Benchmarks) -> None:
    desk = benchmarks(LOCAL)
    StoppingAssistant.stop_at_first = True
    first = desk.start("kept:ours.jsonl", "quote", "first")
    ended(benchmarks)
    StoppingAssistant.stop_at_first = False
    [line] = desk.runs()
    assert (line.state, line.answered, line.questions, line.trouble) == (RunState.STOPPED, 1, 3, "")
    desk.go_on(first)
    ended(benchmarks)
    [line] = desk.runs()
    assert (line.state, line.answered) == (RunState.FINISHED, 3)
    assert dict(line.figures)["Answer accuracy"] == "100.0%"
    assert "ours.jsonl" in desk.report(first)

    second = desk.start("kept:ours.jsonl", "quote", "")
    while not (work := desk.at_work()) or not work.done:
        time.sleep(0.01)
    # Asking goes on meanwhile.
    assert "4,310" in benchmarks.rooms.service(LOCAL).ask(str(LINES[0]["question"])).text
    ended(benchmarks)
    both = desk.compare(first, second)
    assert (both.questions, both.changed) == (3, 0)


def test_the_run_of_somebody_cleared_for_less_is_of_fewer_papers(benchmarks: Benchmarks) -> None:
    mine = benchmarks(EVALUATOR).start("kept:ours.jsonl", "quote", "mine")
    ended(benchmarks)
    seen = {line.id for line in benchmarks(EVALUATOR).runs()}
    assert seen == {mine}
    assert seen < {line.id for line in benchmarks(LOCAL).runs()}
    run, about = benchmarks.runs.find(mine)
    assert about.by == "evaluator"
    assert set(about.documents.values()) == {None}
    assert "exempt.txt" not in run.folder.corpus.read_text(encoding="utf-8")


def test_a_set_that_quotes_a_hidden_paper_is_hidden_too(benchmarks: Benchmarks, tmp_path: Path) -> None:
    line = {**LINES[0], "sources": [{"document": "exempt", "quote": "Bidder Four offered the lowest price."}]}
    path = tmp_path / "exempt-questions.jsonl"
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    benchmarks(LOCAL).add_set(path)
    assert "kept:exempt-questions.jsonl" in {each.id for each in benchmarks(LOCAL).sets()}
    assert "kept:exempt-questions.jsonl" not in {each.id for each in benchmarks(EVALUATOR).sets()}


def test_a_set_of_other_papers_cannot_be_run_and_the_run_says_why(benchmarks: Benchmarks) -> None:
    desk = benchmarks(LOCAL)
    run = desk.start("shipped:sample", "quote", "")
    ended(benchmarks)
    line = next(line for line in desk.runs() if line.id == run)
    assert line.state is RunState.FAILED
    assert line.trouble.startswith("questions.jsonl, line 1: no document is called FOI_2023_0417_Response")
    desk.delete(run)
