"""A small place of our own behind the interface for programs, and a door that lets in whoever says who."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from fakes_foi import FakeDesk
from fakes_ui import FakeService
from fastapi import APIRouter, FastAPI
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.foi.case import Case
from assistant.foi.request import Request
from assistant.people.person import Person, Role
from ingest.clearance import Clearance
from ingest.records import DocumentRow

READER = Person("reader", frozenset({Role.READER}))
CLEARED = Person("cleared reader", frozenset({Role.READER}), Clearance(frozenset({"exempt"})))
OFFICER = Person("foi officer", frozenset({Role.FOI_OFFICER}))
LIBRARIAN = Person("librarian", frozenset({Role.LIBRARIAN}))
EVALUATOR = Person("evaluator", frozenset({Role.EVALUATOR}))
ADMINISTRATOR = Person("administrator", frozenset({Role.ADMINISTRATOR}))
PEOPLE = {each.name: each for each in (READER, CLEARED, OFFICER, LIBRARIAN, EVALUATOR, ADMINISTRATOR)}


class NamedDoor:
    """Lets in whoever a bearer token names: the token of "librarian" is "librarian"."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        tokens = [value for name, value in scope.get("headers", ()) if name == b"authorization"]
        token = tokens[0].decode().removeprefix("Bearer ") if tokens else ""
        if token in PEOPLE:
            scope.setdefault("state", {})["person"] = PEOPLE[token]
        await self._app(scope, receive, send)


def door_to(*routers: APIRouter) -> ASGIApp:
    """Our routes behind that door, with nothing of FastAPI's own."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    for router in routers:
        app.include_router(router)
    return NamedDoor(app)


def client(person: Person | None, *routers: APIRouter) -> TestClient:
    """A program with that person's token; with None it has no token."""
    headers = {"Authorization": f"Bearer {person.name}"} if person else {}
    return TestClient(door_to(*routers), "http://assistant.test", headers=headers)


def row(id_: str, title: str, **more: object) -> DocumentRow:
    plain = DocumentRow(
        id=id_,
        state="current",
        kind="foi-response",
        title=title,
        authority="Averdale County Council",
        date="2024-05-09",
        reference=None,
        marking=None,
        format="pdf",
        findings={"title": "first heading"},
        notes=(),
        released=None,
        pages=2,
        passages=5,
        sources=(f"foi/{id_}.pdf",),
        sha256="0" * 64,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


ROWS = (
    row("d1", "Waiting times", reference="FOI 0417"),
    row("d2", "Care at home", date="2025-01-02"),
    row("d3", "Grants", authority="Osterbridge City Council", kind="policy", date=None),
    row("d4", "Bidders", marking="Exempt", date="2024-01-01"),
    row("d5", "Set aside", state="quarantined", marking="Confidential"),
)


@dataclass
class FakeLookup:
    """What a person sees of ``ROWS``: d4 is for those who are cleared for exempt papers."""

    person: Person

    def documents(self, *, quarantined: bool = False) -> list[DocumentRow]:
        held = (r for r in ROWS if quarantined or r.state == "current")
        return [r for r in held if r.id != "d4" or self.person.clearance.covers("exempt")]

    def documents_by_id(self, ids: Iterable[str]) -> dict[str, DocumentRow]:
        return {r.id: r for r in self.documents() if r.id in set(ids)}


@dataclass
class FakeLibrary:
    lookup: FakeLookup


class FakeOffice(FakeDesk):
    """The page's desk, where a case may be opened without a word on how far it is."""

    def open(self, request: Request, reference: str) -> Case:  # type: ignore[override]
        return super().open(request, reference, lambda _done, _of: None)


@dataclass
class FakeRooms:
    """The same answers for everybody, and who asked for them."""

    answers: FakeService = field(default_factory=FakeService)
    desk: FakeOffice = field(default_factory=FakeOffice)
    served: list[Person] = field(default_factory=list)

    def service(self, person: Person) -> FakeService:
        self.served.append(person)
        return self.answers

    def library(self, person: Person) -> FakeLibrary:
        return FakeLibrary(FakeLookup(person))

    def office(self, person: Person) -> FakeOffice:
        self.served.append(person)
        return self.desk
