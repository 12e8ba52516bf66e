"""``GET /api/documents`` and ``/api/documents/{id}``: what the library holds for somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from assistant.people.person import Person, Right
from assistant.web.api.behind import Behind
from assistant.web.api.problems import refused, told_of
from assistant.web.who import requires
from ingest.records import DocumentRow, State

_MOST_LISTED = 200
_NO_SUCH = "There is no such document, or you are not cleared for it."
_NOT_YOURS = "Only librarians see quarantined documents: ask an administrator for the role that may."

Reader = Annotated[Person, Depends(requires(Right.ASK))]


class Document(BaseModel):
    """A document. ``sources`` are the paths of its files, relative to the folders that were ingested."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    state: State
    kind: str
    title: str
    authority: str | None
    date: str | None
    reference: str | None
    marking: str | None
    format: str
    pages: int
    passages: int
    sources: tuple[str, ...]
    sha256: str


class DescribedDocument(Document):
    """A document with how each part of its description was found, and what was noted when it was read."""

    findings: dict[str, str]
    notes: tuple[str, ...]


class Listing(BaseModel):
    """A part of the documents: ``total`` match, those from ``offset`` on are listed."""

    total: int
    offset: int
    limit: int
    documents: list[Document]


class Wanted(BaseModel):
    """Which documents, and which part of them."""

    model_config = ConfigDict(extra="forbid")

    offset: int = Field(0, ge=0, description="How many to pass over.")
    limit: int = Field(50, ge=1, le=_MOST_LISTED, description="How many to list at most.")
    authority: str | None = Field(None, max_length=200)
    kind: str | None = Field(None, max_length=100)
    since: date | None = Field(None, description="Dated on this day or later.")
    until: date | None = Field(None, description="Dated on this day or earlier.")
    words: str = Field("", max_length=200, description="Each stands in the title, reference or file name.")
    state: State = Field("current", description='"quarantined" is for librarians.')

    def holds(self, row: DocumentRow) -> bool:
        """Is this one of them?"""
        same = self.authority is None or (row.authority or "").casefold() == self.authority.casefold()
        return (
            row.state == self.state
            and same
            and self.kind in (None, row.kind)
            and self._dated(row.date)
            and self._worded(row)
        )

    def _dated(self, day: str | None) -> bool:
        """A document without a date is within no days."""
        if day is None:
            return self.since is None and self.until is None
        return (self.since is None or day >= self.since.isoformat()) and (
            self.until is None or day <= self.until.isoformat()
        )

    def _worded(self, row: DocumentRow) -> bool:
        text = " ".join((row.title, row.reference or "", *row.sources)).casefold()
        return all(word in text for word in self.words.casefold().split())


def add_documents(router: APIRouter, rooms: Behind) -> None:
    """The routes of documents."""

    @router.get("/documents", summary="List the documents", responses=told_of(401, 403, 422, 503))
    def documents(wanted: Annotated[Wanted, Query()], person: Reader) -> Listing:
        """The documents that you are cleared for, by authority, date (newest first) and title."""
        if wanted.state == "quarantined" and not person.may(Right.LIBRARY):
            raise refused(403, _NOT_YOURS)
        rows = _in_order(_found(rooms, wanted, person))
        part = rows[wanted.offset : wanted.offset + wanted.limit]
        return Listing(
            total=len(rows),
            offset=wanted.offset,
            limit=wanted.limit,
            documents=[Document.model_validate(row) for row in part],
        )

    @router.get("/documents/{id}", summary="Show one document", responses=told_of(401, 403, 404, 422, 503))
    def document(id: str, person: Reader) -> DescribedDocument:
        """One document by its whole id, with how its description was found."""
        lookup = rooms.library(person).lookup
        row = lookup.documents_by_id([id]).get(id)
        if row is None and person.may(Right.LIBRARY):
            row = next((each for each in lookup.documents(quarantined=True) if each.id == id), None)
        if row is None:
            raise refused(404, _NO_SUCH)
        return DescribedDocument.model_validate(row)


def _found(rooms: Behind, wanted: Wanted, person: Person) -> Iterator[DocumentRow]:
    rows = rooms.library(person).lookup.documents(quarantined=wanted.state == "quarantined")
    return (row for row in rows if wanted.holds(row))


def _in_order(rows: Iterable[DocumentRow]) -> list[DocumentRow]:
    """By authority (unknown ones last), the newest first, then by title."""
    found = sorted(rows, key=lambda row: (row.title, row.id))
    found.sort(key=lambda row: row.date or "", reverse=True)
    return sorted(found, key=lambda row: (row.authority is None, row.authority))
