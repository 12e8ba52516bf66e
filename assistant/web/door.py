"""The door: every request passes it first. What it does not know to be open is shut.

It settles who a request comes from (a session's cookie, or a token for ``/api/``), sets
``scope["state"]["person"]``, and lets nobody without a name past it but to sign in, to ask for the server's
health and for files that are the same for everybody. Of Gradio's routes only those the page needs are open.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match, Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.people.people import People
from assistant.people.person import LOCAL, Person, Right
from assistant.web.bodies import MB, again, bounded, whole
from assistant.web.claims import Claims, key_in_body, key_in_query
from assistant.web.cookies import SessionCookie
from assistant.web.forwarded import Proxies, is_this_machine
from assistant.web.gradio_routes import GradioRoute, Keyed, open_route
from assistant.web.origin import Origin, origin_of
from assistant.web.refusals import PROGRAMS, refusal
from assistant.web.sessions import Sessions
from ingest.errors import AccountsError
from ingest.settings import Settings

PUBLIC = frozenset({"/sign-in", "/sign-in/service", "/sign-in/return", "/sign-out", "/health", "/ready"})
"""Our own paths that are open to who has not signed in."""

_BY_HTTPS = (b"strict-transport-security", b"max-age=31536000")
_SIGN_IN = "Sign in first."
_SIGNED_OUT = "You are signed out: sign in again. What you typed is still here."
"""Told by the page where one of its own requests comes too late."""

_WORK = (Right.LIBRARY, Right.DESK, Right.BENCHMARK)

_log = logging.getLogger(__name__)


class Door:
    """Around the app, as ASGI middleware.

    ``routes`` are our own, which ask for their rights themselves; by default those of ``app`` but for what is
    mounted at its root (Gradio). ``public`` are the paths among them that need no person; ``uploads`` those
    that take files.
    """

    def __init__(
        self,
        app: ASGIApp,
        people: People,
        sessions: Sessions,
        settings: Settings,
        *,
        routes: Sequence[BaseRoute] | None = None,
        public: frozenset[str] = PUBLIC,
        uploads: frozenset[str] = frozenset(),
    ) -> None:
        self._app = app
        self._people = people
        self._sessions = sessions
        self._web = settings.web
        self._routes = routes
        self._public = public
        self._uploads = uploads
        self._proxies = Proxies(settings.web.trusted_proxies)
        self._cookie = SessionCookie(settings.web)
        self._claims = Claims()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._inside(self._proxies.told(scope), receive, send)
        elif scope["type"] == "websocket":
            # The page needs none, and a browser lets any page open one to us.
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._app(scope, receive, send)

    async def _inside(self, scope: Scope, receive: Receive, send: Send) -> None:
        reply = _Reply(send, scope["scheme"] == "https")
        try:
            admitted, taking = await self._admitted(scope, receive)
            await self._app(admitted, taking, reply.send)
        except HTTPException as error:
            if reply.started:
                raise
            await refusal(scope, error)(scope, receive, reply.send)

    async def _admitted(self, scope: Scope, receive: Receive) -> tuple[Scope, Receive]:
        """The request with its person. Raises HTTPException where it is not let in."""
        self._check_name(scope)
        own = self._is_own(scope)
        route = None if own else open_route(scope["method"], scope["path"])
        public = scope["path"] in self._public if own else route is not None and route.public
        person = self._person(scope, public)
        self._check_origin(scope, person)
        if person is None and not public:
            told = _SIGN_IN if route is None else _SIGNED_OUT
            raise HTTPException(401, told, {"WWW-Authenticate": "Bearer"})
        if not own and (route is None or b"deep_link" in scope["query_string"]):
            raise HTTPException(404, "There is nothing here.")
        uploads = scope["path"] in self._uploads or (route is not None and route.uploads)
        if uploads or (route is not None and route.working):
            _check_work(person)
        taking = await self._body(scope, receive, route, person, uploads)
        return {**scope, "state": {**scope.get("state", {}), "person": person}}, taking

    def _check_name(self, scope: Scope) -> None:
        """A page elsewhere could reach this one under a name of its own (DNS rebinding)."""
        public = urlsplit(self._web.public_url or "").hostname
        if public is None and not self._alone():
            return  # any name will do, since a cookie holds for one
        try:
            name = urlsplit(f"//{Headers(scope=scope).get('host', '')}").hostname or ""
        except ValueError:
            name = ""
        if name != public and not is_this_machine(name):
            raise HTTPException(400, "The page is not served under that name.")

    def _alone(self) -> bool:
        try:
            return self._people.alone
        except AccountsError:
            return False

    def _is_own(self, scope: Scope) -> bool:
        if self._uncertain(scope["path"]):
            raise HTTPException(404, "There is nothing here.")
        routes = self._routes if self._routes is not None else getattr(self._app, "routes", [])
        return any(
            route.matches(scope)[0] is Match.FULL
            for route in routes
            if not (isinstance(route, Mount) and route.path == "")
        )

    @staticmethod
    def _uncertain(path: str) -> bool:
        """Paths that two programs might take for different things."""
        return ".." in path.split("/") or "//" in path or any(ord(c) < 32 or c == "\\" for c in path)

    def _person(self, scope: Scope, public: bool) -> Person | None:
        try:
            return self._known(scope)
        except AccountsError as error:
            _log.error("%s", error)
            if public:
                return None
            message = "The accounts cannot be read, so nobody can come in: ask whoever runs this page."
            raise HTTPException(503, message) from error

    def _known(self, scope: Scope) -> Person | None:
        if self._people.alone:
            return LOCAL
        kind, _, token = Headers(scope=scope).get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and scope["path"].startswith(PROGRAMS):
            return self._people.with_token(token.strip())
        session_id = self._cookie.read(scope)
        return self._sessions.person(session_id) if session_id else None

    def _check_origin(self, scope: Scope, person: Person | None) -> None:
        origin = origin_of(scope)
        if origin is Origin.OWN or (origin is Origin.UNTOLD and _is_program(scope, person)):
            return
        raise HTTPException(403, "That request does not come from the page itself.")

    async def _body(
        self, scope: Scope, receive: Receive, route: GradioRoute | None, person: Person | None, uploads: bool
    ) -> Receive:
        """The body within its bounds, once it is known to be the person's own business."""
        if uploads:
            _check_type(scope, "multipart/form-data")
        taking = bounded(scope, receive, (self._web.upload_mb if uploads else self._web.body_mb) * MB)
        if route is None or person is None or route.keyed is Keyed.NOWHERE:
            return taking
        if route.keyed is Keyed.BODY:
            _check_type(scope, "application/json")
            body = await whole(taking)
            key, taking = key_in_body(body, route.key), again(body, receive)
            if key is None:
                raise HTTPException(400, "No session is named.")
        else:
            key = _key_in_address(scope, route)
        if key is not None:
            self._claims.claim(f"{route.key}:{key}", person.name)
        return taking


