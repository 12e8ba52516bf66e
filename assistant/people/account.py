"""An account: a name with its password, roles and clearance, as the accounts file holds it."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from assistant.people.person import Person, Right, Role
from ingest.clearance import EVERYTHING, Clearance, cleared_for, marking_class

EVERYTHING_WORD = "everything"
"""Stands for every marking in what an account is cleared for."""

NAME = r"[a-z0-9][a-z0-9._-]{0,63}"
"""How accounts are called. None holds an @: those are the names that a sign-in service gives."""


def folded_name(typed: str) -> str:
    """A name as accounts have it: case and spaces around it do not count."""
    return typed.strip().lower()


class Account(BaseModel):
    """One person or program. ``password`` and ``token`` are hashes; roles and markings are sorted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=rf"^{NAME}$")
    password: str = Field(pattern=r"^\$argon2id\$")
    roles: Annotated[tuple[Role, ...], AfterValidator(lambda roles: tuple(sorted(set(roles))))] = Field(
        min_length=1
    )
    cleared_for: Annotated[
        tuple[str, ...], AfterValidator(lambda markings: tuple(sorted(set(map(marking_class, markings)))))
    ] = ()
    token: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")

    @property
    def person(self) -> Person:
        """The person, with what they may do and see now."""
        return Person(self.name, frozenset(self.roles), self.clearance)

    @property
    def clearance(self) -> Clearance:
        if EVERYTHING_WORD in self.cleared_for:
            return EVERYTHING
        return cleared_for(self.cleared_for)

    @property
    def administers(self) -> bool:
        return self.person.may(Right.RECORD)


class AccountsList(BaseModel):
    """What the accounts file holds. An unknown field is refused: it may be a misspelt limit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    layout: int = Field(ge=1, le=1)
    accounts: tuple[Account, ...]

    @model_validator(mode="after")
    def _check_names(self) -> AccountsList:
        names = [account.name for account in self.accounts]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise ValueError(f"{twice} is there twice")
        return self


def is_name(name: str) -> bool:
    return re.fullmatch(NAME, name) is not None
