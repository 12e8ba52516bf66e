"""The door before a real Gradio page: what the page needs is open, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import gradio as gr
import httpx2
import pytest
from browser_support import leftovers
from fakes_web import House, account, house
from fastapi import FastAPI, Request
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from assistant.people.person import Person, Right, Role
from assistant.ui.guard import Guard
from assistant.web.claims import Claims, key_in_body
from assistant.web.gradio_routes import ROUTES, open_route
from ingest.settings import Settings
from ingest.web_settings import WebSettings

OPEN = {
    ("GET", "/"),
    ("GET", "/assets/{path:path}"),
    ("GET", "/static/{path:path}"),
    ("GET", "/theme.css"),
    ("GET", "/favicon.ico"),
    ("GET", "/robots.txt"),
    ("GET", "/gradio_api/app_id"),
    ("GET", "/gradio_api/heartbeat/{session_hash}"),
    ("POST", "/gradio_api/queue/join"),
    ("GET", "/gradio_api/queue/data"),
    ("POST", "/gradio_api/cancel"),
    ("POST", "/gradio_api/reset"),
    ("POST", "/gradio_api/upload"),
    ("GET", "/gradio_api/upload_progress"),
}


def page(made: list[House]) -> gr.Blocks:
    """A page with two guarded events, which say who asked what."""

    def named(name: str | None) -> Person | None:
        return made[0].sessions.named(name)

    def said(person: Person, words: str) -> str:
        return f"{person.name}: {words}"

    guard = Guard(named)
    with gr.Blocks(analytics_enabled=False) as blocks:
        box = gr.Textbox()
        box.submit(guard(Right.ASK, said), box, box, api_visibility="private")
        # The page's "Stop": outside the queue, so that it does not wait behind what it stops.
        box.blur(guard(Right.ASK, said), box, box, queue=False, api_visibility="private")
        gr.File()
    blocks.queue(api_open=False)
    return blocks


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made: list[House] = []

    def add(app: FastAPI) -> None:
        gr.mount_gradio_app(
            app, page(made), "/", auth_dependency=_name, mcp_server=False, ssr_mode=False, run_history=False
        )

    web = WebSettings(upload_mb=1)
    people = (account("chair", Role.ADMINISTRATOR), account("reed"), account("shelf", Role.LIBRARIAN))
    with leftovers():
        settings = Settings(home=tmp_path_factory.mktemp("home"), web=web)
        made.append(house(settings, *people, add=add))
    with leftovers(), TestClient(made[0].door, "http://127.0.0.1:7860"):  # started, and ended
        yield made[0]


def _name(request: Request) -> str | None:
    person = getattr(request.state, "person", None)
    return None if person is None else str(person.name)


def gradios_routes() -> Iterator[tuple[str, str]]:
    """Every route that Gradio itself has, with its methods."""
    with leftovers():
        app = FastAPI()
        gr.mount_gradio_app(app, page([]), "/", mcp_server=False, ssr_mode=False)
    mounted = next(route.app for route in app.routes if isinstance(route, Mount))
    for route in _flat(mounted.routes):
        yield from ((method, route.path) for method in sorted(route.methods or ()))


def _flat(routes: Any) -> Iterator[Route]:
    for route in routes:
        if isinstance(route, Route):
            yield route
        elif hasattr(route, "original_router"):
            yield from _flat(route.original_router.routes)


def example(path: str) -> str:
    """An address that a route answers to."""
    return re.sub(r"\{[^}]*\}", "x", path)


def test_of_all_that_gradio_offers_only_what_the_page_needs_is_open() -> None:
    offered = set(gradios_routes())
    assert len(offered) > 60
    found = {(method, path) for method, path in offered if open_route(method, example(path))}
    assert found == OPEN | {("HEAD", "/")}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path.pattern}")
def test_only_files_that_are_the_same_for_everybody_need_no_name(route: Any) -> None:
    files = ("assets|static", r"theme\.css", r"favicon\.ico", r"robots\.txt")
    assert route.public is any(name in route.path.pattern for name in files)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/gradio_api/info"),
        ("GET", "/gradio_api/proxy=https://example.org"),
        ("POST", "/gradio_api/run/said"),
        ("POST", "/gradio_api/call/predict"),
        ("POST", "/gradio_api/component_server"),
        ("GET", "/gradio_api/runs"),
        ("GET", "/?deep_link=abc"),
        ("GET", "/assets/../config"),
        ("GET", "/gradio_api/queue/join"),
        ("GET", "/gradio_api/heartbeat/a/b"),
    ],
)
def test_what_is_shut_is_not_there_even_for_an_administrator(door: House, method: str, path: str) -> None:
    assert (
        door.signed_in("chair").request(method, path, json={} if method == "POST" else None).status_code
        == 404
    )


def test_the_page_is_there_for_who_signed_in(door: House) -> None:
    assert door.visitor().get("/").status_code == 401
    shown = door.signed_in("reed").get("/")
    assert shown.status_code == 200
    assert '"username":"reed"' in shown.text
    assert shown.headers["cache-control"] == "no-store"


def test_its_files_may_be_kept(door: House) -> None:
    theme = door.visitor().get("/theme.css")
    assert theme.status_code == 200
    assert "no-store" not in theme.headers.get("cache-control", "")


def join(visitor: TestClient, session: str) -> int:
    body = {"data": ["Which panel?"], "fn_index": 0, "session_hash": session}
    return visitor.post("/gradio_api/queue/join", json=body).status_code


def test_a_page_that_is_open_when_the_session_ends_says_so(door: House) -> None:
    reed = door.signed_in("reed")
    reed.post("/sign-out")
    body = {"data": ["Which panel?"], "fn_index": 0, "session_hash": "late"}
    told = reed.post("/gradio_api/queue/join", json=body).json()
    assert told == {"detail": "You are signed out: sign in again. What you typed is still here."}


def test_a_session_is_of_who_uses_it_first(door: House) -> None:
    reed, chair = door.signed_in("reed"), door.signed_in("chair")
    assert join(reed, "first") == 200
    assert join(chair, "first") == 403
    assert chair.get("/gradio_api/queue/data?session_hash=first").status_code == 403
    assert chair.get("/gradio_api/heartbeat/first").status_code == 403
    cancel = {"session_hash": "first", "fn_index": 0, "event_id": "x"}
    assert chair.post("/gradio_api/cancel", json=cancel).status_code == 403
    assert reed.post("/gradio_api/cancel", json=cancel).status_code == 200
    assert join(reed, "first") == 200


def run(visitor: TestClient, event: int, **session: str) -> httpx2.Response:
    body = {"data": ["Which panel?"], "fn_index": event, **session}
    return visitor.post("/gradio_api/run/predict", json=body)


def test_only_what_the_page_does_outside_the_queue_is_done_directly(door: House) -> None:
    reed = door.signed_in("reed")
    assert run(reed, 1, session_hash="direct").json()["data"] == ["reed: Which panel?"]
    assert run(reed, 0, session_hash="direct").status_code == 404
    assert run(door.signed_in("chair"), 1, session_hash="direct").status_code == 403
    assert run(reed, 1).status_code == 400
    assert run(door.visitor(), 1, session_hash="direct").status_code == 401


def test_an_uploaded_file_is_given_out_to_nobody(door: House) -> None:
    shelf = door.signed_in("shelf")
    body = {"files": ("letter.txt", b"Dear requester", "text/plain")}
    made = f"/gradio_api/file={shelf.post('/gradio_api/upload', files=body).json()[0]}"
    for name in ("shelf", "chair", "reed"):
        assert door.signed_in(name).get(made).status_code == 404


@pytest.mark.parametrize("path", ["/etc/passwd", __file__, "/srv/../etc/passwd", "https://example.org/x"])
def test_no_other_file_is_given_out(door: House, path: str) -> None:
    assert door.signed_in("shelf").get(f"/gradio_api/file={path}").status_code == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"session_hash": "own-1", "session_hash": "own-2"}', 400),
        (b'{"session_hash": ["own-1"]}', 400),
        (b'{"session_hash": ""}', 400),
        (b"{}", 400),
        (b"[]", 400),
        (b"{", 400),
        (b"\xff", 400),
        (b"[" * 100_000, 400),
    ],
)
def test_a_body_that_could_be_read_two_ways_is_refused(door: House, body: bytes, status: int) -> None:
    headers = {"content-type": "application/json"}
    reply = door.signed_in("reed").post("/gradio_api/queue/join", content=body, headers=headers)
    assert reply.status_code == status


def test_so_is_an_address_and_a_body_of_another_type(door: House) -> None:
    reed = door.signed_in("reed")
    assert reed.get("/gradio_api/queue/data?session_hash=a&session_hash=b").status_code == 400
    form = {"content-type": "text/plain"}
    assert reed.post("/gradio_api/queue/join", content=b"{}", headers=form).status_code == 415


def upload(visitor: TestClient, size: int = 10, upload_id: str = "") -> int:
    query = f"?upload_id={upload_id}" if upload_id else ""
    files = {"files": ("minutes.txt", b"x" * size, "text/plain")}
    return visitor.post(f"/gradio_api/upload{query}", files=files).status_code


def test_who_may_not_add_documents_may_not_upload(door: House) -> None:
    assert upload(door.visitor()) == 401
    assert upload(door.signed_in("reed")) == 403
    assert upload(door.signed_in("shelf")) == 200


def test_an_upload_carries_so_much_and_no_more(door: House) -> None:
    shelf = door.signed_in("shelf")
    assert upload(shelf, 1024 * 1024) == 413
    headers = {"content-type": "multipart/form-data; boundary=x"}
    parts = iter([b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n', b"y" * 2**21])
    assert shelf.post("/gradio_api/upload", content=parts, headers=headers).status_code == 413
    assert (
        shelf.post("/gradio_api/upload", content=b"x", headers={"content-type": "text/plain"}).status_code
        == 415
    )


def test_anothers_upload_is_not_watched(door: House) -> None:
    assert upload(door.signed_in("shelf"), upload_id="mine") == 200
    assert door.signed_in("chair").get("/gradio_api/upload_progress?upload_id=mine").status_code == 403


def test_names_of_sessions_are_kept_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.web.claims.MOST", 2)
    claims = Claims()
    for key in ("a", "b", "a", "c"):
        claims.claim(key, "reed")
    claims.claim("b", "chair")  # forgotten, being the one unused for longest
    assert list(claims._holders.items()) == [("c", "reed"), ("b", "chair")]


def test_a_session_may_be_missing_from_a_body() -> None:
    assert key_in_body(b"{}", "session_hash") is None
