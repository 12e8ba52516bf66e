"""What each part tells of its doings, as lines of the audit log."""

from __future__ import annotations

from collections import Counter
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


# What a paper is called may be what it is marked for: the log, whose readers are cleared for no more than
# others, holds ids.
_CALLED = frozenset({"document_id", "title", "file", "files", "given"})
_TELLING = ("authority", "marking", "kind", "date")


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
        rest = _without_words(about)
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

    def benchmark(self, person: Person, act: str, subject: str, **what: Any) -> None:
        """A run was begun, gone on with or deleted."""
        self._records.note(person, Action.BENCHMARK_RUN, subject, act=act, **what)

    def took_run(self, person: Person, run: str) -> None:
        """All files of a run were handed out."""
        self._records.note(person, Action.EXPORTED, run, what="benchmark run")


def _without_words(about: dict[str, Any]) -> dict[str, Any]:
    """The particulars of a change, without titles, file names and references."""
    told = {name: value for name, value in about.items() if name not in _CALLED}
    outcomes = Counter(str(outcome) for _, outcome in about.get("files", ()))
    given: dict[str, Any] = about.get("given", {})
    values = {name: given[name] for name in _TELLING if given.get(name)}
    return {
        **told,
        **({"files": dict(outcomes)} if outcomes else {}),
        **({"described": sorted(given)} if given else {}),
        **({"as": values} if values else {}),
    }
