"""How each plot is drawn onto its axes: lines, bars and the words at them, in one style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from eval.report.estimates import number
from eval.results import Estimate
from eval.shown import one_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

# From Okabe and Ito's palette (2008), which colour-blind readers can tell apart; 3:1 or more on white.
_BLUE, _VERMILION, _GREEN, _INK = "#0072b2", "#d55e00", "#007a5a", "#1b2430"
_PALE = "#a6cfe6"  # a ground for dark lines, with an edge of blue
_BAR = {"good": _GREEN, "bad": _VERMILION, "middling": "#8a5a00", "plain": "#6d7a8a"}

_LONGEST_LABEL = 26


def paint_recall(axes: Axes, recall: Mapping[int, Estimate], hits: Mapping[int, float]) -> None:
    """Recall@k with the band of its intervals and, dashed, the share of questions with a hit."""
    banded = {k: (e.low, e.high) for k, e in recall.items() if e.low is not None and e.high is not None}
    lows, highs = [low for low, _ in banded.values()], [high for _, high in banded.values()]
    axes.fill_between(list(banded), lows, highs, label="95% interval").set(
        color=_BLUE, alpha=0.18, linewidth=0
    )
    values = [estimate.value for estimate in recall.values() if estimate.value is not None]
    axes.plot(list(recall), values, color=_BLUE, marker="o", linewidth=2, label="Recall@k")
    if hits:
        (line,) = axes.plot(list(hits), list(hits.values()), color=_VERMILION, label="Hit@k")
        line.set(marker="s", markersize=4, linestyle="--")
    axes.set(xlabel="first k passages", xlim=(0.7, 10.3), xticks=range(1, 11), ylim=(0, 1.04))
    _shares(axes.yaxis)
    axes.grid(axis="y")
    _legend_above(axes, 3)


def paint_times(axes: Axes, times: Sequence[float], marks: Mapping[str, float]) -> None:
    """A histogram of milliseconds with upright marks. The last bar holds whatever is far slower."""
    end = _end_of_axis(times)
    late = sum(each > end for each in times)
    bars = min(30, max(5, len(times) // 3))
    axes.hist([min(each, end) for each in times], bins=bars, color=_BLUE, edgecolor="white", linewidth=0.5)
    for (words, value), style in zip(marks.items(), ("-", "--"), strict=False):
        axes.axvline(value, color=_INK, linewidth=2, ls=style, label=f"{words}, {number(value, 'ms')}")
    slower = f" (the last bar: {late} over {number(end, 'ms')})" if late else ""
    axes.set(xlabel=f"milliseconds{slower}", ylabel="questions")
    axes.set_xlim(left=0)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.locator_params(axis="x", nbins=6)
    axes.locator_params(axis="y", integer=True)
    axes.grid(axis="y")
    if marks:
        _legend_above(axes, 1)


def _end_of_axis(times: Sequence[float]) -> float:
    """Well behind the great majority, which a few stragglers would else squeeze together."""
    import numpy as np

    return min(max(times), 2.5 * float(np.quantile(times, 0.95)))


def paint_shares(axes: Axes, bars: Mapping[str, Estimate]) -> None:
    """A bar for each share with its interval and how many questions it is of."""
    for row, estimate in enumerate(bars.values()):
        axes.barh(row, estimate.value or 0.0, color=_PALE, edgecolor=_BLUE, height=0.55)
        if estimate.low is not None and estimate.high is not None:
            ends = [estimate.low, estimate.high]
            axes.plot(ends, [row, row], color=_INK, marker="|", markersize=7, clip_on=False)
        axes.text(1.03, row, f"n {estimate.n}", va="center", fontsize=10)
    _rows(axes, list(bars))
    axes.set_xlim(0, 1)
    _shares(axes.xaxis)


def paint_counts(axes: Axes, bars: Mapping[str, tuple[int, str]]) -> None:
    """A bar for each count, in the colour of its tone."""
    for row, (count, tone) in enumerate(bars.values()):
        axes.barh(row, count, color=_BAR[tone], height=0.6)
        axes.annotate(f"{count:,}", (count, row), (5, 0), textcoords="offset points", va="center")
    _rows(axes, list(bars))
    axes.set_xlim(0, 1.12 * max(count for count, _ in bars.values()))
    axes.locator_params(axis="x", integer=True, nbins=5)


def _rows(axes: Axes, labels: Sequence[str]) -> None:
    """Horizontal bars from the top down, named at the left, with lines to read them against."""
    # A label may come from the question set, and a picture cannot wrap it.
    axes.set_yticks(range(len(labels)), [one_line(label, _LONGEST_LABEL) for label in labels])
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x")


def _legend_above(axes: Axes, columns: int) -> None:
    """Where it can hide nothing."""
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=columns, columnspacing=1, fontsize=10)


def _shares(axis: Axis) -> None:
    from matplotlib.ticker import MultipleLocator, PercentFormatter

    axis.set_major_locator(MultipleLocator(0.25))
    axis.set_major_formatter(PercentFormatter(1.0, decimals=0))
