"""What else the authority published that answers a question: found, gated and quoted as any answer is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import LONGEST_QUESTION, Citation, Filters
from assistant.engine import Assistant
from assistant.foi.precedents import PrecedentIndex
from assistant.foi.prior_answers import Precedent
from ingest.document import DocumentKind


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
        self._authority = authority
        self._by_passage = {each.prior.answered.passage_id: each for each in index.precedents}

    def find(self, parts: Sequence[str]) -> Found:
        """What answers, if the gate lets it pass. Of a prior answer only what leads counts."""
        question = " ".join(parts)[:LONGEST_QUESTION]
        answer = self._assistant.ask(question, Filters(authority=self._authority))
        if not answer.answerable or not answer.citations:
            return Found()
        lead = answer.citations[0]
        precedent = self._by_passage.get(lead.passage_id)
        others = tuple(
            each
            for each in answer.citations
            if each.passage_id not in self._by_passage and each.kind != DocumentKind.FOI_RESPONSE
        )
        if precedent:
            return Found(others, Told(precedent, lead))
        return Found(others)
