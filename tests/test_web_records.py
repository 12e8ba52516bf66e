"""The records over HTTP: one's own history, exports and feedback; the log and the feedback for who may."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import docx
import pytest
from builders import prepared, stored_file
from fakes_ui import refused_answer, wait_answer
from fastapi import FastAPI, Request
from starlette.testclient import TestClient

from assistant.answer import Filters
from assistant.people.person import Person, Role
from assistant.records.records import Records, open_records
from assistant.rooms import Rooms
from assistant.web.records import record_routes
from eval.sets import read_question_set_file
from ingest.clearance import EVERYTHING
from ingest.library import Library

READER = Person("reader-1", frozenset({Role.READER}), EVERYTHING)
OTHER = Person("reader-2", frozenset({Role.READER}), EVERYTHING)
EVALUATOR = Person("evaluator-1", frozenset({Role.EVALUATOR}), EVERYTHING)
ADMIN = Person("admin-1", frozenset({Role.ADMINISTRATOR}), EVERYTHING)
PEOPLE = {person.name: person for person in (READER, OTHER, EVALUATOR, ADMIN)}
NO_FILTERS = Filters()


@dataclass
class Kept:
    """A served home with two answers of one reader."""

    client: TestClient
    records: Records
    library: Library
    answered: str
    refused: str

    def ask(self, method: str, path: str, person: Person | None = READER, **given: Any) -> Any:
        headers = {"X-Name": person.name} if person else {}
        return self.client.request(method, path, headers=headers, **given)


def app(rooms: Rooms, records: Records) -> FastAPI:
    """The routes behind a door that believes a header."""
    served = FastAPI()
    served.include_router(record_routes(rooms, records))

    @served.middleware("http")
    async def door(request: Request, call_next: Any) -> Any:
        request.state.person = PEOPLE.get(request.headers.get("X-Name", ""))
        return await call_next(request)

    return served


@pytest.fixture
def kept(library: Library) -> Iterator[Kept]:
    for id_ in ("d-1", "d-2", "d-4"):
        library.catalogue.make_current(prepared(id_, "Words."), stored_file(id_, f"/papers/{id_}.pdf"))
    with open_records(library.settings) as records:
        answered = records.asked(READER, "c-1", 1, wait_answer("How long is the wait?"), NO_FILTERS)
        refused = records.asked(READER, "c-1", 2, refused_answer("What do they cost?"), NO_FILTERS)
        with TestClient(app(Rooms(library), records)) as client:
            yield Kept(client, records, library, answered, refused)


def test_a_persons_own_conversations_are_listed_and_found_by_words(kept: Kept) -> None:
    listed = kept.ask("GET", "/records/conversations").json()
    assert listed["kept_days"] == 180
    [line] = listed["conversations"]
    assert (line["id"], line["title"], line["questions"]) == ("c-1", "How long is the wait?", 2)
    assert len(kept.ask("GET", "/records/conversations?search=41 days").json()["conversations"]) == 1
    assert kept.ask("GET", "/records/conversations?search=giraffe").json()["conversations"] == []


def test_a_conversation_is_opened_again_as_it_was(kept: Kept) -> None:
    found = kept.ask("GET", "/records/conversations/c-1").json()
    assert [each["answer"]["question"] for each in found["exchanges"]] == [
        "How long is the wait?",
        "What do they cost?",
    ]
    assert found["exchanges"][0]["answer"]["citations"][0]["page"] == 2


OWN = (
    ("GET", "/records/conversations/c-1"),
    ("DELETE", "/records/conversations/c-1"),
    ("GET", "/records/conversations/c-1/export/md"),
    ("GET", "/records/answers/{answered}/export/docx"),
    ("POST", "/records/answers/{answered}/feedback"),
)


def test_what_is_somebody_elses_is_not_there(kept: Kept) -> None:
    for (method, path), person in product(OWN, (OTHER, ADMIN)):
        body = {"verdict": "useful"} if method == "POST" else None
        reply = kept.ask(method, path.format(answered=kept.answered), person, json=body)
        assert reply.status_code == 404, (method, path, person.name)
        assert "How long" not in reply.text
    assert len(kept.ask("GET", "/records/conversations").json()["conversations"]) == 1


def test_nobody_is_let_in_without_a_name(kept: Kept) -> None:
    for method, path in (*OWN, ("GET", "/records/conversations")):
        assert kept.ask(method, path.format(answered=kept.answered), None).status_code == 401, path


def test_what_is_held_of_all_is_for_who_answers_for_it(kept: Kept) -> None:
    def let_in(path: str) -> set[str]:
        return {name for name, person in PEOPLE.items() if kept.ask("GET", path, person).status_code == 200}

    assert let_in("/records/audit.csv") == {"admin-1"}
    assert let_in("/records/feedback.jsonl") == {"admin-1", "evaluator-1"}


def test_an_answer_is_exported_as_a_word_file(kept: Kept) -> None:
    reply = kept.ask("GET", f"/records/answers/{kept.answered}/export/docx")
    assert reply.status_code == 200
    assert reply.headers["content-disposition"].startswith('attachment; filename="answer-')
    assert reply.headers["cache-control"] == "no-store"
    words = [paragraph.text for paragraph in docx.Document(io.BytesIO(reply.content)).paragraphs]
    assert "“The median wait in Westmarch was 41 days in the year to March 2024.”" in words


def test_a_conversation_is_exported_whole_and_the_log_says_so(kept: Kept) -> None:
    reply = kept.ask("GET", "/records/conversations/c-1/export/md")
    assert "How long is the wait?" in reply.text
    assert "### Not found in these documents" in reply.text
    assert 'attachment; filename="conversation-' in reply.headers["content-disposition"]
    *_, last = kept.records.audit.entries()
    assert (last.person, last.action, last.subject) == ("reader-1", "exported", "c-1")
    assert last.details == {"form": "md", "answers": 2}


def test_a_form_that_there_is_not_is_refused(kept: Kept) -> None:
    assert kept.ask("GET", "/records/conversations/c-1/export/exe").status_code == 422


def test_an_answer_on_a_paper_that_went_is_not_shown_or_exported_again(kept: Kept) -> None:
    kept.library.catalogue.forget_file("/papers/d-1.pdf")
    first, second = kept.ask("GET", "/records/conversations/c-1").json()["exchanges"]
    assert first["closed"]
    assert first["answer"]["citations"] == []
    assert not second["closed"]
    exported = kept.ask("GET", f"/records/answers/{kept.answered}/export/md").text
    assert "41 days" not in exported
    assert "no longer open to you" in exported
    assert kept.ask("GET", "/records/conversations?search=median").json()["conversations"] == []
    assert len(kept.ask("GET", "/records/conversations?search=wait").json()["conversations"]) == 1


def test_the_latest_feedback_counts_and_comes_out_as_a_question_set(kept: Kept, tmp_path: Path) -> None:
    path = f"/records/answers/{kept.answered}/feedback"
    assert kept.ask("POST", path, json={"verdict": "wrong answer", "note": "Not so."}).status_code == 200
    assert kept.ask("POST", path, json={"verdict": "useful"}).json() == {"verdict": "useful", "note": ""}
    text = kept.ask("GET", "/records/feedback.jsonl", EVALUATOR).text
    assert "reader-1" not in text
    (tmp_path / "set.jsonl").write_text(text, encoding="utf-8")
    [case] = read_question_set_file(tmp_path / "set.jsonl").cases
    assert (case.question, case.answerable) == ("How long is the wait?", True)
    [source] = case.sources
    assert (source.document, source.page) == ("westmarch_0417", 2)


def test_feedback_that_is_none_is_refused(kept: Kept) -> None:
    for body in ({"verdict": "nonsense"}, {"verdict": "useful", "note": "x" * 2001}, {}):
        assert kept.ask("POST", f"/records/answers/{kept.answered}/feedback", json=body).status_code == 422


def test_feedback_on_a_paper_closed_to_the_evaluator_stays_back(kept: Kept) -> None:
    kept.ask("POST", f"/records/answers/{kept.answered}/feedback", json={"verdict": "useful"})
    kept.library.catalogue.forget_file("/papers/d-1.pdf")
    assert kept.ask("GET", "/records/feedback.jsonl", EVALUATOR).text == ""


def test_one_conversation_is_deleted_and_then_all(kept: Kept) -> None:
    kept.records.asked(READER, "c-2", 1, wait_answer("And in Eastmarch?"), NO_FILTERS)
    kept.records.asked(OTHER, "c-3", 1, wait_answer("Whose wait?"), NO_FILTERS)
    assert kept.ask("DELETE", "/records/conversations/c-1").json() == {"deleted": 1}
    assert kept.ask("GET", "/records/conversations/c-1").status_code == 404
    assert kept.ask("DELETE", "/records/conversations").json() == {"deleted": 1}
    assert kept.ask("GET", "/records/conversations").json()["conversations"] == []
    assert len(kept.ask("GET", "/records/conversations", OTHER).json()["conversations"]) == 1


def exported(kept: Kept, **filters: str) -> list[str]:
    """The numbers of the entries that come out."""
    reply = kept.ask("GET", "/records/audit.csv", ADMIN, params=filters)
    assert reply.status_code == 200
    return [line.partition(",")[0] for line in reply.text.splitlines()[1:]]


def test_the_log_comes_as_far_as_it_is_wanted(kept: Kept) -> None:
    assert exported(kept, upto="2") == ["1", "2"]
    assert exported(kept, words="HOW long", upto="2") == ["1"]
    assert exported(kept, words="d-4.pdf", upto="2") == ["2"]
    assert exported(kept, words="giraffe", upto="2") == []
    assert exported(kept, since="2999-01-01T00:00:00+00:00") == []
    *_, last = kept.records.audit.entries()
    assert last.details == {"since": "2999-01-01T00:00:00+00:00"}
    for wrong in ({"words": "x" * 201}, {"since": "0001-01-01T00:00:00+14:00"}, {"upto": "all"}):
        assert kept.ask("GET", "/records/audit.csv", ADMIN, params=wrong).status_code == 422


def test_a_title_is_found_only_for_who_may_see_the_paper(kept: Kept) -> None:
    assert exported(kept, words="Home support", upto="2") == ["1", "2"]
    for id_ in ("d-1", "d-2", "d-4"):
        kept.library.catalogue.forget_file(f"/papers/{id_}.pdf")
    assert exported(kept, words="Home support", upto="2") == []


def test_the_log_comes_as_a_table(kept: Kept) -> None:
    reply = kept.ask("GET", "/records/audit.csv?action=asked", ADMIN)
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    head, first, second = reply.text.splitlines()
    assert head.startswith("\ufeffnumber,at,person,action,route,subject,question,")
    assert first.startswith("1,") and ",reader-1,asked,page," in first
    assert "What do they cost?" in second


def test_records_that_cannot_be_used_are_a_stated_failure(kept: Kept) -> None:
    with kept.records.store.transaction() as connection:
        connection.execute("ALTER TABLE conversations RENAME TO elsewhere")
    reply = kept.ask("GET", "/records/conversations")
    assert reply.status_code == 503
    assert "elsewhere" not in reply.text


def test_the_export_holds_nothing_but_the_answer(kept: Kept) -> None:
    found = json.loads(kept.ask("GET", "/records/conversations/c-1").text)
    assert found["exchanges"][0]["answer"]["passages"] == []
