"""A home folder goes into one file and comes back the same; a bad file leaves nothing behind."""

from __future__ import annotations

import json
import shutil
import stat
import zipfile
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.doctor import examine
from assistant.engine import Assistant
from ingest import backup
from ingest.backup import back_up, restore
from ingest.errors import BackupError
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import Settings


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library of one uploaded paper, with a file of accounts beside it."""
    home = tmp_path / "home"
    paper = home / "uploads" / "abc" / "bins.txt"
    paper.parent.mkdir(parents=True)
    paper.write_text("Averdale County Council\n\nBins are emptied each fortnight by the depot at Eastwold.")
    (home / "models" / "own").mkdir(parents=True)
    (home / "models" / "own" / "model.onnx").write_bytes(b"35 MB")
    (home / "accounts.json").write_text('{"people": []}')
    with Library(Settings(home=home)) as library:
        ingest(library, [paper])
    return home


def said(library: Library) -> str:
    return Assistant(library).ask("Who empties the bins?").text


def test_a_restored_library_answers_as_before_from_its_new_place(home: Path, tmp_path: Path) -> None:
    with Library(Settings(home=home)) as library:
        before = said(library)
        count = back_up(home, tmp_path / "kept.zip")  # while it is in use
    shutil.rmtree(home)
    new = tmp_path / "elsewhere" / "home"
    assert restore(tmp_path / "kept.zip", new) == count
    with Library(Settings(home=new)) as library:
        assert said(library) == before
        assert "the depot at Eastwold" in before
        [document] = library.lookup.documents()
        [file] = library.catalogue.files_of(document.id)
        assert Path(file.path) == new / "uploads" / "abc" / "bins.txt"
        assert Path(file.path).is_file()
        assert [finding for finding in examine(library) if finding.level == "problem"] == []


def test_models_and_locks_are_left_out_and_the_file_is_its_owners_alone(home: Path, tmp_path: Path) -> None:
    back_up(home, tmp_path / "kept.zip")
    with zipfile.ZipFile(tmp_path / "kept.zip") as archive:
        names = set(archive.namelist())
    assert {"accounts.json", "catalogue.sqlite3", "uploads/abc/bins.txt", "backup.json"} <= names
    assert not any(name.startswith("models/") or name.endswith(".lock") for name in names)
    assert stat.S_IMODE((tmp_path / "kept.zip").stat().st_mode) == 0o600


def test_nothing_is_overwritten(home: Path, tmp_path: Path) -> None:
    back_up(home, tmp_path / "kept.zip")
    with pytest.raises(BackupError, match="already there"):
        back_up(home, tmp_path / "kept.zip")
    with pytest.raises(BackupError, match="is not empty"):
        restore(tmp_path / "kept.zip", home)


def test_where_there_is_no_library_nothing_is_backed_up(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="no library"):
        back_up(tmp_path / "nowhere", tmp_path / "kept.zip")
    assert not (tmp_path / "kept.zip").exists()


def test_an_ingest_under_way_is_waited_for_and_then_told(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_WAIT_S", 0)
    with FileLock(home / "ingest.lock"), pytest.raises(BackupError, match="An ingest is running"):
        back_up(home, tmp_path / "kept.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def changed(tmp_path: Path, source: Path, name: str, data: bytes, as_name: str = "") -> Path:
    """A copy of a backup in which one file has other contents, or another name in the list too."""
    target = tmp_path / "changed.zip"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        manifest = json.loads(old.read("backup.json"))
        if as_name:
            manifest["files"][as_name] = manifest["files"].pop(name)
        for each in old.namelist():
            if each == "backup.json":
                new.writestr(each, json.dumps(manifest))
            else:
                new.writestr(
                    as_name if as_name and each == name else each, data if each == name else old.read(each)
                )
    return target


def test_a_changed_file_is_found_and_nothing_is_left_behind(home: Path, tmp_path: Path) -> None:
    back_up(home, tmp_path / "kept.zip")
    bad = changed(tmp_path, tmp_path / "kept.zip", "accounts.json", b'{"people": ["intruder"]}')
    with pytest.raises(BackupError, match=r"accounts\.json in the backup has changed"):
        restore(bad, tmp_path / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["changed.zip", "home", "kept.zip"]


@pytest.mark.parametrize(
    "name", ["../outside.txt", "/etc/outside.txt", "a/../../outside.txt", "..\\outside.txt"]
)
def test_a_file_outside_the_folder_is_refused(home: Path, tmp_path: Path, name: str) -> None:
    back_up(home, tmp_path / "kept.zip")
    bad = changed(tmp_path, tmp_path / "kept.zip", "accounts.json", b'{"people": []}', as_name=name)
    with pytest.raises(BackupError, match="outside its folder"):
        restore(bad, tmp_path / "new")
    assert not (tmp_path / "outside.txt").exists()


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 and then nothing"])
def test_what_is_no_backup_is_told_in_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.zip").write_bytes(content)
    with pytest.raises(BackupError, match="cannot be read as a backup") as told:
        restore(tmp_path / "odd.zip", tmp_path / "new")
    assert "\n" not in str(told.value)
    assert not (tmp_path / "new").exists()


def test_another_zip_is_no_backup(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "odd.zip", "w") as archive:
        archive.writestr("backup.json", "[]")
    with pytest.raises(BackupError, match="not a backup that this version can read"):
        restore(tmp_path / "odd.zip", tmp_path / "new")
