"""Sessions: who they are of, and everything by which they end."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes_web import OTHER_PASSWORD, PASSWORD, QUICK, Clock, account, keep

from assistant.people.account import Account
from assistant.people.people import People
from assistant.people.person import LOCAL, Person, Role
from assistant.people.roll import Roll
from assistant.web import sessions as module
from assistant.web.sessions import Sessions
from ingest.clearance import Clearance
from ingest.settings import Settings

GUEST = Person("reed@averdale.example", frozenset({Role.READER}))
MINUTE = 60.0
HOUR = 3600.0


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    keep(
        tmp_path / "users.json", account("chair", Role.ADMINISTRATOR), account("reed", cleared_for=["exempt"])
    )
    return Settings(home=tmp_path)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(settings: Settings) -> People:
    return People(settings, QUICK)


@pytest.fixture
def sessions(people: People, settings: Settings, clock: Clock) -> Sessions:
    return Sessions(people, settings.web, clock)


def existing(people: People, name: str) -> Account:
    found = people.account(name)
    assert found is not None
    return found


def test_a_session_is_of_who_began_it(people: People, sessions: Sessions) -> None:
    session_id = sessions.begin(existing(people, "reed"))
    assert sessions.person(session_id) == Person(
        "reed", frozenset({Role.READER}), Clearance(frozenset({"exempt"}))
    )
    assert sessions.person(session_id + "x") is None
    assert sessions.person("") is None


def test_its_id_is_256_random_bits_and_is_not_kept(people: People, sessions: Sessions) -> None:
    ids = {sessions.begin(existing(people, "reed")) for _ in range(3)}
    assert {len(each) for each in ids} == {43}
    assert len(ids) == 3
    assert not any(each in repr(vars(sessions)) for each in ids)


def test_unused_it_ends_after_an_hour_and_used_it_goes_on(
    people: People, sessions: Sessions, clock: Clock
) -> None:
    session_id = sessions.begin(existing(people, "reed"))
    for _ in range(3):
        clock.now += 59 * MINUTE
        assert sessions.person(session_id) is not None
    clock.now += 60 * MINUTE
    assert sessions.named("reed") is None
    assert sessions.person(session_id) is None


def test_however_busy_it_ends_after_twelve_hours(people: People, sessions: Sessions, clock: Clock) -> None:
    session_id = sessions.begin(existing(people, "reed"))
    for _ in range(23):
        clock.now += HOUR / 2
        assert sessions.person(session_id) is not None
    clock.now += HOUR / 2
    assert sessions.person(session_id) is None


def test_it_ends_at_sign_out(people: People, sessions: Sessions) -> None:
    first, second = (sessions.begin(existing(people, "reed")) for _ in range(2))
    sessions.end(first)
    sessions.end(first)
    assert sessions.person(first) is None
    assert sessions.person(second) is not None


def test_it_ends_with_the_password_it_began_with(
    people: People, sessions: Sessions, settings: Settings
) -> None:
    session_id = sessions.begin(existing(people, "reed"))
    Roll(settings, QUICK).set_password("reed", OTHER_PASSWORD)
    assert sessions.person(session_id) is None
    Roll(settings, QUICK).set_password("reed", PASSWORD)
    assert sessions.person(session_id) is None


def test_it_ends_with_its_account_even_if_another_of_that_name_is_made(
    people: People, sessions: Sessions, settings: Settings
) -> None:
    session_id = sessions.begin(existing(people, "reed"))
    roll = Roll(settings, QUICK)
    roll.remove("reed")
    assert sessions.named("reed") is None
    roll.add("reed", PASSWORD, [Role.ADMINISTRATOR])
    assert sessions.person(session_id) is None


def test_roles_and_clearance_are_read_anew(people: People, sessions: Sessions, settings: Settings) -> None:
    session_id = sessions.begin(existing(people, "reed"))
    Roll(settings, QUICK).change("reed", roles=[Role.LIBRARIAN], cleared_for=[])
    assert sessions.person(session_id) == Person("reed", frozenset({Role.LIBRARIAN}))
    assert sessions.named("reed") == Person("reed", frozenset({Role.LIBRARIAN}))


def test_a_guest_is_who_the_service_said(sessions: Sessions, clock: Clock) -> None:
    session_id = sessions.begin_guest(GUEST)
    assert sessions.person(session_id) == GUEST
    assert sessions.named(GUEST.name) == GUEST
    clock.now += HOUR
    assert sessions.person(session_id) is None


def test_with_accounts_nobody_is_the_machines_user(sessions: Sessions) -> None:
    assert sessions.named(None) is None
    assert sessions.named(LOCAL.name) is None
    assert sessions.named("reed") is None


def test_without_accounts_nobody_else_is_known(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "empty")
    sessions = Sessions(People(settings, QUICK), settings.web)
    assert sessions.named(None) == LOCAL
    assert sessions.named(LOCAL.name) == LOCAL
    assert sessions.named("reed") is None


def test_so_many_are_kept_and_the_one_unused_for_longest_goes(
    people: People, sessions: Sessions, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    kept = []
    for _ in range(4):
        clock.now += 1
        kept.append(sessions.begin_guest(GUEST))
    assert [sessions.person(each) for each in kept] == [None, GUEST, GUEST, GUEST]
