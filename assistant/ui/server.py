"""Serving the page: to this machine unless told otherwise, and without a word to anyone else."""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from importlib.resources import files
from typing import Any

from fastapi import APIRouter
from starlette.types import ASGIApp

from assistant.people.person import Right
from assistant.ui.backing import Backing
from assistant.ui.headers import OwnHost, OwnPage
from assistant.ui.page import build
from assistant.ui.theme import theme, variables
from assistant.web.app import Door, OpenDoor, make_app
from assistant.web.assets import Assets
from assistant.web.downloads import download_routes
from assistant.web.serving import Serving

WAITING_QUESTIONS = 64

_OWN_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
_SHEETS = (
    "page.css",
    "source.css",
    "records.css",
    "foi/desk.css",
    "library/library.css",
    "bench/bench.css",
    "record/record.css",
)
_SCRIPTS = ("source_place.js", "source_view.js", "source.js", "exchange.js")


def serve(
    backing: Backing,
    host: str = "127.0.0.1",
    port: int = 7860,
    routers: Sequence[APIRouter] = (),
    door: Door = OpenDoor,
) -> None:
    """Serve the page until interrupted; its address is told on standard error. Raises AssistantError."""
    serving = launch(backing, host, port, routers, door)
    # The address may be read, and the page ended, before the next line is reached.
    with suppress(KeyboardInterrupt):
        sys.stderr.write(f"The page is at {serving.address} (Ctrl+C ends it).\n")
        threading.Event().wait()
    serving.stop()


def launch(
    backing: Backing,
    host: str = "127.0.0.1",
    port: int = 0,
    routers: Sequence[APIRouter] = (),
    door: Door = OpenDoor,
) -> Serving:
    """Serve the page from a thread; port 0 takes a free one. Raises AssistantError."""
    headed = assemble(backing, routers, door)
    return Serving(_secluded(headed, host) if door is OpenDoor else headed, host, port)


def assemble(backing: Backing, routers: Sequence[APIRouter] = (), door: Door = OpenDoor) -> ASGIApp:
    """The page with its scripts and ``routers``, behind ``door``, with our headers on every answer."""
    page = build(backing)
    page.queue(api_open=False, max_size=WAITING_QUESTIONS, default_concurrency_limit=4)
    assets = Assets("assistant.ui", _SCRIPTS)
    made = download_routes(backing.downloads, Right.DESK)
    app = make_app(page, _looks(), [assets.routes(), made, *routers], door)
    return OwnPage(app, assets.head())


def _secluded(headed: ASGIApp, host: str) -> ASGIApp:
    """Served to this machine alone, the page answers to this machine's own names alone."""
    if host in _OWN_NAMES or host.startswith("127."):
        return OwnHost(headed, names=_OWN_NAMES | {host})
    return headed


def _looks() -> dict[str, Any]:
    css = "".join(files("assistant.ui").joinpath(name).read_text(encoding="utf-8") for name in _SHEETS)
    return {"theme": theme(), "css": variables() + css}
