"""Which files there are to ingest, and what identifies each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import AssistantError


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to ingest. ``source`` is its name for people: relative to the folder that was named."""

    path: Path
    root: Path
    source: str
    size: int


def find_files(paths: Iterable[Path]) -> list[FoundFile]:
    """Every file below the given paths in a fixed order. Raises AssistantError for a path not there."""
    found: dict[Path, FoundFile] = {}
    for given in paths:
        for file in _below(given):
            found.setdefault(file.path, file)
    return list(found.values())


def _below(given: Path) -> Iterator[FoundFile]:
    root = given.expanduser().resolve()
    if root.is_file():
        yield _file(root, root.parent)
    elif root.is_dir():
        for path in sorted(root.rglob("*")):
            if not _hidden(path.relative_to(root)) and path.is_file() and not path.is_symlink():
                yield _file(path, root)
    else:
        raise AssistantError(f"There is no file or folder {given}: check the path.")


def _file(path: Path, root: Path) -> FoundFile:
    return FoundFile(path, root, path.relative_to(root).as_posix(), path.stat().st_size)


def _hidden(relative: Path) -> bool:
    # Word leaves a lock file beside each document that is open.
    return any(part.startswith((".", "~$")) for part in relative.parts)


def sha256_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def version_id(sha256: str, overrides: str) -> str:
    """The identity of one version of a document: its bytes, how it was described, and how it is cut."""
    return hashlib.sha256(f"{INGEST_VERSION}\n{sha256}\n{overrides}".encode()).hexdigest()[:16]


# Raised whenever reading, describing or cutting changes what is stored: files are then read again.
INGEST_VERSION = "5"
