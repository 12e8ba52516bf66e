"""SQL of what people decided of files, and of files that could not be taken in. Beside ``ingest/sql.py``.

Decisions are kept by the SHA-256 of a file's bytes, so that they hold for the same paper under any name and
outlast an ingest of its folder.
"""

from __future__ import annotations

SCHEMA = """
CREATE TABLE IF NOT EXISTS decided (sha256 TEXT PRIMARY KEY, given TEXT NOT NULL, held TEXT);
CREATE TABLE IF NOT EXISTS history (
    row INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    act TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS history_by_file ON history (sha256, row);
CREATE TABLE IF NOT EXISTS outcomes (
    path TEXT PRIMARY KEY, root TEXT NOT NULL, source TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL
);
"""

DECIDED = "SELECT given, held FROM decided WHERE sha256 = ?"
GIVEN_PUT = """
INSERT INTO decided (sha256, given) VALUES (?, ?) ON CONFLICT (sha256) DO UPDATE SET given = excluded.given"""
HELD_PUT = """
INSERT INTO decided (sha256, given, held) VALUES (?, '{}', ?)
ON CONFLICT (sha256) DO UPDATE SET held = excluded.held"""
CARRY = "INSERT OR IGNORE INTO decided (sha256, given, held) VALUES (?, ?, ?)"
SHA256_OF_FILE = "SELECT d.sha256 FROM files f JOIN documents d ON d.id = f.document_id WHERE f.path = ?"
# What was said of a paper goes with it; that it was held back stays, so that it cannot come back by itself.
FORGET_GIVEN = "UPDATE decided SET given = '{}' WHERE sha256 = ?"
FORGET_UNHELD = "DELETE FROM decided WHERE sha256 = ? AND held IS NULL"
FORGET_HISTORY = "DELETE FROM history WHERE sha256 = ?"

HISTORY_ADD = "INSERT INTO history (sha256, at, who, act, detail) VALUES (?, ?, ?, ?, ?)"
HISTORY_OF = "SELECT at, who, act, detail FROM history WHERE sha256 = ? ORDER BY row"
HISTORY_CARRY = """
INSERT INTO history (sha256, at, who, act, detail)
SELECT ?, at, who, act, detail FROM history WHERE sha256 = ? ORDER BY row"""

DOCUMENTS_OF_FILE = "SELECT id FROM documents WHERE sha256 = ? ORDER BY id"
HOLD = """
UPDATE documents SET state = 'quarantined', text = '', blocks = '[]', fingerprint = '', released = NULL,
    access = ?
WHERE id = ?"""
DROP_PASSAGES = "DELETE FROM passages WHERE document_id = ?"
DROP_PAGES = "DELETE FROM pages WHERE document_id = ?"

FAILED_PUT = """
INSERT INTO outcomes (path, root, source, at, reason) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE SET root = excluded.root, source = excluded.source, at = excluded.at,
    reason = excluded.reason"""
FAILED_CLEAR = "DELETE FROM outcomes WHERE path = ?"
FAILED_LIST = "SELECT path, root, source, at, reason FROM outcomes ORDER BY at DESC, source"

SHELF_FACTS = """
SELECT d.id, d.fingerprint, d.added_at,
    (SELECT COUNT(*) FROM pages p WHERE p.document_id = d.id AND p.has_text = 0) AS textless,
    (SELECT c.held FROM decided c WHERE c.sha256 = d.sha256) AS held
FROM documents d"""
TEXTLESS_PAGES = "SELECT number FROM pages WHERE document_id = ? AND has_text = 0 ORDER BY number"

# Deleted words stay in the full text's older segments until they are merged.
FULL_TEXT_MERGE = "INSERT INTO passages_text (passages_text) VALUES ('optimize')"
CHECKPOINT = "PRAGMA wal_checkpoint(TRUNCATE)"
OVERWRITE_DELETED = "PRAGMA secure_delete = ON"
VACUUM = "VACUUM"
ROWS_OF_DOCUMENT = """
SELECT (SELECT COUNT(*) FROM documents WHERE id = :id)
    + (SELECT COUNT(*) FROM passages WHERE document_id = :id)
    + (SELECT COUNT(*) FROM pages WHERE document_id = :id)"""

# Chroma's own file, where its vectors are kept in the home folder.
CHROMA_QUEUE_FORGET = """
UPDATE embeddings_queue SET metadata = NULL WHERE metadata IS NOT NULL AND id NOT IN (
    SELECT embedding_id FROM embeddings)"""
CHROMA_TEXT_MERGE = "INSERT INTO embedding_fulltext_search (embedding_fulltext_search) VALUES ('optimize')"
