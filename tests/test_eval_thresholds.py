"""What makes a run fail, as the sentences that say so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.results import Estimate, Summary, Violation
from eval.thresholds import Threshold, below, dropped, in_order, parse_threshold, violations
from ingest.errors import EvaluationError


def summary(values: dict[str, float | None], *broken: Violation) -> Summary:
    overall = {name: Estimate(value=value, n=0 if value is None else 40) for name, value in values.items()}
    return Summary(questions=40, overall=overall, violations=broken)


def test_a_threshold_is_a_metric_and_a_number() -> None:
    assert parse_threshold("recall@5=0.9") == Threshold("recall@5", 0.9)
    assert parse_threshold(" latency_ms.p95 = 1500 ") == Threshold("latency_ms.p95", 1500.0)


@pytest.mark.parametrize("text", ["recall@5", "recall@5=", "=0.9", "recall@5=high", "mrr=nan", "mrr=inf", ""])
def test_anything_else_is_refused_in_words(text: str) -> None:
    with pytest.raises(
        EvaluationError, match=r"is no threshold: write METRIC=NUMBER, for example recall@5=0\.9"
    ):
        parse_threshold(text)


def test_a_metric_under_its_threshold() -> None:
    run = summary({"recall@5": 0.91, "mrr": 0.8})
    limits = [Threshold("recall@5", 0.95), Threshold("mrr", 0.8)]
    assert below(run, limits) == ["recall@5 is 0.91, under 0.95"]


@pytest.mark.parametrize(
    ("metric", "value", "sentence"),
    [
        ("false_refusal_rate", 0.12, "false_refusal_rate is 0.12, above 0.1"),
        ("latency_ms.p50", 0.2, "latency_ms.p50 is 0.2, above 0.1"),
        ("latency_ms.p95", 1204.5, "latency_ms.p95 is 1204.5, above 0.1"),
        ("answer_words", 38.0, "answer_words is 38, above 0.1"),
    ],
)
def test_less_is_better_of_some(metric: str, value: float, sentence: str) -> None:
    assert below(summary({metric: value}), [Threshold(metric, 0.1)]) == [sentence]
    assert below(summary({metric: 0.05}), [Threshold(metric, 0.1)]) == []


def test_rounding_is_no_failure() -> None:
    assert below(summary({"false_refusal_rate": 0.1 + 0.2}), [Threshold("false_refusal_rate", 0.3)]) == []
    assert below(summary({"mrr": 0.3}), [Threshold("mrr", 0.1 + 0.2)]) == []
    assert dropped(summary({"mrr": 0.3}), summary({"mrr": 0.2}), [Threshold("mrr", 0.1)]) == []


def test_a_narrow_miss_shows_the_decimals_that_tell_it() -> None:
    assert below(summary({"mrr": 0.94996}), [Threshold("mrr", 0.95)]) == ["mrr is 0.94996, under 0.95"]
    assert below(summary({"mrr": 2 / 3}), [Threshold("mrr", 0.95)]) == ["mrr is 0.667, under 0.95"]


def test_no_eligible_question_is_a_failure() -> None:
    expected = ["refusal_recall has no value: no eligible question"]
    limits = [Threshold("refusal_recall", 0.5)]
    assert below(summary({"refusal_recall": None}), limits) == expected
    assert below(summary({"mrr": 1.0}), limits) == expected


def test_an_unknown_metric_is_an_error_that_lists_the_known() -> None:
    run = summary({"mrr": 0.5, "own_metric": 0.5})
    known = r"No metric is called “recal@5”: choose from recall@1, .*, latency_ms\.p95, own_metric\.$"
    with pytest.raises(EvaluationError, match=known):
        below(run, [Threshold("recal@5", 0.5)])
    with pytest.raises(EvaluationError, match=known):
        dropped(run, run, [Threshold("recal@5", 0.5)])
    assert below(run, [Threshold("own_metric", 0.6)]) == ["own_metric is 0.5, under 0.6"]


def test_a_drop_is_what_got_worse() -> None:
    before = summary({"recall@5": 0.95, "latency_ms.p95": 800.0})
    after = summary({"recall@5": 0.91, "latency_ms.p95": 920.0})
    limits = [Threshold("recall@5", 0.02), Threshold("latency_ms.p95", 100)]
    assert dropped(before, after, limits) == [
        "recall@5 went from 0.95 to 0.91: worse by 0.04, over 0.02",
        "latency_ms.p95 went from 800 to 920: worse by 120, over 100",
    ]
    assert dropped(after, before, limits) == []
    assert dropped(before, after, [Threshold("recall@5", 0.05)]) == []


def test_a_value_that_is_gone_is_a_failure() -> None:
    before, after = summary({"mrr": 0.5}), summary({"mrr": None})
    limits = [Threshold("mrr", 1.0)]
    expected = ["mrr was 0.5 and has no value now: no eligible question"]
    assert dropped(before, after, limits) == expected
    assert dropped(before, summary({}), limits) == expected
    assert dropped(after, before, limits) == ["mrr had no value before: no eligible question"]


def test_a_metric_that_only_the_earlier_run_knew_has_no_value_now() -> None:
    assert dropped(summary({"own": 0.5}), summary({}), [Threshold("own", 0.0)]) == [
        "own was 0.5 and has no value now: no eligible question"
    ]


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(["mrr", "false_refusal_rate"]))
def test_what_falls_short_one_way_is_enough_the_other_way(one: float, other: float, metric: str) -> None:
    """With nothing allowed, one of the two directions is a drop, and neither where the figures are equal."""
    first, second = summary({metric: one}), summary({metric: other})
    limits = [Threshold(metric, 0.0)]
    failures = dropped(first, second, limits) + dropped(second, first, limits)
    assert len(failures) == (abs(one - other) > 1e-9)


def test_no_violation_says_nothing() -> None:
    assert violations(summary({})) == []


def test_each_violation_is_named_with_its_case() -> None:
    assert violations(
        summary(
            {},
            Violation(case="c-1", rule="invalid-quotation", detail="report.pdf, page 3: “5,025\nhours”"),
            Violation(case="c-2", rule="page-on-unpaged-format", detail="letter.txt, page 1"),
            Violation(case="c-3", rule="quarantined-text-shown", detail="exempt.pdf\x1b[31m"),
        )
    ) == [
        "c-1 shows a quotation that is not verbatim on the page it names: report.pdf, page 3: “5,025 hours”",
        "c-2 names a page of a document whose format has no pages: letter.txt, page 1",
        "c-3 shows text that is quarantined: exempt.pdf [31m",
    ]


def test_of_many_violations_five_are_named_and_the_rest_counted() -> None:
    many = [Violation(case=f"c-{n}", rule="quarantined-text-shown", detail="x.pdf") for n in range(12)]
    found = violations(summary({}, *many))
    assert [sentence.split()[0] for sentence in found[:5]] == ["c-0", "c-1", "c-2", "c-3", "c-4"]
    assert found[5:] == ["and 7 more that must never happen"]
    assert len(violations(summary({}, *many[:5]))) == 5


def test_known_metrics_come_first_then_the_others_by_name() -> None:
    assert in_order(["zeta", "mrr", "alpha", "recall@10", "recall@3"]) == [
        "recall@3",
        "recall@10",
        "mrr",
        "alpha",
        "zeta",
    ]
