"""A small FOI desk of our own for the page's tests: the same letter always has the same rows."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from foi_builders import citation, covered, found, prior

from assistant.answer import Citation
from assistant.foi.case import Case, Row
from assistant.foi.cases import CaseLine
from assistant.foi.clock import clock
from assistant.foi.coverage import Candidate, Coverage, Covered
from assistant.foi.draft import draft_row
from assistant.foi.gates import gates, undecided_findings
from assistant.foi.prior import Outcome
from assistant.foi.request import Contact, LawFlag, Request, RequestQuestion
from assistant.foi.standing import Standing
from assistant.ui.foi.service import Form, Progress
from ingest.errors import CaseError, RequestError

HOSTILE = "<img src=x onerror=alert(1)> {{constructor}} ${alert(2)}"
LETTER = f"""Dear Averdale County Council,

Under section 99 of the FOI Act please tell me:
1. How many children are waiting for an assessment?
2. What does the therapy cost?
3. Which contracts {HOSTILE} were refused?
4. How long is the wait?

Yours faithfully,
Resident of Eastwold
resident@example.org
"""
_NUMBERED = re.compile(r"^(\d+)\. (.+)$", re.MULTILINE)


@dataclass
class FakeDesk:
    """Rows by a word of the question: "waiting", "refused", "wait"; all else is not found.

    Its cases are kept in memory. ``hidden``: cases that the officer may not see any more. ``delay_s`` is
    what each question takes to be matched.
    """

    delay_s: float = 0.0
    kept: dict[str, Case] = field(default_factory=dict)
    read_files: list[str] = field(default_factory=list)
    taken_in: list[tuple[str, date]] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)

    def read_pasted(self, text: str, received: date | None, authority: str | None) -> Request:
        if not text.strip():
            raise RequestError("The letter is empty: paste its words, or give a file.")
        questions = tuple(
            _question(f"q{number}", number, words, start)
            for number, words, start in ((m[1], m[2], m.start(2)) for m in _NUMBERED.finditer(text))
        )
        return Request(
            source="pasted",
            sha256="ab" * 32,
            text=text,
            subject="Therapy for children",
            authority=authority or "Averdale County Council",
            authority_how="given" if authority else "the letter is addressed to it",
            received=received or date(2026, 2, 20),
            received_how="given" if received else "the date of the letter",
            contact=Contact(name="Resident of Eastwold", email="resident@example.org"),
            questions=questions,
            flags=_flags(text),
        )

    def read_file(self, path: Path, received: date | None, authority: str | None) -> Request:
        self.read_files.append(path.name)
        return self.read_pasted(path.read_text(), received, authority)

    def open(self, request: Request, reference: str, progress: Progress) -> Case:
        now = datetime.now(UTC)
        rows = self._rows(request, progress)
        case = Case(
            id=f"c{len(self.kept) + 1}",
            created=now,
            updated=now,
            request=request,
            reference=reference,
            rows=rows,
        )
        return self._keep(case)

    def _rows(self, request: Request, progress: Progress) -> tuple[Row, ...]:
        rows = []
        for done, each in enumerate(request.questions):
            progress(done, len(request.questions))
            time.sleep(self.delay_s)
            if "broken" in each.text:
                raise CaseError("The catalogue is locked: wait for the ingest to finish, then match again.")
            rows.append(draft_row(each, _covered(each)))
        return tuple(rows)

    def cases(self) -> list[CaseLine]:
        return [_line(case) for case in reversed(self.kept.values())]

    def case(self, case_id: str) -> Case:
        if case_id not in self.kept:
            raise CaseError(f"There is no case {case_id}: it was deleted.")
        return self.kept[case_id]

    def check(self, case: Case) -> None:
        if case.id in self.hidden:
            raise CaseError(f"There is no case {case.id}: see `foi cases` for those there are.")

    def change(self, case: Case, change: Callable[[Case], Case]) -> Case:
        changed = change(case)
        if self.case(case.id).version != case.version:
            raise CaseError("The case was changed by somebody else meanwhile: open it again.")
        return self._keep(changed)

    def ask_again(self, case: Case, request: Request, progress: Progress) -> Case:
        before = {row.question: row for row in case.rows}
        rows = tuple(before.get(row.question, row) for row in self._rows(request, progress))
        return self._keep(case.model_copy(update={"request": request, "rows": rows}))

    def standing(self, case: Case, on: date) -> Standing:
        return _standing(case, on)

    def delete(self, case_id: str) -> None:
        self.case(case_id)
        del self.kept[case_id]

    def letter(self, case: Case, form: Form, on: date, *, draft: bool) -> list[tuple[str, bytes]]:
        shut = _standing(case, on).shut
        if shut and not draft:
            raise CaseError(f"The response cannot be made yet: {shut[0].explanation}")
        kind = "draft" if draft else "final"
        return [(f"{kind}.{form}", f"{kind} {case.reference}".encode()), ("audit.json", b"{}")]

    def take_in(self, case: Case, on: date) -> None:
        self.taken_in.append((case.id, on))

    def calendar(self, case: Case, on: date) -> bytes:
        due = clock(case, on).due
        return f"BEGIN:VCALENDAR {due}".encode()

    def _keep(self, case: Case) -> Case:
        self.kept[case.id] = case.model_copy(update={"version": case.version + 1})
        return self.kept[case.id]


def _question(id_: str, number: str, words: str, start: int = 0) -> RequestQuestion:
    end = start + len(words) if start else 0
    return RequestQuestion(id=id_, number=number, text=words, standalone=words, start=start, end=end)


def _flags(text: str) -> tuple[LawFlag, ...]:
    start = text.find("section 99")
    if start < 0:
        return ()
    return (LawFlag(words="section 99", start=start, end=start + 10, problem="The Act has no section 99."),)


def differing() -> tuple[Candidate, Candidate]:
    """Two earlier answers that contradict each other; the first is stale and quotes a planted passage."""
    second = prior("398 children were waiting.").model_copy(
        update={"id": "d2:1#1", "answered": other_answer()}
    )
    return found(stale=True), found(second)


def other_answer() -> Citation:
    return citation("398 children were waiting.", "2024-01-09", "FOI-0999").model_copy(
        update={"document_id": "d2", "passage_id": "d2:1"}
    )


def _covered(question: RequestQuestion) -> Covered:
    if "waiting" in question.text:
        return covered(Coverage.ANSWERED_BEFORE, *differing(), question_id=question.id, conflicts=("d2:1#1",))
    if "refused" in question.text:
        refused = prior(f"Withheld: {HOSTILE}.", Outcome.REFUSED, sections=("s.43(2)",))
        return covered(Coverage.REFUSED_BEFORE, found(refused), question_id=question.id)
    if "wait" in question.text:
        published = Candidate(
            published=citation("18 weeks."), why="It names the wait.", score=0.5, age_days=60
        )
        return covered(Coverage.PUBLISHED, published, question_id=question.id)
    return covered(Coverage.NOTHING_FOUND, question_id=question.id)


def _standing(case: Case, on: date) -> Standing:
    """The real clock, gates and check for personal data: all that is planted is what was found."""
    return Standing(clock=clock(case, on), gates=gates(case, on), findings=tuple(undecided_findings(case)))


def _line(case: Case) -> CaseLine:
    return CaseLine(
        id=case.id,
        reference=case.reference,
        authority=case.request.authority,
        received=case.request.received.isoformat() if case.request.received else None,
        questions=len(case.rows),
        decided=sum(row.decision is not None for row in case.rows),
        sent=case.sent.isoformat() if case.sent else None,
        updated=case.updated,
    )
