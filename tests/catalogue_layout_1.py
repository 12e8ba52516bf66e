"""A catalogue file as the first layout made it, with the statements of that layout."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    format TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('current', 'quarantined')),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    authority TEXT,
    date TEXT,
    reference TEXT,
    marking TEXT,
    findings TEXT NOT NULL,
    overrides TEXT NOT NULL,
    text TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    blocks TEXT NOT NULL,
    notes TEXT NOT NULL,
    added_at TEXT NOT NULL,
    released TEXT
);
CREATE INDEX IF NOT EXISTS documents_by_fingerprint ON documents (fingerprint);
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY,
    root TEXT NOT NULL,
    source TEXT NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents (id)
);
CREATE INDEX IF NOT EXISTS files_by_document ON files (document_id);
CREATE TABLE IF NOT EXISTS pages (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    label TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    has_text INTEGER NOT NULL,
    PRIMARY KEY (document_id, number)
);
CREATE TABLE IF NOT EXISTS passages (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    context TEXT NOT NULL,
    section TEXT NOT NULL,
    heading_path TEXT NOT NULL,
    header TEXT NOT NULL,
    question_start INTEGER, question_end INTEGER,
    answer_start INTEGER, answer_end INTEGER,
    boilerplate INTEGER NOT NULL,
    fingerprint TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS passages_by_document ON passages (document_id, ordinal);
CREATE INDEX IF NOT EXISTS passages_by_fingerprint ON passages (fingerprint);
CREATE TABLE IF NOT EXISTS links (
    passage_id TEXT NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
    section TEXT NOT NULL,
    target_id TEXT,
    PRIMARY KEY (passage_id, section)
);
CREATE TABLE IF NOT EXISTS sweep (document_id TEXT PRIMARY KEY);
CREATE VIRTUAL TABLE IF NOT EXISTS passages_text USING fts5 (
    context, text, content='passages', content_rowid='row', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER IF NOT EXISTS passages_added AFTER INSERT ON passages BEGIN
    INSERT INTO passages_text (rowid, context, text) VALUES (new.row, new.context, new.text);
END;
CREATE TRIGGER IF NOT EXISTS passages_removed AFTER DELETE ON passages BEGIN
    INSERT INTO passages_text (passages_text, rowid, context, text)
    VALUES ('delete', old.row, old.context, old.text);
END;
CREATE TRIGGER IF NOT EXISTS passages_changed AFTER UPDATE OF context, text ON passages BEGIN
    INSERT INTO passages_text (passages_text, rowid, context, text)
    VALUES ('delete', old.row, old.context, old.text);
    INSERT INTO passages_text (rowid, context, text) VALUES (new.row, new.context, new.text);
END;
"""
_DOCUMENT = """
INSERT INTO documents (id, sha256, format, state, kind, title, authority, date, reference, marking, findings,
    overrides, text, fingerprint, blocks, notes, added_at, released)
VALUES (?, '', 'pdf', ?, 'committee-report', ?, 'Averdale County Council', NULL, NULL, ?, '{}', '{}', ?, '',
    '[]', '[]', '2026-01-01T00:00:00+00:00', ?)"""
_PASSAGE = """
INSERT INTO passages (id, document_id, ordinal, kind, start, "end", text, context, section, heading_path,
    header, boilerplate, fingerprint)
VALUES (?, ?, 0, 'prose', 0, ?, ?, '', '1', '[]', '', 0, '')"""


def catalogue_of_layout_1(path: Path, papers: Iterable[tuple[str, str | None, bool]]) -> None:
    """Papers of (id, marking, released): a marked one that is not released is quarantined.

    The words of each that is not are "The words of ID."; its file is ID.pdf.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(_SCHEMA)
        connection.execute("INSERT INTO meta (key, value) VALUES ('schema', '1')")
        for id_, marking, released in papers:
            _put(connection, id_, marking, released)


def _put(connection: sqlite3.Connection, id_: str, marking: str | None, released: bool) -> None:
    current = marking is None or released
    words = f"The words of {id_}." if current else ""
    note = json.dumps({"reason": "old"}) if released else None
    connection.execute(
        _DOCUMENT, (id_, "current" if current else "quarantined", f"Paper {id_}", marking, words, note)
    )
    file = (f"/papers/{id_}.pdf", "/papers", f"{id_}.pdf", id_)
    connection.execute("INSERT INTO files (path, root, source, document_id) VALUES (?, ?, ?, ?)", file)
    if current:
        connection.execute(_PASSAGE, (f"{id_}:0", id_, len(words), words))
