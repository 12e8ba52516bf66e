"""The routes of Gradio that the page needs. Every other one is shut, whatever a later version adds.

Found by watching the page in a browser: it asks for itself, its own files and theme, joins the queue and
reads from it, stops what runs, uploads, downloads, and asks whether it is still the same server. Shut in
particular: ``config``, ``info``, ``openapi.json``, ``api`` and ``call`` (events for other programs),
``proxy=`` (other addresses), ``component_server``, ``stream``, ``deep_link`` and ``runs`` (what others
saved), ``monitoring``, ``login``, ``token`` and whatever writes code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Keyed(StrEnum):
    """Where a request names the Gradio session or upload that it belongs to."""

    NOWHERE = "nowhere"
    PATH = "path"
    QUERY = "query"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class GradioRoute:
    """One route that is open: its method (GET stands for HEAD too) and the whole of its path.

    ``working``: only for who may add documents or work at the FOI desk. ``key`` is the name of what belongs
    to whoever uses it first (a session, an upload, a file), where ``keyed`` says.
    """

    method: str
    path: re.Pattern[str]
    public: bool = False
    working: bool = False
    uploads: bool = False
    keyed: Keyed = Keyed.NOWHERE
    key: str = "session_hash"


def _route(
    method: str,
    path: str,
    *,
    public: bool = False,
    working: bool = False,
    uploads: bool = False,
    keyed: Keyed = Keyed.NOWHERE,
    key: str = "session_hash",
) -> GradioRoute:
    return GradioRoute(method, re.compile(path), public, working, uploads, keyed, key)


_FILE = r"[A-Za-z0-9_.+@-]+"

ROUTES = (
    _route("GET", r"/"),
    _route("GET", rf"/(?:assets|static)/(?:{_FILE}/)*{_FILE}", public=True),
    _route("GET", r"/theme\.css", public=True),
    _route("GET", r"/favicon\.ico", public=True),
    _route("GET", r"/robots\.txt", public=True),
    _route("GET", r"/gradio_api/app_id"),
    _route("GET", r"/gradio_api/heartbeat/(?P<session_hash>[A-Za-z0-9_-]{1,64})", keyed=Keyed.PATH),
    _route("POST", r"/gradio_api/queue/join", keyed=Keyed.BODY),
    _route("GET", r"/gradio_api/queue/data", keyed=Keyed.QUERY),
    # For events outside the queue ("Stop"): Gradio takes no others here, with ``queue(api_open=False)``.
    _route("POST", r"/gradio_api/run/predict", keyed=Keyed.BODY),
    _route("POST", r"/gradio_api/cancel", keyed=Keyed.BODY),
    _route("POST", r"/gradio_api/reset"),
    _route("POST", r"/gradio_api/upload", working=True, uploads=True, keyed=Keyed.QUERY, key="upload_id"),
    _route("GET", r"/gradio_api/upload_progress", keyed=Keyed.QUERY, key="upload_id"),
)
"""What is open; the first that matches counts."""


def open_route(method: str, path: str) -> GradioRoute | None:
    """The route of Gradio that this is, where it is open."""
    wanted = "GET" if method == "HEAD" else method
    return next((each for each in ROUTES if each.method == wanted and each.path.fullmatch(path)), None)
