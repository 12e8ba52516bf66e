"""Each gate lets a sound case pass, and shuts where the thing it asks for is taken out."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from assistant.answer import Citation
from assistant.foi.case import (
    Acknowledgement,
    Case,
    CostEstimate,
    Decision,
    Disposition,
    DraftedFact,
    PersonalDataDecision,
    PublicInterest,
    QualifiedPerson,
    Reliance,
    Row,
    SearchRecord,
)
from assistant.foi.coverage import Coverage, Covered
from assistant.foi.gates import CENTRAL, Gate, GateName, blocked, counted_hours, gates, letter_gate
from assistant.foi.request import Regime, RegimeFinding, Request, RequestQuestion

RECEIVED, TODAY = date(2026, 2, 20), date(2026, 3, 10)
FOUND = SearchRecord(system="finance ledger", searched=date(2026, 3, 2), post="FOI officer", found=True)
NOTHING = FOUND.model_copy(update={"found": False})
WEIGHED = PublicInterest(
    favouring_disclosure="Openness about public money.",
    favouring_withholding="Bidders would see each other's prices.",
    balance="While the tender is live, withholding weighs more.",
)
TENDER = Reliance(section="s.43(2)", why="Prices of a live tender.", public_interest=WEIGHED)
ESTIMATE = CostEstimate(
    determining_held=2, locating=10, retrieving=4, extracting=6, basis="220 files, six minutes each."
)
QUOTED = Citation(
    marker=1, document_id="d1", passage_id="p1", source="reply.pdf", title="Reply on agency spending",
    kind="foi-response", date="2025-01-09", page=2, quote="The council spent £1.5m.",
)  # fmt: skip
LETTER = (
    "If you are unhappy with this response you may ask for an internal review within 40 working days. "
    "You may then complain to the Information Commissioner, www.ico.org.uk."
)


def row(number: str = "1", **changes: Any) -> Row:
    """A disclosed answer with its search: sound as it stands."""
    asked = f"What was spent on item {number}?"
    question = RequestQuestion(id=f"q{number}", number=number, text=asked, standalone=asked)
    sound: dict[str, Any] = {
        "question": question,
        "covered": Covered(question_id=question.id, coverage=Coverage.ANSWERED_BEFORE, why=""),
        "drafted": "The council spent £1.5m in 2024/25.",
        "answer": "The council spent £1.5m in 2024/25.",
        "decision": Decision.ACCEPTED,
        "disposition": Disposition.DISCLOSED,
        "search": FOUND,
    }
    return Row(**{**sound, **changes})


def refused(*reliances: Reliance, **changes: Any) -> Row:
    return row(
        disposition=Disposition.REFUSED, search=None, reliances=reliances, answer="This is exempt.", **changes
    )


def case(*rows: Row, regime: Regime | None = None, suspected: Regime = Regime.FOIA, **changes: Any) -> Case:
    request = Request(
        source="pasted", sha256="0" * 64, text="…", received=RECEIVED,
        regime=RegimeFinding(regime=suspected, why=("It asks about river water.",)),
        questions=tuple(each.question for each in rows),
    )  # fmt: skip
    made = datetime(2026, 2, 20, tzinfo=UTC)
    return Case(id="c1", created=made, updated=made, request=request, rows=rows, regime=regime, **changes)


def gate(name: GateName, of: Case, **changes: Any) -> Gate:
    (found,) = [each for each in gates(of, TODAY, **changes) if each.name is name]
    return found


def shut(name: GateName, of: Case, **changes: Any) -> Gate:
    found = gate(name, of, **changes)
    assert not found.passed, found
    assert found.explanation
    return found


def test_a_sound_case_passes_every_gate() -> None:
    sound = case(
        row("1"),
        row("2", disposition=Disposition.NOT_HELD, search=NOTHING, answer="The council does not hold this."),
        row("3", disposition=Disposition.REFUSED, search=None, reliances=(TENDER,), answer="This is exempt."),
    )
    assert blocked(sound, TODAY) == ()
    found = gates(sound, TODAY, lookup=lambda citation: citation.quote, letter=LETTER)
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


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("s.99", "There is no section 99"),
        ("s.43(7)", "There is no s.43(7)"),
        ("s.43", "s.43(1) or s.43(2)"),
        ("s.31(1)", "paragraph of s.31(1)"),
        ("reg.12(5)(e)", "not of the law"),
        ("section 18 of the Care Act", "not of the law"),
        ("commercial interests", "names no section"),
        ("s.16(1)", "gives no ground"),
        ("s.40(2) with s.40(3)(a)", "it is now s.40(3A)"),
    ],
)
def test_a_refusal_names_a_ground_that_exists(section: str, said: str) -> None:
    assert gate(GateName.REFUSALS, case(refused(TENDER))).passed
    wrong = refused(TENDER.model_copy(update={"section": section}))
    found = shut(GateName.REFUSALS, case(wrong))
    assert said in found.explanation
    assert found.questions == ("q1",)


def test_a_refusal_has_a_ground_and_says_why() -> None:
    assert "without a ground" in shut(GateName.REFUSALS, case(refused())).explanation
    unsaid = refused(TENDER.model_copy(update={"why": " "}))
    assert "write why s.43(2) applies" in shut(GateName.REFUSALS, case(unsaid)).explanation


def test_what_is_withheld_in_part_has_a_ground_or_is_said_not_to_be_held() -> None:
    part = row(disposition=Disposition.PARTLY_DISCLOSED)
    assert "disclosed in part" in shut(GateName.REFUSALS, case(part)).explanation
    assert gate(GateName.REFUSALS, case(part.model_copy(update={"reliances": (TENDER,)}))).passed
    rest = part.model_copy(update={"answer": "The council spent £1.5m. Costs by ward are not held."})
    assert gate(GateName.REFUSALS, case(rest)).passed


def test_an_exception_is_of_the_regulations_where_the_case_is() -> None:
    exception = Reliance(section="reg.12(5)(e)", why="A live tender.", public_interest=WEIGHED)
    assert gate(GateName.REFUSALS, case(refused(exception), regime=Regime.EIR)).passed
    assert "not of the law" in shut(GateName.REFUSALS, case(refused(TENDER), regime=Regime.EIR)).explanation


@pytest.mark.parametrize("side", ["favouring_disclosure", "favouring_withholding", "balance"])
def test_a_qualified_exemption_has_both_sides_and_the_balance(side: str) -> None:
    assert gate(GateName.PUBLIC_INTEREST, case(refused(TENDER))).passed
    lacking = TENDER.model_copy(update={"public_interest": WEIGHED.model_copy(update={side: " "})})
    assert shut(GateName.PUBLIC_INTEREST, case(refused(lacking))).questions == ("q1",)
    without = TENDER.model_copy(update={"public_interest": None})
    assert "s.43(2), which is qualified" in shut(GateName.PUBLIC_INTEREST, case(refused(without))).explanation


@pytest.mark.parametrize("section", ["s.21(1)", "s.40(2)", "s.41(1)", "s.44(1)(a)", "s.14(1)"])
def test_an_absolute_exemption_asks_for_no_public_interest_test(section: str) -> None:
    assert gate(GateName.PUBLIC_INTEREST, case(refused(Reliance(section=section, why="…")))).passed


def test_section_36_has_the_qualified_persons_opinion() -> None:
    opinion = QualifiedPerson(
        post="Monitoring Officer", given=date(2026, 3, 5), opinion="It would inhibit advice."
    )
    frank = Reliance(
        section="s.36(2)(b)(i)",
        why="Free and frank advice.",
        public_interest=WEIGHED,
        qualified_person=opinion,
    )
    assert gate(GateName.QUALIFIED_PERSON, case(refused(frank))).passed
    for changed in (
        None,
        opinion.model_copy(update={"opinion": ""}),
        opinion.model_copy(update={"post": ""}),
        opinion.model_copy(update={"given": date(2026, 4, 1)}),
    ):
        without = frank.model_copy(update={"qualified_person": changed})
        assert shut(GateName.QUALIFIED_PERSON, case(refused(without))).questions == ("q1",)


def test_what_is_available_elsewhere_is_said_to_be_where() -> None:
    vague = Reliance(section="s.21(1)", why="You can get this yourself.")
    assert shut(GateName.ELSEWHERE, case(refused(vague))).questions == ("q1",)
    placed = vague.model_copy(update={"why": "It is at https://www.averdale.gov.uk/spending."})
    assert gate(GateName.ELSEWHERE, case(refused(placed))).passed
    assert gate(GateName.ELSEWHERE, case(refused(vague, leaned_on=(QUOTED,)))).passed
    pointed = row(disposition=Disposition.SIGNPOSTED, search=None, answer="This is public.")
    assert not gate(GateName.ELSEWHERE, case(pointed)).passed


def test_section_22_names_the_intended_publication() -> None:
    vague = Reliance(section="s.22(1)", why="It comes later.", public_interest=WEIGHED)
    assert shut(GateName.FUTURE_PUBLICATION, case(refused(vague))).questions == ("q1",)
    named = vague.model_copy(update={"why": "The council will publish the accounts in June 2026."})
    assert gate(GateName.FUTURE_PUBLICATION, case(refused(named))).passed


COST = Reliance(section="s.12(1)", why="220 files would have to be read.")


def costly(**changes: Any) -> Case:
    sound = {"estimate": ESTIMATE, "advice": "One year could be searched.", "narrower": "The files of 2025."}
    return case(refused(COST), **{**sound, **changes})


def test_section_12_has_an_estimate_advice_and_a_narrower_request() -> None:
    assert counted_hours(ESTIMATE) == 22
    assert gate(GateName.COST, costly()).passed
    assert "needs an estimate" in shut(GateName.COST, costly(estimate=None)).explanation
    assert "section 16" in shut(GateName.COST, costly(advice=" ")).explanation
    assert "narrower request" in shut(GateName.COST, costly(narrower="")).explanation
    assert shut(GateName.COST, costly(narrower="")).questions == ("q1",)


@pytest.mark.parametrize(
    ("hours", "passes"), [(17.9, False), (18, False), (18.1, True), (float("nan"), False)]
)
def test_the_estimate_lies_above_eighteen_hours(hours: float, passes: bool) -> None:
    estimate = CostEstimate(determining_held=0, locating=hours, retrieving=0, extracting=0, basis="Counted.")
    assert gate(GateName.COST, costly(estimate=estimate)).passed is passes


def test_central_governments_limit_is_twenty_four_hours() -> None:
    within = shut(GateName.COST, costly(), limit=CENTRAL)
    assert "22 hours (£550) is within the limit of 24 hours (£600)" in within.explanation


def test_finding_out_whether_it_is_held_is_counted_alone_under_section_12_2() -> None:
    alone = costly().model_copy(update={"rows": (refused(COST.model_copy(update={"section": "s.12(2)"})),)})
    assert "2 hours" in shut(GateName.COST, alone).explanation


def test_the_estimate_has_its_basis_and_counts_no_redaction() -> None:
    unsaid = ESTIMATE.model_copy(update={"basis": ""})
    assert "arrived at" in shut(GateName.COST, costly(estimate=unsaid)).explanation
    redacting = ESTIMATE.model_copy(update={"basis": "Reading and redacting 220 files."})
    assert "Redaction does not count" in shut(GateName.COST, costly(estimate=redacting)).explanation
    without = ESTIMATE.model_copy(update={"basis": "Reading 220 files, redaction not counted."})
    assert gate(GateName.COST, costly(estimate=without)).passed


def test_there_is_no_cost_limit_under_the_regulations() -> None:
    found = shut(GateName.COST, costly(regime=Regime.EIR))
    assert "know no cost limit" in found.explanation


def test_section_14_says_why() -> None:
    repeated = Reliance(section="s.14(2)", why="Asked and answered on 9 January 2026.")
    assert gate(GateName.VEXATIOUS, case(refused(repeated))).passed
    assert shut(GateName.VEXATIOUS, case(refused(repeated.model_copy(update={"why": ""})))).questions == (
        "q1",
    )


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
