"""One letter judged: what each figure is of, and what went wrong.

- ``split_*``: questions found and questions expected, alike in number and beginning
- ``prior_recall@k``: each question with prior answers; the share of them among the first k candidates (of k
  at most, where there are more)
- ``published_recall@3``: each question with published documents; is a passage of one among the first three?
- ``coverage_accuracy``: each expected question
- ``section_accuracy``: each question with a section; does the first candidate name it?
- ``received_accuracy``: each letter in which a day of receipt was found
- ``due_accuracy``, ``authority_accuracy``, ``regime_accuracy``: each letter; a due day only where one is
  expected
- ``flag_precision``, ``flag_recall``: wrong references to the law

A question that was not split off counts as wrong in each figure that it belongs to. The other three figures
are of rows (``eval.foi.rows``).
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.foi.case import Row
from assistant.foi.coverage import Candidate
from assistant.foi.request import Request
from eval.foi.cases import Expected, ExpectedQuestion, RequestCase
from eval.foi.matching import is_prior, is_published, match_questions
from eval.foi.results import NOT_SPLIT, Failure, Handled, Metric, Pair, RequestResult
from eval.foi.rows import judge_row
from eval.text import plain


class _Tally:
    """Pairs and failures of one letter as they are found."""

    def __init__(self, request: str) -> None:
        self.request = request
        self.pairs: dict[str, list[Pair]] = {}
        self.failures: list[Failure] = []

    def add(self, metric: Metric, total: float, weight: float = 1.0) -> None:
        self.pairs.setdefault(metric.value, []).append((total, weight))

    def fail(self, metric: Metric, question: str, detail: str) -> None:
        self.failures.append(Failure(request=self.request, question=question, metric=metric, detail=detail))

    def right(self, metric: Metric, is_right: bool, question: str, detail: str) -> None:
        """One thing that is right or not."""
        self.add(metric, float(is_right))
        if not is_right:
            self.fail(metric, question, detail)


def judge_request(case: RequestCase, handled: Handled) -> RequestResult:
    """Judge what the desk made of a letter; one that it gave up on has nothing right."""
    tally = _Tally(case.id)
    request = handled.request or Request(source="", sha256="", text="")
    matched = match_questions(case.expected.questions, request.questions)
    rows = {row.question.id: row for row in handled.rows}
    found = {number: rows.get(question.id) for number, question in matched.items()}
    _split(tally, case.expected, request, {question.id for question in matched.values()})
    for question in case.expected.questions:
        not_found = f"not found: {question.begins!r}"
        tally.right(Metric.SPLIT_RECALL, question.number in matched, question.number, not_found)
        _question(tally, question, found.get(question.number))
    _rows(tally, case.expected, handled.rows, found)
    _letter(tally, case.expected, request, handled)
    return RequestResult(
        id=case.id,
        authority=case.expected.authority,
        questions=len(case.expected.questions),
        measures={name: tuple(pairs) for name, pairs in tally.pairs.items()},
        coverages=tuple(
            (question.coverage.value, _coverage(found.get(question.number)))
            for question in case.expected.questions
        ),
        failures=tuple(tally.failures),
        milliseconds=handled.milliseconds,
    )


def _split(tally: _Tally, expected: Expected, request: Request, matched: set[str]) -> None:
    for found in request.questions:
        detail = f"not a question of the letter: {found.text[:80]!r}"
        tally.right(Metric.SPLIT_PRECISION, found.id in matched, found.number, detail)
    hits, wanted = len(matched), len(expected.questions)
    # 2PR / (P + R) in counts: twice what is right over all that was found and all that was expected.
    tally.add(Metric.SPLIT_F1, 2.0 * hits, float(len(request.questions) + wanted))


def _question(tally: _Tally, question: ExpectedQuestion, row: Row | None) -> None:
    coverage = _coverage(row)
    detail = f"expected {question.coverage.value}, found {coverage}"
    tally.right(Metric.COVERAGE_ACCURACY, coverage == question.coverage.value, question.number, detail)
    candidates = row.covered.candidates if row else ()
    _priors(tally, question, candidates)
    if question.published:
        is_there = any(is_published(question.published, each) for each in candidates[:3])
        named = ", ".join(each.document for each in question.published)
        tally.right(
            Metric.PUBLISHED_RECALL_3, is_there, question.number, f"none of the first three is of {named}"
        )
    if question.section:
        named = ", ".join(_sections(candidates)) or "none"
        is_named = question.section in _sections(candidates)
        detail = f"expected {question.section}, found {named}"
        tally.right(Metric.SECTION_ACCURACY, is_named, question.number, detail)


def _sections(candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """The sections that the first candidate's answer relied on."""
    return candidates[0].prior.sections if candidates and candidates[0].prior else ()


def _priors(tally: _Tally, question: ExpectedQuestion, candidates: Sequence[Candidate]) -> None:
    for metric, first in ((Metric.PRIOR_RECALL_1, 1), (Metric.PRIOR_RECALL_3, 3)):
        if not question.prior:
            continue
        top = candidates[:first]
        hits = [prior for prior in question.prior if any(is_prior(prior, each) for each in top)]
        share = min(1.0, len(hits) / min(first, len(question.prior)))
        tally.add(metric, share)
        if share < 1.0:
            missed = [f"{p.document} {p.question or p.asked!r}" for p in question.prior if p not in hits]
            tally.fail(metric, question.number, f"not among the first {first}: {'; '.join(missed)}")


def _rows(tally: _Tally, expected: Expected, rows: Sequence[Row], found: dict[str, Row | None]) -> None:
    asked = {
        row.question.id: question
        for question in expected.questions
        if (row := found.get(question.number)) is not None
    }
    for row in rows:
        question = asked.get(row.question.id)
        for metric, went_wrong, detail in judge_row(row, expected, question):
            tally.add(metric, float(went_wrong))
            if went_wrong:
                tally.fail(metric, row.question.number, detail)


def _letter(tally: _Tally, expected: Expected, request: Request, handled: Handled) -> None:
    regime = handled.request.regime.regime.value if handled.request else handled.error
    detail = f"expected {expected.regime.value}, found {regime}"
    tally.right(Metric.REGIME_ACCURACY, regime == expected.regime.value, "", detail)
    authority = request.authority or "none"
    detail = f"expected {expected.authority}, found {authority}"
    tally.right(Metric.AUTHORITY_ACCURACY, plain(authority) == plain(expected.authority), "", detail)
    if handled.received is not None:
        detail = f"expected {expected.received}, found {handled.received}"
        tally.right(Metric.RECEIVED_ACCURACY, handled.received == expected.received, "", detail)
    if expected.due is not None:
        detail = f"expected {expected.due}, found {handled.due}"
        tally.right(Metric.DUE_ACCURACY, handled.due == expected.due, "", detail)
    _flags(tally, expected, request)


def _flags(tally: _Tally, expected: Expected, request: Request) -> None:
    """Wrong references to the law: a flag and an expected one are the same where either holds the other."""
    flagged, wanted = [plain(flag.words) for flag in request.flags], [plain(f.words) for f in expected.flags]
    for words in flagged:
        is_wanted = any(words in each or each in words for each in wanted)
        tally.right(Metric.FLAG_PRECISION, is_wanted, "", f"nothing is wrong with {words!r}")
    for words in wanted:
        is_flagged = any(words in each or each in words for each in flagged)
        tally.right(Metric.FLAG_RECALL, is_flagged, "", f"not flagged: {words!r}")


def _coverage(row: Row | None) -> str:
    return row.covered.coverage.value if row else NOT_SPLIT
