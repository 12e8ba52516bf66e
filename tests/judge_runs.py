"""Runs to be judged, and what a scripted model says of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from eval_builders import (
    HOURS_CASE,
    LETTER_CASE,
    NOT_HELD,
    UNANSWERABLE_CASE,
    answered,
    citation,
    passage,
    refused,
)

from assistant.answer import Answer
from eval.folder import RunFolder, write_json, write_lines
from eval.judge import judge
from eval.judging.records import Judged, Judgement
from eval.results import QuestionSetRecord, RunRecord
from ingest.llm_settings import LanguageModelSettings

HOURS_ANSWER = answered(HOURS_CASE, citation(), passages=(passage(1),))
LETTER_ANSWER = answered(
    LETTER_CASE, citation(NOT_HELD, "letter.txt", None), passages=(passage(1, NOT_HELD, "letter.txt", None),)
)
REFUSAL = refused(UNANSWERABLE_CASE)
YES = "YES. The material says so."
TWO = "It speaks of the same thing and gives the figure.\n[RESULT] 2"


def run_of(place: Path, *answers: Answer, finished: str | None = "2026-01-05T09:10:00+00:00") -> RunFolder:
    """A run with these answers, as far as judging reads it."""
    folder = RunFolder(place)
    write_lines(folder.generated, answers)
    of_set = QuestionSetRecord(path="questions.jsonl", sha256="0" * 64, cases=len(answers))
    record = RunRecord(
        label=place.name,
        fingerprint="f",
        question_set=of_set,
        corpus_sha256="c",
        corpus_documents=2,
        models=(),
        settings={},
        versions={},
        machine={},
        started="2026-01-05T09:00:00+00:00",
        finished=finished,
    )
    write_json(folder.run, record)
    return folder


def of_faithfulness(prompt: str) -> bool:
    return "Write YES if the material supports" in prompt


def replying(faithful: str = YES, relevant: str = TWO) -> Callable[[str], str]:
    return lambda prompt: faithful if of_faithfulness(prompt) else relevant


def run_judge(folder: RunFolder, settings: LanguageModelSettings) -> tuple[Judged, list[Judgement]]:
    path = judge(folder, settings, lambda _done, _of: None)
    assert path == folder.path / "judged.json"
    lines = (folder.path / "judged.jsonl").read_text(encoding="utf-8").splitlines()
    return Judged.model_validate_json(path.read_text()), [Judgement.model_validate_json(x) for x in lines]


def fenced(prompt: str, name: str) -> str:
    found = re.search(
        rf"^\[{name} (\w+) begins\]\n(.*)\n\[{name} \1 ends\]$", prompt, re.DOTALL | re.MULTILINE
    )
    assert found
    return found[2]
