"""The FOI desk as one person has it, with each change and each file made written into the audit log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from assistant.foi.case import Case
from assistant.foi.cases import CaseLine
from assistant.foi.request import Request
from assistant.foi.standing import Standing
from assistant.people.person import Person
from assistant.records.entry import Action
from assistant.records.records import Records
from assistant.ui.foi.service import DeskService, Form, Progress


class RecordedDesk:
    """A DeskService around another. A change is noted once it is kept, a letter before it is handed out."""

    def __init__(self, desk: DeskService, records: Records, person: Person) -> None:
        self._desk = desk
        self._records = records
        self._person = person

    def read_pasted(self, text: str, received: date | None, authority: str | None) -> Request:
        return self._desk.read_pasted(text, received, authority)

    def read_file(self, path: Path, received: date | None, authority: str | None) -> Request:
        return self._desk.read_file(path, received, authority)

    def open(self, request: Request, reference: str, progress: Progress) -> Case:
        """A new case, and its line."""
        case = self._desk.open(request, reference, progress)
        return self._changed(case, "opened")

    def cases(self) -> list[CaseLine]:
        return self._desk.cases()

    def case(self, case_id: str) -> Case:
        return self._desk.case(case_id)

    def check(self, case: Case) -> None:
        self._desk.check(case)

    def change(self, case: Case, change: Callable[[Case], Case]) -> Case:
        """The case changed, and its line, which says what the case's own history says."""
        changed = self._desk.change(case, change)
        done = [each.what for each in changed.history[len(case.history) :]]
        return self._changed(changed, "; ".join(done) or "changed")

    def ask_again(self, case: Case, request: Request, progress: Progress) -> Case:
        """The case with its questions as edited, and its line."""
        return self._changed(self._desk.ask_again(case, request, progress), "questions edited")

    def standing(self, case: Case, on: date) -> Standing:
        return self._desk.standing(case, on)

    def delete(self, case_id: str) -> None:
        """The case is gone for good; the line keeps its id alone."""
        self._desk.delete(case_id)
        self._records.note(self._person, Action.FOI_CHANGED, case_id, done="deleted")

    def letter(self, case: Case, form: Form, on: date, *, draft: bool) -> list[tuple[str, bytes]]:
        """The letter with its audit file, and a line that it was handed out."""
        made = self._desk.letter(case, form, on, draft=draft)
        self._records.note(self._person, Action.FOI_EXPORTED, case.id, form=form, draft=draft)
        return made

    def take_in(self, case: Case, on: date) -> None:
        """The response among the prior answers, and its line."""
        self._desk.take_in(case, on)
        self._changed(case, "taken into the library")

    def calendar(self, case: Case, on: date) -> bytes:
        return self._desk.calendar(case, on)

    def _changed(self, case: Case, done: str) -> Case:
        self._records.note(self._person, Action.FOI_CHANGED, case.id, done=done, questions=len(case.rows))
        return case
