"""A run scored: the figures of a small one by hand, and what is counted apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from eval_builders import (
    CASES,
    HOURS_CASE,
    LETTER_CASE,
    UNANSWERABLE_CASE,
    citation,
    make_files,
    passage,
    refused,
    right_answers,
    run_folder,
)

from eval.cases import Source
from eval.folder import RunFolder
from eval.results import Verdict
from eval.score import score
from ingest.errors import EvaluationError


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    return make_files(tmp_path / "papers")


def values(folder: RunFolder) -> dict[str, float | None]:
    return {name: estimate.value for name, estimate in folder.summary_values().overall.items()}


def test_a_faultless_run_has_full_marks_and_breaks_no_rule(papers: Path, tmp_path: Path) -> None:
    folder = run_folder(tmp_path / "run", papers)
    summary = score(folder)
    for metric in ("recall@1", "mrr", "ndcg@10", "page_recall@5", "answer_accuracy", "citation_validity"):
        assert values(folder)[metric] == 1.0, metric
    assert values(folder)["refusal_precision"] == values(folder)["refusal_recall"] == 1.0
    assert values(folder)["false_refusal_rate"] == 0.0
    assert values(folder)["latency_ms.p50"] == 90.0
    assert summary.violations == ()
    assert summary.verdicts == {"right": 2, "refused-rightly": 1}


def test_every_metric_says_how_many_questions_it_rests_on(papers: Path, tmp_path: Path) -> None:
    overall = score(run_folder(tmp_path / "run", papers)).overall
    assert (overall["recall@5"].n, overall["recall@5"].ineligible) == (2, 1)
    assert (overall["page_recall@5"].n, overall["page_recall@5"].ineligible) == (1, 2)
    assert (overall["refusal_recall"].n, overall["refusal_recall"].ineligible) == (1, 2)
    assert (overall["citation_validity"].n, overall["citation_validity"].ineligible) == (3, 0)


def test_groups_are_by_kind_authority_and_document_kind(papers: Path, tmp_path: Path) -> None:
    summary = score(run_folder(tmp_path / "run", papers))
    assert list(summary.by_kind) == ["figure", "not-held", "unanswerable"]
    assert list(summary.by_authority) == ["Averdale County Council", "none"]
    assert list(summary.by_document_kind) == ["committee-report", "foi-response", "none"]
    assert summary.by_kind["figure"]["recall@5"].n == 1


def test_gold_that_moved_is_an_error_of_the_set_and_no_miss(papers: Path, tmp_path: Path) -> None:
    moved = HOURS_CASE.model_copy(
        update={"sources": (Source(document="averdale", page=1, quote="Not there at all."),)}
    )
    folder = run_folder(tmp_path / "run", papers, cases=[moved, LETTER_CASE, UNANSWERABLE_CASE])
    summary = score(folder)
    assert [(error.case, error.problem) for error in summary.gold_errors] == [
        ("hours", "the quotation is nowhere in the document")
    ]
    assert values(folder)["recall@5"] == 1.0
    assert summary.overall["recall@5"].n == 1
    assert summary.overall["recall@5"].ineligible == 2
    assert folder.case_results()[0].verdict is Verdict.GOLD_ERROR


def test_a_question_whose_gold_is_to_be_written_counts_in_no_figure(papers: Path, tmp_path: Path) -> None:
    unfinished = HOURS_CASE.model_copy(update={"facts": (), "sources": (), "unfinished": True})
    folder = run_folder(tmp_path / "run", papers, cases=[unfinished, LETTER_CASE, UNANSWERABLE_CASE])
    summary = score(folder)
    assert folder.case_results()[0].verdict is Verdict.UNFINISHED
    assert folder.case_results()[0].measures == {}
    assert summary.overall["false_refusal_rate"].n == 1
    assert summary.overall["false_refusal_rate"].ineligible == 2
    assert summary.refusals.answerable_answered == 1
    assert summary.gold_errors == ()


def test_scoring_again_gives_the_very_same_files(papers: Path, tmp_path: Path) -> None:
    folder = run_folder(tmp_path / "run", papers)
    score(folder)
    first = folder.summary.read_bytes(), folder.results.read_bytes()
    score(folder)
    assert (folder.summary.read_bytes(), folder.results.read_bytes()) == first


def test_an_unfinished_run_is_not_scored(papers: Path, tmp_path: Path) -> None:
    answers = right_answers()
    del answers["list"]
    folder = run_folder(tmp_path / "run", papers, answers)
    with pytest.raises(EvaluationError, match="1 of 3 questions have no answer yet"):
        score(folder)
    assert not folder.summary.exists()


def test_a_last_answer_that_was_cut_off_is_not_there(papers: Path, tmp_path: Path) -> None:
    folder = run_folder(tmp_path / "run", papers)
    folder.generated.write_bytes(folder.generated.read_bytes()[:-20])
    assert list(folder.answers()) == ["hours", "list"]


def test_a_damaged_answer_is_named_with_its_line(papers: Path, tmp_path: Path) -> None:
    folder = run_folder(tmp_path / "run", papers)
    lines = folder.generated.read_text(encoding="utf-8").split("\n")
    folder.generated.write_text("\n".join([lines[0], "{}", *lines[2:]]), encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"generated\.jsonl, line 2: question: Field required"):
        score(folder)


def test_a_folder_without_a_run_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(
        EvaluationError, match="holds no run: make one with `commissioning-assistant eval run"
    ):
        score(RunFolder(tmp_path))


def test_the_confusion_table_counts_every_question(papers: Path, tmp_path: Path) -> None:
    answers = right_answers() | {"hours": refused(HOURS_CASE, citation(), passages=(passage(1),))}
    table = score(run_folder(tmp_path / "run", papers, answers)).refusals
    assert (table.answerable_answered, table.answerable_refused) == (1, 1)
    assert (table.unanswerable_answered, table.unanswerable_refused) == (0, 1)
    assert len(CASES) == 3
