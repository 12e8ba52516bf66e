"""Two runs of a few questions each, and everything that may have happened between them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.cases import Case, Source
from eval.compare import Change, Comparison, compare
from eval.folder import RunFolder, write_json, write_lines
from eval.intervals import Difference
from eval.results import (
    CaseResult,
    CitationOutcome,
    CitationResult,
    Estimate,
    ModelRecord,
    QuestionSetRecord,
    RunRecord,
    Verdict,
)
from ingest.errors import EvaluationError

SETTINGS: dict[str, object] = {"retrieve": {"candidates": 40, "passages": 10}, "answer": {"quotations": 3}}


def case(id_: str, question: str = "How many vans are leased?", **changed: object) -> Case:
    gold = {"facts": (("29",),), "sources": (Source(document="fleet", page=2, quote="29 vans"),)}
    return Case.model_validate({"id": id_, "question": question, "answerable": True, **gold, **changed})


def citation(page: int | None = 2, quote: str = "29 vans", source: str = "fleet.pdf") -> CitationResult:
    return CitationResult(marker=1, source=source, page=page, quote=quote, outcome=CitationOutcome.EXACT)


def result(
    id_: str,
    verdict: Verdict = Verdict.RIGHT,
    measures: dict[str, tuple[float, float]] | None = None,
    cited: Sequence[CitationResult] = (),
    ms: float | None = None,
) -> CaseResult:
    return CaseResult(
        id=id_,
        kind="figure",
        question="How many vans are leased?",
        answerable=True,
        answered=True,
        verdict=verdict,
        measures=measures or {},
        citations=tuple(cited),
        latency_ms=ms,
    )


def record(label: str, **changed: object) -> RunRecord:
    usual = RunRecord(
        label=label,
        fingerprint="f",
        question_set=QuestionSetRecord(path="set.jsonl", sha256="a" * 64, cases=3),
        corpus_sha256="b" * 64,
        corpus_documents=31,
        models=(ModelRecord(use="embedding", name="all-MiniLM-L6-v2", sha256="c" * 64),),
        settings=SETTINGS,
        versions={"torch": "2.6"},
        machine={"processor": "x86"},
        started="2026-01-01T00:00:00Z",
    )
    return usual.model_copy(update=changed)


def run(
    folder: Path, results: Sequence[CaseResult], cases: Sequence[Case] | None = None, **changed: object
) -> RunFolder:
    made = RunFolder(folder)
    write_json(made.run, record(folder.name, **changed))
    write_lines(made.questions, cases if cases is not None else [case(each.id) for each in results])
    write_lines(made.results, results)
    return made


def compared(tmp_path: Path, before: Sequence[CaseResult], after: Sequence[CaseResult]) -> Comparison:
    return compare(run(tmp_path / "before", before), run(tmp_path / "after", after))


def changes(comparison: Comparison) -> dict[str, str]:
    return {each.id: each.change.value for each in comparison.changes}


WRONG, RIGHT = {"answer_accuracy": (0.0, 1.0)}, {"answer_accuracy": (1.0, 1.0)}


def test_fixed_and_broken(tmp_path: Path) -> None:
    before = [
        result("a", Verdict.NOT_RETRIEVED),
        result("b", Verdict.RIGHT),
        result("c", Verdict.ANSWERED_WRONGLY),
        result("d", Verdict.NOT_RETRIEVED),
        result("e", Verdict.UNJUDGED),
    ]
    after = [
        result("a", Verdict.RIGHT),
        result("b", Verdict.REFUSED_WRONGLY),
        result("c", Verdict.REFUSED_RIGHTLY),
        result("d", Verdict.RETRIEVED_NOT_CITED),
        result("e", Verdict.UNJUDGED),
    ]
    comparison = compared(tmp_path, before, after)
    assert changes(comparison) == {"a": "fixed", "b": "broken", "c": "fixed"}
    broken = comparison.of(Change.BROKEN)[0]
    assert (broken.was, broken.now) == ("right", "refused-wrongly")
    assert (comparison.before, comparison.after) == ("before", "after")


def test_the_paired_test_of_one_fixed_and_six_broken(tmp_path: Path) -> None:
    ids = [f"q{number:02}" for number in range(20)]
    before = [result(id_, measures=WRONG if id_ == "q00" else RIGHT) for id_ in ids]
    after = [result(id_, measures=WRONG if "q01" <= id_ <= "q06" else RIGHT) for id_ in ids]
    accuracy = compared(tmp_path, before, after).metrics["answer_accuracy"]
    assert (accuracy.before.value, accuracy.after.value) == (0.95, 0.7)
    assert accuracy.difference.value == pytest.approx(-0.25)
    assert accuracy.p == pytest.approx(0.125)
    assert accuracy.difference.low is not None and accuracy.difference.high is not None
    assert -0.6 < accuracy.difference.low < -0.4 < -0.05 <= accuracy.difference.high <= 0.05


def test_a_measure_between_right_and_wrong_has_an_interval_but_no_p(tmp_path: Path) -> None:
    ids = ["a", "b", "c"]
    before = [result(id_, measures={"mrr": (0.5, 1.0)}) for id_ in ids]
    after = [
        result(id_, measures={"mrr": (value, 1.0)}) for id_, value in zip(ids, (1.0, 0.5, 0.5), strict=True)
    ]
    mrr = compared(tmp_path, before, after).metrics["mrr"]
    assert mrr.difference.value == pytest.approx(1 / 6)
    assert (mrr.difference.low, mrr.difference.high) == (0.0, pytest.approx(0.5))
    assert mrr.p is None


def test_a_metric_that_questions_are_eligible_for_in_one_run_only(tmp_path: Path) -> None:
    """Before, one refusal of two was right; after, a third question is refused, wrongly."""
    rightly, wrongly = {"refusal_precision": (1.0, 1.0)}, {"refusal_precision": (0.0, 1.0)}
    before = [result("a", measures=rightly), result("b", measures=wrongly), result("c")]
    after = [result("a", measures=rightly), result("b", measures=wrongly), result("c", measures=wrongly)]
    metric = compared(tmp_path, before, after).metrics["refusal_precision"]
    assert (metric.before.value, metric.before.n, metric.before.ineligible) == (0.5, 2, 1)
    assert (metric.after.value, metric.after.n) == (pytest.approx(1 / 3), 3)
    assert metric.difference.value == pytest.approx(-1 / 6)
    assert metric.p is None


def test_lengths_and_times_are_compared_by_quantile(tmp_path: Path) -> None:
    before = [
        result(i, measures={"answer_words": (w, 1.0)}, ms=m) for i, w, m in (("a", 10, 100), ("b", 30, 300))
    ]
    after = [result("a", measures={"answer_words": (20, 1.0)}, ms=110), result("b", ms=200)]
    metrics = compared(tmp_path, before, after).metrics
    words = metrics["answer_words"]
    assert (words.before, words.after) == (
        Estimate(value=10, n=1, ineligible=1),
        Estimate(value=20, n=1, ineligible=1),
    )
    assert words.difference == Difference(value=10)
    assert metrics["latency_ms.p50"].before.value == 200
    assert metrics["latency_ms.p50"].difference == Difference(value=-45, low=-100, high=10)
    assert metrics["latency_ms.p95"].difference.value == pytest.approx(195.5 - 290)
    assert list(metrics) == ["answer_words", "latency_ms.p50", "latency_ms.p95"]


def test_the_order_in_which_the_questions_were_asked_does_not_show(tmp_path: Path) -> None:
    before = [result(f"q{n}", measures={"mrr": (n / 7, 1.0)}, ms=n) for n in range(8)]
    after = [result(f"q{n}", measures={"mrr": (n % 3 / 3, 1.0)}, ms=n * n) for n in range(8)]
    one = compared(tmp_path / "one", before, after)
    other = compared(tmp_path / "other", before, after[::-1])
    assert one.metrics == other.metrics


def test_a_changed_citation_says_from_what_to_what(tmp_path: Path) -> None:
    kept = citation(quote="kept words")
    before = [result("a", cited=[kept, citation()]), result("b", cited=[citation()])]
    after = [
        result("a", cited=[kept, citation(page=None, source="notes.txt", quote="29  leased\nvans " * 20)]),
        result("b", cited=[citation(), citation()]),
    ]
    comparison = compared(tmp_path, before, after)
    assert changes(comparison) == {"a": "changed-citation"}
    assert comparison.changes[0].was == "fleet.pdf, page 2: “29 vans”"
    assert comparison.changes[0].now.startswith("notes.txt: “29 leased vans 29 leased")
    assert comparison.changes[0].now.endswith("…”")
    assert len(comparison.changes[0].now) < 100


def test_a_citation_that_only_went(tmp_path: Path) -> None:
    comparison = compared(tmp_path, [result("a", cited=[citation()])], [result("a")])
    assert (comparison.changes[0].was, comparison.changes[0].now) == (
        "fleet.pdf, page 2: “29 vans”",
        "nothing more",
    )


def test_new_and_gone(tmp_path: Path) -> None:
    comparison = compared(
        tmp_path,
        [result("a", measures=WRONG), result("b", measures=RIGHT)],
        [result("b", measures=RIGHT), result("c", Verdict.GOLD_ERROR)],
    )
    assert changes(comparison) == {"a": "gone", "c": "new"}
    assert comparison.of(Change.NEW)[0].now == "gold-error"
    assert (comparison.questions_before, comparison.questions_after) == (2, 2)
    assert (comparison.shared, comparison.paired) == (1, 1)
    assert comparison.metrics["answer_accuracy"].before.value == 1.0


def test_lost_gold_is_a_failure_and_leaves_the_figures(tmp_path: Path) -> None:
    comparison = compared(
        tmp_path,
        [result("a", measures=RIGHT), result("b", measures=WRONG), result("c", Verdict.GOLD_ERROR)],
        [result("a", measures=RIGHT), result("b", Verdict.GOLD_ERROR), result("c", Verdict.GOLD_ERROR)],
    )
    assert changes(comparison) == {"b": "lost-gold"}
    assert comparison.lost_gold == ["b"]
    assert (comparison.shared, comparison.paired) == (3, 1)
    accuracy = comparison.metrics["answer_accuracy"]
    assert (accuracy.before.value, accuracy.before.n, accuracy.after.n) == (1.0, 1, 1)
    assert comparison.notices == ("Left out of the figures: 2 with a gold error in one of the runs or both.",)


def test_gold_lost_by_a_change_of_the_gold_is_lost_all_the_same(tmp_path: Path) -> None:
    before = run(tmp_path / "before", [result("a")])
    after = run(tmp_path / "after", [result("a", Verdict.GOLD_ERROR)], [case("a", facts=(("30",),))])
    comparison = compare(before, after)
    assert comparison.lost_gold == ["a"]
    assert comparison.changes[0].detail == "facts"


def test_another_question_under_the_same_id_is_not_paired(tmp_path: Path) -> None:
    both = [result("a", measures=WRONG), result("b", measures=WRONG), result("c", measures=WRONG)]
    before = run(tmp_path / "before", both)
    changed = [
        case("a", question="How many vans are owned?", facts=(("30",),)),
        case("b", kind="renamed"),
        case("c"),
    ]
    right = [result(id_, measures=RIGHT) for id_ in "abc"]
    comparison = compare(before, run(tmp_path / "after", right, changed))
    assert [(each.id, each.change, each.detail) for each in comparison.changes] == [
        ("a", Change.GOLD_CHANGED, "question, facts")
    ]
    assert (comparison.shared, comparison.paired) == (3, 2)
    assert comparison.notices == ("Left out of the figures: 1 with other gold than before.",)


def test_the_same_run_twice(tmp_path: Path) -> None:
    results = [result("a", measures=RIGHT, cited=[citation()], ms=10.0), result("b", measures=WRONG, ms=20.0)]
    comparison = compared(tmp_path, results, results)
    assert (comparison.changes, comparison.notices) == ((), ())
    assert comparison.metrics["answer_accuracy"].difference == Difference(value=0.0)
    assert comparison.metrics["answer_accuracy"].p == 1.0


def test_runs_that_share_no_question(tmp_path: Path) -> None:
    comparison = compared(tmp_path, [result("a", measures=RIGHT)], [result("b", measures=RIGHT)])
    assert (comparison.paired, comparison.metrics) == (0, {})
    assert changes(comparison) == {"a": "gone", "b": "new"}


def test_what_else_differs_is_told(tmp_path: Path) -> None:
    before = run(tmp_path / "before", [result("a")])
    after = run(
        tmp_path / "after",
        [result("a")],
        question_set=QuestionSetRecord(path="set.jsonl", sha256="d" * 64, cases=3),
        corpus_sha256="e" * 64,
        corpus_documents=32,
        models=(
            ModelRecord(use="embedding", name="all-MiniLM-L6-v2", sha256="1" * 64),
            ModelRecord(use="reranking", name="cross-encoder"),
        ),
        settings={"retrieve": {"candidates": 60, "passages": 10}, "answer": {"quotations": 3, "words": 80}},
        versions={"torch": "2.7"},
        machine={"processor": "arm"},
    )
    assert list(compare(before, after).notices) == [
        "The question sets differ: only questions with the same id and gold are compared.",
        "The corpora differ: 31 documents before, 32 after.",
        "The embedding models differ: all-MiniLM-L6-v2 (SHA-256 cccccccccccc) before, "
        "all-MiniLM-L6-v2 (SHA-256 111111111111) after.",
        "The reranking models differ: none before, cross-encoder (SHA-256 unknown) after.",
        "The settings differ: answer.words, retrieve.candidates.",
        "The versions of libraries differ: torch.",
        "The machines differ: latencies cannot be compared.",
    ]


def test_a_comparison_survives_json(tmp_path: Path) -> None:
    comparison = compared(
        tmp_path,
        [result("a", measures=WRONG, ms=1.0), result("b", measures=RIGHT, cited=[citation()])],
        [result("a", measures=RIGHT, ms=2.0), result("b", Verdict.NOT_RETRIEVED, measures=WRONG)],
    )
    assert Comparison.model_validate_json(comparison.model_dump_json()) == comparison


def test_a_run_that_is_not_scored_says_what_to_run(tmp_path: Path) -> None:
    before, after = run(tmp_path / "before", [result("a")]), run(tmp_path / "after", [result("a")])
    after.results.unlink()
    with pytest.raises(
        EvaluationError, match=r"after is not scored: run `commissioning-assistant eval score .*after`"
    ):
        compare(before, after)


def test_a_folder_without_a_run_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="holds no run"):
        compare(run(tmp_path / "before", [result("a")]), RunFolder(tmp_path / "nothing"))


def test_results_of_another_set_are_an_error(tmp_path: Path) -> None:
    before = run(tmp_path / "before", [result("a")], [case("b")])
    with pytest.raises(EvaluationError, match=r"scores a, which questions\.jsonl does not hold"):
        compare(before, run(tmp_path / "after", [result("a")]))
