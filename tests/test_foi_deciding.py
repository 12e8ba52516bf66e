"""Each decision changes one thing and leaves a line in the history."""

from __future__ import annotations

from datetime import date

import pytest
from foi_builders import AT, case, question

from assistant.foi.case import (
    ClockEvent,
    ClockKind,
    CostEstimate,
    Decision,
    Disposition,
    PersonalDataDecision,
    SearchRecord,
)
from assistant.foi.deciding import (
    accept,
    ask_again,
    decide_personal_data,
    dispose,
    edit,
    estimate,
    receive,
    record_search,
    reject,
    row_of,
    tell_clock,
)
from ingest.errors import CaseError

SEARCH = SearchRecord(system="Case records", searched=date(2026, 2, 27), post="Records Officer", found=False)


def test_an_accepted_draft_enters_the_letter() -> None:
    changed = accept(case(), "q1", AT)
    assert changed.rows[0].decision is Decision.ACCEPTED
    assert changed.rows[0].answer == changed.rows[0].drafted
    assert changed.rows[1] == case().rows[1]
    assert [(line.what, line.question_id, line.at) for line in changed.history] == [
        ("accepted the draft", "q1", AT)
    ]


def test_nothing_drafted_cannot_be_accepted() -> None:
    with pytest.raises(CaseError, match="Nothing was drafted for question 2"):
        accept(case(), "q2", AT)


def test_the_officers_words_take_the_drafts_place_and_are_not_kept_in_the_history() -> None:
    changed = edit(case(), "2", "  £74 an hour. ", AT)
    assert (changed.rows[1].decision, changed.rows[1].answer) == (Decision.EDITED, "£74 an hour.")
    assert "£74" not in changed.history[0].model_dump_json()
    with pytest.raises(CaseError, match="question 2 is empty"):
        edit(case(), "2", " \n", AT)


def test_a_rejected_draft_leaves_nothing_in_the_letter() -> None:
    changed = reject(accept(case(), "q1", AT), "q1", AT)
    assert (changed.rows[0].decision, changed.rows[0].answer) == (Decision.REJECTED, "")
    assert len(changed.history) == 2


def test_a_disposition_and_a_search_belong_to_their_question() -> None:
    changed = record_search(dispose(case(), "q2", Disposition.NOT_HELD, AT), "q2", SEARCH, AT)
    assert (changed.rows[1].disposition, changed.rows[1].search) == (Disposition.NOT_HELD, SEARCH)
    assert changed.history[1].detail == "Case records, 2026-02-27, Records Officer: not found"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"system": " "}, "names the system"),
        ({"post": ""}, "the post"),
        ({"searched": date(2026, 3, 3)}, "to come"),
    ],
)
def test_a_search_that_proves_nothing_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(CaseError, match=words):
        record_search(case(), "q2", SEARCH.model_copy(update=change), AT)


def test_hours_less_than_none_are_refused() -> None:
    cost = CostEstimate(determining_held=1, locating=-2, retrieving=3, extracting=4, basis="A sample of ten.")
    with pytest.raises(CaseError, match="less than none"):
        estimate(case(), cost, "", "", AT)


def test_the_clock_is_told_of_nothing_before_receipt() -> None:
    event = ClockEvent(kind=ClockKind.CLARIFICATION_ASKED, on=date(2026, 2, 19))
    with pytest.raises(CaseError, match="before the request was received"):
        tell_clock(case(), event, AT)


def test_the_day_of_receipt_can_be_corrected() -> None:
    changed = receive(case(), date(2026, 2, 23), AT)
    assert (changed.request.received, changed.request.received_how) == (
        date(2026, 2, 23),
        "given by the officer",
    )


def test_a_later_decision_on_personal_data_takes_the_first_ones_place() -> None:
    keep = PersonalDataDecision(words="0113 496 0000", question_id="q1", keep=True, why="A public desk.")
    drop = keep.model_copy(update={"keep": False})
    changed = decide_personal_data(decide_personal_data(case(), keep, AT), drop, AT)
    assert changed.personal_data == (drop,)
    assert "0113" not in str(changed.history)


def test_questions_asked_again_need_their_rows() -> None:
    first = case().rows[0]
    alone = case().request.model_copy(update={"questions": (question(),)})
    assert ask_again(case(), alone, (first,), AT).rows == (first,)
    with pytest.raises(CaseError, match="needs its row"):
        ask_again(case(), alone, (), AT)


def test_an_unknown_question_is_told_with_those_there_are() -> None:
    with pytest.raises(CaseError, match="its questions are 1, 2"):
        row_of(case(), "7")
