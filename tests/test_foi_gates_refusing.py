"""The gates of a refusal: each passes where it is complete, and shuts where a part is taken out."""

from datetime import date
from typing import Any

import pytest
from foi_sound_cases import ESTIMATE, QUOTED, TENDER, WEIGHED, case, gate, refused, row, shut

from assistant.foi.case import (
    Case,
    CostEstimate,
    Disposition,
    QualifiedPerson,
    Reliance,
)
from assistant.foi.gates import CENTRAL, GateName, counted_hours
from assistant.foi.request import Regime


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
