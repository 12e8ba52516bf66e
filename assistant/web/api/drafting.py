"""``POST /api/foi/draft``: a request letter becomes a case with a draft for each of its questions."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import FormData, UploadFile

from assistant.foi.case import Case
from assistant.foi.letter.source import LARGEST
from assistant.foi.request import Request as Letter
from assistant.people.person import Person, Right
from assistant.web.api.behind import Behind, Drafts, Record
from assistant.web.api.problems import told_of
from assistant.web.api.route import holding
from assistant.web.api.turns import Turns
from assistant.web.who import requires

Model = TypeVar("Model", bound=BaseModel)

_MOST_BYTES = LARGEST + 100_000
"""A letter of the largest size with what a multipart body puts around it; in JSON it may be escaped."""
_LONGEST_NAME = 50
_NOT_FOR_A_NAME = re.compile(r"[^\w.-]+")
_ONE_FILE = "Send the letter as one file in the field “file”, or as JSON in the field “letter”."

Line = Annotated[str, Field(max_length=200)]


class Known(BaseModel):
    """What is known beside the letter; what stands here goes before what the letter says."""

    model_config = ConfigDict(extra="forbid")

    received: date | None = Field(None, description="The day on which it was received.")
    authority: Line | None = Field(None, description="The authority that it was made to.")
    reference: Line = Field("", description="Your own reference for the case.")


class Pasted(Known):
    """A letter given as text."""

    letter: str = Field(min_length=1, description="The words of the letter.")


class Filed(Known):
    """A letter given as a file (text, Word, PDF, web page or e-mail), in a multipart body."""

    file: bytes = Field(description="The file, smaller than 10 MB.", json_schema_extra={"format": "binary"})


@dataclass(frozen=True, slots=True)
class _Sent:
    """What was sent, checked: how the letter is read, and what is known beside it."""

    read: Callable[[Drafts], Letter]
    reference: str


_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": Pasted.model_json_schema()},
            "multipart/form-data": {"schema": Filed.model_json_schema()},
        },
    }
}


def add_drafting(router: APIRouter, rooms: Behind, turns: Turns, record: Record) -> None:
    """The route of request letters."""

    @router.post(
        "/foi/draft",
        summary="Draft a response to a request for information",
        response_class=Response,
        responses={
            **told_of(400, 401, 403, 413, 422, 503),
            200: {"model": Case, "description": "The case, kept, as `foi draft --json` gives it."},
        },
        openapi_extra=_BODY,
    )
    @holding(_MOST_BYTES)
    async def draft(request: Request, person: Annotated[Person, Depends(requires(Right.DESK))]) -> Response:
        """Reads the letter, matches each question with what was published before, drafts, and keeps a case.

        It takes seconds for each question. Nothing is decided: that is an officer's, at the desk.
        """
        sent = await _sent(request)

        def work() -> Case:
            office = rooms.office(person)
            case = office.open(sent.read(office), sent.reference)
            record.drafted(person, case)
            return case

        case = await turns.take(person.name, request.is_disconnected, work)
        return Response(case.model_dump_json(), media_type="application/json")


async def _sent(request: Request) -> _Sent:
    """Raises HTTPException 400 for what cannot be read, RequestValidationError for what is wrong in it."""
    if request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        async with request.form(max_files=1, max_fields=3, max_part_size=10_000) as form:
            return await _filed(form)
    return _pasted(await request.body())


def _pasted(body: bytes) -> _Sent:
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, f"The body is neither JSON nor multipart/form-data. {_ONE_FILE}") from error
    pasted = _valid(Pasted, given)
    return _Sent(
        lambda office: office.read_pasted(pasted.letter, pasted.received, pasted.authority), pasted.reference
    )


async def _filed(form: FormData) -> _Sent:
    fields = {name: value for name, value in form.multi_items() if name != "file"}
    upload = form.get("file")
    if not isinstance(upload, UploadFile):
        raise HTTPException(400, _ONE_FILE)
    # An empty field of a form is one that was not filled in.
    known = _valid(Known, {name: value for name, value in fields.items() if value != ""})
    name, data = file_name(upload.filename or ""), await upload.read()

    def read(office: Drafts) -> Letter:
        with TemporaryDirectory(prefix="letter-") as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            return office.read_file(path, known.received, known.authority)

    return _Sent(read, known.reference)


def file_name(given: str) -> str:
    """A name to keep a file under for a moment: no folder, nothing hidden, its ending kept; else "letter"."""
    last = re.split(r"[/\\]", given)[-1]
    plain = _NOT_FOR_A_NAME.sub("_", last).strip("._") or "letter"
    path = Path(plain)
    ending = path.suffix if len(path.suffix) < 10 else ""
    return path.stem[:_LONGEST_NAME] + ending


def _valid(model: type[Model], given: Any) -> Model:
    try:
        return model.model_validate(given)
    except ValidationError as error:
        faults = [{**fault, "loc": ("body", *fault["loc"])} for fault in error.errors()]
        raise RequestValidationError(faults) from error
