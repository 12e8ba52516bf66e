"""Signing in through a sign-in service: who comes in, as what, and everything that keeps somebody out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from fakes_web import ADDRESS, House, account, house
from joserfc.jwk import OctKey, RSAKey
from oidc_provider import CLIENT, SECRET, Provider, provider
from starlette.testclient import TestClient

from assistant.people.person import Role
from ingest.errors import SettingsError
from ingest.settings import Settings
from ingest.web_settings import OidcSettings

HOUR = 3600


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with provider() as made:
        yield made


@pytest.fixture
def service(running: Provider, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """The service as it should be."""
    monkeypatch.setenv("COMMISSIONING_OIDC_SECRET", SECRET)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    running.key, running.algorithm = running.published, "RS256"
    running.claims, running.described, running.asked = {}, {}, []
    return running


@pytest.fixture
def door(service: Provider, tmp_path: Path) -> House:
    oidc = OidcSettings(
        issuer=service.issuer,
        client_id=CLIENT,
        roles={"Commissioning": "reader", "Information": "foi-officer"},
        clearance={"Legal": ("Exempt", "Legal team")},
    )
    return house(Settings(home=tmp_path, oidc=oidc))


def there(visitor: TestClient, onward: str = "/") -> str:
    """To the service, and the address that it sends the visitor back to."""
    out = visitor.get("/sign-in/service", params={"next": onward})
    assert out.status_code == 303, out.text
    asked = urlsplit(out.headers["location"])
    with closing(HTTPConnection(asked.hostname or "", asked.port)) as service:
        service.request("GET", f"{asked.path}?{asked.query}")
        return service.getresponse().headers["location"]


def back(visitor: TestClient, address: str) -> httpx2.Response:
    parts = urlsplit(address)
    assert address.startswith(f"{ADDRESS}/sign-in/return?")
    # The service's page sent them: another site, but a whole page.
    fetched = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    return visitor.get(f"{parts.path}?{parts.query}", headers=fetched)


def me(visitor: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = visitor.get("/api/me").json()
    return found


def test_who_has_a_mapped_group_comes_in_and_goes_on(door: House) -> None:
    visitor = door.visitor()
    reply = back(visitor, there(visitor, "/record?year=2024"))
    assert (reply.status_code, reply.headers["location"]) == (303, "/record?year=2024")
    assert me(visitor) == {"name": "reed@127.0.0.1", "roles": ["reader"], "marks": []}
    assert door.noted == [("signed in", "reed@127.0.0.1", "127.0.0.1")]


def test_groups_give_roles_and_clearance(door: House, service: Provider) -> None:
    service.claims = {"groups": ["Information", "Commissioning", "Legal", "Parking"]}
    visitor = door.visitor()
    back(visitor, there(visitor))
    assert me(visitor)["roles"] == ["foi-officer", "reader"]
    assert me(visitor)["marks"] == ["exempt", "legal team"]


def test_what_is_asked_of_the_service_proves_who_began(door: House) -> None:
    asked = parse_qs(urlsplit(door.visitor().get("/sign-in/service").headers["location"]).query)
    assert asked["redirect_uri"] == [f"{ADDRESS}/sign-in/return"]
    assert asked["code_challenge_method"] == ["S256"]
    assert {len(asked[name][0]) for name in ("state", "nonce", "code_challenge")} == {43}


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"nonce": "another"}, "relied on"),
        ({"nonce": None}, "relied on"),
        ({"aud": "another-client"}, "relied on"),
        ({"aud": [CLIENT, "another-client"]}, "relied on"),  # two, and not said which is meant (azp)
        ({"iss": "https://elsewhere.example"}, "relied on"),
        ({"exp": int(time.time()) - HOUR}, "relied on"),
        ({"exp": None}, "relied on"),
        ({"iat": int(time.time()) + HOUR}, "relied on"),
        ({"groups": ["Parking"]}, "in no group"),
        ({"groups": None}, "in no group"),
        ({"groups": {"Commissioning": True}}, "in no group"),
        ({"preferred_username": None}, "who you are"),
        ({"preferred_username": "re\x00ed"}, "who you are"),
    ],
)
def test_what_does_not_hold_lets_nobody_in(
    door: House, service: Provider, claims: dict[str, Any], why: str
) -> None:
    service.claims = claims
    visitor = door.visitor()
    reply = back(visitor, there(visitor))
    assert reply.status_code == 403
    assert why in reply.text
    assert visitor.get("/api/me").status_code == 401


def test_a_token_signed_by_somebody_else_lets_nobody_in(door: House, service: Provider) -> None:
    service.key = RSAKey.generate_key(2048, {"kid": "one"})
    visitor = door.visitor()
    assert back(visitor, there(visitor)).status_code == 403


def test_a_token_signed_with_a_shared_secret_lets_nobody_in(door: House, service: Provider) -> None:
    service.key, service.algorithm = OctKey.import_key(SECRET * 4, {"kid": "one"}), "HS256"
    visitor = door.visitor()
    assert back(visitor, there(visitor)).status_code == 403


def test_a_new_key_is_asked_for_once_a_minute_at_most(door: House, service: Provider) -> None:
    visitor = door.visitor()
    assert back(visitor, there(visitor)).status_code == 303
    service.key = RSAKey.generate_key(2048, {"kid": "two"})
    assert back(visitor, there(visitor)).status_code == 403
    assert service.asked.count("/keys") == 1
    door.clock.now += 61
    before, service.published = service.published, service.key
    assert back(visitor, there(visitor)).status_code == 303
    assert service.asked.count("/keys") == 2
    service.published = before


def test_an_attempt_counts_once(door: House) -> None:
    visitor = door.visitor()
    address = there(visitor)
    assert back(visitor, address).status_code == 303
    assert back(visitor, address).status_code == 400


def test_an_attempt_counts_in_the_browser_that_began_it(door: House) -> None:
    address = there(door.visitor())
    assert back(door.visitor(), address).status_code == 400


def test_another_state_lets_nobody_in(door: House) -> None:
    visitor = door.visitor()
    first = there(door.visitor())
    there(visitor)
    assert back(visitor, first).status_code == 403


def test_an_attempt_lasts_ten_minutes(door: House) -> None:
    visitor = door.visitor()
    address = there(visitor)
    door.clock.now += 601
    assert back(visitor, address).status_code == 400


def test_no_from_the_service_is_told(door: House) -> None:
    visitor = door.visitor()
    state = parse_qs(urlsplit(there(visitor)).query)["state"][0]
    reply = back(visitor, f"{ADDRESS}/sign-in/return?error=access_denied&state={state}")
    assert reply.status_code == 403
    assert "start" in reply.text


def test_a_service_that_calls_itself_something_else_is_not_used(door: House, service: Provider) -> None:
    service.described = {"issuer": "https://elsewhere.example"}
    reply = door.visitor().get("/sign-in/service")
    assert reply.status_code == 503
    assert "cannot be reached" in reply.text


def test_a_service_that_is_gone_is_told(tmp_path: Path, service: Provider) -> None:
    oidc = OidcSettings(issuer="http://127.0.0.1:9", client_id=CLIENT, roles={"Commissioning": "reader"})
    assert house(Settings(home=tmp_path, oidc=oidc)).visitor().get("/sign-in/service").status_code == 503


def test_the_sign_in_page_offers_passwords_where_somebody_has_one(door: House, tmp_path: Path) -> None:
    assert 'type="password"' not in door.visitor().get("/sign-in").text
    both = house(door.settings, account("chair", Role.ADMINISTRATOR))
    page = both.visitor().get("/sign-in?next=/record").text
    assert 'type="password"' in page
    assert 'href="/sign-in/service?next=%2Frecord"' in page
    assert "Sign in with your organisation&#x27;s account" in page


def test_a_guests_session_ends_like_any_other(door: House) -> None:
    visitor = door.visitor()
    back(visitor, there(visitor))
    assert door.sessions.named("reed@127.0.0.1") is not None
    visitor.post("/sign-out")
    assert visitor.get("/api/me").status_code == 401
    assert door.sessions.named("reed@127.0.0.1") is None


def test_without_a_secret_nothing_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMMISSIONING_OIDC_SECRET", raising=False)
    oidc = OidcSettings(issuer="https://id.example", client_id=CLIENT, roles={"Commissioning": "reader"})
    with pytest.raises(SettingsError, match="COMMISSIONING_OIDC_SECRET"):
        house(Settings(home=tmp_path, oidc=oidc))
