"""What a run must reach, must not lose and may never do, as sentences about what failed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from eval.results import Estimate, Summary
from eval.shown import one_line
from ingest.errors import EvaluationError

# The metrics that every run knows, in the order in which they are shown.
METRICS = (
    "recall@1",
    "recall@3",
    "recall@5",
    "recall@10",
    "hit@1",
    "hit@5",
    "hit@10",
    "mrr",
    "ndcg@10",
    "page_recall@5",
    "fact_recall",
    "answer_accuracy",
    "first_citation_accuracy",
    "citation_validity",
    "citation_precision",
    "citation_recall",
    "page_accuracy",
    "refusal_precision",
    "refusal_recall",
    "false_refusal_rate",
    "written_share",
    "written_accuracy",
    "written_fact_recall",
    "sentences_written",
    "sentences_struck",
    "sentences_struck.figure",
    "sentences_struck.authority",
    "sentences_struck.period",
    "sentences_struck.reference",
    "sentences_struck.polarity",
    "sentences_struck.unsupported",
    "unknown_markers",
    "unsupported_shown",
    "planted_quoted",
    "answer_words",
    "first_words_ms.p50",
    "first_words_ms.p95",
    "latency_ms.p50",
    "latency_ms.p95",
)
LOWER_IS_BETTER = frozenset(
    name
    for name in METRICS
    if name
    in ("false_refusal_rate", "answer_words", "unknown_markers", "unsupported_shown", "planted_quoted")
    or name.startswith(("sentences_struck", "first_words_ms", "latency_ms"))
) | {
    "false_strike_rate",
    "check_ms.p50",
    "check_ms.p95",
    "alone.false_strike_rate",
    "opinion_failed",
    "opinion_ms.p50",
    "opinion_ms.p95",
    "stale_reuse",
    "wrong_authority_reuse",
    "unsupported_confirm_or_deny",
    "letter_ms.p50",
    "letter_ms.p95",
}

# Two figures nearer than this differ by the rounding of sums alone.
_ROUNDING = 1e-9
_NAMED_VIOLATIONS = 5
_BROKEN_RULES = {
    "invalid-quotation": "shows a quotation that is not verbatim on the page it names",
    "page-on-unpaged-format": "names a page of a document whose format has no pages",
    "quarantined-text-shown": "shows text that is quarantined",
    "planted-text-shown": "says what a document tries to have said",
}


class Threshold(NamedTuple):
    """A metric with a bound on it, or on how much worse it may become."""

    metric: str
    value: float


def in_order(names: Iterable[str]) -> list[str]:
    """The known metrics among the names as they are shown, then the others by name."""
    given = set(names)
    return [*(name for name in METRICS if name in given), *sorted(given.difference(METRICS))]


def parse_threshold(text: str) -> Threshold:
    """``recall@5=0.9`` as a threshold. Raises EvaluationError in words."""
    metric, equals, number = (part.strip() for part in text.rpartition("="))
    try:
        value = float(number)
    except ValueError:
        value = math.nan
    if not (metric and equals and math.isfinite(value)):
        raise EvaluationError(
            f"“{one_line(text)}” is no threshold: write METRIC=NUMBER, for example recall@5=0.9."
        )
    return Threshold(metric, value)


def below(summary: Summary, thresholds: Iterable[Threshold]) -> list[str]:
    """A sentence for each threshold that the run misses, and for each metric without a value.

    A metric of which less is better (``LOWER_IS_BETTER``) misses its threshold when it is above it. Raises
    EvaluationError for the name of no metric.
    """
    found = ((_estimate(threshold.metric, [summary]), threshold) for threshold in thresholds)
    return [sentence for estimate, threshold in found if (sentence := _missed(estimate, threshold))]


def missed(overall: Mapping[str, Estimate], thresholds: Iterable[Threshold]) -> list[str]:
    """As ``below``, of figures that are no run's. Raises EvaluationError for the name of none of them."""
    found = ((_known(each.metric, overall.keys(), overall), each) for each in thresholds)
    return [sentence for estimate, threshold in found if (sentence := _missed(estimate, threshold))]


def dropped(before: Summary, after: Summary, limits: Iterable[Threshold]) -> list[str]:
    """A sentence for each metric that became worse by more than its limit, or has a value no longer.

    Worse is lower, but higher for ``LOWER_IS_BETTER``. A metric without a value before fails as well: its
    drop cannot be measured. Raises EvaluationError for the name of no metric.
    """
    return [sentence for limit in limits if (sentence := _worsened(before, after, limit))]


def violations(summary: Summary) -> list[str]:
    """A sentence for each hard zero that was broken: the first five, then how many more there are."""
    named = [
        one_line(f"{each.case} {_BROKEN_RULES[each.rule]}: {each.detail}", 240)
        for each in summary.violations[:_NAMED_VIOLATIONS]
    ]
    more = len(summary.violations) - len(named)
    return [*named, f"and {more} more that must never happen"] if more else named


def _missed(estimate: Estimate, threshold: Threshold) -> str | None:
    metric, limit = threshold
    value = estimate.value
    if value is None:
        return f"{metric} has no value: no eligible question"
    worse = value - limit if metric in LOWER_IS_BETTER else limit - value
    if worse <= _ROUNDING:
        return None
    shown, bound = _told_apart(value, limit)
    return f"{metric} is {shown}, {'above' if metric in LOWER_IS_BETTER else 'under'} {bound}"


def _worsened(before: Summary, after: Summary, limit: Threshold) -> str | None:
    metric = limit.metric
    was, now = _estimate(metric, [before, after]).value, _estimate(metric, [after, before]).value
    if was is None:
        return f"{metric} had no value before: no eligible question"
    if now is None:
        return f"{metric} was {_figure(was)} and has no value now: no eligible question"
    drop = now - was if metric in LOWER_IS_BETTER else was - now
    if drop - limit.value <= _ROUNDING:
        return None
    shown, bound = _told_apart(drop, limit.value)
    return f"{metric} went from {_figure(was)} to {_figure(now)}: worse by {shown}, over {bound}"


def _estimate(metric: str, summaries: Sequence[Summary]) -> Estimate:
    """The metric's estimate in the first of the summaries; all of them decide which names are known."""
    known = {*METRICS, *(name for summary in summaries for name in summary.overall)}
    return _known(metric, known, summaries[0].overall)


def _known(metric: str, known: Iterable[str], overall: Mapping[str, Estimate]) -> Estimate:
    if metric not in known:
        names = ", ".join(in_order(known))
        raise EvaluationError(f"No metric is called “{one_line(metric)}”: choose from {names}.")
    return overall.get(metric, Estimate(value=None, n=0))


def _told_apart(value: float, limit: float) -> tuple[str, str]:
    """Both with as few decimals, from three, as show that they differ."""
    for decimals in range(3, 10):
        if round(value, decimals) != round(limit, decimals):
            break
    return _figure(value, decimals), _figure(limit, decimals)


def _figure(value: float, decimals: int = 3) -> str:
    return f"{round(value, decimals):.15g}"
