"""Signing in through a sign-in service: there, and back with its word for who somebody is."""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from assistant.people.oidc import Attempt, SignInService
from assistant.web.cookies import SessionCookie
from assistant.web.login import Login
from assistant.web.login_page import SignInView
from assistant.web.onward import own_path
from assistant.web.sessions import Sessions
from ingest.errors import SettingsError, SignInError
from ingest.settings import Settings

START = "/sign-in/service"
RETURN = "/sign-in/return"

_MOST = 5000
_LASTS_S = 600
"""How long somebody may take to sign in at the service."""


class _OnTheWay(NamedTuple):
    attempt: Attempt
    onward: str
    until: float


class ServiceLogin:
    """Sends people to the service and takes them back, each in the browser that they set out with."""

    def __init__(
        self,
        service: SignInService,
        login: Login,
        sessions: Sessions,
        settings: Settings,
        clock: Callable[[], float],
    ) -> None:
        self._service = service
        self._login = login
        self._sessions = sessions
        self._public_url = settings.web.public_url
        self._cookie = SessionCookie(settings.web, "commissioning-sign-in")
        self._clock = clock
        self._on_the_way: OrderedDict[str, _OnTheWay] = OrderedDict()
        self._lock = threading.Lock()

    def start(self, request: Request) -> Response:
        """To the service; the cookie holds the name under which the attempt is kept here."""
        onward = own_path(request.query_params.get("next"))
        try:
            address, attempt = self._service.start(self._return_address(request))
        except SignInError as error:
            return self._login.page(SignInView(onward=onward), str(error), 503)
        name = secrets.token_urlsafe(32)
        with self._lock:
            self._on_the_way[name] = _OnTheWay(attempt, onward, self._clock() + _LASTS_S)
            if len(self._on_the_way) > _MOST:
                self._on_the_way.popitem(last=False)
        response = RedirectResponse(address, 303)
        self._cookie.put(response, request.scope, name, _LASTS_S)
        return response

    def finish(self, request: Request) -> Response:
        """Back from it. An attempt counts once, whatever comes of it."""
        name = self._cookie.read(request.scope)
        with self._lock:
            found = self._on_the_way.pop(name, None) if name else None
        if found is None or self._clock() > found.until:
            trouble = "That took too long, or began in another window: start again."
            return self._login.page(SignInView(), trouble, 400)
        view = SignInView(onward=found.onward)
        response = self._login.unless_unable(view, partial(self._finished, request, found.attempt, view))
        self._cookie.remove(response, request.scope)
        return response

    def _finished(self, request: Request, attempt: Attempt, view: SignInView) -> Response:
        try:
            guest = self._service.finish(attempt, request.query_params)
        except SignInError as error:
            return self._login.page(view, str(error), 403)
        return self._login.admit(request, guest.name, partial(self._sessions.begin_guest, guest), view.onward)

    def _return_address(self, request: Request) -> str:
        ours = self._public_url or f"{request.url.scheme}://{request.url.netloc}"
        return ours + RETURN


def service_routes(
    login: Login, sessions: Sessions, settings: Settings, clock: Callable[[], float] = time.monotonic
) -> APIRouter:
    """``GET /sign-in/service`` and ``GET /sign-in/return``. Raises SettingsError without a secret."""
    secret = os.environ.get(settings.oidc.secret_env, "")
    if not secret:
        raise SettingsError(
            f"oidc.issuer is set, but not the environment variable {settings.oidc.secret_env} with the "
            "client's secret: set it, or take oidc.issuer out."
        )
    service = ServiceLogin(SignInService(settings.oidc, secret, clock), login, sessions, settings, clock)
    router = APIRouter(include_in_schema=False)
    router.add_api_route(START, service.start, methods=["GET"], response_model=None)
    router.add_api_route(RETURN, service.finish, methods=["GET"], response_model=None)
    return router
