"""The door: who comes in, what is shut, what a request may carry, and what every answer says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes_web import ADDRESS, QUICK, House, account, house
from fastapi import FastAPI
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from assistant.people.person import Role
from assistant.people.roll import Roll
from assistant.ui.headers import POLICY
from ingest.settings import Settings
from ingest.web_settings import WebSettings

ELSEWHERE = "https://evil.example"
PUBLIC = "https://assistant.averdale.example"
SHUT = ("/config", "/login", "/logout", "/docs", "/openapi.json", "/gradio_api/info", "/gradio_api/run/x")
ACCOUNTS = (
    account("chair", Role.ADMINISTRATOR),
    account("reed", Role.READER, cleared_for=["Exempt"]),
    account("shelf", Role.LIBRARIAN),
)


@pytest.fixture
def door(tmp_path: Path) -> House:
    return house(Settings(home=tmp_path), *ACCOUNTS)


@pytest.fixture
def alone(tmp_path: Path) -> House:
    """Without accounts."""
    return house(Settings(home=tmp_path))


def plain(made: House, address: str = ADDRESS) -> TestClient:
    """A program: it says nothing of where its requests come from."""
    return TestClient(made.door, address, follow_redirects=False)


def test_a_stranger_is_led_to_the_sign_in_page_and_back(door: House) -> None:
    reply = door.visitor().get("/record?year=2024&x=a b", headers={"accept": "text/html"})
    assert reply.status_code == 303
    assert reply.headers["location"] == "/sign-in?next=%2Frecord%3Fyear%3D2024%26x%3Da%2520b"


def test_a_program_without_a_token_is_told_so(door: House) -> None:
    reply = plain(door).get("/api/me")
    assert (reply.status_code, reply.json()) == (401, {"error": "Sign in first."})
    assert reply.headers["www-authenticate"] == "Bearer"


def test_health_needs_no_name(door: House) -> None:
    assert plain(door).get("/health").json() == "well"


@pytest.mark.parametrize("path", [*SHUT, "/nothing/here"])
def test_to_a_stranger_even_what_is_shut_looks_the_same(door: House, path: str) -> None:
    assert door.visitor().get(path).status_code == 401
    assert door.signed_in("chair").get(path).status_code == 404


@pytest.mark.parametrize("path", ["/api/%2e%2e/record", "/api//me", "/api%5Cme", "/record/%2e%2e", "/a%01b"])
def test_a_path_that_could_be_read_two_ways_is_nothing(door: House, path: str) -> None:
    assert door.signed_in("chair").get(path).status_code == 404


def test_who_signed_in_is_known_with_roles_and_clearance(door: House) -> None:
    assert door.signed_in("reed").get("/api/me").json() == {
        "name": "reed",
        "roles": ["reader"],
        "marks": ["exempt"],
    }


def test_a_role_is_asked_for(door: House) -> None:
    assert door.signed_in("reed").get("/record").status_code == 403
    assert door.signed_in("chair").get("/record").json() == "chair"


def test_a_token_counts_for_programs_alone(door: House) -> None:
    token = Roll(door.settings).new_token("chair")
    headers = {"authorization": f"Bearer {token}"}
    assert plain(door).get("/api/me", headers=headers).json()["name"] == "chair"
    assert plain(door).post("/api/me", headers=headers).json()["name"] == "chair"
    assert plain(door).get("/record", headers=headers).status_code == 401
    wrong = {"authorization": f"Bearer {token}x"}
    assert plain(door).get("/api/me", headers=wrong).status_code == 401
    assert door.signed_in("reed").get("/api/me", headers=wrong).status_code == 401
    Roll(door.settings).remove("reed")
    Roll(door.settings).revoke_token("chair")
    assert plain(door).get("/api/me", headers=headers).status_code == 401


def test_without_accounts_it_is_the_machines_user(alone: House) -> None:
    assert plain(alone).get("/api/me").json()["name"] == "this machine's user"
    assert plain(alone, "http://localhost:7860").get("/record").status_code == 200


@pytest.mark.parametrize("name", ["documents.example", "10.0.0.5", "[", ""])
def test_without_accounts_another_name_is_refused(alone: House, name: str) -> None:
    assert plain(alone).get("/api/me", headers={"host": name}).status_code == 400


def test_with_a_public_name_every_other_is_refused(tmp_path: Path) -> None:
    made = house(Settings(home=tmp_path, web=WebSettings(public_url=PUBLIC)), *ACCOUNTS)
    assert plain(made, PUBLIC).get("/health").status_code == 200
    assert plain(made, "http://127.0.0.1:7860").get("/health").status_code == 200
    assert plain(made, "https://documents.example").get("/health").status_code == 400


def test_accounts_that_are_made_while_it_runs_shut_it(alone: House) -> None:
    Roll(alone.settings, QUICK).add("chair", "violet ladder nine", [Role.ADMINISTRATOR])
    assert plain(alone).get("/api/me").status_code == 401


SAME = {"origin": ADDRESS, "sec-fetch-site": "same-origin"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (SAME, 200),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 200),
        ({"origin": ADDRESS}, 200),
        ({"origin": "http://127.0.0.1:7861"}, 403),
        ({"origin": "http://127.0.0.1"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ELSEWHERE}, 403),
        ({"origin": "http://127.0.0.1:x"}, 403),
        ({"origin": "file://127.0.0.1:7860"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": ELSEWHERE}, 403),
        ({"sec-fetch-site": "same-site", "origin": ADDRESS}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 403),
        ({}, 403),
    ],
)
def test_what_changes_something_comes_from_our_own_page(
    door: House, headers: dict[str, str], status: int
) -> None:
    visitor = door.signed_in("reed")
    for name in SAME:
        del visitor.headers[name]
    assert visitor.post("/note", content=b"four", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec-fetch-site": "none", "sec-fetch-mode": "navigate"}, 200),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}, 403),
        ({"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"}, 403),
        ({"origin": ELSEWHERE}, 403),
    ],
)
def test_a_link_on_another_page_opens_ours_and_nothing_else_reads_it(
    door: House, headers: dict[str, str], status: int
) -> None:
    visitor = door.signed_in("reed")
    for name in SAME:
        del visitor.headers[name]
    assert visitor.get("/api/me", headers=headers).status_code == status


def test_behind_tls_an_origin_without_it_is_another(door: House) -> None:
    visitor = door.signed_in("reed", PUBLIC)
    del visitor.headers["sec-fetch-site"]
    assert visitor.post("/note", headers={"origin": PUBLIC}).status_code == 200
    assert visitor.post("/note", headers={"origin": f"{PUBLIC}:443"}).status_code == 200
    assert visitor.post("/note", headers={"origin": PUBLIC.replace("https", "http")}).status_code == 403


def test_signing_in_on_somebodys_behalf_is_refused(door: House) -> None:
    form = {"name": "reed", "password": "tin kettle moss"}
    assert plain(door).post("/sign-in", data=form, headers={"origin": ELSEWHERE}).status_code == 403
    assert plain(door).post("/sign-in", data=form).status_code == 403


def test_a_program_on_this_machine_may_send_json_where_there_are_no_accounts(alone: House) -> None:
    assert plain(alone).post("/api/me", json={}).status_code == 200
    assert plain(alone).post("/api/me", data={"x": "1"}).status_code == 403
    assert plain(alone).post("/note", json={}).status_code == 403
    assert plain(alone).post("/api/me", json={}, headers={"origin": ELSEWHERE}).status_code == 403


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"])
def test_methods_that_no_route_has_lead_nowhere(door: House, method: str) -> None:
    visitor = door.signed_in("chair")
    assert visitor.request(method, "/api/me").status_code == 404
    assert "access-control-allow-origin" not in visitor.request(method, "/api/me").headers


def test_a_socket_is_never_opened(door: House) -> None:
    visitor = door.signed_in("chair")
    with pytest.raises(WebSocketDisconnect) as refused, visitor.websocket_connect("/api/me"):
        pytest.fail("it was opened")
    assert refused.value.code == 1008


def test_a_request_carries_so_much_and_no_more(tmp_path: Path) -> None:
    made = house(Settings(home=tmp_path, web=WebSettings(body_mb=1)), *ACCOUNTS)
    visitor = made.signed_in("reed")
    most = 1024 * 1024
    assert visitor.post("/note", content=b"x" * most).json() == most
    told = visitor.post("/note", content=b"x" * (most + 1))
    assert (told.status_code, told.json()) == (413, {"detail": "That is larger than the 1 MB taken at once."})
    assert visitor.post("/note", content=_parts(most + 1)).status_code == 413


def _parts(size: int) -> Iterator[bytes]:
    """A body that does not say its size beforehand."""
    for start in range(0, size, 65536):
        yield b"x" * min(65536, size - start)


EVERYWHERE = {
    "content-security-policy": POLICY,
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cache-control": "no-store",
}


@pytest.mark.parametrize("path", ["/sign-in", "/api/me", "/record", "/health", "/nothing"])
@pytest.mark.parametrize("name", EVERYWHERE)
def test_every_answer_says_how_it_is_to_be_treated(door: House, path: str, name: str) -> None:
    assert door.visitor().get(path).headers[name] == EVERYWHERE[name]
    assert "frame-ancestors 'none'" in POLICY


def test_https_is_held_to_where_it_is_used(door: House) -> None:
    assert door.visitor(PUBLIC).get("/nothing").headers["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in door.visitor().get("/nothing").headers


def test_a_route_may_say_itself_how_long_its_answer_is_kept_and_what_it_may_load(tmp_path: Path) -> None:
    def add(app: FastAPI) -> None:
        headers = {
            "cache-control": "private, max-age=60",
            "content-security-policy": "default-src 'none'",
            "access-control-allow-origin": "*",
        }
        app.add_api_route("/own", lambda: PlainTextResponse("own", headers=headers))

    reply = house(Settings(home=tmp_path), add=add).visitor().get("/own")
    assert reply.headers["cache-control"] == "private, max-age=60"
    assert reply.headers.get_list("content-security-policy") == ["default-src 'none'", POLICY]
    assert "access-control-allow-origin" not in reply.headers


def proxied(made: House, client: str, **headers: str) -> tuple[str, list[str]]:
    """The cookie's name and who is noted, where a request came through a proxy at ``client``."""
    visitor = TestClient(made.door, ADDRESS, client=(client, 1), follow_redirects=False)
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    form = {"name": "reed", "password": "tin kettle moss"}
    reply = visitor.post("/sign-in", data=form, headers={"sec-fetch-site": "same-origin", **said})
    return reply.headers.get("set-cookie", "").partition("=")[0], [each[2] for each in made.noted]


def test_a_trusted_proxy_is_believed(tmp_path: Path) -> None:
    web = WebSettings(trusted_proxies=("10.0.0.0/8",))
    made = house(Settings(home=tmp_path, web=web), *ACCOUNTS)
    told = {"x_forwarded_proto": "https", "x_forwarded_for": "1.1.1.1, 203.0.113.7, 10.0.0.3"}
    assert proxied(made, "10.0.0.2", **told) == ("__Host-commissioning-session", ["203.0.113.7"])


def test_anybody_else_is_not(tmp_path: Path) -> None:
    web = WebSettings(trusted_proxies=("10.0.0.0/8",))
    made = house(Settings(home=tmp_path, web=web), *ACCOUNTS)
    told = {"x_forwarded_proto": "https", "x_forwarded_for": "203.0.113.7"}
    assert proxied(made, "192.0.2.9", **told) == ("commissioning-session", ["192.0.2.9"])
    assert proxied(house(Settings(home=tmp_path), *ACCOUNTS), "127.0.0.1", **told) == (
        "commissioning-session",
        ["127.0.0.1"],
    )
