"""The file that a document was read from, as long as it still is what was read."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ingest.errors import SourceError
from ingest.files import sha256_of
from ingest.records import DocumentRow, StoredFile

CHANGED = "The file has changed since it was taken into the library."
GONE = "The file is no longer where it was when it was taken into the library."
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Stamp:
    """What changes when a file is written or another takes its place."""

    device: int
    inode: int
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Original:
    """A file whose bytes are those the document was read from, checked when it had this stamp."""

    path: Path
    stamp: Stamp

    @property
    def unchanged(self) -> bool:
        """Is the file still the one that was checked?"""
        return _stamp(self.path) == self.stamp

    def open(self) -> BinaryIO:
        """The file, open. Raises SourceError where another has taken its place since it was checked."""
        try:
            stream = self.path.open("rb")
        except OSError as error:
            raise SourceError(GONE) from error
        if _stamp_of(os.fstat(stream.fileno())) != self.stamp:
            stream.close()
            raise SourceError(CHANGED)
        return stream


class Originals:
    """Finds originals; the SHA-256 of a file is taken again only when its size or time has changed."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[Stamp, str]] = {}
        self._guard = threading.Lock()

    def find(self, document: DocumentRow, files: Iterable[StoredFile]) -> Original:
        """The first of a document's files that is unchanged. Raises SourceError: CHANGED or GONE."""
        trouble = GONE
        for path in (Path(file.path) for file in files):
            seen = _stamp(path)
            if seen is None:
                continue
            if self._sha256(path, seen) == document.sha256:
                return Original(path, seen)
            trouble = CHANGED
        raise SourceError(trouble)

    def _sha256(self, path: Path, seen: Stamp) -> str | None:
        with self._guard:
            known = self._known.get(path)
        if known and known[0] == seen:
            return known[1]
        try:
            taken = sha256_of(path)
        except OSError:
            return None
        with self._guard:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[path] = (seen, taken)
        return taken


def _stamp(path: Path) -> Stamp | None:
    """None where there is no ordinary file: another kind could keep its reader waiting for ever."""
    try:
        facts = path.stat()
    except (OSError, ValueError):
        return None
    return _stamp_of(facts) if stat.S_ISREG(facts.st_mode) else None


def _stamp_of(facts: os.stat_result) -> Stamp:
    return Stamp(facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns)
