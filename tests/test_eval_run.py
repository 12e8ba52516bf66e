"""Questions asked of a real library: kept one by one, gone on with, and never mixed with another run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from eval_builders import AVERDALE, EXEMPT, HOURS, NOT_HELD, make_files
from filelock import FileLock

from assistant.answer import Answer
from assistant.engine import Assistant
from eval.folder import RunFolder
from eval.run import generate, prepare
from eval.score import score
from eval.sets import QuestionSet, read_question_set_file
from ingest.clearance import OPEN
from ingest.describe import Overrides
from ingest.errors import EvaluationError, QuestionSetError
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import AnswerSettings, Settings

LINES: list[dict[str, object]] = [
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
]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_files(tmp_path_factory.mktemp("run") / "papers")
    (folder / "osterbridge.pdf").unlink()
    return folder


@pytest.fixture(scope="module")
def library(papers: Path) -> Iterator[Library]:
    with Library(Settings(home=papers.parent / "home")) as opened:
        exempt = papers / "exempt.txt"
        ingest(opened, [path for path in papers.iterdir() if path != exempt], Overrides(authority=AVERDALE))
        ingest(opened, [exempt], Overrides(authority=AVERDALE, marking="exempt"))
        yield opened


@pytest.fixture
def questions(tmp_path: Path) -> QuestionSet:
    return question_set(tmp_path, LINES)


def question_set(folder: Path, lines: list[dict[str, object]]) -> QuestionSet:
    path = folder / "questions.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return read_question_set_file(path)


class CountingAssistant(Assistant):
    """The real one, which also counts what it was asked and may be interrupted."""

    def __init__(self, library: Library, interrupt_at: int = 0) -> None:
        super().__init__(library)
        self.asked: list[str] = []
        self._interrupt_at = interrupt_at

    def ask(self, question: str, *rest: object, **named: object) -> Answer:
        self.asked.append(question)
        if len(self.asked) == self._interrupt_at:
            raise KeyboardInterrupt
        return super().ask(question, *rest, **named)  # type: ignore[arg-type]


def test_a_run_keeps_answers_and_everything_that_decided_them(
    library: Library, questions: QuestionSet, tmp_path: Path
) -> None:
    folder, errors = prepare(library, questions, tmp_path / "run", canaries=[EXEMPT])
    assert errors == []
    generate(Assistant(library), folder)
    record = folder.record()
    assert record.label == "run"
    assert record.question_set.sha256 == questions.sha256
    assert record.corpus_documents == 4
    assert record.models[0].name == "all-MiniLM-L6-v2"
    assert len(record.models[0].sha256) == len(record.corpus_sha256) == 64
    assert record.versions["chromadb"].startswith("1.")
    assert record.finished is not None
    states = {document.sources[0]: document.state for document in folder.documents()}
    assert states["exempt.txt"] == "quarantined"
    summary = score(folder)
    assert summary.violations == ()
    assert summary.overall["citation_validity"].value == 1.0
    assert summary.overall["recall@5"].value == 1.0


def test_generated_lines_are_what_the_question_command_prints(
    library: Library, questions: QuestionSet, tmp_path: Path
) -> None:
    folder, _ = prepare(library, questions, tmp_path / "run")
    generate(Assistant(library), folder)
    first = json.loads(folder.generated.read_text(encoding="utf-8").split("\n")[0])
    asked = Assistant(library).ask(str(LINES[0]["question"]), id_="hours")
    assert {**first, "timings_ms": None} == {**json.loads(asked.model_dump_json()), "timings_ms": None}


def test_an_interrupted_run_asks_only_what_is_left(
    library: Library, questions: QuestionSet, tmp_path: Path
) -> None:
    folder, _ = prepare(library, questions, tmp_path / "run")
    with pytest.raises(KeyboardInterrupt):
        generate(CountingAssistant(library, interrupt_at=3), folder)
    kept = folder.generated.read_bytes()
    assert folder.record().finished is None
    # The machine died in the midst of a line, too.
    folder.generated.write_bytes(kept[:-30])
    again, _ = prepare(library, questions, tmp_path / "run")
    second = CountingAssistant(library)
    generate(second, again)
    assert second.asked == [LINES[1]["question"], LINES[2]["question"]]
    assert list(again.answers()) == ["hours", "list", "zoo"]
    assert again.record().finished is not None


def test_a_finished_run_asks_nothing_again(library: Library, questions: QuestionSet, tmp_path: Path) -> None:
    for asked in (3, 0):
        folder, _ = prepare(library, questions, tmp_path / "run")
        assistant = CountingAssistant(library)
        generate(assistant, folder)
        assert len(assistant.asked) == asked


def test_another_question_set_needs_another_folder(
    library: Library, questions: QuestionSet, tmp_path: Path
) -> None:
    folder, _ = prepare(library, questions, tmp_path / "run")
    generate(Assistant(library), folder)
    before = {path.name: path.read_bytes() for path in folder.path.iterdir()}
    fewer = question_set(tmp_path, LINES[:2])
    with pytest.raises(EvaluationError, match="holds a run of another question set: choose a new folder"):
        prepare(library, fewer, tmp_path / "run")
    assert {path.name: path.read_bytes() for path in folder.path.iterdir()} == before


def test_other_settings_need_another_folder(library: Library, questions: QuestionSet, tmp_path: Path) -> None:
    prepare(library, questions, tmp_path / "run")
    shorter = library.settings.model_copy(update={"answer": AnswerSettings(max_words=20)})
    with Library(shorter) as other, pytest.raises(EvaluationError, match="a run of other settings"):
        prepare(other, questions, tmp_path / "run")


def test_another_clearance_needs_another_folder(
    library: Library, questions: QuestionSet, tmp_path: Path
) -> None:
    folder, _ = prepare(library, questions, tmp_path / "run")
    view = library.seen_by(OPEN)
    with pytest.raises(EvaluationError, match="holds a run of another clearance: choose a new folder"):
        prepare(view, questions, tmp_path / "run")
    of_reader, _ = prepare(view, questions, tmp_path / "of-reader")
    assert (folder.record().cleared_for, of_reader.record().cleared_for) == (None, ())
    access = {each.sources[0]: each.access for each in folder.documents()}
    assert access["exempt.txt"] == "exempt"
    seen = {each.sources[0] for each in of_reader.documents()}
    assert seen == set(access) - {"exempt.txt"}


def test_a_folder_with_other_things_in_it_is_left_alone(
    library: Library, questions: QuestionSet, tmp_path: Path
) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(EvaluationError, match="is not empty and holds no run"):
        prepare(library, questions, tmp_path / "run")
    assert [path.name for path in (tmp_path / "run").iterdir()] == ["letter.txt"]


def test_a_document_that_nobody_knows_stops_before_anything_is_written(
    library: Library, tmp_path: Path
) -> None:
    wrong = {**LINES[0], "sources": [{"document": "averdail", "page": 2, "quote": HOURS}]}
    questions = question_set(tmp_path, [LINES[1], wrong])
    with pytest.raises(QuestionSetError, match=r"questions\.jsonl, line 2: no document is called averdail"):
        prepare(library, questions, tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_a_document_in_the_papers_folder_is_known_though_it_was_never_ingested(
    library: Library, tmp_path: Path, papers: Path
) -> None:
    folder = make_files(tmp_path / "papers")
    missed = {
        **LINES[0],
        "sources": [{"document": "osterbridge", "page": 1, "quote": HOURS.replace("4,310", "5,025")}],
    }
    run, errors = prepare(library, question_set(tmp_path, [missed]), tmp_path / "run", corpus_folder=folder)
    generate(Assistant(library), run)
    assert errors == []
    assert score(run).overall["recall@10"].value == 0.0


def test_gold_that_moved_is_told_before_the_first_question(library: Library, tmp_path: Path) -> None:
    moved = {**LINES[0], "sources": [{"document": "averdale", "page": 3, "quote": HOURS}]}
    _, errors = prepare(library, question_set(tmp_path, [moved]), tmp_path / "run")
    assert [error.problem for error in errors] == ["the quotation is not on page 3; it stands on page 2"]


def test_two_runs_do_not_write_into_one_folder(
    library: Library, questions: QuestionSet, tmp_path: Path
) -> None:
    folder, _ = prepare(library, questions, tmp_path / "run")
    with FileLock(folder.path / ".lock"), pytest.raises(EvaluationError, match="Another process"):
        generate(Assistant(library), folder)


def test_a_run_needs_a_library_with_documents(questions: QuestionSet, tmp_path: Path) -> None:
    from ingest.errors import CatalogueError

    with Library(Settings(home=tmp_path / "empty")) as empty, pytest.raises(CatalogueError, match="is empty"):
        prepare(empty, questions, tmp_path / "run")


def test_a_run_folder_can_be_read_by_its_parts(
    library: Library, questions: QuestionSet, tmp_path: Path
) -> None:
    prepare(library, questions, tmp_path / "run")
    folder = RunFolder(tmp_path / "run")
    assert [case.id for case in folder.cases()] == ["hours", "list", "zoo"]
    with pytest.raises(EvaluationError, match="is not scored: run `commissioning-assistant eval score"):
        folder.summary_values()
