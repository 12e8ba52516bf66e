"""The suite can fail: each planted defect turns the figure that is there to show it."""

from __future__ import annotations

from pathlib import Path

import pytest
from eval_builders import (
    EXEMPT,
    HOURS,
    HOURS_CASE,
    LETTER_CASE,
    NOT_HELD,
    OSTERBRIDGE,
    OTHER_HOURS,
    UNANSWERABLE_CASE,
    answered,
    citation,
    make_files,
    passage,
    records,
    right_answers,
    run_folder,
)

from assistant.answer import Answer
from eval.folder import RunFolder, write_lines
from eval.results import CaseResult, Summary
from eval.score import score


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    return make_files(tmp_path / "papers")


def scored(tmp_path: Path, papers: Path, **changed: Answer) -> tuple[Summary, dict[str, CaseResult]]:
    folder = run_folder(tmp_path / "run", papers, right_answers() | changed)
    return score(folder), {result.id: result for result in folder.case_results()}


def figure(summary: Summary, metric: str) -> float | None:
    return summary.overall[metric].value


def test_a_shifted_page(tmp_path: Path, papers: Path) -> None:
    wrong = answered(HOURS_CASE, citation(page=3), passages=(passage(1),))
    summary, results = scored(tmp_path, papers, hours=wrong)
    assert figure(summary, "citation_validity") == pytest.approx(2 / 3)
    assert figure(summary, "page_accuracy") == 0.0
    assert results["hours"].citations[0].outcome == "invalid"
    assert [violation.rule for violation in summary.violations] == ["invalid-quotation"]


def test_a_mutated_quotation(tmp_path: Path, papers: Path) -> None:
    wrong = answered(HOURS_CASE, citation(HOURS.replace("bought", "sold")), passages=(passage(1),))
    summary, _ = scored(tmp_path, papers, hours=wrong)
    assert figure(summary, "citation_validity") == pytest.approx(2 / 3)
    assert [violation.rule for violation in summary.violations] == ["invalid-quotation"]


def test_one_altered_figure(tmp_path: Path, papers: Path) -> None:
    wrong = answered(HOURS_CASE, citation(HOURS.replace("4,310", "4,301")), passages=(passage(1),))
    summary, results = scored(tmp_path, papers, hours=wrong)
    assert figure(summary, "answer_accuracy") == 0.5
    assert results["hours"].verdict == "retrieved-not-cited"
    assert len(summary.violations) == 1


def test_a_swapped_authority(tmp_path: Path, papers: Path) -> None:
    other = citation(OTHER_HOURS, "osterbridge.pdf", 1, OSTERBRIDGE)
    wrong = answered(HOURS_CASE, other, passages=(passage(1, OTHER_HOURS, "osterbridge.pdf", 1), passage(2)))
    summary, results = scored(tmp_path, papers, hours=wrong)
    assert results["hours"].citations[0].outcome == "wrong-authority"
    assert summary.citation_outcomes == {"wrong-authority": 1, "exact": 1}
    assert figure(summary, "citation_precision") == 0.5
    assert figure(summary, "first_citation_accuracy") == 0.5
    assert figure(summary, "mrr") == 0.75
    assert figure(summary, "citation_validity") == 1.0


def test_an_answer_without_citation(tmp_path: Path, papers: Path) -> None:
    bare = answered(HOURS_CASE, passages=(passage(1),)).model_copy(update={"text": HOURS})
    summary, results = scored(tmp_path, papers, hours=bare)
    assert figure(summary, "citation_recall") == 0.5
    assert figure(summary, "first_citation_accuracy") == 0.5
    assert results["hours"].measures["citation_recall"] == (0.0, 1.0)


def test_a_page_on_a_letter_without_pages(tmp_path: Path, papers: Path) -> None:
    letter = passage(1, NOT_HELD, "letter.txt", None)
    wrong = answered(LETTER_CASE, citation(NOT_HELD, "letter.txt", 1), passages=(letter,))
    summary, _ = scored(tmp_path, papers, list=wrong)
    assert [violation.rule for violation in summary.violations] == ["page-on-unpaged-format"]
    assert figure(summary, "citation_validity") == pytest.approx(2 / 3)


def test_a_document_dropped_from_the_catalogue(tmp_path: Path, papers: Path) -> None:
    """The papers' folder still has it, so its gold is sound and the question counts as missed."""
    nothing = answered(
        HOURS_CASE,
        citation(OTHER_HOURS, "osterbridge.pdf", 1, OSTERBRIDGE),
        passages=(passage(1, OTHER_HOURS, "osterbridge.pdf", 1),),
    )
    folder = run_folder(tmp_path / "run", papers, right_answers() | {"hours": nothing})
    write_lines(folder.corpus, [record for record in records(papers) if record.id != "averdale"])
    summary = score(folder, papers)
    assert summary.gold_errors == ()
    assert figure(summary, "recall@10") == 0.5
    assert summary.overall["recall@10"].n == 2
    assert {r.id: r.verdict.value for r in folder.case_results()}["hours"] == "not-retrieved"


def test_an_exempt_paper_that_is_shown(tmp_path: Path, papers: Path) -> None:
    leak = answered(HOURS_CASE, citation(), passages=(passage(1), passage(2, EXEMPT, "exempt.txt", None)))
    summary, _ = scored(tmp_path, papers, hours=leak)
    assert [violation.rule for violation in summary.violations] == ["quarantined-text-shown"]


def test_an_exempt_sentence_under_another_name(tmp_path: Path, papers: Path) -> None:
    leak = answered(HOURS_CASE, citation(), passages=(passage(1, f"{HOURS} {EXEMPT}"),))
    folder = run_folder(tmp_path / "run", papers, right_answers() | {"hours": leak}, canaries=(EXEMPT,))
    assert [violation.rule for violation in score(folder).violations] == ["quarantined-text-shown"]


def test_an_answer_where_there_is_none(tmp_path: Path, papers: Path) -> None:
    bold = answered(UNANSWERABLE_CASE, citation(), passages=(passage(1),))
    summary, results = scored(tmp_path, papers, staff=bold)
    assert figure(summary, "refusal_recall") == 0.0
    assert results["staff"].verdict == "answered-wrongly"


def test_the_right_passage_pushed_down(tmp_path: Path, papers: Path) -> None:
    filler = tuple(passage(rank, "Other words.", "summary.pdf", 1) for rank in range(1, 6))
    late = answered(HOURS_CASE, citation(), passages=(*filler, passage(6)))
    summary, _ = scored(tmp_path, papers, hours=late)
    assert figure(summary, "recall@5") == 0.5
    assert figure(summary, "recall@10") == 1.0
    assert figure(summary, "mrr") == pytest.approx((1 / 6 + 1) / 2)


def test_a_run_without_defects_has_none_of_these(tmp_path: Path, papers: Path) -> None:
    summary, results = scored(tmp_path, papers)
    assert summary.violations == ()
    assert {result.verdict.value for result in results.values()} == {"right", "refused-rightly"}
    assert isinstance(RunFolder(tmp_path / "run").summary_values(), Summary)
