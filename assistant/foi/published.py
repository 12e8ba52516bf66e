"""What else the authority published that answers a question: found, gated and quoted as any answer is.

The gate was made for questions whose words people choose after the papers. A request is often about something
that no paper speaks of, so that here the rarer words of the question must stand in what answers it, and so
must the time it asks about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import LONGEST_QUESTION, Answer, Citation, Filters
from assistant.engine import Assistant
from assistant.foi.precedents import GENERIC, PrecedentIndex, timeless
from assistant.foi.prior_answers import Precedent
from assistant.foi.timing import TimeFit, fit, times_of
from assistant.question import sought_stems, stems
from ingest.document import DocumentKind

# The share of the rarer words, and the reranker's logit, below which an answer is of something else.
_ON_TOPIC, _FITS = 0.76, -6.0


@dataclass(frozen=True, slots=True)
class Told:
    """A prior answer whose words answer what its question did not ask, with the words that do."""

    precedent: Precedent
    words: Citation


@dataclass(frozen=True, slots=True)
class Found:
    """``published``: quotations of other documents, best first. ``answered``: a prior answer that tells it."""

    published: tuple[Citation, ...] = ()
    answered: Told | None = None


class Published:
    """Searches the papers of one authority; those of all where none is known."""

    def __init__(self, assistant: Assistant, index: PrecedentIndex, authority: str | None) -> None:
        self._assistant = assistant
        self._index = index
        self._authority = authority
        self._by_passage = {each.prior.answered.passage_id: each for each in index.precedents}
        self._responses = {each.prior.answered.document_id for each in index.precedents}

    def find(self, parts: Sequence[str], on: date) -> Found:
        """What answers, if the gate lets it pass. Of a prior answer only what leads counts.

        ``on`` is the day the request was received, from which "last year" is counted.
        """
        question = " ".join(parts)[:LONGEST_QUESTION]
        answer = self._asked(question)
        if not answer.answerable or not answer.citations:
            return Found()
        kept = [each for each in answer.citations if self._answers(question, each, on)]
        if not kept or kept[0] is not answer.citations[0]:
            return Found()
        precedent = self._by_passage.get(kept[0].passage_id)
        others = tuple(each for each in kept if self._is_other(each))
        return Found(others, Told(precedent, kept[0]) if precedent else None)

    def _asked(self, question: str) -> Answer:
        """The authority is named in the question too: so the gate refuses what only another's papers tell."""
        if self._authority is None:
            return self._assistant.ask(question)
        named = f"{self._authority}: {question}"[:LONGEST_QUESTION]
        return self._assistant.ask(named, Filters())

    def _is_other(self, citation: Citation) -> bool:
        """Is it no response to a request, and the authority's own?"""
        if citation.kind == DocumentKind.FOI_RESPONSE or citation.document_id in self._responses:
            return False
        return self._authority is None or citation.authority == self._authority

    def _answers(self, question: str, citation: Citation, on: date) -> bool:
        """Does a quotation, with its passage, speak of the topic and of the time asked about?"""
        around = self._assistant.passage_text(citation.passage_id)
        held = f"{citation.title} {citation.section} {citation.quote} {around}"
        day = date.fromisoformat(citation.date) if citation.date and len(citation.date) == 10 else None
        if fit(times_of(question, on), times_of(held), day) is TimeFit.OTHER:
            return False
        own = stems(self._authority or "")
        topic = sought_stems(timeless(question)) - GENERIC - own
        told = self._index.stems_of(held)
        reranker = self._assistant.reranker()
        if reranker and float(reranker.score(question, [f"{citation.title}\n{citation.quote}"])[0]) < _FITS:
            return False
        return bool(topic) and len(topic & told) >= _ON_TOPIC * len(topic)
