"""What the tab needs from the FOI desk, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

from assistant.foi.case import Case
from assistant.foi.cases import CaseLine
from assistant.foi.request import Request
from assistant.foi.standing import Standing

Form = Literal["docx", "md", "html"]
Progress = Callable[[int, int], None]
"""Called with (questions done, questions in all)."""

ACCEPTED_LETTERS = (".txt", ".docx", ".pdf", ".eml", ".html", ".htm")


class DeskService(Protocol):
    """The FOI desk as the page sees it. Every method may raise AssistantError, whose message is shown.

    Several officers may call at once, each from a thread of the server.
    """

    def read_pasted(self, text: str, received: date | None, authority: str | None) -> Request:
        """A request pasted as text."""
        ...

    def read_file(self, path: Path, received: date | None, authority: str | None) -> Request:
        """A request as TXT, DOCX, PDF, EML or HTML."""
        ...

    def open(self, request: Request, reference: str, progress: Progress) -> Case:
        """A new case: every question matched, covered and drafted; kept."""
        ...

    def cases(self) -> list[CaseLine]:
        """All cases, the last changed first."""
        ...

    def case(self, case_id: str) -> Case:
        """A case as it was last kept."""
        ...

    def check(self, case: Case) -> None:
        """Refused (CaseError) where the officer may not see the case, or not any more."""
        ...

    def change(self, case: Case, change: Callable[[Case], Case]) -> Case:
        """The case changed by one of ``assistant.foi.deciding`` and kept. Refused if another did before."""
        ...

    def ask_again(self, case: Case, request: Request, progress: Progress) -> Case:
        """The case with its questions as edited, merged or split; unchanged ones keep their rows."""
        ...

    def standing(self, case: Case, on: date) -> Standing:
        """Where the case stands on a day."""
        ...

    def delete(self, case_id: str) -> None:
        """The case is gone for good."""
        ...

    def letter(self, case: Case, form: Form, on: date, *, draft: bool) -> list[tuple[str, bytes]]:
        """The letter's file, and with it the audit file: (name, bytes) each.

        Refused (CaseError) while a gate blocks, unless it is a ``draft``: it says what is open.
        """
        ...

    def take_in(self, case: Case, on: date) -> None:
        """The response as sent ``on`` a day, taken into the library as a prior answer."""
        ...

    def calendar(self, case: Case, on: date) -> bytes:
        """The due day as a calendar file (iCalendar)."""
        ...
