"""``chat``: the web page, for this machine only."""

from __future__ import annotations

import ipaddress
from typing import Annotated

import typer


def chat_command(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on; only this machine's own.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 7860,
) -> None:
    """Serve the chat page until interrupted."""
    _refuse_beyond_loopback(host)
    from assistant.people.person import LOCAL
    from assistant.rooms import Rooms
    from assistant.ui import serve
    from assistant.ui.backing import Backing

    with context.obj.library() as library:
        rooms = Rooms(library)
        rooms.service(LOCAL).warm_up()
        serve(Backing(rooms.service, rooms.office), host, port)


def _refuse_beyond_loopback(host: str) -> None:
    """The page knows no accounts, so nobody but this machine's user may reach it."""
    if host == "localhost":
        return
    try:
        own = ipaddress.ip_address(host).is_loopback
    except ValueError:
        own = False
    if not own:
        raise typer.BadParameter(
            f"{host} is not this machine's own: without accounts the page is served on 127.0.0.1 only",
            param_hint="--host",
        )
