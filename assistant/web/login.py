"""Signing in with a name and a password, and signing out."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from urllib.parse import parse_qs

import anyio
from anyio.to_thread import run_sync
from fastapi import APIRouter, HTTPException, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.people.account import folded_name
from assistant.people.people import People
from assistant.web.cookies import SessionCookie
from assistant.web.login_page import SignInView, login_page
from assistant.web.onward import own_path
from assistant.web.refusals import SIGN_IN
from assistant.web.sessions import Sessions
from assistant.web.throttle import Throttle, address_key
from ingest.errors import AccountsError, AssistantError, SettingsError
from ingest.settings import Settings

FREE_BY_NAME = 5
FREE_BY_ADDRESS = 20
"""More than one person may sit behind an address: a whole office often does."""

_AT_ONCE = 2
"""Passwords tried at once: each takes 64 MiB, and more than the processor's cores only wait."""
_FORM_BYTES = 8192

_WRONG = "That name and password do not go together. Check both and try again."
_UNABLE = "Nobody can sign in at the moment: ask whoever runs this page."
_SIGNED_OUT = "You are signed out."

Note = Callable[[str, str, str], None]
"""Told of what happened ("signed in", "sign-in refused", "signed out"), to whom, from which address."""

Clock = Callable[[], float]

_log = logging.getLogger(__name__)


def _logged(event: str, name: str, address: str) -> None:
    _log.info("%s: %s from %s", event, name, address)


class Login:
    """The sign-in page's doings; ``service`` is what a sign-in service is called, "" where there is none."""

    def __init__(
        self,
        people: People,
        sessions: Sessions,
        settings: Settings,
        note: Note = _logged,
        clock: Clock = time.monotonic,
    ) -> None:
        self._people = people
        self._sessions = sessions
        self._cookie = SessionCookie(settings.web)
        self._service = settings.oidc.label if settings.oidc.issuer else ""
        self._note = note
        self._by_name = Throttle(FREE_BY_NAME, clock=clock)
        self._by_address = Throttle(FREE_BY_ADDRESS, clock=clock)
        self._working = anyio.CapacityLimiter(_AT_ONCE)

    async def show(self, request: Request) -> Response:
        """The page; who is signed in already goes on at once."""
        onward = own_path(request.query_params.get("next"))
        if getattr(request.state, "person", None) is not None:
            return RedirectResponse(onward, 303)
        notice = _SIGNED_OUT if "signed-out" in request.query_params else ""
        return self.page(SignInView(onward=onward, notice=notice))

    async def enter(self, request: Request) -> Response:
        """Signs in, or shows the page again without telling which of name and password was wrong."""
        form = await _form(request)
        view = SignInView(onward=own_path(form.get("next")), name=folded_name(form.get("name", "")))
        keys = view.name[:64], address_key(_address(request))
        if (wait_s := max(self._by_name.wait_s(keys[0]), self._by_address.wait_s(keys[1]))) > 0:
            return self.page(view, _patience(wait_s), 429, wait_s)
        # Counted before it is tried, so that many at once are not all taken for the first.
        self._by_name.failed(keys[0])
        self._by_address.failed(keys[1])
        trying = partial(self._tried, request, view, form.get("password", ""), keys)
        return await run_sync(self.unless_unable, view, trying, limiter=self._working)

    def _tried(self, request: Request, view: SignInView, password: str, keys: tuple[str, str]) -> Response:
        """In a thread of its own: a password is work, and what is noted is written to the disc."""
        account = self._people.signing_in(view.name, password)
        if account is None:
            # A name that nobody has may be a password typed into the wrong field.
            known = self._people.account(view.name) is not None
            self._note("sign-in refused", view.name if known else "an unknown name", _address(request))
            return self.page(view, _WRONG, 401)
        self._by_name.cleared(keys[0])
        self._by_address.forgiven(keys[1])
        return self.admit(request, account.name, partial(self._sessions.begin, account), view.onward)

    def leave(self, request: Request) -> Response:
        """Signs out: the session is gone for whoever still has its cookie."""
        session_id = self._cookie.read(request.scope)
        if session_id:
            self._sessions.end(session_id)
        self._note_leaving(request)
        response = RedirectResponse(f"{SIGN_IN}?signed-out", 303)
        self._cookie.remove(response, request.scope)
        response.headers["clear-site-data"] = '"cache"'
        return response

    def _note_leaving(self, request: Request) -> None:
        """Whoever wants to be out is out, whether or not that can be noted."""
        person = getattr(request.state, "person", None)
        if person is None:
            return
        try:
            self._note("signed out", person.name, _address(request))
        except AssistantError as error:
            _log.error("%s", error)

    def unless_unable(self, view: SignInView, trying: Callable[[], Response]) -> Response:
        """What comes of trying; where accounts or records cannot be used, the page says that it cannot be."""
        try:
            return trying()
        except AssistantError as error:
            _log.error("%s", error)
            return self.page(view, _UNABLE, 503)

    def admit(self, request: Request, name: str, begin: Callable[[], str], onward: str) -> Response:
        """In with a new session, never the one that came with the request: it may be somebody else's.

        First it is noted; what cannot be noted is not done.
        """
        self._note("signed in", name, _address(request))
        before = self._cookie.read(request.scope)
        if before:
            self._sessions.end(before)
        response = RedirectResponse(onward, 303)
        self._cookie.put(response, request.scope, begin())
        return response

    def page(self, view: SignInView, trouble: str = "", status: int = 200, wait_s: int = 0) -> Response:
        shown = replace(view, trouble=trouble, passwords=self._passwords(), service=self._service)
        headers = {"Retry-After": str(wait_s)} if wait_s else None
        return HTMLResponse(login_page(shown), status, headers)

    def _passwords(self) -> bool:
        """Whether anybody has a password here; where that cannot be told, the form says what is wrong."""
        try:
            return not self._service or self._people.has_accounts
        except AccountsError:
            return True


