"""Every SQL statement of the project, so that another database can take SQLite's place one day.

What is asked for a reader is of what they are cleared for, in the statement itself: ``:everything`` (0 or 1)
and ``:markings`` (a JSON list of classes of markings) are the reader's.

SQLite's own parts are the ``fts5`` table with its triggers, ``bm25`` and ``json_each``.
"""

from __future__ import annotations

SCHEMA_VERSION = "2"
EARLIER_VERSION = "1"
"""That can be read as well, once it is changed to the current one."""

META_TABLE = "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)"
SCHEMA = """
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
    released TEXT,
    access TEXT
);
CREATE INDEX IF NOT EXISTS documents_by_fingerprint ON documents (fingerprint);
CREATE INDEX IF NOT EXISTS documents_marked ON documents (access, id) WHERE access IS NOT NULL;
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

# From layout 1 to 2. Every marked paper goes to the class of its marking: none is opened by the change.
ADD_ACCESS = "ALTER TABLE documents ADD COLUMN access TEXT"
MARKINGS = "SELECT DISTINCT marking FROM documents WHERE marking IS NOT NULL"
ACCESS_OF_MARKING = "UPDATE documents SET access = ? WHERE marking = ?"

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
    "fingerprint, blocks, notes, added_at, released, access"
)
DOCUMENT_PUT = f"INSERT INTO documents ({DOCUMENT_COLUMNS}) VALUES ({', '.join('?' * 19)})"
DOCUMENT_STATE = "SELECT state FROM documents WHERE id = ?"
DOCUMENT_OVERRIDES = "SELECT overrides FROM documents WHERE id = ?"
DOCUMENT_DELETE = "DELETE FROM documents WHERE id = ?"
DOCUMENT_ACCESS_PUT = "UPDATE documents SET access = ?, released = ? WHERE id = ? AND state = 'current'"

_HIDDEN = """
SELECT id FROM documents
WHERE access IS NOT NULL AND access NOT IN (SELECT value FROM json_each(:markings))"""


def _cleared(document_id: str) -> str:
    """What stands in a column is the id of a document that the reader may see.

    Every page, passage and file belongs to a document, so that what is not hidden is what may be seen. The
    hidden are few and found by an index of their own; ``access`` itself stands in a row behind the text.
    """
    return f"(:everything OR {document_id} NOT IN ({_HIDDEN}))"


_CLEARED = _cleared("id")
DOCUMENT_TEXT = f"SELECT text, blocks FROM documents WHERE id = :id AND state = 'current' AND {_CLEARED}"
SAME_TEXT = f"""
SELECT f.source FROM documents d JOIN files f ON f.document_id = d.id
WHERE d.fingerprint = :fingerprint AND d.id <> :id AND {_cleared("d.id")}
ORDER BY f.source"""
FILES_SEEN = f"""
SELECT path, root, source, document_id FROM files WHERE document_id = :id AND {_cleared("document_id")}
ORDER BY source"""
_DOCUMENTS = f"""
SELECT d.id, d.state, d.kind, d.title, d.authority, d.date, d.reference, d.marking, d.format, d.findings,
    d.notes, d.released, d.sha256, d.access,
    (SELECT COUNT(*) FROM pages p WHERE p.document_id = d.id) AS pages,
    (SELECT COUNT(*) FROM passages p WHERE p.document_id = d.id) AS passages,
    (SELECT json_group_array(source) FROM
        (SELECT source FROM files f WHERE f.document_id = d.id ORDER BY source)) AS sources
