"""``users``: who may come in, with which roles, and which marked papers they may see."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.people.person import Role

if TYPE_CHECKING:
    from assistant.people.account import Account
    from assistant.people.roll import Roll

app = typer.Typer(help="Accounts: who may come in, and what they may do and see.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="The account's name.", show_default=False)]
Stdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input, its first line.")
]
_ROLES = "A role; give it again for more."
_CLEARED = 'A marking whose papers it may see ("Exempt", "everything" for all); give it again for more.'


@app.callback()
def users() -> None:
    """Accounts: who may come in, and what they may do and see."""


@app.command("add")
def add_command(
    context: typer.Context,
    name: Name,
    role: Annotated[list[Role], typer.Option(help=_ROLES, show_default=False)],
    cleared_for: Annotated[list[str] | None, typer.Option(help=_CLEARED, show_default=False)] = None,
    password_stdin: Stdin = False,
) -> None:
    """Make an account. The first must be an administrator's."""
    roll = _roll(context)
    folded = roll.check_new(name)
    password = _password(password_stdin)
    with _noted(context) as note:
        made = roll.add(folded, password, role, cleared_for or [])
        note("added", made)
    sys.stderr.write(f"Added {_described(made)}.\n")


@app.command("list")
def list_command(context: typer.Context) -> None:
    """List the accounts: name, roles, clearance, and whether it has a token."""
    accounts = _roll(context).all()
    for account in accounts:
        sys.stdout.write(_described(account) + "\n")
    if not accounts:
        sys.stderr.write("There are no accounts: the page is served to this machine alone.\n")


@app.command("change")
def change_command(
    context: typer.Context,
    name: Name,
    role: Annotated[list[Role] | None, typer.Option(help=_ROLES, show_default=False)] = None,
    cleared_for: Annotated[list[str] | None, typer.Option(help=_CLEARED, show_default=False)] = None,
    not_cleared: Annotated[bool, typer.Option("--not-cleared", help="Clear it for no marking.")] = False,
) -> None:
    """Give an account other roles or another clearance in place of those it has; it counts at once."""
    if not role and not cleared_for and not not_cleared:
        raise typer.BadParameter("nothing to change: give --role, --cleared-for or --not-cleared")
    if cleared_for and not_cleared:
        raise typer.BadParameter("--cleared-for and --not-cleared go against each other")
    markings = [] if not_cleared else cleared_for or None
    with _noted(context) as note:
        changed = _roll(context).change(name, role or None, markings)
        note("changed", changed)
    sys.stderr.write(f"Now {_described(changed)}.\n")


@app.command("passwd")
def passwd_command(context: typer.Context, name: Name, password_stdin: Stdin = False) -> None:
    """Set another password. Whoever is signed in with the one before is signed out."""
    roll = _roll(context)
    account = roll.existing(name)
    password = _password(password_stdin)
    with _noted(context) as note:
        note("given another password", roll.set_password(account.name, password))
    sys.stderr.write(f"{account.name} has another password.\n")


@app.command("token")
def token_command(
    context: typer.Context,
    name: Name,
    revoke: Annotated[bool, typer.Option("--revoke", help="Take the token away; make no other.")] = False,
) -> None:
    """Make a token for programs, shown once; one made before no longer counts."""
    roll = _roll(context)
    with _noted(context) as note:
        if revoke:
            account = roll.revoke_token(name)
            note("token taken away", account)
            sys.stderr.write(f"{account.name} has no token.\n")
            return
        token = roll.new_token(name)
        note("given a token", roll.existing(name))
    sys.stdout.write(token + "\n")
    sys.stderr.write("Keep it now: it is not shown again. Programs send it as `Authorization: Bearer …`.\n")


@app.command("remove")
def remove_command(context: typer.Context, name: Name) -> None:
    """Take an account away. Its sessions and its token end at once."""
    roll = _roll(context)
    account = roll.existing(name)
    with _noted(context) as note:
        roll.remove(account.name)
        note("removed", account)
    sys.stderr.write(f"Removed {account.name}.\n")


@contextmanager
def _noted(context: typer.Context) -> Iterator[Callable[[str, Account], None]]:
    """Notes changes in the audit log, which is opened first: where it cannot be, nothing is changed."""
    from assistant.people.person import LOCAL
    from assistant.records.entry import Action
    from assistant.records.records import open_records

    with open_records(context.obj.settings()) as records:

        def note(act: str, account: Account) -> None:
            told = {"act": act, "roles": account.roles, "cleared_for": account.cleared_for}
            by = {"by": getpass.getuser()}
            records.note(LOCAL, Action.ACCOUNT_CHANGED, account.name, "command line", **told, **by)

        yield note


def _roll(context: typer.Context) -> Roll:
    from assistant.people.roll import Roll

    return Roll(context.obj.settings())


def _password(from_stdin: bool) -> str:
    """As typed twice without echo, or as another program gives it."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not _at_a_terminal():
        raise typer.BadParameter("no terminal to type the password on: give it with --password-stdin")
    typed = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != typed:
        raise typer.BadParameter("the two passwords differ: run the command again")
    return typed


def _at_a_terminal() -> bool:
    return sys.stdin.isatty()


def _described(account: Account) -> str:
    cleared = f", cleared for {', '.join(account.cleared_for)}" if account.cleared_for else ""
    return f"{account.name}: {', '.join(account.roles)}{cleared}{', with a token' if account.token else ''}"
