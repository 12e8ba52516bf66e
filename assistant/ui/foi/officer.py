"""The desk as one person has it: the handlers over what they may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from assistant.people.person import Person
from assistant.ui.foi.candidates import PassageOf
from assistant.ui.foi.casework import Casework
from assistant.ui.foi.files import LinkOf
from assistant.ui.foi.intake import Intake
from assistant.ui.foi.reply import Reply
from assistant.ui.foi.service import DeskService

DeskOf = Callable[[Person], DeskService]
LinkFor = Callable[[Person, str, bytes], str]
"""The address under which a person can fetch a file of this name with these bytes."""

Act = Callable[..., Reply]
"""Of an officer and the inputs of an event, of which the session is the last."""


@dataclass(frozen=True)
class Officer:
    """One person's handlers, and what is asked on their behalf."""

    intake: Intake
    casework: Casework
    passage_of: PassageOf
    link_of: LinkOf


@dataclass(frozen=True)
class Officers:
    """Makes an officer of whoever sends an event, so that nothing of one stays for another."""

    desk_of: DeskOf
    passage_of: Callable[[Person, str], str | None]
    link_for: LinkFor

    def __call__(self, person: Person) -> Officer:
        desk = self.desk_of(person)
        return Officer(
            Intake(desk),
            Casework(desk),
            partial(self.passage_of, person),
            partial(self.link_for, person),
        )


def by_intake(handler: Callable[..., Reply]) -> Act:
    """An act of a method of ``Intake``."""
    return lambda officer, *given: handler(officer.intake, *given)


def by_casework(handler: Callable[..., Reply]) -> Act:
    """An act of a method of ``Casework``."""
    return lambda officer, *given: handler(officer.casework, *given)
