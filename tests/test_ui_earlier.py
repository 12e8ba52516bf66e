"""What stands under a kept answer, and a conversation of before opened again: as it was, and escaped."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from fakes_ui import PASSAGES, hostile_answer, refused_answer, wait_answer
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Filters, Turn
from assistant.records.conversations import SOURCES_CLOSED, StoredConversation, StoredExchange
from assistant.records.feedback import Given, Verdict
from assistant.ui import render
from assistant.ui.earlier import restored
from assistant.ui.exchange import Kept, footer
from assistant.ui.history import kept_words
from ingest.record_settings import RecordSettings

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
KEPT = Kept("e-1", "c-1")


def stored(number: int, answer: Answer, *, closed: bool = False) -> StoredExchange:
    return StoredExchange(
        id=f"e-{number}",
        conversation="c-1",
        number=number,
        at=AT,
        filters=Filters(),
        answer=answer,
        documents=("d-1",),
        closed=closed,
    )


def conversation(*exchanges: StoredExchange) -> StoredConversation:
    return StoredConversation(id="c-1", started=AT, updated=AT, exchanges=exchanges)


def closed_answer(question: str) -> Answer:
    return Answer(question=question, standalone_question=question, answerable=False, text=SOURCES_CLOSED)


def soup(markup: str) -> BeautifulSoup:
    return BeautifulSoup(markup, "html.parser")


def test_feedback_is_a_labelled_group_of_buttons() -> None:
    part = soup(footer(3, KEPT))
    group = part.select_one('[role="group"]')
    assert group is not None
    label = part.select_one(f"#{group['aria-labelledby']}")
    assert label is not None
    assert label.get_text() == "Was this answer right?"
    pressed = [
        (each.get_text(), each["data-verdict"], each["aria-pressed"]) for each in group.select("button")
    ]
    assert pressed == [
        ("Useful", "useful", "false"),
        ("Wrong source", "wrong source", "false"),
        ("Wrong answer", "wrong answer", "false"),
    ]


def test_the_note_opens_once_something_was_said() -> None:
    assert soup(footer(1, KEPT)).select_one(".noting[hidden]")
    said = Given(verdict=Verdict.WRONG_SOURCE, note="</textarea><b>Not</b> that one")
    part = soup(footer(1, Kept("e-1", "c-1", said)))
    assert not part.select_one(".noting[hidden]")
    assert part.select_one('[data-verdict="wrong source"]')["aria-pressed"] == "true"  # type: ignore[index]
    note = part.select_one("textarea")
    assert note is not None
    assert note.get_text() == "</textarea><b>Not</b> that one"
    assert part.select_one(f'label[for="{note["id"]}"]')
    assert note["maxlength"] == "2000"


def test_an_answer_is_saved_in_three_forms_and_later_ones_with_their_conversation() -> None:
    first = [link["href"] for link in soup(footer(1, KEPT)).select("a")]
    assert first == [f"records/answers/e-1/export/{form}" for form in ("docx", "html", "md")]
    second = soup(footer(2, KEPT)).select("a")
    assert second[3]["href"] == "records/conversations/c-1/export/docx"
    assert second[3]["aria-label"] == "Word: save the whole conversation"


def test_what_is_not_kept_has_nothing_to_save() -> None:
    answer = wait_answer("How long?")
    assert "after" not in render.finished(1, answer, Filters(), PASSAGES)
    kept = soup(render.finished(1, answer, Filters(), PASSAGES, KEPT))
    assert kept.select_one(".after")["data-exchange"] == "e-1"  # type: ignore[index]


@given(st.text(max_size=40))
def test_no_id_becomes_markup(text: str) -> None:
    part = soup(footer(2, Kept(text, text, Given(verdict=Verdict.USEFUL, note=text))))
    assert {tag.name for tag in part.find_all()} <= {
        *("div", "span", "button", "p", "label", "textarea", "ul", "li", "a"),
    }


def test_a_conversation_is_opened_as_it_was_shown() -> None:
    again = restored(
        conversation(stored(1, wait_answer("How long?")), stored(2, refused_answer("Cost?"))), PASSAGES.get
    )
    kept = render.finished(1, wait_answer("How long?"), Filters(), PASSAGES, Kept("e-1", "c-1"))
    assert again.exchanges[0].html == kept
    assert [each.state for each in again.exchanges] == ["answered", "refused"]
    assert again.exchanges[-1].announcement == "Opened: 2 earlier questions"
    assert again.id == "c-1"
    assert again.next_number == 3
    assert again.turns[0] == Turn(question="How long?", answer=wait_answer("How long?").text)


def test_an_answer_that_is_closed_says_so_and_is_no_turn() -> None:
    again = restored(conversation(stored(1, closed_answer("Who waits?"), closed=True)), PASSAGES.get)
    [exchange] = again.exchanges
    assert SOURCES_CLOSED in soup(exchange.html).get_text()
    assert not soup(exchange.html).select(".after, .card, .copy")
    assert again.turns == (Turn(question="Who waits?", answer=""),)


def test_what_was_said_of_an_answer_is_shown_with_it() -> None:
    said = {"e-1": Given(verdict=Verdict.USEFUL, note="Good.")}
    [exchange] = restored(conversation(stored(1, hostile_answer("q"))), PASSAGES.get, said).exchanges
    assert soup(exchange.html).select_one('[data-verdict="useful"][aria-pressed="true"]')


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (
            RecordSettings(),
            "Your conversations are kept for 180 days and shown to you alone; the audit log keeps the words "
            "of your questions for 180 days. Do not enter personal data that the answer does not need.",
        ),
        (
            RecordSettings(history_days=0, questions_days=0),
            "Your conversations are not kept beyond this session; the audit log says when you asked, but not "
            "what. Do not enter personal data that the answer does not need.",
        ),
        (
            RecordSettings(history_days=None, questions_days=1),
            "Your conversations are kept without limit and shown to you alone; the audit log keeps the words "
            "of your questions for 1 day. Do not enter personal data that the answer does not need.",
        ),
    ],
)
def test_the_page_says_how_long_it_keeps_what_is_asked(settings: RecordSettings, words: str) -> None:
    assert kept_words(settings) == words
