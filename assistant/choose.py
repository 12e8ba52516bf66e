"""The units of the best passages are scored against each part of a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.kinds import holds
from assistant.kinds import wanted as wanted_kind
from assistant.periods import covers
from assistant.question import Part, sought_stems, stems
from assistant.retrieve import Hit
from assistant.signs import PLAIN, RERANKED, Choice, Signs
from assistant.units import Unit, units_of
from assistant.verify import JOIN
from assistant.words import fold, terms
from ingest.document import PassageKind
from ingest.models import Embedder, Vectors
from ingest.records import StoredText
from ingest.rerank import Reranker

# Passages looked into, and units of them compared by meaning. Both bound the time an answer takes.
_PASSAGES, _RERANKED_PASSAGES = 6, 10
_UNITS, _RERANKED_UNITS = 20, 20
_PART_UNITS = 8
# Where one thing is asked, so many units are reranked first, those with most of the words; the others are
# looked at only if none of these is surely about the question (a logit).
_FIRST_UNITS, _SURELY = 8, 4.0
_COMPARED_WORDS = 45
_TITLE_AND = 10
# What the kind of thing asked for is worth beside the words asked for, and what each rank costs.
_OF_KIND, _DOWN = 0.3, 0.05
_FIRST_FIGURE = re.compile(r"\s(?=[-–+(]?[£€$]?\d)")
# A part of no more words than this is read with what was asked before it.
_FEW_WORDS = 2
# The logit of a passage too far down to have been reranked.
_UNRANKED = -12.0


@dataclass(frozen=True, slots=True)
class _Candidate:
    hit: Hit
    unit: Unit
    rank: int
    before: str = ""
    """The unit before it in its passage, which it may go on from."""
    worth: float = 0.0
    """How many of the words of a part of the question it has, and the like; for the part it fits best."""

    @property
    def in_context(self) -> str:
        return f"{self.hit.passage.context}\n{self.unit.text}"


class Chooser:
    """Scores the units of the best passages against each part of a question."""

    def __init__(
        self, embedder: Embedder, reranker: Reranker | None, weights: dict[str, float], max_words: int
    ) -> None:
        self._embedder = embedder
        self._reranker = reranker
        self._weights = weights
        self._max_words = max_words

    def choose(
        self, asked: str, parts: Sequence[Part], hits: Sequence[Hit], texts: dict[str, StoredText]
    ) -> list[list[Choice]]:
        """For each part of the question ``asked``, the units that may answer it, best first."""
        candidates = self._candidates(asked, parts, hits, texts)
        if not candidates:
            return [[] for _ in parts]
        candidates, fits = self._read(asked, parts, candidates)
        meanings = self._meanings(parts, candidates)
        ranked = []
        for column, part in enumerate(parts):
            signs = [
                self._signs(part, candidate, float(meanings[row, column]), fits[row] if fits else None)
                for row, candidate in enumerate(candidates)
            ]
            ranked.append(self._ranked(part, candidates, signs, several=len(parts) > 1))
        return ranked

    def _meanings(self, parts: Sequence[Part], candidates: Sequence[_Candidate]) -> Vectors:
        """Cosines, shape (candidates, parts)."""
        asked = [part.text if len(terms(part.text)) > _FEW_WORDS else part.whole for part in parts]
        vectors = self._embedder.passages([*asked, *(_beginning(c.unit.text) for c in candidates)])
        return vectors[len(parts) :] @ vectors[: len(parts)].T

    def _read(
        self, asked: str, parts: Sequence[Part], candidates: list[_Candidate]
    ) -> tuple[list[_Candidate], list[float] | None]:
        """The units that the reranker read, with its logits: the first, if one of them answers, or all."""
        if self._reranker is None:
            return candidates, None
        order = sorted(range(len(candidates)), key=lambda at: -candidates[at].worth)
        first = len(order) if len(parts) > 1 else _FIRST_UNITS
        fits: dict[int, float] = {}
        for read in (order[:first], order[first:]):
            if read and max(fits.values(), default=_UNRANKED) < _SURELY:
                scores = self._reranker.score(asked, [candidates[at].in_context for at in read])
                fits |= zip(read, scores.tolist(), strict=True)
        return [candidates[at] for at in sorted(fits)], [fits[at] for at in sorted(fits)]

    def _ranked(
        self, part: Part, candidates: Sequence[_Candidate], signs: Sequence[Signs], several: bool
    ) -> list[Choice]:
        """Choices best first. Where several things are asked, the best are read once more with their part."""
        weights = RERANKED if self._reranker else PLAIN
        order = sorted(range(len(signs)), key=lambda index: -signs[index].total(weights))
        signs = list(signs)
        if self._reranker and several:
            best = order[:_PART_UNITS]
            fits = self._reranker.score(part.whole, [candidates[index].in_context for index in best])
            for index, fit in zip(best, fits.tolist(), strict=True):
                signs[index] = replace(signs[index], part_fit=fit / 10)
            worst = min(signs[index].part_fit for index in best)
            for index in order[_PART_UNITS:]:
                signs[index] = replace(signs[index], part_fit=worst)
        elif self._reranker:
            signs = [replace(each, part_fit=each.fit) for each in signs]
        choices = [self._choice(c, s, weights) for c, s in zip(candidates, signs, strict=True)]
        return sorted(choices, key=lambda choice: -choice.score)

    def _choice(self, candidate: _Candidate, signs: Signs, weights: Signs) -> Choice:
        fit = signs.fit * 10 if self._reranker else None
        return Choice(candidate.hit, candidate.unit, signs.total(weights), signs.meaning, signs.topic, fit)

    def _candidates(
        self, asked: str, parts: Sequence[Part], hits: Sequence[Hit], texts: dict[str, StoredText]
    ) -> list[_Candidate]:
        """The units of the best passages, thinned to those with most of the words of some part."""
        passages, units = (_RERANKED_PASSAGES, _RERANKED_UNITS) if self._reranker else (_PASSAGES, _UNITS)
        found = [
            candidate
            for rank, hit in enumerate(hits[:passages])
            for candidate in _of_passage(hit, rank, texts[hit.passage.document_id], self._max_words, asked)
        ]
        kept: dict[int, float] = {}
        held = [stems(candidate.unit.text) for candidate in found]
        for part in parts:
            wanted, kind = _wanted_words(part), wanted_kind(part.text)
            worth = [
                self._share(wanted, own) + _OF_KIND * holds(kind, c.unit.text) - _DOWN * c.rank
                for own, c in zip(held, found, strict=True)
            ]
            best = np.argsort([-value for value in worth], kind="stable")
            for index in best[: max(1, units // len(parts))].tolist():
                kept[index] = max(worth[index], kept.get(index, worth[index]))
        return [replace(found[index], worth=kept[index]) for index in sorted(kept)]

    def _signs(self, part: Part, candidate: _Candidate, meaning: float, fit: float | None) -> Signs:
        wanted = _wanted_words(part)
        passage = candidate.hit.passage
        own, about = stems(candidate.unit.text), stems(passage.embedded)
        logit = candidate.hit.rerank_score
        return Signs(
            meaning=meaning,
            words=self._share(wanted, own),
            topic=self._share(wanted, own | about),
            rank=1 / (1 + 0.35 * candidate.rank),
            kind=float(holds(wanted_kind(part.text), candidate.unit.text)),
            period=float(covers(_all_of(candidate), part.whole)),
            reply=float(passage.passage.kind is PassageKind.QUESTION_ANSWER),
            row=float(passage.passage.kind is PassageKind.TABLE),
            label=self._share(wanted, stems(_label(candidate.unit.text))),
            before=self._share(wanted, stems(candidate.before)),
            fit=0.0 if fit is None else fit / 10,
            passage_fit=0.0 if fit is None else (_UNRANKED if logit is None else logit) / 10,
        )

    def _share(self, wanted: set[str], held: set[str]) -> float:
        total = sum(self._weights.get(word, 1.0) for word in wanted)
        return sum(self._weights.get(word, 1.0) for word in wanted & held) / total if total else 0.0


def _of_passage(hit: Hit, rank: int, text: StoredText, max_words: int, asked: str) -> Iterator[_Candidate]:
    before = ""
    for unit in units_of(hit.passage, text, max_words, asked):
        if not _is_title(unit, hit):
            yield _Candidate(hit, unit, rank, before)
            before = unit.text


def _label(text: str) -> str:
    """What a row says before its first figure, without the headings above it."""
    return _FIRST_FIGURE.split(text.rsplit(JOIN, maxsplit=1)[-1], maxsplit=1)[0]


def _wanted_words(part: Part) -> set[str]:
    """Stems of what a part looks for; one of few words leans on what was asked before it."""
    return sought_stems(part.text if len(terms(part.text)) > _FEW_WORDS else part.whole)


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
