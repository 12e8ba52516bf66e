"""What is said beside an answer, through the assistant: the sentence, and the quotations it rests on."""

from __future__ import annotations

from papers import fill, paper

from assistant.answer import Answer
from assistant.commands.ask import answer_lines
from assistant.engine import Assistant
from ingest.library import Library

PROPOSED = paper(
    "proposed",
    "Proposed Record of Decision",
    "Award the equipment contract to Tidewell Mobility from 1 April 2025, at a cost of £4.18 million a year.",
    kind="decision-record",
    date=None,
    reference="25/0014",
    title="Community equipment contract award",
)
RECORD = paper(
    "record",
    "Record of Decision 25/0014",
    "Date of decision 3 March 2025",
    "Supersedes Decision 21/0033 of 10 March 2021",
    "Decision 25/0014 was taken after two weeks of consultation with the staff.",
    "Award the equipment contract to Tidewell Mobility from 1 June 2025, at a cost of £3.96 million a year.",
    kind="decision-record",
    date="2025-03-03",
    reference="25/0014",
    title="Community equipment contract award",
)
OLD = paper(
    "old",
    "Halden Care Logistics cleans returned commodes within four days of their collection.",
    date="2021-03-10",
    reference="21/0033",
    title="Logistics for returned equipment",
)


def ask(library: Library, question: str) -> Answer:
    fill(library, [PROPOSED, RECORD, OLD])
    return Assistant(library).ask(question)


def test_the_final_figure_comes_first_and_the_proposed_one_beside_it(library: Library) -> None:
    answer = ask(library, "What does the equipment contract with Tidewell Mobility cost a year?")
    assert "£3.96 million" in answer.citations[0].quote
    notice = next(notice for notice in answer.notices if notice.kind == "conflict")
    quoted = {citation.marker: citation.quote for citation in answer.citations}
    first, second = notice.markers
    assert "£3.96 million" in quoted[first]
    assert "£4.18 million" in quoted[second]
    assert notice.text == (
        "The documents give different figures: £3.96 million in “Community equipment contract award” "
        f"(decision taken, 3 March 2025), p. 1 [{first}]; £4.18 million in “Community equipment contract "
        f"award” (proposed), p. 1 [{second}]."
    )


def test_a_question_about_the_proposal_keeps_it_first(library: Library) -> None:
    answer = ask(
        library, "What did the proposed record say the Tidewell Mobility equipment contract would cost?"
    )
    assert "£4.18 million" in answer.citations[0].quote
    assert {notice.kind for notice in answer.notices} == {"conflict", "superseded"}
    told = next(notice for notice in answer.notices if notice.kind == "superseded")
    assert told.text.startswith(
        "[1] comes from the proposed record; the decision taken is “Community equipment"
    )


def test_a_superseded_paper_says_by_what_and_where(library: Library) -> None:
    answer = ask(library, "Within how many days are returned commodes cleaned?")
    (notice,) = answer.notices
    later, earlier = notice.markers
    assert notice.kind == "superseded"
    assert notice.text == (
        f"[{earlier}] comes from “Logistics for returned equipment”, superseded by “Community equipment "
        f"contract award” (decision taken, 3 March 2025), p. 1 [{later}]."
    )
    quoted = {citation.marker: citation.quote for citation in answer.citations}
    assert quoted[later] == "Supersedes Decision 21/0033 of 10 March 2021"


def test_what_a_decision_replaces_is_quoted_where_that_is_asked(library: Library) -> None:
    answer = ask(library, "Which earlier decision does 25/0014 replace?")
    assert answer.citations[0].quote == "Supersedes Decision 21/0033 of 10 March 2021"


def test_nothing_is_said_where_nothing_differs(library: Library) -> None:
    fill(library, [paper("only", "The council lent 412 wheelchairs in 2023/24.", title="Wheelchairs")])
    answer = Assistant(library).ask("How many wheelchairs did the council lend in 2023/24?")
    assert answer.answerable
    assert answer.notices == ()


def test_the_terminal_and_the_json_show_the_notice(library: Library) -> None:
    answer = ask(library, "Within how many days are returned commodes cleaned?")
    assert f"Please note: {answer.notices[0].text}" in list(answer_lines(answer))
    assert Answer.model_validate_json(answer.model_dump_json()).notices == answer.notices
