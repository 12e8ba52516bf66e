"""Who acts in a sentence and who in its source, each case checked by eye."""

import pytest

from assistant.write.agents import agents, agents_of
from assistant.write.names import Names

NAMES = Names(["Averdale County Council", "Osterbridge City Council", "NHS Fellmarsh Integrated Care Board"])
PAPER = "Policy for aids\nAverdale County Council\n2025-02-01"


def misplaced(sentence: str, quoted: str, around: str = PAPER) -> list[str]:
    found = agents_of(NAMES, around).misplaced(sentence, quoted, around)
    return [sentence[each.start : each.end] for each in found]


def test_agents_are_authorities_officers_panels_and_those_outside() -> None:
    found = agents("The ICB, the Director of Finance, the lead officer, schools and the panel met.", NAMES)
    assert [each.kind for each in found] == ["board", "officer", "officer", "school", "panel"]


OTHERS = [
    ("The ICB books visits.", "The provider books visits. The ICB pays for them.", "The ICB"),
    ("The chief executive signs leases.", "The Director of Finance signs leases.", "chief executive"),
    ("A social worker reads each form.", "A nurse assessor reads each form.", "social worker"),
    ("Parents ask for more help now.", "Schools ask for more help now.", "Parents"),
    ("The council paid the larger share.", "In 29 cases the NHS paid the larger share.", "The council"),
    ("The ICO made the review.", "The Head of Finance made the review. Tell the ICO.", "ICO"),
    ("Beds are agreed by the ICB.", "Beds are the ICB's. Agreement is for the lead officer.", "the ICB"),
    ("Aids need the agreement of the ICB.", "Aids need the agreement of the lead officer.", "the ICB"),
]


@pytest.mark.parametrize(("sentence", "quoted", "text"), OTHERS)
def test_one_who_stands_where_the_source_has_another_is_misplaced(
    sentence: str, quoted: str, text: str
) -> None:
    assert misplaced(sentence, quoted) == [text]


SAME = [
    ("The council agreed the lease.", "The Director of Finance agreed the lease."),
    ("Averdale agreed the lease.", "Cabinet agreed the lease."),
    ("The director signs leases.", "The Director of Finance signs leases."),
    ("The supplier books visits.", "The provider books visits. The council pays for them."),
    ("The ICB took over the homes.", "The ICB serves Averdale. It took over the homes."),
    ("The council bought 40 beds.", "40 beds were bought."),
    ("Tribunal work beyond 140 hours is agreed.", "The provider keeps 140 hours for work at tribunals."),
    ("Averdale has used lists since 2020.", "b. Lists Yes, since 2020. c. Spot For tribunal cases only."),
    (
        "The NHS paid more in 29 of the 37 cases that the panel decided otherwise.",
        "How often did the panel decide otherwise? In 37 cases. In 29 of them the NHS paid more.",
    ),
]


@pytest.mark.parametrize(("sentence", "quoted"), SAME)
def test_an_authority_its_officers_and_panels_are_not_told_apart(sentence: str, quoted: str) -> None:
    assert misplaced(sentence, quoted) == []


def test_a_sentence_that_begins_with_an_authority_is_said_of_it_in_the_nearest_words() -> None:
    quoted = "The contract with a charity is extended for a year. A joint service with the ICB is planned."
    assert misplaced("The ICB extended its contract with a charity for a year.", quoted) == ["The ICB"]
    assert misplaced("The ICB plans a joint service.", quoted) == []


def test_we_in_a_reply_is_the_authority_that_wrote_it() -> None:
    quoted = "We do not hold this information. The Integrated Care Board holds the contract for it."
    assert misplaced("Averdale does not hold this information.", quoted) == []


@pytest.mark.parametrize(
    "sentence",
    ["Carers in Averdale waited 17 days.", "Averdale's carers waited 17 days on average."],
)
def test_where_and_whose_is_not_who(sentence: str) -> None:
    assert misplaced(sentence, "The provider met carers. The carers waited 17 days on average.") == []


def test_the_heading_of_a_column_acts_not() -> None:
    told = "Reference: C7 | Contract title: Meals; Supplier: Pannier Meals CIC; End date: 2029-01-31"
    assert misplaced("Averdale holds a contract for meals, C7, to January 2029.", told) == []
