"""Is the audit log whole? Every entry is held against its digest and the entry before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.records.entry import digest_of, question_digest
from assistant.records.store import Store

_ALL = """
SELECT audit.*, audit_questions.words, audit_questions.salt
FROM audit LEFT JOIN audit_questions USING (number) ORDER BY number"""
_ANCHORS = "SELECT number, digest FROM audit_anchors ORDER BY number"
_WRITTEN = "SELECT seq FROM sqlite_sequence WHERE name = 'audit'"
_MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found. ``faults`` are lines for people, none where the log is whole.

    ``last`` and ``digest`` name the newest entry: noted elsewhere, they show later that nothing before it
    was made anew, which no log can show of itself against somebody who may write its file.
    """

    entries: int
    first: int
    last: int
    digest: str
    faults: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        return not self.faults

    @property
    def noted(self) -> str:
        """What is to be noted elsewhere, "" of an empty log."""
        return f"{self.last}:{self.digest}" if self.last else ""


@dataclass(slots=True)
class _Walk:
    """The entries one after the other; what the next must lean on."""

    number: int
    digest: str
    faults: list[str] = field(default_factory=list)
    entries: int = 0

    def step(self, row: sqlite3.Row) -> None:
        self.faults += self._faults(row)
        self.entries += 1
        self.number, self.digest = int(row["number"]), str(row["digest"])

    def _faults(self, row: sqlite3.Row) -> Iterator[str]:
        number = int(row["number"])
        if number != self.number + 1:
            yield f"{_range(self.number + 1, number - 1)} missing."
        elif row["before"] != self.digest:
            yield f"Entry {number} does not lean on entry {self.number}: one of the two was changed."
        if digest_of(row) != row["digest"]:
            yield f"Entry {number} was changed."
        elif _question_changed(row):
            yield f"The question of entry {number} was changed."


def read_noted(given: str) -> tuple[int, str] | None:
    """What ``Verified.noted`` told, read again; None where it is not that."""
    number, _, digest = given.strip().partition(":")
    if not (number.isascii() and number.isdigit() and digest):
        return None
    return int(number), digest


def verify(store: Store, noted: tuple[int, str] | None = None) -> Verified:
    """Walk the log. ``noted``: the number and digest of an entry, from an earlier verification.

    Raises RecordsError where the file cannot be read.
    """
    anchors = {int(row["number"]): str(row["digest"]) for row in store.rows(_ANCHORS)}
    start = max(anchors, default=0)
    walk = _Walk(start, anchors.get(start, ""))
    found = dict(anchors)
    for row in store.each(_ALL):
        walk.step(row)
        if noted and row["number"] == noted[0]:
            found[noted[0]] = str(row["digest"])
    faults = [*walk.faults, *_cut_off(store, walk.number), *_not_as_noted(noted, start, found)]
    return Verified(walk.entries, start + 1, walk.number, walk.digest, tuple(_some(faults)))


def _cut_off(store: Store, last: int) -> Iterator[str]:
    """SQLite keeps the highest number ever given, also when the entry is gone."""
    written = max((int(row["seq"]) for row in store.rows(_WRITTEN)), default=0)
    if written > last:
        yield f"{_range(last + 1, written)} missing at the end."


def _not_as_noted(noted: tuple[int, str] | None, start: int, found: dict[int, str]) -> Iterator[str]:
    if noted is None:
        return
    number, digest = noted
    if number not in found:
        gone = "was removed by retention" if number <= start else "is not there"
        yield f"Entry {number}, which was noted, {gone}."
    elif found[number] != digest:
        yield f"Entry {number} is not the one that was noted: the log was made anew."


def _question_changed(row: sqlite3.Row) -> bool:
    kept = json.loads(row["details"]).get("question_sha256")
    if row["words"] is None:
        return False
    return bool(question_digest(row["words"], row["salt"]) != kept)


def _range(first: int, last: int) -> str:
    return f"Entry {first} is" if first == last else f"Entries {first} to {last} are"


def _some(faults: list[str]) -> list[str]:
    more = len(faults) - _MOST_FAULTS
    return faults[:_MOST_FAULTS] + ([f"And {more:,} more."] if more > 0 else [])
