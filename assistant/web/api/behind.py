"""What the interface for programs needs of what stands behind it, and nothing more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from assistant.answer import Answer, Filters, Mode, Turn
from assistant.foi.case import Case
from assistant.foi.request import Request
from assistant.people.person import Person
from ingest.records import DocumentRow


class Asks(Protocol):
    """Answers questions. Raises AssistantError, whose message is told."""

    def ask(self, question: str, filters: Filters, history: Sequence[Turn], mode: Mode) -> Answer: ...


class Lists(Protocol):
    """Knows the documents."""

    def documents(self, *, quarantined: bool = False) -> list[DocumentRow]: ...

    def documents_by_id(self, ids: Iterable[str]) -> dict[str, DocumentRow]: ...


class Seen(Protocol):
    """A library as far as somebody may see it."""

    @property
    def lookup(self) -> Lists: ...


class Drafts(Protocol):
    """Reads request letters and opens cases of them. Raises AssistantError, whose message is told."""

    def read_pasted(self, text: str, received: date | None, authority: str | None) -> Request: ...

    def read_file(self, path: Path, received: date | None, authority: str | None) -> Request: ...

    def open(self, request: Request, reference: str) -> Case: ...


class Behind(Protocol):
    """Each of these as far as a person is cleared."""

    def service(self, person: Person) -> Asks: ...

    def library(self, person: Person) -> Seen: ...

    def office(self, person: Person) -> Drafts: ...


def _nobody_asks(_person: Person, _answer: Answer, _filters: Filters) -> None:
    """No record is kept."""


def _nobody_drafts(_person: Person, _case: Case) -> None:
    """No record is kept."""


class Record:
    """Who is told of what was asked and drafted, before it is handed out; by default nobody."""

    def __init__(
        self,
        asked: Callable[[Person, Answer, Filters], None] = _nobody_asks,
        drafted: Callable[[Person, Case], None] = _nobody_drafts,
    ) -> None:
        self.asked = asked
        self.drafted = drafted
