"""The interface for programs over the sample papers, with the models and the stores that are there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fakes_api import PEOPLE, client
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant.answer import Answer
from assistant.foi.case import Case
from assistant.foi.coverage import Coverage
from assistant.people.person import LOCAL
from assistant.rooms import Rooms
from assistant.web.api import api_routes, health_routes
from assistant.web.api.health import Readiness, checks_of
from eval.sample.build.corpus import DOCUMENTS
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import ModelSettings, Settings

pytestmark = pytest.mark.slow

LETTER = """To: Averdale County Council
Date: 2 December 2024

1. How many hours of home care does the council buy in a typical week?
2. How many llamas does the council keep?
"""
HOURS = "How many hours of home care does Averdale buy in a typical week?"


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    with Library(Settings(home=tmp_path_factory.mktemp("api"))) as library:
        ingest(library, [DOCUMENTS / "averdale"])
        yield Rooms(library)


@pytest.fixture(scope="module")
def calls(rooms: Rooms) -> TestClient:
    PEOPLE[LOCAL.name] = LOCAL
    return client(LOCAL, api_routes(rooms), health_routes(checks_of(rooms.whole)))


def test_an_answer_is_what_everybody_gets(calls: TestClient, rooms: Rooms) -> None:
    reply = calls.post("/api/ask", json={"question": HOURS})
    answer = Answer.model_validate_json(reply.text)
    assert "31,450" in answer.text
    mine = rooms.service(LOCAL).ask(HOURS)
    assert answer.citations == mine.citations
    assert answer.passages == mine.passages


def test_documents_are_listed_and_shown(calls: TestClient, rooms: Rooms) -> None:
    listed = calls.get("/api/documents", params={"kind": "foi-response"}).json()
    assert listed["total"] == 3
    for document in listed["documents"]:
        shown = calls.get(f"/api/documents/{document['id']}").json()
        assert shown.items() >= document.items()
    aside = calls.get("/api/documents?state=quarantined").json()
    held = [row for row in rooms.whole.lookup.documents(quarantined=True) if row.state == "quarantined"]
    assert aside["total"] == len(held) > 0


@pytest.mark.parametrize("as_file", [False, True])
def test_a_letter_is_drafted(calls: TestClient, rooms: Rooms, as_file: bool) -> None:
    sent = {"files": {"file": ("request.txt", LETTER.encode())}} if as_file else {"json": {"letter": LETTER}}
    case = Case.model_validate_json(calls.post("/api/foi/draft", **sent).text)  # type: ignore[arg-type]
    assert [r.covered.coverage for r in case.rows] == [Coverage.ANSWERED_BEFORE, Coverage.NOTHING_FOUND]
    assert case == rooms.office(LOCAL).case(case.id)
    assert case.request.source == ("request.txt" if as_file else "pasted")


def test_calls_at_once_are_not_mixed_up(calls: TestClient) -> None:
    questions = [f"{HOURS} ({number})" for number in range(12)]

    async def all_at_once() -> list[Answer]:
        transport = httpx.ASGITransport(calls.app)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://assistant.test", headers=dict(calls.headers)
        ) as each:
            sent = (each.post("/api/ask", json={"question": q}) for q in questions)
            return [Answer.model_validate_json(r.text) for r in await asyncio.gather(*sent)]

    answers = asyncio.run(all_at_once())
    assert [answer.question for answer in answers] == questions
    assert all("31,450" in answer.text for answer in answers)


@hypothesis_settings(max_examples=25, deadline=None)
@given(question=st.text(min_size=1, max_size=60), authority=st.none() | st.text(max_size=20))
def test_whatever_is_asked_is_answered_or_refused(
    calls: TestClient, question: str, authority: str | None
) -> None:
    reply = calls.post("/api/ask", json={"question": question, "filters": {"authority": authority}})
    assert reply.status_code in (200, 422)
    assert ("error" in reply.json()) == (reply.status_code == 422)


def test_the_server_is_ready(calls: TestClient) -> None:
    assert calls.get("/ready").json() == {"status": "ready"}


def test_without_its_models_it_is_not_ready(tmp_path: Path) -> None:
    absent = ModelSettings(embedding=str(tmp_path / "no-model"))
    with Library(Settings(home=tmp_path / "home", models=absent)) as library:
        assert Readiness(checks_of(library)).trouble() == "The models are not loaded."
