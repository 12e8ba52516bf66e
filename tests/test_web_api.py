"""The interface for programs: who gets what, what is refused, and that errors are one line of JSON."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from fakes_api import (
    ADMINISTRATOR,
    CLEARED,
    EVALUATOR,
    LIBRARIAN,
    OFFICER,
    READER,
    FakeRooms,
    client,
    door_to,
)
from fakes_foi import LETTER
from fakes_ui import wait_answer
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant.answer import Answer, Filters, Turn
from assistant.foi.case import Case
from assistant.people.person import Person
from assistant.web.api import api_routes
from assistant.web.api.behind import Record
from assistant.web.api.drafting import file_name

WAIT = "How long is the wait?"


def calling(
    person: Person | None, rooms: FakeRooms | None = None, record: Record | None = None
) -> TestClient:
    return client(person, api_routes(rooms or FakeRooms(), record=record))


def test_the_answer_is_the_contract_s_to_the_letter() -> None:
    reply = calling(READER).post("/api/ask", json={"question": f"  {WAIT} "})
    assert (reply.status_code, reply.headers["content-type"]) == (200, "application/json")
    assert reply.text == wait_answer(WAIT).model_dump_json()
    assert reply.headers["cache-control"] == "no-store"


def test_filters_and_history_reach_the_assistant_of_who_asks() -> None:
    rooms = FakeRooms()
    asked = {
        "question": "And how long is the wait there?",
        "filters": {"authority": "Westmarch County Council", "since": "2023-01-09"},
        "history": [{"question": "What is therapy?", "answer": "A service."}],
        "mode": "quote",
    }
    reply = calling(CLEARED, rooms).post("/api/ask", json=asked)
    assert reply.json()["standalone_question"] == "What is therapy? And how long is the wait there?"
    [(question, filters, history)] = rooms.answers.asked
    assert question == "And how long is the wait there?"
    assert filters == Filters(authority="Westmarch County Council", since="2023-01-09")
    assert history == (Turn(question="What is therapy?", answer="A service."),)
    assert rooms.served == [CLEARED]


def test_a_refusal_is_an_answer() -> None:
    reply = calling(READER).post("/api/ask", json={"question": "What do day opportunities cost?"})
    assert reply.status_code == 200
    assert reply.json()["refusal"]["reason"] == "not-in-documents"


@pytest.mark.parametrize(
    ("sent", "status", "line"),
    [
        ({"question": "   "}, 422, "question: String should have at least 1 character."),
        ({"question": "w" * 2001}, 422, "question: String should have at most 2000 characters."),
        (
            {"question": "half \ud800"},
            422,
            "question: Input should be a valid string, unable to parse raw data as a unicode string.",
        ),
        (
            {"question": WAIT, "filters": {"authority": "\udcff"}},
            422,
            "Half a character stands in it (a lone surrogate).",
        ),
        ({"question": WAIT, "filter": {}}, 422, "filter: Extra inputs are not permitted."),
        ({"question": WAIT, "mode": "guess"}, 422, "mode: Input should be 'quote' or 'write'."),
        (
            {"question": WAIT, "filters": {"since": "soon"}},
            422,
            "filters.since: Input should be a valid date or datetime, input is too short.",
        ),
        (
            {"question": WAIT, "history": [{"question": "q", "answer": "a"}] * 51},
            422,
            "history: Tuple should have at most 50 items after validation, not 51.",
        ),
        (
            {"question": "broken"},
            503,
            "The catalogue is locked: wait for the ingest to finish, then ask again.",
        ),
        (
            [WAIT],
            400,
            "The body is not a JSON object: send one with the header Content-Type: application/json.",
        ),
    ],
)
def test_what_is_wrong_with_a_question_is_told_in_one_line(sent: object, status: int, line: str) -> None:
    reply = calling(READER).post(
        "/api/ask", content=json.dumps(sent), headers={"Content-Type": "application/json"}
    )
    assert (reply.status_code, reply.json()) == (status, {"error": line})


def test_what_nobody_foresaw_shows_and_logs_nothing_of_the_question(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        reply = calling(READER).post("/api/ask", json={"question": "crash of somebody"})
    assert reply.status_code == 500
    assert reply.json() == {
        "error": "Something went wrong here, and nothing was done: tell whoever runs this server."
    }
    [line] = caplog.messages
    assert line.startswith("ZeroDivisionError in ask, line ")
    assert "somebody" not in line
    assert "planned" not in caplog.text


def test_a_body_is_no_larger_than_a_conversation() -> None:
    calls = calling(READER)
    told = calls.post("/api/ask", content=b" " * 1_000_001, headers={"Content-Type": "application/json"})
    untold = calls.post(
        "/api/ask", content=(b" " * 100_000 for _ in range(11)), headers={"Content-Type": "application/json"}
    )
    for reply in (told, untold):
        assert reply.status_code == 413
        assert reply.json() == {"error": "The body is too large: at most 1 MB are taken."}


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/api/ask", "POST"),
        ("/api/documents", "GET"),
        ("/api/documents/d1", "GET"),
        ("/api/foi/draft", "POST"),
        ("/api/docs", "GET"),
        ("/api/openapi.json", "GET"),
        ("/api/anything/else", "GET"),
    ],
)
def test_a_stranger_gets_nothing(path: str, method: str) -> None:
    reply = calling(None).request(method, path, json={"question": WAIT, "letter": LETTER})
    assert (reply.status_code, reply.json()) == (401, {"error": "Sign in first."})
    assert reply.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("person", [READER, CLEARED, LIBRARIAN, EVALUATOR])
def test_only_who_has_the_desk_drafts(person: Person) -> None:
    reply = calling(person).post("/api/foi/draft", json={"letter": LETTER})
    assert reply.status_code == 403
    assert reply.json()["error"].startswith("Your account may not do this")


def test_what_is_not_there_is_told_in_json() -> None:
    calls = calling(READER)
    there = calls.get("/api/ask")
    assert (there.status_code, there.headers["allow"]) == (405, "POST")
    assert there.json() == {"error": "This address is not asked in this way."}
    assert calls.delete("/api/documents/d1").headers["allow"] == "GET"
    assert calls.get("/api/predict").json() == {"error": "There is nothing at this address: see /api/docs."}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://assistant.test"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://public.example"}, 200),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_a_page_elsewhere_may_not_ask_in_somebody_s_name(headers: dict[str, str], status: int) -> None:
    assert calling(READER).post("/api/ask", json={"question": WAIT}, headers=headers).status_code == status


def test_who_keeps_the_record_is_told_before_the_answer_leaves() -> None:
    asked: list[tuple[Person, Answer, Filters]] = []
    drafted: list[tuple[Person, Case]] = []
    record = Record(lambda *told: asked.append(told), lambda *told: drafted.append(told))
    calls = calling(OFFICER, record=record)
    calls.post("/api/ask", json={"question": WAIT, "filters": {"kind": "policy"}})
    calls.post("/api/foi/draft", json={"letter": LETTER})
    assert asked == [(OFFICER, wait_answer(WAIT), Filters(kind="policy"))]
    assert [(person, case.id) for person, case in drafted] == [(OFFICER, "c1")]


def titles(reply: Any) -> list[str]:
    return [document["title"] for document in reply.json()["documents"]]


def test_the_documents_are_those_that_somebody_is_cleared_for() -> None:
    reader, cleared = calling(READER), calling(CLEARED)
    assert titles(reader.get("/api/documents")) == ["Care at home", "Waiting times", "Grants"]
    assert titles(cleared.get("/api/documents")) == ["Care at home", "Waiting times", "Bidders", "Grants"]
    assert reader.get("/api/documents/d4").status_code == 404
    assert cleared.get("/api/documents/d4").json()["marking"] == "Exempt"
    assert reader.get("/api/documents/d99").json() == reader.get("/api/documents/d4").json()


def test_only_librarians_see_what_is_set_aside() -> None:
    reader, librarian = calling(READER), calling(LIBRARIAN)
    assert reader.get("/api/documents?state=quarantined").status_code == 403
    assert reader.get("/api/documents/d5").status_code == 404
    assert titles(librarian.get("/api/documents?state=quarantined")) == ["Set aside"]
    assert librarian.get("/api/documents/d5").json()["state"] == "quarantined"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("authority=osterbridge city council", ["Grants"]),
        ("kind=foi-response", ["Care at home", "Waiting times"]),
        ("since=2024-05-09&until=2024-05-09", ["Waiting times"]),
        ("since=2025-01-01", ["Care at home"]),
        ("until=2024-12-31", ["Waiting times"]),
        ("words=foi 0417", ["Waiting times"]),
        ("words=D1.pdf", ["Waiting times"]),
        ("limit=1&offset=1", ["Waiting times"]),
        ("offset=3", []),
    ],
)
def test_documents_are_narrowed_and_paged(query: str, found: list[str]) -> None:
    assert titles(calling(READER).get(f"/api/documents?{query}")) == found


def test_a_page_says_how_many_there_are() -> None:
    reply = calling(READER).get("/api/documents?limit=1").json()
    assert (reply["total"], reply["offset"], reply["limit"], len(reply["documents"])) == (3, 0, 1, 1)
    assert calling(READER).get("/api/documents/d1").json()["findings"] == {"title": "first heading"}


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("limit=0", "limit: Input should be greater than or equal to 1."),
        ("limit=201", "limit: Input should be less than or equal to 200."),
        ("offset=-1", "offset: Input should be greater than or equal to 0."),
        ("state=retired", "state: Input should be 'current' or 'quarantined'."),
        ("authorities=x", "authorities: Extra inputs are not permitted."),
    ],
)
def test_what_is_wrong_with_a_list_is_told(query: str, line: str) -> None:
    reply = calling(READER).get(f"/api/documents?{query}")
    assert (reply.status_code, reply.json()) == (422, {"error": line})


@pytest.mark.parametrize("person", [OFFICER, ADMINISTRATOR])
def test_a_pasted_letter_becomes_a_case(person: Person) -> None:
    rooms = FakeRooms()
    known = {"received": "2026-03-02", "authority": "Averdale County Council", "reference": "FOI 2026/7"}
    reply = calling(person, rooms).post("/api/foi/draft", json={"letter": LETTER, **known})
    assert reply.status_code == 200
    assert reply.text == rooms.desk.kept["c1"].model_copy(update={"version": 1}).model_dump_json()
    case = Case.model_validate_json(reply.text)
    assert (case.reference, str(case.request.received), len(case.rows)) == ("FOI 2026/7", "2026-03-02", 4)


def test_a_letter_in_a_file_becomes_a_case() -> None:
    rooms = FakeRooms()
    reply = calling(OFFICER, rooms).post(
        "/api/foi/draft",
        files={"file": ("..\\..\\the letter.txt", LETTER.encode())},
        data={"reference": "FOI 2026/8", "received": ""},
    )
    assert (reply.status_code, reply.json()["reference"]) == (200, "FOI 2026/8")
    assert rooms.desk.read_files == ["the_letter.txt"]


@pytest.mark.parametrize(
    ("sent", "status", "line"),
    [
        ({"json": {"letter": " "}}, 422, "The letter is empty: paste its words, or give a file."),
        (
            {"json": {"letter": "1. A broken one?"}},
            422,
            "The catalogue is locked: wait for the ingest to finish, then match again.",
        ),
        ({"json": {"text": "x"}}, 422, "letter: Field required."),
        (
            {"json": {"letter": LETTER, "reference": "r" * 201}},
            422,
            "reference: String should have at most 200 characters.",
        ),
        (
            {"files": {"letter": ("a.txt", b"x")}},
            400,
            "Send the letter as one file in the field “file”, or as JSON in the field “letter”.",
        ),
        (
            {"files": {"file": ("a.txt", b"x")}, "data": {"received": "yesterday"}},
            422,
            "received: Input should be a valid date or datetime, input is too short.",
        ),
        (
            {"content": b"[" * 50_000},
            400,
            "The body is neither JSON nor multipart/form-data. "
            "Send the letter as one file in the field “file”, or as JSON in the field “letter”.",
        ),
        ({"content": b" " * 10_100_001}, 413, "The body is too large: at most 10.1 MB are taken."),
    ],
)
def test_what_is_wrong_with_a_letter_is_told(sent: dict[str, Any], status: int, line: str) -> None:
    reply = calling(OFFICER).post("/api/foi/draft", **sent)
    assert (reply.status_code, reply.json()) == (status, {"error": line})


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\letters\\one.docx", "one.docx"),
        ("..", "letter"),
        ("", "letter"),
        (".hidden.eml", "hidden.eml"),
        ("a\0b\n.txt", "a_b_.txt"),
        (f"{'n' * 300}.txt", f"{'n' * 50}.txt"),
        ("dŵr.txt", "dŵr.txt"),
    ],
)
def test_a_file_s_name_leads_nowhere(given_name: str, kept: str) -> None:
    assert file_name(given_name) == kept


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(["question", "filters", "history", "mode", "letter", "received", "reference", "x"])
BODIES = JSON | st.dictionaries(NAMES, JSON, max_size=4)
CALLS = door_to(api_routes(FakeRooms()))


@hypothesis_settings(max_examples=30, deadline=None)
@given(sent=BODIES, path=st.sampled_from(["/api/ask", "/api/foi/draft"]))
def test_whatever_json_is_sent_is_answered_or_refused_in_one_line(sent: object, path: str) -> None:
    reply = TestClient(CALLS).post(
        path,
        content=json.dumps(sent),
        headers={"Content-Type": "application/json", "Authorization": "Bearer foi officer"},
    )
    assert reply.status_code in (200, 400, 422)
    body = reply.json()
    if reply.status_code != 200:
        assert list(body) == ["error"]
        assert "\n" not in body["error"]


@hypothesis_settings(max_examples=30, deadline=None)
@given(
    sent=st.binary(max_size=200),
    path=st.sampled_from(["/api/ask", "/api/foi/draft"]),
    kind=st.sampled_from(["application/json", "multipart/form-data; boundary=x", "text/plain", "x"]),
)
def test_whatever_bytes_are_sent_are_refused_in_one_line(sent: bytes, path: str, kind: str) -> None:
    reply = TestClient(CALLS).post(
        path, content=sent, headers={"Content-Type": kind, "Authorization": "Bearer foi officer"}
    )
    assert reply.status_code in (400, 422)
    assert list(reply.json()) == ["error"]


@hypothesis_settings(max_examples=30, deadline=None)
@given(id_=st.text(min_size=1, max_size=40), words=st.text(max_size=40))
def test_whatever_is_looked_for_is_found_or_not(id_: str, words: str) -> None:
    calls = TestClient(CALLS, headers={"Authorization": "Bearer reader"})
    assert calls.get("/api/documents", params={"words": words}).status_code == 200
    with_id = calls.get(f"/api/documents/{quoted(id_)}")
    assert with_id.status_code in (200, 404)


def quoted(id_: str) -> str:
    from urllib.parse import quote

    return quote(id_, safe="", errors="replace")
