"""Figures over many questions, each with the interval that so few questions allow.

Intervals are 95 % percentile bootstraps over questions (Efron and Tibshirani 1993, chapter 13) with a fixed
seed: the same results give the same figures. Where all questions are alike the bootstrap has no width and
would claim certainty: all right or all wrong has the exact bounds of Clopper and Pearson (1934) instead, and
anything else no interval.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict
from scipy.stats import binomtest, bootstrap

from eval.results import Estimate
from ingest.errors import EvaluationError

Pair = tuple[float, float]
Floats = NDArray[np.float64]
Bounds = tuple[float | None, float | None]

RESAMPLES = 2000
CONFIDENCE = 0.95
_SEED = 1993
# Questions drawn at a time: what is drawn should stay in the processor's cache.
_DRAWN = 20_000
_NO_WIDTH = 1e-12


class Difference(BaseModel):
    """What the second of two has more than the first. ``low`` and ``high`` bound the 95 % interval."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: float | None
    low: float | None = None
    high: float | None = None


def ratio(pairs: Sequence[Pair], ineligible: int) -> Estimate:
    """The sum of the first over the sum of the second: a mean where every weight is 1.

    A question of weight 0 says nothing about the figure and is counted as ineligible. Raises EvaluationError
    for a weight below 0 and for anything not finite.
    """
    weighted = [pair for pair in _checked(pairs) if pair[1] > 0]
    left_out = ineligible + len(pairs) - len(weighted)
    value = _quotient(weighted)
    if value is None:
        return Estimate(value=None, n=0, ineligible=left_out)
    successes = _all_or_none(weighted)
    if successes is not None:
        exact = binomtest(successes, len(weighted)).proportion_ci(CONFIDENCE, method="exact")
        low, high = float(exact.low), float(exact.high)
        return Estimate(
            value=value, n=len(weighted), ineligible=left_out, low=low, high=high, interval="exact"
        )
    bounds = _ratio_bounds(weighted, value)
    return _estimate(value, len(weighted), left_out, bounds)


def quantile(values: Sequence[float], q: float, ineligible: int) -> Estimate:
    """The ``q`` quantile (0 to 1), between two values in proportion (as numpy's default)."""
    if not values:
        return Estimate(value=None, n=0, ineligible=ineligible)
    row = _finite(sorted(values))
    value = float(np.quantile(row, q))
    drawn = _resampled([row], lambda sample, axis: np.quantile(sample, q, axis=axis))
    return _estimate(value, len(values), ineligible, _bounds(drawn, value))


def median(values: Sequence[float], ineligible: int) -> Estimate:
    """The middle value, or the mean of the two in the middle."""
    return quantile(values, 0.5, ineligible)


def mcnemar(fixed: int, broken: int) -> float:
    """The two-sided p that as uneven a split of changed questions is chance (exact; McNemar 1947)."""
    changed = fixed + broken
    return float(binomtest(fixed, changed, 0.5).pvalue) if changed else 1.0


def paired_difference(before: Sequence[Pair], after: Sequence[Pair]) -> Difference:
    """The ratio of ``after`` less that of ``before``, over the same questions in the same order.

    Both sides of a question are resampled together. A question may have the pair (0, 0) on the side where
    it is not eligible; resamples that leave a side without weight have no difference and are passed over.
    """
    both = [(*one, *two) for one, two in zip(_checked(before), _checked(after), strict=True)]
    was = _quotient([(row[0], row[1]) for row in both])
    now = _quotient([(row[2], row[3]) for row in both])
    if was is None or now is None:
        return Difference(value=None)
    drawn = _resampled(np.array(both, dtype=float).T, _sums)
    weighted = drawn[:, (drawn[1] > 0) & (drawn[3] > 0)] if drawn.size else np.empty((4, 0))
    low, high = _bounds(weighted[2] / weighted[3] - weighted[0] / weighted[1], now - was)
    return Difference(value=now - was, low=low, high=high)


def paired_quantile_difference(before: Sequence[float], after: Sequence[float], q: float) -> Difference:
    """The ``q`` quantile of ``after`` less that of ``before``, over the same questions in the same order."""
    if not before and not after:
        return Difference(value=None)
    rows = _finite(list(zip(before, after, strict=True))).T

    def difference(one: Floats, two: Floats, axis: int) -> Floats:
        return np.asarray(np.quantile(two, q, axis=axis) - np.quantile(one, q, axis=axis))

    value = float(difference(rows[0], rows[1], axis=0))
    low, high = _bounds(_resampled(rows, difference), value)
    return Difference(value=value, low=low, high=high)


def _checked(pairs: Sequence[Pair]) -> Sequence[Pair]:
    for total, weight in pairs:
        if not (math.isfinite(total) and math.isfinite(weight)) or weight < 0:
            raise EvaluationError(f"({total}, {weight}) is no measure of a question: score the run again.")
    return pairs


def _finite(values: Sequence[Any]) -> Floats:
    row = np.array(values, dtype=float)
    if not np.isfinite(row).all():
        raise EvaluationError("A measured value is not a finite number: score the run again.")
    return row


def _quotient(pairs: Sequence[Pair]) -> float | None:
    # fsum: the order of the questions must not show in the last digit.
    weight = math.fsum(pair[1] for pair in pairs)
    return math.fsum(pair[0] for pair in pairs) / weight if weight > 0 else None


def _all_or_none(pairs: Sequence[Pair]) -> int | None:
    """How many questions are wholly right, where that is all of them or none has anything right."""
    if all(total == weight for total, weight in pairs):
        return len(pairs)
    return 0 if all(total == 0 for total, _ in pairs) else None


def _ratio_bounds(pairs: Sequence[Pair], value: float) -> Bounds:
    sums, weights = np.array(sorted(pairs), dtype=float).T
    if (weights == weights[0]).all():  # a plain mean: half the work, and most metrics are one
        return _bounds(_resampled([sums], np.mean) / weights[0], value)
    drawn = _resampled([sums, weights], _sums)
    return _bounds(drawn[0] / drawn[1], value) if drawn.size else (None, None)


def _sums(*samples: Floats, axis: int) -> Floats:
    return np.stack([sample.sum(axis=axis) for sample in samples])


def _resampled(rows: Sequence[Floats] | Floats, statistic: Callable[..., Floats]) -> Floats:
    """The statistic of each resample of the questions, in the last axis; empty for a single question."""
    questions = len(rows[0])
    if questions < 2:
        return np.empty(0)
    found = bootstrap(
        tuple(rows),
        statistic,
        paired=True,
        vectorized=True,
        method="percentile",
        n_resamples=RESAMPLES,
        confidence_level=CONFIDENCE,
        batch=max(1, _DRAWN // questions),
        rng=np.random.default_rng(_SEED),
    )
    return np.asarray(found.bootstrap_distribution)


def _bounds(drawn: Floats, value: float) -> Bounds:
    """The percentile interval; none where the resamples do not differ. Rounding never shuts the value out."""
    if not drawn.size or float(np.ptp(drawn)) <= _NO_WIDTH * max(1.0, abs(value)):
        return None, None
    tail = (1 - CONFIDENCE) / 2
    low, high = (float(bound) for bound in np.quantile(drawn, [tail, 1 - tail]))
    return min(low, value), max(high, value)


def _estimate(value: float, n: int, ineligible: int, bounds: Bounds) -> Estimate:
    low, high = bounds
    return Estimate(
        value=value,
        n=n,
        ineligible=ineligible,
        low=low,
        high=high,
        interval="bootstrap" if low is not None else None,
    )
