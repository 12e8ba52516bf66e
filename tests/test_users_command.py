"""``users`` and what ``chat`` says of accounts, as they are typed."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from fakes_web import OTHER_PASSWORD, PASSWORD, QUICK, account, keep
from typer.testing import CliRunner, Result

from assistant.cli import app
from assistant.commands.chat import check_host
from assistant.people.people import People
from assistant.people.person import Role
from assistant.records.records import open_records
from ingest.errors import AccountsError, RecordsError
from ingest.settings import Settings
from ingest.web_settings import OidcSettings, WebSettings

Users = Callable[..., Result]


@pytest.fixture
def users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Users:
    """Runs ``users`` over a home folder of its own; ``typed`` is what stands on standard input."""
    monkeypatch.setattr("assistant.people.roll.Passwords", lambda: QUICK)
    keep(tmp_path / "users.json", account("chair", Role.ADMINISTRATOR))

    def run(*arguments: str, typed: str = "") -> Result:
        return CliRunner().invoke(app, ["--home", str(tmp_path), "users", *arguments], input=typed)

    return run


def people(tmp_path: Path) -> People:
    return People(Settings(home=tmp_path), QUICK)


def test_an_account_is_made_and_listed(users: Users, tmp_path: Path) -> None:
    made = users(
        *(
            "add",
            "Reed",
            "--role",
            "reader",
            "--role",
            "librarian",
            "--cleared-for",
            "Exempt",
            "--password-stdin",
        ),
        typed=f"{PASSWORD}\n",
    )
    assert (made.exit_code, made.stdout) == (0, "")
    assert made.stderr == "Added reed: librarian, reader, cleared for exempt.\n"
    assert users("list").stdout == "chair: administrator\nreed: librarian, reader, cleared for exempt\n"
    assert people(tmp_path).signing_in("reed", PASSWORD) is not None


def test_nothing_is_listed_where_there_is_no_file(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["--home", str(tmp_path), "users", "list"])
    assert (done.exit_code, done.stdout) == (0, "")
    assert "this machine alone" in done.stderr


def test_a_password_is_typed_twice_without_echo(
    users: Users, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter([OTHER_PASSWORD, OTHER_PASSWORD, PASSWORD, "something else here"])
    monkeypatch.setattr(getpass, "getpass", lambda _: next(typed))
    monkeypatch.setattr("assistant.commands.users._at_a_terminal", lambda: True)
    assert users("passwd", "chair").stderr == "chair has another password.\n"
    assert people(tmp_path).signing_in("chair", OTHER_PASSWORD) is not None
    differing = users("passwd", "chair")
    assert differing.exit_code == 2
    assert "the two passwords differ" in differing.stderr


def test_without_a_terminal_it_is_asked_for_on_standard_input(users: Users) -> None:
    done = users("passwd", "chair", typed=f"{PASSWORD}\n")
    assert done.exit_code == 2
    assert "--password-stdin" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "typed", "why"),
    [
        (("add", "chair", "--role", "reader", "--password-stdin"), PASSWORD, "an account chair already"),
        (("add", "a b", "--role", "reader", "--password-stdin"), PASSWORD, "cannot be a name"),
        (("add", "reed", "--role", "reader", "--password-stdin"), "short", "fewer than 12"),
        (("add", "reed", "--role", "reader", "--password-stdin"), "", "fewer than 12"),
        (("add", "reed", "--role", "reader", "--cleared-for", " ", "--password-stdin"), PASSWORD, "no words"),
        (("passwd", "reed", "--password-stdin"), PASSWORD, "no account 'reed'"),
        (("remove", "chair"), "", "One account at least"),
        (("token", "reed"), "", "no account 'reed'"),
    ],
)
def test_what_cannot_be_done_is_told(users: Users, arguments: tuple[str, ...], typed: str, why: str) -> None:
    done = users(*arguments, typed=f"{typed}\n")
    assert isinstance(done.exception, AccountsError)
    assert why in str(done.exception)


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "reed"),
        ("add", "reed", "--role", "king"),
        ("change", "chair"),
        ("change", "chair", "--cleared-for", "Exempt", "--not-cleared"),
    ],
)
def test_wrong_usage_is_told_as_such(users: Users, arguments: tuple[str, ...]) -> None:
    assert users(*arguments).exit_code == 2


def test_a_role_or_clearance_is_changed_by_itself(users: Users) -> None:
    cleared = users("change", "chair", "--cleared-for", "Legal team", "--cleared-for", "everything")
    assert cleared.stderr == "Now chair: administrator, cleared for everything, legal team.\n"
    more = users("change", "chair", "--role", "administrator", "--role", "reader")
    assert more.stderr == "Now chair: administrator, reader, cleared for everything, legal team.\n"
    assert users("change", "chair", "--not-cleared").stderr == "Now chair: administrator, reader.\n"


def test_a_token_is_shown_once_and_taken_away(users: Users, tmp_path: Path) -> None:
    token = users("token", "chair").stdout.strip()
    assert people(tmp_path).with_token(token) is not None
    assert users("list").stdout == "chair: administrator, with a token\n"
    assert token not in (tmp_path / "users.json").read_text()
    assert users("token", "chair", "--revoke").stderr == "chair has no token.\n"
    assert people(tmp_path).with_token(token) is None


def test_an_account_is_removed(users: Users) -> None:
    users("add", "reed", "--role", "administrator", "--password-stdin", typed=PASSWORD)
    assert users("remove", "CHAIR").stderr == "Removed chair.\n"
    assert users("list").stdout == "reed: administrator\n"


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "assistant.averdale.example"])
def test_without_accounts_the_page_stays_on_this_machine(tmp_path: Path, host: str) -> None:
    settings = Settings(home=tmp_path)
    with pytest.raises(typer.BadParameter, match=r"127\.0\.0\.1 only.*users add"):
        check_host(host, People(settings), settings)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_and_says_so(tmp_path: Path, host: str, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(home=tmp_path)
    check_host(host, People(settings), settings)
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "No accounts are set up: the page is served to this machine alone." in told


def test_with_accounts_it_may_be_reached_from_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(tmp_path / "users.json", account("chair", Role.ADMINISTRATOR))
    plain = Settings(home=tmp_path)
    check_host("127.0.0.1", People(plain), plain)
    behind = Settings(home=tmp_path, web=WebSettings(public_url="https://assistant.averdale.example"))
    check_host("0.0.0.0", People(behind), behind)
    assert capsys.readouterr().err == ""
    check_host("0.0.0.0", People(plain), plain)
    assert "as plain text" in capsys.readouterr().err


def test_or_with_a_sign_in_service(tmp_path: Path) -> None:
    oidc = OidcSettings(issuer="https://id.example", client_id="c", roles={"Staff": "reader"})
    settings = Settings(home=tmp_path, oidc=oidc, web=WebSettings(public_url="https://a.example"))
    check_host("0.0.0.0", People(settings), settings)
    assert not People(settings).alone


def test_a_damaged_file_keeps_the_page_from_starting(tmp_path: Path) -> None:
    (tmp_path / "users.json").write_text("{}")
    (tmp_path / "users.json").chmod(0o600)
    done = CliRunner().invoke(app, ["--home", str(tmp_path), "chat"])
    assert isinstance(done.exception, AccountsError)
    assert "damaged" in str(done.exception)


def test_each_change_to_an_account_is_logged_without_its_secrets(users: Users, tmp_path: Path) -> None:
    users("add", "reed", "--role", "reader", "--cleared-for", "Exempt", "--password-stdin", typed=PASSWORD)
    users("change", "reed", "--role", "librarian")
    users("passwd", "reed", "--password-stdin", typed=OTHER_PASSWORD)
    token = users("token", "reed").stdout.strip()
    users("token", "reed", "--revoke")
    users("remove", "reed")
    with open_records(Settings(home=tmp_path)) as records:
        entries = list(records.audit.entries())
    assert {(each.action, each.route, each.subject) for each in entries} == {
        ("account changed", "command line", "reed")
    }
    assert [
        (each.details["act"], each.details["roles"], each.details["cleared_for"]) for each in entries
    ] == [
        ("added", ["reader"], ["exempt"]),
        ("changed", ["librarian"], ["exempt"]),
        ("given another password", ["librarian"], ["exempt"]),
        ("given a token", ["librarian"], ["exempt"]),
        ("token taken away", ["librarian"], ["exempt"]),
        ("removed", ["librarian"], ["exempt"]),
    ]
    written = (tmp_path / "records.sqlite3").read_bytes()
    assert not any(secret.encode() in written for secret in (PASSWORD, OTHER_PASSWORD, token))


def test_nothing_is_changed_where_the_log_cannot_be_written(users: Users, tmp_path: Path) -> None:
    (tmp_path / "records.sqlite3").mkdir()
    done = users("add", "reed", "--role", "reader", "--password-stdin", typed=PASSWORD)
    assert isinstance(done.exception, RecordsError)
    assert users("list").stdout == "chair: administrator\n"


def test_what_cannot_be_done_is_not_logged(users: Users, tmp_path: Path) -> None:
    users("remove", "nobody")
    users("remove", "chair")
    with open_records(Settings(home=tmp_path)) as records:
        assert list(records.audit.entries()) == []
