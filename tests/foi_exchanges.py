"""Exchanges and prior answers of letters that were never written, for tests of the FOI desk."""

from __future__ import annotations

from datetime import date

from assistant.answer import Citation
from assistant.foi.match import Matched
from assistant.foi.past.exchanges import Exchange
from assistant.foi.prior import Outcome, PriorAnswer
from assistant.foi.prior_answers import Precedent
from assistant.foi.timing import TimeFit, times_of
from ingest.document import Block, BlockKind, Passage, PassageKind, Span
from ingest.records import DocumentRow, StoredPassage, StoredText

COUNCIL = "Averdale County Council"


def row(**changes: object) -> DocumentRow:
    """A response of the county council, as the library lists it."""
    values: dict[str, object] = {
        "id": "d1",
        "state": "current",
        "kind": "foi-response",
        "title": "FOI response: therapy",
        "authority": COUNCIL,
        "date": "2024-03-14",
        "reference": "FOI/2024/0001",
        "marking": None,
        "format": "txt",
        "findings": {},
        "notes": (),
        "released": None,
        "pages": 0,
        "passages": 1,
        "sources": ("letters/reply.txt",),
    }
    return DocumentRow(**{**values, **changes})  # type: ignore[arg-type]


def exchange(question: str, answer: str, number: str = "7", last: str = "") -> Exchange:
    """A question with its answer on the lines beneath."""
    text = f"{question}\n\n{answer}"
    split = len(question) + 2
    passage = Passage(0, PassageKind.QUESTION_ANSWER, 0, len(text), text, f"Question {number}")
    stored = StoredText(text, (), (Block(BlockKind.PARAGRAPH, 0, len(text)),), ())
    return Exchange(
        row(),
        stored,
        StoredPassage("p1", "d1", passage, "", "", "f"),
        number,
        last,
        Span(0, len(question)),
        Span(split, len(text)),
    )


def prior(
    asked: str,
    answered: str,
    outcome: Outcome = Outcome.ANSWERED,
    on: str | None = "2024-03-14",
    document: str = "d1",
    authority: str = COUNCIL,
) -> PriorAnswer:
    """A prior answer as the catalogue gives it."""
    citation = Citation(
        marker=1,
        document_id=document,
        passage_id=f"{document}-p1",
        source="reply.txt",
        title="FOI response",
        kind="foi-response",
        authority=authority,
        date=on,
        reference=f"FOI/{document}",
        quote=answered,
    )
    return PriorAnswer(id=f"{document}#1", number="1", asked=asked, answered=citation, outcome=outcome)


def matched(
    earlier: PriorAnswer, worth: float = 3.0, same: bool | None = True, time: TimeFit = TimeFit.UNKNOWN
) -> Matched:
    """A match of a prior answer, its times read from its words."""
    on = date.fromisoformat(earlier.answered.date) if earlier.answered.date else None
    told = times_of(f"{earlier.asked} {earlier.answered.quote}", on)
    return Matched(
        Precedent(earlier, earlier.asked), worth, same, time, told, times_of(earlier.asked, on), on
    )
