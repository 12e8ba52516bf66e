"""The catalogue: documents, pages, passages and full text in SQLite. The source of truth."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest import sql, sql_decided
from ingest.clearance import marking_class
from ingest.connections import ThreadConnections
from ingest.document import Finding
from ingest.errors import CatalogueError
from ingest.models import ModelFacts
from ingest.records import PreparedDocument, StoredFile
from ingest.values import document_values, links, passage_values

Also = Callable[[sqlite3.Connection], None]


class Catalogue:
    """One SQLite file, one connection for each thread. Use as a context manager, or call ``close``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connections = ThreadConnections(path, _made_ready)
        path.parent.mkdir(parents=True, exist_ok=True)
        with _stated(path):
            self._prepare()

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._connections.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        return self._connections.current

    def _prepare(self) -> None:
        try:
            self.connection.execute(sql.META_TABLE)
            if self.meta("schema") == sql.EARLIER_VERSION:
                self._add_access()
            version = self.meta("schema")
            if version in (None, sql.SCHEMA_VERSION):
                self.connection.executescript(sql.SCHEMA + sql_decided.SCHEMA)
                self.set_meta("schema", sql.SCHEMA_VERSION)
        except sqlite3.Error:
            self.close()
            raise
        if version not in (None, sql.SCHEMA_VERSION):
            self.close()
            raise CatalogueError(
                f"{self.path} was made by another version (layout {version}, this one reads "
                f"{sql.SCHEMA_VERSION}): ingest the papers again into a new --home."
            )

    def _add_access(self) -> None:
        """Layout 1 becomes 2: every marked paper is for those cleared for its marking. One transaction."""
        with self.transaction() as connection:
            # Another process may have changed it while this one waited.
            if self.meta("schema") != sql.EARLIER_VERSION:
                return
            connection.execute(sql.ADD_ACCESS)
            for row in connection.execute(sql.MARKINGS).fetchall():
                connection.execute(sql.ACCESS_OF_MARKING, (marking_class(row["marking"]), row["marking"]))
            self.set_meta("schema", sql.SCHEMA_VERSION)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of what happens inside is stored, or none of it."""
        connection = self.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:  # an interrupt too must not leave half a document
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def meta(self, key: str) -> str | None:
        row = self.connection.execute(sql.META_GET, (key,)).fetchone()
        return None if row is None else str(row["value"])

    def set_meta(self, key: str, value: str) -> None:
        self.connection.execute(sql.META_SET, (key, value))

    def model(self) -> ModelFacts | None:
        """The embedding model that the vectors were made with; None before the first ingest."""
        stored = self.meta("model")
        return ModelFacts(**json.loads(stored)) if stored else None

    def set_model(self, facts: ModelFacts) -> None:
        values = {"name": facts.name, "sha256": facts.sha256, "dimension": facts.dimension}
        self.set_meta("model", json.dumps(values))

    @property
    def generation(self) -> int:
        """Which set of vectors answers; a rebuild writes the next one and then switches."""
        return int(self.meta("generation") or 1)

    def set_generation(self, generation: int, facts: ModelFacts) -> None:
        with self.transaction():
            self.set_meta("generation", str(generation))
            self.set_model(facts)

    # -- files ---------------------------------------------------------------------------------------

    def file(self, path: str) -> StoredFile | None:
        row = self.connection.execute(sql.FILE_BY_PATH, (path,)).fetchone()
        return _file(row) if row else None

    def files_under(self, root: str) -> list[StoredFile]:
        return [_file(row) for row in self.connection.execute(sql.FILES_UNDER, (root,))]

    def files_of(self, document_id: str) -> list[StoredFile]:
        return [_file(row) for row in self.connection.execute(sql.FILES_OF, (document_id,))]

    def has(self, document_id: str) -> bool:
        return self.connection.execute(sql.DOCUMENT_STATE, (document_id,)).fetchone() is not None

    def overrides_of(self, document_id: str) -> str:
        """What was given at ingest in place of what the document says, as JSON."""
        return str(self.connection.execute(sql.DOCUMENT_OVERRIDES, (document_id,)).fetchone()["overrides"])

    # -- writing -------------------------------------------------------------------------------------

    def announce(self, document_id: str) -> None:
        """Note that vectors of a document not yet current are about to be written (see ``pending``)."""
        self.connection.execute(sql.SWEEP_ADD, (document_id,))

    def pending_sweeps(self) -> list[str]:
        """Documents whose vectors have to go: never made current, or no longer."""
        return [str(row["document_id"]) for row in self.connection.execute(sql.SWEEP_LIST)]

    def swept(self, document_id: str) -> None:
        self.connection.execute(sql.SWEEP_DONE, (document_id,))

    def make_current(self, prepared: PreparedDocument, file: StoredFile) -> None:
        """Store a document for its file; what the file held before is retired. One transaction."""
        with self.transaction() as connection:
            before = self.file(file.path)
            _insert(connection, prepared)
            connection.execute(sql.SWEEP_DONE, (prepared.id,))
            _point(connection, file)
            if before:
                self._retire_if_unused(connection, before.document_id)

    def point_file(self, file: StoredFile) -> None:
        """Point a file at a document that is already there; what it held before is retired."""
        with self.transaction() as connection:
            before = self.file(file.path)
            _point(connection, file)
            if before and before.document_id != file.document_id:
                self._retire_if_unused(connection, before.document_id)

    def replace(self, prepared: PreparedDocument, old_id: str, also: Also = lambda _: None) -> None:
        """Put ``prepared`` in the place of a document for all its files, and do ``also``. One transaction."""
        with self.transaction() as connection:
            also(connection)
            files = self.files_of(old_id)
            if prepared.id == old_id:
                connection.execute("PRAGMA defer_foreign_keys = ON")
                connection.execute(sql.DOCUMENT_DELETE, (old_id,))
            _insert(connection, prepared)
            connection.execute(sql.SWEEP_DONE, (prepared.id,))
            for file in files:
                _point(connection, StoredFile(file.path, file.root, file.source, prepared.id))
            if prepared.id != old_id:
                self._retire_if_unused(connection, old_id)

    def forget_file(self, path: str) -> None:
        """Take a file out; its document goes too once no other file holds it."""
        with self.transaction() as connection:
            before = self.file(path)
            connection.execute(sql.FILE_DELETE, (path,))
            if before:
                self._retire_if_unused(connection, before.document_id)

    def _retire_if_unused(self, connection: sqlite3.Connection, document_id: str) -> None:
        if not self.files_of(document_id):
            connection.execute(sql.DOCUMENT_DELETE, (document_id,))
            connection.execute(sql.SWEEP_ADD, (document_id,))

    def set_access(self, document_id: str, access: str | None, released: str) -> None:
        """Who may see a current document from now on, with the note of who decided that and why."""
        self.connection.execute(sql.DOCUMENT_ACCESS_PUT, (access, released, document_id))

    def inherit_authority(self, document_id: str, finding: Finding) -> None:
        """Fill in an authority that the document's own text does not name."""
        with self.transaction() as connection:
            connection.execute(sql.AUTHORITY_INHERIT, (finding.value, json.dumps(finding.how), document_id))
            connection.execute(sql.CONTEXT_PREFIX, (f"{finding.value} · ", document_id))

    def check(self) -> str:
        """SQLite's own verdict on the file: "ok", or the first damage found."""
        return str(self.connection.execute(sql.CHECK).fetchone()[0])


def _made_ready(connection: sqlite3.Connection) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(sql_decided.OVERWRITE_DELETED)


@contextmanager
def _stated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise CatalogueError(
            f"The catalogue {path} cannot be opened ({error}): restore it from a backup, "
            "or ingest into a new --home."
        ) from error


def _file(row: sqlite3.Row) -> StoredFile:
    return StoredFile(row["path"], row["root"], row["source"], row["document_id"])


def _point(connection: sqlite3.Connection, file: StoredFile) -> None:
    connection.execute(sql.FILE_PUT, (file.path, file.root, file.source, file.document_id))


def _insert(connection: sqlite3.Connection, prepared: PreparedDocument) -> None:
    connection.execute(sql.DOCUMENT_PUT, document_values(prepared))
    if prepared.state == "quarantined":
        return
    pages = prepared.document.pages
    connection.executemany(
        sql.PAGE_PUT,
        [(prepared.id, p.number, p.label, p.start, p.end, int(p.has_text)) for p in pages],
    )
    connection.executemany(sql.PASSAGE_PUT, [passage_values(prepared.id, p) for p in prepared.passages])
    connection.executemany(sql.LINK_PUT, list(links(prepared.id, prepared.passages)))
