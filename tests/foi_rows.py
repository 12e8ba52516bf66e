"""Small pieces of the FOI desk's records, for tests that judge them."""

from __future__ import annotations

from assistant.answer import Citation
from assistant.foi.case import Row
from assistant.foi.coverage import Candidate, Coverage, Covered
from assistant.foi.prior import Outcome, PriorAnswer
from assistant.foi.request import Request, RequestQuestion

AVERDALE = "Averdale County Council"
OSTERBRIDGE = "Osterbridge City Council"


def cited(source: str, authority: str | None = AVERDALE, date: str | None = "2024-11-07") -> Citation:
    return Citation(
        marker=1,
        document_id="d",
        passage_id="p",
        source=source,
        title="Letter",
        kind="foi-response",
        authority=authority,
        date=date,
        quote="£24.72",
    )


def prior(
    source: str = "averdale/letter.pdf",
    number: str = "2",
    asked: str = "What is the hourly rate?",
    stale: bool | None = False,
    authority: str | None = AVERDALE,
    date: str | None = "2024-11-07",
    sections: tuple[str, ...] = (),
) -> Candidate:
    """A prior answer as a candidate."""
    answer = PriorAnswer(
        id="a",
        number=number,
        asked=asked,
        answered=cited(source, authority, date),
        outcome=Outcome.ANSWERED,
        sections=sections,
    )
    return Candidate(prior=answer, why="Alike.", score=1.0, stale=stale)


def published(source: str, authority: str = AVERDALE) -> Candidate:
    """A passage of another document as a candidate."""
    return Candidate(published=cited(source, authority), why="Alike.", score=1.0)


def question(number: str, text: str) -> RequestQuestion:
    return RequestQuestion(id=f"q-{number}", number=number, text=text, standalone=text)


def row(of: RequestQuestion, coverage: Coverage, *candidates: Candidate, drafted: str = "") -> Row:
    covered = Covered(question_id=of.id, coverage=coverage, why="Because.", candidates=candidates)
    return Row(question=of, covered=covered, drafted=drafted)


def request(*questions: RequestQuestion) -> Request:
    return Request(source="letter.txt", sha256="0", text="letter", authority=AVERDALE, questions=questions)
