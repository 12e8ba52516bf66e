"""A run over letters: kept one by one, gone on with after an interruption, scored from what was kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from filelock import FileLock
from foi_rows import AVERDALE, prior, question, request, row

from assistant.foi.coverage import Coverage
from eval.foi.cases import RequestCase, RequestSet, read_request_set
from eval.foi.results import Handled
from eval.foi.run import generate, score
from eval.folder import RunFolder, write_json, write_lines
from eval.results import QuestionSetRecord, RunRecord
from ingest.errors import EvaluationError

LETTER = "1. What is the rate per hour?"
EXPECTED = {
    "authority": AVERDALE,
    "received": "2025-06-11",
    "regime": "FOIA",
    "questions": [
        {
            "number": "1",
            "begins": "What is the rate",
            "prior": [{"document": "letter", "question": "2"}],
            "coverage": "answered-before",
        }
    ],
}


@pytest.fixture
def letters(tmp_path: Path) -> RequestSet:
    place = tmp_path / "letters"
    place.mkdir()
    for name in ("one", "two"):
        (place / f"{name}.txt").write_text(LETTER, encoding="utf-8")
        (place / f"{name}.json").write_text(json.dumps(EXPECTED), encoding="utf-8")
    return read_request_set(place)


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    """A run that has begun, with nothing handled yet."""
    begun = RunFolder(tmp_path / "run")
    record = RunRecord(
        label="run",
        fingerprint="0",
        question_set=QuestionSetRecord(path="letters", sha256="0", cases=2),
        corpus_sha256="0",
        corpus_documents=1,
        models=(),
        settings={},
        versions={},
        machine={},
        started="2025-06-11T09:00:00+00:00",
    )
    write_lines(begun.generated, [])
    write_json(begun.run, record)
    return begun


def handle(case: RequestCase) -> Handled:
    """A desk that is right about the one question it knows."""
    asked = question("1", case.letter.read_text(encoding="utf-8").removeprefix("1. "))
    found = row(asked, Coverage.ANSWERED_BEFORE, prior())
    return Handled(id=case.id, request=request(asked), rows=(found,), milliseconds=40.0)


def test_letters_are_handled_once_and_scored(letters: RequestSet, folder: RunFolder) -> None:
    seen: list[tuple[int, int]] = []
    generate(letters, folder, handle, lambda done, of: seen.append((done, of)))
    assert seen == [(1, 2), (2, 2)]
    summary = score(letters, folder)
    assert summary.overall["split_f1"].value == summary.overall["prior_recall@1"].value == 1.0
    assert summary.overall["letter_ms.p50"].value == 40.0
    assert json.loads(folder.summary.read_text(encoding="utf-8"))["requests"] == 2
    assert folder.record().finished


def test_an_interrupted_run_is_gone_on_with(letters: RequestSet, folder: RunFolder) -> None:
    whole = handle(letters.cases[0]).model_dump_json()
    folder.generated.write_text(f"{whole}\n{whole[:40]}", encoding="utf-8")
    handled: list[str] = []

    def counted(case: RequestCase) -> Handled:
        handled.append(case.id)
        return handle(case)

    generate(letters, folder, counted)
    assert handled == ["two"]
    assert score(letters, folder).requests == 2


def test_two_processes_never_write_into_one_run(letters: RequestSet, folder: RunFolder) -> None:
    with (
        FileLock(folder.path / ".lock"),
        pytest.raises(EvaluationError, match="Another process is reading letters"),
    ):
        generate(letters, folder, handle)


def test_a_run_without_all_letters_is_not_scored(letters: RequestSet, folder: RunFolder) -> None:
    with pytest.raises(EvaluationError, match="2 of 2 letters have not been read"):
        score(letters, folder)
