"""Two scored runs side by side: what each metric gained or lost, and what became of each question.

Metrics are compared on the same questions: those in both runs, with the same gold, and no gold error in
either. Everything else is listed, so that no question leaves the comparison unseen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from eval.cases import Case
from eval.folder import RunFolder
from eval.intervals import (
    Difference,
    Pair,
    mcnemar,
    paired_difference,
    paired_quantile_difference,
    quantile,
    ratio,
)
from eval.notices import notices
from eval.results import FAILURES, NOT_SCORED, CaseResult, Estimate, Verdict
from eval.shown import one_line
from eval.thresholds import in_order
from eval.writing import FIRST_WORDS
from ingest.errors import EvaluationError

Both = tuple[CaseResult, CaseResult]

_RIGHT = (Verdict.RIGHT, Verdict.REFUSED_RIGHTLY)
_WORDS = "answer_words"
_QUANTILES = {"p50": 0.5, "p95": 0.95}
_QUOTE_SHOWN = 80


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Change(StrEnum):
    """What became of a question from the first run to the second.

    ``lost-gold``: scored before, but now its gold is not in the corpus: a failure, since it would otherwise
    drop out of every figure. ``gold-changed``: the same id with another question or gold.
    """

    LOST_GOLD = "lost-gold"
    BROKEN = "broken"
    FIXED = "fixed"
    CHANGED_CITATION = "changed-citation"
    GOLD_CHANGED = "gold-changed"
    NEW = "new"
    GONE = "gone"


class QuestionChange(_Value):
    """One question that differs. ``was`` and ``now``: verdicts, or for changed-citation what is cited."""

    id: str
    question: str
    change: Change
    was: str = ""
    now: str = ""
    detail: str = ""


class MetricComparison(_Value):
    """A metric on the paired questions. ``p`` is McNemar's where every question is plainly right or wrong."""

    before: Estimate
    after: Estimate
    difference: Difference
    p: float | None = None


class Comparison(_Value):
    """Two runs. ``shared`` questions are in both; the ``paired`` ones among them decide the metrics."""

    before: str
    after: str
    questions_before: int
    questions_after: int
    shared: int
    paired: int
    metrics: dict[str, MetricComparison]
    changes: tuple[QuestionChange, ...] = ()
    notices: tuple[str, ...] = ()

    def of(self, change: Change) -> list[QuestionChange]:
        return [each for each in self.changes if each.change is change]

    @property
    def lost_gold(self) -> list[str]:
        """The ids of the questions that were scored before and have a gold error now: each is a failure."""
        return [each.id for each in self.of(Change.LOST_GOLD)]


def compare(before: RunFolder, after: RunFolder) -> Comparison:
    """Compare two scored runs. Raises EvaluationError where one is missing, damaged or not scored."""
    records = before.record(), after.record()
    was, now = _results(before), _results(after)
    cases = _cases(before, was), _cases(after, now)
    shared = {id_: (was[id_], now[id_]) for id_ in now if id_ in was}
    changed = {id_: fields for id_ in shared if (fields := _gold_differs(cases[0][id_], cases[1][id_]))}
    sound = {id_: both for id_, both in shared.items() if not _not_scored(both)}
    paired = [both for id_, both in sound.items() if id_ not in changed]
    left_out = _left_out(len(shared) - len(sound), len(sound) - len(paired))
    changes = [_change(both, changed.get(id_)) for id_, both in shared.items()]
    return Comparison(
        before=records[0].label,
        after=records[1].label,
        questions_before=len(was),
        questions_after=len(now),
        shared=len(shared),
        paired=len(paired),
        metrics=compare_metrics(paired),
        changes=(*(each for each in changes if each), *_new_and_gone(was, now)),
        notices=(*notices(*records), *left_out),
    )


def compare_metrics(paired: Sequence[Both]) -> dict[str, MetricComparison]:
    """Every metric that any of the questions has on either side, both sides over the same questions."""
    # Resampling goes by place: in whatever order the runs asked, the figures are the same.
    paired = sorted(paired, key=lambda both: both[1].id)
    names = {name for both in paired for result in both for name in result.measures}
    found = {name: _metric(name, paired) for name in names - {_WORDS, FIRST_WORDS}}
    found |= _lengths(paired) if _WORDS in names else {}
    found |= _times("latency_ms", [(one.latency_ms, two.latency_ms) for one, two in paired])
    found |= _times(FIRST_WORDS, [(_first_words(one), _first_words(two)) for one, two in paired])
    return {name: found[name] for name in in_order(found)}


def _lengths(paired: Sequence[Both]) -> dict[str, MetricComparison]:
    words = [_words(both) for both in paired]
    return {_WORDS: _quantiles([each for each in words if each], 0.5, len(paired))}


def _times(name: str, times: Sequence[tuple[float | None, float | None]]) -> dict[str, MetricComparison]:
    """The quantiles of a time, over the questions that have it in both runs."""
    timed = [(one, two) for one, two in times if one is not None and two is not None]
    if not timed:
        return {}
    return {f"{name}.{ending}": _quantiles(timed, q, len(times)) for ending, q in _QUANTILES.items()}


def _first_words(result: CaseResult) -> float | None:
    pair = result.measures.get(FIRST_WORDS)
    return pair[0] if pair else None


