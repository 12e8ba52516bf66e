"""What a true sentence may say in words of its own, and what a false one may not, rule by rule."""

from __future__ import annotations

import pytest

from assistant.write.alternatives import joins_alternatives
from assistant.write.attained import claims_target_met
from assistant.write.bounds import loosened
from assistant.write.breadth import too_wide
from assistant.write.certainty import made_certain
from assistant.write.conditions import made_unconditional, turned_exception
from assistant.write.exchanges import changed_places
from assistant.write.extremes import extreme_of_average
from assistant.write.noughts import of_nought
from assistant.write.polarity import contradiction

PLAN = "The council plans to replace it and expects to choose a system by October."
ROW = "Occupational therapy | Extension (months): 0; Annual value (£): 538,000"


@pytest.mark.parametrize(
    ("sentence", "quoted", "is_denied"),
    [
        ("The rent may not be more than £500.", "The rent is limited to £500.", False),
        ("Each grant was at most £350.", "No grant was larger than £350.", False),
        ("Each grant was at least £350.", "No grant was larger than £350.", True),
        ("No grant was above £350.", "No grant was larger than £350.", False),
        ("It costs £5 a year at most.", "The price is no higher than £5 a year.", False),
        ("It would cost more than the £450 limit.", "It is above the limit. The limit is £450.", False),
        ("Send it no later than 5.00 pm.", "Send it by 5.00 pm.", False),
        ("No child should wait more than 26 weeks.", "Waiting for more than 26 weeks | Target: 0", False),
    ],
)
def test_a_limit_in_other_words_is_the_same_limit(sentence: str, quoted: str, is_denied: bool) -> None:
    assert (loosened(sentence, quoted) is not None) == is_denied


@pytest.mark.parametrize(
    ("sentence", "quoted", "is_denied"),
    [
        ("Most calls, 79%, were answered.", "79% of calls were answered.", False),
        ("Most calls, 41%, were answered.", "41% of calls were answered.", True),
        ("It is reviewed every year.", "It is reviewed at least once a year.", False),
        ("The wait fell to only 11 days.", "The wait fell to 11 days.", False),
        ("Only parents may refer.", "Parents may refer.", True),
        ("Each may put as many questions as they like.", "Each may put one question.", True),
        ("There is no limit on questions.", "Any number of questions may be put.", False),
        (
            "No number of waiting children is held, as the provider reports only visits it has finished.",
            "We hold no number of waiting children. The provider reports only the visits it has finished.",
            False,
        ),
    ],
)
def test_most_every_and_only_are_said_of_no_more_than_there(
    sentence: str, quoted: str, is_denied: bool
) -> None:
    assert (too_wide(sentence, quoted) is not None) == is_denied


@pytest.mark.parametrize(
    ("sentence", "is_denied"),
    [
        ("The council plans to replace it and has already chosen a system.", True),
        ("The council plans to replace it and expects to choose a system.", False),
        ("The council has chosen a system.", True),
    ],
)
def test_a_clause_is_no_surer_than_its_source(sentence: str, is_denied: bool) -> None:
    assert (made_certain(sentence, PLAN) is not None) == is_denied


def test_a_decision_asked_for_in_a_proposed_record_is_not_taken() -> None:
    asked = "The Cabinet Member is asked to: a) award the contract to the trust."
    assert made_certain("In the proposed record the Member awarded the contract to the trust.", asked)
    assert not made_certain("The Member is asked to award the contract to the trust.", asked)


@pytest.mark.parametrize(
    ("sentence", "quoted", "is_denied"),
    [
        ("The board, not the city council, pays for it.", "The city council refers. The board pays.", False),
        ("The annex stays private.", "The annex is not published.", False),
        ("The annex is public.", "The annex is not published.", True),
        ("It takes no new members.", "It is closed to new members.", False),
        ("The rate was 68%, rather than the 61% assumed.", "The rate was 68%, where 61% was assumed.", False),
        (
            "Nobody at the meeting could say how many there were.",
            "No answer was given at the meeting.",
            False,
        ),
        ("It does not know what staff pay.", "What do staff pay? It does not hold this.", False),
        ("412 hours still had to be delivered.", "412 hours were still outstanding.", False),
        (
            "They handed it back because they had too few staff.",
            "They handed it back as they could not staff it.",
            False,
        ),
        ("It applies in addition to the policy.", "It applies in place of the policy.", True),
        ("It stops paying when notice is given.", "It goes on paying until the notice has run out.", True),
        ("The offer is withdrawn.", "The offer is kept.", True),
        ("The answer was confirmed.", "The answer was wrong.", True),
    ],
)
def test_a_denial_without_a_not(sentence: str, quoted: str, is_denied: bool) -> None:
    assert (contradiction(sentence, quoted) is not None) == is_denied


def test_what_holds_whatever_happens_must_be_said_so() -> None:
    quoted = "It can be extended if the tender is late."
    assert made_unconditional("It can be extended whether or not the tender is late.", quoted)
    assert not made_unconditional("It can be extended if the tender is late.", quoted)


def test_a_rule_is_not_its_exception() -> None:
    quoted = "They write one joint report, unless the family asks for separate ones."
    assert turned_exception("They write separate reports unless the family asks for a joint one.", quoted)
    assert not turned_exception("They report jointly unless separate reports are asked for.", quoted)


def test_one_or_the_other_is_not_both() -> None:
    quoted = "A payment is withheld while CE1 or CE2 is missed."
    assert joins_alternatives("It is withheld while both CE1 and CE2 are missed.", quoted)
    assert not joins_alternatives("It is withheld while either CE1 or CE2 is missed.", quoted)


def test_an_average_is_no_extreme() -> None:
    assert extreme_of_average("The longest wait was 24 weeks.", "Speech 24", "Average wait in weeks")
    assert not extreme_of_average("The average wait was 24 weeks.", "Speech 24", "Average wait in weeks")
    assert not extreme_of_average("The longest wait was 24 weeks.", "The longest wait was 24 weeks.")


def test_a_cell_of_nought_is_that_there_is_none() -> None:
    assert of_nought("The therapy contract can be extended.", ROW)
    assert not of_nought("The therapy contract cannot be extended.", ROW)
    assert not of_nought("The therapy contract is worth £538,000 a year.", ROW)


def test_within_a_target_is_the_sources_to_say() -> None:
    assert claims_target_met("17 days was within the target of 15.", "It was 17 days, against 15.")


def test_preferred_to_is_the_same_from_either_side() -> None:
    assert changed_places(
        "Two contracts were preferred to a single one.", "A single contract was preferred to two."
    )
    assert not changed_places("A single contract was preferred.", "A single contract was preferred to two.")
