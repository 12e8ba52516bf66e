"""A whole home folder in one file, taken while the page is served, and put back where there is none yet.

Databases are copied by SQLite's own backup, so that a copy holds a state that once was. Models are left out:
``models fetch`` brings them again. A backup holds all that the home folder holds: papers, questions,
requesters' details and the hashes of passwords. It is readable by its owner alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from filelock import FileLock, Timeout

from ingest import sql
from ingest.errors import BackupError
from ingest.turns import turn

_MANIFEST = "backup.json"
_LAYOUT = 1
_LEFT_OUT = frozenset({"models", "pages"})
_LEFT_OUT_ENDINGS = (".lock", "-wal", "-shm", "-journal")
_DATABASE = b"SQLite format 3\x00"
_WAIT_S = 60
_CHUNK = 1 << 20


def back_up(home: Path, target: Path) -> int:
    """Write the home folder into the zip file ``target``; returns the number of files in it.

    An ingest under way is waited for (at most a minute). Raises BackupError; then nothing is written.
    """
    if not (home / "catalogue.sqlite3").is_file():
        raise BackupError(f"There is no library in {home}: name its folder with --home.")
    if target.exists():
        raise BackupError(f"{target} is already there: choose another name, a backup overwrites nothing.")
    with _quiet(home), _new_file(target) as unfinished:
        return _write(home, unfinished)


def restore(source: Path, home: Path) -> int:
    """Put a backup back as the home folder ``home``, which must not be there yet; returns its count of files.

    Every file is held against its SHA-256 first. Raises BackupError; then nothing is left behind.
    """
    if home.exists() and any(home.iterdir()):
        raise BackupError(f"{home} is not empty: restore into a new --home, nothing is overwritten.")
    home.absolute().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.absolute().parent, prefix=".restore-") as folder:
        unpacked = Path(folder) / "home"
        unpacked.mkdir(mode=0o700)
        manifest = _unpack(source, unpacked)
        _move_uploads(unpacked / "catalogue.sqlite3", Path(manifest["home"]), home.absolute())
        if home.exists():
            home.rmdir()
        unpacked.rename(home)
    return len(manifest["files"])


@contextmanager
def _quiet(home: Path) -> Iterator[None]:
    """No ingest and no other change meanwhile, so that catalogue and vectors are of one moment."""
    lock = FileLock(home / "ingest.lock")
    try:
        lock.acquire(timeout=_WAIT_S)
    except Timeout as error:
        raise BackupError(f"An ingest is running in {home}: back up when it has ended.") from error
    try:
        with turn(home):
            yield
    finally:
        lock.release()


@contextmanager
def _new_file(target: Path) -> Iterator[Path]:
    """A file beside the target that takes its name when all of it is there."""
    try:
        handle, name = tempfile.mkstemp(dir=target.absolute().parent, prefix=".backup-")
    except OSError as error:
        raise BackupError(f"{target} cannot be written ({error.strerror}): choose another place.") from error
    os.close(handle)
    unfinished = Path(name)
    try:
        yield unfinished
        unfinished.rename(target)
    except OSError as error:
        raise BackupError(
            f"{target} could not be written ({error.strerror}): is there room for it?"
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _write(home: Path, unfinished: Path) -> int:
    hashes: dict[str, str] = {}
    with (
        tempfile.TemporaryDirectory(dir=unfinished.parent, prefix=".backup-") as scratch,
        zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for path in _files(home):
            name = path.relative_to(home).as_posix()
            copy = _copied(path, Path(scratch) / "copy")
            hashes[name] = _sha256(copy)
            archive.write(copy, name)
        made = datetime.now(UTC).isoformat(timespec="seconds")
        manifest = {"layout": _LAYOUT, "made": made, "home": str(home.absolute()), "files": hashes}
        archive.writestr(_MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))
    return len(hashes)


def _files(home: Path) -> Iterator[Path]:
    for path in sorted(home.rglob("*")):
        inside = path.relative_to(home)
        if path.is_symlink() or not path.is_file() or inside.parts[0] in _LEFT_OUT:
            continue
        if not path.name.endswith(_LEFT_OUT_ENDINGS):
            yield path


def _copied(path: Path, copy: Path) -> Path:
    """A database as one state of it; any other file as it is."""
    with path.open("rb") as file:
        if file.read(len(_DATABASE)) != _DATABASE:
            return path
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def _unpack(source: Path, folder: Path) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = _manifest(archive, source)
            for name, sha256 in manifest["files"].items():
                _unpack_one(archive, name, sha256, folder)
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise BackupError(f"{source} cannot be read as a backup ({error}): choose another one.") from error
    return manifest


def _manifest(archive: zipfile.ZipFile, source: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(archive.read(_MANIFEST))
    except ValueError as error:
        raise BackupError(f"{source} is damaged: choose another backup.") from error
    if not isinstance(manifest, dict) or manifest.get("layout") != _LAYOUT:
        raise BackupError(f"{source} is not a backup that this version can read.")
    return manifest


def _unpack_one(archive: zipfile.ZipFile, name: str, sha256: str, folder: Path) -> None:
    inside = PurePosixPath(name)
    if inside.is_absolute() or ".." in inside.parts or "\\" in name:
        raise BackupError(f"The backup names a file outside its folder ({name}): it is not one of ours.")
    target = folder / inside
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with archive.open(name) as packed, target.open("xb") as file:
        shutil.copyfileobj(packed, file, _CHUNK)
    target.chmod(0o600)
    if _sha256(target) != sha256:
        raise BackupError(f"{name} in the backup has changed since it was made: choose another backup.")


def _move_uploads(catalogue: Path, before: Path, home: Path) -> None:
    """Uploaded papers lie below the home folder, which may now be another."""
    with closing(sqlite3.connect(catalogue)) as connection, connection:
        for column in ("path", "root"):
            old, new = (str(folder / "uploads") for folder in (before, home))
            connection.execute(sql.UPLOADS_MOVE[column], {"old": old, "new": new})


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
