"""The routes below /source: for whom, what goes out, and what is never there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from source_builders import Here, lines, pdf, shelve
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from assistant.people.person import LOCAL, Person, Role
from assistant.rooms import Rooms
from assistant.web.lately import Lately
from assistant.web.source import attachment, source_routes
from ingest.clearance import cleared_for
from ingest.library import Library

WORDS = "The council agreed the plan."


class Door:
    """Lets in whom it is told to."""

    def __init__(self, app: FastAPI, person: Person | None) -> None:
        self._app = app
        self.person = person

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("state", {})["person"] = self.person
        await self._app(scope, receive, send)


@pytest.fixture
def here() -> Here:
    return Here()


@pytest.fixture
def door(library: Library, here: Here) -> Door:
    app = FastAPI()
    app.include_router(source_routes(Rooms(library), here))
    return Door(app, LOCAL)


@pytest.fixture
def client(door: Door) -> Iterator[TestClient]:
    with TestClient(door, client=("127.0.0.1", 1)) as opened:
        yield opened


@pytest.fixture
def paper(library: Library, tmp_path: Path) -> Path:
    path = pdf(tmp_path / "plan.pdf", lines(WORDS))
    shelve(library, path, "d1")
    return path


def test_a_view_is_json_that_nobody_keeps(client: TestClient, paper: Path) -> None:
    reply = client.post("/source/view", json={"document_id": "d1", "page": 1, "quote": WORDS})
    assert reply.status_code == 200
    assert reply.headers["cache-control"] == "no-store"
    shown = reply.json()
    assert (shown["found"], shown["at"], shown["of"]) == ("marked", 1, 1)
    assert len(shown["picture"]["boxes"]) == 1


def test_a_page_is_a_png(client: TestClient, paper: Path) -> None:
    reply = client.get("/source/d1/page/1.png", params={"scale": 2})
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "image/png"
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["cross-origin-resource-policy"] == "same-origin"
    assert reply.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("scale", ["0", "1.1", "1000", "nan", "inf", "-1", "x"])
def test_only_a_few_scales_are_drawn(client: TestClient, here: Here, paper: Path, scale: str) -> None:
    assert client.get("/source/d1/page/1.png", params={"scale": scale}).status_code == 422
    assert here.drawn == 0


def test_the_original_is_saved_and_never_shown(client: TestClient, paper: Path) -> None:
    reply = client.get("/source/d1/original")
    assert reply.content == paper.read_bytes()
    assert reply.headers["content-type"] == "application/pdf"
    assert reply.headers["content-length"] == str(paper.stat().st_size)
    assert (
        reply.headers["content-disposition"] == "attachment; filename=\"plan.pdf\"; filename*=UTF-8''plan.pdf"
    )
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert reply.headers["cache-control"] == "no-store"


def test_a_web_page_goes_out_as_bytes(client: TestClient, library: Library, tmp_path: Path) -> None:
    page = tmp_path / "record.html"
    page.write_text(
        f"<html><head></head><body><p>{WORDS}</p><script>1</script></body></html>", encoding="utf-8"
    )
    shelve(library, page, "d2")
    reply = client.get("/source/d2/original")
    assert reply.content == page.read_bytes()
    assert reply.headers["content-type"] == "application/octet-stream"
    assert client.post("/source/view", json={"document_id": "d2", "quote": WORDS}).json()["found"] == "marked"
    assert client.get("/source/d2/page/1.png").status_code == 404


@pytest.mark.parametrize(
    ("source", "plain", "full"),
    [
        ("papers/2024/plan.pdf", "plan.pdf", "plan.pdf"),
        ("..\\..\\plan.pdf", "plan.pdf", "plan.pdf"),
        ('a"; x="b.pdf', "a__ x__b.pdf", "a%22%3B%20x%3D%22b.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf", "aSet-Cookie%3A%20x.pdf"),
        ("Café £.pdf", "Caf_ _.pdf", "Caf%C3%A9%20%C2%A3.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe", "invoicefdp.exe"),
        ("..", "document", "document"),
        ("", "document", "document"),
    ],
)
def test_a_file_name_is_saved_and_nothing_more(source: str, plain: str, full: str) -> None:
    assert attachment(source) == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"


def test_a_long_name_keeps_its_ending() -> None:
    assert attachment("x" * 500 + ".pdf").startswith(f'attachment; filename="{"x" * 146}.pdf"')


ROUTES = [
    ("POST", "/source/view", {"document_id": "{id}", "page": 1}),
    ("GET", "/source/{id}/page/1.png", None),
    ("GET", "/source/{id}/original", None),
]


def ask(client: TestClient, route: tuple[str, str, dict[str, object] | None], id_: str) -> tuple[int, object]:
    method, path, body = route
    given = {**body, "document_id": id_} if body else None
    reply = client.request(method, path.replace("{id}", id_), json=given)
    return reply.status_code, reply.json().get("detail") if reply.status_code >= 400 else None


@pytest.mark.parametrize("route", ROUTES)
def test_who_is_signed_out_or_may_not_ask_is_refused(
    client: TestClient, door: Door, paper: Path, route: tuple[str, str, dict[str, object] | None]
) -> None:
    door.person = None
    assert ask(client, route, "d1")[0] == 401
    door.person = Person("nobody", frozenset())
    assert ask(client, route, "d1")[0] == 403


@pytest.mark.parametrize("route", ROUTES)
def test_a_document_that_is_not_open_is_like_one_that_does_not_exist(
    client: TestClient, library: Library, tmp_path: Path, route: tuple[str, str, dict[str, object] | None]
) -> None:
    shelve(library, pdf(tmp_path / "b.pdf", lines("Exempt.")), "d2", state="quarantined")
    unseen, unknown = ask(client, route, "d2"), ask(client, route, "d9")
    assert unseen == unknown
    assert unseen[0] == 404


@pytest.mark.parametrize("route", ROUTES)
def test_a_marked_paper_is_there_for_those_cleared_for_it_alone(
    client: TestClient,
    door: Door,
    library: Library,
    tmp_path: Path,
    route: tuple[str, str, dict[str, object] | None],
) -> None:
    shelve(library, pdf(tmp_path / "b.pdf", lines("Exempt.")), "d2", marking="EXEMPT")
    door.person = Person("officer", frozenset({Role.READER}), cleared_for(["exempt"]))
    assert ask(client, route, "d2")[0] == 200
    door.person = Person("administrator", frozenset({Role.ADMINISTRATOR}), cleared_for(["confidential"]))
    assert ask(client, route, "d2") == ask(client, route, "d9")
    assert ask(client, route, "d2")[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/source/..%2f..%2fetc%2fpasswd/original",
        "/source/%2e%2e/original",
        "/source/plan.pdf/original",
        "/source/d1%00/original",
        "/source/d1/page/..%2f1.png",
        "/source/d1/page/0.png",
        "/source/d1/page/-1.png",
    ],
)
def test_nothing_but_an_id_and_a_page_leads_to_a_file(client: TestClient, paper: Path, path: str) -> None:
    assert client.get(path).status_code in (404, 422)


def test_a_changed_file_is_a_conflict(client: TestClient, paper: Path) -> None:
    paper.write_bytes(b"%PDF-1.7 another")
    for path in ("/source/d1/page/1.png", "/source/d1/original"):
        reply = client.get(path)
        assert reply.status_code == 409
        assert reply.json() == {"detail": "The file has changed since it was taken into the library."}


def test_an_unknown_field_or_a_letter_for_a_quotation_is_refused(client: TestClient, paper: Path) -> None:
    for given in ({"path": "/etc/passwd"}, {"quote": "x" * 20_001}, {"at": 0}, {"document_id": ""}):
        assert client.post("/source/view", json={"document_id": "d1", **given}).status_code == 422


def test_what_draws_ends_with_the_application(door: Door, here: Here) -> None:
    with TestClient(door):
        assert not here.closed
    assert here.closed


def test_a_picture_is_noted_unless_its_page_was_shown_just_before(
    library: Library, here: Here, paper: Path
) -> None:
    noted: list[tuple[str, str, dict[str, object]]] = []

    def note(person: Person, document_id: str, **what: object) -> None:
        noted.append((person.name, document_id, what))

    now = 0.0
    app = FastAPI()
    app.include_router(source_routes(Rooms(library), here, note, Lately(clock=lambda: now)))
    with TestClient(Door(app, LOCAL)) as client:
        assert client.get("/source/d1/page/1.png").status_code == 200
        assert client.get("/source/d1/page/1.png", params={"scale": 2}).status_code == 200
        assert noted == [(LOCAL.name, "d1", {"page": 1})]
        client.post("/source/view", json={"document_id": "d1", "page": 1})
        client.get("/source/d1/page/1.png")
        assert len(noted) == 2
        now = 601.0
        client.get("/source/d1/page/1.png")
        assert noted[2:] == [(LOCAL.name, "d1", {"page": 1})]
        assert client.get("/source/d1/page/9.png").status_code == 404
        assert len(noted) == 3
