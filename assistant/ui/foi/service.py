"""What the tab needs from the FOI desk, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from assistant.foi.case import Case
from assistant.foi.cases import CaseLine
from assistant.foi.clock import Clock
from assistant.foi.request import Request

Form = Literal["docx", "md", "html"]
Progress = Callable[[int, int], None]
"""Called with (questions done, questions in all)."""

ACCEPTED_LETTERS = (".txt", ".docx", ".pdf", ".eml", ".html", ".htm")


class Gate(Protocol):
    """One thing that must be in order before the final letter is made.

    ``explanation`` says what is missing, or that nothing is; ``question_ids`` name the rows concerned.
    """

    @property
    def name(self) -> str: ...
    @property
    def passed(self) -> bool: ...
    @property
    def explanation(self) -> str: ...
    @property
    def question_ids(self) -> tuple[str, ...]: ...


class Finding(NamedTuple):
    """Words of an answer that may be personal data (FOIA s.40), and why; ``role`` where they are a post's.

    What is a post's is shown and needs no decision.
    """

    words: str
    why: str
    question_id: str
    role: bool = False


@dataclass(frozen=True)
class Standing:
    """Where a case stands on a day: its clock, every gate, and what the s.40 check found."""

    clock: Clock
    gates: tuple[Gate, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def blocked(self) -> bool:
        """Does a gate still bar the final letter?"""
        return not all(gate.passed for gate in self.gates)


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

    def reword(self, request: Request, question_id: str, words: str) -> Request:
        """A question in the officer's words."""
        ...

    def merge(self, request: Request, question_id: str) -> Request:
        """A question made one with that above it, which keeps its number and id."""
        ...

    def split(self, request: Request, question_id: str, place: int) -> Request:
        """A question made two: ``place`` counts the characters of its text that stay with the first."""
        ...

    def remove(self, request: Request, question_id: str) -> Request:
        """Without a question."""
        ...

    def add(self, request: Request, after: str, words: str) -> Request:
        """With a question more, below the one with the id ``after``; "" puts it first."""
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

    def change(self, case: Case, change: Callable[[Case], Case]) -> Case:
        """The case changed by one of ``assistant.foi.deciding`` and kept. Refused if another did before."""
        ...

    def ask_again(self, case: Case, request: Request, progress: Progress) -> Case:
        """The case with its questions as edited, merged or split; unchanged ones keep their rows."""
        ...

    def standing(self, case: Case, on: date) -> Standing:
        """The clock, the gates and the findings of a case as it is on a day."""
        ...

    def delete(self, case_id: str) -> None:
        """The case is gone for good."""
        ...

    def letter(self, case: Case, form: Form, on: date, *, draft: bool) -> list[tuple[str, bytes]]:
        """The letter's file, and with it the audit file: (name, bytes) each.

        Refused (CaseError) while a gate blocks, unless it is a ``draft``: it says what is open.
        """
        ...

    def calendar(self, case: Case, on: date) -> bytes:
        """The due day as a calendar file (iCalendar)."""
        ...
