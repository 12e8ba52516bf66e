"""What people decided of files: the description they gave in their own words, and what they hold back.

A decision belongs to the bytes of a file (their SHA-256), whatever the file is called and wherever it lies. A
new version of a file keeps what was decided of the earlier one, but for its date and reference: those are
looked for in the new version, since they are what mostly differs.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from ingest import sql_decided as sql
from ingest.catalogue import Catalogue
from ingest.describe import Overrides

_OF_ONE_VERSION = ("date", "reference")


@dataclass(frozen=True, slots=True)
class Given:
    """A value in a person's own words; ``at`` is the time (UTC, ISO) it was given."""

    value: str
    by: str
    at: str

    @property
    def how(self) -> str:
        """As the description says it: "given by the librarian on 9 January 2023"."""
        day = date.fromisoformat(self.at[:10])
        return f"given by {self.by} on {day.day} {day:%B} {day.year}"


@dataclass(frozen=True, slots=True)
class Held:
    """That a paper was held back, by whom, when (UTC, ISO) and why."""

    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Act:
    """One line of a paper's history. ``detail`` is what was changed, in words by name."""

    at: str
    by: str
    act: str
    detail: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Decided:
    """Everything that was decided of one file."""

    given: Mapping[str, Given] = field(default_factory=dict)
    held: Held | None = None

    def over(self, key: str) -> Overrides:
        """What was given at ingest (``key``, as JSON), with what a person gave since in its place."""
        given = {name: each.value for name, each in self.given.items()}
        how = {name: each.how for name, each in self.given.items()}
        return Overrides(**{**json.loads(key), **given}, how=how)


def key_of(overrides: Overrides) -> str:
    """What was given, as the JSON that identifies it."""
    return json.dumps(overrides.values(), sort_keys=True)


def now() -> str:
    """The time (UTC) as decisions keep it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Decisions:
    """The decisions in a catalogue. What takes a ``connection`` is part of the caller's transaction."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def of(self, sha256: str) -> Decided:
        row = self._catalogue.connection.execute(sql.DECIDED, (sha256,)).fetchone()
        if row is None:
            return Decided()
        given = {name: Given(**value) for name, value in json.loads(row["given"]).items()}
        return Decided(given, Held(**json.loads(row["held"])) if row["held"] else None)

    def history(self, sha256: str) -> list[Act]:
        """What was done to a paper, oldest first."""
        rows = self._catalogue.connection.execute(sql.HISTORY_OF, (sha256,))
        return [Act(row["at"], row["who"], row["act"], json.loads(row["detail"])) for row in rows]

    def carry(self, path: str, sha256: str) -> None:
        """Let a file's new version keep what was decided of the one before, but for date and reference."""
        row = self._catalogue.connection.execute(sql.SHA256_OF_FILE, (path,)).fetchone()
        before = str(row["sha256"]) if row else sha256
        decided = self.of(before)
        if before == sha256 or decided == Decided():
            return
        kept = {name: each for name, each in decided.given.items() if name not in _OF_ONE_VERSION}
        with self._catalogue.transaction() as connection:
            held = json.dumps(asdict(decided.held)) if decided.held else None
            fresh = connection.execute(sql.CARRY, (sha256, _packed(kept), held)).rowcount
            if fresh:
                connection.execute(sql.HISTORY_CARRY, (sha256, before))

    def give(self, connection: sqlite3.Connection, sha256: str, given: Mapping[str, Given]) -> None:
        connection.execute(sql.GIVEN_PUT, (sha256, _packed(given)))

    def hold(self, connection: sqlite3.Connection, sha256: str, held: Held | None) -> None:
        connection.execute(sql.HELD_PUT, (sha256, json.dumps(asdict(held)) if held else None))

    def note(self, connection: sqlite3.Connection, sha256: str, act: Act) -> None:
        values = (sha256, act.at, act.by, act.act, json.dumps(dict(act.detail), ensure_ascii=False))
        connection.execute(sql.HISTORY_ADD, values)

    def forget(self, sha256: str) -> None:
        """A removed paper's given words and history go too. One that was held back stays held back."""
        with self._catalogue.transaction() as connection:
            if connection.execute(sql.DOCUMENTS_OF_FILE, (sha256,)).fetchone():
                return
            connection.execute(sql.FORGET_GIVEN, (sha256,))
            connection.execute(sql.FORGET_UNHELD, (sha256,))
            connection.execute(sql.FORGET_HISTORY, (sha256,))


def _packed(given: Mapping[str, Given]) -> str:
    values: dict[str, Any] = {name: asdict(each) for name, each in given.items()}
    return json.dumps(values, sort_keys=True, ensure_ascii=False)
