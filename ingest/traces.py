"""What a removed or quarantined paper leaves behind, and how it is overwritten."""

from __future__ import annotations

import sqlite3
import struct
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from ingest import sql_decided as sql
from ingest.errors import VectorStoreError
from ingest.library import Library
from ingest.records import DocumentRow

_OVERWRITTEN = "overwritten"
_TRIES, _BETWEEN_S = 20, 0.1
_INDEX_LAYOUT = 1
_INDEX_HEADER = struct.Struct("<i4Q")


def overwrite(library: Library) -> None:
    """Overwrite the words of deleted papers in the databases of the home folder.

    SQLite only marks what is deleted as free, the full text keeps it until its segments are merged, and the
    log beside the database until it is written back. Chroma keeps a log of its own of what was added. A
    Chroma server elsewhere is left to whoever runs it.
    """
    connection = library.catalogue.connection
    connection.execute(sql.FULL_TEXT_MERGE)
    if library.catalogue.meta(_OVERWRITTEN) is None:
        # Only what is deleted from now on is overwritten at once; this is for what was deleted before.
        connection.execute(sql.VACUUM)
        library.catalogue.set_meta(_OVERWRITTEN, "yes")
    _write_back(connection)
    if library.settings.chroma.url is None:
        _overwrite_chroma(library)
        _blank_unused(library.settings.vectors_path)


def _write_back(connection: sqlite3.Connection) -> None:
    """Empty the write-ahead log; a reader in the middle of a question is waited for, not broken off."""
    for _ in range(_TRIES):
        busy, *_rest = connection.execute(sql.CHECKPOINT).fetchone()
        if not busy:
            return
        time.sleep(_BETWEEN_S)


def _overwrite_chroma(library: Library) -> None:
    path = library.settings.vectors_path / "chroma.sqlite3"
    if not path.is_file():
        return
    try:
        with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as connection:
            connection.execute(sql.OVERWRITE_DELETED)
            for statement in (sql.CHROMA_QUEUE_FORGET, sql.CHROMA_TEXT_MERGE, sql.VACUUM):
                connection.execute(statement)
    except sqlite3.Error as error:
        raise VectorStoreError(
            f"Deleted words could not be overwritten in {path} ({error}): remove the paper again, or run "
            "`commissioning-assistant doctor --rebuild`."
        ) from error


def _blank_unused(vectors: Path) -> None:
    """Overwrite what Chroma's index of vectors set aside and never used: it is written out as memory held it.

    The index (hnswlib, layout 1) says in its header how many vectors of which size it holds.
    """
    for header in vectors.glob("*/header.bin"):
        layout, _, most, held, size = _INDEX_HEADER.unpack(header.read_bytes()[: _INDEX_HEADER.size])
        data = header.with_name("data_level0.bin")
        unused = data.stat().st_size - held * size
        if layout != _INDEX_LAYOUT or held > most or unused <= 0:
            continue
        with data.open("r+b") as stream:
            stream.seek(held * size)
            stream.write(bytes(unused))


def left_of(library: Library, document: DocumentRow) -> Iterator[str]:
    """Where something of a document is still found, in words; nothing where it is gone altogether."""
    connection = library.catalogue.connection
    if connection.execute(sql.ROWS_OF_DOCUMENT, {"id": document.id}).fetchone()[0]:
        yield "the catalogue"
    if any(id_.startswith(f"{document.id}:") for id_ in library.vectors.ids()):
        yield "the vectors"
    if library.settings.uploads_path.is_dir():
        folder = library.settings.uploads_path / document.sha256[:16]
        if folder.exists() and any(folder.iterdir()):
            yield "the uploads"
