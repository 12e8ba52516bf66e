"""The SHA-256 of a large file, kept beside it so that it need not be read whole each time it is used.

A record holds for the file's size and time of change. It finds a file that was damaged, cut short or
replaced; it is no guard against someone who may write to the folder and sets the time back. ``doctor`` reads
the file itself.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.files import sha256_of


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    size: int
    mtime_ns: int
    sha256: str


def recorded_sha256(path: Path) -> str:
    """The file's SHA-256: the recorded one where it holds, else computed and recorded. Raises OSError."""
    stat = path.stat()
    record = _read(_beside(path))
    if record is not None and (record.size, record.mtime_ns) == (stat.st_size, stat.st_mtime_ns):
        return record.sha256
    sha256 = sha256_of(path)
    # Where nothing may be written, the file is read each time.
    with suppress(OSError):
        _write(_beside(path), _Record(size=stat.st_size, mtime_ns=stat.st_mtime_ns, sha256=sha256))
    return sha256


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.sha256.json")


def _read(path: Path) -> _Record | None:
    """The record; None where there is none or it is damaged."""
    try:
        return _Record.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _write(path: Path, record: _Record) -> None:
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    scratch.write_text(record.model_dump_json(), encoding="utf-8")
    scratch.replace(path)
