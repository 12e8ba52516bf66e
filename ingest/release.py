"""Letting a quarantined paper into the library: an officer's decision, recorded with its reason."""

from __future__ import annotations

import json
import sqlite3

from ingest.catalogue import Also
from ingest.decided import Act, Decisions, now
from ingest.errors import CatalogueError
from ingest.library import Library
from ingest.pipeline import prepare_document, write_vectors
from ingest.records import DocumentRow
from ingest.reread import reread, still_there
from ingest.turns import turn


def release(
    library: Library, document: DocumentRow, reason: str, everyone: bool = False, by: str = ""
) -> int:
    """Index a quarantined document; returns its number of passages. ``by`` is who decided it.

    It is then for those who are cleared for its marking, or for ``everyone``. One that was released before
    can be opened to everyone as well. Raises CatalogueError if there is nothing to release or its file is
    gone or changed, ReadError if the file cannot be read.
    """
    if document.state != "quarantined":
        return _open(library, document, reason, everyone, by)
    read = reread(library, document)
    decisions, note = Decisions(library.catalogue), _note(reason, everyone, by)
    with turn(library.settings.home):
        # Somebody else may have decided something while the file was read.
        still_there(library, document)
        key = library.catalogue.overrides_of(document.id)
        overrides = decisions.of(document.sha256).over(key)
        prepared = prepare_document(library, read, document.id, overrides, key, note, everyone)
        write_vectors(library, prepared)
        library.catalogue.replace(prepared, document.id, _let_go(decisions, document, reason, everyone, by))
    return len(prepared.passages)


def _open(library: Library, document: DocumentRow, reason: str, everyone: bool, by: str) -> int:
    """Show a paper to all that was for those cleared for its marking."""
    if document.access is None or not everyone:
        still = "" if document.access is None else " (it can be opened to everyone)"
        raise CatalogueError(f"{document.sources[0]} is not quarantined: nothing to release{still}.")
    with turn(library.settings.home):
        still_there(library, document)
        library.catalogue.set_access(document.id, None, _note(reason, everyone, by))
        with library.catalogue.transaction() as connection:
            _let_go(Decisions(library.catalogue), document, reason, everyone, by)(connection)
    return document.passages


def _let_go(decisions: Decisions, document: DocumentRow, reason: str, everyone: bool, by: str) -> Also:
    """It is held back no longer; the history says who decided that and why."""

    def let_go(connection: sqlite3.Connection) -> None:
        decisions.hold(connection, document.sha256, None)
        readers = "everyone" if everyone else "those cleared for its marking"
        act = Act(now(), by, "released", {"reason": reason, "to": readers})
        decisions.note(connection, document.sha256, act)

    return let_go


def _note(reason: str, everyone: bool, by: str) -> str:
    """What is kept of the decision: when (UTC), who, why, and whether everyone may see the paper."""
    return json.dumps({"at": now(), "reason": reason, "everyone": everyone, "by": by})
