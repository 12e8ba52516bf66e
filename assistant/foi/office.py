"""The desk as the page and the command line use it: requests read, cases opened, changed, kept and sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from assistant.answer import Citation
from assistant.engine import Assistant
from assistant.foi.calendar_file import calendar_file
from assistant.foi.case import Case, Row
from assistant.foi.cases import CaseLine, Cases, no_case
from assistant.foi.clock import clock
from assistant.foi.deciding import ask_again
from assistant.foi.desk import Desk
from assistant.foi.draft import draft_rows
from assistant.foi.gates import Gate, gates, undecided_findings
from assistant.foi.papers import papers
from assistant.foi.reading import Known, read_pasted, read_request
from assistant.foi.request import Request
from assistant.foi.response.export import Files, Form, letter_file, stem, with_audit, write_files
from assistant.foi.response.letter import Letter, compose
from assistant.foi.standing import Standing
from assistant.foi.statutes import flags
from ingest.errors import CaseError, CatalogueError
from ingest.library import Library
from ingest.pipeline import ingest

Progress = Callable[[int, int], None]
"""Called with (questions done, questions in all)."""


class Office:
    """The FOI desk over a library, as far as that is seen. Safe to call from several threads.

    A case that holds words of a paper hidden from this view of the library is for this desk not there.
    """

    def __init__(self, library: Library, assistant: Assistant | None = None) -> None:
        self._library = library
        self._settings = library.settings.foi
        self._desk = Desk(library, assistant)
        self._cases = Cases(library.settings.cases_path)

    def read_pasted(self, text: str, received: date | None = None, authority: str | None = None) -> Request:
        """A request pasted as text. Raises RequestError."""
        return read_pasted(text, self._known(received, authority), flags)

    def read_file(self, path: Path, received: date | None = None, authority: str | None = None) -> Request:
        """A request as TXT, DOCX, PDF, EML or HTML. Raises RequestError."""
        return read_request(path, self._known(received, authority), flags)

    def _known(self, received: date | None, authority: str | None) -> Known:
        return Known(received, authority, tuple(self._library.lookup.facets().authorities))

    def open(self, request: Request, reference: str = "", progress: Progress | None = None) -> Case:
        """A new case: every question matched, covered and drafted; kept. Raises AssistantError."""
        return self._cases.start(request, self.drafted(request, progress), reference)

    def drafted(self, request: Request, progress: Progress | None = None) -> tuple[Row, ...]:
        """A row for each question, in order; nothing is kept. Raises AssistantError."""
        return draft_rows(request, self._desk.cover(request, progress))

    def ask_again(self, case: Case, request: Request, progress: Progress | None = None) -> Case:
        """The case with its questions as edited; one that stayed the same keeps its row and decisions."""
        kept = {row.question: row for row in self._own(case).rows}
        made = self.drafted(request, progress)
        rows = tuple(kept.get(row.question, row) for row in made)
        return self._cases.keep(ask_again(case, request, rows, datetime.now(UTC)))

    def cases(self) -> list[CaseLine]:
        """All cases that may be seen here, the last changed first. Raises CaseError."""
        return self._cases.list(self._is_seen)

    def case(self, case_id: str) -> Case:
        """A case as it was last kept. Raises CaseError, also for one that may not be seen here."""
        return self._own(self._cases.open(case_id))

    def check(self, case: Case) -> None:
        """Raises CaseError where the case may not be seen here, or not any more."""
        self._own(case)

    def _own(self, case: Case) -> Case:
        """The case itself. Raises CaseError where it may not be seen here, or not any more."""
        if not self._is_seen(case):
            raise no_case(case.id)
        return case

    def _is_seen(self, case: Case) -> bool:
        return not self._library.lookup.withheld(papers(case))

    def change(self, case: Case, change: Callable[[Case], Case]) -> Case:
        """The case changed by one of ``assistant.foi.deciding`` and kept. Raises CaseError."""
        return self._cases.keep(change(self._own(case)))

    def delete(self, case_id: str) -> None:
        """The case is gone for good. Raises CaseError."""
        if not self._library.clearance.everything:
            self.case(case_id)
        self._cases.delete(case_id)

    def standing(self, case: Case, on: date) -> Standing:
        """The clock, the gates and what is to be decided, as they are on a day."""
        letter = self._letter(self._own(case), on, proposed=False)
        return Standing(
            clock=clock(case, on),
            gates=self._gates(case, on, letter),
            findings=tuple(undecided_findings(case)),
        )

    def letter(
        self, case: Case, form: Form, on: date, *, draft: bool = False, name: str | None = None
    ) -> Files:
        """The letter and its audit file. Raises CaseError while a gate is shut, unless it is a ``draft``.

        A draft holds what was proposed where nothing is decided yet, and says first what is open. ``name`` is
        what the letter's file is to be called; else it is called after the case.
        """
        stood = self._gates(case, on, self._letter(self._own(case), on, proposed=False))
        shut = [gate for gate in stood if not gate.passed]
        if shut and not draft:
            more = f" ({len(shut) - 1} more gates are shut)" if len(shut) > 1 else ""
            raise CaseError(f"The response cannot be made yet: {shut[0].explanation}{more}")
        letter = self._letter(case, on, proposed=draft, open_points=tuple(gate.explanation for gate in shut))
        data = letter_file(letter, form, self._settings.template)
        called = name or f"{stem(case, draft=draft)}.{form}"
        return with_audit(
            case, (called, data), datetime.now(UTC), clock(case, on).due, stood, self._hashes(case)
        )

    def take_in(self, case: Case, on: date) -> None:
        """The response as sent, taken into the library as a prior answer. Raises CaseError, AssistantError.

        The letter is made again as of the day it went out, so every gate must pass: what is taken in quotes
        papers open to everyone alone, and is open itself, as what was told under the Act is (FOIA s.1).
        """
        [(name, data), _] = self.letter(case, "docx", on)
        folder = self._library.settings.uploads_path / "responses" / case.id
        write_files([(name, data)], folder)
        [outcome] = ingest(self._library, [folder / name]).files
        if outcome.outcome in ("failed", "quarantined"):
            raise CaseError(f"The response was not taken in ({outcome.outcome}): {outcome.reason}")

    def calendar(self, case: Case, on: date) -> bytes:
        """The due day as a calendar file (RFC 5545). Raises CaseError where none is due."""
        reckoned = clock(self._own(case), on)
        if reckoned.due is None:
            raise CaseError(" ".join(reckoned.warnings) or "The clock is paused: no day is due.")
        return calendar_file(case.id, case.reference, reckoned, datetime.now(UTC))

    def _letter(self, case: Case, on: date, *, proposed: bool, open_points: tuple[str, ...] = ()) -> Letter:
        return compose(case, on, self._settings.review, proposed=proposed, open_points=open_points)

    def _gates(self, case: Case, on: date, letter: Letter) -> tuple[Gate, ...]:
        return gates(case, on, lookup=self._words_now, access_of=self._access_now(case), letter=letter.text)

    def _access_now(self, case: Case) -> Callable[[Citation], str | None]:
        """What each paper quoted is for now; one that is gone, or set aside, is for whom it was."""
        rows = self._library.lookup.documents_by_id(papers(case))
        now = {id_: row.access for id_, row in rows.items()}
        return lambda citation: now.get(citation.document_id, citation.access)

    def _words_now(self, citation: Citation) -> str | None:
        """What a source says now; None where it is not in the library any more."""
        try:
            return self._library.lookup.text(citation.document_id).text
        except CatalogueError:
            return None

    def _hashes(self, case: Case) -> dict[str, str]:
        ids = {citation.document_id for row in case.rows for citation in row.leaned_on}
        return {id_: row.sha256 for id_, row in self._library.lookup.documents_by_id(ids).items()}
