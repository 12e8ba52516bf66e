"""Whatever goes wrong in a call as one line of JSON with its status; never a trace, never what was sent."""

from __future__ import annotations

import logging
import traceback

from fastapi import HTTPException
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException as StarletteHTTPException

from ingest.errors import AssistantError, CaseError, QuestionError, RequestError

_log = logging.getLogger(__name__)

_UNFORESEEN = "Something went wrong here, and nothing was done: tell whoever runs this server."
_NOT_JSON = "The body is not a JSON object: send one with the header Content-Type: application/json."
# What is wrong with what was sent, not with the server.
_OF_THE_CALL = (QuestionError, RequestError, CaseError)


class Problem(BaseModel):
    """Why a call was not answered, in one line for a person."""

    error: str


def response_to(error: Exception) -> JSONResponse:
    """The response that tells of an error."""
    if isinstance(error, RequestValidationError):
        return _told(*_of_validation(error))
    if isinstance(error, StarletteHTTPException):
        return _of_http(error)
    if isinstance(error, AssistantError):
        return _told(422 if isinstance(error, _OF_THE_CALL) else 503, str(error))
    _note(error)
    return _told(500, _UNFORESEEN)


def _of_http(error: StarletteHTTPException) -> JSONResponse:
    headers = dict(error.headers or {})
    if error.status_code == 401:
        # RFC 6750, 3: a call without a token is told how to send one.
        headers.setdefault("WWW-Authenticate", "Bearer")
    return _told(error.status_code, str(error.detail), headers)


def _of_validation(error: RequestValidationError) -> tuple[int, str]:
    """The first fault: where it is and what it is. What was sent is not repeated."""
    first = error.errors()[0]
    said = str(first["msg"]).removeprefix("Value error, ")
    if first["type"] == "json_invalid":
        return 400, _NOT_JSON
    if len(first["loc"]) > 1:
        where = ".".join(str(part) for part in first["loc"][1:])
        return 422, f"{where}: {said}."
    return (422, f"{said}.") if first["type"] == "value_error" else (400, _NOT_JSON)


def _told(status: int, line: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": " ".join(line.split())}, status, headers)


def _note(error: Exception) -> None:
    """Kind and place alone: the message of an error may hold a question, and a question personal data."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    _log.error("%s in %s, line %s of %s", type(error).__name__, place.name, place.lineno, place.filename)


def refused(status: int, line: str) -> HTTPException:
    """An error to raise where a call is refused."""
    return HTTPException(status, line)


_MEANINGS = {
    400: "The call cannot be read.",
    401: "No token, or one that is not known.",
    403: "The account may not do this.",
    404: "There is no such thing, or the account is not cleared for it.",
    413: "The body is too large.",
    422: "Something in the call is wrong; the line says what.",
    503: "Too many calls wait (Retry-After says for how long), or a model or the library cannot be used.",
}


def told_of(*statuses: int) -> dict[int | str, dict[str, object]]:
    """For the description of a route: the errors that it may answer with."""
    return {status: {"model": Problem, "description": _MEANINGS[status]} for status in statuses}
