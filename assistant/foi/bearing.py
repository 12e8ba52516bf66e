"""Does a published passage answer what a request asks, or does it only come near?

No sign tells it alone. A reranker is taken in by the words that question and passage share, so it is asked
once more without the rarest of those that are missing; shared words say nothing of what is said with them.
So several are weighed together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.considered import Read
from assistant.foi.precedents import GENERIC, timeless
from assistant.kinds import Wanted, holds, insists, wanted
from assistant.question import sought_stems, stem
from ingest.models import Embedder, Vectors
from ingest.rerank import Reranker

# Of two single words: from the first cosine on they begin to be of like meaning ("won" and "award"), from the
# second they are ("journeys" and "travel"). Below the last nothing in a passage comes near a word.
_AKIN, _ALIKE, _STRANGE = 0.5, 0.75, 0.45
# A passage that fits a question this much better without a word (in logits) says nothing of what it means.
_BETTER_WITHOUT = 1.6
_LONGEST = 120
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class _Weights:
    """What each sign adds to the worth; ``least`` makes 0 the line between an answer and what is near.

    Fitted by logistic regression to some 150 passages found for requests over the sample papers, half of
    them near misses, then rounded. ``fit`` is for a logit.
    """

    fit: float
    words: float
    meaning: float
    passed: float
    other_kind: float
    least: float


_RERANKED = _Weights(0.25, 3.2, 1.8, 1.2, 1.6, 4.35)
_PLAIN = _Weights(0.0, 3.6, 3.4, 1.6, 1.2, 5.3)


@dataclass(frozen=True, slots=True)
class Signs:
    """``fit``: the reranker's logit, None without one. ``words``: the share (0 to 1) of the question's rarer
    words that the passage has, or has in other words. ``meaning``: a cosine. ``passed``: did the gate let it
    be quoted? ``of_kind``: does it hold the kind of thing asked for?"""

    fit: float | None
    words: float
    meaning: float
    passed: bool
    of_kind: bool

    @property
    def worth(self) -> float:
        """From 0 on the passage is taken to answer."""
        weights = _PLAIN if self.fit is None else _RERANKED
        worth = weights.fit * (self.fit or 0.0) + weights.words * self.words + weights.meaning * self.meaning
        worth += weights.passed * self.passed - weights.other_kind * (not self.of_kind)
        return worth - weights.least


class Bearing:
    """Weighs what was read for a question. ``stems_of`` gives a text's stems, its acronyms both ways."""

    def __init__(
        self, embedder: Embedder, reranker: Reranker | None, stems_of: Callable[[str], set[str]]
    ) -> None:
        self._embedder = embedder
        self._reranker = reranker
        self._stems_of = stems_of
        self._known_vectors: dict[str, Vectors] = {}

    def worths(
        self, question: str, reads: Sequence[Read], passed: Sequence[bool], leave_out: set[str]
    ) -> list[float]:
        """The worth of each passage. ``passed``: did the gate let it be quoted? ``leave_out``: stems that
        tell nothing apart, of the authority's own name."""
        fits = self._fits(question, [_in_context(each) for each in reads])
        topic = sought_stems(timeless(question)) - GENERIC - leave_out
        return [
            self._worth(question, read, through, fit, topic)
            for read, through, fit in zip(reads, passed, fits, strict=True)
        ]

    def _fits(self, question: str, texts: Sequence[str]) -> list[float] | list[None]:
        if self._reranker is None or not texts:
            return [None] * len(texts)
        return [float(each) for each in self._reranker.score(question, list(texts))]

    def _worth(self, question: str, read: Read, passed: bool, fit: float | None, topic: set[str]) -> float:
        text = _all_of(read)
        missing = topic - self._stems_of(text)
        of_kind = holds(_kind(question), read.citation.quote)

        def worth(known: float) -> float:
            words = (len(topic) - len(missing) + known) / len(topic) if topic else 0.0
            return Signs(fit, words, read.choice.similarity, passed, of_kind).worth

        # Words are compared one by one only where that can make it an answer: it takes its time.
        if worth(len(missing)) < 0:
            return worth(0)
        akin = self._akin(question, missing, text)
        strange = [word for word, cosine in akin.items() if cosine < _STRANGE]
        found = worth(sum(map(_known, akin.values())))
        return -1.0 if found >= 0 and self._fits_better(question, strange, read, fit) else found

    def _akin(self, question: str, missing: set[str], text: str) -> dict[str, float]:
        """The stems that a passage lacks -> the cosine of the word nearest to each in meaning."""
        held = list(dict.fromkeys(_words(text)))[:_LONGEST]
        sought = {stem(word): word for word in _words(question) if stem(word) in missing}
        if not held or not sought:
            return dict.fromkeys(missing, 0.0)
        nearest = np.max(self._vectors(list(sought.values())) @ self._vectors(held).T, axis=1)
        return dict.fromkeys(missing, 0.0) | dict(zip(sought, nearest.tolist(), strict=True))

    def _vectors(self, words: Sequence[str]) -> Vectors:
        """Of single words, each embedded once: papers of one authority share most of theirs."""
        new = [word for word in dict.fromkeys(words) if word not in self._known_vectors]
        if new:
            self._known_vectors |= dict(zip(new, self._embedder.passages(new), strict=True))
        return np.stack([self._known_vectors[word] for word in words])

    def _fits_better(self, question: str, strange: Sequence[str], read: Read, fit: float | None) -> bool:
        """Would the passage answer a question that does not ask about one of these words much better?"""
        if self._reranker is None or fit is None:
            return False
        without = {_without(question, word) for word in strange} - {question}
        text = _in_context(read)
        return any(float(self._reranker.score(each, [text])[0]) >= fit + _BETTER_WITHOUT for each in without)


def _known(cosine: float) -> float:
    """How far a word that a passage lacks is there in another: 0 to 1."""
    return min(1.0, max(0.0, (cosine - _AKIN) / (_ALIKE - _AKIN)))


def _kind(question: str) -> Wanted:
    return wanted(question) if insists(question) else Wanted.ANYTHING


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _without(question: str, left_out: str) -> str:
    """The question without the words of a stem."""
    kept = _WORD.sub(lambda word: "" if stem(word.group().lower()) == left_out else word.group(), question)
    return " ".join(kept.split())


def _in_context(read: Read) -> str:
    return f"{read.choice.hit.passage.context}\n{read.choice.unit.text}"


def _all_of(read: Read) -> str:
    """All that the words of a passage may stand in."""
    cited = read.citation
    return f"{cited.title} {cited.section} {cited.quote} {read.choice.hit.passage.passage.text}"
