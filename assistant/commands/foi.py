"""``foi``: the desk for requests under the Freedom of Information Act, from the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.foi.reading import Known
    from assistant.foi.request import Contact, Request

app = typer.Typer(help="Requests for information: read, matched, drafted.", no_args_is_help=True)

_DAY = ["%Y-%m-%d"]

Letter = Annotated[
    str, typer.Argument(help="The request: a text, Word, PDF, HTML or .eml file, or - for standard input.")
]
Received = Annotated[
    datetime | None, typer.Option(help="The day on which it was received (YYYY-MM-DD).", formats=_DAY)
]
Authority = Annotated[str | None, typer.Option(help="The authority that it was made to.")]


@app.callback()
def foi() -> None:
    """Requests for information: read, matched, drafted."""


@app.command("split")
def split_command(
    context: typer.Context,
    request: Letter,
    received: Received = None,
    authority: Authority = None,
    as_json: Annotated[bool, typer.Option("--json", help="The request as JSON.")] = False,
) -> None:
    """Read a request letter: its questions with their numbers, to whom, since when, under which law."""
    from assistant.foi.reading import Known

    known = Known(received.date() if received else None, authority, _held(context))
    found = read(request, known)
    text = found.model_dump_json() if as_json else "\n".join(request_lines(found))
    sys.stdout.write(text + "\n")


def read(request: str, known: Known) -> Request:
    """The request in a file, or on standard input where ``request`` is "-"."""
    from assistant.foi.reading import read_pasted, read_request
    from assistant.foi.statutes import flags

    if request == "-":
        return read_pasted(sys.stdin.buffer.read().decode("utf-8", "replace"), known, flags)
    return read_request(Path(request), known, flags)


def _held(context: typer.Context) -> tuple[str, ...]:
    """The authorities whose papers are in the library, if there is one already: a letter needs none."""
    settings = context.obj.settings()
    if not settings.catalogue_path.exists():
        return ()
    with context.obj.library() as library:
        return tuple(library.lookup.facets().authorities)


def request_lines(request: Request) -> Iterator[str]:
    """A request for a terminal."""
    yield _line("Authority", request.authority, request.authority_how)
    yield _line("Received", request.received.isoformat() if request.received else None, request.received_how)
    yield _line("Subject", request.subject or None)
    yield _line("Contact", _contact(request.contact))
    yield _line("Law", request.regime.regime.value)
    yield from (f"           {why}" for why in request.regime.why)
    heading = ""
    for question in request.questions:
        if question.heading != heading:
            heading = question.heading
            yield f"\n{heading}" if heading else ""
        yield f"\n{question.number:<6} {question.text}"
        if question.standalone != question.text:
            yield f"       Taken to mean: {question.standalone}"
    count = len(request.questions)
    yield f"\n{count} question{'' if count == 1 else 's'}"
    yield from (f"Reference to the law: “{flag.words}” {flag.problem}" for flag in request.flags)
    yield from (f"Please note: {note}" for note in request.notes)


def _line(name: str, value: str | None, how: str = "") -> str:
    return f"{name:<10} {value or 'not said'}" + (f" ({how})" if how else "")


def _contact(contact: Contact) -> str | None:
    parts = (contact.name, contact.email, contact.phone, contact.address)
    return ", ".join(part for part in parts if part) or None
