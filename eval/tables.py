"""Summaries and comparisons as tables for a terminal, or for the file that its output goes to.

Every figure fits into 80 columns; only names and questions are broken over lines. Text from questions and
documents is never read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from eval.compare import Change, Comparison, MetricComparison, QuestionChange
from eval.figures import NONE, change, change_interval, figure, interval, probability
from eval.markdown import comparison_markdown
from eval.results import CitationOutcome, Estimates, Summary, Verdict
from eval.shown import one_line
from eval.thresholds import LOWER_IS_BETTER, in_order

if TYPE_CHECKING:
    from eval.ablate import Ablation
    from eval.checking import Checked

__all__ = [
    "ablation_table",
    "checked_table",
    "citation_table",
    "comparison_markdown",
    "comparison_table",
    "comparison_tables",
    "headline",
    "kinds",
    "plain_table",
    "refusal_table",
    "remark_table",
    "verdict_table",
    "written_kinds",
    "wrong_checks",
]

_OF_KINDS = (
    "recall@5",
    "answer_accuracy",
    "first_citation_accuracy",
    "page_accuracy",
    "refusal_recall",
    "false_refusal_rate",
)
_OF_WRITTEN_KINDS = ("written_share", "written_accuracy", "sentences_struck", "first_words_ms.p50")


def headline(summary: Summary) -> Table:
    """Every metric with its interval and how many questions it is of."""
    table = plain_table(
        f"Questions: {summary.questions:,}", "metric", "value", "95 % interval", "n", "ineligible"
    )
    for name in in_order(summary.overall):
        each = summary.overall[name]
        shown = figure(name, each.value), interval(name, each.low, each.high)
        _add(table, name, *shown, f"{each.n:,}", f"{each.ineligible:,}")
    return table


def kinds(summary: Summary) -> Table:
    """A row for each kind of question, with how many there are and the metrics that say most."""
    return _by_kind("By kind of question", summary, _OF_KINDS)


def written_kinds(summary: Summary) -> Table | None:
    """The same for what is measured of written answers; None where there are none."""
    if "written_share" not in summary.overall:
        return None
    return _by_kind("Written answers by kind of question", summary, _OF_WRITTEN_KINDS)


def remark_table(summary: Summary) -> Table | None:
    """Why quotations were shown instead of prose; None where they never were."""
    if not summary.remarks:
        return None
    table = plain_table("Quoted, not written", "remark", "n")
    for remark, count in summary.remarks.items():
        _add(table, remark, f"{count:,}")
    return table


def verdict_table(summary: Summary) -> Table:
    """How many questions came to which verdict."""
    return _counts("Verdicts", "verdict", Verdict, summary.verdicts)


def citation_table(summary: Summary) -> Table:
    """How many displayed quotations came to which outcome."""
    return _counts("Quotations", "outcome", CitationOutcome, summary.citation_outcomes)


def refusal_table(summary: Summary) -> Table:
    """Questions by whether they have an answer and whether one was given."""
    counts = summary.refusals
    table = plain_table("Answers and refusals", "question", "answered", "refused")
    _add(table, "has an answer", f"{counts.answerable_answered:,}", f"{counts.answerable_refused:,}")
    _add(table, "has none", f"{counts.unanswerable_answered:,}", f"{counts.unanswerable_refused:,}")
    return table


def ablation_table(ablation: Ablation, metrics: Sequence[str]) -> Table:
    """A row for each way of searching."""
    table = plain_table(
        f"Ways of searching: {one_line(ablation.questions)}", "search", *map(_broken, metrics)
    )
    for row in ablation.rows:
        values = [figure(name, row.figures[name].value) if name in row.figures else NONE for name in metrics]
        _add(table, row.variant, *values)
    return table


def checked_table(checked: Checked) -> Table:
    """What the check of labelled sentences caught of each label, and how many true ones it struck."""
    title = f"Labelled sentences{f', {checked.split}' if checked.split else ''}: {len(checked.sentences):,}"
    table = plain_table(title, "metric", "n", "struck", "value", "95 % interval")
    for name, each in checked.overall.items():
        rate = not name.startswith(("check_ms", "opinion_ms"))
        struck = f"{round(each.value * each.n):,}" if rate and each.value is not None else NONE
        _add(
            table, name, f"{each.n:,}", struck, figure(name, each.value), interval(name, each.low, each.high)
        )
    return table


def wrong_checks(checked: Checked) -> Table:
    """Every sentence that was struck though true, or kept though not, by its id; its words stay unread."""
    table = _table("Judged wrongly")
    for heading in ("id", "label", "struck as"):
        table.add_column(heading, no_wrap=True)
    for each in checked.sentences:
        if each.is_wrong:
            _add(table, each.id, each.label.value, each.fault.value if each.fault else "kept")
    return table


def comparison_tables(comparison: Comparison) -> list[Table]:
    """The metrics, then the questions that differ where any do."""
    changes = [_changes(comparison)] if comparison.changes else []
    return [comparison_table(comparison), *changes]


def comparison_table(comparison: Comparison) -> Table:
    """Every metric before and after, on the same questions; plain gains in green, plain losses in red."""
    runs = f"{one_line(comparison.before)} → {one_line(comparison.after)}"
    title = f"{runs}, questions compared: {comparison.paired:,}"
    table = plain_table(title, "metric", "before", "after", "change", "95 % interval", "p", "n")
    for name, each in comparison.metrics.items():
        difference = each.difference
        table.add_row(
            Text(one_line(name)),
            figure(name, each.before.value),
            figure(name, each.after.value),
            Text(change(name, difference.value), style=_style(name, each)),
            change_interval(name, difference.low, difference.high),
            probability(each.p),
            _of_both(each),
        )
    return table


def _changes(comparison: Comparison) -> Table:
    table = _table("Questions that differ")
    table.add_column("change", no_wrap=True)
    for heading in ("id", "question", "was → now"):
        table.add_column(heading, overflow="fold")
    for each in (found for kind in Change for found in comparison.of(kind)):
        _add(table, each.change.value, each.id, each.question, _was_now(each))
    return table


def _was_now(each: QuestionChange) -> str:
    detail = f" ({each.detail})" if each.detail else ""
    return f"{each.was or NONE} → {each.now or NONE}{detail}"


def _of_both(each: MetricComparison) -> str:
    before, after = each.before.n, each.after.n
    return f"{after:,}" if before == after else f"{before:,}, {after:,}"


def _style(metric: str, each: MetricComparison) -> str:
    """Colour only where the interval is on one side of nothing."""
    low, high = each.difference.low, each.difference.high
    if low is None or high is None or low <= 0 <= high:
        return ""
    return "green" if (high < 0) == (metric in LOWER_IS_BETTER) else "red"


def _by_kind(title: str, summary: Summary, metrics: Sequence[str]) -> Table:
    table = plain_table(title, "kind", "n", *map(_broken, metrics))
    for kind, estimates in summary.by_kind.items():
        values = [figure(name, estimates[name].value) if name in estimates else NONE for name in metrics]
        _add(table, kind, f"{_questions(estimates):,}", *values)
    return table


def _counts(title: str, heading: str, order: Iterable[StrEnum], counts: Mapping[str, int]) -> Table:
    table = plain_table(title, heading, "n", "share")
    total = sum(counts.values())
    known = [member.value for member in order if member.value in counts]
    for name in [*known, *sorted(counts.keys() - {*known})]:
        _add(table, name, f"{counts[name]:,}", f"{counts[name] / total:.3f}")
    return table


def _questions(estimates: Estimates) -> int:
    return max((each.n + each.ineligible for each in estimates.values()), default=0)


def plain_table(title: str, first: str, *figures: str) -> Table:
    """A table of figures: they are never wrapped or cut, the names in the first column may be."""
    table = _table(title)
    table.add_column(first, overflow="fold")
    for heading in figures:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _table(title: str) -> Table:
    return Table(
        title=Text(title, style="bold"),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )


def _broken(metric: str) -> str:
    """A metric's name over several short lines, to head a narrow column."""
    return metric.replace("_", "_\n").replace("@", "\n@")


def _add(table: Table, *cells: str) -> None:
    table.add_row(*(Text(one_line(cell, 400)) for cell in cells))
