"""The whole walk of a question: retrieve, gate, quote, verify, answer."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.acronyms import load_acronyms
from assistant.answer import (
    LONGEST_QUESTION,
    Answer,
    Citation,
    Draft,
    Filters,
    Mode,
    Notice,
    RankedPassage,
    Refusal,
    RefusalReason,
    Timings,
    Turn,
)
from assistant.choose import Chooser
from assistant.cite import cite, ranked_passage
from assistant.compared import each_paper
from assistant.considered import Considered, Read, best_of_each
from assistant.converse import taken_to_mean
from assistant.elsewhere import found_instead
from assistant.gate import Verdict, refuse
from assistant.notices import Noticing
from assistant.pointers import Pointers
from assistant.question import Part
from assistant.quote import pick
from assistant.rarity import rarities
from assistant.retrieve import Hit, LoadReranker, Retrieved, Retriever, is_of_another
from assistant.signs import Choice
from assistant.turns import ANSWERING
from assistant.words import terms
from assistant.write.answering import Basis, answer_in_words
from assistant.write.check import Checker
from assistant.write.model import LoadWriter, Writer, load_writer
from assistant.write.names import Names
from ingest.errors import QuestionError
from ingest.library import Library
from ingest.records import Facets
from ingest.rerank import Reranker, load_reranker

_NEAREST = 3
_NAMED_TERMS = 12
_NOT_FOUND = "Not found in these documents."
_UNVERIFIED = "The words that would answer it could not be found again on their page, so they are not shown."


@dataclass(frozen=True, slots=True)
class _Found:
    """What a question brought up: its parts, the authorities it names, how rare its words are, the passages
    that may answer it, what another authority's paper says instead (if only that answers), and for each part
    the units best first."""

    asked: str
    parts: list[Part]
    named: tuple[str, ...]
    weights: dict[str, float]
    hits: list[Hit]
    instead: list[Choice]
    ranked: list[list[Choice]]


@dataclass(frozen=True, slots=True)
class _Decided:
    """What the gate and the quotations came to.

    ``choices`` are those cited, in order; ``leads`` those of them that answer a part of the question best.
    """

    citations: tuple[Citation, ...]
    refusal: Refusal | None = None
    notices: tuple[Notice, ...] = ()
    choices: tuple[Choice, ...] = ()
    leads: tuple[Choice, ...] = ()


class Assistant:
    """Answers questions over a library. One instance serves many threads."""

    def __init__(
        self, library: Library, load: LoadReranker = load_reranker, load_writer: LoadWriter = load_writer
    ) -> None:
        self.library = library
        self._load_writer = load_writer
        self._retriever = Retriever(library, load)
        # A document's id names one version of it, so its text never changes.
        self._text = lru_cache(maxsize=256)(library.lookup.text)
        self._pointers = Pointers(library.lookup, self._text, self._max_words)
        self._noticing = Noticing(library.lookup, self._text, self._max_words)

    def ask(
        self,
        question: str,
        filters: Filters | None = None,
        history: Sequence[Turn] = (),
        mode: Mode = "quote",
        id_: str | None = None,
    ) -> Answer:
        """Answer in the documents' own words or a model's, or say why not. Raises AssistantError."""
        *_, answer = self.stream(question, filters, history, mode, id_)
        if not isinstance(answer, Answer):
            raise TypeError("a draft is never the last")
        return answer

    def stream(
        self,
        question: str,
        filters: Filters | None = None,
        history: Sequence[Turn] = (),
        mode: Mode = "quote",
        id_: str | None = None,
    ) -> Generator[Draft | Answer, None, None]:
        """Drafts of a written answer as they grow, and last the answer, which is all in quote mode.

        Closing the iterator stops the model. Raises AssistantError.
        """
        _check(question)
        self.library.require_documents()
        came = time.perf_counter()
        with ANSWERING.turn():
            quoted, decided, found = self._quoted(question, filters or Filters(), history, id_, came)
        if mode == "quote" or quoted.refusal:
            yield quoted
        else:
            yield from answer_in_words(self._writer, self._basis(quoted, decided, found))

    def _quoted(
        self, question: str, filters: Filters, history: Sequence[Turn], id_: str | None, came: float
    ) -> tuple[Answer, _Decided, _Found]:
        """The quoted answer, with what it rests on. ``came``: when it was asked; it may have waited since."""
        started = time.perf_counter()
        meant = taken_to_mean(question, history, list(self.facets().authorities))
        asked = meant.text
        vector = self.library.embedder.query(asked)
        retrieved = self._retriever.retrieve(asked, vector, filters)
        found_at = time.perf_counter()
        found = self._found(asked, meant.parts(), retrieved)
        decided = self._decide(found)
        refusal = decided.refusal
        quoted = Answer(
            id=id_,
            question=question,
            standalone_question=asked,
            answerable=refusal is None,
            refusal=refusal,
            text=f"{_NOT_FOUND} {refusal.explanation}" if refusal else _text_of(decided.citations),
            citations=decided.citations,
            notices=decided.notices,
            passages=self._passages(retrieved.hits),
            timings_ms=_timings(came, started, found_at, time.perf_counter(), retrieved.rerank_ms),
        )
        return quoted, decided, found

    def _writer(self) -> Writer | None:
        return self._load_writer(self.library.settings)

    def _names(self) -> Names:
        return Names(self.facets().authorities, load_acronyms(self.library.settings.retrieve.acronyms))

    def _basis(self, quoted: Answer, decided: _Decided, found: _Found) -> Basis:
        reranker = self._retriever.reranker()
        checker = Checker(self.library.embedder, reranker, self._names(), self._text, self._max_words)
        return Basis(
            quoted=quoted,
            choices=decided.choices,
            leads=decided.leads,
            check=checker.check,
            note=lambda choices: self._noticing.about(found.asked, choices, found.hits),
            cite=lambda choices: self._cite_all(choices, found.asked),
        )

    def consider(self, question: str) -> Considered:
        """What a question asked by itself comes to, and all that came near it. Raises AssistantError."""
        _check(question)
        self.library.require_documents()
        meant = taken_to_mean(question, (), list(self.facets().authorities))
        with ANSWERING.turn():
            vector = self.library.embedder.query(meant.text)
            retrieved = self._retriever.retrieve(meant.text, vector, Filters())
            found = self._found(meant.text, meant.parts(), retrieved)
            decided = self._decide(found)
        read = [Read(choice, each) for choice in best_of_each(found.ranked) if (each := self._cited(choice))]
        return Considered(decided.citations, decided.refusal, tuple(read))

    def _cited(self, choice: Choice) -> Citation | None:
        return cite(1, choice.hit, choice.unit, self._text(choice.hit.document.id))

    def facets(self) -> Facets:
        """What the library can be filtered by."""
        return self.library.lookup.facets()

    def reranker(self) -> Reranker | None:
        """The reranker, where one is set and there, for those who rank texts of their own."""
        return self._retriever.reranker()

    def passage_text(self, passage_id: str) -> str:
        """The words around a quotation; empty if the passage is no longer there."""
        passage = self.library.lookup.passages([passage_id]).get(passage_id)
        return passage.passage.text if passage else ""

    def _found(self, asked: str, parts: list[Part], retrieved: Retrieved) -> _Found:
        """Where the question names an authority, only what is its own or speaks of it may be quoted."""
        named = retrieved.named
        own = [h for h in retrieved.hits if not (named and is_of_another(h.passage, h.document, named))]
        weights = rarities(asked, self.library.lookup, self.facets().authorities)
        other = found_instead(asked, own, retrieved.elsewhere, weights)
        instead = self._ranked(asked, parts, [other], weights)[0] if other else []
        ranked = self._ranked(asked, parts, own, weights)
        return _Found(asked, parts, retrieved.named, weights, own, instead, ranked)

    def _ranked(
        self, asked: str, parts: list[Part], hits: list[Hit], weights: dict[str, float]
    ) -> list[list[Choice]]:
        texts = {hit.document.id: self._text(hit.document.id) for hit in hits}
        chooser = Chooser(self.library.embedder, self._retriever.reranker(), weights, self._max_words)
        return chooser.choose(asked, parts, hits, texts)

    @property
    def _max_words(self) -> int:
        return self.library.settings.answer.max_words

    def _decide(self, found: _Found) -> _Decided:
        other = found.instead[0].hit.document.authority if found.instead else None
        verdict = refuse(found.asked, found.parts, found.ranked, found.named, other, found.weights)
        if verdict:
            return _Decided((), self._refusal(verdict, found))
        picked = pick(found.parts, found.ranked, self._max_words, self._max_citations)
        picked = each_paper(found.asked, found.parts, picked, found.ranked, self._text)
        noted = self._noticing.about(found.asked, self._pointers.followed(picked), found.hits)
        citations = self._cite_all(noted.choices, found.asked)
        if not citations:
            return _Decided((), self._refusal(Verdict(RefusalReason.NOT_IN_DOCUMENTS, _UNVERIFIED), found))
        quotes = {(citation.document_id, citation.quote) for citation in citations}
        choices = tuple(c for c in noted.choices if (c.hit.document.id, c.unit.text) in quotes)
        best = {ranked[0].unit.text for ranked in found.ranked if ranked}
        leads = tuple(choice for choice in choices if choice.unit.text in best)
        return _Decided(citations, None, noted.notices(citations), choices, leads or choices[:1])

    @property
    def _max_citations(self) -> int:
        return self.library.settings.answer.max_citations

    def _cite_all(self, choices: Sequence[Choice], asked: str = "") -> tuple[Citation, ...]:
        """Verified citations, numbered from 1; what cannot be verified is left out."""
        cited: list[Citation] = []
        for choice in choices:
            text = self._text(choice.hit.document.id)
            citation = cite(len(cited) + 1, choice.hit, choice.unit, text, asked)
            if citation:
                cited.append(citation)
        return tuple(cited)

    def _refusal(self, verdict: Verdict, found: _Found) -> Refusal:
        first = [*found.instead[:1], *([verdict.meant] if verdict.meant else [])]
        shown = {each.hit.passage.id for each in first}
        others = [each for each in best_of_each(found.ranked) if each.hit.passage.id not in shown]
        nearest = [*first, *others][:_NEAREST]
        sought = ", ".join(terms(found.asked)[:_NAMED_TERMS])
        explanation = f"Looked for: {sought}. {verdict.why}" if sought else verdict.why
        return Refusal(reason=verdict.reason, explanation=explanation, nearest=self._cite_all(nearest))

    def _passages(self, hits: list[Hit]) -> tuple[RankedPassage, ...]:
        texts = ((hit, self._text(hit.document.id)) for hit in hits)
        return tuple(ranked_passage(rank, hit, text) for rank, (hit, text) in enumerate(texts, 1))


def _check(question: str) -> None:
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(question):,} characters: ask in at most {LONGEST_QUESTION:,}."
        )


def _text_of(citations: Sequence[Citation]) -> str:
    return "\n".join(f"{citation.quote} [{citation.marker}]" for citation in citations)


def _timings(came: float, started: float, retrieved: float, ended: float, rerank_ms: float) -> Timings:
    """In milliseconds; the total from when it was asked, so with what it waited for its turn."""
    return Timings(
        retrieve=round((retrieved - started) * 1000 - rerank_ms, 1),
        rerank=round(rerank_ms, 1),
        answer=round((ended - retrieved) * 1000, 1),
        total=round((ended - came) * 1000, 1),
    )
