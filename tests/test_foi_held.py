"""Words that say whether information is held: told from what was said then, and from other holding."""

import pytest

from assistant.foi.held import held_claims


@pytest.mark.parametrize(
    "text",
    [
        "The council does not hold this information.",
        "We don’t hold that.",
        "No recorded information is held.",
        "This information is not held.",
        "This data isn't recorded centrally.",
        "We have no record of any payment.",
        "The council has no information about this.",
        "We do not collect ethnicity.",
        "We no longer hold the minutes.",
        "We were unable to locate any correspondence.",
        "A search found no documents.",
        "No such records exist.",
        "The authority does not have this information.",
        "None",
        "None.",
        "0",
        "a) Nil.",
        "There were no exclusions in 2024.",
        "There are none.",
        "0 children",
        "Nil return.",
        "Nothing is recorded.",
        "We have no such policy.",
        "No data is available.",
        "Data not available",
        "This is not information that we hold.",
        "It is not something the council records.",
    ],
)
def test_what_says_that_nothing_is_held(text: str) -> None:
    assert [claim.held for claim in held_claims(text)] == [False]
    (claim,) = held_claims(text)
    assert claim.words == text[claim.start : claim.end]


@pytest.mark.parametrize(
    "text",
    [
        "We can confirm that the council holds this information.",
        "We hold the requested information.",
        "The information is held by the housing team.",
        "The council has records of these payments.",
        "We do hold it.",
        "Our records show 12 visits.",
        "NHS Fellmarsh ICB holds the data.",
        "I can confirm that Averdale County Council holds this information.",
    ],
)
def test_what_says_that_it_is_held(text: str) -> None:
    assert [claim.held for claim in held_claims(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The meeting was held on 3 March.",
        "The meeting was not held.",
        "You have the right to be told whether we hold information.",
        "We neither confirm nor deny that the information is held.",
        "The council spent £1.5m in 2023/24.",
        "No",
        "The contract ends on 31 March 2027.",
        "There are no plans to change this.",
        "The service had no vacancies.",
        "",
    ],
)
def test_what_claims_nothing(text: str) -> None:
    assert held_claims(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "In its reply of 9 January 2023 the council said: “We do not hold it. Nothing is kept.”",
        "On 2023-01-09 the council answered: \"No recorded information is held.\"",
        "In an earlier response of 9 January 2023, asked “How many? At what cost?”, we said then: "
        "“We do not hold it.” [1]\nThat answer refers to another in the same response, which says: “None.”",
        "In January 2023 the council stated that it did not hold this information.",
        "The response dated 9 January 2023 said that the information was not held.",
    ],
)  # fmt: skip
def test_a_prior_not_held_may_be_told_as_what_was_said_then(text: str) -> None:
    assert held_claims(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The council said: “We do not hold this information.”",
        "On 9 January 2023 we said that it was not held, and we do not hold it now.",
        "In January 2023 we replied that we do not hold it.",
        "In an earlier response (undated), asked “How many?”, we said at that time: “We do not hold it.” [1]",
        "That answer refers to another in the same response, which says: “It is not held.” [2]",
        "In January 2023 the council said that it did not hold it, which is still not held.",
        "In January 2023 the council said: “We did not search.” We do not hold it.",
    ],
)
def test_without_its_date_or_said_of_today_it_is_a_claim(text: str) -> None:
    assert [claim.held for claim in held_claims(text)] == [False]
