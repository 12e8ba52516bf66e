"""What the library's table and its view of one document are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ingest.decided import Act, Given, Held
from ingest.failures import Failure
from ingest.records import DocumentRow


class Attention(StrEnum):
    """Why somebody should look at a document."""

    QUARANTINED = "quarantined"
    NEWER_FAILED = "failed"
    NO_TEXT = "no-text"
    NO_DATE = "no-date"
    NO_AUTHORITY = "no-authority"
    TWINS = "twins"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: ``textless`` counts pages without text, ``twins`` other papers of the same words.

    ``failed`` says why a newer version of one of its files could not be taken in, "" where none failed.
    """

    row: DocumentRow
    textless: int = 0
    twins: int = 0
    failed: str = ""

    @property
    def attention(self) -> tuple[Attention, ...]:
        """What is to be looked at, the gravest first."""
        row = self.row
        current = row.state == "current"
        reasons = {
            Attention.QUARANTINED: not current,
            Attention.NEWER_FAILED: bool(self.failed),
            Attention.NO_TEXT: current and (self.textless > 0 or row.passages == 0),
            Attention.NO_DATE: row.date is None,
            Attention.NO_AUTHORITY: row.authority is None,
            Attention.TWINS: self.twins > 0,
        }
        return tuple(reason for reason, holds in reasons.items() if holds)


@dataclass(frozen=True, slots=True)
class Listing:
    """Every document that a person may see, and for a librarian the files that could not be taken in."""

    lines: tuple[Line, ...] = ()
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """One document with everything that is known of it.

    ``files`` are its files by name, each with whether it is still there; ``twins`` are (id, title, file) of
    other documents of the same words; ``textless`` are the physical pages, from 1, that have no text.
    ``given``, ``held`` and ``history`` are what people decided of it.
    """

    line: Line
    files: tuple[tuple[str, bool], ...]
    twins: tuple[tuple[str, str, str], ...]
    textless: tuple[int, ...]
    given: Mapping[str, Given]
    held: Held | None
    history: tuple[Act, ...]
