"""``documents``: what is in the library, and what may leave or enter it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ingest.records import DocumentRow

app = typer.Typer(help="What is in the library.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="A document's id (or its beginning) or its file name.")]
_ROUTE = "command line"

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

    # The log is opened first: where it cannot be written, nothing is removed.
    with open_records(context.obj.settings()) as records, context.obj.library() as library:
        document = library.lookup.document(name, quarantined=True)
        library.remove(document)
        records.removed(LOCAL, document.id, _ROUTE)
    sys.stdout.write(
        f"Removed {document.sources[0]}. "
        "If its file stays in an ingested folder, the next ingest brings it back.\n"
    )


@app.command("release")
def release_command(
    context: typer.Context,
    name: Name,
    reason: Annotated[str, typer.Option(help="Why it may be read here.")],
    everyone: Annotated[
        bool, typer.Option("--everyone", help="Open it to all, not only to those cleared for its marking.")
    ] = False,
) -> None:
    """Let a quarantined paper into the library. The reason is kept with it."""
    from assistant.people.person import LOCAL
    from assistant.records.entry import Action
    from assistant.records.records import open_records
    from ingest.release import release

    with open_records(context.obj.settings()) as records, context.obj.library() as library:
        document = library.lookup.document(name, quarantined=True)
        passages = release(library, document, reason, everyone)
        records.note(LOCAL, Action.RELEASED, document.id, _ROUTE, reason=reason, everyone=everyone)
    readers = "everyone" if everyone else f"those cleared for {document.access}"
    sys.stdout.write(f"Released {document.sources[0]}: {passages} passages now answer {readers}.\n")


def _line(document: DocumentRow) -> str:
    parts = [document.kind, document.authority or "authority unknown", document.date or "no date"]
    state = "" if document.state == "current" else f" [{document.state}]"
    if document.access and document.state == "current":
        state = f" [for those cleared for {document.access}]"
    return f"{document.id}  {document.sources[0]}{state}: {document.title} ({', '.join(parts)})"
