"""What a sentence says of which measure: its figures, its words, its times."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.frames import differing, periods, statement, statements

WAITING = "C1.1 On 31 December 2024 there were 1,214 children waiting for a first therapy appointment."
MINUTED = (
    "45.1 The Executive Director presented the report and its Appendix C. She said that 1,241 children had "
    "been waiting for a first therapy appointment at the end of December 2024, and that the number had risen."
)


def figures(text: str) -> list[tuple[str, str]]:
    return [(figure.text, figure.kind) for figure in statement(text).figures]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The cost is £4.18 million a year for 9,400 people.",
            [("£4.18 million", "money"), ("9,400", "number")],
        ),
        ("38 per cent of calls, 83% of visits", [("38 per cent", "share"), ("83%", "share")]),
        ("A total of 38FE across the plan", [("38FE", "number")]),
        ("Decision 21/0033 of 10 March 2021 under section 75 in 2024/25", []),
        ("Version 2.1 of Appendix 2B, page 7, Q3 2024/25, FOI473301950", []),
        ("1 Gross income is estimated to be £19.8m", [("£19.8m", "money")]),
    ],
)
def test_figures_are_no_numbering_dates_or_references(text: str, found: list[tuple[str, str]]) -> None:
    assert figures(text) == found


def test_two_ways_of_saying_the_same_have_the_same_words() -> None:
    (report,) = statements(WAITING)
    minutes = statements(MINUTED)[-1]
    assert report.stems == minutes.stems == {"children", "wait", "first", "therapi", "appoint"}
    assert report.periods.same(minutes.periods)
    assert [(one.text, two.text) for one, two in differing(report.figures, minutes.figures)] == [
        ("1,214", "1,241")
    ]


def test_a_qualifying_word_makes_another_measure() -> None:
    assert statement(WAITING).stems != statement(WAITING.replace("first", "first urgent")).stems


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Spending rose by £3 million", "Spending rose to £5 million"),
        ("About 900 people", "925 people"),
        ("£1.5m", "£1,480,000"),
        ("4 of 12 schools", "5 schools"),
        ("30% of staff", "31 staff"),
    ],
)
def test_other_things_said_or_rounding_do_not_differ(one: str, two: str) -> None:
    assert differing(statement(one).figures, statement(two).figures) == []


def test_a_day_may_stand_for_its_month_but_not_for_another_day() -> None:
    day, month = periods("on 31 December 2024"), periods("at the end of December 2024")
    assert day.same(month)
    assert not day.same(periods("on 1 December 2024"))
    assert not month.same(periods("at the end of November 2024"))
    assert not periods("no time at all")


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_two_whole_numbers_differ_where_they_are_not_equal(one: int, two: int) -> None:
    said = [
        statement(f"The council lent {number:,} wheelchairs to residents").figures for number in (one, two)
    ]
    assert bool(differing(*said)) == (one != two)
    assert said[0][0].amount.value == Decimal(one)
