"""The report's plots, each with its title and, for those who do not see it, its figures in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from eval.report.estimates import number
from eval.report.painting import paint_counts, paint_recall, paint_shares, paint_times
from eval.report.svg import inline_svg, plotting
from eval.report.words import MEDIAN_TIME, OUTCOMES, SLOW_TIME, VERDICTS
from eval.results import FAILURES, CaseResult, Estimate, Estimates, Summary

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Inches; at 72 points to the inch the pictures are 360 units wide.
_WIDTH = 5.0
_TALL, _LOW = 3.3, 3.0


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture for the page."""

    name: str
    title: str
    svg: Markup


def plots(summary: Summary, results: Sequence[CaseResult]) -> list[Plot]:
    """Every plot for which there is something to show, in the page's order."""
    found = (
        recall_curve(summary.overall, results),
        latency_histogram(summary.overall, results),
        accuracy_by_kind(summary.by_kind),
        citation_outcomes(summary.citation_outcomes),
        failures(summary.verdicts),
    )
    return [plot for plot in found if plot is not None]


def recall_curve(overall: Estimates, results: Sequence[CaseResult]) -> Plot | None:
    """Recall@k with its 95% band, and hit@k: the share of questions with any gold in the first k."""
    recall, hits = _recalls(overall), hits_at(results)
    if not recall:
        return None
    told = [f"recall@{k} {number(e.value, 'share')}" for k, e in recall.items() if e.value is not None]
    told += [f"hit@{k} {number(value, 'share')}" for k, value in hits.items()]
    title = "How much of the gold is found"
    return _plot("recall", title, told, _TALL, lambda axes: paint_recall(axes, recall, hits))


def _recalls(overall: Estimates) -> dict[int, Estimate]:
    """Recall@k by k, ascending, where it was measured."""
    matched = ((re.fullmatch(r"recall@(\d+)", name), estimate) for name, estimate in overall.items())
    found = {int(match[1]): e for match, e in matched if match and e.value is not None}
    return dict(sorted(found.items()))


def hits_at(results: Sequence[CaseResult], deepest: int = 10) -> dict[int, float]:
    """For k from 1: the share of the questions with gold sources that have one in the first k passages."""
    ranked = [
        [rank for rank in result.gold_ranks if rank is not None] for result in results if result.gold_ranks
    ]
    return {
        k: sum(bool(ranks) and min(ranks) <= k for ranks in ranked) / len(ranked)
        for k in range(1, deepest + 1)
        if ranked
    }


def latency_histogram(overall: Estimates, results: Sequence[CaseResult]) -> Plot | None:
    """How long the questions took, in milliseconds, with the median and the 95th percentile."""
    times = [result.latency_ms for result in results if result.latency_ms is not None]
    if not times:
        return None
    marks = {
        words: value
        for name, words in ((MEDIAN_TIME, "median"), (SLOW_TIME, "95th percentile"))
        if name in overall and (value := overall[name].value) is not None
    }
    told = [f"{len(times)} questions, from {number(min(times), 'ms')} to {number(max(times), 'ms')}"]
    told += [f"{words} {number(value, 'ms')}" for words, value in marks.items()]
    title = "How long a question takes"
    return _plot("latency", title, told, _LOW, lambda axes: paint_times(axes, times, marks))


def accuracy_by_kind(by_kind: Mapping[str, Estimates]) -> Plot | None:
    """Answer accuracy of each kind of question with its 95% interval and how many there were."""
    found = {kind: group["answer_accuracy"] for kind, group in by_kind.items() if "answer_accuracy" in group}
    bars = {kind: estimate for kind, estimate in found.items() if estimate.value is not None}
    if not bars:
        return None
    told = [f"{kind} {number(e.value or 0.0, 'share')} (n {e.n})" for kind, e in bars.items()]
    title = "Answer accuracy by kind of question"
    return _plot("accuracy", title, told, _height(bars), lambda axes: paint_shares(axes, bars))


def citation_outcomes(counts: Mapping[str, int]) -> Plot | None:
    """What became of the displayed quotations, the worst first."""
    bars = {words.label: (counts.get(outcome.value, 0), words.tone) for outcome, words in OUTCOMES.items()}
    return _counts("outcomes", "What became of the citations", bars)


def failures(counts: Mapping[str, int]) -> Plot | None:
    """The questions that failed, by how."""
    bars = {VERDICTS[verdict].label: (counts.get(verdict.value, 0), "bad") for verdict in FAILURES}
    return _counts("failures", "How the questions failed", bars)


def _counts(name: str, title: str, bars: Mapping[str, tuple[int, str]]) -> Plot | None:
    if not any(count for count, _ in bars.values()):
        return None
    told = [f"{label} {count}" for label, (count, _) in bars.items()]
    return _plot(name, title, told, _height(bars), lambda axes: paint_counts(axes, bars))


def _height(rows: Mapping[str, object]) -> float:
    return 0.75 + 0.34 * len(rows)


def _plot(name: str, title: str, told: Sequence[str], height: float, paint: Callable[[Axes], None]) -> Plot:
    with plotting(f"plot-{name}"):
        from matplotlib.figure import Figure

        figure = Figure(figsize=(_WIDTH, height), layout="constrained", facecolor="none")
        paint(figure.add_subplot())
        return Plot(name, title, inline_svg(figure, f"plot-{name}", title, f"{', '.join(told)}."))
