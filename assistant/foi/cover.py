"""From a question of a request to its row of the coverage table.

The authority's own answers come first. Where none answers, or only for another time, what else the authority
published is searched, with the gate that every answer passes; then the answers of others, shown as theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Citation
from assistant.engine import Assistant
from assistant.foi.ages import Age, age_of, as_day
from assistant.foi.coverage import Candidate, Coverage, Covered
from assistant.foi.disagree import disagreements
from assistant.foi.judged import Judged, accepted, judged, time_of
from assistant.foi.match import Matched, Matcher
from assistant.foi.parts import own_parts, refused_parts, unanswered
from assistant.foi.precedents import PrecedentIndex
from assistant.foi.prior import Outcome
from assistant.foi.published import Found, Published, Told
from assistant.foi.reasons import where, why_covered, why_matched
from assistant.foi.request import RequestQuestion
from assistant.foi.shown import NEAREST, shown
from assistant.foi.timing import TimeFit, Times
from assistant.foi.together import matched_together

_MOST = 5
# Where prior answers lead, other documents have one or two places behind the nearest of them.
_OTHERS = 2
# What has to be looked for elsewhere too: it may have been published since.
_LOOK_FURTHER = (
    Coverage.NOTHING_FOUND,
    Coverage.OTHER_PERIOD,
    Coverage.NOT_HELD_BEFORE,
    Coverage.REFUSED_BEFORE,
)


class Coverer:
    """Covers the ``questions`` of one request: to ``authority``, received on ``received``."""

    def __init__(
        self,
        questions: Sequence[RequestQuestion],
        matcher: Matcher,
        index: PrecedentIndex,
        assistant: Assistant,
        authority: str | None,
        received: date,
    ) -> None:
        self._questions = questions
        self._asked = matched_together(matcher, questions, authority, received)
        self._matcher = matcher
        self._published = Published(assistant, index, authority)
        self._authority = authority
        self._received = received
        self._stale_months = assistant.library.settings.foi.stale_months

    def covered(self, question: RequestQuestion) -> Covered:
        """The row of one of the questions."""
        parts = own_parts(question, self._questions)
        asked, matches = self._asked[question.id].times, list(self._asked[question.id].matches)
        own = accepted(matches, same_authority=True)
        verdict = judged(own, asked, self._received, self._stale_months)
        verdict, missing = self._with_parts(verdict, own, parts)
        found = self._published.find(parts, self._received) if verdict.coverage in _LOOK_FURTHER else Found()
        matches, verdict = self._by_answer(matches, verdict, found, asked)
        if self._is_answered_by(found, asked, verdict):
            verdict = Judged(Coverage.PUBLISHED)
        if verdict.coverage is Coverage.NOTHING_FOUND:
            verdict = self._of_others(matches)
        return Covered(
            question_id=question.id,
            coverage=verdict.coverage,
            why=self._why(verdict, asked, found, missing),
            candidates=self._candidates(matches, verdict, found, asked),
            conflicts=disagreements([each.prior for each in own if each.told == own[0].told]) if own else (),
        )

    def _with_parts(
        self, verdict: Judged, own: Sequence[Matched], parts: Sequence[str]
    ) -> tuple[Judged, tuple[str, ...]]:
        """An answer that leaves something out that was asked is part of one; with what it leaves out."""
        if verdict.coverage is not Coverage.ANSWERED_BEFORE or len(parts) < 2:
            return verdict, ()
        missing = unanswered(parts, own)
        if verdict.matched:
            missing = missing or refused_parts(parts, verdict.matched, own)
        return (replace(verdict, coverage=Coverage.PARTLY) if missing else verdict), missing

    def _by_answer(
        self, matches: list[Matched], verdict: Judged, found: Found, asked: Times
    ) -> tuple[list[Matched], Judged]:
        """What only the words of an answer tell: its question asked something else."""
        if found.answered is None or not self._tells_more(verdict, found.answered):
            return matches, verdict
        told = self._matcher.told_by(found.answered, asked, self._authority)
        rest = [each for each in matches if each.prior.id != told.prior.id]
        return [told, *rest], judged([told], asked, self._received, self._stale_months)

    def _tells_more(self, verdict: Judged, told: Told) -> bool:
        """Is nothing else there, or did the same answer, refusing what was asked, tell this all the same?"""
        if verdict.matched is None:
            return True
        same = verdict.matched.prior.answered.quote == told.precedent.prior.answered.quote
        refused = verdict.coverage is Coverage.REFUSED_BEFORE
        return same and refused and told.outcome is Outcome.ANSWERED

    def _is_answered_by(self, found: Found, asked: Times, verdict: Judged) -> bool:
        """Does what is published answer? What is asked for today needs a paper of today; what was said not
        to be held, a paper of a later day."""
        if not found.published:
            return False
        day = as_day(found.published[0].date)
        if asked.now and self._age(day).stale is not False:
            return False
        if verdict.coverage is Coverage.NOT_HELD_BEFORE and verdict.matched:
            return bool(day and verdict.matched.on and day > verdict.matched.on)
        return verdict.coverage in (Coverage.NOTHING_FOUND, Coverage.OTHER_PERIOD)

    def _of_others(self, matches: Sequence[Matched]) -> Judged:
        others = accepted(matches, same_authority=False)
        return Judged(Coverage.OTHER_AUTHORITY, others[0]) if others else Judged(Coverage.NOTHING_FOUND)

    def _why(self, verdict: Judged, asked: Times, found: Found, missing: Sequence[str]) -> str:
        if verdict.matched:
            time = self._time(verdict.matched, asked)
            age = self._age(verdict.matched.on)
            said = why_covered(verdict.coverage, verdict.matched, time, asked, age)
            left_out = f" It does not tell: {'; '.join(missing)}." if missing else ""
            further = " Another published document may answer it: see below." if found.published else ""
            return f"{said}{left_out}{further}"
        if verdict.coverage is Coverage.PUBLISHED:
            return f"Published elsewhere: {found.published[0].title}, {where(found.published[0])}."
        return "Nothing in these documents answers it. That does not show what the authority holds."

    def _candidates(
        self, matches: Sequence[Matched], verdict: Judged, found: Found, asked: Times
    ) -> tuple[Candidate, ...]:
        priors = [self._of_prior(each, asked) for each in shown(matches, verdict.matched)]
        published = [self._of_published(each, asked) for each in found.published]
        near = [self._of_near(each) for each in found.near]
        if verdict.coverage is Coverage.PUBLISHED:
            return (*published[:_OTHERS], *priors, *near)[:_MOST]
        others = [*published, *near][:_OTHERS]
        # Where no prior answer is taken to answer, the nearest paper is as likely to as the third of them.
        before = NEAREST if verdict.matched else NEAREST - 1
        return (*priors[:before], *others[:1], *priors[before:NEAREST], *others[1:], *priors[NEAREST:])[
            :_MOST
        ]

    def _of_prior(self, matched: Matched, asked: Times) -> Candidate:
        time, age = self._time(matched, asked), self._age(matched.on)
        return Candidate(
            prior=matched.prior,
            why=why_matched(matched, time, asked, age),
            score=round(matched.order, 3),
            same_period=_as_bool(time),
            same_authority=matched.same_authority,
            age_days=age.days,
            stale=age.stale,
        )

    def _of_published(self, citation: Citation, asked: Times) -> Candidate:
        said = "Another kind of document that answers the question in its own words."
        return self._of_other(citation, said, True if asked.named else None)

    def _of_near(self, citation: Citation) -> Candidate:
        said = "Another kind of document. It comes near, but is not taken to answer the question."
        return self._of_other(citation, said, None)

    def _of_other(self, citation: Citation, said: str, same_period: bool | None) -> Candidate:
        age = self._age(as_day(citation.date))
        aged = (
            "It counts as stale." if age.stale else "" if age.days is not None else "Its date is not known."
        )
        return Candidate(
            published=citation,
            why=f"{said} {aged}".strip(),
            score=0.0,
            same_period=same_period,
            same_authority=None if self._authority is None else citation.authority == self._authority,
            age_days=age.days,
            stale=age.stale,
        )

    def _time(self, matched: Matched, asked: Times) -> TimeFit:
        return time_of(matched, asked, self._received, self._stale_months)

    def _age(self, day: date | None) -> Age:
        return age_of(day, self._received, self._stale_months)


def _as_bool(time: TimeFit) -> bool | None:
    return {TimeFit.SAME: True, TimeFit.OTHER: False, TimeFit.PART: False}.get(time)
