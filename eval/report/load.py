"""A scored run, read whole and checked to be of one piece before anything of it is shown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from assistant.answer import Answer
from eval.cases import Case
from eval.folder import RunFolder
from eval.judging.records import Judged
from eval.report.judged import read_judged
from eval.results import CaseResult, RunRecord, Summary
from ingest.errors import EvaluationError


@dataclass(frozen=True, slots=True)
class ScoredRun:
    """Everything a report is made from. Every result has its case and its answer."""

    run: RunRecord
    summary: Summary
    results: list[CaseResult]
    cases: dict[str, Case]
    answers: dict[str, Answer]
    judged: Judged | None = None


def read_scored_run(folder: RunFolder) -> ScoredRun:
    """Read the folder. Raises EvaluationError if it is not scored, or the scores are not of its answers."""
    run, summary = folder.record(), folder.summary_values()
    results, answers = folder.case_results(), folder.answers()
    cases = {case.id: case for case in folder.cases()}
    _need(folder, len(results) == summary.questions, "summary.json counts other questions than results.jsonl")
    _need(folder, _known(results, cases), "results.jsonl holds questions that questions.jsonl does not")
    _need(folder, _known(results, answers), "results.jsonl holds questions that generated.jsonl does not")
    _need(folder, _of_the_set(results, cases), "results.jsonl is not of the facts in questions.jsonl")
    _need(folder, _same(results, answers), "the answers in generated.jsonl are not those that were scored")
    return ScoredRun(run, summary, results, cases, answers, read_judged(folder.path))


def _known(results: list[CaseResult], ids: Collection[str]) -> bool:
    return all(result.id in ids for result in results)


def _of_the_set(results: list[CaseResult], cases: dict[str, Case]) -> bool:
    """A result says of every fact of its case whether it is met; of a case that is not scored, of none."""
    return all(len(result.facts) in (0, len(cases[result.id].facts)) for result in results)


def _same(results: list[CaseResult], answers: dict[str, Answer]) -> bool:
    return all(
        (result.answered, result.text) == (answers[result.id].answerable, answers[result.id].text)
        for result in results
    )


def _need(folder: RunFolder, holds: bool, problem: str) -> None:
    if not holds:
        raise EvaluationError(
            f"{folder.path} is not of one piece, {problem}: "
            f"run `commissioning-assistant eval score {folder.path}` again."
        )
