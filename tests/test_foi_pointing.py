"""Answers that send the reader to another answer."""

from __future__ import annotations

import pytest

from assistant.foi.past.pointing import chain, leads_by_pointing, named_in

ORDER = ("1", "2", "3", "7.a", "8")


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Please see response to Question 1 above.", ["1"]),
        ("See response to Question 8. This is not identifiable.", ["8"]),
        ("As per question 7a.", ["7.a"]),
        ("Please refer to the answers to questions 1 and 3.", ["1", "3"]),
        ("See above.", ["1"]),
        ("The list in our answer to question 3 does not record it.", []),
        ("58 in 2023/24.", []),
    ],
)
def test_numbers_pointed_to(words: str, numbers: list[str]) -> None:
    assert named_in(words, "2", ORDER) == numbers


def test_an_answer_leads_by_pointing_only_where_it_begins_so() -> None:
    assert leads_by_pointing("Please see our answer to Question 3.")
    assert not leads_by_pointing("It is not published. See the reply to question 2 for its date.")


def test_a_chain_ends_where_it_would_go_round() -> None:
    assert chain("3", {"3": ["2"], "2": ["1"], "1": ["3"]}) == ["2", "1"]
