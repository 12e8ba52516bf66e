"""The door: who comes in, what is shut, and what every answer carries."""

import pytest
from fakes_web import House, account, house

from assistant.people.person import Role
from ingest.settings import Settings

SHUT = ("/config", "/login", "/logout", "/docs", "/openapi.json", "/gradio_api/info", "/gradio_api/run/x")


@pytest.fixture
def door(tmp_path) -> House:
    accounts = (
        account("chair", Role.ADMINISTRATOR),
        account("reed", Role.READER, cleared_for=["Exempt"]),
        account("shelf", Role.LIBRARIAN),
    )
    return house(Settings(home=tmp_path), *accounts)


def test_a_stranger_is_led_to_the_sign_in_page_and_back(door: House) -> None:
    reply = door.visitor().get("/record?year=2024&x=a b", headers={"accept": "text/html"})
    assert reply.status_code == 303
    assert reply.headers["location"] == "/sign-in?next=%2Frecord%3Fyear%3D2024%26x%3Da%2520b"


def test_a_program_without_a_token_is_told_so(door: House) -> None:
    reply = door.visitor().get("/api/me")
    assert (reply.status_code, reply.json()) == (401, {"detail": "Sign in first."})
    assert reply.headers["www-authenticate"] == "Bearer"


def test_health_needs_no_name(door: House) -> None:
    assert door.visitor().get("/health").json() == "well"


@pytest.mark.parametrize("path", SHUT)
def test_to_a_stranger_even_what_is_shut_looks_the_same(door: House, path: str) -> None:
    assert door.visitor().get(path).status_code == 401
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
