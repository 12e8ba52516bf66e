"""What goes out with the page: nothing may be loaded from elsewhere, and its language is said rightly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TITLE = "Commissioning assistant"

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""What the browser may load: this server's own files alone. Gradio's page needs inline scripts and eval."""

Header = tuple[bytes, bytes]

_HEADERS: tuple[Header, ...] = (
    (b"content-security-policy", POLICY.encode()),
    # Not "no-referrer": the browser would then hide from us that our own sign-in form is our own.
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (
        b"permissions-policy",
        b"camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
)
_KEPT_NOWHERE = (b"cache-control", b"no-store")
_SAID_BY_ITSELF = frozenset({b"cache-control", b"referrer-policy"})

_FOR_EVERYBODY = ("/assets/", "/static/", "/theme.css", "/favicon.ico")
"""What holds nothing of anybody's, and may be kept by the browser as Gradio says."""

_GRADIO = b"gradio_config"
_PREVIEW_TAG = re.compile(rb"<meta\s+(?:property|name)=\"(?:og|twitter):[^>]*>\s*")
_LANGUAGE = re.compile(rb"(<html\s[^>]*?lang=)\"en\"")


class OwnHost:
    """Refuses a request made under any name but this machine's own.

    A page elsewhere could otherwise reach this one under a name of its own (DNS rebinding).
    """

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._app if scope["type"] != "http" or self._own(scope) else _NOT_HERE
        await app(scope, receive, send)

    def _own(self, scope: Scope) -> bool:
        host = Headers(scope=scope).get("host", "")
        return urlsplit(f"//{host}").hostname in self._names


_NOT_HERE = PlainTextResponse("This page is served to this machine alone.", status_code=400)


class OwnPage:
    """Headers on every answer; on the page itself the language, the title and no addresses of others.

    Gradio's template says ``lang="en"``, has no title before its script runs, and names pictures for link
    previews on other people's servers.
    """

    def __init__(self, app: ASGIApp, head: bytes = b"") -> None:
        """``head``: tags of ours that the page is to have besides."""
        self._app = app
        self._head = head

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = _HEADERS if scope["path"].startswith(_FOR_EVERYBODY) else (*_HEADERS, _KEPT_NOWHERE)
        await self._app(scope, receive, _Reply(send, headers, self._head).send)


class _Reply:
    """One response on its way out. A page of HTML is held until it is whole; the rest passes through."""

    def __init__(self, send: Send, headers: Sequence[Header], head: bytes) -> None:
        self._send = send
        self._headers = headers
        self._head = head
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = _with(message["headers"], self._headers)
            if _is_html(message):
                self._start = message
                return
        elif self._start is not None:
            await self._hold(self._start, message)
            return
        await self._send(message)

    async def _hold(self, start: Message, message: Message) -> None:
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = own_page(self._body, self._head)
        length = (b"content-length", str(len(body)).encode())
        start["headers"] = [header for header in start["headers"] if header[0] != b"content-length"] + [
            length
        ]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _with(given: Iterable[Header], ours: Sequence[Header]) -> list[Header]:
    """Our headers beside an app's own: a stricter policy counts too, and it may say how an answer is kept.

    No other page may read an answer, so nothing is said of CORS.
    """
    own = [(name.lower(), value) for name, value in given]
    kept = [pair for pair in own if not pair[0].startswith(b"access-control-")]
    names = {name for name, _ in own if name in _SAID_BY_ITSELF}
    return [*kept, *(pair for pair in ours if pair[0] not in names)]


def own_page(page: bytes, head: bytes = b"") -> bytes:
    """Gradio's page in British English, with our title and scripts, and without previews hosted elsewhere.

    A page of our own is left as it is.
    """
    if _GRADIO not in page:
        return page
    page = _LANGUAGE.sub(rb'\1"en-GB"', page, count=1)
    page = _PREVIEW_TAG.sub(b"", page)
    return page.replace(b"<head>", b"<head><title>" + TITLE.encode() + b"</title>" + head, 1)


def _is_html(start: Message) -> bool:
    types = [value for name, value in start["headers"] if name.lower() == b"content-type"]
    return any(value.startswith(b"text/html") for value in types)
