"""One stretch of words that may be personal data, and why."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from assistant.foi.value import Value


class PersonalKind(StrEnum):
    """What the words look like."""

    EMAIL = "e-mail address"
    PHONE = "telephone number"
    NATIONAL_INSURANCE = "National Insurance number"
    NHS_NUMBER = "NHS number"
    NAME = "name"
    ADDRESS = "address"
    POSTCODE = "postcode"
    BIRTH = "date of birth"
    SMALL_NUMBER = "small number of people"
    HIDDEN_NUMBER = "hidden number"


class PersonalFinding(Value):
    """Words at ``start`` to ``end``; ``role`` where they are those of a post or an office and of no person.

    A finding with ``role`` is shown and needs no decision. The words never reach a log: ``repr`` leaves them
    out.
    """

    kind: PersonalKind
    words: str = Field(repr=False)
    start: int
    end: int
    why: str
    role: bool = False

    @property
    def needs_decision(self) -> bool:
        """Has an officer to decide whether it stays?"""
        return not self.role
