"""What a person decides of a paper in the library: its description in their own words, holding it back."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace

from ingest import sql_decided as sql
from ingest.clearance import marking_class
from ingest.decided import Act, Decided, Decisions, Given, Held, key_of, now
from ingest.describe import GIVABLE, Overrides
from ingest.document import Document
from ingest.errors import CatalogueError
from ingest.files import version_id
from ingest.inherit import inherit_authorities
from ingest.library import Library
from ingest.pipeline import prepare_document, write_vectors
from ingest.records import DocumentRow, PreparedDocument
from ingest.report import FileOutcome
from ingest.reread import reread
from ingest.sql import SWEEP_ADD
from ingest.traces import overwrite
from ingest.turns import turn

_REMARKED = "its marking was changed: release it to say who may read it"


def redescribe(library: Library, document: DocumentRow, given: Mapping[str, str | None], by: str) -> str:
    """Describe a document in a person's words; returns the id of the version that then stands in its place.

    ``given`` holds the values by field name; None, or nothing but spaces, goes back to what the paper says.
    What is not named stays. The result is what an ingest with these values stores, but that nothing is let
    out: a paper that is quarantined stays so, and one whose marking changes is quarantined until it is
    released. Raises AssistantError for a value that is none, CatalogueError where the file is gone or
    changed, ReadError where it cannot be read.
    """
    decisions = Decisions(library.catalogue)
    before = decisions.of(document.sha256)
    if _told(before, given, by) == before:
        return document.id
    read = reread(library, document)
    with turn(library.settings.home):
        # Somebody else may have decided something while the file was read.
        after = _told(decisions.of(document.sha256), given, by)
        versions = _versions(library, document.sha256)
        stands = {each.id: _swap(library, each, read, after, by) for each in versions}
        library.sweep()
        if any(each.state == "current" for each in versions) and _held(library, document.sha256):
            overwrite(library)
        changed = [FileOutcome(document.sources[0], "replaced", document_id=id_) for id_ in stands.values()]
        inherit_authorities(library, changed)
    if document.id not in stands:
        raise CatalogueError(
            f"{document.sources[0]} was changed by somebody else meanwhile: look at it again."
        )
    return stands[document.id]


def quarantine(library: Library, document: DocumentRow, reason: str, by: str) -> None:
    """Take a document's words out of every answer at once; its file is kept, so that it can be released.

    Raises CatalogueError where it is quarantined already or no reason is given.
    """
    if document.state == "quarantined":
        raise CatalogueError(f"{document.sources[0]} is quarantined already.")
    if not reason.strip():
        raise CatalogueError("Say why the paper is held back: the reason is kept with it.")
    decisions, at = Decisions(library.catalogue), now()
    with turn(library.settings.home):
        with library.catalogue.transaction() as connection:
            for version in _versions(library, document.sha256):
                _take_out(connection, version)
            decisions.hold(connection, document.sha256, Held(by, at, reason.strip()))
            decisions.note(
                connection, document.sha256, Act(at, by, "quarantined", {"reason": reason.strip()})
            )
        library.sweep()
        overwrite(library)


def _told(before: Decided, given: Mapping[str, str | None], by: str) -> Decided:
    """With what is given from now on; a value that was given before keeps who gave it."""
    unknown = set(given) - set(GIVABLE)
    if unknown:
        raise CatalogueError(f"A paper has no {sorted(unknown)[0]} to describe: use {', '.join(GIVABLE)}.")
    merged = dict(before.given)
    for name, typed in given.items():
        value = " ".join((typed or "").split())
        if not value:
            merged.pop(name, None)
        elif name not in merged or merged[name].value != value:
            merged[name] = Given(value, by, now())
    after = replace(before, given=merged)
    after.over("{}")
    return after


def _versions(library: Library, sha256: str) -> list[DocumentRow]:
    """Every document made from these bytes: the same file may have been taken in with different words."""
    return [row for row in library.lookup.documents(quarantined=True) if row.sha256 == sha256]


def _held(library: Library, sha256: str) -> bool:
    """Whether something made from these bytes is set aside now."""
    return any(each.state == "quarantined" for each in _versions(library, sha256))


def _swap(library: Library, document: DocumentRow, read: Document, after: Decided, by: str) -> str:
    key = library.catalogue.overrides_of(document.id)
    prepared = _prepared(library, document, read, after, key)
    marking = prepared.description.marking
    marked_anew = (marking.value if marking else None) != document.marking
    hold = document.state == "quarantined" or (marked_anew and document.marking is not None)
    if hold or (marked_anew and prepared.state == "current"):
        prepared = replace(prepared, state="quarantined", passages=(), released=None)
    held = after.held
    if prepared.state == "quarantined" and marking is None and held is None:
        held = Held(by, now(), _REMARKED)
    _store(library, document, prepared, replace(after, held=held), by)
    return prepared.id


def _prepared(
    library: Library, document: DocumentRow, read: Document, after: Decided, key: str
) -> PreparedDocument:
    overrides: Overrides = after.over(key)
    new_id = version_id(document.sha256, key_of(overrides))
    everyone = document.access is None
    return prepare_document(library, read, new_id, overrides, key, document.released, everyone)


def _store(
    library: Library, document: DocumentRow, prepared: PreparedDocument, after: Decided, by: str
) -> None:
    decisions = Decisions(library.catalogue)
    acts = list(_acts(document, prepared, by))

    def decide(connection: sqlite3.Connection) -> None:
        decisions.give(connection, document.sha256, after.given)
        decisions.hold(connection, document.sha256, after.held)
        for act in acts:
            decisions.note(connection, document.sha256, act)

    catalogue = library.catalogue
    if prepared.id != document.id and catalogue.has(prepared.id):
        with catalogue.transaction() as connection:
            decide(connection)
        for file in catalogue.files_of(document.id):
            catalogue.point_file(replace(file, document_id=prepared.id))
        return
    if prepared.id != document.id:
        write_vectors(library, prepared)
    catalogue.replace(prepared, document.id, decide)
    if prepared.state == "quarantined" and document.state == "current":
        with catalogue.transaction() as connection:
            connection.execute(SWEEP_ADD, (prepared.id,))


def _acts(document: DocumentRow, prepared: PreparedDocument, by: str) -> list[Act]:
    """A line of history for every value that is another now, and one where that holds the paper back."""
    description, at = prepared.description, now()
    acts = []
    for name in GIVABLE:
        found = getattr(description, name)
        was, becomes = getattr(document, name) or "", found.value if found else ""
        if was != becomes:
            acts.append(Act(at, by, "described", {"field": name, "from": was, "to": becomes}))
    if prepared.state == "quarantined" and document.state == "current":
        acts.append(Act(at, by, "quarantined", {"reason": _REMARKED}))
    return acts


def _take_out(connection: sqlite3.Connection, document: DocumentRow) -> None:
    """Without its words; released anew, it is for those cleared for its marking again."""
    for statement in (sql.DROP_PASSAGES, sql.DROP_PAGES, SWEEP_ADD):
        connection.execute(statement, (document.id,))
    access = marking_class(document.marking) if document.marking else None
    connection.execute(sql.HOLD, (access, document.id))
