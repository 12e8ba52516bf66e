"""Out of which fund money comes, each case checked by eye."""

import pytest

from assistant.write.purses import is_of_other_purse

TAKEN = "£4m is taken from the schools' transformation reserve for repairs."


@pytest.mark.parametrize(
    ("sentence", "is_other"),
    [
        ("£4m comes from the budget stabilisation reserve.", True),
        ("£4m comes from the transformation reserve.", False),
        ("£4m comes from the reserve.", False),
        ("£4m comes from the total reserve.", False),
        ("The repairs grant is £4m.", False),
    ],
)
def test_a_fund_that_the_source_does_not_name_is_another(sentence: str, is_other: bool) -> None:
    assert is_of_other_purse(sentence, TAKEN, "") is is_other


def test_a_fund_of_the_heading_is_not_strange() -> None:
    assert not is_of_other_purse(
        "£4m is left in the general fund.", "£4m is left in the fund.", "General fund"
    )
    assert is_of_other_purse("£4m is left in the general fund.", "£4m is left in the pension fund.", "")
