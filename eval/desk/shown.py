"""Runs and comparisons as the page's tab shows them: every figure in words."""

from __future__ import annotations

from assistant.ui.bench.service import ChangeLine, Compared, MetricLine, RunLine, RunState
from eval.compare import Change, Comparison, MetricComparison
from eval.desk.runs import About, KeptRun
from eval.figures import NONE, change, change_interval, figure, probability
from eval.report.estimates import reading
from eval.report.words import metric_of
from eval.results import Summary
from eval.shown import one_line
from eval.thresholds import LOWER_IS_BETTER
from ingest.errors import EvaluationError

_HEADLINE = ("answer_accuracy", "page_accuracy", "refusal_recall", "citation_validity")
_MOST_CHANGES = 200
_CHANGES = {
    Change.LOST_GOLD: "Gold is lost",
    Change.BROKEN: "Broken",
    Change.FIXED: "Fixed",
    Change.CHANGED_CITATION: "Other citation",
    Change.GOLD_CHANGED: "Gold changed: not compared",
    Change.NEW: "New",
    Change.GONE: "Gone",
}


def run_line(run: KeptRun, about: About, *, under_way: bool) -> RunLine:
    """A run in the list; a damaged one says so."""
    try:
        state, answered, questions, figures = _facts(run, under_way=under_way)
        trouble = about.trouble
    except EvaluationError as error:
        state, answered, questions, figures = RunState.FAILED, 0, 0, ()
        trouble = str(error).replace(str(run.folder.path), "The run")
    return RunLine(
        id=run.id,
        name=about.name,
        set_name=about.set_name,
        by=about.by,
        started=about.started,
        mode=about.mode,
        state=state,
        answered=answered,
        questions=questions,
        figures=figures,
        trouble=trouble,
    )


def _facts(run: KeptRun, *, under_way: bool) -> tuple[RunState, int, int, tuple[tuple[str, str], ...]]:
    folder = run.folder
    if not folder.run.is_file():
        return (RunState.RUNNING if under_way else RunState.FAILED), 0, 0, ()
    questions = folder.record().question_set.cases
    if run.scored and not under_way:
        return RunState.FINISHED, questions, questions, _figures(folder.summary_values())
    answered = folder.generated.read_bytes().count(b"\n")
    return (RunState.RUNNING if under_way else RunState.STOPPED), answered, questions, ()


def _figures(summary: Summary) -> tuple[tuple[str, str], ...]:
    read = [reading(name, summary.overall[name]) for name in _HEADLINE if name in summary.overall]
    told = [(each.metric.label, each.value or NONE) for each in read]
    if summary.violations:
        told.append(("Violations", f"{len(summary.violations):,}"))
    return tuple(told)


def compared(comparison: Comparison) -> Compared:
    """A comparison, its first changes in the order of what matters most."""
    changes = [each for kind in Change for each in comparison.of(kind)]
    return Compared(
        before=comparison.before,
        after=comparison.after,
        questions=comparison.paired,
        metrics=tuple(_metric(name, each) for name, each in comparison.metrics.items()),
        changes=tuple(
            ChangeLine(
                _CHANGES[each.change],
                each.id,
                one_line(each.question),
                each.was or NONE,
                (each.now or NONE) + (f" ({each.detail})" if each.detail else ""),
            )
            for each in changes[:_MOST_CHANGES]
        ),
        changed=len(changes),
        notices=comparison.notices,
    )


def _metric(name: str, each: MetricComparison) -> MetricLine:
    difference, counts = each.difference, (each.before.n, each.after.n)
    return MetricLine(
        name=metric_of(name).label,
        before=figure(name, each.before.value),
        after=figure(name, each.after.value),
        change=change(name, difference.value),
        interval=change_interval(name, difference.low, difference.high),
        p=probability(each.p),
        n=f"{counts[1]:,}" if counts[0] == counts[1] else f"{counts[0]:,}, {counts[1]:,}",
        better=_better(name, difference.low, difference.high),
    )


def _better(name: str, low: float | None, high: float | None) -> bool | None:
    """None unless the whole interval is on one side of nothing."""
    if low is None or high is None or low <= 0 <= high:
        return None
    return (high < 0) == (name in LOWER_IS_BETTER)
