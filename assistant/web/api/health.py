"""``GET /health`` and ``GET /ready``: for whoever watches over the server, without signing in."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable, Sequence

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from assistant.service import LibraryService
from ingest.library import Library

_log = logging.getLogger(__name__)

_NOT_LOOKED = "Starting."
_REMEMBERED_S = 2.0
"""Strangers may ask: so often at most is anything looked at for them."""

Check = tuple[str, Callable[[], object]]
"""What is told where a check raises, and the check. It is told to strangers, so it says no more than that."""


def checks_of(library: Library) -> tuple[Check, ...]:
    """The catalogue opens, the vectors answer, the models are loaded; in this order."""

    def vectors() -> int:
        # Looked up each time: a rebuild puts other vectors in their place.
        return library.vectors.count()

    return (
        ("The catalogue cannot be opened.", library.lookup.facets),
        ("The vectors do not answer.", vectors),
        ("The models are not loaded.", LibraryService(library).warm_up),
    )


class Readiness:
    """What is not ready, looked at anew where the last look is too old.

    One call looks; others are told meanwhile what was seen last, so that they cannot use up the threads.
    """

    def __init__(self, checks: Sequence[Check], remembered_s: float = _REMEMBERED_S) -> None:
        self._checks = checks
        self._remembered_s = remembered_s
        self._looking = threading.Lock()
        self._trouble = _NOT_LOOKED
        self._seen_at = -math.inf

    def trouble(self) -> str:
        """One line, "" where all is well."""
        if time.monotonic() - self._seen_at > self._remembered_s and self._looking.acquire(blocking=False):
            try:
                self._trouble = next(filter(None, map(_failed, self._checks)), "")
                self._seen_at = time.monotonic()
            finally:
                self._looking.release()
        return self._trouble


def _failed(check: Check) -> str:
    told, look = check
    try:
        look()
    except Exception as error:  # noqa: BLE001 - whatever it is, the server is not ready
        _log.warning("Not ready: %s (%s)", told, type(error).__name__)
        return told
    return ""


def health_routes(checks: Sequence[Check]) -> APIRouter:
    """The two routes, open to everyone; they say nothing of what is held here, nor who uses it."""
    router = APIRouter()
    readiness = Readiness(checks)

    @router.api_route("/health", methods=["GET", "HEAD"], include_in_schema=False)
    async def health(response: Response) -> dict[str, str]:
        response.headers["Cache-Control"] = "no-store"
        return {"status": "alive"}

    @router.api_route("/ready", methods=["GET", "HEAD"], include_in_schema=False)
    def ready() -> JSONResponse:
        trouble = readiness.trouble()
        body = {"error": trouble} if trouble else {"status": "ready"}
        return JSONResponse(body, 503 if trouble else 200, {"Cache-Control": "no-store"})

    return router
