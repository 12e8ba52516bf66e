"""A person who uses the page or the interface for programs, and what each role may do; no more than that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.clearance import EVERYTHING, OPEN, Clearance


class Right(StrEnum):
    """What can be done. Every route and every event of the page asks for one of these."""

    ASK = "ask"
    """Ask, see sources, download originals, list documents; one's own history, feedback and exports."""
    DESK = "foi-desk"
    LIBRARY = "library"
    """Add, describe, quarantine, release and remove documents."""
    BENCHMARK = "benchmark"
    """Run benchmarks, read readers' feedback and export it as a question set."""
    RECORD = "record"
    """Read and export the audit log, set people's accounts."""


class Role(StrEnum):
    """What somebody is here; one person may have several."""

    READER = "reader"
    FOI_OFFICER = "foi-officer"
    LIBRARIAN = "librarian"
    EVALUATOR = "evaluator"
    ADMINISTRATOR = "administrator"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.READER: frozenset({Right.ASK}),
    Role.FOI_OFFICER: frozenset({Right.ASK, Right.DESK}),
    Role.LIBRARIAN: frozenset({Right.ASK, Right.LIBRARY}),
    Role.EVALUATOR: frozenset({Right.ASK, Right.BENCHMARK}),
    Role.ADMINISTRATOR: frozenset(Right),
}
"""What a role grants. What a person may see is apart from it: an administrator is cleared for no more."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known by name, with the roles given to them and the marked papers they may see."""

    name: str
    roles: frozenset[Role]
    clearance: Clearance = OPEN

    def may(self, right: Right) -> bool:
        """Whether one of the person's roles grants this."""
        return any(right in RIGHTS[role] for role in self.roles)


LOCAL = Person("this machine's user", frozenset({Role.ADMINISTRATOR}), EVERYTHING)
"""Who sits at the machine, where no accounts are set up and the page is served to the machine alone."""
