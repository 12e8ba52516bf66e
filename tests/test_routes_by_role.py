"""Every route and every event of the page, by every role: what is not granted is refused, nothing left out.

The table is written by hand. A route that is not in it, or an event without a right, fails.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass

import gradio as gr
import pytest
from browser_support import leftovers
from fakes_web import ADDRESS, PASSWORD, QUICK, account, keep
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from assistant.people.people import People
from assistant.people.person import RIGHTS, Right, Role
from assistant.records.records import open_records
from assistant.ui.guard import right_of
from assistant.ui.page import build
from assistant.ui.server import assemble
from assistant.web.house import House
from eval.desk import Benchmarks
from ingest.library import Library
from ingest.settings import Settings

OPEN = {
    ("GET", "/sign-in"),
    ("POST", "/sign-in"),
    ("POST", "/sign-out"),
    ("GET", "/health"),
    ("GET", "/ready"),
}
"""For whoever comes; they tell nothing of what is held."""

ROUTES: dict[tuple[str, str], Right] = {
    ("GET", "/own/{version}/{name}"): Right.ASK,
    ("GET", "/download/{token}"): Right.DESK,
    ("POST", "/source/view"): Right.ASK,
    ("GET", "/source/{document_id}/page/{number}.png"): Right.ASK,
    ("GET", "/source/{document_id}/original"): Right.ASK,
    ("GET", "/records/conversations"): Right.ASK,
    ("DELETE", "/records/conversations"): Right.ASK,
    ("GET", "/records/conversations/{conversation}"): Right.ASK,
    ("DELETE", "/records/conversations/{conversation}"): Right.ASK,
    ("GET", "/records/conversations/{conversation}/export/{form}"): Right.ASK,
    ("GET", "/records/answers/{exchange}/export/{form}"): Right.ASK,
    ("POST", "/records/answers/{exchange}/feedback"): Right.ASK,
    ("GET", "/records/audit.csv"): Right.RECORD,
    ("GET", "/records/feedback.jsonl"): Right.BENCHMARK,
    ("GET", "/benchmarks/runs/{run}.zip"): Right.BENCHMARK,
    ("GET", "/benchmarks/runs/{run}/report.html"): Right.BENCHMARK,
    ("POST", "/api/ask"): Right.ASK,
    ("GET", "/api/documents"): Right.ASK,
    ("GET", "/api/documents/{id}"): Right.ASK,
    ("POST", "/api/foi/draft"): Right.DESK,
    ("GET", "/api/openapi.json"): Right.ASK,
    ("GET", "/api/docs"): Right.ASK,
    ("GET", "/api/{rest:path}"): Right.ASK,
}

EVENTS = ("POST", "/gradio_api/queue/join")
PAGE = [("GET", "/"), ("GET", "/gradio_api/app_id")]
SHUT = [
    ("GET", "/config"),
    ("GET", "/gradio_api/startup-events"),
    ("GET", "/gradio_api/info"),
    ("GET", "/gradio_api/openapi.json"),
    ("POST", "/gradio_api/api/predict"),
    ("POST", "/gradio_api/call/predict"),
    ("GET", "/gradio_api/proxy=http://127.0.0.1:1/"),
    ("GET", "/gradio_api/runs"),
    ("GET", "/gradio_api/mcp/"),
    ("POST", "/gradio_api/component_server"),
    ("GET", "/gradio_api/deep_link"),
    ("GET", "/monitoring"),
    ("GET", "/docs"),
    ("GET", "/openapi.json"),
]


@dataclass
class Served:
    """The whole of it over an empty library, with one account for each role, each called after its role."""

    front: ASGIApp
    app: FastAPI
    page: gr.Blocks
    signed_in: dict[Role, TestClient]

    def visitor(self) -> TestClient:
        headers = {"origin": ADDRESS, "sec-fetch-site": "same-origin"}
        return TestClient(self.front, ADDRESS, headers=headers, follow_redirects=False)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    settings = Settings(home=tmp_path_factory.mktemp("roles"))
    keep(settings.users_path, *(account(role.value, role) for role in Role))
    apps: list[FastAPI] = []
    with Library(settings) as library, open_records(settings) as records:
        house = House(library, records, People(settings, QUICK), Benchmarks)

        def door(app: FastAPI) -> ASGIApp:
            apps.append(app)
            return house.door(app)

        with leftovers():
            front = assemble(house.backing, house.routers, door)
            made = Served(front, apps[0], build(house.backing), {})
        for role in Role:
            visitor = made.visitor()
            given = {"name": role.value, "password": PASSWORD}
            assert visitor.post("/sign-in", data=given).status_code == 303
            made.signed_in[role] = visitor
        yield made
        with leftovers():
            apps.clear()
            del made, front


def asked(visitor: TestClient, method: str, path: str) -> int:
    """The status of a request for things that are not there, with no more in it than the route's name."""
    address = re.sub(r"\{[^}]*number[^}]*\}", "1", path)
    address = re.sub(r"\{[^}]*form[^}]*\}", "docx", address)
    return visitor.request(method, re.sub(r"\{[^}]*\}", "none", address), json={}).status_code


