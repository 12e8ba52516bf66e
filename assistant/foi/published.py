"""What else the authority published that answers a question: found, gated and quoted as any answer is.

The gate was made for questions whose words people choose after the papers. A request is often about something
that no paper speaks of, so that here what the gate lets pass is weighed once more, and must speak of the time
asked about. Of a prior answer matched by its words alone the rarer words of the question must stand in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import LONGEST_QUESTION, Citation, RefusalReason
from assistant.considered import Considered, Read
from assistant.engine import Assistant
from assistant.foi.bearing import Bearing
from assistant.foi.past.outcomes import outcome_of
from assistant.foi.precedents import GENERIC, PrecedentIndex, timeless
from assistant.foi.prior import Outcome
from assistant.foi.prior_answers import Precedent
from assistant.foi.timing import TimeFit, fit, times_of
from assistant.question import sought_stems, stems
from assistant.verify import JOIN
from ingest.document import DocumentKind

# Of a prior answer: the share of the rarer words, and the reranker's logit, below which its words are of
# something else than what is asked.
_ON_TOPIC, _FITS = 0.76, -6.0
# The most passages that are weighed, and that are shown without being taken to answer.
_WEIGHED, _NEAR = 4, 2
# Nothing of the authority's own answers where the gate refuses for one of these reasons.
_NONE_ANSWERS = (
    RefusalReason.NOTHING_RELEVANT,
    RefusalReason.NOT_IN_DOCUMENTS,
    RefusalReason.WRONG_AUTHORITY,
    RefusalReason.WRONG_PERIOD,
)


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
    """``published``: quotations of other documents that answer, best first; ``near``: those that come near
    and are not taken to answer. ``answered``: a prior answer that tells."""

    published: tuple[Citation, ...] = ()
    answered: Told | None = None
    near: tuple[Citation, ...] = ()


class Published:
    """Searches the papers of one authority; those of all where none is known."""

    def __init__(self, assistant: Assistant, index: PrecedentIndex, authority: str | None) -> None:
        self._assistant = assistant
        self._index = index
        self._authority = authority
        self._bearing = Bearing(assistant.library.embedder, assistant.reranker(), index.stems_of)
        self._responses = {each.prior.answered.document_id for each in index.precedents}

    def find(self, parts: Sequence[str], on: date) -> Found:
        """What answers, and what comes near. Of a prior answer only what leads counts.

        ``on`` is the day the request was received, from which "last year" is counted.
        """
        question = " ".join(parts)[:LONGEST_QUESTION]
        considered = self._considered(question)
        answers, near = self._weighed(question, considered, on)
        return Found(answers, self._told(question, considered, on), near)

    def _considered(self, question: str) -> Considered:
        """The authority is named in the question too: so the gate refuses what only another's papers tell."""
        if self._authority is None:
            return self._assistant.consider(question)
        return self._assistant.consider(f"{self._authority}: {question}"[:LONGEST_QUESTION])

    def _weighed(
        self, question: str, considered: Considered, on: date
    ) -> tuple[tuple[Citation, ...], tuple[Citation, ...]]:
        """The quotations that answer, and the others, each best first."""
        quoted = {(each.document_id, each.quote) for each in considered.citations}
        reads = [each for each in considered.read if self._is_other(each.citation)]
        passed = [(each.citation.document_id, each.citation.quote) in quoted for each in reads]
        first = sorted(range(len(reads)), key=lambda at: not passed[at])[:_WEIGHED]
        reads, passed = [reads[at] for at in first], [passed[at] for at in first]
        worths = self._bearing.worths(question, reads, passed, stems(self._authority or ""))
        order = sorted(range(len(reads)), key=lambda at: -worths[at])
        refused = considered.refusal is not None and considered.refusal.reason in _NONE_ANSWERS
        answers = [
            at for at in order if worths[at] >= 0 and not refused and self._in_time(question, reads[at], on)
        ]
        near = [at for at in order if at not in answers][:_NEAR]
        return tuple(reads[at].citation for at in answers), tuple(reads[at].citation for at in near)

    def _in_time(self, question: str, read: Read, on: date) -> bool:
        return self._is_of_time(question, read.citation, read.choice.hit.passage.passage.text, on)

    def _told(self, question: str, considered: Considered, on: date) -> Told | None:
        """The prior answer that leads, where it speaks of the topic."""
        if considered.refusal is not None or not considered.citations:
            return None
        words = considered.citations[0]
        precedent = self._holding(words)
        return Told(precedent, words) if precedent and self._answers(question, words, on) else None

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

    def _is_other(self, citation: Citation) -> bool:
        """Is it no response to a request, and the authority's own?"""
        if citation.kind == DocumentKind.FOI_RESPONSE or citation.document_id in self._responses:
            return False
        return self._authority is None or citation.authority == self._authority

    def _answers(self, question: str, citation: Citation, on: date) -> bool:
        """Do the words of a prior answer, with what is around them, speak of the topic and of the time?"""
        around = self._assistant.passage_text(citation.passage_id)
        if not self._is_of_time(question, citation, around, on):
            return False
        own = stems(self._authority or "")
        topic = sought_stems(timeless(question)) - GENERIC - own
        told = self._index.stems_of(_held(citation, around))
        reranker = self._assistant.reranker()
        if reranker and float(reranker.score(question, [f"{citation.title}\n{citation.quote}"])[0]) < _FITS:
            return False
        return bool(topic) and len(topic & told) >= _ON_TOPIC * len(topic)

    def _is_of_time(self, question: str, citation: Citation, around: str, on: date) -> bool:
        day = date.fromisoformat(citation.date) if citation.date and len(citation.date) == 10 else None
        held = times_of(_held(citation, around))
        return fit(times_of(question, on), held, day) is not TimeFit.OTHER


def _held(citation: Citation, around: str) -> str:
    return f"{citation.title} {citation.section} {citation.quote} {around}"
