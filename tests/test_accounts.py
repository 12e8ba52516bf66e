"""The accounts file: what it takes, what it refuses, and that damage never means nobody has an account."""

from __future__ import annotations

import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from fakes_web import OTHER_PASSWORD, PASSWORD, QUICK, account, keep
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.people.account import Account
from assistant.people.accounts import Accounts
from assistant.people.people import People
from assistant.people.person import Role
from assistant.people.roll import Roll
from ingest.clearance import EVERYTHING, Clearance
from ingest.errors import AccountsError
from ingest.settings import Settings

HASH = QUICK.kept(PASSWORD)
SOUND: dict[str, Any] = {"name": "chair", "password": HASH, "roles": ["administrator"]}


def write(path: Path, *accounts: dict[str, Any], **more: Any) -> None:
    path.write_text(json.dumps({"layout": 1, "accounts": accounts, **more}))
    path.chmod(0o600)


@pytest.fixture
def roll(tmp_path: Path) -> Roll:
    made = Roll(Settings(home=tmp_path), QUICK)
    made.add("Chair", PASSWORD, [Role.ADMINISTRATOR])
    return made


def test_an_account_says_what_its_person_may_do_and_see(roll: Roll) -> None:
    person = roll.add("Reed", PASSWORD, [Role.READER], ["OFFICIAL - SENSITIVE", "Legal  Team"]).person
    assert (person.name, person.roles) == ("reed", {Role.READER})
    assert person.clearance == Clearance(frozenset({"official-sensitive", "legal team"}))
    assert roll.add("all", PASSWORD, [Role.READER], ["everything"]).person.clearance == EVERYTHING


def test_only_its_owner_may_read_it(roll: Roll, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / "users.json").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if "new" in path.name] == []


def test_no_password_and_no_token_stands_in_it(roll: Roll, tmp_path: Path) -> None:
    token = roll.new_token("chair")
    kept = (tmp_path / "users.json").read_text()
    assert PASSWORD not in kept
    assert token not in kept
    assert "$argon2id$" in kept


names = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,63}", fullmatch=True)
roles = st.lists(st.sampled_from(Role), min_size=1, unique=True).map(tuple)
markings = st.lists(st.text(min_size=1).filter(str.strip), max_size=3).map(tuple)


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(names, st.tuples(roles, markings, st.none() | st.just("0" * 64)), max_size=6))
def test_what_is_written_is_read_again(given_accounts: dict[str, Any]) -> None:
    accounts = {
        name: Account(name=name, password=HASH, roles=held, cleared_for=cleared, token=token)
        for name, (held, cleared, token) in given_accounts.items()
    }
    accounts["chair"] = account("chair", Role.ADMINISTRATOR)
    with TemporaryDirectory() as folder:
        path = Path(folder, "users.json")
        keep(path, *accounts.values())
        assert Accounts(path).all() == accounts


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "the whole"),
        ("{", "the whole"),
        ("[]", "the whole"),
        ('{"layout": 1}', "accounts"),
        ('{"layout": 2, "accounts": []}', "layout"),
        (
            json.dumps({"layout": 1, "accounts": [{**SOUND, "clearedfor": ["exempt"]}]}),
            "accounts.0.clearedfor",
        ),
        (json.dumps({"layout": 1, "accounts": [SOUND, SOUND]}), "chair is there twice"),
        (json.dumps({"layout": 1, "accounts": [{**SOUND, "roles": ["king"]}]}), "accounts.0.roles.0"),
        (json.dumps({"layout": 1, "accounts": [{**SOUND, "roles": []}]}), "accounts.0.roles"),
        (json.dumps({"layout": 1, "accounts": [{**SOUND, "password": PASSWORD}]}), "accounts.0.password"),
        (json.dumps({"layout": 1, "accounts": [{**SOUND, "name": "Chair"}]}), "accounts.0.name"),
        (json.dumps({"layout": 1, "accounts": [{**SOUND, "name": "a@b.example"}]}), "accounts.0.name"),
    ],
)
def test_a_damaged_file_is_an_error_and_not_an_open_door(tmp_path: Path, text: str, where: str) -> None:
    path = tmp_path / "users.json"
    path.write_text(text)
    path.chmod(0o600)
    people = People(Settings(home=tmp_path), QUICK)
    assert not people.alone
    with pytest.raises(AccountsError, match=where) as error:
        people.check()
    assert PASSWORD not in str(error.value)
    with pytest.raises(AccountsError):
        Roll(Settings(home=tmp_path), QUICK).add("reed", PASSWORD, [Role.ADMINISTRATOR])
    assert path.read_text() == text


