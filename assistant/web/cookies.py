"""The cookie that holds a session's id, and how it is guarded in the browser."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import Scope

from ingest.web_settings import WebSettings

_NAME = "commissioning-session"


class SessionCookie:
    """HttpOnly, for this host alone; Lax, since a link in an e-mail must open the page for who is signed in.

    Lax is enough, because whatever changes something is a POST that must come from our own page. Over https
    it is Secure and carries the ``__Host-`` prefix, by which the browser takes it from this very host alone
    (RFC 6265bis, 4.1.3.2).
    """

    def __init__(self, settings: WebSettings, name: str = _NAME) -> None:
        self._always = settings.secure_cookies or (settings.public_url or "").startswith("https:")
        self._name = name

    def read(self, scope: Scope) -> str | None:
        """The id that a request carries."""
        cookies: dict[str, str] = {}
        for header in Headers(scope=scope).getlist("cookie"):
            cookies |= cookie_parser(header)
        return cookies.get(self._named(scope))

    def put(self, response: Response, scope: Scope, value: str, max_age_s: int | None = None) -> None:
        """Give the browser an id; without ``max_age_s`` it forgets it when it is closed."""
        response.set_cookie(
            self._named(scope),
            value,
            max_age=max_age_s,
            path="/",
            secure=self._secure(scope),
            httponly=True,
            samesite="lax",
        )

    def remove(self, response: Response, scope: Scope) -> None:
        """Have the browser forget it."""
        response.delete_cookie(
            self._named(scope), path="/", secure=self._secure(scope), httponly=True, samesite="lax"
        )

    def _named(self, scope: Scope) -> str:
        return f"__Host-{self._name}" if self._secure(scope) else self._name

    def _secure(self, scope: Scope) -> bool:
        return self._always or scope["scheme"] == "https"
