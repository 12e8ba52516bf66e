"""What somebody is told whom the door does not let in: a page for a reader, JSON for a program."""

from __future__ import annotations

from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import Scope

SIGN_IN = "/sign-in"
PROGRAMS = "/api/"


def refusal(scope: Scope, error: HTTPException) -> Response:
    """The answer in place of what was asked for. Who only has to sign in is led there, and then back."""
    reads = "text/html" in Headers(scope=scope).get("accept", "")
    if error.status_code == 401 and reads and scope["method"] == "GET":
        return RedirectResponse(f"{SIGN_IN}?next={quote(_address(scope), safe='')}", 303)
    if reads:
        return PlainTextResponse(error.detail, error.status_code, error.headers)
    # Programs are told of every error in the one way; the page's own scripts expect FastAPI's.
    told = "error" if scope["path"].startswith(PROGRAMS) else "detail"
    return JSONResponse({told: error.detail}, error.status_code, error.headers)


def _address(scope: Scope) -> str:
    query = scope["query_string"].decode("latin-1")
    return quote(scope["path"], safe="/:@!$&'()*+,;=~-._") + (f"?{query}" if query else "")
