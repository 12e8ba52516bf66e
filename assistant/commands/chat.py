"""``chat``: the web page, for this machine alone, or for everybody who can sign in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.people.people import People
    from ingest.settings import Settings

_NO_ACCOUNTS = (
    "No accounts are set up: the page is served to this machine alone. "
    "Make the first with `users add NAME --role administrator`.\n"
)
_PLAIN = (
    "Passwords would cross the network as plain text: put a proxy with TLS before the page and say its "
    "address in the setting web.public_url.\n"
)


def chat_command(
    context: typer.Context,
    host: Annotated[
        str, typer.Option(help="Address to listen on; beyond this machine's own only with accounts.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 7860,
) -> None:
    """Serve the page until interrupted."""
    from assistant.people.people import People

    settings = context.obj.settings()
    people = People(settings)
    people.check()
    check_host(host, people, settings)

    from assistant.records.records import open_records
    from assistant.ui import serve
    from assistant.web.house import House

    with context.obj.library() as library, open_records(settings) as records:
        house = House(library, records, people, context.obj.benchmarks)
        house.warm_up()
        serve(house.backing, host, port, house.routers, house.door)


def check_host(host: str, people: People, settings: Settings) -> None:
    """Without accounts nobody but this machine's user may reach the page; says so, or refuses."""
    from assistant.web.forwarded import is_this_machine

    if people.alone:
        if not is_this_machine(host):
            raise typer.BadParameter(
                f"{host} is not this machine's own: without accounts the page is served on 127.0.0.1 only; "
                "make the first with `users add NAME --role administrator`",
                param_hint="--host",
            )
        sys.stderr.write(_NO_ACCOUNTS)
    elif not is_this_machine(host) and not settings.web.public_url:
        sys.stderr.write(_PLAIN)
