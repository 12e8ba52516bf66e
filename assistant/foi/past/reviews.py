"""Internal reviews (section 45 code of practice): the answer that a review corrects, and those it lets stand.

A review quotes the request and the first reply beneath itself. Where it says that an answer was wrong, what
it puts in its place counts; for every other question the first answer does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.foi.past.exchanges import Exchange, numbers_of
from assistant.foi.past.labels import numbered, trimmed
from assistant.units import sentences
from ingest.document import PassageKind, Span
from ingest.records import DocumentRow, StoredPassage, StoredText

_REVIEW = re.compile(r"\binternal\s+review\b", re.IGNORECASE)
_WRONG = re.compile(
    r"\b(?:answer|response|reply)\s+to\s+(?:question|point)\s+(?P<number>\d{1,2})\b[^.]{0,80}"
    r"\b(?:wrong|incorrect|mistaken|in\s+error|inaccurate|incomplete)\b",
    re.IGNORECASE,
)
_CORRECTED = re.compile(
    r"\b(?:corrected|correct|right|revised|amended)\s+(?:answer|response|figure|reply)\b|\bshould\s+have\s+(?:said|read|been)\b",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"\n\s*\n")


def is_review(document: DocumentRow, text: StoredText) -> bool:
    """Does a document say in its title or at its beginning that it is an internal review?"""
    return bool(_REVIEW.search(document.title) or _REVIEW.search(text.text[:600]))


def review_exchanges(
    document: DocumentRow, passages: Sequence[StoredPassage], text_of: Callable[[str], StoredText]
) -> list[Exchange]:
    """The questions quoted in a review, each with the answer that counts after it."""
    asked = [p for p in passages if p.passage.kind is PassageKind.QUESTION_ANSWER and p.passage.question]
    if not asked:
        return []
    text = text_of(document.id)
    if not is_review(document, text):
        return []
    wrong = {match["number"] for match in _WRONG.finditer(text.text)}
    found: list[Exchange] = []
    for each in asked:
        if each.passage.answer is None:
            found += _of_list(document, text, each, passages, wrong)
    return found


def _of_list(
    document: DocumentRow,
    text: StoredText,
    asked: StoredPassage,
    passages: Sequence[StoredPassage],
    wrong: set[str],
) -> list[Exchange]:
    question = asked.passage.question
    first, last = numbers_of(asked.passage.section)
    if question is None or not first.isdigit():
        return []
    items = numbered(text.text, question, int(first), int(last or first))
    found = []
    for item in items:
        answer = _corrected(text) if item.label in wrong else _first_answer(text, item.label, question)
        passage = answer and _holding(passages, answer)
        if answer and passage:
            found.append(Exchange(document, text, passage, item.label, "", item.words, answer))
    return found


def _corrected(text: StoredText) -> Span | None:
    """From the sentence that corrects to the end of its paragraph."""
    match = _CORRECTED.search(text.text)
    if match is None:
        return None
    end = _PARAGRAPH.search(text.text, match.end())
    paragraph = text.text.rfind("\n\n", 0, match.start()) + 2
    limit = end.start() if end else len(text.text)
    begins = [
        s.start for s in sentences(text.text, Span(max(paragraph, 0), limit)) if s.start <= match.start()
    ]
    return trimmed(text.text, begins[-1] if begins else match.start(), limit)


def _first_answer(text: StoredText, number: str, question: Span) -> Span | None:
    """The line of the quoted reply that begins with the question's number."""
    line = re.compile(rf"(?m)^[> \t]*(?:\[?Q?{number}[.):\]])[ \t]+(?P<words>\S.*)$")
    for match in line.finditer(text.text):
        if not question.start - 8 <= match.start("words") < question.end:
            return trimmed(text.text, match.start("words"), match.end("words"))
    return None


def _holding(passages: Sequence[StoredPassage], span: Span) -> StoredPassage | None:
    return next((p for p in passages if p.passage.start <= span.start < p.passage.end), None)
