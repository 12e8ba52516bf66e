"""The accounts file: read anew whenever it changes, written whole or not at all, readable by its owner alone.

A file that is damaged, or was there and is gone, is an error. It never means that there are no accounts: the
page would then be open to whoever reaches it.
"""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout
from pydantic import ValidationError

from assistant.people.account import Account, AccountsList
from ingest.errors import AccountsError

_LAYOUT = 1
_LOCK_S = 10


class _Read(NamedTuple):
    """What was read, and the file's state by which a later change is seen."""

    state: tuple[int, int, int]
    accounts: dict[str, Account]


class Accounts:
    """The accounts in a file, by name."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: _Read | None = None
        self._seen = False
        self._reading = threading.Lock()

    def exist(self) -> bool:
        """Whether there is an accounts file, or was one. Raises AccountsError where that cannot be told."""
        return self._seen or self._state() is not None

    def all(self) -> dict[str, Account]:
        """Every account as the file has it now, by name. Raises AccountsError without a sound file."""
        state = self._state()
        if state is None:
            raise AccountsError(f"There is no accounts file {self._path}: restore it from a backup.")
        with self._reading:
            if self._read is None or self._read.state != state:
                self._read = _Read(state, _accounts_in(self._path))
            return self._read.accounts

    def change(self, changed: Callable[[dict[str, Account]], dict[str, Account]]) -> None:
        """Replace the accounts by what ``changed`` makes of them, while nobody else can.

        Raises AccountsError where the file is unsound or cannot be written, or the last administrator would
        go; the file then stays as it was.
        """
        path = self._path.resolve()  # a link stays one, and what it leads to is replaced
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{path}.lock", timeout=_LOCK_S, mode=0o600):
                before = self.all() if self.exist() else {}
                _write(path, _checked(changed(dict(before))))
        except Timeout as error:
            raise AccountsError(f"{path} is being changed by another command: try again.") from error
        except OSError as error:
            raise AccountsError(
                f"Cannot write {path} ({error.strerror}): check who may write there."
            ) from error

    def _state(self) -> tuple[int, int, int] | None:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise AccountsError(f"Cannot read {self._path}: {error.strerror}.") from error
        self._seen = True
        if os.name == "posix" and found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise AccountsError(
                f"Others may write to {self._path}: run chmod 600 on it and look at its accounts."
            )
        return found.st_mtime_ns, found.st_size, found.st_ino


def _accounts_in(path: Path) -> dict[str, Account]:
    try:
        found = AccountsList.model_validate_json(path.read_bytes())
    except OSError as error:
        raise AccountsError(f"Cannot read {path}: {error.strerror}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole"
        # Only the place is told: what stands there may be a password.
        raise AccountsError(
            f"{path} is damaged (at {where}: {first['msg']}): mend it or restore it from a backup."
        ) from None
    return {account.name: account for account in found.accounts}


def _checked(accounts: dict[str, Account]) -> dict[str, Account]:
    if not any(account.administers for account in accounts.values()):
        raise AccountsError(
            "One account at least must be an administrator's: give another one that role first "
            "(`users add NAME --role administrator`)."
        )
    return accounts


def _write(path: Path, accounts: dict[str, Account]) -> None:
    """Beside it first, then in its place: a reader sees the old file or the new one, whole."""
    listed = AccountsList(layout=_LAYOUT, accounts=tuple(accounts[name] for name in sorted(accounts)))
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(listed.model_dump_json(indent=2) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)
