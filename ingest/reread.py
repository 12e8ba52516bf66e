"""A document's file read once more, for what cannot be told from the catalogue."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ingest.document import Document
from ingest.errors import CatalogueError
from ingest.files import sha256_of
from ingest.library import Library
from ingest.read.worker import Reader
from ingest.records import DocumentRow, StoredFile


def reread(library: Library, document: DocumentRow) -> Document:
    """The document as its file holds it.

    Raises CatalogueError where no file of it is there unchanged, ReadError where it cannot be read.
    """
    file = _unchanged_file(library, document)
    with Reader(library.settings.ingest) as reader:
        return replace(reader.submit(Path(file.path), file.source).result(), sha256=document.sha256)


def can_be_read_again(library: Library, document: DocumentRow) -> bool:
    """Whether one of the document's files is still there; that it is unchanged is seen when it is read."""
    return any(Path(file.path).is_file() for file in library.catalogue.files_of(document.id))


def _unchanged_file(library: Library, document: DocumentRow) -> StoredFile:
    files = library.catalogue.files_of(document.id)
    there = [file for file in files if Path(file.path).is_file()]
    if not there:
        raise CatalogueError(f"{files[0].path} is no longer there: put it back, or remove the document.")
    for file in there:
        if sha256_of(Path(file.path)) == document.sha256:
            return file
    raise CatalogueError(f"{there[0].path} has changed since it was taken in: ingest it again first.")


def still_there(library: Library, document: DocumentRow) -> None:
    """Raises CatalogueError where somebody else took a document out, or put another in its place."""
    if not library.catalogue.has(document.id):
        raise CatalogueError(
            f"{document.sources[0]} was changed by somebody else meanwhile: look at it again."
        )
