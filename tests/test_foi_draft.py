"""What is drafted says what was said then, with its date, and never what is held today."""

from __future__ import annotations

import pytest
from foi_builders import citation, covered, found, prior, question, request

from assistant.foi.coverage import Candidate, Coverage
from assistant.foi.draft import draft_row, draft_rows
from assistant.foi.prior import Outcome


def test_an_earlier_answer_is_quoted_with_its_day_and_reference() -> None:
    row = draft_row(question(), covered(Coverage.ANSWERED_BEFORE, found()))
    assert row.drafted == (
        "In our response of 9 January 2023 (reference FOI-0417) to the question “How many children wait for "
        "an assessment?” we said: “412 children were waiting.” [1]"
    )
    assert [fact.citation.quote for fact in row.facts] == ["412 children were waiting."]
    assert row.leaned_on == (row.facts[0].citation,)
    assert row.decision is None
    assert row.answer == ""


def test_what_an_answer_points_to_is_quoted_after_it() -> None:
    pointing = prior("Please see response to Question 1.", followed=(citation("They work 40 hours."),))
    row = draft_row(question(), covered(Coverage.ANSWERED_BEFORE, found(pointing)))
    assert row.drafted.endswith(
        "“Please see response to Question 1.” [1]\n\n"
        "That answer refers to another in the same response, which says: “They work 40 hours.” [2]"
    )
    assert len(row.leaned_on) == 2


def test_not_held_is_what_was_said_then_and_asks_for_a_search() -> None:
    not_held = prior("We do not hold this information.", Outcome.NOT_HELD)
    row = draft_row(question(), covered(Coverage.NOT_HELD_BEFORE, found(not_held)))
    assert "we said at that time: “We do not hold this information.” [1]" in row.drafted
    assert "Record a search (system, date, post)" in row.note


def test_a_refusal_is_offered_to_the_officer_and_never_drafted() -> None:
    refused = prior("The price is commercially sensitive.", Outcome.REFUSED, sections=("s.43(2)",))
    row = draft_row(question(), covered(Coverage.REFUSED_BEFORE, found(refused)))
    assert row.drafted == ""
    assert row.facts == ()
    assert row.reliances == ()
    assert "of 9 January 2023 (reference FOI-0417) relied on s.43(2)" in row.note
    assert "“The price is commercially sensitive.”" in row.note


def test_another_authority_is_never_we() -> None:
    row = draft_row(question(), covered(Coverage.OTHER_AUTHORITY, found()))
    assert row.drafted.startswith(
        "In its response of 9 January 2023 (reference FOI-0417) to a similar question"
    )
    assert "Averdale County Council said: " in row.drafted
    assert " we " not in row.drafted


def test_nothing_found_is_not_said_to_be_not_held() -> None:
    row = draft_row(question(), covered(Coverage.NOTHING_FOUND))
    assert row.drafted == ""
    assert "does not mean that it is not held" in row.note


def test_a_published_paper_is_named_with_its_day_and_page() -> None:
    paper = Candidate(published=citation("The cost is £74 an hour."), why="It says so.", score=1.0)
    row = draft_row(question(), covered(Coverage.PUBLISHED, paper))
    assert row.drafted == (
        "“FOI-0417 response” (9 January 2023), page 2, says: “The cost is £74 an hour.” [1]"
    )


def test_answers_at_odds_stand_side_by_side() -> None:
    other = prior("398 children were waiting.").model_copy(update={"id": "d2:1#3"})
    both = covered(Coverage.ANSWERED_BEFORE, found(), found(other), conflicts=("d1:3#3", "d2:1#3"))
    row = draft_row(question(), both)
    assert "“412 children were waiting.” [1]" in row.drafted
    assert "“398 children were waiting.” [2]" in row.drafted
    assert "Earlier answers differ" in row.note


def test_rows_come_in_the_order_of_the_request() -> None:
    rows = draft_rows(
        request(),
        [covered(Coverage.NOTHING_FOUND, question_id="q2"), covered(Coverage.ANSWERED_BEFORE, found())],
    )
    assert [row.question.number for row in rows] == ["1", "2"]
    with pytest.raises(KeyError):
        draft_rows(request(), [covered(Coverage.NOTHING_FOUND, question_id="q2")])
