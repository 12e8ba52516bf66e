"""What counts as saying that information is or is not held, and what is only told of an earlier day."""

from __future__ import annotations

import pytest

from eval.foi.holding import says_held


@pytest.mark.parametrize(
    "draft",
    [
        "We do not hold this information.",
        "The council holds the invoices.",
        "This information is not held.",
        "Averdale County Council does not hold it.",
        "The figures are held by the finance team.",
        "No information is held about ramps.",
        "The rate was £24.72. We don't hold the rest.",
        # A report of an earlier day does not cover the sentence after it.
        "On 14 March 2023 the council said “not known”. It is not held.",
        # A report without its day is no report of an earlier day.
        "The council said that it is not held.",
    ],
)
def test_a_statement_of_the_draft_itself_is_caught(draft: str) -> None:
    assert says_held(draft) is not None


@pytest.mark.parametrize(
    "draft",
    [
        "",
        "On 14 March 2023 the council answered: “We do not hold this number.” [1]",
        'In its letter of 14 March 2023 it wrote "The council does not hold this".',
        "On 14 March 2023 the council said that it did not hold this number.",
        "> We do not hold this information.",
        "Whether this information is held must be searched for.",
        "Record a search before the letter says what is held.",
        "Nothing was found in these papers, which does not mean that it is not held.",
        "The household holding the grant is asked.",
    ],
)
def test_what_was_said_then_or_is_left_open_is_not(draft: str) -> None:
    assert says_held(draft) is None


def test_the_sentence_is_given_back() -> None:
    assert says_held("The rate was £24.72. We do not hold the rest. Thank you.") == "We do not hold the rest."
