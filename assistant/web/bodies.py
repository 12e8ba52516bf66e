"""How much a request may carry: refused before it is read whole, whether it says its size or not."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope

MB = 1024 * 1024


class TooLargeError(HTTPException):
    """A request carries more than it may. As an HTTPException it is answered by whatever app reads it."""

    def __init__(self, limit: int) -> None:
        super().__init__(413, f"That is larger than the {limit / MB:g} MB taken at once.")


def bounded(scope: Scope, receive: Receive, limit: int) -> Receive:
    """``receive`` up to ``limit`` bytes. Raises TooLargeError; at once where the request says its size."""
    told = Headers(scope=scope).get("content-length", "")
    if told.isascii() and told.isdigit() and int(told[:20]) > limit:
        raise TooLargeError(limit)
    taken = 0

    async def take() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise TooLargeError(limit)
        return message

    return take


async def whole(receive: Receive) -> bytes:
    """The body of a request. Raises HTTPException where the client goes before it is sent."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise HTTPException(400, "The request was broken off.")
        body += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(body)


def again(body: bytes, receive: Receive) -> Receive:
    """A ``receive`` that gives a body that was read already, then what comes after it."""
    given = False

    async def take() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return take
