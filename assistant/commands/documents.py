"""``documents``: what is in the library, and what may leave or enter it."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from assistant.records.entry import Action
    from ingest.records import DocumentRow

app = typer.Typer(help="What is in the library.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="A document's id (or its beginning) or its file name.")]
_ROUTE = "command line"
By = Annotated[
    str | None, typer.Option(help="Who decides it, as its history will say [default: your login name].")
]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]


@app.command("list")
def list_command(context: typer.Context, as_json: AsJson = False) -> None:
    """Every document: what it is, where it came from, and its state."""
    with context.obj.library() as library:
        documents = library.lookup.documents(quarantined=True)
    if as_json:
        sys.stdout.write(json.dumps([asdict(document) for document in documents], ensure_ascii=False) + "\n")
        return
    for document in documents:
        sys.stdout.write(_line(document) + "\n")
    sys.stdout.write(f"{len(documents)} documents\n")


@app.command("show")
def show_command(context: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """One document, with how each part of its description was found."""
    with context.obj.library() as library:
        document = library.lookup.document(name, quarantined=True)
    if as_json:
        sys.stdout.write(json.dumps(asdict(document), ensure_ascii=False) + "\n")
        return
    told = asdict(document) | {"access": document.access or "everyone"}
    for key, value in told.items():
        if key == "findings" or value in (None, (), []):
            continue
        how = document.findings.get(key)
        shown = "; ".join(value) if isinstance(value, (tuple, list)) else value
        sys.stdout.write(f"{key:<10} {shown}" + (f"  ({how})" if how else "") + "\n")


@app.command("remove")
def remove_command(context: typer.Context, name: Name) -> None:
    """Take a document out of the library, with its passages, vectors and uploads."""
    from assistant.people.person import LOCAL
    from assistant.records.records import open_records
    from ingest.remove import remove

    # The log is opened first: where it cannot be written, nothing is removed.
    with open_records(context.obj.settings()) as records, context.obj.library() as library:
        document = library.lookup.document(name, quarantined=True)
        left = remove(library, document)
        records.removed(LOCAL, document.id, _ROUTE)
    found = f"Something of it is still in {', '.join(left)}. " if left else "Nothing of it is left. "
    sys.stdout.write(
        f"Removed {document.sources[0]}. {found}"
        "If its file stays in an ingested folder, the next ingest brings it back.\n"
    )


@app.command("describe")
def describe_command(
    context: typer.Context,
    name: Name,
    title: Annotated[str | None, typer.Option(help="Title.")] = None,
    kind: Annotated[str | None, typer.Option(help="Kind of document.")] = None,
    authority: Annotated[str | None, typer.Option(help="Name of the authority.")] = None,
    date: Annotated[str | None, typer.Option(help="Date (YYYY-MM-DD).")] = None,
    reference: Annotated[str | None, typer.Option(help="Reference.")] = None,
    marking: Annotated[
        str | None, typer.Option(help="Marking; a paper whose marking changes is quarantined.")
    ] = None,
    as_found: Annotated[
        bool, typer.Option("--as-found", help="First put everything back as the paper says.")
    ] = False,
    by: By = None,
) -> None:
    """Describe a document in your own words; an empty value ("") goes back to what the paper says."""
    from assistant.records.entry import Action
    from ingest.decide import redescribe
    from ingest.describe import GIVABLE

    typed = dict(zip(GIVABLE, (title, kind, authority, date, reference, marking), strict=True))
    given = {field: value for field, value in typed.items() if value is not None or as_found}
    with _noting(context) as note, context.obj.library() as library:
        document = library.lookup.document(name, quarantined=True)
        stands = redescribe(library, document, given, _who(by))
        note(Action.DESCRIBED, document.id, described=sorted(given), by=_who(by))
        row = library.lookup.document(stands, quarantined=True)
    sys.stdout.write(_line(row) + "\n")


@app.command("quarantine")
def quarantine_command(
    context: typer.Context,
    name: Name,
    reason: Annotated[str, typer.Option(help="Why it is held back.")],
    by: By = None,
) -> None:
    """Take a document out of every answer at once, until it is released. The reason is kept with it."""
    from assistant.records.entry import Action
    from ingest.decide import quarantine

    with _noting(context) as note, context.obj.library() as library:
        document = library.lookup.document(name, quarantined=True)
        quarantine(library, document, reason, _who(by))
        note(Action.QUARANTINED, document.id, reason=reason, by=_who(by))
    sys.stdout.write(f"Quarantined {document.sources[0]}: it answers nothing until it is released.\n")


@app.command("failed")
def failed_command(context: typer.Context, as_json: AsJson = False) -> None:
    """The files that the last ingests could not take in, and why."""
    from ingest.failures import Failures

    with context.obj.library() as library:
        failures = Failures(library.catalogue).all()
    if as_json:
        sys.stdout.write(json.dumps([asdict(failure) for failure in failures], ensure_ascii=False) + "\n")
        return
    for failure in failures:
        sys.stdout.write(f"{failure.at}  {failure.path}: {failure.reason}\n")
    sys.stdout.write(f"{len(failures)} files\n")


@app.command("release")
def release_command(
    context: typer.Context,
    name: Name,
    reason: Annotated[str, typer.Option(help="Why it may be read here.")],
    everyone: Annotated[
        bool, typer.Option("--everyone", help="Open it to all, not only to those cleared for its marking.")
    ] = False,
    by: By = None,
) -> None:
    """Let a quarantined paper into the library. The reason is kept with it."""
    from assistant.records.entry import Action
    from ingest.release import release

    with _noting(context) as note, context.obj.library() as library:
        document = library.lookup.document(name, quarantined=True)
        passages = release(library, document, reason, everyone, _who(by))
        note(Action.RELEASED, document.id, reason=reason, everyone=everyone, by=_who(by))
    readers = "everyone" if everyone or not document.access else f"those cleared for {document.access}"
    sys.stdout.write(f"Released {document.sources[0]}: {passages} passages now answer {readers}.\n")


@contextmanager
def _noting(context: typer.Context) -> Iterator[Callable[..., None]]:
    """Notes what is done in the audit log, which is opened first: where it cannot be, nothing is done."""
    from assistant.people.person import LOCAL
    from assistant.records.records import open_records

    with open_records(context.obj.settings()) as records:

        def note(action: Action, document_id: str, **details: Any) -> None:
            records.note(LOCAL, action, document_id, _ROUTE, **details)

        yield note


def _who(by: str | None) -> str:
    return by or getpass.getuser()


def _line(document: DocumentRow) -> str:
    parts = [document.kind, document.authority or "authority unknown", document.date or "no date"]
    state = "" if document.state == "current" else f" [{document.state}]"
    if document.access and document.state == "current":
        state = f" [for those cleared for {document.access}]"
    return f"{document.id}  {document.sources[0]}{state}: {document.title} ({', '.join(parts)})"
