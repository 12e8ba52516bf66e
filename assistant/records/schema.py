"""The tables of the records. The rule that the audit log only grows stands in the file itself."""

from __future__ import annotations

LAYOUT = 1

SCHEMA = """
CREATE TABLE audit (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    action TEXT NOT NULL,
    route TEXT NOT NULL,
    subject TEXT NOT NULL,
    details TEXT NOT NULL,
    before TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE INDEX audit_at ON audit (at);

-- What was asked in words, apart from the entry, which holds only its salted digest: it can be deleted
-- without breaking the chain, and is not to be guessed from the digest once its salt has gone too.
CREATE TABLE audit_questions (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    words TEXT NOT NULL,
    salt TEXT NOT NULL
);

-- Up to where retention has removed entries, and the digest that the next one leans on.
CREATE TABLE audit_anchors (
    number INTEGER PRIMARY KEY,
    digest TEXT NOT NULL,
    at TEXT NOT NULL
);

CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append only'); END;

CREATE TRIGGER audit_undeleted BEFORE DELETE ON audit
WHEN OLD.number > (SELECT coalesce(max(number), 0) FROM audit_anchors)
BEGIN SELECT RAISE(ABORT, 'the audit log is append only'); END;

-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER audit_unreplaced BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'the audit log is append only'); END;

CREATE TRIGGER anchors_unchanged BEFORE UPDATE ON audit_anchors
BEGIN SELECT RAISE(ABORT, 'the audit log is append only'); END;

CREATE TRIGGER anchors_undeleted BEFORE DELETE ON audit_anchors
BEGIN SELECT RAISE(ABORT, 'the audit log is append only'); END;

CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    started TEXT NOT NULL,
    updated TEXT NOT NULL
);
CREATE INDEX conversations_owner ON conversations (owner, updated);

CREATE TABLE exchanges (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    question TEXT NOT NULL,
    filters TEXT NOT NULL,
    answer TEXT NOT NULL,
    UNIQUE (conversation, number)
);
CREATE INDEX exchanges_at ON exchanges (at);

CREATE TABLE exchange_documents (
    exchange TEXT NOT NULL REFERENCES exchanges (id) ON DELETE CASCADE,
    document TEXT NOT NULL,
    PRIMARY KEY (exchange, document)
) WITHOUT ROWID;
CREATE INDEX exchange_documents_document ON exchange_documents (document);

CREATE VIRTUAL TABLE exchange_words USING fts5 (
    question, answer, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER exchange_words_go AFTER DELETE ON exchanges
BEGIN DELETE FROM exchange_words WHERE rowid = OLD.place; END;

-- Without who gave it. The exchange's id is opaque, and is kept so that what its owner deletes goes too.
CREATE TABLE feedback (
    exchange TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    verdict TEXT NOT NULL,
    note TEXT NOT NULL,
    history TEXT NOT NULL,
    filters TEXT NOT NULL,
    answer TEXT NOT NULL,
    documents TEXT NOT NULL
);
CREATE INDEX feedback_at ON feedback (at);
"""

# Of no consequence for what is kept, so that a file made before them is given them when it is opened.
INDEXES = """
CREATE INDEX IF NOT EXISTS audit_person ON audit (person, number);
CREATE INDEX IF NOT EXISTS audit_action ON audit (action, number);
"""
