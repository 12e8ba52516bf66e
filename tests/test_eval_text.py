"""When two texts count as the same words, and when a text holds a fact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.text import holds_fact, parts, squash


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("They bought 4,310 hours.", "4310"),
        ("They bought 4310 hours.", "4,310"),
        ("It cost £ 1,500,000 in all.", "£1,500,000"),
        ("It rose by 3.89%.", "3.89%"),
        ("The information is NOT\nheld.", "not held"),
        ("from 2023–24 on", "2023-24"),
        ("the council’s own", "council's"),
    ],
)
def test_a_fact_is_held_whatever_its_dress(text: str, fact: str) -> None:
    assert holds_fact(text, [fact])


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("They bought 14,310 hours.", "4,310"),
        ("They bought 4,3105 hours.", "4,310"),
        ("It rose by 12.5 points.", "2.5"),
        ("It rose by 1.5 points.", "5"),
        ("There were 1,085 cases.", "85"),
        ("There were 85.3 cases.", "85"),
    ],
)
def test_a_part_of_a_longer_number_is_not_the_fact(text: str, fact: str) -> None:
    assert not holds_fact(text, [fact])


def test_one_alternative_is_enough() -> None:
    assert holds_fact("It cost £1.5 million.", ["1,500,000", "£1.5 million"])
    assert not holds_fact("It cost £1.6 million.", ["1,500,000", "£1.5 million"])


def test_a_quotation_falls_into_the_parts_that_do_not_touch() -> None:
    assert parts("Year … Hours bought …  2023/24") == ["year", "hoursbought", "2023/24"]
    assert parts(" … ") == []


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_number_is_held_only_by_itself(one: int, other: int) -> None:
    assert holds_fact(f"There were {one:,} of them.", [str(other)]) == (one == other)


@given(st.text(alphabet="abc defg-–", max_size=40), st.integers(0, 40))
def test_line_breaks_and_hyphens_do_not_matter(text: str, at: int) -> None:
    assert squash(text[:at] + "-\n" + text[at:]) == squash(text)
