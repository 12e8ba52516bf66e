"""What a source says against a sentence that has all its facts, and what it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.write.bounds import loosened
from assistant.write.certainty import made_certain
from assistant.write.conditions import dropped_condition
from assistant.write.denial import denial
from assistant.write.polarity import contradiction
from assistant.write.roles import exchanged
from assistant.write.trends import reversed_trend


def test_the_start_of_a_month_is_a_time_and_begins_nothing() -> None:
    told = "We do not hold this number. The provider reports only the assessments that it has finished."
    asked = "The council does not hold the number who were waiting at the start of February 2023."
    assert denial(asked, told, "") is None


HELD = "We do not hold this number, because the list does not record where a person is staying."
KEY = "Is Key decision?: No Is subject to call in?: Yes"
WAITS = "Average wait: 2021/22 = 19 days, 2022/23 = 14.5 days, 2023/24 = 11 days."


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("The council holds this number.", HELD),
        ("It was a key decision.", KEY),
        ("Interests were declared.", "Interests declared at the time of the decision: none."),
        ("No cases were in dispute.", "How many were in dispute? 9: 7 with one council."),
        ("The request was approved.", "The request was refused."),
        ("The share rose to a third.", "The share fell to a third."),
        ("The fee is unpaid.", "The fee is paid."),
        ("The plan must be reviewed.", "The plan may be reviewed."),
        ("It is superseded by decision 21/0033.", "Supersedes decision 21/0033."),
        ("Only the council may end it.", "Either party may end it."),
        ("The provider met all of its targets.", "The provider met 11 of its 12 targets."),
        ("Most people were seen in time.", "People were seen in time."),
        ("A diagnosis is needed.", "Help is given without waiting for a diagnosis."),
        ("The provider met the target.", "The provider failed to meet the target."),
        ("The decision was called in.", "The call-in period ended in May and no call-in was received."),
        ("The service is to be brought in house.", "2. Bring the service in house: rejected as too dear."),
        ("They provide emergency transport.", "They provide non-emergency transport."),
        ("The prices are published.", "To publish the prices now would harm the council."),
        ("Extra sessions saw 420 children.", "Extra sessions would see about 420 children."),
        ("Three points were opened by March.", "The council has agreed to open three points by March."),
        ("If referrals rise, more money is paid.", "If referrals rise, the parties meet within 20 days."),
        ("The council intends to use the extension.", "Extension (months): 12"),
        ("The ICB always pays.", "If nobody was paying, the ICB and the council each pay one half."),
        ("A second house is to be opened there.", "They travel far unless a second house is opened."),
        ("It lasts eight weeks at the very least.", "It lasts for no longer than eight weeks."),
    ],
)
def test_the_opposite_is_a_contradiction(sentence: str, quoted: str) -> None:
    assert denial(sentence, quoted) is not None


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("The council does not hold this number.", HELD),
        ("It was not a key decision, but it is subject to call-in.", KEY),
        ("No interests were declared.", "Interests declared at the time of the decision: none."),
        ("The request was not refused.", "The request was approved."),
        ("No child should wait longer.", "Children waiting longer 0 Monthly"),
        ("People at home are eligible.", "People in hospital are not eligible. People at home are eligible."),
        ("All vans are electric.", "All of the vans are electric."),
        ("No more than two bids came in.", "No more than two bids came in."),
        ("The contract cannot be extended.", "The contract has no extension left."),
        ("It could not be joined.", "3. Join it: rejected because it is closed."),
        ("Bringing it in house was rejected.", "2. Bring it in house: rejected as too dear."),
        ("After the public had left, no decision was made.", "No decision was taken after the public left."),
        ("Three points are to open by March.", "The council has agreed to open three points by March."),
        ("The provider met all but one of its 12 targets.", "The provider met 11 of its 12 targets."),
        ("No grant was above £400.", "No grant was larger than £400."),
        ("It is offered to all at home.", "It is offered to everyone at home."),
        (
            "It was refused because complying would cost £500.",
            "It need not comply where doing so would cost £500.",
        ),
        ("If referrals rise, the two meet.", "If referrals rise, the parties meet within 20 days."),
        ("In all, £700 was paid to 12 people.", "12 people had a grant. The grants came to £700 in all."),
        ("It lasts eight weeks at the very most.", "It lasts for no longer than eight weeks."),
        (
            "Joining it was turned down, since members can no longer be admitted.",
            "3. Join it: rejected because it is closed to new members.",
        ),
        (
            "No child was waiting for any therapy but speech therapy.",
            "46 children had been waiting. All of them were waiting for speech therapy.",
        ),
        ("When 2024 closed, 46 were waiting.", "On 31 December 2024, 46 were waiting."),
        ("Unless the extra sessions go ahead, 90 will wait.", "Without the extra sessions 90 will wait."),
        (
            "It includes hosting, leaving out £40 for training.",
            "It includes hosting but not £40 for training.",
        ),
    ],
)
def test_the_same_in_other_words_is_none(sentence: str, quoted: str) -> None:
    assert denial(sentence, quoted) is None


@pytest.mark.parametrize(
    ("sentence", "quoted", "is_denied"),
    [
        ("At least 4% is withheld.", "A payment of up to 4% is withheld.", True),
        ("Up to 4% is withheld.", "At most 4% of the fee is withheld.", False),
        ("Eighteen waited less than 16 weeks.", "18 had waited for more than 16 weeks.", True),
        ("The rate is at least £24.72.", "The standard rate is £24.72.", True),
        ("It is seen within two days.", "It is seen within 2 days.", False),
        ("An adult is 18 or over.", "An adult is someone aged 18 and over.", False),
    ],
)
def test_a_bound_is_that_of_the_figure(sentence: str, quoted: str, is_denied: bool) -> None:
    assert (loosened(sentence, quoted) is not None) == is_denied


@pytest.mark.parametrize(
    ("sentence", "quoted", "is_denied"),
    [
        ("Waits rose over three years.", WAITS, True),
        ("Waits fell over three years.", WAITS, False),
        ("Waits rose from 19 to 11 days.", "19 and 11 days", True),
        ("Waits fell from 19 to 11 days.", "19 and 11 days", False),
        ("Waits rose.", "Waits rose, then fell.", False),
        ("Spending rose.", "It spent £13.05 million in 2022/23 and £11.62 million in 2023/24.", True),
        ("Spending fell.", "It spent £13.05 million in 2022/23 and £11.62 million in 2023/24.", False),
        ("46% feel alone, down from 45%.", "46% now and 45% before", True),
        ("It was £55m in 2025/26, up from £52m in 2024/25.", "55 and 52", False),
        ("Fewer feel alone than the year before.", "41% feel alone. The comparable figure was 44%.", False),
        ("More feel alone than the year before.", "41% feel alone. The comparable figure was 44%.", True),
        ("More feel alone than the year before.", "41% said that they feel alone.", True),
    ],
)
def test_a_trend_is_that_of_the_figures(sentence: str, quoted: str, is_denied: bool) -> None:
    assert (reversed_trend(sentence, quoted) is not None) == is_denied


@pytest.mark.parametrize(
    ("sentence", "quoted", "is_denied"),
    [
        ("The council pays the provider.", "The provider pays the council.", True),
        ("The council is paid by the provider.", "The provider pays the council.", False),
        ("The start moved from June to April.", "The start was moved from April to June.", True),
        ("The start moved from April to June.", "The start was moved from April to June.", False),
        ("Distance is the risk that remains.", "The remaining risk is distance.", False),
        (
            "The council's share of the estimated £4 million is £2 million.",
            "The estimate of £4 million is shared between the council (£2 million) and the ICB.",
            False,
        ),
    ],
)
def test_who_does_it_to_whom(sentence: str, quoted: str, is_denied: bool) -> None:
    assert (exchanged(sentence, quoted) is not None) == is_denied


@pytest.mark.parametrize(
    ("sentence", "quoted", "is_denied"),
    [
        ("The framework is extended.", "The framework may be extended.", True),
        ("The framework can be extended.", "The framework may be extended.", False),
        ("The staff transfer in May.", "The staff are expected to transfer in May.", True),
        ("The staff should transfer in May.", "The staff are expected to transfer in May.", False),
    ],
)
def test_what_may_be_is_not_yet(sentence: str, quoted: str, is_denied: bool) -> None:
    assert (made_certain(sentence, quoted) is not None) == is_denied


@pytest.mark.parametrize(
    ("sentence", "quoted", "is_denied"),
    [
        ("The grant is paid in full.", "The grant is paid in full unless the tenant moves out.", True),
        (
            "The grant is paid in full unless the tenant leaves.",
            "The grant is paid in full unless he moves.",
            False,
        ),
        ("The fee is due in May.", "The fee is due in May. Visits end unless they are booked.", False),
        ("Up to 15% are held there.", "None are held there unless it is safe. Up to 15% may be.", False),
    ],
)
def test_a_condition_stays_with_what_it_governs(sentence: str, quoted: str, is_denied: bool) -> None:
    assert (dropped_condition(sentence, quoted) is not None) == is_denied


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    assert isinstance(denial(one, other), str | None)


@given(st.text(alphabet="abcdefgh no.,", max_size=60))
def test_no_text_denies_itself(text: str) -> None:
    assert contradiction(text, text) is None
    assert loosened(text, text) is None
    assert made_certain(text, text) is None
    assert exchanged(text, text) is None


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        (
            "58 people had no care package yet.",
            "How many people were waiting for a care package on 1 November? 58",
        ),
        ("58 people were still without a care package.", "58 people were waiting for a care package."),
        (
            "The money was not shared among all halls, as that would not pay for a cook.",
            "To share the money among all halls. Rejected, as that would not pay for a cook.",
        ),
        (
            "The ICB does not hold the number of people who were refused supplies.",
            "Does the ICB hold the number of people who were refused supplies? No. It holds no record of it.",
        ),
        (
            "The request was refused because complying would cost more than the limit.",
            "An authority need not comply where doing so would cost more than the limit.",
        ),
        ("It paid £318, not counting £41 for training.", "£318, but not the £41 paid for training."),
        (
            "The ICB does not hold parking charges.",
            "What do hospitals charge staff to park? The ICB does not hold this.",
        ),
        ("The contract has no extension.", "Contract | Extension (months): 0"),
        ("Nine speak another language than English.", "Nine speak a language other than English."),
        ("It took 12 days, so the target was met.", "It took 12 days, within the target of 15 days."),
        ("If the policy and the law differ, the law takes precedence.", "If they differ, the law prevails."),
        ("Carers under 18 are excluded from the scheme.", "The scheme does not cover carers under 18."),
        ("No grant was above £400.", "No grant was larger than £400."),
        ("It is £318, and training comes on top.", "It is £318, which covers support but not training."),
        ("VAT not included, it is £74.", "It is £74, without VAT."),
        ("The lease runs to the end of March.", "When does it end? The lease may be extended to March."),
        ("Nobody could say how many were waiting.", "How many were waiting? This is not recorded."),
        (
            "Consulting the staff took longer than planned.",
            "The consultation could not be finished earlier. The price is below the one in the draft record.",
        ),
    ],
)
def test_two_that_deny_in_different_words_agree(sentence: str, quoted: str) -> None:
    assert denial(sentence, quoted) is None


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("58 people were not waiting for a package.", "58 people were waiting for a package."),
        ("46 had waited long, none of them for speech therapy.", "46 were waiting for speech therapy."),
        ("Few people were refused supplies.", "How many people were refused supplies? None. None was."),
        ("It paid £318 including £41 for training.", "£318, excluding £41 for training."),
        ("The council pays the bill in full.", "The council and the board each pay one half of the bill."),
        ("Grants were smaller than £400.", "Grants were larger than £400."),
        ("The contract has no extension.", "Contract | Extension (months): 24"),
        ("It took 17 days, so the target was met.", "It took 17 days, against a target of 15 days."),
        (
            "If the policy and the law differ, the policy takes precedence.",
            "If they differ, the law prevails.",
        ),
    ],
)
def test_and_what_the_one_states_and_the_other_denies_does_not(sentence: str, quoted: str) -> None:
    assert denial(sentence, quoted) is not None


def test_how_a_contract_was_let_opens_nothing() -> None:
    row = "Contract: Refuge; End date: 2026-03-31; Extension (months): 12; Procedure: Open"
    quoted = "Refuge 2026-03-31 12 Open"
    assert denial("The refuge contract runs out in March 2026.", quoted, f"Reference: 7 | {row}") is None
