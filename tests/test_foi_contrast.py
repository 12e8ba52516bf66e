"""Questions that differ in one word which makes all the difference."""

from __future__ import annotations

import pytest

from assistant.foi.contrast import differs, excludes
from assistant.foi.precedents import timeless


@pytest.mark.parametrize(
    ("asked", "told", "apart"),
    [
        ("How many children are waiting?", "How many adults were waiting?", True),
        ("the wait for a manual wheelchair", "the wait for a powered wheelchair", True),
        ("adults and children", "children", False),
        ("people waiting", "adults waiting", False),
    ],
)
def test_excludes(asked: str, told: str, apart: bool) -> None:
    assert excludes(asked, told) is apart


def test_a_number_is_not_a_cost() -> None:
    assert differs("How many visits were made?", "What did the visits cost?")
    assert not differs("What was spent on visits?", "What did the visits cost?")


def test_the_time_is_left_out_of_the_comparison() -> None:
    assert timeless("How many people waited on 30 June 2024?") == "How many people waited?"
    assert timeless("What did it cost in 2022/23?") == "What did it cost?"


def test_what_is_pushed_by_hand_is_not_powered() -> None:
    assert excludes("How long for a chair pushed by hand?", "How long for a powered wheelchair?")
    assert not excludes("How long for a chair pushed by hand?", "And for a manual wheelchair?")
