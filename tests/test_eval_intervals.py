"""Figures that can be worked out by hand, and what holds of every interval."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.intervals import (
    Difference,
    Pair,
    mcnemar,
    median,
    paired_difference,
    paired_quantile_difference,
    quantile,
    ratio,
)
from eval.results import Estimate
from ingest.errors import EvaluationError

WRONG, RIGHT = (0.0, 1.0), (1.0, 1.0)

WEIGHTS = st.integers(1, 5)
RATES = WEIGHTS.flatmap(lambda weight: st.tuples(st.floats(0, weight), st.just(float(weight))))
PAIRED = st.lists(st.tuples(RATES, RATES), min_size=1, max_size=12)
few = settings(max_examples=60, deadline=None)


def bounds(estimate: Estimate) -> tuple[float, float]:
    assert estimate.low is not None and estimate.high is not None
    return estimate.low, estimate.high


def test_three_right_of_four() -> None:
    estimate = ratio([RIGHT, RIGHT, WRONG, RIGHT], ineligible=2)
    assert (estimate.value, estimate.n, estimate.ineligible, estimate.interval) == (0.75, 4, 2, "bootstrap")
    # Of 4 drawn from these none is right with the chance 0.004, at most one with 0.05; all four with 0.32.
    assert bounds(estimate) == (0.25, 1.0)


def test_the_mean_of_a_hundred_has_the_interval_that_the_normal_distribution_gives() -> None:
    low, high = bounds(ratio([RIGHT] * 50 + [WRONG] * 50, 0))
    assert (low, high) == (pytest.approx(0.402, abs=0.015), pytest.approx(0.598, abs=0.015))


def test_a_weight_counts_a_question_as_often() -> None:
    """1 of 1 and 1 of 4 citations are right: 2 of 5."""
    assert ratio([(1, 1), (1, 4)], 0).value == pytest.approx(0.4)


def test_all_right_is_no_certainty() -> None:
    """Clopper and Pearson: the lower bound is the nth root of 0.025."""
    estimate = ratio([RIGHT] * 10, 0)
    assert (estimate.value, estimate.interval) == (1.0, "exact")
    assert bounds(estimate) == (pytest.approx(0.025 ** (1 / 10)), 1.0)


def test_all_wrong_is_no_certainty() -> None:
    estimate = ratio([(0, 3)] * 10, 0)
    assert (estimate.value, estimate.interval) == (0.0, "exact")
    assert bounds(estimate) == (0.0, pytest.approx(1 - 0.025 ** (1 / 10)))


def test_one_question() -> None:
    assert bounds(ratio([RIGHT], 0)) == (pytest.approx(0.025), 1.0)
    assert ratio([(1, 2)], 0) == Estimate(value=0.5, n=1)


def test_questions_alike_between_right_and_wrong_have_no_interval() -> None:
    assert ratio([(1, 2), (2, 4), (1, 2)], 0) == Estimate(value=0.5, n=3)


def test_no_questions() -> None:
    assert ratio([], 7) == Estimate(value=None, n=0, ineligible=7)
    assert quantile([], 0.95, 7) == Estimate(value=None, n=0, ineligible=7)


def test_a_question_without_weight_is_not_eligible() -> None:
    with_it, without = ratio([RIGHT, WRONG, RIGHT, (0, 0)], 1), ratio([RIGHT, WRONG, RIGHT], 2)
    assert with_it == without
    assert ratio([(0, 0), (0, 0)], 0) == Estimate(value=None, n=0, ineligible=2)


@pytest.mark.parametrize("pair", [(1.0, -1.0), (float("nan"), 1.0), (1.0, float("inf"))])
def test_what_is_no_measure_is_refused(pair: Pair) -> None:
    with pytest.raises(EvaluationError, match="no measure of a question"):
        ratio([RIGHT, pair], 0)


def test_a_value_that_is_not_finite_is_refused() -> None:
    with pytest.raises(EvaluationError, match="not a finite number"):
        quantile([1.0, float("nan")], 0.5, 0)


def test_median_and_quantile() -> None:
    assert median([30, 10, 20], 0).value == 20
    assert median([10, 20, 30, 40], 0).value == 25
    estimate = quantile(list(range(101)), 0.95, ineligible=3)
    assert (estimate.value, estimate.n, estimate.ineligible) == (95, 101, 3)
    low, high = bounds(estimate)
    assert 85 < low < 95 < high <= 100


def test_values_all_alike_have_no_interval() -> None:
    assert median([12, 12, 12], 0) == Estimate(value=12, n=3)


@pytest.mark.parametrize(
    ("fixed", "broken", "p"),
    # Twice the chance of as few heads or fewer: 2 * (1 + 7) / 2**7, 2 / 2**5, 2 * (1 + 10 + 45) / 2**10.
    [(1, 6, 0.125), (6, 1, 0.125), (5, 0, 0.0625), (2, 8, 0.109375), (3, 3, 1.0), (0, 0, 1.0)],
)
def test_mcnemar(fixed: int, broken: int, p: float) -> None:
    assert mcnemar(fixed, broken) == pytest.approx(p)


def test_a_difference_is_what_the_second_has_more() -> None:
    difference = paired_difference([WRONG, WRONG, RIGHT, RIGHT], [RIGHT, WRONG, RIGHT, RIGHT])
    assert difference.value == 0.25
    assert (difference.low, difference.high) == (0.0, 0.75)


def test_pairing_narrows_the_interval() -> None:
    """One fixed of twenty: side by side the two intervals overlap widely, the paired one is narrow."""
    before, after = [RIGHT] * 10 + [WRONG] * 10, [RIGHT] * 11 + [WRONG] * 9
    difference = paired_difference(before, after)
    assert difference.value == pytest.approx(0.05)
    assert (difference.low, difference.high) == (0.0, pytest.approx(0.15))


def test_no_change_claims_no_interval() -> None:
    assert paired_difference([RIGHT, WRONG], [RIGHT, WRONG]) == Difference(value=0.0)
    assert paired_difference([WRONG], [RIGHT]) == Difference(value=1.0)


def test_a_difference_needs_weight_on_both_sides() -> None:
    assert paired_difference([(0, 0), (0, 0)], [RIGHT, WRONG]) == Difference(value=None)
    assert paired_difference([], []) == Difference(value=None)


def test_resamples_without_weight_on_a_side_are_passed_over() -> None:
    """Only the first question is eligible before: a third of the resamples miss it."""
    difference = paired_difference([RIGHT, (0, 0), (0, 0)], [RIGHT, WRONG, WRONG])
    assert difference.value == pytest.approx(-2 / 3)
    assert (difference.low, difference.high) == (pytest.approx(-2 / 3), 0.0)


def test_sides_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        paired_difference([RIGHT], [RIGHT, WRONG])


def test_the_difference_of_quantiles() -> None:
    before, after = [100.0, 200.0, 300.0], [90.0, 150.0, 280.0]
    difference = paired_quantile_difference(before, after, 0.5)
    assert (difference.value, difference.low, difference.high) == (-50, -50, -10)
    assert paired_quantile_difference([], [], 0.5) == Difference(value=None)
    assert paired_quantile_difference([100.0], [90.0], 0.5) == Difference(value=-10)


@few
@given(st.lists(RATES, min_size=1, max_size=12))
def test_the_interval_of_a_rate_holds_its_value_and_stays_a_rate(pairs: list[Pair]) -> None:
    estimate = ratio(pairs, 0)
    assert estimate.value is not None and 0 <= estimate.value <= 1
    if estimate.interval:
        low, high = bounds(estimate)
        assert 0 <= low <= estimate.value <= high <= 1


@few
@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=12), st.floats(0, 1))
def test_the_interval_of_a_quantile_holds_its_value(values: list[float], q: float) -> None:
    estimate = quantile(values, q, 0)
    assert estimate.value is not None
    if estimate.interval:
        low, high = bounds(estimate)
        assert min(values) <= low <= estimate.value <= high <= max(values)


@few
@given(st.lists(RATES, min_size=2, max_size=12).flatmap(lambda p: st.tuples(st.just(p), st.permutations(p))))
def test_the_order_of_the_questions_does_not_show(both: tuple[list[Pair], list[Pair]]) -> None:
    assert ratio(both[0], 0) == ratio(both[1], 0)


@few
@given(PAIRED)
def test_swapping_the_sides_negates_the_difference(paired: list[tuple[Pair, Pair]]) -> None:
    before, after = [one for one, _ in paired], [two for _, two in paired]
    there, back = paired_difference(before, after), paired_difference(after, before)
    assert there.value is not None and back.value == pytest.approx(-there.value)
    if there.low is not None:
        assert (back.low, back.high) == (pytest.approx(-there.high), pytest.approx(-there.low))
    else:
        assert back.low is None and back.high is None


@few
@given(PAIRED)
def test_a_difference_is_that_of_the_two_ratios_and_within_its_interval(
    paired: list[tuple[Pair, Pair]],
) -> None:
    before, after = [one for one, _ in paired], [two for _, two in paired]
    difference, was, now = paired_difference(before, after), ratio(before, 0).value, ratio(after, 0).value
    assert was is not None and now is not None and difference.value == pytest.approx(now - was)
    if difference.low is not None and difference.high is not None:
        assert -1 <= difference.low <= difference.value <= difference.high <= 1


@few
@given(st.integers(1, 200))
def test_more_of_the_same_narrows_the_exact_interval(n: int) -> None:
    fewer, more = bounds(ratio([RIGHT] * n, 0)), bounds(ratio([RIGHT] * (n + 1), 0))
    assert fewer[0] < more[0] < more[1] == 1.0


@given(st.integers(0, 40), st.integers(0, 40))
def test_mcnemar_is_even_handed_and_a_probability(fixed: int, broken: int) -> None:
    p = mcnemar(fixed, broken)
    assert 0 < p <= 1
    assert p == pytest.approx(mcnemar(broken, fixed))
