"""The figures of request letters as tables for a terminal, and every failure as a line."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from assistant.foi.coverage import Coverage
from eval.figures import NONE, figure, interval
from eval.foi.results import NOT_SPLIT, Failure, Metric, RequestSummary
from eval.shown import one_line
from eval.tables import plain_table

_OF_LETTERS = (
    Metric.SPLIT_F1,
    Metric.PRIOR_RECALL_1,
    Metric.PRIOR_RECALL_3,
    Metric.PUBLISHED_RECALL_3,
    Metric.COVERAGE_ACCURACY,
)
_COVERAGES = (*(coverage.value for coverage in Coverage), NOT_SPLIT)


def overall_table(summary: RequestSummary) -> Table:
    """Every figure with its interval and how many things it is of."""
    title = f"Letters: {summary.requests:,}, questions: {summary.questions:,}"
    table = plain_table(title, "metric", "value", "95 % interval", "n")
    for name, each in summary.overall.items():
        shown = figure(name, each.value), interval(name, each.low, each.high), f"{each.n:,}"
        table.add_row(*(Text(cell) for cell in (name, *shown)))
    return table


def letters_table(summary: RequestSummary) -> Table:
    """A row for each letter with the figures that say most."""
    heads = [metric.value.replace("_", "_\n").replace("@", "\n@") for metric in _OF_LETTERS]
    table = plain_table("By letter", "letter", *heads, "failures")
    for name, values in summary.by_request.items():
        failures = sum(failure.request == name for failure in summary.failures)
        cells = [figure(metric.value, values[metric.value]) for metric in _OF_LETTERS]
        table.add_row(*(Text(cell) for cell in (one_line(name), *cells, f"{failures:,}")))
    return table


def confusion_table(summary: RequestSummary) -> Table:
    """Coverage expected (rows) against coverage found (columns, numbered as the rows)."""
    numbers = {name: str(place) for place, name in enumerate(_COVERAGES, 1)}
    table = plain_table("Coverage: expected, and found (by number)", "expected", *numbers.values())
    for name, number in numbers.items():
        found = summary.confusion.get(name, {})
        if found or name == NOT_SPLIT:
            cells = [f"{found[each]:,}" if each in found else NONE for each in numbers]
            table.add_row(*(Text(cell) for cell in (f"{number} {name}", *cells)))
    return table


def failure_lines(summary: RequestSummary) -> Iterator[str]:
    """One line for each thing that went wrong, by figure and then by letter."""
    order = {metric: place for place, metric in enumerate(Metric)}
    for failure in sorted(summary.failures, key=lambda each: order[each.metric]):
        yield _line(failure)


def _line(failure: Failure) -> str:
    place = f"{failure.request}, {failure.question}" if failure.question else failure.request
    return one_line(f"{failure.metric.value}: {place}: {failure.detail}", 240)
