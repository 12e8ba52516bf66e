"""``audit`` and ``feedback``: the log of what was asked and done, and what readers said of answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.records.entry import Entry
    from assistant.records.records import Records
    from assistant.records.wanted import Wanted

audit_app = typer.Typer(help="The log of what was asked and done.", no_args_is_help=True)
feedback_app = typer.Typer(help="What readers said of answers.", no_args_is_help=True)

_DAY = ["%Y-%m-%d"]
_FAULTY = 1
_ROUTE = "command line"

Since = Annotated[datetime | None, typer.Option(help="The first day that counts.", formats=_DAY)]
Until = Annotated[datetime | None, typer.Option(help="The first day that does not.", formats=_DAY)]
By = Annotated[str | None, typer.Option("--person", help="What this person did.")]
Deed = Annotated[str | None, typer.Option("--action", help="One action: asked, exported, removed …")]
Out = Annotated[Path | None, typer.Option(help="Where to write it; to standard output without.")]


@audit_app.command("list")
def list_command(
    context: typer.Context,
    since: Since = None,
    until: Until = None,
    person: By = None,
    action: Deed = None,
    most: Annotated[int, typer.Option(min=1, help="How many lines at most, of the newest.")] = 50,
) -> None:
    """The newest entries, the oldest of them first. That they were read is itself an entry."""
    from assistant.records.entry import Action
    from assistant.records.reading import LOG, told

    wanted = _wanted(since, until, person, action)
    with _records(context) as records:
        found = records.audit.newest(wanted, most)
        records.note(_whoever(), Action.LOG_READ, LOG, _ROUTE, entries=len(found), **told(wanted))
    for entry in found:
        sys.stdout.write(_line(entry) + "\n")


@audit_app.command("export")
def export_command(
    context: typer.Context,
    out: Out = None,
    since: Since = None,
    until: Until = None,
    person: By = None,
    action: Deed = None,
) -> None:
    """The log as CSV, with each entry's digest. The export is itself an entry."""
    from assistant.records.audit_csv import csv_lines
    from assistant.records.entry import Action
    from assistant.records.reading import LOG, told

    wanted = _wanted(since, until, person, action)
    with _records(context) as records:
        records.note(_whoever(), Action.EXPORTED, LOG, _ROUTE, **told(wanted))
        _write(csv_lines(records.audit.entries(wanted)), out)


@audit_app.command("verify")
def verify_command(
    context: typer.Context,
    noted: Annotated[
        str | None,
        typer.Option(metavar="NUMBER:DIGEST", help="An entry noted at an earlier verification."),
    ] = None,
) -> None:
    """Walk the log and say whether an entry was changed or is missing (then the exit code is 1)."""
    from assistant.records.verify import verify

    with _records(context) as records:
        found = verify(records.store, _noted(noted))
    for fault in found.faults:
        sys.stdout.write(fault + "\n")
    if not found.whole:
        raise typer.Exit(_FAULTY)
    sys.stdout.write(f"Whole: {found.entries:,} entries, from number {found.first}.\n")
    if found.noted:
        sys.stdout.write(f"Note elsewhere, for --noted: {found.noted}\n")


@feedback_app.command("export")
def feedback_command(context: typer.Context, out: Out = None) -> None:
    """Readers' feedback as a question set (JSON lines) for `eval run`, without names."""
    from assistant.records.closed import closed_to
    from assistant.records.entry import Action
    from assistant.records.question_set import question_set

    with _records(context) as records, context.obj.library() as library:
        found = records.feedback.all(closed_to(library.lookup))
        records.note(_whoever(), Action.EXPORTED, "feedback", _ROUTE, questions=len(found))
        _write(iter([question_set(found)]), out)
    sys.stderr.write(f"{len(found)} question{'' if len(found) == 1 else 's'} with feedback.\n")


@contextmanager
def _records(context: typer.Context) -> Iterator[Records]:
    from assistant.records.records import open_records

    with open_records(context.obj.settings()) as records:
        yield records


def _wanted(since: datetime | None, until: datetime | None, person: str | None, action: str | None) -> Wanted:
    from assistant.records.wanted import Wanted

    first, last = (moment and moment.replace(tzinfo=UTC) for moment in (since, until))
    return Wanted(first, last, person, action)


def _noted(given: str | None) -> tuple[int, str] | None:
    from assistant.records.verify import read_noted

    if given is None:
        return None
    noted = read_noted(given)
    if noted is None:
        raise typer.BadParameter("write it as `audit verify` told it, NUMBER:DIGEST", param_hint="--noted")
    return noted


def _whoever() -> str:
    """Who sits at the machine needs no account; the log says that it was there."""
    from assistant.people.person import LOCAL

    return LOCAL.name


def _line(entry: Entry) -> str:
    """One line for a terminal, with nothing in it that a terminal obeys."""
    asked = entry.question if entry.question is not None else ""
    at = entry.at.strftime("%Y-%m-%d %H:%M:%S")
    facts = [str(entry.number), at, entry.person, entry.action, entry.route, entry.subject, asked]
    text = "  ".join(fact for fact in facts if fact)
    return "".join(each if each.isprintable() else " " for each in text)


def _write(pieces: Iterator[str], out: Path | None) -> None:
    """Whole, or with an error in a line."""
    from ingest.errors import RecordsError

    if out is None:
        for piece in pieces:
            sys.stdout.write(piece)
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(pieces)
    except OSError as error:
        raise RecordsError(f"Cannot write {out}: {error.strerror}.") from error
