"""What must never happen in a row, judged by the documents' own dates and authorities.

Stale reuse, wrong-authority reuse and unsupported confirm-or-deny: each is of every row that the desk
made, whether or not the letter asked what the row is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.answer import Citation
from assistant.foi.case import Row
from assistant.foi.coverage import Candidate, Coverage
from eval.foi.cases import Expected, ExpectedQuestion
from eval.foi.holding import says_held
from eval.foi.matching import is_prior
from eval.foi.results import Metric
from eval.text import plain

Judged = tuple[Metric, bool, str]
_CLAIMS_NOTHING = (Coverage.OTHER_AUTHORITY, Coverage.NOTHING_FOUND)


def judge_row(row: Row, expected: Expected, question: ExpectedQuestion | None) -> Iterator[Judged]:
    """For each figure that the row counts in: whether it went wrong there, and what exactly."""
    stale = _stale_reuse(row, expected.received, question)
    if stale is not None:
        yield (Metric.STALE_REUSE, *stale)
    if row.covered.coverage not in _CLAIMS_NOTHING:
        foreign = _foreign(row, expected.authority)
        yield (Metric.WRONG_AUTHORITY_REUSE, bool(foreign), foreign)
    if row.drafted:
        said = None if row.search is not None else says_held(row.drafted)
        yield (Metric.UNSUPPORTED_CONFIRM_OR_DENY, said is not None, said or "")


def _stale_reuse(row: Row, received: date, question: ExpectedQuestion | None) -> tuple[bool, str] | None:
    """A stale prior answer offered as answered before: was that left unsaid? None where there is none."""
    best = _best(row)
    if row.covered.coverage is not Coverage.ANSWERED_BEFORE or best is None or best.prior is None:
        return None
    if not _is_stale(best, received, question):
        return None
    answered = best.prior.answered
    return (
        best.stale is not True,
        f"{answered.source} of {answered.date or 'no date'} is not said to be stale",
    )


def _is_stale(best: Candidate, received: date, question: ExpectedQuestion | None) -> bool:
    """By the set where it speaks of this very answer, else by the document's date; undated ones are not."""
    if question and question.stale is not None and any(is_prior(prior, best) for prior in question.prior[:1]):
        return question.stale
    dated = best.citation.date
    return dated is not None and received > a_year_after(date.fromisoformat(dated))


def a_year_after(day: date) -> date:
    """The same day of the next year; 28 February for a leap day."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _foreign(row: Row, authority: str) -> str:
    """Where another authority's words stand under a coverage that claims this one's; "" where none do."""
    best = _best(row)
    cited = [*([best.citation] if best else []), *(fact.citation for fact in row.facts), *row.leaned_on]
    return next(
        (f"{each.source} is of {each.authority}" for each in cited if _is_foreign(each, authority)), ""
    )


def _is_foreign(citation: Citation, authority: str) -> bool:
    return citation.authority is not None and plain(citation.authority) != plain(authority)


def _best(row: Row) -> Candidate | None:
    return next(iter(row.covered.candidates), None)
