"""Files that the last ingests could not take in, and why; each is forgotten once it succeeds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest import sql_decided as sql
from ingest.catalogue import Catalogue
from ingest.decided import now
from ingest.files import FoundFile


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be taken in, when that was last tried (UTC, ISO), and why it failed."""

    path: str
    root: str
    source: str
    at: str
    reason: str


class Failures:
    """The failed files of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def all(self) -> list[Failure]:
        """The last first."""
        return [Failure(**row) for row in self._catalogue.connection.execute(sql.FAILED_LIST)]

    def failed(self, file: FoundFile, reason: str) -> None:
        values = (str(file.path), str(file.root), file.source, now(), reason)
        self._catalogue.connection.execute(sql.FAILED_PUT, values)

    def clear(self, paths: Iterable[str]) -> None:
        """These are in the library now, gone, or not wanted."""
        self._catalogue.connection.executemany(sql.FAILED_CLEAR, [(path,) for path in paths])
