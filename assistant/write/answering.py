"""A quoted answer becomes a written one, or stays what it is with a line that says why."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Citation, Draft, Fault, Written, WrittenSentence
from assistant.notices import Noted
from assistant.retrieve import Hit
from assistant.signs import Choice
from assistant.write.evidence import Evidence, Source, Verdict
from assistant.write.model import Words, Writer
from assistant.write.opinion import SecondOpinion
from assistant.write.prompt import Quoted, messages
from assistant.write.sentences import Sentence
from assistant.write.writing import Writing, write
from ingest.errors import ModelError

NO_WRITER = (
    "No language model is set up, so this is the quoted answer: run `commissioning-assistant models fetch "
    "writer`, or set llm.base_url."
)
_NOT_FOUND = "{model} did not find the answer in these sources; this is what they say in their own words."
_NONE_LEFT = "Nothing that {model} wrote could be supported by the sources, so they are quoted instead."
_FAILED = "{error} This is the quoted answer."
_NOT_ON_PAGE = "The words that support it could not be found again on their page."
_OWN_WORDS = "In the source’s own words: “{quote}”"
# A draft no oftener than this: drawing each word of a quick model would be slower than the model.
_BETWEEN_DRAFTS_S = 0.1

Check = Callable[[str, Sequence[Source], Sequence[int], str], Verdict]
Note = Callable[[Sequence[Choice]], Noted]
Cite = Callable[[Sequence[Choice]], tuple[Citation, ...]]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a written answer starts from: the quoted one, the choices that it cites in order, those of them
    that answer a part of the question best, and how to check, note and cite."""

    quoted: Answer
    choices: Sequence[Choice]
    leads: Sequence[Choice]
    check: Check
    note: Note
    cite: Cite


def answer_in_words(load: Callable[[], Writer | None], basis: Basis) -> Iterator[Draft | Answer]:
    """Drafts as they grow, and last the answer. No failure of the model gets beyond its one line."""
    try:
        writer = load()
    except ModelError as error:
        yield _instead(basis.quoted, Written(model="", remark=_FAILED.format(error=error)))
        return
    if writer is None:
        yield _instead(basis.quoted, Written(model="", remark=NO_WRITER))
        return
    yield from _Answering(writer, basis).steps()


class _Answering:
    """One answer under way."""

    def __init__(self, writer: Writer, basis: Basis) -> None:
        self._writer = writer
        self._basis = basis
        self._started = time.perf_counter()
        self._first_words: float | None = None
        self._sources = _sources(basis.choices)
        self._opinion = SecondOpinion(writer)

    def steps(self) -> Iterator[Draft | Answer]:
        writing, drawn = Writing(), 0.0
        yield self._draft(writing)
        try:
            for writing in write(self._words(), len(self._sources), self._check):
                if time.monotonic() - drawn >= _BETWEEN_DRAFTS_S:
                    yield self._draft(writing)
                    drawn = time.monotonic()
        except ModelError as error:
            yield self._in_quotations(writing, _FAILED.format(error=error))
            return
        yield self._final(writing)

    def _words(self) -> Iterator[Words]:
        shown = [
            Quoted(choices[0].hit.document, _joined(choices)) for choices in _by_passage(self._basis.choices)
        ]
        for words in self._writer.words(messages(self._basis.quoted.standalone_question, shown)):
            if self._first_words is None:
                self._first_words = self._elapsed_ms()
            yield words

    def _check(self, sentence: Sentence) -> Verdict:
        asked = self._basis.quoted.standalone_question
        verdict = self._basis.check(sentence.text, self._sources, sentence.markers, asked)
        return self._opinion.on(sentence.text, verdict, asked)

    def _draft(self, writing: Writing) -> Draft:
        return Draft(
            question=self._basis.quoted.question,
            standalone_question=self._basis.quoted.standalone_question,
            sentences=tuple(_sentence(each, verdict, ()) for each, verdict in writing.checked),
            writing=writing.rest,
        )

    def _final(self, writing: Writing) -> Answer:
        model = self._writer.facts.name
        if writing.not_found:
            return self._in_quotations(writing, _NOT_FOUND.format(model=model))
        supported = _choices(
            [e for _, verdict in writing.checked for e in verdict.support], self._basis.choices
        )
        lacking = [
            lead for lead in self._basis.leads if not any(_covers(choice, lead) for choice in supported)
        ]
        noted = self._basis.note([*supported, *lacking])
        citations = self._basis.cite(noted.choices)
        sentences = [_placed(sentence, verdict, citations) for sentence, verdict in writing.checked]
        if not any(sentence.kept for sentence in sentences):
            return self._in_quotations(writing, _NONE_LEFT.format(model=model))
        sentences += [_in_own_words(citation) for lead in lacking if (citation := _cited(lead, citations))]
        written = self._written(sentences, writing)
        return self._timed(
            {
                "mode": "write",
                "text": text_of(sentences),
                "citations": citations,
                "notices": noted.notices(citations),
                "written": written,
            }
        )

    def _in_quotations(self, writing: Writing, remark: str) -> Answer:
        """The quoted answer; of what was written, only that it was struck and why."""
        struck = tuple(_sentence(each, verdict, ()) for each, verdict in writing.checked if verdict.fault)
        return self._timed({"written": self._written(struck, writing, remark), "mode": "quote"})

    def _written(self, sentences: Sequence[WrittenSentence], writing: Writing, remark: str = "") -> Written:
        return Written(
            model=self._writer.facts.name,
            sentences=tuple(sentences),
            unknown_markers=tuple(writing.unknown),
            remark=remark,
            no_second_opinion=self._opinion.remark,
        )

    def _timed(self, changes: dict[str, object]) -> Answer:
        quoted = self._basis.quoted
        spent, first = self._elapsed_ms(), self._first_words
        timings = quoted.timings_ms.model_copy(
            update={
                "answer": round(quoted.timings_ms.answer + spent, 1),
                "total": round(quoted.timings_ms.total + spent, 1),
                "first_words": None if first is None else round(quoted.timings_ms.total + first, 1),
            }
        )
        return quoted.model_copy(update={**changes, "timings_ms": timings})

    def _elapsed_ms(self) -> float:
        return (time.perf_counter() - self._started) * 1000


