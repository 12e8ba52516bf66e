"""An answer in the documents' own words: the units that best answer each part of a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.kinds import holds
from assistant.kinds import wanted as wanted_kind
from assistant.periods import covers
from assistant.question import stem, stems
from assistant.retrieve import Hit
from assistant.units import Unit, units_of
from assistant.words import fold, terms
from ingest.models import Embedder
from ingest.records import StoredText

# Passages looked into, and units of them compared by meaning. Both bound the time an answer takes.
_PASSAGES = 6
_UNITS = 20
_COMPARED_WORDS = 45
_TITLE_AND = 10

# How much each sign of a good quotation weighs: closeness in meaning, the question's words, the rank of
# its passage, whether it holds the kind of thing asked for, and whether it speaks of the period asked for.
_MEANING, _WORDS, _RANK, _KIND, _PERIOD = 0.45, 0.35, 0.25, 0.2, 0.2


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit chosen to be quoted, with the hit it comes from. ``coverage`` is the share (0 to 1) of the
    question's words, weighted by rarity, found in the unit or in what its passage is about."""

    hit: Hit
    unit: Unit
    score: float
    similarity: float
    coverage: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    hit: Hit
    unit: Unit
    rank: int


class Chooser:
    """Scores the units of the best passages against each part of a question."""

    def __init__(self, embedder: Embedder, weights: dict[str, float], max_words: int) -> None:
        self._embedder = embedder
        self._weights = weights
        self._max_words = max_words

    def choose(
        self, parts: Sequence[str], hits: Sequence[Hit], texts: dict[str, StoredText]
    ) -> list[list[Choice]]:
        """For each part of a question, the units that may answer it, best first."""
        wanted = [{stem(word) for word in terms(part)} for part in parts]
        candidates = self._candidates(hits, texts, wanted)
        if not candidates:
            return [[] for _ in parts]
        vectors = self._embedder.passages([*parts, *(_beginning(c.unit.text) for c in candidates)])
        similarities = vectors[len(parts) :] @ vectors[: len(parts)].T
        return [
            sorted(
                (
                    self._score(part, wanted[column], candidate, float(similarities[row, column]))
                    for row, candidate in enumerate(candidates)
                ),
                key=lambda choice: -choice.score,
            )
            for column, part in enumerate(parts)
        ]

    def _candidates(
        self, hits: Sequence[Hit], texts: dict[str, StoredText], wanted: Sequence[set[str]]
    ) -> list[_Candidate]:
        """The units of the best passages, thinned to those with most of the words of some part."""
        found = [
            _Candidate(hit, unit, rank)
            for rank, hit in enumerate(hits[:_PASSAGES])
            for unit in units_of(hit.passage, texts[hit.passage.document_id], self._max_words)
            if not _is_title(unit, hit)
        ]
        kept: set[int] = set()
        held = [stems(candidate.unit.text) for candidate in found]
        for words in wanted:
            worth = [self._share(words, own) - 0.05 * c.rank for own, c in zip(held, found, strict=True)]
            best = np.argsort([-value for value in worth], kind="stable")
            kept |= set(best[: max(1, _UNITS // len(wanted))].tolist())
        return [found[index] for index in sorted(kept)]

    def _score(self, part: str, wanted: set[str], candidate: _Candidate, similarity: float) -> Choice:
        own = stems(candidate.unit.text)
        about = stems(f"{candidate.hit.passage.context} {candidate.hit.passage.passage.text}")
        in_unit, in_passage = self._share(wanted, own), self._share(wanted, own | about)
        score = (
            _MEANING * similarity
            + _WORDS * (0.7 * in_unit + 0.3 * in_passage)
            + _RANK / (1 + 0.35 * candidate.rank)
            + _KIND * holds(wanted_kind(part), candidate.unit.text)
            + _PERIOD * covers(_all_of(candidate), part)
        )
        return Choice(candidate.hit, candidate.unit, score, similarity, in_passage)

    def _share(self, wanted: set[str], held: set[str]) -> float:
        total = sum(self._weights.get(word, 1.0) for word in wanted)
        return sum(self._weights.get(word, 1.0) for word in wanted & held) / total if total else 0.0


def _all_of(candidate: _Candidate) -> str:
    """All that a unit's period can be read from: its passage with its context, its document's date."""
    hit = candidate.hit
    return f"{candidate.unit.text} {hit.passage.embedded} {hit.passage.header} {hit.document.date or ''}"


def _is_title(unit: Unit, hit: Hit) -> bool:
    """The paper's title, with its letterhead perhaps: it has the words of many questions and answers none.

    A whole sentence may have been taken for the title of a paper that has none; it may be quoted.
    """
    if unit.text.endswith((".", "!", ";")):
        return False
    title = fold(hit.document.title)
    return title in fold(unit.text) and unit.words <= len(title.split()) + _TITLE_AND


def _beginning(text: str) -> str:
    """Enough of a unit to compare it by meaning; the time it takes grows with its length."""
    return " ".join(text.split()[:_COMPARED_WORDS])


def pick(ranked: Sequence[Sequence[Choice]], max_words: int, max_citations: int) -> list[Choice]:
    """The best unit for each part first, then further ones nearly as good, within the size of an answer."""
    picked: list[Choice] = []
    for choices in ranked:
        if choices and not _told(choices[0], picked):
            _add(picked, choices[0], max_words, max_citations)
    for choice in sorted((c for choices in ranked for c in choices[1:4]), key=lambda c: -c.score):
        if picked and choice.score >= 0.9 * picked[0].score and not _told(choice, picked):
            _add(picked, choice, max_words, max_citations)
    return picked


def _told(choice: Choice, picked: Sequence[Choice]) -> bool:
    return any(choice.unit.text in other.unit.text or other.unit.text in choice.unit.text for other in picked)


def _add(picked: list[Choice], choice: Choice, max_words: int, max_citations: int) -> None:
    used = sum(other.unit.words for other in picked)
    if not picked or (used + choice.unit.words <= max_words and len(picked) < max_citations):
        picked.append(choice)
