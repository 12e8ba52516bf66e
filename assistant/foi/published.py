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
from assistant.foi.past.outcomes import outcome_of
from assistant.foi.precedents import GENERIC, PrecedentIndex, timeless
from assistant.foi.prior import Outcome
from assistant.foi.prior_answers import Precedent
from assistant.foi.timing import TimeFit, fit, times_of
from assistant.question import sought_stems, stems
from assistant.verify import JOIN
from ingest.document import DocumentKind

# The share of the rarer words, and the reranker's logit, below which an answer is of something else.
_ON_TOPIC, _FITS = 0.76, -6.0


@dataclass(frozen=True, slots=True)
class Told:
    """A prior answer whose words answer what its question did not ask, with the words that do."""

    precedent: Precedent
    words: Citation

    @property
    def outcome(self) -> Outcome:
        """What these words do: figures may be told in an answer that refuses what it was asked."""
        own = self.precedent.prior.outcome
        tells = any(character.isdigit() for character in timeless(self.words.quote))
        return Outcome.ANSWERED if tells and outcome_of(self.words.quote) is Outcome.ANSWERED else own


@dataclass(frozen=True, slots=True)
class Found:
    """``published``: quotations of other documents, best first. ``answered``: a prior answer that tells."""

    published: tuple[Citation, ...] = ()
    answered: Told | None = None


class Published:
    """Searches the papers of one authority; those of all where none is known."""

    def __init__(self, assistant: Assistant, index: PrecedentIndex, authority: str | None) -> None:
        self._assistant = assistant
        self._index = index
        self._authority = authority
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
        precedent = self._holding(kept[0])
        others = tuple(each for each in kept if self._is_other(each))
        return Found(others, Told(precedent, kept[0]) if precedent else None)

    def _holding(self, words: Citation) -> Precedent | None:
        """The first prior answer in which these words, or their last part, stand."""
        last = words.quote.rsplit(JOIN, maxsplit=1)[-1]
        return next(
            (
                each
                for each in self._index.precedents
                if each.prior.answered.document_id == words.document_id
                and (each.prior.answered.passage_id == words.passage_id or last in each.prior.answered.quote)
            ),
            None,
        )

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
