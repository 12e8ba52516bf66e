"""Each gate lets a sound case pass, and shuts where the thing it asks for is taken out."""

from collections.abc import Callable
from datetime import date

import pytest
from foi_sound_cases import (
    FOUND,
    LETTER,
    NOTHING,
    QUOTED,
    TENDER,
    TODAY,
    case,
    gate,
    row,
    shut,
)

from assistant.answer import Citation
from assistant.foi.case import (
    Acknowledgement,
    Decision,
    Disposition,
    DraftedFact,
    PersonalDataDecision,
    SearchRecord,
)
from assistant.foi.gates import GateName, blocked, gates, letter_gate
from assistant.foi.gates.gate import Problem
from assistant.foi.gates.gate import gate as made_gate
from assistant.foi.request import Regime


def test_a_sound_case_passes_every_gate() -> None:
    sound = case(
        row("1"),
        row("2", disposition=Disposition.NOT_HELD, search=NOTHING, answer="The council does not hold this."),
        row("3", disposition=Disposition.REFUSED, search=None, reliances=(TENDER,), answer="This is exempt."),
    )
    assert blocked(sound, TODAY) == ()
    found = gates(
        sound,
        TODAY,
        lookup=lambda citation: citation.quote,
        access_of=lambda citation: citation.access,
        letter=LETTER,
    )
    assert [each.name for each in found] == list(GateName)
    assert all(each.passed and each.explanation for each in found)


def test_every_question_has_a_row_and_a_disposition() -> None:
    assert gate(GateName.QUESTIONS, case(row("1"))).passed
    assert shut(GateName.QUESTIONS, case(row("1"), row("2", disposition=None))).questions == ("q2",)
    without = case(row("1"), row("2")).model_copy(update={"rows": (row("1"),)})
    assert shut(GateName.QUESTIONS, without).questions == ("q2",)
    assert "no question" in shut(GateName.QUESTIONS, case()).explanation


def test_every_draft_is_decided_on() -> None:
    assert gate(GateName.DECISIONS, case(row(decision=Decision.EDITED, answer="My words."))).passed
    assert shut(GateName.DECISIONS, case(row(decision=None))).questions == ("q1",)
    assert "no words" in shut(GateName.DECISIONS, case(row(answer=" "))).explanation


def test_a_rejected_draft_needs_the_officers_own_words() -> None:
    assert gate(GateName.DECISIONS, case(row(decision=Decision.REJECTED, answer="My words."))).passed
    assert "own words" in shut(GateName.DECISIONS, case(row(decision=Decision.REJECTED))).explanation
    assert not gate(GateName.DECISIONS, case(row(decision=Decision.REJECTED, answer=""))).passed


@pytest.mark.parametrize(
    ("disposition", "answer", "search"),
    [
        (Disposition.DISCLOSED, "The council spent £1.5m.", FOUND),
        (Disposition.PARTLY_DISCLOSED, "The council spent £1.5m.", FOUND),
        (Disposition.NOT_HELD, "See below.", NOTHING),
        (Disposition.DISCLOSED, "None", FOUND),
        (Disposition.ANOTHER_BODY, "The council does not hold this: ask the ICB.", NOTHING),
        (Disposition.SIGNPOSTED, "We hold the information; it is on our website.", FOUND),
        (Disposition.CLARIFICATION, "No recorded information is held so far.", NOTHING),
    ],
)
def test_confirming_or_denying_needs_a_search(
    disposition: Disposition, answer: str, search: SearchRecord
) -> None:
    said = row(disposition=disposition, answer=answer, search=search)
    assert gate(GateName.HOLDING, case(said)).passed
    without = shut(GateName.HOLDING, case(said.model_copy(update={"search": None})))
    assert without.questions == ("q1",)
    assert "record the system, the day and the post" in without.explanation


def test_a_prior_not_held_may_be_quoted_with_its_date() -> None:
    told = "In its response of 9 January 2025 the council said: “We do not hold this.” Please say more."
    asks = row(disposition=Disposition.CLARIFICATION, search=None, answer=told)
    assert gate(GateName.HOLDING, case(asks)).passed
    undated = asks.model_copy(update={"answer": told.replace(" of 9 January 2025", "")})
    assert not gate(GateName.HOLDING, case(undated)).passed


@pytest.mark.parametrize(
    ("search", "said"),
    [
        (FOUND.model_copy(update={"system": " "}), "without its system or post"),
        (FOUND.model_copy(update={"post": ""}), "without its system or post"),
        (FOUND.model_copy(update={"searched": date(2026, 3, 11)}), "a day to come"),
        (FOUND.model_copy(update={"searched": date(2026, 2, 19)}), "before the request was received"),
        (NOTHING, "the search found nothing"),
    ],
)
def test_a_search_is_complete_in_time_and_says_the_same(search: SearchRecord, said: str) -> None:
    assert said in shut(GateName.HOLDING, case(row(search=search))).explanation


def test_not_held_cannot_be_said_of_what_a_search_found() -> None:
    not_held = row(disposition=Disposition.NOT_HELD, answer="We do not hold this.", search=FOUND)
    assert "the search found something" in shut(GateName.HOLDING, case(not_held)).explanation
    pointed = row(disposition=Disposition.ANOTHER_BODY, answer="We do not hold this.", search=FOUND)
    assert "not what the search found" in shut(GateName.HOLDING, case(pointed)).explanation


