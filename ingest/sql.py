"""Every SQL statement of the project, so that another database can take SQLite's place one day.

SQLite's own parts are the ``fts5`` table with its triggers, ``bm25`` and ``json_each``.
"""

from __future__ import annotations

SCHEMA_VERSION = "1"

SCHEMA = """
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

META_GET = "SELECT value FROM meta WHERE key = ?"
META_SET = (
    "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)

FILE_BY_PATH = """
SELECT f.path, f.root, f.source, f.document_id, d.state FROM files f JOIN documents d ON d.id = f.document_id
WHERE f.path = ?"""
FILES_UNDER = "SELECT path, root, source, document_id FROM files WHERE root = ? ORDER BY source"
FILES_OF = "SELECT path, root, source, document_id FROM files WHERE document_id = ? ORDER BY source"
FILE_PUT = """
INSERT INTO files (path, root, source, document_id) VALUES (?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE
SET root = excluded.root, source = excluded.source, document_id = excluded.document_id"""
FILE_DELETE = "DELETE FROM files WHERE path = ?"

DOCUMENT_COLUMNS = (
    "id, sha256, format, state, kind, title, authority, date, reference, marking, findings, overrides, text, "
    "fingerprint, blocks, notes, added_at, released"
)
DOCUMENT_PUT = f"INSERT INTO documents ({DOCUMENT_COLUMNS}) VALUES ({', '.join('?' * 18)})"
DOCUMENT_STATE = "SELECT state FROM documents WHERE id = ?"
DOCUMENT_OVERRIDES = "SELECT overrides FROM documents WHERE id = ?"
DOCUMENT_DELETE = "DELETE FROM documents WHERE id = ?"
DOCUMENT_TEXT = "SELECT text, blocks FROM documents WHERE id = ? AND state = 'current'"
DOCUMENTS_WITH_TEXT = """
SELECT f.source FROM documents d JOIN files f ON f.document_id = d.id WHERE d.fingerprint = ? AND d.id <> ?
ORDER BY f.source"""
_DOCUMENTS = """
SELECT d.id, d.state, d.kind, d.title, d.authority, d.date, d.reference, d.marking, d.format, d.findings,
    d.notes, d.released, d.sha256,
    (SELECT COUNT(*) FROM pages p WHERE p.document_id = d.id) AS pages,
    (SELECT COUNT(*) FROM passages p WHERE p.document_id = d.id) AS passages,
    (SELECT json_group_array(source) FROM
        (SELECT source FROM files f WHERE f.document_id = d.id ORDER BY source)) AS sources
FROM documents d"""
DOCUMENTS_LIST = f"{_DOCUMENTS} ORDER BY d.authority, d.date, d.title, d.id"
DOCUMENTS_BY_ID = f"{_DOCUMENTS} WHERE d.id IN (SELECT value FROM json_each(?))"
ELIGIBLE = """
SELECT id FROM documents WHERE state = 'current'
AND (:authority IS NULL OR authority = :authority COLLATE NOCASE)
AND (:kind IS NULL OR kind = :kind)
AND (:since IS NULL OR date >= :since)
AND (:until IS NULL OR date <= :until)"""
TITLES_OF_AUTHORITY = """
SELECT id, title, reference FROM documents WHERE state = 'current' AND authority = ? ORDER BY date DESC, id"""
AUTHORITY_INHERIT = (
    "UPDATE documents SET authority = ?, findings = json_set(findings, '$.authority', json(?)) WHERE id = ?"
)
CONTEXT_PREFIX = "UPDATE passages SET context = ? || context WHERE document_id = ?"
AUTHORITIES = """
SELECT authority, COUNT(*) AS n FROM documents WHERE state = 'current' AND authority IS NOT NULL
GROUP BY authority ORDER BY authority"""
KINDS = "SELECT kind, COUNT(*) AS n FROM documents WHERE state = 'current' GROUP BY kind ORDER BY kind"
DATES = (
    "SELECT MIN(date) AS earliest, MAX(date) AS latest, COUNT(*) AS n FROM documents WHERE state = 'current'"
)

PAGE_PUT = 'INSERT INTO pages (document_id, number, label, start, "end", has_text) VALUES (?, ?, ?, ?, ?, ?)'
PAGES_OF = 'SELECT number, label, start, "end", has_text FROM pages WHERE document_id = ? ORDER BY number'

PASSAGE_COLUMNS = (
    'id, document_id, ordinal, kind, start, "end", text, context, section, heading_path, header, '
    "question_start, question_end, answer_start, answer_end, boilerplate, fingerprint"
)
PASSAGE_PUT = f"INSERT INTO passages ({PASSAGE_COLUMNS}) VALUES ({', '.join('?' * 17)})"
PASSAGES_BY_ID = f"""
SELECT {PASSAGE_COLUMNS} FROM passages WHERE id IN (SELECT value FROM json_each(?))"""
PASSAGES_OF = f"SELECT {PASSAGE_COLUMNS} FROM passages WHERE document_id = ? ORDER BY ordinal"
PASSAGES_TO_EMBED = "SELECT id, document_id, context, text FROM passages ORDER BY row LIMIT ? OFFSET ?"
PASSAGE_COUNT = "SELECT COUNT(*) FROM passages"
PASSAGE_IDS = "SELECT id FROM passages"
PASSAGE_TWINS = """
SELECT p.fingerprint, p.document_id, MIN(f.source) AS source FROM passages p
JOIN files f ON f.document_id = p.document_id
WHERE p.fingerprint IN (SELECT value FROM json_each(?))
GROUP BY p.fingerprint, p.document_id ORDER BY source"""
LINK_PUT = "INSERT OR IGNORE INTO links (passage_id, section, target_id) VALUES (?, ?, ?)"
LINKS_OF = "SELECT section, target_id FROM links WHERE passage_id = ? ORDER BY section"

FULL_TEXT = """
SELECT p.id, -bm25(passages_text, :context_weight, 1.0) AS score
FROM passages_text JOIN passages p ON p.row = passages_text.rowid
WHERE passages_text MATCH :match
AND (:documents IS NULL OR p.document_id IN (SELECT value FROM json_each(:documents)))
ORDER BY score DESC, p.row LIMIT :limit"""
# Searches of one concept are ways of writing one thing: the best of them counts, once for each passage.
FULL_TEXT_BEST = """
WITH scored AS MATERIALIZED (
    SELECT json_extract(asked.value, '$[0]') AS concept, found.rowid AS row,
        -found.rank * json_extract(asked.value, '$[2]') AS score
    FROM json_each(:searches) asked JOIN passages_text(json_extract(asked.value, '$[1]')) found
),
best AS (SELECT row, MAX(score) AS score FROM scored GROUP BY concept, row),
total AS (SELECT row, SUM(score) AS score FROM best GROUP BY row)
SELECT p.id, total.score FROM total JOIN passages p ON p.row = total.row
WHERE :documents IS NULL OR p.document_id IN (SELECT value FROM json_each(:documents))
ORDER BY total.score DESC, p.row LIMIT :limit"""
MATCH_COUNT = "SELECT COUNT(*) FROM passages_text WHERE passages_text MATCH ?"

SWEEP_ADD = "INSERT OR IGNORE INTO sweep (document_id) VALUES (?)"
SWEEP_DONE = "DELETE FROM sweep WHERE document_id = ?"
SWEEP_LIST = "SELECT document_id FROM sweep ORDER BY document_id"
UPLOADS_MOVE = {
    column: f"UPDATE files SET {column} = :new || substr({column}, length(:old) + 1) "
    f"WHERE {column} = :old OR substr({column}, 1, length(:old) + 1) = :old || '/'"
    for column in ("path", "root")
}
CHECK = "PRAGMA quick_check(1)"
