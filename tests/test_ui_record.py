"""The tab "Record": what is read of the log and how it is narrowed, what entries say, what a check finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from builders import prepared, stored_file
from fakes_ui import refused_answer, wait_answer
from marked_papers import Marked, keep

from assistant.answer import Filters
from assistant.people.people import People
from assistant.people.person import Person, Role
from assistant.records.entry import Action, Entry
from assistant.records.reading import LogReading, Narrowed
from assistant.records.records import Records
from assistant.ui.record import words
from assistant.ui.record.handlers import RecordHandlers
from assistant.ui.record.session import Session
from assistant.web.house import House
from ingest.clearance import cleared_for
from ingest.library import Library
from ingest.record_settings import RecordSettings
from ingest.records import DocumentRow
from ingest.settings import Settings

ADMIN = Person("chair", frozenset({Role.ADMINISTRATOR}))
READER = Person("reader-1", frozenset({Role.READER}))
START = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


class Clock:
    now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def records(tmp_path: Path, clock: Clock) -> Iterator[Records]:
    with Records(tmp_path / "records.sqlite3", RecordSettings(), clock) as opened:
        yield opened


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[DocumentRow]:
    with Library(Settings(home=tmp_path_factory.mktemp("papers"))) as library:
        library.catalogue.make_current(prepared("d-1", "Words."), stored_file("d-1", "/papers/waits.pdf"))
        return library.lookup.documents()


@pytest.fixture
def handlers(records: Records, papers: list[DocumentRow]) -> RecordHandlers:
    return RecordHandlers(lambda person: LogReading(records, person, lambda: papers))


def narrowed(handlers: RecordHandlers, **given: str) -> tuple[str, str]:
    """What is told and the table, of these filters."""
    by, action, since, until, sought = (
        given.get(name, "") for name in ("by", "action", "since", "until", "words")
    )
    view = handlers.narrow(ADMIN, by, action, since, until, sought, Session())
    assert view.notice == ""
    return view.told or "", view.table or ""


def numbers(table: str) -> list[int]:
    """The entries of a table, in its order."""
    return [int(piece.partition("<")[0]) for piece in table.split(">Entry ")[1:]]


def test_the_newest_entry_comes_first_and_the_reading_itself_is_noted_after_it(
    handlers: RecordHandlers, records: Records
) -> None:
    records.note(READER, Action.SIGNED_IN, address="192.0.2.7")
    records.note(READER, Action.SOURCE_OPENED, "d-1", page=3)
    view = handlers.opened(ADMIN, Session())
    assert numbers(view.table or "") == [2, 1]
    *_, last = records.audit.entries()
    assert (last.person, last.action, last.subject) == ("chair", "audit log read", "audit log")
    assert last.details == {"entries": 2, "page": 1}


def test_an_entry_tells_when_who_what_to_what_and_the_rest(
    handlers: RecordHandlers, records: Records
) -> None:
    records.asked(READER, "c-1", 1, wait_answer("How long is <b>the wait</b>?"), Filters(kind="minutes"))
    _, table = narrowed(handlers, action="asked")
    assert "<bdi>reader-1</bdi>" in table
    assert "How long is &lt;b&gt;the wait&lt;/b&gt;?" in table
    assert "<bdi>Answered in the documents&#x27; own words</bdi>" in table
    assert "<bdi>Quoted: Home support (waits.pdf), page 2; d-2</bdi>" in table
    assert "<bdi>Narrowed to Minutes</bdi>" in table
    assert '<th scope="col" class="of-when">When</th>' in table


def test_a_paper_is_named_by_its_title_only_to_who_may_see_it(
    handlers: RecordHandlers, records: Records
) -> None:
    records.note(READER, Action.SOURCE_OPENED, "d-1", page=3)
    records.note(READER, Action.SOURCE_OPENED, "d-9", downloaded=True)
    _, table = narrowed(handlers)
    assert "Home support (waits.pdf)" in table
    assert "<code>d-9</code>" in table


def test_words_that_are_no_longer_kept_are_said_to_be_so(
    handlers: RecordHandlers, records: Records, clock: Clock
) -> None:
    records.asked(READER, "c-1", 1, wait_answer("How long?"), Filters())
    clock.now = START.replace(year=2027, month=6)
    records.retain()
    _, table = narrowed(handlers, action="asked")
    assert "The words of the question are no longer kept." in table
    assert "How long?" not in table


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, [5, 4, 3, 2, 1]),
        ({"by": "reader-1"}, [5, 4, 1]),
        ({"action": "signed in"}, [3, 2, 1]),
        ({"by": "reader-1", "action": "signed in"}, [1]),
        ({"since": "2 November 2026", "until": "2/11/2026"}, [1]),
        ({"since": "4 November 2026"}, [5, 4, 3]),
        ({"until": "2025"}, []),
        ({"words": "WAIT long"}, [5]),
        ({"words": "long giraffe"}, []),
        ({"words": "192.0.2.8"}, [2]),
        ({"words": "100%"}, []),
        ({"words": "waits.pdf"}, [5, 4]),
    ],
)
def test_entries_are_narrowed_by_person_action_days_and_words(
    handlers: RecordHandlers, records: Records, clock: Clock, filters: dict[str, str], found: list[int]
) -> None:
    for day, person, address in ((2, "reader-1", "192.0.2.7"), (3, "reader-2", "192.0.2.8"), (4, "x", "")):
        clock.now = START.replace(day=day, hour=12)
        records.note(person, Action.SIGNED_IN, address=address)
    records.note(READER, Action.SOURCE_OPENED, "d-1", page=3)
    records.asked(READER, "c-1", 1, wait_answer("How long is the wait?"), Filters())
    assert numbers(narrowed(handlers, **filters)[1]) == found


def test_days_that_are_none_or_swapped_are_told_and_change_nothing(
    handlers: RecordHandlers, records: Records
) -> None:
    for since, until, why in (("soon", "", "is not a date"), ("2026", "2025", "begins after it ends")):
        view = handlers.narrow(ADMIN, "", "", since, until, "", Session())
        assert why in view.notice
        assert view.table is None
    assert records.audit.last() == 0


def test_the_first_and_the_last_day_there_are_narrow_nothing(
    handlers: RecordHandlers, records: Records
) -> None:
    records.note(READER, Action.SIGNED_IN)
    assert numbers(narrowed(handlers, since="1/1/0001", until="31/12/9999")[1]) == [1]


def test_fifty_entries_are_a_page_and_what_is_written_meanwhile_moves_none(
    handlers: RecordHandlers, records: Records
) -> None:
    for _ in range(101):
        records.note(READER, Action.SIGNED_IN)
    first = handlers.opened(ADMIN, Session())
    assert numbers(first.table or "") == list(range(101, 51, -1))
    assert "101 entries, the newest first, page 1 of 3." in (first.told or "")
    second = handlers.turn(ADMIN, "2", first.session)
    assert numbers(second.table or "") == list(range(51, 1, -1))
    last = handlers.turn(ADMIN, "99", second.session)
    assert numbers(last.table or "") == [1]
    assert handlers.turn(ADMIN, "no page", last.session).session.page == 1


def test_the_file_is_of_exactly_what_is_shown(handlers: RecordHandlers, records: Records) -> None:
    records.note(READER, Action.SIGNED_IN)
    told, _ = narrowed(handlers, by="reader-1", words="signed & in", since="2 November 2026")
    assert told == "<p>No entry is like that.</p>"
    told, _ = narrowed(handlers, by="reader-1", words="signed in", since="2 November 2026")
    query = parse_qs(urlsplit(told.partition('href="')[2].partition('"')[0].replace("&amp;", "&")).query)
    assert (query["person"], query["upto"]) == (["reader-1"], ["2"])
    assert query["words"] == ["signed in"]
    assert query["since"][0].startswith("2026-11-02T00:00:00")
    assert set(query) == {"person", "since", "words", "upto"}


def test_filters_are_cleared(handlers: RecordHandlers, records: Records) -> None:
    records.note(READER, Action.SIGNED_IN)
    view = handlers.clear(ADMIN, Session(Narrowed(person="nobody")))
    assert view.emptied
    assert view.session.narrowed == Narrowed()
    assert (view.people, view.actions) == (["chair", "reader-1"], ["audit log read", "signed in"])


def test_a_log_that_is_whole_is_told_with_what_to_note(handlers: RecordHandlers, records: Records) -> None:
    records.note(READER, Action.SIGNED_IN)
    [entry] = records.audit.entries()
    told = handlers.verify(ADMIN, "", Session()).verified or ""
    assert "The log is whole: 1 entry, from number 1 to 1" in told
    assert f"<code>1:{entry.digest}</code>" in told
    again = handlers.verify(ADMIN, f" 1:{entry.digest} ", Session()).verified or ""
    assert "Entry 1 is the one that was noted." in again


def test_a_log_that_was_made_anew_is_told(handlers: RecordHandlers, records: Records) -> None:
    records.note(READER, Action.SIGNED_IN)
    told = handlers.verify(ADMIN, f"1:{'0' * 64}", Session()).verified or ""
    assert "The log is not whole." in told
    assert "Entry 1 is not the one that was noted: the log was made anew." in told


def test_what_cannot_have_been_noted_is_told(handlers: RecordHandlers) -> None:
    view = handlers.verify(ADMIN, "the digest", Session())
    assert "What was noted is not that" in view.notice
    assert view.verified == ""


def test_how_much_is_kept_and_how_long(records: Records, handlers: RecordHandlers) -> None:
    records.asked(READER, "c-1", 1, refused_answer("What do they cost?"), Filters())
    kept = handlers.opened(ADMIN, Session()).kept or ""
    rows = kept.partition("<tbody>")[2].replace("</th>", " ").replace("</td>", " ").split("</tr>")
    plain = ["".join(piece.partition(">")[2] for piece in row.split("<")) for row in rows]
    assert plain[:4] == [
        "Entries of this log 2 for 730 days ",
        "Words of questions in it 1 for 180 days ",
        "Conversations, each shown to its owner alone 1 for 180 days ",
        "Feedback, without who gave it 0 for 365 days ",
    ]


def told(action: Action, **details: object) -> list[str]:
    entry = Entry(
        number=1,
        at=START,
        person="p",
        action=action,
        route="page",
        subject="s",
        details=details,
        before="",
        digest="",
    )
    return words.details_of(entry, lambda id_: {"d-1": "Minutes"}.get(id_, id_))


@pytest.mark.parametrize(
    ("action", "details", "lines"),
    [
        (Action.SIGNED_IN, {"address": "192.0.2.7"}, ["From the address 192.0.2.7"]),
        (Action.SOURCE_OPENED, {"page": 3}, ["Page 3"]),
        (Action.SOURCE_OPENED, {"downloaded": True}, ["Downloaded"]),
        (Action.EXPORTED, {"form": "docx", "answers": 2}, ["As docx", "Answers: 2"]),
        (
            Action.RELEASED,
            {"reason": "Published.", "everyone": False},
            ["Reason: Published.", "For everyone: no"],
        ),
        (Action.HISTORY_OPENED, {"documents": ["d-1", "d-7"]}, ["Documents: Minutes; d-7"]),
        (
            Action.ACCOUNT_CHANGED,
            {"act": "added", "roles": ["reader"], "cleared_for": ["exempt", "legal team"]},
            ["Added", "Roles: reader", "Cleared for: exempt, legal team"],
        ),
        (Action.UPLOADED, {"files": {"new": 2}, "title": "Secret plans"}, ["Files: new 2"]),
        (Action.RETENTION, {"exchanges": 3, "entries": 0}, ["Exchanges: 3", "Entries: 0"]),
        (Action.ASKED, {"outcome": "wrong-period"}, ["Not answered: found for another time alone"]),
        (Action.ASKED, {"outcome": "something-new"}, ["Not answered: something new"]),
        (
            Action.ASKED,
            {"nearest": [{"document": "d-1", "page": 5}, {"document": "d-1", "page": 2}]},
            ["Shown as nearest: Minutes, pages 2 and 5"],
        ),
    ],
)
def test_details_are_told_in_words(action: Action, details: dict[str, object], lines: list[str]) -> None:
    assert told(action, **details) == lines


def test_a_session_goes_on_with_what_it_was_reading(handlers: RecordHandlers, records: Records) -> None:
    records.note(READER, Action.SIGNED_IN)
    records.note("reader-2", Action.SIGNED_IN)
    session = replace(Session(), narrowed=Narrowed(person="reader-2"))
    assert numbers(handlers.opened(ADMIN, session).table or "") == [2]


def test_the_page_names_papers_as_far_as_each_administrator_is_cleared(
    library: Library, records: Records
) -> None:
    keep(library, [Marked("amberly", "EXEMPT"), Marked("coldspring"), Marked("dunmarsh", quarantined=True)])
    for word in ("amberly", "coldspring", "dunmarsh"):
        records.note(READER, Action.SOURCE_OPENED, word, page=1)
    house = House(library, records, People(library.settings))
    assert house.backing.record is not None
    handlers = RecordHandlers(house.backing.record)
    cleared = replace(ADMIN, clearance=cleared_for(["Exempt"]))
    for person, named in (
        (ADMIN, {"coldspring", "dunmarsh"}),
        (cleared, {"amberly", "coldspring", "dunmarsh"}),
    ):
        table = handlers.opened(person, Session()).table or ""
        assert {
            word for word in ("amberly", "coldspring", "dunmarsh") if f"the {word} report" in table
        } == named
        found = handlers.narrow(person, "", "source opened", "", "", "the amberly report", Session())
        assert numbers(found.table or "") == ([1] if "amberly" in named else [])
