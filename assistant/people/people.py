"""Who somebody is now: looked up in the accounts on each request, so that a change counts at once."""

from __future__ import annotations

import hashlib
import hmac

from assistant.people.account import Account, folded_name
from assistant.people.accounts import Accounts
from assistant.people.passwords import Passwords
from assistant.people.person import Person
from assistant.people.tokens import kept_token
from ingest.settings import Settings


class People:
    """Everybody who may come in. Each method raises AccountsError where the accounts file is unsound."""

    def __init__(self, settings: Settings, passwords: Passwords | None = None) -> None:
        self._accounts = Accounts(settings.users_path)
        self._service = settings.oidc.issuer is not None
        self._passwords = passwords or Passwords()

    @property
    def alone(self) -> bool:
        """Whether nobody signs in: no accounts, now or before, and no sign-in service."""
        return not self._service and not self._accounts.exist()

    def check(self) -> None:
        """Raises AccountsError where there is an accounts file and it is unsound."""
        self._all()

    @property
    def has_accounts(self) -> bool:
        """Whether anybody signs in by password."""
        return self._accounts.exist()

    def account(self, name: str) -> Account | None:
        """The account of this name; None where there is none, or only a sign-in service is used."""
        return self._all().get(folded_name(name))

    def signing_in(self, name: str, password: str) -> Account | None:
        """The account, where the password is right. Takes as long where there is no such name."""
        account = self.account(name)
        right = self._passwords.right(account.password if account else None, password)
        return account if right else None

    def with_token(self, token: str) -> Person | None:
        """Whom a program with this token speaks for."""
        kept = kept_token(token)
        found = [
            each for each in self._all().values() if each.token and hmac.compare_digest(each.token, kept)
        ]
        return found[0].person if found else None

    def _all(self) -> dict[str, Account]:
        return self._accounts.all() if self._accounts.exist() else {}


def stamp(account: Account) -> str:
    """Changes when the password does; a session holds it, and ends with the password it began with."""
    return hashlib.sha256(account.password.encode()).hexdigest()
