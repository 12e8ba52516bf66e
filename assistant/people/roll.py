"""Changes to accounts, as an administrator makes them. Each raises AccountsError and then changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.people.account import Account, folded_name, is_name
from assistant.people.accounts import Accounts
from assistant.people.passwords import Passwords, check_password
from assistant.people.person import Role
from assistant.people.tokens import kept_token, new_token
from ingest.clearance import marking_class
from ingest.errors import AccountsError
from ingest.settings import Settings


class Roll:
    """Who has an account. Every change is kept before the method returns."""

    def __init__(self, settings: Settings, passwords: Passwords | None = None) -> None:
        self._accounts = Accounts(settings.users_path)
        self._shortest = settings.web.password_length
        self._passwords = passwords or Passwords()

    def all(self) -> list[Account]:
        """Every account, by name; none where there is no accounts file."""
        return [each for _, each in sorted(self._accounts.all().items())] if self._accounts.exist() else []

    def check_new(self, name: str) -> str:
        """The name as an account has it. Raises where it cannot be one, or is taken."""
        folded = folded_name(name)
        if not is_name(folded):
            raise AccountsError(
                f"{name!r} cannot be a name: take up to 64 of a-z, digits, dots, hyphens and underscores."
            )
        if any(each.name == folded for each in self.all()):
            raise AccountsError(
                f"There is an account {folded} already: change it with `users change {folded}`."
            )
        return folded

    def add(
        self, name: str, password: str, roles: Iterable[Role], cleared_for: Iterable[str] = ()
    ) -> Account:
        """A new account. The first must be an administrator's."""
        folded = self.check_new(name)
        check_password(password, folded, self._shortest)
        made = Account(
            name=folded,
            password=self._passwords.kept(password),
            roles=tuple(roles),
            cleared_for=_classes(cleared_for),
        )

        def added(accounts: dict[str, Account]) -> dict[str, Account]:
            if folded in accounts:  # by another command, since it was looked up
                raise AccountsError(f"There is an account {folded} already.")
            return {**accounts, folded: made}

        self._accounts.change(added)
        return made

    def change(
        self, name: str, roles: Iterable[Role] | None = None, cleared_for: Iterable[str] | None = None
    ) -> Account:
        """Other roles, another clearance, or both; None leaves what is there."""
        update: dict[str, Any] = {}
        if roles is not None:
            update["roles"] = tuple(roles)
        if cleared_for is not None:
            update["cleared_for"] = _classes(cleared_for)
        return self._with(name, update)

    def set_password(self, name: str, password: str) -> Account:
        """Another password. Sessions that began with the one before end."""
        check_password(password, folded_name(name), self._shortest)
        return self._with(name, {"password": self._passwords.kept(password)})

    def new_token(self, name: str) -> str:
        """A token by which a program speaks for the account; any earlier one no longer counts."""
        token = new_token()
        self._with(name, {"token": kept_token(token)})
        return token

    def revoke_token(self, name: str) -> Account:
        return self._with(name, {"token": None})

    def remove(self, name: str) -> None:
        """Takes the account away; its sessions and token end. What it asked stays where it is kept."""
        folded = folded_name(name)

        def removed(accounts: dict[str, Account]) -> dict[str, Account]:
            _existing(accounts, folded)
            return {other: each for other, each in accounts.items() if other != folded}

        self._accounts.change(removed)

    def existing(self, name: str) -> Account:
        """The account of this name. Raises AccountsError where there is none."""
        return _existing({each.name: each for each in self.all()}, folded_name(name))

    def _with(self, name: str, update: dict[str, Any]) -> Account:
        folded = folded_name(name)

        def updated(accounts: dict[str, Account]) -> dict[str, Account]:
            found = _existing(accounts, folded)
            # Made anew and not copied, so that what is given is checked like what is read.
            return {**accounts, folded: Account(**{**found.model_dump(), **update})}

        self._accounts.change(updated)
        return self.existing(folded)


def _existing(accounts: dict[str, Account], folded: str) -> Account:
    found = accounts.get(folded)
    if found is None:
        raise AccountsError(f"There is no account {folded!r}: see `users list` for those there are.")
    return found


def _classes(markings: Iterable[str]) -> tuple[str, ...]:
    named = tuple(markings)
    if not all(marking.strip() for marking in named):
        raise AccountsError("A marking to be cleared for has no words: name it as it is printed.")
    return tuple(marking_class(marking) for marking in named)
