"""Files made for one person, fetched under a link that nobody can guess, and gone ten minutes later."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Response
from fastapi import Path as InPath

from assistant.people.person import Person, Right
from assistant.web.source import attachment
from assistant.web.who import requires

KEPT_S = 600.0
MOST_BYTES = 64 * 1024 * 1024
"""Of all files together; the oldest make room, so that memory has a bound."""

_ADDRESS = r"^[A-Za-z0-9_-]{43}$"
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_GONE = "That file is not here any more: make it again."


@dataclass(frozen=True, slots=True)
class _Kept:
    """A file, whose it is with the roles and the clearance they had then, and until when it is kept."""

    person: Person
    name: str
    data: bytes
    until: float


class Downloads:
    """Holds files in memory for the person they were made for. Safe to call from several threads."""

    def __init__(self, now: Callable[[], float] = time.monotonic, most_bytes: int = MOST_BYTES) -> None:
        self._now = now
        self._most_bytes = most_bytes
        self._kept: dict[str, _Kept] = {}
        self._lock = Lock()

    def keep(self, person: Person, name: str, data: bytes) -> str:
        """The address of the file for the next ten minutes, relative to that of the page."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._kept[token] = _Kept(person, name, data, self._now() + KEPT_S)
            self._make_room()
        return f"download/{token}"

    def take(self, person: Person, token: str) -> tuple[str, bytes] | None:
        """The file's name and bytes; None where there is none for this person, or it is too late.

        Whoever has other roles or another clearance by now is not the person it was made for.
        """
        with self._lock:
            self._make_room()
            kept = self._kept.get(token)
        return (kept.name, kept.data) if kept is not None and kept.person == person else None

    def _make_room(self) -> None:
        """Without what is too old, and without the oldest where there is too much."""
        now = self._now()
        self._kept = {token: kept for token, kept in self._kept.items() if kept.until > now}
        held = sum(len(kept.data) for kept in self._kept.values())
        while held > self._most_bytes:
            oldest = next(iter(self._kept))
            held -= len(self._kept.pop(oldest).data)


def download_routes(downloads: Downloads, right: Right) -> APIRouter:
    """``GET /download/{token}``, for those who have the right with which such files are made."""
    router = APIRouter()

    @router.get("/download/{token}")
    def download(
        token: Annotated[str, InPath(pattern=_ADDRESS)],
        person: Person = Depends(requires(right)),  # noqa: B008
    ) -> Response:
        found = downloads.take(person, token)
        if found is None:
            raise HTTPException(404, _GONE)
        name, data = found
        headers = {**_HEADERS, "Content-Disposition": attachment(name)}
        return Response(data, media_type="application/octet-stream", headers=headers)

    return router
