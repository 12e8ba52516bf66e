"""The audit log as an administrator reads it: narrowed, a page at a time; each reading is an entry too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from assistant.people.person import Person
from assistant.records.entry import Action, Entry
from assistant.records.records import Records
from assistant.records.verify import Verified, verify
from assistant.records.wanted import Wanted
from ingest.record_settings import RecordSettings
from ingest.records import DocumentRow

# Days beyond these are moments of which not every clock has an hour (and no log an entry).
_FIRST_DAY, _LAST_DAY = date(1970, 1, 2), date(9999, 1, 1)

PAGE = 50
"""Entries shown at once."""

LOG = "audit log"
LONGEST_WORDS = 200

Papers = Callable[[], Iterable[DocumentRow]]
"""The documents that somebody may see, those in quarantine too."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What somebody wants to read; days by the server's clock, both included."""

    person: str = ""
    action: str = ""
    since: date | None = None
    until: date | None = None
    words: str = ""

    @property
    def first_moment(self) -> datetime | None:
        return _midnight(self.since) if self.since else None

    @property
    def end(self) -> datetime | None:
        """The first moment after the last day."""
        return _midnight(min(self.until, _LAST_DAY) + timedelta(days=1)) if self.until else None


EVERY = Narrowed()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the log, the newest entry first. ``found``: all entries that are wanted.

    ``upto`` is the newest entry's number when the reading began: what is written meanwhile moves no page.
    ``papers``: of the documents that are named, those that the reader may see, by id.
    """

    entries: tuple[Entry, ...]
    found: int
    page: int
    upto: int
    papers: Mapping[str, DocumentRow] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        return max(1, -(-self.found // PAGE))


@dataclass(frozen=True, slots=True)
class Holdings:
    """How many of each are kept."""

    entries: int
    questions: int
    conversations: int
    feedback: int


class LogReading:
    """The log for one person. Whether they may read it is asked before this is called."""

    def __init__(self, records: Records, person: Person, papers: Papers) -> None:
        self._records = records
        self._person = person
        self._papers = papers

    @property
    def settings(self) -> RecordSettings:
        return self._records.settings

    def sheet(self, narrowed: Narrowed, page: int = 1, upto: int = 0) -> Sheet:
        """A page of what is wanted, up to an entry's number (0: all there are now). Raises RecordsError.

        Noted before it is handed out; the note itself is not in it.
        """
        upto = upto or self._records.audit.last()
        papers = {row.id: row for row in self._papers()}
        wanted = wanted_of(narrowed, papers.values(), upto)
        found = self._records.audit.count(wanted)
        number = min(max(1, page), max(1, -(-found // PAGE)))
        entries = tuple(self._records.audit.part(wanted, (number - 1) * PAGE, PAGE))
        self._records.note(
            self._person, Action.LOG_READ, LOG, page=number, entries=len(entries), **told(wanted)
        )
        named = {id_ for entry in entries for id_ in documents_in(entry)}
        seen = {id_: papers[id_] for id_ in named if id_ in papers}
        return Sheet(entries, found, number, upto, seen)

    def people(self) -> list[str]:
        return self._records.audit.people()

    def actions(self) -> list[str]:
        return self._records.audit.actions()

    def verified(self, noted: tuple[int, str] | None = None) -> Verified:
        """Is the log whole, and is the entry that was noted still what it was? Raises RecordsError."""
        return verify(self._records.store, noted)

    def holdings(self) -> Holdings:
        """How much is kept."""
        return Holdings(*(self._count(table) for table in _TABLES))

    def _count(self, table: str) -> int:
        rows = self._records.store.rows(f"SELECT count(*) AS kept FROM {table}")  # noqa: S608 - fixed names
        return int(rows[0]["kept"])


_TABLES = ("audit", "audit_questions", "conversations", "feedback")


def wanted_of(narrowed: Narrowed, papers: Iterable[DocumentRow], upto: int | None = None) -> Wanted:
    """Which entries those are. Words are looked for in the titles and file names of ``papers`` as well."""
    words = narrowed.words[:LONGEST_WORDS]
    return Wanted(
        narrowed.first_moment,
        narrowed.end,
        narrowed.person or None,
        narrowed.action or None,
        words,
        titled(papers, words),
        upto,
    )


def titled(papers: Iterable[DocumentRow], words: str) -> tuple[str, ...]:
    """Ids of those in whose title or file names each of the words stands; none where there are no words."""
    sought = words.casefold().split()
    if not sought:
        return ()
    texts = ((row.id, " ".join((row.title, *row.sources)).casefold()) for row in papers)
    return tuple(id_ for id_, text in texts if all(word in text for word in sought))


def told(wanted: Wanted) -> dict[str, Any]:
    """What was read, for the entry on it: not the words that were sought, which may be somebody's name."""
    values = {
        "by_person": wanted.person,
        "by_action": wanted.action,
        "since": wanted.since.astimezone(UTC).isoformat() if wanted.since else None,
        "until": wanted.until.astimezone(UTC).isoformat() if wanted.until else None,
        "by_words": bool(wanted.words.strip()) or None,
    }
    return {name: value for name, value in values.items() if value is not None}


def documents_in(entry: Entry) -> Iterator[str]:
    """Ids of the documents that an entry may name; a subject may be something else."""
    yield entry.subject
    for group in ("cited", "nearest"):
        yield from (str(each["document"]) for each in _places(entry.details.get(group)))
    yield from (str(each) for each in _list(entry.details.get("documents")))


def _places(value: object) -> list[dict[str, Any]]:
    return [each for each in _list(value) if isinstance(each, dict) and "document" in each]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _midnight(day: date) -> datetime:
    """By the server's clock."""
    return datetime.combine(max(day, _FIRST_DAY), time()).astimezone()
