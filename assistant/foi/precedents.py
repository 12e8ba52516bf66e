"""Prior answers ready to be compared with a question: their questions' vectors and words, kept in memory."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.acronyms import Acronyms
from assistant.foi.prior_answers import Precedent
from assistant.question import sought_stems, stems
from ingest.models import Embedder, Vectors


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a question a prior answer is. ``meaning``: cosine of the questions. ``answer``: cosine of the
    question and the answer with its question. ``share``: of the question's words, weighted by rarity, those
    that the earlier question has; ``shared``: the same the other way round; ``told``: those that question or
    answer have.
    """

    meaning: float
    answer: float
    share: float
    shared: float
    told: float


class PrecedentIndex:
    """The prior answers of a library as it stood when this was made."""

    def __init__(self, precedents: Sequence[Precedent], embedder: Embedder, acronyms: Acronyms) -> None:
        self.precedents = list(precedents)
        self._acronyms = acronyms
        self._asked = embedder.passages([each.prior.asked for each in self.precedents])
        self._searched = embedder.passages([each.searched for each in self.precedents])
        self._told = embedder.passages([self.told(at) for at in range(len(self.precedents))])
        self._asked_stems = [self._stems(each.prior.asked) for each in self.precedents]
        self._searched_stems = [self._stems(each.searched) for each in self.precedents]
        self._told_stems = [
            self._stems(f"{each.searched} {each.prior.answered.quote}") for each in self.precedents
        ]
        self._counts = Counter(word for held in self._told_stems for word in held)

    def told(self, at: int) -> str:
        """The question with its answer, and with those that it points to."""
        each = self.precedents[at]
        quotes = [each.prior.answered.quote, *(followed.quote for followed in each.prior.followed)]
        return f"{each.searched}\n{' '.join(quotes)}"

    def likenesses(self, question: str, vector: Vectors, leave_out: frozenset[str] = frozenset()) -> list[Likeness]:
        """How like each prior answer is to a question; ``leave_out``: stems that tell nothing apart."""
        if not self.precedents:
            return []
        meanings = np.maximum(self._asked @ vector, self._searched @ vector)
        answers = self._told @ vector
        wanted = sought_stems(question) - leave_out
        return [
            Likeness(
                float(meanings[at]),
                float(answers[at]),
                self._share(wanted, self._searched_stems[at]),
                self._share(self._own(at) - leave_out, self._stems(question)),
                self._share(wanted, self._told_stems[at]),
            )
            for at in range(len(self.precedents))
        ]

    def _own(self, at: int) -> set[str]:
        return sought_stems(self.precedents[at].prior.asked)

    def _stems(self, text: str) -> set[str]:
        return stems(self._acronyms.both_ways(text))

    def _share(self, wanted: set[str], held: set[str]) -> float:
        total = sum(map(self._rarity, wanted))
        return sum(self._rarity(word) for word in wanted & held) / total if total else 0.0

    def _rarity(self, word: str) -> float:
        return math.log(1 + (len(self.precedents) + 1) / (1 + self._counts[word]))
