"""The page's own scripts, served from the package under the hash of their words."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.resources import files

from fastapi import APIRouter, Depends, Response

from assistant.people.person import Person, Right
from assistant.web.who import requires

_FOR_A_YEAR = "private, max-age=31536000, immutable"


class Assets:
    """Scripts of a package by name, read once; a name that is not among them is served by no route."""

    def __init__(self, package: str, names: Sequence[str]) -> None:
        self._words = {name: files(package).joinpath(name).read_bytes() for name in names}

    def head(self) -> bytes:
        """The tags that load the scripts, in order, once the page has been read."""
        tags = (
            f'<script defer src="own/{_hash(words)}/{name}"></script>' for name, words in self._words.items()
        )
        return "".join(tags).encode()

    def routes(self) -> APIRouter:
        """``/own/{hash}/{name}``: a script. Words that have changed have another address."""
        router = APIRouter()

        @router.get("/own/{version}/{name}")
        def script(version: str, name: str, _person: Person = Depends(requires(Right.ASK))) -> Response:  # noqa: B008
            words = self._words.get(name)
            if words is None or version != _hash(words):
                return Response("There is no such script.", status_code=404, media_type="text/plain")
            headers = {"cache-control": _FOR_A_YEAR}
            return Response(words, media_type="text/javascript; charset=utf-8", headers=headers)

        return router


def _hash(words: bytes) -> str:
    return hashlib.sha256(words).hexdigest()[:16]
