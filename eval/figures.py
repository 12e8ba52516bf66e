"""Figures as text: rates with three decimals, words and milliseconds as whole numbers, a dash for none."""

from __future__ import annotations

NONE = "–"


def figure(metric: str, value: float | None) -> str:
    """ "0.912" for a rate, "1,204" for words and milliseconds."""
    if value is None:
        return NONE
    return f"{value:,.0f}" if _is_whole(metric) else f"{value:.3f}"


def interval(metric: str, low: float | None, high: float | None) -> str:
    """ "0.812–0.945"."""
    if low is None or high is None:
        return NONE
    return f"{figure(metric, low)}–{figure(metric, high)}"


def change(metric: str, value: float | None) -> str:
    """ "+0.040", "-12"; no sign where it rounds to nothing."""
    if value is None:
        return NONE
    rounded = round(value, 0 if _is_whole(metric) else 3)
    return f"{'+' if rounded > 0 else ''}{figure(metric, rounded + 0.0)}"


def change_interval(metric: str, low: float | None, high: float | None) -> str:
    """ "-0.031 to +0.012"."""
    if low is None or high is None:
        return NONE
    return f"{change(metric, low)} to {change(metric, high)}"


def probability(p: float | None) -> str:
    """ "0.125", "<0.001"."""
    if p is None:
        return NONE
    return "<0.001" if p < 0.001 else f"{p:.3f}"


def _is_whole(metric: str) -> bool:
    return "_ms" in metric or metric.endswith("_words")
