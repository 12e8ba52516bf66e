"""An entry of the audit log, and the digest that chains it to the one before."""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from assistant.records.value import Value


class Action(StrEnum):
    """What somebody did. The values are part of the CSV that is handed out."""

    ASKED = "asked"
    SOURCE_OPENED = "source opened"
    EXPORTED = "exported"
    FEEDBACK = "feedback given"
    HISTORY_OPENED = "conversation opened"
    """Somebody read an earlier conversation of theirs again, with what its answers quote."""
    HISTORY_DELETED = "history deleted"
    UPLOADED = "uploaded"
    DESCRIBED = "described"
    QUARANTINED = "quarantined"
    RELEASED = "released"
    REMOVED = "removed"
    SIGNED_IN = "signed in"
    SIGNED_OUT = "signed out"
    REFUSED = "refused"
    """A sign-in that failed, or something that the person may not do."""
    ACCOUNT_CHANGED = "account changed"
    BENCHMARK_RUN = "benchmark run"
    FOI_EXPORTED = "FOI draft exported"
    FOI_CHANGED = "FOI case changed"
    LOG_READ = "audit log read"
    RETENTION = "retention"


class Entry(Value):
    """One line of the log. ``number`` counts from 1 without gaps; ``at`` is UTC.

    ``subject`` is the id of what it was done to. ``details`` holds ids, counts and reasons; of a question
    asked, ``question_sha256`` is the digest of its words with their salt, which are kept apart and not as
    long: ``question`` holds them, None where none were asked or they have been deleted.
    ``before`` is the digest of the entry before, "" of the first.
    """

    number: int
    at: datetime
    person: str
    action: str
    route: str
    subject: str
    details: dict[str, Any]
    before: str
    digest: str
    question: str | None = None


def digest_of(row: Mapping[str, Any] | sqlite3.Row) -> str:
    """The SHA-256, in hexadecimal, of an entry's columns as stored, that of the entry before among them."""
    columns = ("number", "at", "person", "action", "route", "subject", "details", "before")
    words = json.dumps([row[name] for name in columns], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def new_salt() -> str:
    return secrets.token_hex(16)


def question_digest(words: str, salt: str) -> str:
    """What the entry holds of a question's words: not to be guessed without the salt."""
    return hashlib.sha256(f"{salt}\n{words}".encode("utf-8", "surrogatepass")).hexdigest()


def stamp(moment: datetime) -> str:
    """A moment as stored: UTC, always of the same length, so that its order is that of its letters."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
