"""The questions and answers that ingestion found in a response, each whole again and in the letter's order.

A long answer is stored as several passages with one question; here it is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.foi.prior import Outcome
from assistant.retrieve import Hit
from assistant.verify import quotation
from ingest.document import PassageKind, Span
from ingest.records import DocumentRow, StoredPassage, StoredText

_SECTION = re.compile(r"Questions? (\d+)([a-z]?)(?: (?:to|and) (\d+)([a-z]?))?$")
# A heading that is the beginning of the questions beneath it, as "Please state for 2024/25 …".
_STEM = re.compile(r"(?:you (?:also )?asked|you requested|please)\b.*|.*(?:[:…]|\.\.\.)\s*$", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a log says of a request beside its words; None where it says nothing."""

    on: date | None = None
    reference: str | None = None
    outcome: Outcome | None = None
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question, or several asked together, with the words that answer it.

    ``number`` is the first question's ("7", "5.a"; "" where it has none), ``last`` that of the last where
    several were answered at once. ``stem`` is a heading that the question goes on from, ``entry`` what a log
    says of it.
    """

    document: DocumentRow
    text: StoredText
    passage: StoredPassage
    number: str
    last: str
    question: Span
    answer: Span
    stem: str = ""
    entry: Entry | None = None

    @property
    def hit(self) -> Hit:
        """The passage as citations name it."""
        return Hit(self.passage, self.document, 0.0, None)

    def words(self, span: Span) -> str:
        """The document's words at a span, running lines left out."""
        return quotation(self.text, [span])


def exchanges_of(
    document: DocumentRow, passages: Iterable[StoredPassage], text_of: Callable[[str], StoredText]
) -> list[Exchange]:
    """The answered questions of a document in order; a list of questions alone is none."""
    stored = [each for each in passages if each.passage.kind is PassageKind.QUESTION_ANSWER]
    if not stored:
        return []
    return list(_whole(_answered(stored, document, text_of(document.id))))


def _answered(stored: Iterable[StoredPassage], document: DocumentRow, text: StoredText) -> Iterator[Exchange]:
    for each in stored:
        passage = each.passage
        if passage.question is None or passage.answer is None:
            continue
        number, last = numbers_of(passage.section)
        stem = next((h for h in passage.heading_path[-1:] if _STEM.fullmatch(h.strip())), "")
        yield Exchange(document, text, each, number, last, passage.question, passage.answer, stem)


def _whole(parts: Iterable[Exchange]) -> Iterator[Exchange]:
    """Neighbours with one question become one exchange, whose answer runs over all of theirs."""
    held: Exchange | None = None
    for each in parts:
        if held and held.question == each.question and held.answer.end <= each.answer.start:
            held = replace(held, answer=Span(held.answer.start, each.answer.end))
            continue
        if held:
            yield held
        held = each
    if held:
        yield held


def numbers_of(section: str) -> tuple[str, str]:
    """ "Question 5a" -> ("5.a", ""), "Questions 1 to 4" -> ("1", "4"); a log's "Request X" has none."""
    found = _SECTION.fullmatch(section)
    if found is None:
        return "", ""
    first, letter, last, last_letter = found.groups()
    return _joined(first, letter), _joined(last, last_letter) if last else ""


def _joined(number: str, letter: str) -> str:
    return f"{number}.{letter}" if letter else number
