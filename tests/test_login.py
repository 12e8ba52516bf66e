"""Signing in and out: the page, the cookie and its flags, errors that tell nothing, and the brakes."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fakes_web import PASSWORD, House, account, house
from starlette.testclient import TestClient

from assistant.people.person import Role
from assistant.ui.theme import DARK, LIGHT
from ingest.settings import Settings
from ingest.web_settings import WebSettings

PUBLIC = "https://assistant.averdale.example"
WRONG = "That name and password do not go together."


@pytest.fixture
def door(tmp_path: Path) -> House:
    return house(Settings(home=tmp_path), account("chair", Role.ADMINISTRATOR), account("reed"))


def sign_in(visitor: TestClient, name: str = "reed", given: str = PASSWORD, onward: str = "/") -> object:
    return visitor.post("/sign-in", data={"name": name, "password": given, "next": onward})


def cookie_of(reply) -> list[str]:
    return reply.headers["set-cookie"].split("; ")


def test_the_page_can_be_used_without_a_script_or_eyes(door: House) -> None:
    page = BeautifulSoup(door.visitor().get("/sign-in?next=/record").text, "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "en-GB"
    assert [each.get_text() for each in page.select("title")] == ["Sign in – Commissioning assistant"]
    assert page.select("script") == []
    assert {label["for"]: label.get_text() for label in page.select("label")} == {
        "name": "Name",
        "password": "Password",
    }
    assert [page.select_one(f"#{each}")["autocomplete"] for each in ("name", "password")] == [
        "username",
        "current-password",
    ]
    assert page.select_one("input[name=next]")["value"] == "/record"
    assert page.select_one("form")["method"] == "post"


def test_it_has_our_colours_for_light_and_dark(door: House) -> None:
    style = BeautifulSoup(door.visitor().get("/sign-in").text, "html.parser").style.get_text()
    light, dark = style.split("@media (prefers-color-scheme: dark)")
    assert f"--ca-accent: {LIGHT['accent']};" in light
    assert f"--ca-accent: {DARK['accent']};" in dark


def test_what_comes_in_is_never_markup(door: House) -> None:
    hostile = '"><script>alert(1)</script>'
    reply = sign_in(door.visitor(), name=hostile, onward=f"/{hostile}")
    assert "<script" not in reply.text
    assert "&lt;script&gt;" in reply.text


def test_who_signs_in_goes_on_to_where_they_were_going(door: House) -> None:
    visitor = door.visitor()
    reply = sign_in(visitor, onward="/api/me?x=1")
    assert (reply.status_code, reply.headers["location"]) == (303, "/api/me?x=1")
    assert visitor.get("/api/me").json()["name"] == "reed"
    assert visitor.get("/sign-in?next=/api/me").headers["location"] == "/api/me"
    assert door.noted == [("signed in", "reed", "127.0.0.1")]


def test_but_never_to_another_server(door: House) -> None:
    assert sign_in(door.visitor(), onward="//evil.example/").headers["location"] == "/"
    assert BeautifulSoup(door.visitor().get("/sign-in?next=//evil.example").text, "html.parser").select_one(
        "input[name=next]"
    )["value"] == ("/")


def test_the_cookie_is_for_the_browser_and_this_host_alone(door: House) -> None:
    cookie = cookie_of(sign_in(door.visitor()))
    assert cookie[0].startswith("commissioning-session=")
    assert cookie[1:] == ["HttpOnly", "Path=/", "SameSite=lax"]


@pytest.mark.parametrize(
    ("web", "address"),
    [
        (WebSettings(), PUBLIC),
        (WebSettings(public_url=PUBLIC), "http://127.0.0.1:7860"),
        (WebSettings(secure_cookies=True), "http://127.0.0.1:7860"),
    ],
)
def test_over_https_it_is_secure_and_bound_to_the_host(
    tmp_path: Path, web: WebSettings, address: str
) -> None:
    door = house(Settings(home=tmp_path, web=web), account("reed", Role.ADMINISTRATOR))
    cookie = cookie_of(sign_in(door.visitor(address)))
    assert cookie[0].startswith("__Host-commissioning-session=")
    assert cookie[1:] == ["HttpOnly", "Path=/", "SameSite=lax", "Secure"]


def test_over_https_a_cookie_without_the_prefix_is_nobodys(door: House) -> None:
    session = cookie_of(sign_in(door.visitor(PUBLIC)))[0].partition("=")[2]
    visitor = door.visitor(PUBLIC)
    assert visitor.get("/api/me", headers={"cookie": f"commissioning-session={session}"}).status_code == 401
    named = {"cookie": f"__Host-commissioning-session={session}"}
    assert visitor.get("/api/me", headers=named).status_code == 200


def test_an_id_that_was_there_before_is_never_taken_over(door: House) -> None:
    visitor = door.visitor()
    visitor.cookies.set("commissioning-session", "planted")
    planted = cookie_of(sign_in(visitor))[0].partition("=")[2]
    assert planted != "planted"
    again = cookie_of(sign_in(visitor))[0].partition("=")[2]
    assert again != planted
    assert door.sessions.person(planted) is None


def test_signing_out_ends_the_session_on_the_server(door: House) -> None:
    visitor = door.visitor()
    session = cookie_of(sign_in(visitor))[0]
    reply = visitor.post("/sign-out")
    assert (reply.status_code, reply.headers["location"]) == (303, "/sign-in?signed-out")
    assert "Max-Age=0" in reply.headers["set-cookie"]
    assert reply.headers["clear-site-data"] == '"cache"'
    assert door.visitor().get("/api/me", headers={"cookie": session}).status_code == 401
    assert "You are signed out." in visitor.get("/sign-in?signed-out").text
    assert door.noted[-1] == ("signed out", "reed", "127.0.0.1")


def test_a_wrong_password_and_an_unknown_name_look_the_same(door: House) -> None:
    wrong = sign_in(door.visitor(), given="not this at all")
    unknown = sign_in(door.visitor(), name="nobody")
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert WRONG in wrong.text
    assert wrong.text.replace("reed", "nobody") == unknown.text
    assert "set-cookie" not in wrong.headers
    assert door.noted == [
        ("sign-in refused", "reed", "127.0.0.1"),
        ("sign-in refused", "an unknown name", "127.0.0.1"),
    ]


def test_an_unknown_name_is_as_much_work(door: House, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []
    right = door.people._passwords.right
    monkeypatch.setattr(
        door.people._passwords, "right", lambda kept, given: tried.append(kept) or right(kept, given)
    )
    sign_in(door.visitor(), name="nobody")
    sign_in(door.visitor(), name="")
    assert tried == [None, None]


def test_after_five_failures_a_name_waits_even_with_the_right_password(door: House) -> None:
    for _ in range(5):
        assert sign_in(door.visitor(client="10.0.0.1"), given="not this at all").status_code == 401
    held = sign_in(door.visitor(client="10.0.0.2"))
    assert (held.status_code, held.headers["retry-after"]) == (429, "1")
    assert "wait 1 second," in held.text
    door.clock.now += 1
    assert sign_in(door.visitor(client="10.0.0.2")).status_code == 303
    assert sign_in(door.visitor(), given="not this at all").status_code == 401


def test_an_address_that_tries_many_names_waits(door: House) -> None:
    for number in range(20):
        sign_in(door.visitor(client="10.0.0.1"), name=f"guess-{number}")
    assert sign_in(door.visitor(client="10.0.0.1")).status_code == 429
    assert sign_in(door.visitor(client="10.0.0.2")).status_code == 303


def test_an_office_of_people_who_sign_in_never_waits(door: House) -> None:
    assert {sign_in(door.visitor()).status_code for _ in range(40)} == {303}


def test_a_long_wait_is_told_in_minutes(door: House) -> None:
    for _ in range(14):
        sign_in(door.visitor(), given="not this at all")
        door.clock.now += 900
    sign_in(door.visitor(), given="not this at all")
    held = sign_in(door.visitor())
    assert held.headers["retry-after"] == "900"
    assert "wait 15 minutes," in held.text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 401),
        (b"name=reed", 401),
        (b"\xff\xfe", 401),
        (b"&".join([b"a=b"] * 20), 400),
        (b"x" * 9000, 413),
    ],
)
def test_an_odd_form_is_refused(door: House, body: bytes, status: int) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert door.visitor().post("/sign-in", content=body, headers=headers).status_code == status


def test_accounts_that_cannot_be_read_let_nobody_in_and_say_so(door: House) -> None:
    visitor = door.visitor()
    sign_in(visitor)
    door.settings.users_path.write_text("{")
    assert sign_in(door.visitor()).status_code == 503
    assert visitor.get("/api/me").status_code == 503
    assert visitor.get("/health").status_code == 200


def test_what_cannot_be_noted_is_not_done(door: House) -> None:
    visitor = door.visitor()
    sign_in(visitor)
    door.noted.full = True
    refused = sign_in(door.visitor())
    assert refused.status_code == 503
    assert "set-cookie" not in refused.headers
    assert visitor.post("/sign-out").status_code == 303
    assert visitor.get("/api/me").status_code == 401


def test_without_accounts_there_is_nothing_to_sign_in_to(tmp_path: Path) -> None:
    reply = house(Settings(home=tmp_path)).visitor().get("/sign-in?next=/api/me")
    assert (reply.status_code, reply.headers["location"]) == (303, "/api/me")
