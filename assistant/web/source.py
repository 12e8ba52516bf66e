"""Routes for the panel that shows a source: what stands on a page, its picture, the file itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import PurePosixPath
from typing import Annotated, BinaryIO
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Query, Response
from fastapi import Path as InPath
from fastapi.responses import StreamingResponse

from assistant.people.person import Person, Right
from assistant.rooms import Rooms
from assistant.source.reading import SCALES, Drawing, Sources, UnseenError
from assistant.source.view import Place, SourceView
from assistant.web.lately import Lately
from assistant.web.who import requires
from ingest.errors import AssistantError
from ingest.records import DocumentRow

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain",
    "eml": "message/rfc822",
}
"""The type of a download by the document's format. A web page goes out as bytes that no browser shows."""

_PRIVATE = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_CHUNK = 256 * 1024
_LONGEST_NAME = 150

DocumentId = Annotated[str, InPath(pattern=r"^[0-9A-Za-z_-]{1,64}$")]
PageNumber = Annotated[int, InPath(ge=1, le=1_000_000)]
Reader = Annotated[Person, Depends(requires(Right.ASK))]
Opened = Callable[..., None]
"""Called with the person, the document's id, and ``page`` or ``downloaded``."""


def _nobody(_person: Person, _document_id: str, **_what: object) -> None:
    """Nobody is told."""


class _Pages:
    """Tells of each page that is shown to somebody: once, not again for its picture and each size of it."""

    def __init__(self, note: Opened, lately: Lately) -> None:
        self._note = note
        self._lately = lately

    def opened(self, person: Person, document_id: str, page: int | None) -> None:
        self._note(person, document_id, page=page)
        self._lately.add((person.name, document_id, page))

    def drawn(self, person: Person, document_id: str, page: int) -> None:
        if not self._lately.holds((person.name, document_id, page)):
            self.opened(person, document_id, page)


def source_routes(
    rooms: Rooms, drawing: Drawing | None = None, note: Opened = _nobody, lately: Lately | None = None
) -> APIRouter:
    """Routes below /source, over what each person may see; what they started ends with the application.

    ``note`` is told of each page and file before it is handed out.
    """
    sources = Sources(rooms.whole.settings, drawing)
    pages = _Pages(note, lately or Lately())

    @asynccontextmanager
    async def running(_: object) -> AsyncIterator[None]:
        try:
            yield
        finally:
            sources.close()

    router = APIRouter(prefix="/source", lifespan=running)

    @router.post("/view")
    def view(place: Place, person: Reader, response: Response) -> SourceView:
        response.headers.update(_PRIVATE)
        with _stated():
            shown = sources.view(rooms.library(person), place)
        pages.opened(person, place.document_id, shown.at)
        return shown

    @router.get("/{document_id}/page/{number}.png")
    def page(
        document_id: DocumentId,
        number: PageNumber,
        person: Reader,
        scale: Annotated[float, Query()] = SCALES[0],
    ) -> Response:
        if scale not in SCALES:
            raise HTTPException(422, f"scale must be one of {', '.join(map(str, SCALES))}")
        with _stated():
            picture = sources.picture(rooms.library(person), document_id, number, scale)
        pages.drawn(person, document_id, number)
        return Response(picture, media_type="image/png", headers=_PRIVATE)

    @router.get("/{document_id}/original")
    def original(document_id: DocumentId, person: Reader) -> StreamingResponse:
        with _stated():
            row, file = sources.original(rooms.library(person), document_id)
            stream = file.open()
        note(person, document_id, downloaded=True)
        headers = {
            **_PRIVATE,
            "Content-Disposition": attachment(row.sources[0]),
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Content-Length": str(file.stamp.size),
        }
        return StreamingResponse(_chunks(stream), media_type=_type(row), headers=headers)

    return router


def attachment(source: str) -> str:
    """A Content-Disposition that saves a file under the last part of ``source`` (RFC 6266).

    Nothing of the name can end the header, name a folder, or be shown in another order than it is written.
    """
    last = PurePosixPath(source.replace("\\", "/")).name
    seen = "".join(each for each in last if unicodedata.category(each)[0] != "C").strip(" .")
    name = seen or "document"
    if len(name) > _LONGEST_NAME:
        suffix = PurePosixPath(name).suffix[:10]
        name = name[: _LONGEST_NAME - len(suffix)] + suffix
    plain = re.sub(r"[^A-Za-z0-9 ._()-]", "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _type(row: DocumentRow) -> str:
    return TYPES.get(row.format, "application/octet-stream")


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


@contextmanager
def _stated() -> Iterator[None]:
    """Our errors as what the browser is told: 404 for what is not there for this person, else 409."""
    try:
        yield
    except UnseenError as error:
        raise HTTPException(404, str(error)) from error
    except AssistantError as error:
        raise HTTPException(409, str(error)) from error
