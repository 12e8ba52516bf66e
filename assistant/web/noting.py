"""What each part tells of its doings, as lines of the audit log."""

from __future__ import annotations

from typing import Any

from assistant.answer import Answer, Filters
from assistant.foi.case import Case
from assistant.people.person import Person
from assistant.records.entry import Action
from assistant.records.records import Records

_SIGNING = {
    "signed in": Action.SIGNED_IN,
    "signed out": Action.SIGNED_OUT,
    "sign-in refused": Action.REFUSED,
}


class Noting:
    """Each method raises RecordsError where the log cannot be written: what is not recorded is not done."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def signing(self, event: str, name: str, address: str) -> None:
        """Somebody came, left or was not let in, from a network address."""
        self._records.note(name, _SIGNING[event], address=address)

    def opened(self, person: Person, document_id: str, **what: Any) -> None:
        """A page of a source was shown, or its file handed out."""
        self._records.note(person, Action.SOURCE_OPENED, document_id, **what)

    def shelved(self, person: Person, act: str, about: dict[str, Any]) -> None:
        """A change to the library. What is removed from it is taken out of earlier answers as well."""
        rest = {name: value for name, value in about.items() if name != "document_id"}
        document_id = str(about.get("document_id", ""))
        if Action(act) is Action.REMOVED:
            self._records.removed(person, document_id, **rest)
        else:
            self._records.note(person, Action(act), document_id, **rest)

    def asked(self, person: Person, answer: Answer, filters: Filters) -> None:
        """A question that came over the interface for programs."""
        self._records.asked_by_program(person, answer, filters)

    def drafted(self, person: Person, case: Case) -> None:
        """A request letter drafted over the interface for programs."""
        self._records.note(
            person, Action.FOI_CHANGED, case.id, route="api", opened=True, questions=len(case.rows)
        )