class _Reply:
    """An answer on its way out; over https the browser is told to come by nothing else for a year."""

    def __init__(self, send: Send, https: bool) -> None:
        self._send = send
        self._https = https
        self.started = False

    async def send(self, message: Message) -> None:
        self.started = True
        if self._https and message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], _BY_HTTPS]
        await self._send(message)


def _key_in_address(scope: Scope, route: GradioRoute) -> str | None:
    if route.keyed is Keyed.QUERY:
        return key_in_query(scope, route.key)
    found = route.path.fullmatch(scope["path"])
    return found[route.key] if found else None


def _is_program(scope: Scope, person: Person | None) -> bool:
    """Whether a program sent this, not a browser: one that shows a token, or is on this machine.

    No browser sends JSON to another's page without asking first, which is refused.
    """
    headers = Headers(scope=scope)
    shows = headers.get("authorization", "").lower().startswith("bearer ") and person is not None
    here = person is LOCAL and headers.get("content-type", "").startswith("application/json")
    return scope["path"].startswith(PROGRAMS) and (shows or here)


def _check_work(person: Person | None) -> None:
    if person is None or not any(person.may(right) for right in _WORK):
        raise HTTPException(403, "Your account may not do this: ask an administrator for the role that may.")


def _check_type(scope: Scope, wanted: str) -> None:
    given = Headers(scope=scope).get("content-type", "").partition(";")[0].strip().lower()
    if given != wanted:
        raise HTTPException(415, f"Only {wanted} is taken here.")
