"""What an officer does in an open case, and what is refused; every change is kept at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from fakes_foi import LETTER, FakeDesk

from assistant.foi.case import Case, CostEstimate, Decision, Disposition, PersonalDataDecision, Row
from assistant.foi.request import Regime
from assistant.ui.foi.casework import Casework, finding_key
from assistant.ui.foi.forms import TypedReliance
from assistant.ui.foi.session import Desk
from ingest.errors import CaseError

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def service() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def casework(service: FakeDesk) -> Casework:
    return Casework(service, now=lambda: NOW)


@pytest.fixture
def desk(service: FakeDesk) -> Desk:
    return Desk().working(service.open(service.read_pasted(LETTER, None, None), "FOI 1", lambda *_: None))


def row(desk: Desk) -> Row:
    assert desk.row is not None
    return desk.row


def case(desk: Desk) -> Case:
    assert desk.case is not None
    return desk.case


def test_a_draft_is_accepted_and_kept(service: FakeDesk, casework: Casework, desk: Desk) -> None:
    reply = casework.accept(desk)
    assert reply.said == "Question 1: draft accepted."
    assert row(reply.desk).decision is Decision.ACCEPTED
    assert row(reply.desk).answer == row(desk).drafted
    assert service.kept["c1"] == reply.desk.case
    assert case(reply.desk).history[-1].at == NOW


def test_a_draft_is_rejected_and_own_words_are_saved(casework: Casework, desk: Desk) -> None:
    rejected = casework.reject(desk).desk
    assert (row(rejected).decision, row(rejected).answer) == (Decision.REJECTED, "")
    saved = casework.save(" 430 children. ", rejected)
    assert (row(saved.desk).decision, row(saved.desk).answer) == (Decision.EDITED, "430 children.")
    empty = casework.save("  ", rejected)
    assert empty.said == "The answer to question 1 is empty: write it, or reject the draft."
    assert empty.desk == rejected


def test_nothing_drafted_cannot_be_accepted(casework: Casework, desk: Desk) -> None:
    second = casework.choose("q2", row(desk).drafted, desk).desk
    reply = casework.accept(second)
    assert (reply.said, reply.wrong) == (
        "Nothing was drafted for question 2: write the answer instead.",
        True,
    )


def test_words_typed_for_one_question_wait_while_another_is_looked_at(casework: Casework, desk: Desk) -> None:
    second = casework.choose("q2", "430, I think", desk).desk
    assert second.typed == {"q1": "430, I think"}
    back = casework.choose("q1", "", second).desk
    assert back.typed == {"q1": "430, I think"}
    assert casework.save("430", back).desk.typed == {}


def test_words_as_drafted_are_not_unsaved(casework: Casework, desk: Desk) -> None:
    assert casework.choose("q2", row(desk).drafted + "\n", desk).desk.typed == {}


def test_a_row_is_reached_from_its_neighbours(casework: Casework, desk: Desk) -> None:
    words = row(desk).drafted
    assert casework.step(1, words, desk).desk.chosen == "q2"
    before = casework.step(-1, words, desk)
    assert (before.wrong, before.desk.chosen) == (True, "q1")
    last = replace(desk, chosen="q4")
    assert casework.step(1, row(last).drafted, last).wrong


def test_a_row_that_is_not_there_is_not_chosen(casework: Casework, desk: Desk) -> None:
    reply = casework.choose("q9", "", desk)
    assert (reply.desk, reply.wrong) == (desk, True)


def test_the_next_to_decide_is_found_round_the_end(casework: Casework, desk: Desk) -> None:
    first = casework.dispose("disclosed", casework.accept(desk).desk).desk
    assert casework.next_open("", replace(first, chosen="q4")).desk.chosen == "q2"
    for id_ in ("q2", "q3", "q4"):
        first = casework.dispose("refused", casework.reject(replace(first, chosen=id_)).desk).desk
    assert casework.next_open("", first).said == "Every question is decided."


def test_a_disposition_is_one_of_those_there_are(casework: Casework, desk: Desk) -> None:
    decided = casework.dispose("not-held", desk).desk
    assert row(decided).disposition is Disposition.NOT_HELD
    again = casework.dispose("not-held", decided)
    assert again.said == "Question 1: disposition recorded."
    assert [line.what for line in case(again.desk).history] == ["disposition: not-held"]
    assert casework.dispose("", desk).said == "Choose what the response does with the question."


def test_a_search_is_recorded_with_system_day_and_post(casework: Casework, desk: Desk) -> None:
    record = row(
        casework.search("Case system", "1 March 2026", "Team manager", "not-found", desk).desk
    ).search
    assert record is not None
    assert (record.system, record.searched, record.post, record.found) == (
        "Case system",
        date(2026, 3, 1),
        "Team manager",
        False,
    )


@pytest.mark.parametrize(
    ("system", "day", "post", "found", "said"),
    [
        ("", "1 March 2026", "Manager", "found", "“System searched” is empty: fill it in."),
        ("Files", "", "Manager", "found", "“Day of the search” is empty: give the day, like 9 January 2023."),
        ("Files", "1 March 2026", "Manager", None, "Say whether the information was found or not."),
        (
            "Files",
            "3 March 2026",
            "Manager",
            "found",
            "The search is dated 2026-03-03",
        ),
    ],
)
def test_a_search_that_is_not_whole_is_refused(
    casework: Casework, desk: Desk, system: str, day: str, post: str, found: str | None, said: str
) -> None:
    reply = casework.search(system, day, post, found, desk)
    assert reply.said.startswith(said)
    assert (reply.wrong, reply.desk) == (True, desk)


def test_a_section_is_recorded_changed_and_taken_out(casework: Casework, desk: Desk) -> None:
    typed = TypedReliance("s.43(2)", "The tender is live.", "Spending", "Bargaining", "Withhold")
    first = casework.rely(typed, desk).desk
    second = casework.rely(typed._replace(why="It is live until May."), first).desk
    [relied] = row(second).reliances
    assert (relied.section, relied.why) == ("s.43(2)", "It is live until May.")
    assert relied.public_interest is not None
    assert relied.public_interest.balance == "Withhold"
    assert row(casework.rely_no_more("s.43(2)", second).desk).reliances == ()
    assert casework.rely_no_more("s.21", second).said.startswith("s.21 is not relied on for this question")


def test_half_a_public_interest_test_is_no_test(casework: Casework, desk: Desk) -> None:
    reply = casework.rely(TypedReliance("s.43(2)", "It is live.", disclosing="Spending"), desk)
    assert reply.said == "“Public interest for withholding” is empty: fill it in."
    reply = casework.rely(TypedReliance("s.36(2)", "Free advice.", post="Monitoring officer"), desk)
    assert reply.said == "“Section 36: day of the opinion” is empty: give the day, like 9 January 2023."


def test_a_clarification_pauses_the_clock(casework: Casework, desk: Desk) -> None:
    reply = casework.clock("clarification-asked", "23 February 2026", "Which years?", "", desk)
    assert casework.standing(case(reply.desk)).clock.paused
    assert casework.clock("", "23 February 2026", "", "", desk).said == "Choose what happened."
    early = casework.clock("clarification-asked", "1 February 2026", "", "", desk)
    assert "before the request was received" in early.said


def test_sent_is_the_day_the_response_went_out(casework: Casework, desk: Desk) -> None:
    assert case(casework.clock("sent", "2 March 2026", "", "", desk).desk).sent == date(2026, 3, 2)


def test_reference_day_and_law_are_saved_where_they_differ(casework: Casework, desk: Desk) -> None:
    changed = case(casework.name("FOI 2", "23 February 2026", "EIR", desk).desk)
    assert changed.reference == "FOI 2"
    assert changed.request.received == date(2026, 2, 23)
    assert changed.regime is Regime.EIR
    assert case(casework.name("FOI 1", "20 February 2026", "FOIA", desk).desk).history == ()


def test_an_estimate_counts_the_four_activities(casework: Casework, desk: Desk) -> None:
    reply = casework.estimate((1, 12, 6, 0.5), "A sample of ten files.", "Ask for one year.", "2025", desk)
    assert case(reply.desk).estimate == CostEstimate(
        determining_held=1, locating=12, retrieving=6, extracting=0.5, basis="A sample of ten files."
    )
    assert case(casework.drop_estimate(reply.desk).desk).estimate is None
    wrong = casework.estimate((1, None, 6, 0), "A sample.", "", "", desk)
    assert wrong.said == "Give the hours of each of the four activities, from 0 to 10,000."


def test_advice_may_stand_without_an_estimate(casework: Casework, desk: Desk) -> None:
    advised = case(casework.estimate((None,) * 4, "", "Ask for one year.", "", desk).desk)
    assert (advised.estimate, advised.advice) == (None, "Ask for one year.")


def test_a_finding_is_decided_by_its_key(casework: Casework, desk: Desk) -> None:
    named = casework.save("Write to resident@example.org.", desk).desk
    [(question_id, found)] = casework.standing(case(named)).findings
    key = finding_key(question_id, found)
    assert found.words not in key
    reply = casework.decide_finding(key, "out", "", named)
    assert case(reply.desk).personal_data == (
        PersonalDataDecision(words="resident@example.org", question_id="q1", keep=False, why=""),
    )
    assert casework.decide_finding(key, "keep", "", named).said == "“Why” is empty: fill it in."
    assert casework.decide_finding("other", "keep", "Public role.", named).wrong


def test_a_flagged_reference_stays_with_a_reason(casework: Casework, desk: Desk) -> None:
    kept = case(casework.keep_reference("section 99", "The requester cites it.", desk).desk).acknowledged
    assert [(each.words, each.why) for each in kept] == [("section 99", "The requester cites it.")]
    assert casework.keep_reference("section 99", " ", desk).wrong


def test_a_case_changed_by_another_is_not_overwritten(casework: Casework, desk: Desk) -> None:
    casework.accept(desk)
    reply = casework.reject(desk)
    assert (reply.wrong, reply.desk) == (True, desk)
    assert "changed by somebody else" in reply.said


def test_the_letter_is_made_with_its_audit_file(casework: Casework, desk: Desk) -> None:
    made = casework.letter("docx", desk, draft=True)
    assert made == [("draft.docx", b"draft FOI 1"), ("audit.json", b"{}")]


def test_the_final_letter_waits_for_its_gates(casework: Casework, desk: Desk) -> None:
    with pytest.raises(CaseError, match="Question 1 has no disposition"):
        casework.letter("docx", desk, draft=False)


def test_a_case_that_is_hidden_by_now_is_not_open_any_more(
    service: FakeDesk, casework: Casework, desk: Desk
) -> None:
    casework.check(desk)
    casework.check(Desk())
    service.hidden.add("c1")
    with pytest.raises(CaseError, match="There is no case c1"):
        casework.check(desk)


def test_a_sent_response_is_taken_into_the_library(service: FakeDesk, casework: Casework, desk: Desk) -> None:
    assert casework.take_in(desk).said.startswith("Record the day on which the response was sent first")
    sent = casework.clock("sent", "2 March 2026", "", "", desk).desk
    assert casework.take_in(sent).said == "The response is in the library as a prior answer."
    assert service.taken_in == [("c1", date(2026, 3, 2))]


def test_the_calendar_file_is_made(casework: Casework, desk: Desk) -> None:
    assert casework.calendar(desk) == [("due.ics", b"BEGIN:VCALENDAR 2026-03-23")]


def test_nothing_is_done_without_a_case(casework: Casework) -> None:
    assert casework.accept(Desk()).said == "Choose a question first."
    assert casework.drop_estimate(Desk()).said == "Open a case first."