def test_a_file_that_was_there_and_is_gone_is_an_error(tmp_path: Path) -> None:
    people = People(Settings(home=tmp_path), QUICK)
    assert people.alone
    keep(tmp_path / "users.json", account("chair", Role.ADMINISTRATOR))
    assert not people.alone
    (tmp_path / "users.json").unlink()
    assert not people.alone
    with pytest.raises(AccountsError, match="restore it from a backup"):
        people.account("chair")


def test_a_file_that_others_may_write_to_is_not_believed(tmp_path: Path) -> None:
    write(tmp_path / "users.json", SOUND)
    (tmp_path / "users.json").chmod(0o620)
    with pytest.raises(AccountsError, match="chmod 600"):
        People(Settings(home=tmp_path), QUICK).check()


def test_a_change_made_elsewhere_counts_at_once(tmp_path: Path, roll: Roll) -> None:
    people = People(Settings(home=tmp_path), QUICK)
    assert people.account("reed") is None
    roll.add("reed", PASSWORD, [Role.READER])
    assert people.account(" REED ") is not None
    roll.change("reed", roles=[Role.LIBRARIAN])
    changed = people.account("reed")
    assert changed is not None
    assert changed.roles == (Role.LIBRARIAN,)


def test_the_first_account_is_an_administrators(tmp_path: Path) -> None:
    with pytest.raises(AccountsError, match="administrator"):
        Roll(Settings(home=tmp_path), QUICK).add("reed", PASSWORD, [Role.READER])
    assert not (tmp_path / "users.json").exists()


def test_the_last_administrator_stays(roll: Roll) -> None:
    roll.add("reed", PASSWORD, [Role.READER])
    with pytest.raises(AccountsError, match="One account at least"):
        roll.remove("chair")
    with pytest.raises(AccountsError, match="One account at least"):
        roll.change("chair", roles=[Role.READER])
    roll.change("reed", roles=[Role.ADMINISTRATOR])
    roll.remove("chair")
    assert [each.name for each in roll.all()] == ["reed"]


@pytest.mark.parametrize("name", ["", " ", "-x", "a b", "a/b", "a@b.example", "Ä", "x" * 65, "a\nb"])
def test_a_name_is_letters_digits_and_a_few_signs(roll: Roll, name: str) -> None:
    with pytest.raises(AccountsError, match="cannot be a name"):
        roll.add(name, PASSWORD, [Role.READER])


def test_a_name_is_there_once_whatever_its_case(roll: Roll) -> None:
    with pytest.raises(AccountsError, match="an account chair already"):
        roll.add("CHAIR", PASSWORD, [Role.READER])


def test_who_has_no_account_cannot_be_changed(roll: Roll) -> None:
    with pytest.raises(AccountsError, match="no account 'nobody'"):
        roll.remove("nobody")
    with pytest.raises(AccountsError, match="no account 'nobody'"):
        roll.set_password("nobody", PASSWORD)


def test_a_token_speaks_for_its_account_until_another_is_made(roll: Roll, tmp_path: Path) -> None:
    people = People(Settings(home=tmp_path), QUICK)
    first = roll.new_token("chair")
    assert first.startswith("ca_")
    assert people.with_token(first) == roll.existing("chair").person
    second = roll.new_token("chair")
    assert people.with_token(first) is None
    roll.revoke_token("chair")
    assert people.with_token(second) is None
    assert people.with_token("") is None


def test_a_password_is_right_for_its_own_account_alone(roll: Roll, tmp_path: Path) -> None:
    roll.add("reed", OTHER_PASSWORD, [Role.READER])
    people = People(Settings(home=tmp_path), QUICK)
    assert people.signing_in("Chair ", PASSWORD) == roll.existing("chair")
    assert people.signing_in("reed", PASSWORD) is None
    assert people.signing_in("nobody", PASSWORD) is None


def test_two_commands_at_once_lose_nothing(roll: Roll, tmp_path: Path) -> None:
    def add(number: int) -> None:
        Roll(Settings(home=tmp_path), QUICK).add(f"reader-{number}", PASSWORD, [Role.READER])

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add, range(8)))
    assert len(roll.all()) == 9


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "kept" / "accounts.json"
    keep(real, account("chair", Role.ADMINISTRATOR))
    linked = tmp_path / "users.json"
    linked.symlink_to(real)
    keep(linked, account("other", Role.ADMINISTRATOR))
    assert linked.is_symlink()
    assert list(Accounts(real).all()) == ["other"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the machine's own administrator may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir(mode=0o500)
    with pytest.raises(AccountsError, match="Cannot write"):
        keep(tmp_path / "kept" / "users.json", account("chair", Role.ADMINISTRATOR))