def own_routes(app: FastAPI) -> set[tuple[str, str]]:
    routes = [
        each for route in app.routes if hasattr(route, "effective_route_contexts") for each in contexts(route)
    ]
    return {(method, path) for path, methods in routes for method in methods}


def contexts(route: object) -> list[tuple[str, set[str]]]:
    found = route.effective_route_contexts()  # type: ignore[attr-defined]
    return [(each.path, {method for method in each.methods if method != "HEAD"}) for each in found]


def test_the_table_names_every_route_and_no_other(served: Served) -> None:
    rest = {(method, path) for method, path in own_routes(served.app) if path.endswith("{rest:path}")}
    assert {path for _, path in rest} == {"/api/{rest:path}"}
    assert own_routes(served.app) - rest | {("GET", "/api/{rest:path}")} == set(ROUTES) | OPEN


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("route", "right"), ROUTES.items(), ids=str)
def test_a_role_reaches_what_it_grants_and_nothing_else(
    served: Served, role: Role, route: tuple[str, str], right: Right
) -> None:
    status = asked(served.signed_in[role], *route)
    if right in RIGHTS[role]:
        assert status in (200, 404, 422), status
    else:
        assert status == 403


@pytest.mark.parametrize("route", [*ROUTES, *PAGE, *SHUT, EVENTS], ids=str)
def test_who_has_not_signed_in_reaches_nothing(served: Served, route: tuple[str, str]) -> None:
    reply = served.visitor().request(route[0], re.sub(r"\{[^}]*\}", "1", route[1]), json={})
    # Two slashes in an address are refused before anybody asks whose it is.
    assert reply.status_code == (404 if "//" in route[1] else 401)


def test_a_browser_that_has_not_signed_in_is_sent_to_do_so(served: Served) -> None:
    reply = served.visitor().get("/", headers={"accept": "text/html"})
    assert (reply.status_code, reply.headers["location"]) == (303, "/sign-in?next=%2F")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("route", PAGE, ids=str)
def test_everybody_who_has_signed_in_sees_the_page(
    served: Served, role: Role, route: tuple[str, str]
) -> None:
    assert asked(served.signed_in[role], *route) == 200


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("route", SHUT, ids=str)
def test_what_the_page_does_not_need_is_shut_for_everybody(
    served: Served, role: Role, route: tuple[str, str]
) -> None:
    assert asked(served.signed_in[role], *route) == 404


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_add_papers_letters_or_question_sets_may_upload(served: Served, role: Role) -> None:
    reply = served.signed_in[role].post("/gradio_api/upload", files={"files": ("a.txt", b"words")})
    may = RIGHTS[role] & {Right.LIBRARY, Right.DESK, Right.BENCHMARK}
    assert reply.status_code == (200 if may else 403)


def test_every_event_of_the_page_asks_for_a_right(served: Served) -> None:
    unguarded = [
        event.api_name for event in served.page.fns.values() if event.fn and right_of(event.fn) is None
    ]
    assert unguarded == []


@pytest.mark.parametrize("role", list(Role))
def test_an_event_is_refused_to_who_has_no_right_to_it(served: Served, role: Role) -> None:
    """Whoever knows an event's number could send it, though their page shows no button for it."""
    refused = 0
    for event in served.page.fns.values():
        if event.fn is None or (right := right_of(event.fn)) is None or right in RIGHTS[role]:
            continue
        with pytest.raises(gr.Error, match="may not do this"):
            called(event.fn, gr.Request(username=role.value))
        refused += 1
    assert refused or role is Role.ADMINISTRATOR


def called(function: object, request: gr.Request) -> None:
    others = list(inspect.signature(function).parameters.values())[1:]  # type: ignore[arg-type]
    needed = [None for each in others if each.default is each.empty and each.kind is not each.VAR_POSITIONAL]
    given = function(request, *needed)  # type: ignore[operator]
    if hasattr(given, "__next__"):
        next(given)
