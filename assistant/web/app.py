"""The one application: our own routes, and the page below them, behind a door that asks who it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr
from fastapi import APIRouter, FastAPI, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.people.person import LOCAL

UPLOAD_LIMIT_MB = 200
SESSIONS_KEPT = 200

Door = Callable[[ASGIApp], ASGIApp]


class OpenDoor:
    """Without accounts: whoever reaches this machine's own address is the person who sits at it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            scope.setdefault("state", {})["person"] = LOCAL
        await self._app(scope, receive, send)


def make_app(
    page: gr.Blocks, looks: dict[str, Any], routers: Sequence[APIRouter] = (), door: Door = OpenDoor
) -> ASGIApp:
    """The page with its looks (theme, css, head), and ``routers`` before it, all behind ``door``."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    for router in routers:
        app.include_router(router)
    page.state_session_capacity = SESSIONS_KEPT
    gr.mount_gradio_app(app, page, path="/", auth_dependency=_name_of, **_seclusion(), **looks)
    return door(app)


def _name_of(request: Request) -> str | None:
    """For Gradio, which hands it to the page's events; they look the person up anew by it."""
    person = getattr(request.state, "person", None)
    return None if person is None else str(person.name)


def _seclusion() -> dict[str, Any]:
    """Everything off that would call out, keep what was asked, or show more than the page."""
    return {
        "run_history": False,
        "enable_monitoring": False,
        "mcp_server": False,
        "ssr_mode": False,
        "pwa": False,
        "show_error": False,
        "allowed_paths": [],
        "footer_links": [],
        "max_file_size": f"{UPLOAD_LIMIT_MB}mb",
        "app_kwargs": {"docs_url": None, "redoc_url": None, "openapi_url": None},
    }
