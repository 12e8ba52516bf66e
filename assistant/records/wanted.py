"""Which entries of the audit log are read, and the question to the database for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from assistant.records.entry import stamp

MOST_WORDS = 8
"""Further words narrow nothing."""

_FROM = "FROM audit LEFT JOIN audit_questions USING (number)"
_TEXT = " || ' ' || ".join(("person", "action", "route", "subject", "details", "coalesce(words, '')"))
_THESE = "(SELECT value FROM json_each(:documents))"
_CITED = "EXISTS (SELECT 1 FROM json_each(details, '$.{group}') WHERE value ->> 'document' IN {these})"
_SHOWN = " OR ".join(_CITED.format(group=group, these=_THESE) for group in ("cited", "nearest"))
_OF_DOCUMENTS = f"subject IN {_THESE} OR action = 'asked' AND ({_SHOWN})"
_LIKE = str.maketrans({each: f"\\{each}" for each in "%_\\"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """``until`` is the first moment that is left out, ``upto`` the last entry's number that counts.

    ``words``: each stands somewhere in the entry, as part of a word or whole; or the entry is about one of
    ``documents`` (ids), whose titles hold them.
    """

    since: datetime | None = None
    until: datetime | None = None
    person: str | None = None
    action: str | None = None
    words: str = ""
    documents: tuple[str, ...] = ()
    upto: int | None = None

    @property
    def each_word(self) -> list[str]:
        return self.words.split()[:MOST_WORDS]


EVERYTHING = Wanted()


def select(
    wanted: Wanted, further: str = "", order: str = "", columns: str = "audit.*, words AS question"
) -> tuple[str, dict[str, object]]:
    """The statement and its values. Only conditions that count are in it, so that an index serves them."""
    conditions = [*_conditions(wanted), *([further] if further else [])]
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT {columns} {_FROM} {where} {order}", _values(wanted)


def _conditions(wanted: Wanted) -> Iterator[str]:
    fixed = {
        "audit.at >= :since": wanted.since,
        "audit.at < :until": wanted.until,
        "person = :person": wanted.person,
        "action = :action": wanted.action,
        "number <= :upto": wanted.upto,
    }
    yield from (condition for condition, value in fixed.items() if value is not None)
    worded = [rf"({_TEXT}) LIKE :word{place} ESCAPE '\'" for place, _ in enumerate(wanted.each_word)]
    if worded:
        of_documents = f" OR {_OF_DOCUMENTS}" if wanted.documents else ""
        yield f"({' AND '.join(worded)}{of_documents})"


def _values(wanted: Wanted) -> dict[str, object]:
    """Values that the statement does not name do no harm."""
    words = {f"word{place}": f"%{word.translate(_LIKE)}%" for place, word in enumerate(wanted.each_word)}
    return {
        "since": stamp(wanted.since) if wanted.since else None,
        "until": stamp(wanted.until) if wanted.until else None,
        "person": wanted.person,
        "action": wanted.action,
        "upto": wanted.upto,
        "documents": json.dumps(wanted.documents),
        **words,
    }
