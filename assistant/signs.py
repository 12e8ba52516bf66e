"""What speaks for quoting a unit, and how much each sign weighs."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.retrieve import Hit
from assistant.units import Unit


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for quoting a unit, each about 0 to 1; a reranker's logits in tens (0 without one).

    ``meaning``: cosine to the part. ``words``: share of the part's words, weighted by rarity, in the unit;
    ``topic``: in the unit or what its passage is about. ``rank``: of its passage. ``kind``, ``period``: does
    it hold the kind of thing, and speak of the period, asked for? ``reply``: an answer under its question.
    ``row``: is it a row of a table? ``label``: share of the words in what stands before its first figure, or
    in the first line of a form's field; ``before``: share in the unit before it, which it may go on from.
    ``fit``: of the unit to the whole question; ``part_fit``: to the part; ``passage_fit``: of its passage.
    """

    meaning: float
    words: float
    topic: float
    rank: float
    kind: float
    period: float
    reply: float = 0.0
    row: float = 0.0
    label: float = 0.0
    before: float = 0.0
    fit: float = 0.0
    part_fit: float = 0.0
    passage_fit: float = 0.0

    def total(self, weights: Signs) -> float:
        return float(sum(getattr(self, name) * getattr(weights, name) for name in self.__slots__))


# Set by hand on the sample benchmark; used where no reranker is.
PLAIN = Signs(meaning=0.45, words=0.245, topic=0.105, rank=0.25, kind=0.2, period=0.2)
RERANKED = Signs(
    meaning=0.8,
    words=1.2,
    topic=0.9,
    rank=1.7,
    kind=1.5,
    period=0.8,
    reply=0.3,
    row=0.7,
    label=0.5,
    before=0.7,
    fit=1.6,
    part_fit=1.3,
    passage_fit=1.5,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit chosen to be quoted, with the hit it comes from. ``coverage`` is the share (0 to 1) of the
    question's words, weighted by rarity, found in the unit or in what its passage is about. ``fit`` is the
    reranker's logit of unit and question, None without one."""

    hit: Hit
    unit: Unit
    score: float
    similarity: float
    coverage: float
    fit: float | None = None
