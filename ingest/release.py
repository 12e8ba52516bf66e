"""Letting a quarantined paper into the library: an officer's decision, recorded with its reason."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from ingest.describe import Overrides
from ingest.errors import CatalogueError
from ingest.files import sha256_of, version_id
from ingest.library import Library
from ingest.pipeline import prepare_document, write_vectors
from ingest.read.worker import Reader
from ingest.records import DocumentRow, StoredFile


def release(library: Library, document: DocumentRow, reason: str, everyone: bool = False) -> int:
    """Index a quarantined document; returns its number of passages.

    It is then for those who are cleared for its marking, or for ``everyone``. One that was released before
    can be opened to everyone as well. Raises CatalogueError if there is nothing to release or its file is
    gone or changed, ReadError if the file cannot be read.
    """
    if document.state != "quarantined":
        return _open(library, document, reason, everyone)
    file = library.catalogue.files_of(document.id)[0]
    key = library.catalogue.overrides_of(document.id)
    _check_unchanged(file, key)
    with Reader(library.settings.ingest) as reader:
        read = reader.submit(Path(file.path), file.source).result()
    overrides, note = Overrides(**json.loads(key)), _note(reason, everyone)
    prepared = prepare_document(library, read, document.id, overrides, key, note, everyone)
    write_vectors(library, prepared)
    library.catalogue.replace(prepared, document.id)
    return len(prepared.passages)


def _open(library: Library, document: DocumentRow, reason: str, everyone: bool) -> int:
    """Show a paper to all that was for those cleared for its marking."""
    if document.access is None or not everyone:
        still = "" if document.access is None else " (it can be opened to everyone)"
        raise CatalogueError(f"{document.sources[0]} is not quarantined: nothing to release{still}.")
    library.catalogue.set_access(document.id, None, _note(reason, everyone))
    return document.passages


def _note(reason: str, everyone: bool) -> str:
    """What is kept of the decision: when (UTC), why, and whether everyone may see the paper."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return json.dumps({"at": at, "reason": reason, "everyone": everyone})


def _check_unchanged(file: StoredFile, key: str) -> None:
    path = Path(file.path)
    if not path.is_file():
        raise CatalogueError(f"{path} is no longer there: put it back, or remove the document.")
    if version_id(sha256_of(path), key) != file.document_id:
        raise CatalogueError(f"{path} has changed since it was quarantined: ingest it again first.")