def test_advice_claims_nothing_of_holding() -> None:
    assert not gate(GateName.HOLDING, case(row(), advice="We do not hold data before 2019.")).passed
    assert gate(GateName.HOLDING, case(row(), advice="You could ask for one year.")).passed


def test_each_finding_of_personal_data_is_decided_on() -> None:
    named = row(answer="Ring 01632 960123.")
    keep = PersonalDataDecision(words="01632 960123", question_id="q1", keep=True, why="A published number.")
    assert gate(GateName.PERSONAL_DATA, case(named, personal_data=(keep,))).passed
    open_still = shut(GateName.PERSONAL_DATA, case(named))
    assert open_still.questions == ("q1",)
    assert "960123" not in open_still.explanation
    for changed in ({"keep": False}, {"why": ""}, {"question_id": "q2"}):
        decision = keep.model_copy(update=changed)
        assert not gate(GateName.PERSONAL_DATA, case(named, personal_data=(decision,))).passed


def test_a_role_mailbox_needs_no_decision_and_the_annex_is_looked_at_too() -> None:
    assert gate(GateName.PERSONAL_DATA, case(row(answer="Write to foi@averdale.gov.uk."))).passed
    quoted = QUOTED.model_copy(update={"quote": "Ask at 01632 960123."})
    found = shut(GateName.PERSONAL_DATA, case(row(leaned_on=(quoted,))))
    assert "annex to question 1" in found.explanation


def test_a_small_number_is_read_with_the_question() -> None:
    bare = row(answer="3")
    many = bare.question.model_copy(update={"standalone": "How many children are waiting?"})
    assert not gate(GateName.PERSONAL_DATA, case(bare.model_copy(update={"question": many}))).passed


def test_a_flagged_reference_to_the_law_is_corrected_or_kept_with_a_reason() -> None:
    wrong = case(row(answer="See section 99 of the FOI Act."))
    assert "There is no section 99" in shut(GateName.LAW, wrong).explanation
    kept = Acknowledgement(words="section 99 of the FOI Act", why="The requester's own words.")
    assert gate(GateName.LAW, wrong.model_copy(update={"acknowledged": (kept,)})).passed
    unsaid = kept.model_copy(update={"why": ""})
    assert not gate(GateName.LAW, wrong.model_copy(update={"acknowledged": (unsaid,)})).passed
    assert gate(GateName.LAW, case(row(answer="See section 18 of the Care Act 2014."))).passed
    eir = case(row(answer="Withheld under section 12 of the Act."), regime=Regime.EIR)
    assert "no cost limit" in shut(GateName.LAW, eir).explanation


@pytest.mark.parametrize("suspected", [Regime.EIR, Regime.SUBJECT_ACCESS])
def test_a_suspected_regime_is_settled_by_the_officer(suspected: Regime) -> None:
    assert "It asks about river water." in shut(GateName.REGIME, case(row(), suspected=suspected)).explanation
    assert gate(GateName.REGIME, case(row(), suspected=suspected, regime=Regime.FOIA)).passed
    assert gate(GateName.REGIME, case(row(), suspected=suspected, regime=suspected)).passed
    assert gate(GateName.REGIME, case(row())).passed


@pytest.mark.parametrize(
    ("lookup", "said"),
    [
        (lambda _: None, "no longer in the catalogue"),
        (lambda _: "The council spent £1.4m.", "no longer holds the words quoted"),
    ],
)
def test_a_source_that_went_or_changed_shuts_the_gate(
    lookup: Callable[[Citation], str | None], said: str
) -> None:
    leaning = case(row(leaned_on=(QUOTED,)))
    stating = case(row(facts=(DraftedFact(text="£1.5m was spent.", citation=QUOTED),)))
    for each in (leaning, stating):
        assert gate(GateName.SOURCES, each, lookup=lambda _: "In all:\nThe council\nspent £1.5m.").passed
        assert said in shut(GateName.SOURCES, each, lookup=lookup).explanation
    assert GateName.SOURCES not in [found.name for found in gates(leaning, TODAY)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("internal review", "the right to an internal review"),
        ("40 working days", "within 40 working days"),
        ("Information Commissioner", "complain to the Information Commissioner"),
        ("www.ico.org.uk", "how to reach the Commissioner"),
    ],
)
def test_the_letter_tells_of_the_review_and_the_commissioner(words: str, said: str) -> None:
    assert letter_gate(LETTER, Regime.FOIA).passed
    found = letter_gate(LETTER.replace(words, "…"), Regime.FOIA)
    assert not found.passed
    assert said in found.explanation


def test_a_reply_on_ones_own_data_needs_no_internal_review() -> None:
    assert letter_gate("Complain to the Information Commissioner, ico.org.uk.", Regime.SUBJECT_ACCESS).passed


def test_a_gate_that_many_questions_shut_tells_of_the_first_and_names_all() -> None:
    problems = [Problem(said=f"Question {n} has no search.", question_id=f"q{n}") for n in range(1, 121)]
    made = made_gate(GateName.HOLDING, problems, "All is well.")
    assert made.explanation.startswith("Question 1 has no search. Question 2 has no search.")
    assert made.explanation.endswith("Question 6 has no search. And 114 more like these.")
    assert len(made.questions) == 120
