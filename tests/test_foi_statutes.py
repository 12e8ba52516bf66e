"""References to the law: read, written one way, checked against what there is, and told from other laws'."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.foi.request import Regime
from assistant.foi.statutes import (
    Law,
    asks_public_interest,
    flags,
    incomplete,
    is_exemption,
    provision,
    references_to_law,
)


def read(text: str) -> list[tuple[str, Law]]:
    return [(each.canonical, each.law) for each in references_to_law(text)]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("section 43(2) of the Act", "s.43(2)"),
        ("Section 43 (2) of the Freedom of Information Act 2000", "s.43(2)"),
        ("s43(2) FOIA", "s.43(2)"),
        ("S.43(2) of FOIA", "s.43(2)"),
        ("FOIA s.12", "s.12"),
        ("§12 FOIA", "s.12"),
        ("subsection (2) of section 43 of the Act", "s.43(2)"),
        ("section 36(2)(b)(ii) of the FOI Act", "s.36(2)(b)(ii)"),
        ("Section 40 (personal data) of FOIA", "s.40"),
        ("section 22A of the Freedom of Information (FOI) Act", "s.22A"),
        ("sec. 21 of the foi act", "s.21"),
        ("the Freedom of Information Act (section 12)", "s.12"),
        ("exempt under section 43(2)", "s.43(2)"),
        ("Section 12 - the cost exceeds the appropriate limit", "s.12"),
    ],
)
def test_a_section_of_the_act_however_written(text: str, canonical: str) -> None:
    assert read(text) == [(canonical, Law.FOIA)]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("regulation 12(5)(e) of the Environmental Information Regulations 2004", "reg.12(5)(e)"),
        ("Reg 12(4)(b) EIR", "reg.12(4)(b)"),
        ("EIR reg. 13(1)", "reg.13(1)"),
        ("refused under regulation 12(4)(d)", "reg.12(4)(d)"),
    ],
)
def test_a_regulation_however_written(text: str, canonical: str) -> None:
    assert read(text) == [(canonical, Law.EIR)]


def test_each_item_of_a_list_is_a_reference_of_the_lists_law() -> None:
    assert read("sections 21, 22 and 43(2) of the Freedom of Information Act") == [
        ("s.21", Law.FOIA), ("s.22", Law.FOIA), ("s.43(2)", Law.FOIA),
    ]  # fmt: skip
    assert read("section 40(2) and (3A)(a) of FOIA")[1] == ("s.40(3A)(a)", Law.FOIA)
    assert [name for name, _ in read("regs 12(5)(e) and (f) EIR")] == ["reg.12(5)(e)", "reg.12(5)(f)"]
    assert [name for name, _ in read("section 21 and 30 days later")] == ["s.21"]


def test_data_protection_law_is_told_apart() -> None:
    assert read("Article 15 of the UK GDPR") == [("art.15", Law.UK_GDPR)]
    assert read("section 45 of the Data Protection Act 2018") == [("s.45", Law.DPA_2018)]
    assert read("section 7 of the Data Protection Act 1998") == [("s.7", Law.DPA_1998)]
    assert read("Article 8 ECHR") == [("art.8", Law.OTHER)]


OTHER_LAWS = [
    "Care Act s.18, Mental Health Act s.117, LGA 1972 s.100",
    "section 18 of the Care Act 2014",
    "section 18 of the care act",
    "s117 of the Mental Health Act 1983",
    "How many section 42 enquiries were there, and how many S117 aftercare packages?",
    "Section 100A(4) of the Local Government Act 1972: exempt information",
    "exempt under section 100A",
    "paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972",
    "section 75 agreements under the National Health Service Act 2006",
    "FOI request: section 117 funding",
    "Under the FOI Act, section 117 aftercare costs",
    "Section 106 agreements under the Town and Country Planning Act 1990",
    "a section 151 officer's report, a section 114 notice and section 20 accommodation",
    "The Care Act 2014 applies. Section 99 of the Act is repealed.",
    "section 61 of the Freedom of Information (Scotland) Act 2002",
    "regulation 4(3) of the Freedom of Information and Data Protection (Appropriate Limit and Fees) "
    "Regulations 2004",
    "regulation 44 visits under the Children's Homes (England) Regulations 2015",
    "the council's 12 exempt houses",
    "Article 99 of the treaty",
]


@pytest.mark.parametrize("text", OTHER_LAWS)
@pytest.mark.parametrize("regime", list(Regime))
def test_another_laws_sections_are_never_flagged(text: str, regime: Regime) -> None:
    assert flags(text, regime) == ()


@pytest.mark.parametrize(
    ("text", "words", "problem"),
    [
        ("Under section 99 of the FOI Act", "section 99 of the FOI Act", "There is no section 99"),
        ("regulation 12(6)(z) of the EIR", "regulation 12(6)(z) of the EIR", "no reg.12(6)(z)"),
        ("see reg 12(5)(h) EIR.", "reg 12(5)(h) EIR", "12(5) has (a), (b), (c), (d), (e), (f), (g)"),
        ("regulation 22 of the EIR", "regulation 22 of the EIR", "the last is regulation 21"),
        ("s.43 EIR", "s.43 EIR", "have regulations, not sections"),
        ("regulation 12(4)(b) of FOIA", "regulation 12(4)(b) of FOIA", "has sections, not regulations"),
        ("exempt under section 43(7)", "section 43(7)", "43 has (1), (2), (3)"),
        ("s.43(2)(a) FOIA", "s.43(2)(a) FOIA", "43(2) is not divided further"),
        ("section 31(1)(k) of the Act", "section 31(1)(k) of the Act", "no s.31(1)(k)"),
        ("section 40(3)(a)(i) of FOIA", "section 40(3)(a)(i) of FOIA", "it is now s.40(3A) and (3B)"),
        ("Article 100 of the UK GDPR", "Article 100 of the UK GDPR", "the last is article 99"),
        ("section 250 of the DPA 2018", "section 250 of the DPA 2018", "no section 250"),
        (
            "section 7 of the DPA 1998",
            "section 7 of the DPA 1998",
            "replaced by the Data Protection Act 2018",
        ),
    ],
)
@pytest.mark.parametrize("regime", [Regime.FOIA, Regime.EIR])
def test_what_does_not_exist_is_flagged_whatever_the_regime(
    text: str, words: str, problem: str, regime: Regime
) -> None:
    (flag,) = flags(text, regime)
    assert flag.words == text[flag.start : flag.end] == words
    assert problem in flag.problem


def test_what_belongs_to_the_other_regime_is_flagged_there_alone() -> None:
    cost = "We refuse under the section 12 cost limit."
    assert flags(cost, Regime.FOIA) == ()
    assert "The Regulations have no cost limit" in flags(cost, Regime.EIR)[0].problem
    commercial = "regulation 12(5)(e) of the EIR"
    assert flags(commercial, Regime.EIR) == ()
    assert "handled under the Freedom of Information Act" in flags(commercial, Regime.FOIA)[0].problem
    assert "see reg.12(5)(e)" in flags("section 43(2) of FOIA", Regime.EIR)[0].problem
    assert "article 15" in flags("section 40(2) of FOIA", Regime.SUBJECT_ACCESS)[0].problem


@pytest.mark.parametrize("text", ["section 39 of FOIA", "section 50 of the FOI Act", "section 77 of FOIA"])
def test_sections_that_serve_both_regimes_are_not_flagged(text: str) -> None:
    assert flags(text, Regime.EIR) == ()


def test_both_laws_named_without_a_provision_are_no_flag() -> None:
    text = "Under the Freedom of Information Act 2000 and the Environmental Information Regulations 2004 …"
    assert flags(text, Regime.FOIA) == flags(text, Regime.EIR) == ()


@pytest.mark.parametrize(
    ("section", "regime", "asks"),
    [
        ("s.21", Regime.FOIA, False), ("s.23(1)", Regime.FOIA, False), ("s.32(1)", Regime.FOIA, False),
        ("s.34(1)", Regime.FOIA, False), ("s.41(1)", Regime.FOIA, False), ("s.44(1)(a)", Regime.FOIA, False),
        ("s.12(1)", Regime.FOIA, False), ("s.14(1)", Regime.FOIA, False),
        ("s.40(1)", Regime.FOIA, False), ("s.40(2)", Regime.FOIA, False),
        ("s.40(2) with s.40(3A)(a)", Regime.FOIA, False), ("s.40(2) with s.40(3B)", Regime.FOIA, True),
        ("s.40(2) and (4A)", Regime.FOIA, True), ("s.40(5A)", Regime.FOIA, False),
        ("s.40(5B)(a)", Regime.FOIA, False), ("s.40(5B)(b)", Regime.FOIA, True),
        ("s.37(1)(a)", Regime.FOIA, False), ("s.37(1)(ac)", Regime.FOIA, True),
        ("s.37(1)(b)", Regime.FOIA, True),
        ("s.22(1)", Regime.FOIA, True), ("s.22A(1)", Regime.FOIA, True), ("s.24(1)", Regime.FOIA, True),
        ("s.30(1)(a)", Regime.FOIA, True), ("s.31(1)(a)", Regime.FOIA, True),
        ("s.36(2)(c)", Regime.FOIA, True),
        ("s.38(1)", Regime.FOIA, True), ("s.42(1)", Regime.FOIA, True), ("s.43(2)", Regime.FOIA, True),
        ("43(1)", Regime.FOIA, True),
        ("reg.12(4)(a)", Regime.EIR, False), ("reg.12(4)(b)", Regime.EIR, True),
        ("12(5)(e)", Regime.EIR, True),
        ("reg.13(1)", Regime.EIR, False), ("reg.13(1) with reg.13(2B)", Regime.EIR, True),
    ],
)  # fmt: skip
def test_which_provisions_ask_for_the_public_interest_test(section: str, regime: Regime, asks: bool) -> None:
    assert asks_public_interest(section, regime) is asks


def test_section_36_is_absolute_for_a_house_of_parliament_alone() -> None:
    assert asks_public_interest("s.36(2)(b)", Regime.FOIA)
    assert not asks_public_interest("s.36(2)(b)", Regime.FOIA, of_parliament=True)


@pytest.mark.parametrize(
    ("section", "regime", "lacking"),
    [
        ("s.43(2)", Regime.FOIA, None),
        ("s.43", Regime.FOIA, "s.43(1) or s.43(2)"),
        ("s.21", Regime.FOIA, "s.21(1)"),
        ("s.12", Regime.FOIA, "s.12(1) or s.12(2)"),
        ("s.36(2)", Regime.FOIA, "name the paragraph"),
        ("s.31(1)(g)", Regime.FOIA, None),
        ("s.40(3A)", Regime.FOIA, "gives no ground for refusing"),
        ("s.16(1)", Regime.FOIA, "gives no ground for refusing"),
        ("reg.12(5)", Regime.EIR, "name the paragraph"),
        ("reg.12(5)(e)", Regime.EIR, None),
        ("reg.13", Regime.EIR, "reg.13(1)"),
        ("reg.9(1)", Regime.EIR, "is no exception"),
    ],
)
def test_what_a_refusal_notice_must_name_besides(section: str, regime: Regime, lacking: str | None) -> None:
    reference = provision(section, regime)
    assert reference is not None
    said = incomplete(reference)
    assert said is None if lacking is None else lacking in str(said)


def test_what_an_officer_writes_in_a_field_is_of_the_law_of_the_case() -> None:
    assert provision("43(2)", Regime.FOIA) == provision("s.43(2)", Regime.FOIA)
    assert provision("12(5)(e)", Regime.EIR) == provision("reg.12(5)(e)", Regime.EIR)
    assert provision("commercial interests", Regime.FOIA) is None
    found = provision("section 18 of the Care Act", Regime.FOIA)
    assert found is not None
    assert found.law is Law.OTHER


@pytest.mark.parametrize("number", [*range(21, 25), *range(26, 45)])
def test_every_section_of_part_two_is_an_exemption(number: int) -> None:
    reference = provision(f"s.{number}", Regime.FOIA)
    assert reference is not None
    assert is_exemption(reference)


@given(st.integers(1, 999), st.integers(1, 9))
def test_a_reference_is_read_back_as_it_is_written(number: int, part: int) -> None:
    (reference,) = references_to_law(f"section {number}({part}) of the FOI Act")
    assert reference.canonical == f"s.{number}({part})"
    assert reference.words == f"section {number}({part}) of the FOI Act"


@given(st.text(alphabet="section rg.()0123456789aAbBeEfFoOiI,&/-–\n", max_size=80))
def test_any_text_is_read_in_order_and_verbatim(text: str) -> None:
    found = references_to_law(text)
    assert all(each.words == text[each.start : each.end] for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
