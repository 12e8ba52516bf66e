"""What a file is, by its bytes; and what people are told about files that are none of ours."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import ReadError
from ingest.read import read
from ingest.settings import IngestSettings

LIMITS = IngestSettings()


def write(tmp_path: Path, data: bytes, name: str) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def archive(tmp_path: Path, *members: str, name: str = "a.zip") -> Path:
    with zipfile.ZipFile(tmp_path / name, "w") as made:
        for member in members:
            made.writestr(member, "x")
    return tmp_path / name


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"<!DOCTYPE html><p>Hello there</p>", "page.txt", "html"),
        (b"<?xml version='1.0'?><!-- x --><html><body>Hello</body></html>", "page.pdf.html", "html"),
        (b"A paragraph that mentions <html> in passing.", "notes.txt", "txt"),
        (b"To: Cabinet\nFrom: Director\nSubject: Budget\n\nWords.", "report.txt", "txt"),
        (b"a,b\n1,2\n", "data.CSV", "csv"),
        (b"# Notes", "notes.md", "md"),
        (b'{"a": 1}', "data.json", "txt"),
    ],
)
def test_the_bytes_decide_and_the_name_only_between_texts(
    tmp_path: Path, data: bytes, name: str, kind: str
) -> None:
    assert read(write(tmp_path, data, name), name, LIMITS).format == kind


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a PNG picture, not a document"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "is a JPEG picture, not a document"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "is a WebP picture, not a document"),
        (b"{\\rtf1\\ansi Hello}", "is an RTF file: save it as .docx or PDF and ingest that"),
        (b"\x1f\x8b\x08\0\0\0", "is a compressed archive: unpack it and ingest what is inside"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "is an old Office file: save it as .docx, .xlsx or PDF",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "is protected by a password: remove it and ingest again",
        ),
    ],
)
def test_other_files_are_named(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(write(tmp_path, data, "report.docx"), "report.docx", LIMITS)
    assert str(caught.value) == reason


def test_archives_are_told_apart(tmp_path: Path) -> None:
    cases = {
        "ppt/slides/slide1.xml": "is a PowerPoint presentation: save it as PDF and ingest that",
        "readme.txt": "is an archive: unpack it and ingest what is inside",
    }
    for member, reason in cases.items():
        with pytest.raises(ReadError, match=f"^{reason}$"):
            read(archive(tmp_path, member), "a.zip", LIMITS)
    with pytest.raises(ReadError, match=r"^is an OpenDocument file"):
        read(archive(tmp_path, "mimetype", "content.xml"), "a.odt", LIMITS)
    with pytest.raises(ReadError, match=r"^is damaged: its parts cannot be unpacked$"):
        read(write(tmp_path, b"PK\x03\x04 and no more", "a.docx"), "a.docx", LIMITS)


def test_a_program_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"^is not a document: what can be read are PDF, Word"):
        read(write(tmp_path, b"\x7fELF\x02\x01\x01" + bytes(range(32)) * 20, "report"), "report", LIMITS)


def test_a_large_file_is_refused_unopened(tmp_path: Path) -> None:
    path = write(tmp_path, b"x" * 1_200_000, "a.txt")
    with pytest.raises(ReadError, match=r"^has 1 MB; the limit is 1 MB \(setting ingest.max_file_mb\)$"):
        read(path, "a.txt", IngestSettings(max_file_mb=1))


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"^cannot be opened: No such file or directory$"):
        read(tmp_path / "gone.pdf", "gone.pdf", LIMITS)


@given(
    data=st.binary(max_size=300), name=st.sampled_from(["a.pdf", "a.docx", "a.txt", "a.csv", "a.eml", "a"])
)
def test_any_bytes_are_read_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    path = write(tmp_path_factory.mktemp("any"), data, name)
    try:
        document = read(path, name, LIMITS)
    except ReadError as error:
        assert str(error)
        assert "\n" not in str(error)
    else:
        assert all(0 <= b.start < b.end <= len(document.text) for b in document.blocks)
