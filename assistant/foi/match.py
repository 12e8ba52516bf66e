"""A question put now against the questions answered before, then against all that is published.

Question to question comes first: the meaning of the earlier question, its words, and the reranker where
there is one. What is found only in the answers or in other documents comes from the search that answers any
question, with its gate. Times are left out of the comparison and judged apart: the same thing asked of
another year is found, and said to be of another year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from assistant.foi.contrast import differs, excludes
from assistant.foi.precedents import Likeness, PrecedentIndex, timeless
from assistant.foi.prior import PriorAnswer
from assistant.foi.prior_answers import Precedent
from assistant.foi.published import Told
from assistant.foi.timing import TimeFit, Times, fit, times_of
from assistant.question import stems
from ingest.models import Embedder
from ingest.rerank import Reranker

# The most that are read by the reranker.
_READ = 14


@dataclass(frozen=True, slots=True)
class _Weights:
    """What each sign adds to the worth of a match; ``least`` makes 0 the line between match and none.

    Fitted by logistic regression to some 130 requests over the sample papers (paraphrases, near misses, other
    years, other authorities), then rounded.
    """

    meaning: float
    answer: float
    shared: float
    told: float
    fit: float
    least: float


_RERANKED = _Weights(2.2, 0.0, 4.2, 1.0, 0.57, 4.7)
_PLAIN = _Weights(4.3, 0.0, 4.4, 4.15, 0.0, 5.8)
_EXCLUDED, _APART, _DIFFERENT, _OFF_TOPIC = 6.0, 4.0, 1.5, 1.5
# The share of a question's rarer words that question or answer must have to be on its topic.
_ON_TOPIC = 0.3
_SAME_TIME, _OTHER_TIME = 0.6, -0.4


@dataclass(frozen=True, slots=True)
class Matched:
    """A prior answer that may cover a question. From ``worth`` 0 on it is taken to answer the same question.

    ``same_authority`` is None where either authority is unknown. ``time`` is how its period stands to the
    one asked about; ``told`` are the times it names, ``then`` those that its question named. ``on`` is the
    day it was given.
    """

    precedent: Precedent
    worth: float
    same_authority: bool | None
    time: TimeFit
    told: Times
    then: Times
    on: date | None

    @property
    def prior(self) -> PriorAnswer:
        return self.precedent.prior

    @property
    def order(self) -> float:
        """For ordering: of like matches the one that speaks of the time asked about comes first."""
        nearer = {TimeFit.SAME: _SAME_TIME, TimeFit.OTHER: _OTHER_TIME}.get(self.time, 0.0)
        return self.worth + nearer


class Matcher:
    """Compares questions with the prior answers of an index. One instance serves many questions."""

    def __init__(self, index: PrecedentIndex, embedder: Embedder, reranker: Reranker | None) -> None:
        self._index = index
        self._embedder = embedder
        self._reranker = reranker
        self._told = [times_of(_all_told(each), _day(each)) for each in index.precedents]
        self._asked_then = [times_of(each.prior.asked, _day(each)) for each in index.precedents]

    def find(self, question: str, authority: str | None, asked: Times) -> list[Matched]:
        """The prior answers most like a question, in no order; ``asked`` are the times asked about."""
        if not self._index.precedents:
            return []
        bare = self._index.spelt_out(question)
        named = frozenset(stems(authority)) if authority else frozenset()
        likenesses = self._index.likenesses(timeless(question), self._embedder.query(bare), named)
        read = sorted(range(len(likenesses)), key=lambda at: -_at_sight(likenesses[at]))[:_READ]
        fits = self._fits(bare, read)
        return [
            self._matched(at, self._worth(question, at, likenesses[at], fits.get(at)), asked, authority)
            for at in read
        ]

    def next_to(self, prior: PriorAnswer) -> str | None:
        """The id of the prior answer that stands after this one in the same response."""
        ids = [each.prior.id for each in self._index.precedents]
        at = ids.index(prior.id) + 1
        following = self._index.precedents[at].prior if at < len(ids) else None
        same = following and following.answered.document_id == prior.answered.document_id
        return following.id if following and same else None

    def told_by(self, told: Told, asked: Times, authority: str | None) -> Matched:
        """A prior answer matched by words of its answer alone: what these words do is its outcome."""
        at = next(at for at, each in enumerate(self._index.precedents) if each is told.precedent)
        prior = told.precedent.prior.model_copy(update={"outcome": told.outcome})
        precedent = replace(told.precedent, prior=prior)
        return replace(self._matched(at, 0.0, asked, authority), precedent=precedent)

    def _fits(self, question: str, read: Sequence[int]) -> dict[int, float]:
        if self._reranker is None:
            return {}
        scores = self._reranker.score(question, [self._index.told(at) for at in read])
        return dict(zip(read, np.asarray(scores).tolist(), strict=True))

    def _worth(self, question: str, at: int, like: Likeness, fitting: float | None) -> float:
        weights = _PLAIN if fitting is None else _RERANKED
        worth = weights.meaning * like.meaning + weights.answer * like.answer + weights.shared * like.shared
        worth += weights.told * like.told + weights.fit * (fitting or 0.0) - weights.least
        told = f"{self._index.precedents[at].subject} {self._index.precedents[at].searched}"
        worth -= _OFF_TOPIC if like.topic < _ON_TOPIC else 0.0
        worth -= _APART if like.apart else 0.0
        worth -= _EXCLUDED if excludes(question, told) else 0.0
        return worth - (_DIFFERENT if differs(question, self._index.precedents[at].prior.asked) else 0.0)

    def _matched(self, at: int, worth: float, asked: Times, authority: str | None) -> Matched:
        precedent = self._index.precedents[at]
        theirs = precedent.prior.answered.authority
        same = None if authority is None or theirs is None else theirs == authority
        told, on = self._told[at], _day(precedent)
        return Matched(precedent, worth, same, fit(asked, told, on), told, self._asked_then[at], on)


def _at_sight(like: Likeness) -> float:
    """Likeness before the reranker has read anything."""
    return like.meaning + like.answer + 0.5 * (like.share + like.shared)


def _all_told(precedent: Precedent) -> str:
    prior = precedent.prior
    return " ".join([precedent.searched, prior.answered.quote, *(each.quote for each in prior.followed)])


def _day(precedent: Precedent) -> date | None:
    iso = precedent.prior.answered.date
    return date.fromisoformat(iso) if iso and len(iso) == 10 else None