def _metric(name: str, paired: Sequence[Both]) -> MetricComparison:
    before, after = ([both[side].measures.get(name, (0.0, 0.0)) for both in paired] for side in (0, 1))
    return MetricComparison(
        before=ratio(before, 0),
        after=ratio(after, 0),
        difference=paired_difference(before, after),
        p=_p(before, after),
    )


def _p(before: Sequence[Pair], after: Sequence[Pair]) -> float | None:
    """None unless each question that is eligible in one run is in both, with a value of 0 or 1."""
    eligible = [(one, two) for one, two in zip(before, after, strict=True) if one[1] or two[1]]
    if not eligible or any(pair not in ((0.0, 1.0), (1.0, 1.0)) for both in eligible for pair in both):
        return None
    fixed = sum(two[0] > one[0] for one, two in eligible)
    broken = sum(two[0] < one[0] for one, two in eligible)
    return mcnemar(fixed, broken)


def _words(both: Both) -> Pair | None:
    one, two = (result.measures.get(_WORDS) for result in both)
    return (one[0], two[0]) if one and two else None


def _quantiles(values: Sequence[Pair], q: float, questions: int) -> MetricComparison:
    """A quantile has no weights to leave a question out by: both runs need a value of it."""
    before, after = [one for one, _ in values], [two for _, two in values]
    return MetricComparison(
        before=quantile(before, q, questions - len(values)),
        after=quantile(after, q, questions - len(values)),
        difference=paired_quantile_difference(before, after, q),
    )


def _results(folder: RunFolder) -> dict[str, CaseResult]:
    if not folder.results.is_file():
        raise EvaluationError(
            f"{folder.path} is not scored: run `commissioning-assistant eval score {folder.path}`."
        )
    return {result.id: result for result in folder.case_results()}


def _cases(folder: RunFolder, results: Iterable[str]) -> dict[str, Case]:
    cases = {case.id: case for case in folder.cases()}
    unknown = next((id_ for id_ in results if id_ not in cases), None)
    if unknown is not None:
        raise EvaluationError(
            f"{folder.results} scores {one_line(unknown)}, which {folder.questions.name} does not hold: "
            f"run `commissioning-assistant eval score {folder.path}` again."
        )
    return cases


def _gold_differs(before: Case, after: Case) -> tuple[str, ...]:
    """The fields that make it another question. What kind of question it is called does not."""
    fields = [field for field in Case.model_fields if field != "kind"]
    return tuple(field for field in fields if getattr(before, field) != getattr(after, field))


def _not_scored(both: Both) -> bool:
    return any(result.verdict in NOT_SCORED for result in both)


def _change(both: Both, changed: tuple[str, ...] | None) -> QuestionChange | None:
    one, two = both
    change = _kind_of_change(one, two, changed)
    if change is None:
        return None
    was, now = one.verdict.value, two.verdict.value
    if change is Change.CHANGED_CITATION:
        was, now = _cited(one, two), _cited(two, one)
    return QuestionChange(
        id=two.id, question=two.question, change=change, was=was, now=now, detail=", ".join(changed or ())
    )


def _kind_of_change(one: CaseResult, two: CaseResult, changed: tuple[str, ...] | None) -> Change | None:
    if two.verdict is Verdict.GOLD_ERROR and one.verdict is not Verdict.GOLD_ERROR:
        return Change.LOST_GOLD
    if changed:
        return Change.GOLD_CHANGED
    if one.verdict in FAILURES and two.verdict in _RIGHT:
        return Change.FIXED
    if one.verdict in _RIGHT and two.verdict in FAILURES:
        return Change.BROKEN
    differs = set(_citations(one)) != set(_citations(two))
    return Change.CHANGED_CITATION if differs and not _not_scored((one, two)) else None


def _citations(result: CaseResult) -> list[tuple[str, int | None, str]]:
    return [(each.source, each.page, each.quote) for each in result.citations]


def _cited(result: CaseResult, other: CaseResult) -> str:
    """What ``result`` cites and ``other`` does not, shortened."""
    others = set(_citations(other))
    own = [_place(*citation) for citation in dict.fromkeys(_citations(result)) if citation not in others]
    return "; ".join(own) or "nothing more"


def _place(source: str, page: int | None, quote: str) -> str:
    where = one_line(source) if page is None else f"{one_line(source)}, page {page}"
    return f"{where}: “{one_line(quote, _QUOTE_SHOWN)}”"


def _new_and_gone(was: dict[str, CaseResult], now: dict[str, CaseResult]) -> list[QuestionChange]:
    new = [
        QuestionChange(id=id_, question=result.question, change=Change.NEW, now=result.verdict.value)
        for id_, result in now.items()
        if id_ not in was
    ]
    return new + [
        QuestionChange(id=id_, question=result.question, change=Change.GONE, was=result.verdict.value)
        for id_, result in was.items()
        if id_ not in now
    ]


def _left_out(gold_errors: int, gold_changed: int) -> list[str]:
    reasons = (
        (gold_errors, "a gold error in one of the runs or both"),
        (gold_changed, "other gold than before"),
    )
    return [f"Left out of the figures: {count} with {reason}." for count, reason in reasons if count]
