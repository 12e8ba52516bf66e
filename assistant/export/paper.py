"""What an exported conversation says, in the order in which it stands, for every form of file.

Only what the reader was shown as kept: sentences that were struck out are not in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assistant.answer import Answer, Citation, Filters, Written
from assistant.spoken import counted, date_words, kind_words, place_words, uk_date, undirected
from ingest.records import Facets

NOT_FOUND = "Not found in these documents"
NOTICES = "Please note"
SOURCES = "Sources"
NEAREST = "Nearest passages found"
WORKING_COPY = (
    "Working copy, not an official record. Check each quotation against the paper that it names before you "
    "rely on it in a report to a committee."
)

# What a Word file and a web page cannot hold (XML 1.0, 2.2, Char).
_NOT_TEXT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was answered, and when."""

    answer: Answer
    filters: Filters
    at: datetime


@dataclass(frozen=True, slots=True)
class Source:
    """A quotation with what it is from. ``facts``: names and values, in order."""

    marker: int
    title: str
    facts: tuple[tuple[str, str], ...]
    cell: str
    quote: str


@dataclass(frozen=True, slots=True)
class Section:
    """One question with its answer, or what was found instead."""

    number: int
    question: str
    asked: str
    taken: str
    narrowed: str
    byline: str
    not_found: bool
    paragraphs: tuple[str, ...]
    notices: tuple[str, ...]
    sources_heading: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole file: what it is, when it was made, of which documents, and its questions."""

    title: str
    made: str
    corpus: str
    sections: tuple[Section, ...]


def paper(asked: Sequence[Asked], facets: Facets, made: date, *, whole: bool) -> Paper:
    """The file of these exchanges; ``whole``: they are a conversation. ``facets`` are of the library now."""
    return Paper(
        title="Questions and answers" if whole else "Question and answer",
        made=f"Made on {uk_date(made)}.",
        corpus=_corpus(facets),
        sections=tuple(_section(number, each) for number, each in enumerate(asked, start=1)),
    )


def _section(number: int, asked: Asked) -> Section:
    answer = asked.answer
    refusal = answer.refusal
    shown = refusal.nearest if refusal else answer.citations
    return Section(
        number=number,
        question=_words(answer.question),
        asked=f"Asked on {uk_date(asked.at.date())}.",
        taken=_taken(answer),
        narrowed=_narrowed(asked.filters),
        byline=_byline(answer.written, answer.mode == "write") if answer.written else "",
        not_found=refusal is not None,
        paragraphs=tuple(_paragraphs(answer)),
        notices=tuple(_text(notice.text) for notice in answer.notices),
        sources_heading=NEAREST if refusal else SOURCES,
        sources=tuple(_source(citation) for citation in shown),
    )


def _paragraphs(answer: Answer) -> Iterator[str]:
    """A written answer's text holds what was kept alone."""
    text = answer.refusal.explanation if answer.refusal else answer.text
    shown = undirected(text) if answer.mode == "write" else text
    yield from (paragraph for line in shown.split("\n") if (paragraph := _text(line).strip()))


def _taken(answer: Answer) -> str:
    same = " ".join(answer.standalone_question.split()) == " ".join(answer.question.split())
    return "" if same else f"Taken to mean: {_words(answer.standalone_question)}"


def _narrowed(filters: Filters) -> str:
    parts = [
        _words(filters.authority or ""),
        kind_words(filters.kind) if filters.kind else "",
        f"from {uk_date(filters.since)}" if filters.since else "",
        f"until {uk_date(filters.until)}" if filters.until else "",
    ]
    told = ", ".join(part for part in parts if part)
    return f"Searched only: {told}" if told else ""


def _byline(written: Written, shown: bool) -> str:
    if not shown:
        return _words(written.remark)
    own = [sentence for sentence in written.sentences if not sentence.own_words]
    struck = sum(not sentence.kept for sentence in own)
    model = _words(written.model)
    told = f"Written by the language model {model}; each sentence was checked against the sources below."
    if not struck:
        return told
    return f"{told} Left out: {counted(struck, 'sentence')} that they do not bear out."


def _source(citation: Citation) -> Source:
    facts = (
        ("Authority", _words(citation.authority or "not stated")),
        ("Kind", _words(kind_words(citation.kind))),
        ("Date", _words(date_words(citation.date)) or "undated"),
        ("Reference", _words(citation.reference or "")),
        ("Place", _words(place_words(citation))),
        ("File", _words(citation.source)),
    )
    return Source(
        marker=citation.marker,
        title=_words(citation.title),
        facts=tuple((name, value) for name, value in facts if value),
        cell=_text(citation.cell.words) if citation.cell else "",
        quote=_text(citation.quote),
    )


def _corpus(facets: Facets) -> str:
    documents = counted(facets.documents, "document")
    authorities = counted(len(facets.authorities), "authority", "authorities")
    told = f"The library then held {documents} from {authorities}"
    if facets.earliest and facets.latest:
        told += f", dated {uk_date(facets.earliest)} to {uk_date(facets.latest)}"
    return f"{told}."


def _text(text: str) -> str:
    """Without characters that no file of text can hold."""
    return _NOT_TEXT.sub("", text)


def _words(text: str) -> str:
    """A name or a question on one line, which cannot turn the words around it."""
    return " ".join(_text(undirected(text)).split())
