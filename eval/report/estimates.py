"""Estimates as people read them: per cent, milliseconds and words, and the tables that hold them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.spoken import kind_words
from eval.report.words import GROUP_METRICS, METRIC_GROUPS, METRICS, Metric, Unit, metric_of
from eval.results import Estimate, Estimates, Summary

# How the scores name the questions without gold among the groups.
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Reading:
    """One estimate in words. ``value`` is empty where no question was eligible."""

    metric: Metric
    value: str
    interval: str
    method: str
    n: int
    ineligible: int


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group of questions; a cell is None where the group has no such figure."""

    label: str
    questions: int
    cells: list[Reading | None]


@dataclass(frozen=True, slots=True)
class GroupTable:
    """A few figures for each group of questions."""

    heading: str
    caption: str
    metrics: list[Metric]
    rows: list[GroupRow]


def number(value: float, unit: Unit) -> str:
    """ "81.7%", "0.817", "1,204 ms", "38 words" without the word, "2.50" things."""
    if unit == "share":
        return f"{100 * value:.1f}%"
    if unit == "ms":
        return f"{value:,.0f} ms"
    if unit == "count":
        return f"{value:,.2f}"
    if unit == "words":
        return f"{value:,.1f}".removesuffix(".0")
    return f"{value:,.3f}"


def interval(estimate: Estimate, unit: Unit) -> str:
    """ "74.1 to 88.0%"; nothing where there is none."""
    if estimate.low is None or estimate.high is None:
        return ""
    low, high = number(estimate.low, unit), number(estimate.high, unit)
    ending = {"share": "%", "ms": " ms"}.get(unit, "")
    return f"{low.removesuffix(ending)} to {high}"


def reading(name: str, estimate: Estimate) -> Reading:
    """An estimate with the words for it."""
    metric = metric_of(name)
    return Reading(
        metric=metric,
        value="" if estimate.value is None else number(estimate.value, metric.unit),
        interval=interval(estimate, metric.unit),
        method=estimate.interval or "",
        n=estimate.n,
        ineligible=estimate.ineligible,
    )


def headline(overall: Estimates) -> dict[str, list[Reading]]:
    """The figures of the whole run by heading; those without words of their own stand last."""
    groups = {
        heading: [reading(name, overall[name]) for name in metrics if name in overall]
        for heading, metrics in METRIC_GROUPS.items()
    }
    others = [reading(name, estimate) for name, estimate in overall.items() if name not in METRICS]
    return {heading: readings for heading, readings in {**groups, "Others": others}.items() if readings}


def group_tables(summary: Summary) -> list[GroupTable]:
    """The tables by kind of question, by authority and by kind of document; none without groups."""
    tables = [
        _table("Kind of question", "By kind of question", summary.by_kind, str),
        _table("Authority", "By authority of the gold", summary.by_authority, _or_none(str)),
        _table(
            "Kind of document", "By kind of the gold document", summary.by_document_kind, _or_none(kind_words)
        ),
    ]
    return [table for table in tables if table.rows]


def _or_none(words: Callable[[str], str]) -> Callable[[str], str]:
    return lambda name: "No gold document" if name == _NONE else words(name)


def _table(
    heading: str, caption: str, groups: Mapping[str, Estimates], words: Callable[[str], str]
) -> GroupTable:
    shown = [name for name in GROUP_METRICS if any(_measured(group, name) for group in groups.values())]
    rows = [
        GroupRow(words(name), _questions(group), [_cell(group, metric) for metric in shown])
        for name, group in groups.items()
    ]
    return GroupTable(heading, caption, [metric_of(name) for name in shown], rows)


def _cell(group: Estimates, name: str) -> Reading | None:
    return reading(name, group[name]) if _measured(group, name) else None


def _measured(group: Estimates, name: str) -> bool:
    return name in group and group[name].value is not None


def _questions(group: Estimates) -> int:
    """Every question is either eligible for a figure or not."""
    return max((estimate.n + estimate.ineligible for estimate in group.values()), default=0)
