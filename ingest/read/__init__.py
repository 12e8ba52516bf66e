"""One reader a format: a file on disk becomes a Document. The only place that knows a format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from ingest.document import Document
from ingest.errors import ReadError
from ingest.read.content import Content
from ingest.settings import IngestSettings

__all__ = ["read"]


def read(path: Path, source: str, limits: IngestSettings) -> Document:
    """Reads a file by what it is, whatever its name says. ``source`` is its name for people.

    Runs in this process: use ``ingest.read.worker.Reader`` for files that nobody has looked at. Raises
    ReadError with a short reason for a person: a password, damage, an empty file, another kind of file,
    or one of the limits ``max_file_mb``, ``max_pages`` and ``max_text_mb``.
    """
    try:
        _check_size(path, limits)
        content = _reader(path, limits)(path, limits)
        with path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ReadError(f"cannot be opened: {error.strerror or error}") from error
    return Document(
        source,
        sha256,
        content.format,
        content.text,
        content.pages,
        content.blocks,
        content.properties,
        content.notes,
    )


def _check_size(path: Path, limits: IngestSettings) -> None:
    size = path.stat().st_size / 1_000_000
    if size > limits.max_file_mb:
        raise ReadError(
            f"has {size:,.0f} MB; the limit is {limits.max_file_mb:,} MB (setting ingest.max_file_mb)"
        )


def _reader(path: Path, limits: IngestSettings) -> Callable[[Path, IngestSettings], Content]:
    """The reader for a file. Each loads the library it needs only now."""
    from ingest.read.sniff import kind_of

    kind = kind_of(path, limits)
    if kind == "pdf":
        from ingest.read.pdf import read_pdf

        return read_pdf
    if kind == "docx":
        from ingest.read.docx import read_docx

        return read_docx
    if kind in ("xlsx", "csv"):
        from ingest.read.sheet import read_csv, read_xlsx

        return read_xlsx if kind == "xlsx" else read_csv
    return _text_reader(kind)


def _text_reader(kind: str) -> Callable[[Path, IngestSettings], Content]:
    if kind == "html":
        from ingest.read.html import read_html

        return read_html
    if kind == "eml":
        from ingest.read.eml import read_eml

        return read_eml
    from ingest.read.text import read_text

    return read_text
