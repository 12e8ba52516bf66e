"""What holds of every route for programs: errors are JSON, bodies bounded, pages elsewhere kept out."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute
from starlette.types import Message, Receive

from assistant.web.api.problems import response_to
from assistant.web.origin import SAFE_METHODS, Origin, origin_of

MOST_BYTES = 1_000_000
"""Of a body, unless its route says otherwise: a question with a long conversation before it."""
_MOST_BYTES_OF = "most_bytes"

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
Endpoint = Callable[..., Any]


def holding(most_bytes: int) -> Callable[[Endpoint], Endpoint]:
    """Marks an endpoint whose body may have so many bytes."""

    def marked(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, _MOST_BYTES_OF, most_bytes)
        return endpoint

    return marked


class ApiRoute(APIRoute):
    """A route for programs."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()
        most = getattr(self.endpoint, _MOST_BYTES_OF, MOST_BYTES)

        async def answered(request: Request) -> Response:
            try:
                _refuse_other_pages(request)
                response = await handle(Request(request.scope, _bounded(request, most)))
            except Exception as error:  # noqa: BLE001 - each is told in one line, those of ours in their words
                response = response_to(error)
            response.headers["Cache-Control"] = "no-store"
            return response

        return answered


def _bounded(request: Request, most: int) -> Receive:
    """The body as it comes in. Raises HTTPException 413 once it is larger, or says that it will be."""
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told) > most:
        raise _too_large(most)
    seen = 0

    async def receive() -> Message:
        nonlocal seen
        message = await request.receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise _too_large(most)
        return message

    return receive


def _too_large(most: int) -> HTTPException:
    return HTTPException(413, f"The body is too large: at most {most / 1_000_000:g} MB are taken.")


def _refuse_other_pages(request: Request) -> None:
    """A page elsewhere may not act in the name of somebody whose browser is signed in here.

    Raises HTTPException 403.
    """
    if request.method not in SAFE_METHODS and origin_of(request.scope) is Origin.FOREIGN:
        raise HTTPException(403, "This call was sent by a page elsewhere: it is not answered.")
