"""Whatever is asked for: a stranger reaches nothing of anybody's, another page's request nothing at all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from fakes_web import QUICK, account, keep
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send

from assistant.people.people import People
from assistant.people.person import Role
from assistant.web.door import Door
from assistant.web.gradio_routes import open_route
from assistant.web.sessions import Sessions
from ingest.settings import Settings

Header = tuple[bytes, bytes]

HOST = (b"host", b"assistant.averdale.example")
FILES = ("/assets/", "/static/", "/theme.css", "/favicon.ico", "/robots.txt")

methods = st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "x"])
pieces = st.sampled_from(
    [
        "",
        "gradio_api",
        "queue",
        "join",
        "data",
        "file=",
        "config",
        "assets",
        "static",
        "theme.css",
        "..",
        "a.js",
    ]
)
paths = st.lists(pieces | st.text(max_size=5), max_size=5).map(lambda parts: "/" + "/".join(parts))
headers = st.lists(
    st.sampled_from(
        [
            (b"authorization", b"Bearer ca_x"),
            (b"cookie", b"commissioning-session=x"),
            (b"cookie", b"__Host-commissioning-session=x"),
            (b"x-forwarded-for", b"127.0.0.1"),
            (b"x-forwarded-host", b"127.0.0.1"),
            (b"x-forwarded-proto", b"https"),
            (b"content-type", b"application/json"),
            (b"content-length", b"-1"),
            (b"sec-fetch-site", b"same-origin"),
            (b"origin", b"http://assistant.averdale.example"),
        ]
    ),
    max_size=4,
    unique=True,
)
elsewhere = st.sampled_from(
    [
        (b"sec-fetch-site", b"cross-site"),
        (b"sec-fetch-site", b"same-site"),
        (b"origin", b"https://evil.example"),
        (b"origin", b"null"),
    ]
)


class Reached:
    """An app that answers everything, and knows what came through to it."""

    def __init__(self) -> None:
        self.scopes: list[Scope] = []

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        self.scopes.append(scope)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"private"})


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = Settings(home=tmp_path_factory.mktemp("home"))
    keep(made.users_path, account("chair", Role.ADMINISTRATOR))
    return made


def ask(settings: Settings, method: str, path: str, given_headers: list[Header]) -> tuple[Reached, bytes]:
    """What the app saw of a request, and the body of the answer."""
    reached = Reached()
    people = People(settings, QUICK)
    door = Door(reached, people, Sessions(people, settings.web), settings, routes=[])
    scope: dict[str, Any] = {
        "type": "http",
        "method": method,
        "scheme": "http",
        "path": path,
        "query_string": b"",
        "headers": [HOST, *given_headers],
        "client": ("203.0.113.7", 1),
        "server": ("10.0.0.2", 80),
    }
    sent: list[Message] = []
    asyncio.run(door(scope, _nothing, _into(sent)))
    return reached, b"".join(message.get("body", b"") for message in sent)


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


def _into(sent: list[Message]) -> Callable[[Message], Any]:
    async def send(message: Message) -> None:
        sent.append(message)

    return send


@given(method=methods, path=paths, given_headers=headers)
@example(method="GET", path="/assets/../config", given_headers=[])
@example(method="GET", path="/assets//etc/passwd", given_headers=[])
@example(method="GET", path="/static/..\\x", given_headers=[])
def test_a_stranger_reaches_files_that_are_everybodys_and_nothing_else(
    settings: Settings, method: str, path: str, given_headers: list[Header]
) -> None:
    reached, body = ask(settings, method, path, given_headers)
    for scope in reached.scopes:
        assert scope["state"]["person"] is None
        route = open_route(scope["method"], scope["path"])
        assert route is not None
        assert route.public
        assert scope["path"].startswith(FILES)
        assert ".." not in scope["path"].split("/")
        assert not [name for name, _ in scope["headers"] if name.startswith(b"x-forwarded")]
    assert bool(reached.scopes) is (body == b"private")


@given(method=methods, path=paths, header=elsewhere)
def test_another_pages_request_reaches_nothing(
    settings: Settings, method: str, path: str, header: Header
) -> None:
    reached, _ = ask(settings, method, path, [header])
    assert reached.scopes == []
