"""The file a document was read from, as long as it is what was read."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from builders import stored_file
from source_builders import lines, pdf, shelve

from assistant.source.originals import CHANGED, GONE, Originals
from ingest.errors import SourceError
from ingest.library import Library
from ingest.records import DocumentRow


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return pdf(tmp_path / "a.pdf", lines("The plan was agreed."))


@pytest.fixture
def row(library: Library, paper: Path) -> DocumentRow:
    shelve(library, paper, "d1")
    return library.lookup.documents_by_id(["d1"])["d1"]


def test_an_unchanged_file_is_found_and_opened(row: DocumentRow, paper: Path) -> None:
    found = Originals().find(row, [stored_file("d1", str(paper))])
    assert found.path == paper
    assert found.unchanged
    with found.open() as stream:
        assert stream.read() == paper.read_bytes()


def test_a_changed_file_is_not_what_was_read(row: DocumentRow, paper: Path) -> None:
    originals = Originals()
    originals.find(row, [stored_file("d1", str(paper))])
    paper.write_bytes(paper.read_bytes() + b"%")
    with pytest.raises(SourceError, match=CHANGED):
        originals.find(row, [stored_file("d1", str(paper))])


def test_a_file_that_is_gone_is_said_to_be(row: DocumentRow, paper: Path) -> None:
    paper.unlink()
    with pytest.raises(SourceError, match=GONE):
        Originals().find(row, [stored_file("d1", str(paper))])


def test_another_file_with_the_same_bytes_will_do(row: DocumentRow, paper: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(paper.read_bytes())
    paper.write_bytes(b"something else")
    files = [stored_file("d1", str(paper)), stored_file("d1", str(copy))]
    assert Originals().find(row, files).path == copy


def test_a_file_is_hashed_again_only_when_it_was_written(row: DocumentRow, paper: Path) -> None:
    originals = Originals()
    files = [stored_file("d1", str(paper))]
    originals.find(row, files)
    written = paper.stat().st_mtime_ns
    paper.write_bytes(bytes(paper.stat().st_size))
    os.utime(paper, ns=(written, written))
    assert originals.find(row, files).unchanged
    os.utime(paper, ns=(written, written + 1))
    with pytest.raises(SourceError, match=CHANGED):
        originals.find(row, files)


def test_a_file_that_took_the_place_after_the_check_is_not_opened(row: DocumentRow, paper: Path) -> None:
    found = Originals().find(row, [stored_file("d1", str(paper))])
    other = paper.with_name("other.pdf")
    other.write_bytes(b"secret")
    other.replace(paper)
    assert not found.unchanged
    with pytest.raises(SourceError, match=CHANGED):
        found.open()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_ordinary_file_is_never_opened(row: DocumentRow, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path):
        with pytest.raises(SourceError, match=GONE):
            Originals().find(replace(row, sha256="0" * 64), [stored_file("d1", str(path))])
