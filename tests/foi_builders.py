"""Small cases of the FOI desk, checked by eye."""

from __future__ import annotations

from datetime import UTC, date, datetime

from assistant.answer import Citation
from assistant.foi.case import Case, Row
from assistant.foi.coverage import Candidate, Coverage, Covered
from assistant.foi.draft import draft_row
from assistant.foi.prior import Outcome, PriorAnswer
from assistant.foi.request import Contact, Request, RequestQuestion

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LETTER = "1. How many children are waiting?\n2. What does the therapy cost?"


def citation(quote: str, day: str | None = "2023-01-09", reference: str | None = "FOI-0417") -> Citation:
    return Citation(
        marker=1,
        document_id="d1",
        passage_id="d1:3",
        source="foi/FOI-0417.pdf",
        title="FOI-0417 response",
        kind="foi-response",
        authority="Averdale County Council",
        date=day,
        reference=reference,
        page=2,
        section="Question 3",
        quote=quote,
    )


def prior(
    quote: str = "412 children were waiting.",
    outcome: Outcome = Outcome.ANSWERED,
    asked: str = "How many children wait for an assessment?",
    sections: tuple[str, ...] = (),
    followed: tuple[Citation, ...] = (),
) -> PriorAnswer:
    return PriorAnswer(
        id="d1:3#3",
        number="3",
        asked=asked,
        answered=citation(quote),
        outcome=outcome,
        sections=sections,
        followed=followed,
    )


def question(number: str = "1", text: str = "How many children are waiting?") -> RequestQuestion:
    return RequestQuestion(id=f"q{number}", number=number, text=text, standalone=text)


def covered(
    coverage: Coverage, *candidates: Candidate, question_id: str = "q1", conflicts: tuple[str, ...] = ()
) -> Covered:
    return Covered(
        question_id=question_id,
        coverage=coverage,
        why="It asks the same.",
        candidates=candidates,
        conflicts=conflicts,
    )


def found(answer: PriorAnswer | None = None, stale: bool = False) -> Candidate:
    return Candidate(
        prior=answer or prior(),
        why="It asks the same.",
        score=1.0,
        age_days=1148 if stale else 60,
        stale=stale,
    )


def answered_row() -> Row:
    return draft_row(question(), covered(Coverage.ANSWERED_BEFORE, found()))


def unfound_row() -> Row:
    asked = question("2", "What does the therapy cost?")
    return draft_row(asked, covered(Coverage.NOTHING_FOUND, question_id="q2"))


def request() -> Request:
    return Request(
        source="request.txt",
        sha256="ab" * 32,
        text=LETTER,
        subject="Therapy for children",
        authority="Averdale County Council",
        received=date(2026, 2, 20),
        contact=Contact(name="A resident", email="resident@example.org"),
        questions=(question(), question("2", "What does the therapy cost?")),
    )


def case(*rows: Row) -> Case:
    return Case(
        id="c1",
        created=AT,
        updated=AT,
        request=request(),
        reference="FOI 2026/0101",
        rows=rows or (answered_row(), unfound_row()),
    )