def text_of(sentences: Sequence[WrittenSentence]) -> str:
    """The kept sentences with their markers, a line for each paragraph."""
    text = ""
    for sentence in sentences:
        if sentence.kept:
            between = "\n" if sentence.starts_paragraph else " "
            text += (between if text else "") + sentence.text + "".join(f" [{m}]" for m in sentence.markers)
    return text


def _instead(quoted: Answer, written: Written) -> Answer:
    return quoted.model_copy(update={"written": written, "mode": "quote"})


def _by_passage(choices: Sequence[Choice]) -> list[list[Choice]]:
    groups: dict[str, list[Choice]] = {}
    for choice in choices:
        groups.setdefault(choice.hit.passage.id, []).append(choice)
    return list(groups.values())


def _sources(choices: Sequence[Choice]) -> list[Source]:
    """Each passage that is quoted once, numbered as the writer is told them."""
    return [Source(number, group[0].hit) for number, group in enumerate(_by_passage(choices), 1)]


def _joined(choices: Sequence[Choice]) -> str:
    """What is quoted of one passage, in its own order."""
    ordered = sorted(choices, key=lambda choice: choice.unit.spans[0].start)
    return "\n".join(choice.unit.text for choice in ordered)


def _choices(evidence: Sequence[Evidence], known: Sequence[Choice]) -> list[Choice]:
    """What sentences rest on as choices to be cited, each once."""
    found: dict[tuple[str, str], Choice] = {}
    for each in evidence:
        key = (each.hit.document.id, each.unit.text)
        if key not in found:
            found[key] = Choice(each.hit, each.unit, known[0].score, known[0].similarity, known[0].coverage)
    return list(found.values())


def _covers(choice: Choice, lead: Choice) -> bool:
    """Does the choice quote words of the lead?"""
    own, others = choice.unit.spans, lead.unit.spans
    same = choice.hit.document.id == lead.hit.document.id
    return same and any(a.start < b.end and b.start < a.end for a in own[-1:] for b in others[-1:])


def _placed(sentence: Sentence, verdict: Verdict, citations: Sequence[Citation]) -> WrittenSentence:
    """The sentence with the citations that it rests on; struck where one of its words was not found again."""
    if verdict.fault:
        return _sentence(sentence, verdict, ())
    resting_on = [_of(each.hit, each.unit.text, citations) for each in verdict.support]
    markers = tuple(citation.marker for citation in resting_on if citation)
    if len(markers) < len(resting_on):
        verdict = Verdict(fault=Fault.UNSUPPORTED, why=_NOT_ON_PAGE)
        markers = ()
    return _sentence(sentence, verdict, tuple(sorted(set(markers))))


def _cited(choice: Choice, citations: Sequence[Citation]) -> Citation | None:
    return _of(choice.hit, choice.unit.text, citations)


def _of(hit: Hit, quote: str, citations: Sequence[Citation]) -> Citation | None:
    """The citation of these words; a later paper that holds the same words may stand for its own."""
    same = [citation for citation in citations if citation.quote == quote]
    return next((c for c in same if c.document_id == hit.document.id), next(iter(same), None))


def _sentence(sentence: Sentence, verdict: Verdict, markers: tuple[int, ...]) -> WrittenSentence:
    return WrittenSentence(
        text=sentence.text,
        markers=markers,
        fault=verdict.fault,
        why=verdict.why,
        starts_paragraph=sentence.starts_paragraph,
    )


def _in_own_words(citation: Citation) -> WrittenSentence:
    return WrittenSentence(
        text=_OWN_WORDS.format(quote=citation.quote),
        markers=(citation.marker,),
        starts_paragraph=True,
        own_words=True,
    )
