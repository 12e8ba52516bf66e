"""The whole walk of a question: retrieve, gate, quote, verify, answer."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.answer import Answer, Citation, Filters, RankedPassage, Refusal, RefusalReason, Timings, Turn
from assistant.cite import cite, ranked_passage
from assistant.gate import Verdict, refuse
from assistant.question import parts_of, standalone, stem
from assistant.quote import Choice, Chooser, pick
from assistant.retrieve import Hit, Retriever
from assistant.words import full_text_expression, terms
from ingest.library import Library
from ingest.records import Facets

_NEAREST = 3
_NOT_FOUND = "Not found in these documents."
_UNVERIFIED = "The words that would answer it could not be found again on their page, so they are not shown."


@dataclass(frozen=True, slots=True)
class _Found:
    """What a question brought up: its passages and, for each part of the question, units best first."""

    hits: list[Hit]
    ranked: list[list[Choice]]


class Assistant:
    """Answers questions over a library. One instance serves many threads."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._retriever = Retriever(library)
        # A document's id names one version of it, so its text never changes.
        self._text = lru_cache(maxsize=256)(library.lookup.text)

    def ask(
        self,
        question: str,
        filters: Filters | None = None,
        history: Sequence[Turn] = (),
        mode: Literal["quote"] = "quote",
        id_: str | None = None,
    ) -> Answer:
        """Answer in the documents' own words, or say why not. Raises AssistantError."""
        self.library.require_documents()
        started = time.perf_counter()
        asked = standalone(question, history)
        hits = self._retriever.retrieve(asked, self.library.embedder.query(asked), filters or Filters())
        retrieved = time.perf_counter()
        found = _Found(hits, self._ranked(asked, hits))
        citations, refusal = self._decide(asked, found)
        return Answer(
            id=id_,
            question=question,
            standalone_question=asked,
            mode=mode,
            answerable=refusal is None,
            refusal=refusal,
            text=f"{_NOT_FOUND} {refusal.explanation}" if refusal else _text_of(citations),
            citations=citations,
            passages=self._passages(hits),
            timings_ms=_timings(started, retrieved, time.perf_counter()),
        )

    def facets(self) -> Facets:
        """What the library can be filtered by."""
        return self.library.lookup.facets()

    def passage_text(self, passage_id: str) -> str:
        """The words around a quotation; empty if the passage is no longer there."""
        passage = self.library.lookup.passages([passage_id]).get(passage_id)
        return passage.passage.text if passage else ""

    def _ranked(self, asked: str, hits: list[Hit]) -> list[list[Choice]]:
        texts = {hit.document.id: self._text(hit.document.id) for hit in hits}
        chooser = Chooser(self.library.embedder, self._weights(asked), self._max_words)
        return chooser.choose(parts_of(asked), hits, texts)

    @property
    def _max_words(self) -> int:
        return self.library.settings.answer.max_words

    def _weights(self, question: str) -> dict[str, float]:
        """Inverse document frequency of the question's words over the passages, by stem."""
        total = self.library.lookup.passage_count()
        counts = {word: self._count(word) for word in terms(question)}
        return {stem(word): math.log(1 + total / (1 + count)) for word, count in counts.items()}

    def _count(self, word: str) -> int:
        expression = full_text_expression([word])
        return self.library.lookup.match_count(expression) if expression else 0

    def _decide(self, asked: str, found: _Found) -> tuple[tuple[Citation, ...], Refusal | None]:
        best = [choices[0] for choices in found.ranked if choices]
        verdict = refuse(asked, found.hits, best)
        if verdict:
            return (), self._refusal(verdict, found)
        citations = self._cite_all(pick(found.ranked, self._max_words, self._max_citations))
        if not citations:
            return (), self._refusal((RefusalReason.NOT_IN_DOCUMENTS, _UNVERIFIED), found)
        return citations, None

    @property
    def _max_citations(self) -> int:
        return self.library.settings.answer.max_citations

    def _cite_all(self, choices: Sequence[Choice]) -> tuple[Citation, ...]:
        """Verified citations, numbered from 1; what cannot be verified is left out."""
        cited: list[Citation] = []
        for choice in choices:
            text = self._text(choice.hit.document.id)
            citation = cite(len(cited) + 1, choice.hit, choice.unit, text)
            if citation:
                cited.append(citation)
        return tuple(cited)

    def _refusal(self, verdict: Verdict, found: _Found) -> Refusal:
        every = sorted((c for choices in found.ranked for c in choices), key=lambda c: -c.score)
        first_of = {choice.hit.passage.id: choice for choice in reversed(every)}
        nearest = sorted(first_of.values(), key=lambda c: -c.score)[:_NEAREST]
        reason, explanation = verdict
        return Refusal(reason=reason, explanation=explanation, nearest=self._cite_all(nearest))

    def _passages(self, hits: list[Hit]) -> tuple[RankedPassage, ...]:
        texts = ((hit, self._text(hit.document.id)) for hit in hits)
        return tuple(ranked_passage(rank, hit, text) for rank, (hit, text) in enumerate(texts, 1))


def _text_of(citations: Sequence[Citation]) -> str:
    return "\n".join(f"{citation.quote} [{citation.marker}]" for citation in citations)


def _timings(started: float, retrieved: float, ended: float) -> Timings:
    return Timings(
        retrieve=round((retrieved - started) * 1000, 1),
        answer=round((ended - retrieved) * 1000, 1),
        total=round((ended - started) * 1000, 1),
    )
