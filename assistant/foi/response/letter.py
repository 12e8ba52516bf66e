"""The response as it will be read: questions, answers, sources and rights, from what an officer decided.

The same ``Letter`` is put into Word, Markdown and HTML; all in it is text, escaped where it is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Citation
from assistant.foi.case import Case, Decision, Row
from assistant.foi.request import Regime
from assistant.foi.response.rights import rights_paragraphs
from assistant.foi.response.statements import cost_paragraphs, statements
from assistant.foi.value import Value
from assistant.spoken import date_words, place_words, uk_date, undirected

_MARKER = re.compile(r"\[(\d{1,3})\]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LAWS = {
    Regime.FOIA: "Freedom of Information Act 2000",
    Regime.EIR: "Environmental Information Regulations 2004",
    Regime.SUBJECT_ACCESS: "UK General Data Protection Regulation, article 15",
}


class LetterQuestion(Value):
    """A question with its number, as asked, and the paragraphs of its answer."""

    number: str
    asked: str
    paragraphs: tuple[str, ...]


class Source(Value):
    """A line of the annex. ``where`` is the page or the section."""

    marker: int
    title: str
    authority: str
    date: str
    reference: str
    where: str
    quote: str

    @property
    def line(self) -> str:
        """What the source is and where in it, without its marker and quotation."""
        reference = f"reference {self.reference}" if self.reference else ""
        return "; ".join(
            part for part in (self.title, self.authority, self.date, reference, self.where) if part
        )


class Letter(Value):
    """The whole response. ``open_points`` are gates not passed: with any, it is a draft and says so."""

    authority: str
    law: str
    reference: str
    subject: str
    written: str
    received: str
    questions: tuple[LetterQuestion, ...]
    general: tuple[str, ...]
    sources: tuple[Source, ...]
    rights: tuple[str, ...]
    open_points: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All that the requester reads, a paragraph a line."""
        answers = [line for each in self.questions for line in (each.asked, *each.paragraphs)]
        quoted = [source.quote for source in self.sources]
        return "\n".join([self.subject, *self.general, *answers, *quoted, *self.rights])


@dataclass(frozen=True, slots=True)
class _Numbered:
    """Answers with the letter's own markers, and the quotations these name, in order."""

    questions: tuple[LetterQuestion, ...]
    citations: tuple[Citation, ...]


def compose(
    case: Case, written: date, review: str = "", proposed: bool = False, open_points: Sequence[str] = ()
) -> Letter:
    """The letter of a case as it stands on the day it is ``written``.

    ``review`` is the authority's own way to ask for a review, if it has set one. With ``proposed`` the words
    drafted stand in for answers that no officer has decided on: for a draft to work on, never for sending.
    """
    request = case.request
    numbered = _numbered(case, proposed)
    return Letter(
        authority=_shown(request.authority or ""),
        law=_LAWS[case.handled_under],
        reference=_shown(case.reference),
        subject=_shown(request.subject),
        written=uk_date(written),
        received=uk_date(request.received) if request.received else "",
        questions=numbered.questions,
        general=tuple(cost_paragraphs(case)),
        sources=tuple(_source(n, each) for n, each in enumerate(numbered.citations, start=1)),
        rights=tuple(rights_paragraphs(case.handled_under, review)),
        open_points=tuple(open_points),
    )


def _numbered(case: Case, proposed: bool) -> _Numbered:
    citations: list[Citation] = []
    questions = []
    for row in case.rows:
        answer = _renumbered(_words(row, proposed), row.leaned_on, citations)
        paragraphs = [_shown(each) for each in (*statements(case, row), *_paragraphs(answer))]
        asked = _shown(row.question.text)
        questions.append(
            LetterQuestion(number=row.question.number, asked=asked, paragraphs=tuple(paragraphs))
        )
    return _Numbered(tuple(questions), tuple(citations))


def _words(row: Row, proposed: bool) -> str:
    undecided = row.decision is None and proposed
    return row.drafted if undecided else row.answer


def _renumbered(words: str, leaned_on: tuple[Citation, ...], cited: list[Citation]) -> str:
    """The row's own [n] as the letter counts; one that names no source of the row stays as it was typed."""

    def letters_own(match: re.Match[str]) -> str:
        place = int(match.group(1))
        if not 1 <= place <= len(leaned_on):
            return match.group()
        citation = leaned_on[place - 1]
        if citation not in cited:
            cited.append(citation)
        return f"[{cited.index(citation) + 1}]"

    return _MARKER.sub(letters_own, words)


def unknown_markers(row: Row) -> tuple[str, ...]:
    """Markers in a decided answer that name none of its sources."""
    if row.decision not in (Decision.ACCEPTED, Decision.EDITED):
        return ()
    found = _MARKER.finditer(row.answer)
    return tuple(each.group() for each in found if not 1 <= int(each.group(1)) <= len(row.leaned_on))


def _shown(text: str) -> str:
    """Without characters that XML cannot hold (XML 1.0, 2.2) and marks that turn the direction of writing."""
    return undirected(_UNPRINTABLE.sub("", text))


def _paragraphs(words: str) -> list[str]:
    return [" ".join(each.split()) for each in re.split(r"\n\s*\n", words) if each.strip()]


def _source(marker: int, citation: Citation) -> Source:
    return Source(
        marker=marker,
        title=_shown(citation.title),
        authority=_shown(citation.authority or ""),
        date=date_words(citation.date),
        reference=_shown(citation.reference or ""),
        where=place_words(citation),
        quote=_shown(" ".join(citation.quote.split())),
    )
