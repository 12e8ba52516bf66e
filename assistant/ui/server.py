"""Serving the page: to this machine unless told otherwise, and without a word to anyone else."""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from typing import Any

import gradio as gr
from starlette.middleware import Middleware

from assistant.ui.foi.service import DeskService
from assistant.ui.headers import OwnHost, OwnPage
from assistant.ui.page import build
from assistant.ui.service import Service
from assistant.ui.theme import theme, variables
from ingest.errors import AssistantError

WAITING_QUESTIONS = 32
SESSIONS_KEPT = 200
UPLOAD_LIMIT_MB = 200

_OWN_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})


def serve(
    service: Service,
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = False,
    prevent_thread_lock: bool = False,
    desk: DeskService | None = None,
) -> str:
    """Serve the page until interrupted and return its address, which is also told on standard error.

    ``desk`` is the FOI desk, where there is one. With ``prevent_thread_lock`` it returns at once and a
    thread serves the page. Raises AssistantError where the address cannot be used.
    """
    page = build(service, desk)
    address = launch(page, host, port, open_browser=open_browser)
    if prevent_thread_lock:
        return address
    # The address may be read, and the page ended, before the next line is reached.
    with suppress(KeyboardInterrupt):
        sys.stderr.write(f"The page is at {address} (Ctrl+C ends it).\n")
        threading.Event().wait()
    stop(page)
    return address


def launch(page: gr.Blocks, host: str, port: int, *, open_browser: bool = False) -> str:
    """Serve a page that ``build`` made from a thread and return its address. Raises AssistantError.

    Port 0 takes a free one.
    """
    page.queue(api_open=False, max_size=WAITING_QUESTIONS, default_concurrency_limit=4)
    where = {"server_name": f"[{host}]" if ":" in host else host, "server_port": port or _free_port(host)}
    options: dict[str, Any] = {**where, **_looks(), **_seclusion(host), "inbrowser": open_browser}
    try:
        with _straight_to_this_machine(host):
            _, address, _ = page.launch(prevent_thread_lock=True, **options)
    except OSError as error:
        message = f"Cannot serve the page at {host}:{port}: is it in use? Choose another port with --port."
        raise AssistantError(message) from error
    return address


def stop(page: gr.Blocks) -> None:
    """End the serving of a page."""
    page.close(verbose=False)


def _looks() -> dict[str, Any]:
    sheets = [files("assistant.ui").joinpath(name) for name in ("page.css", "foi/desk.css")]
    css = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    return {"theme": theme(), "css": variables() + css, "footer_links": [], "quiet": True}


def _seclusion(host: str) -> dict[str, Any]:
    """Everything off that would call out, keep what was asked, or show more than the page."""
    middleware = [Middleware(OwnPage)]
    if host in _OWN_NAMES or host.startswith("127."):
        middleware.append(Middleware(OwnHost, names=_OWN_NAMES | {host}))
    return {
        "share": False,
        "run_history": False,
        "enable_monitoring": False,
        "mcp_server": False,
        "ssr_mode": False,
        "pwa": False,
        "allowed_paths": [],
        "max_file_size": f"{UPLOAD_LIMIT_MB}mb",
        "state_session_capacity": SESSIONS_KEPT,
        "app_kwargs": {"middleware": middleware, "docs_url": None, "redoc_url": None, "openapi_url": None},
    }


def _free_port(host: str) -> int:
    with socket.create_server((host, 0), family=_family(host)) as probe:
        return int(probe.getsockname()[1])


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


@contextmanager
def _straight_to_this_machine(host: str) -> Iterator[None]:
    """Gradio calls its own address while it starts; a proxy named in the environment must not see that."""
    before = os.environ.get("NO_PROXY")
    os.environ["NO_PROXY"] = ",".join([*([before] if before else []), host, *sorted(_OWN_NAMES)])
    try:
        yield
    finally:
        if before is None:
            del os.environ["NO_PROXY"]
        else:
            os.environ["NO_PROXY"] = before
