"""A document taken out of the library for good, so that no word of it is left behind."""

from __future__ import annotations

from pathlib import Path

from ingest.decided import Decisions
from ingest.failures import Failures
from ingest.library import Library
from ingest.records import DocumentRow
from ingest.traces import left_of, overwrite
from ingest.turns import turn


def remove(library: Library, document: DocumentRow) -> list[str]:
    """Remove a document with its passages, vectors, uploads and what was said of it; overwrite its words.

    Returns where something of it is still found, in words: nothing, unless another process holds on to it.
    Files that are not uploads are left where they are. Cases of the FOI desk and records of questions that
    quoted the paper are kept by their own rules.
    """
    paths = [file.path for file in library.catalogue.files_of(document.id)]
    with turn(library.settings.home):
        library.remove(document)
        _drop_empty(library.settings.uploads_path.resolve(), paths)
        Decisions(library.catalogue).forget(document.sha256)
        Failures(library.catalogue).clear(paths)
        overwrite(library)
    return list(left_of(library, document))


def _drop_empty(uploads: Path, paths: list[str]) -> None:
    """Each upload has a folder of its own."""
    for folder in {Path(path).parent for path in paths}:
        if (
            folder.is_relative_to(uploads)
            and folder != uploads
            and folder.is_dir()
            and not any(folder.iterdir())
        ):
            folder.rmdir()
