"""Letters judged one by one, and the figures over all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from eval.foi.cases import RequestCase
from eval.foi.measures import judge_request
from eval.foi.results import Handled, Metric, Pair, RequestResult, RequestSummary
from eval.intervals import quantile, ratio
from ingest.errors import EvaluationError


def judge(cases: Sequence[RequestCase], handled: Mapping[str, Handled]) -> list[RequestResult]:
    """Every letter judged, in the set's order. Raises EvaluationError where one was not read yet."""
    missing = [case.id for case in cases if case.id not in handled]
    if missing:
        raise EvaluationError(
            f"{len(missing)} of {len(cases)} letters have not been read: run `eval foi` again."
        )
    return [judge_request(case, handled[case.id]) for case in cases]


def summarise(results: Sequence[RequestResult]) -> RequestSummary:
    """The figures over all letters with 95 % intervals, and each letter's own."""
    overall = {metric.value: ratio(_pairs(results, metric), 0) for metric in Metric}
    times = [result.milliseconds for result in results]
    overall |= {f"letter_ms.{name}": quantile(times, part, 0) for name, part in (("p50", 0.5), ("p95", 0.95))}
    return RequestSummary(
        requests=len(results),
        questions=sum(result.questions for result in results),
        overall=overall,
        confusion=_confusion(results),
        by_request={result.id: _own(result) for result in results},
        failures=tuple(failure for result in results for failure in result.failures),
    )


def _pairs(results: Sequence[RequestResult], metric: Metric) -> list[Pair]:
    return [pair for result in results for pair in result.measures.get(metric.value, ())]


def _own(result: RequestResult) -> dict[str, float | None]:
    return {metric.value: _quotient(result.measures.get(metric.value, ())) for metric in Metric}


def _quotient(pairs: Sequence[Pair]) -> float | None:
    weight = sum(pair[1] for pair in pairs)
    return sum(pair[0] for pair in pairs) / weight if weight else None


def _confusion(results: Sequence[RequestResult]) -> dict[str, dict[str, int]]:
    counts = Counter(pair for result in results for pair in result.coverages)
    table: dict[str, dict[str, int]] = {}
    for (expected, found), count in sorted(counts.items()):
        table.setdefault(expected, {})[found] = count
    return table
