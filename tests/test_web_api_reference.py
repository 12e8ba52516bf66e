"""The description of the interface, the page made of it, and what is told of the server's health."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup
from fakes_api import READER, FakeRooms, client

from assistant.web.api import api_routes, health_routes
from assistant.web.api.health import Readiness, checks_of
from ingest.errors import VectorStoreError
from ingest.library import Library
from ingest.settings import Settings


def test_the_description_names_every_call_and_asks_for_a_token() -> None:
    schema = client(READER, api_routes(FakeRooms())).get("/api/openapi.json").json()
    calls = {(path, method) for path, methods in schema["paths"].items() for method in methods}
    assert calls == {
        ("/api/ask", "post"),
        ("/api/documents", "get"),
        ("/api/documents/{id}", "get"),
        ("/api/foi/draft", "post"),
    }
    assert schema["security"] == [{"token": []}]
    assert schema["components"]["securitySchemes"]["token"] == {"type": "http", "scheme": "bearer"}
    answer = schema["paths"]["/api/ask"]["post"]["responses"]
    assert answer["200"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Answer"}
    assert set(answer) == {"200", "400", "401", "403", "413", "422", "503"}
    letter = schema["paths"]["/api/foi/draft"]["post"]["requestBody"]["content"]
    assert set(letter) == {"application/json", "multipart/form-data"}


def test_every_reference_of_the_description_leads_somewhere() -> None:
    text = client(READER, api_routes(FakeRooms())).get("/api/openapi.json").text
    kinds = client(READER, api_routes(FakeRooms())).get("/api/openapi.json").json()["components"]["schemas"]
    named = {part.split('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert named <= set(kinds)
    assert {"Answer", "Citation", "Case", "Document", "Listing", "Problem"} <= named


def test_the_page_loads_nothing_and_is_whole() -> None:
    reply = client(READER, api_routes(FakeRooms())).get("/api/docs")
    page = BeautifulSoup(reply.text, "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "en-GB"
    assert not page.select("script, link, img, iframe, [src], [style]")
    assert not [a for a in page.select("a") if not a["href"].startswith(("#", "/api/"))]
    anchors = {tag["id"] for tag in page.select("[id]")}
    assert {a["href"][1:] for a in page.select('a[href^="#"]')} <= anchors
    assert [tag.name for tag in page.select("h1, h2, h3")][:3] == ["h1", "h2", "h2"]
    assert all(th.has_attr("scope") for th in page.select("th"))
    assert "POST /api/ask" in page.get_text()
    policy = reply.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_a_stranger_learns_only_that_the_server_lives() -> None:
    calls = client(None, health_routes([("All is well here.", lambda: None)]))
    assert (calls.get("/health").status_code, calls.get("/health").json()) == (200, {"status": "alive"})
    assert (calls.get("/ready").status_code, calls.get("/ready").json()) == (200, {"status": "ready"})


def test_what_is_not_ready_is_told_in_one_fixed_line() -> None:
    def broken() -> None:
        raise VectorStoreError("/srv/secret/vectors is gone")

    calls = client(None, health_routes([("Fine.", lambda: None), ("The vectors do not answer.", broken)]))
    reply = calls.get("/ready")
    assert (reply.status_code, reply.json()) == (503, {"error": "The vectors do not answer."})
    assert calls.get("/health").status_code == 200


def test_a_look_is_remembered_for_a_moment() -> None:
    looked: list[int] = []
    often = Readiness([("x", lambda: looked.append(1))], remembered_s=60)
    assert [often.trouble(), often.trouble(), often.trouble()] == ["", "", ""]
    assert looked == [1]
    always = Readiness([("x", lambda: looked.append(1))], remembered_s=-1)
    assert [always.trouble(), always.trouble()] == ["", ""]
    assert looked == [1, 1, 1]


def test_while_one_call_looks_others_are_told_what_was_seen_last() -> None:
    told: list[str] = []
    readiness = Readiness([("Broken.", lambda: told.append(readiness.trouble()))], remembered_s=60)
    assert readiness.trouble() == ""
    assert told == ["Starting."]


def test_a_damaged_catalogue_is_named(tmp_path: Path) -> None:
    with Library(Settings(home=tmp_path)) as library:
        library.catalogue.close()
        (tmp_path / "catalogue.sqlite3").write_bytes(b"not a catalogue at all " * 100)
        assert Readiness(checks_of(library)).trouble() == "The catalogue cannot be opened."
