"""Where cases are kept: one SQLite file in the home folder, a row each, whole or not at all.

A request holds personal data of the requester (UK GDPR art.4(1)): a deleted case is overwritten on the disc.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from assistant.foi.case import Case, Row
from assistant.foi.request import Request
from assistant.foi.value import Value
from ingest.errors import CaseError

_LAYOUT = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS cases (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    updated TEXT NOT NULL,
    body TEXT NOT NULL
)"""


class CaseLine(Value):
    """A case in a list: enough to choose it by, without what the requester wrote."""

    id: str
    reference: str
    authority: str | None
    received: str | None
    questions: int
    decided: int
    sent: str | None
    updated: datetime


class Cases:
    """The cases of a home folder. A file is made when the first case is kept."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def start(self, request: Request, rows: tuple[Row, ...], reference: str = "") -> Case:
        """A new case, kept. Raises CaseError where the file cannot be written."""
        now = datetime.now(UTC)
        case = Case(
            id=uuid.uuid4().hex[:12],
            created=now,
            updated=now,
            request=request,
            rows=rows,
            reference=reference,
        )
        return self.keep(case)

    def keep(self, case: Case) -> Case:
        """The case as kept, one version higher. Raises CaseError where another kept it in the meantime."""
        kept = case.model_copy(update={"version": case.version + 1, "updated": datetime.now(UTC)})
        values = (kept.version, kept.updated.isoformat(), kept.model_dump_json(), case.id, case.version)
        with self._transaction() as connection:
            if case.version == 0:
                connection.execute(
                    "INSERT INTO cases (version, updated, body, id) VALUES (?, ?, ?, ?)", values[:4]
                )
                return kept
            changed = connection.execute(
                "UPDATE cases SET version = ?, updated = ?, body = ? WHERE id = ? AND version = ?", values
            )
            if changed.rowcount != 1:
                raise CaseError(
                    f"Case {case.id} was changed or deleted by somebody else meanwhile: open it again, then "
                    "make your change."
                )
        return kept

    def open(self, case_id: str) -> Case:
        """Raises CaseError where there is none of this name, or it cannot be read."""
        with self._transaction() as connection:
            row = connection.execute("SELECT body FROM cases WHERE id = ?", (case_id,)).fetchone()
        if row is None:
            raise no_case(case_id)
        return _read(case_id, row[0])

    def list(self, shown: Callable[[Case], bool] = lambda _: True) -> list[CaseLine]:
        """The cases that are to be ``shown``, the last changed first."""
        with self._transaction() as connection:
            rows = connection.execute("SELECT id, body FROM cases ORDER BY updated DESC").fetchall()
        return [_line(case) for id_, body in rows if shown(case := _read(id_, body))]

    def delete(self, case_id: str) -> None:
        """Takes the case away for good. Raises CaseError where there is none."""
        with self._transaction() as connection:
            if connection.execute("DELETE FROM cases WHERE id = ?", (case_id,)).rowcount != 1:
                raise no_case(case_id)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """All of what happens inside is kept, or none of it. secure_delete overwrites what is deleted."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=30, isolation_level=None)) as connection:
                connection.execute("PRAGMA secure_delete = ON")
                self._prepare(connection)
                connection.execute("BEGIN IMMEDIATE")
                with connection:
                    yield connection
        except sqlite3.Error as error:
            raise CaseError(
                f"The cases in {self._path} cannot be used ({error}): check that the disc has room and that "
                "the file may be written."
            ) from error

    def _prepare(self, connection: sqlite3.Connection) -> None:
        layout = connection.execute("PRAGMA user_version").fetchone()[0]
        if layout == 0:
            connection.execute(_SCHEMA)
            connection.execute(f"PRAGMA user_version = {_LAYOUT}")
        elif layout != _LAYOUT:
            raise CaseError(
                f"{self._path} was made by another version of this program (layout {layout}, this one reads "
                f"{_LAYOUT}): use that version."
            )


def no_case(case_id: str) -> CaseError:
    """What is said of a case that is not there, and of one that is not for the person who asks for it."""
    return CaseError(f"There is no case {case_id}: see `foi cases` for those there are.")


def _read(case_id: str, body: str) -> Case:
    try:
        return Case.model_validate_json(body)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        # Only the place is told: the value may be the requester's.
        raise CaseError(f"Case {case_id} cannot be read (at {where}): restore it from a backup.") from None


def _line(case: Case) -> CaseLine:
    return CaseLine(
        id=case.id,
        reference=case.reference,
        authority=case.request.authority,
        received=case.request.received.isoformat() if case.request.received else None,
        questions=len(case.rows),
        decided=sum(row.decision is not None for row in case.rows),
        sent=case.sent.isoformat() if case.sent else None,
        updated=case.updated,
    )