FROM documents d WHERE (d.state = 'current' OR :quarantined) AND {_cleared("d.id")}"""
DOCUMENTS_LIST = f"{_DOCUMENTS} ORDER BY d.authority, d.date, d.title, d.id"
DOCUMENTS_BY_ID = f"{_DOCUMENTS} AND d.id IN (SELECT value FROM json_each(:ids))"
ELIGIBLE = f"""
SELECT id FROM documents WHERE state = 'current' AND {_CLEARED}
AND (:authority IS NULL OR authority = :authority COLLATE NOCASE)
AND (:kind IS NULL OR kind = :kind)
AND (:since IS NULL OR date >= :since)
AND (:until IS NULL OR date <= :until)"""
HIDES = f"SELECT NOT :everything AND EXISTS ({_HIDDEN} AND state = 'current')"
HIDDEN_AMONG = f"""
SELECT id FROM documents WHERE id IN (SELECT value FROM json_each(:ids)) AND NOT {_CLEARED}"""
# Of a paper that is gone, what it was for when its words were kept decides.
WITHHELD = f"""
SELECT kept.key AS id FROM json_each(:kept) kept WHERE NOT :everything AND (kept.key IN ({_HIDDEN}) OR (
    kept.value IS NOT NULL AND kept.value NOT IN (SELECT value FROM json_each(:markings))
    AND NOT EXISTS (SELECT 1 FROM documents WHERE id = kept.key)))"""
TITLES_OF_AUTHORITY = f"""
SELECT id, title, reference FROM documents WHERE state = 'current' AND authority = :authority AND {_CLEARED}
ORDER BY date DESC, id"""
AUTHORITY_INHERIT = (
    "UPDATE documents SET authority = ?, findings = json_set(findings, '$.authority', json(?)) WHERE id = ?"
)
CONTEXT_PREFIX = "UPDATE passages SET context = ? || context WHERE document_id = ?"
_CURRENT = f"FROM documents WHERE state = 'current' AND {_CLEARED}"
AUTHORITIES = f"""
SELECT authority, COUNT(*) AS n {_CURRENT} AND authority IS NOT NULL GROUP BY authority ORDER BY authority"""
KINDS = f"SELECT kind, COUNT(*) AS n {_CURRENT} GROUP BY kind ORDER BY kind"
DATES = f"SELECT MIN(date) AS earliest, MAX(date) AS latest, COUNT(*) AS n {_CURRENT}"

PAGE_PUT = 'INSERT INTO pages (document_id, number, label, start, "end", has_text) VALUES (?, ?, ?, ?, ?, ?)'
PAGES_OF = f"""
SELECT number, label, start, "end", has_text FROM pages WHERE document_id = :id
AND {_cleared("document_id")} ORDER BY number"""

PASSAGE_COLUMNS = (
    'id, document_id, ordinal, kind, start, "end", text, context, section, heading_path, header, '
    "question_start, question_end, answer_start, answer_end, boilerplate, fingerprint"
)
PASSAGE_PUT = f"INSERT INTO passages ({PASSAGE_COLUMNS}) VALUES ({', '.join('?' * 17)})"
_PASSAGES = f"FROM passages WHERE {_cleared('document_id')}"
PASSAGES_BY_ID = f"SELECT {PASSAGE_COLUMNS} {_PASSAGES} AND id IN (SELECT value FROM json_each(:ids))"
PASSAGES_OF = f"SELECT {PASSAGE_COLUMNS} {_PASSAGES} AND document_id = :id ORDER BY ordinal"
PASSAGES_TO_EMBED = (
    f"SELECT id, document_id, context, text {_PASSAGES} ORDER BY row LIMIT :limit OFFSET :offset"
)
PASSAGE_COUNT = f"SELECT COUNT(*) {_PASSAGES}"
PASSAGE_IDS = f"SELECT id {_PASSAGES}"
PASSAGE_TWINS = f"""
SELECT p.fingerprint, p.document_id, MIN(f.source) AS source FROM passages p
JOIN files f ON f.document_id = p.document_id
WHERE p.fingerprint IN (SELECT value FROM json_each(:fingerprints)) AND {_cleared("p.document_id")}
GROUP BY p.fingerprint, p.document_id ORDER BY source"""
LINK_PUT = "INSERT OR IGNORE INTO links (passage_id, section, target_id) VALUES (?, ?, ?)"
LINKS_OF = f"""
SELECT l.section, l.target_id FROM links l JOIN passages p ON p.id = l.passage_id
WHERE l.passage_id = :id AND {_cleared("p.document_id")}
AND (l.target_id IS NULL OR EXISTS
    (SELECT 1 FROM passages t WHERE t.id = l.target_id AND {_cleared("t.document_id")}))
ORDER BY l.section"""

FULL_TEXT = f"""
SELECT p.id, -bm25(passages_text, :context_weight, 1.0) AS score
FROM passages_text JOIN passages p ON p.row = passages_text.rowid
WHERE passages_text MATCH :match AND {_cleared("p.document_id")}
AND (:documents IS NULL OR p.document_id IN (SELECT value FROM json_each(:documents)))
ORDER BY score DESC, p.row LIMIT :limit"""
# Searches of one concept are ways of writing one thing: the best of them counts, once for each passage.
FULL_TEXT_BEST = f"""
WITH scored AS MATERIALIZED (
    SELECT json_extract(asked.value, '$[0]') AS concept, found.rowid AS row,
        -found.rank * json_extract(asked.value, '$[2]') AS score
    FROM json_each(:searches) asked JOIN passages_text(json_extract(asked.value, '$[1]')) found
),
best AS (SELECT row, MAX(score) AS score FROM scored GROUP BY concept, row),
total AS (SELECT row, SUM(score) AS score FROM best GROUP BY row)
SELECT p.id, total.score FROM total JOIN passages p ON p.row = total.row
WHERE {_cleared("p.document_id")}
AND (:documents IS NULL OR p.document_id IN (SELECT value FROM json_each(:documents)))
ORDER BY total.score DESC, p.row LIMIT :limit"""
_OF_ROW = "(SELECT p.document_id FROM passages p WHERE p.row = passages_text.rowid)"
MATCH_COUNT = f"""
SELECT COUNT(*) FROM passages_text WHERE passages_text MATCH :match AND {_cleared(_OF_ROW)}"""

SWEEP_ADD = "INSERT OR IGNORE INTO sweep (document_id) VALUES (?)"
SWEEP_DONE = "DELETE FROM sweep WHERE document_id = ?"
SWEEP_LIST = "SELECT document_id FROM sweep ORDER BY document_id"
UPLOADS_MOVE = {
    column: f"UPDATE files SET {column} = :new || substr({column}, length(:old) + 1) "
    f"WHERE {column} = :old OR substr({column}, 1, length(:old) + 1) = :old || '/'"
    for column in ("path", "root")
}
CHECK = "PRAGMA quick_check(1)"