def login_routes(
    people: People,
    sessions: Sessions,
    settings: Settings,
    note: Note = _logged,
    clock: Clock = time.monotonic,
) -> APIRouter:
    """``GET`` and ``POST /sign-in``, ``POST /sign-out``, and those of a sign-in service where one is set."""
    login = Login(people, sessions, settings, note, clock)
    router = APIRouter(include_in_schema=False)
    router.add_api_route(SIGN_IN, login.show, methods=["GET"], response_model=None)
    router.add_api_route(SIGN_IN, login.enter, methods=["POST"], response_model=None)
    router.add_api_route("/sign-out", login.leave, methods=["POST"], response_model=None)
    if settings.oidc.issuer:
        router.include_router(_service_routes(login, sessions, settings, clock))
    return router


def _service_routes(login: Login, sessions: Sessions, settings: Settings, clock: Clock) -> APIRouter:
    try:
        from assistant.web.service_login import service_routes
    except ModuleNotFoundError as error:
        raise SettingsError(
            "oidc.issuer is set, but what speaks with a sign-in service is not installed: install "
            "commissioning-assistant[oidc]."
        ) from error
    return service_routes(login, sessions, settings, clock)


async def _form(request: Request) -> dict[str, str]:
    """The fields of a small form; of one that is there twice the first."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _FORM_BYTES:
            raise HTTPException(413, "That is more than a name and a password.")
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=10)
    except ValueError:
        raise HTTPException(400, "That is no sign-in form.") from None
    return {name: values[0] for name, values in fields.items()}


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def _patience(wait_s: int) -> str:
    minutes = -(-wait_s // 60)
    told = f"{wait_s} second{'s' * (wait_s != 1)}" if wait_s < 120 else f"{minutes} minutes"
    return f"Too many attempts: wait {told}, then try again."
