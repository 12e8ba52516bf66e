"""Which word of the coverage table the best matches come to."""

from __future__ import annotations

from datetime import date

import pytest
from foi_exchanges import matched, prior

from assistant.foi.coverage import Coverage
from assistant.foi.disagree import disagreements
from assistant.foi.judged import accepted, judged
from assistant.foi.prior import Outcome
from assistant.foi.timing import TimeFit, times_of

RECEIVED = date(2024, 9, 1)
ASKED = times_of("How many were there?")


@pytest.mark.parametrize(
    ("outcome", "coverage"),
    [
        (Outcome.ANSWERED, Coverage.ANSWERED_BEFORE),
        (Outcome.PARTLY, Coverage.PARTLY),
        (Outcome.NOT_HELD, Coverage.NOT_HELD_BEFORE),
        (Outcome.REFUSED, Coverage.REFUSED_BEFORE),
        (Outcome.SIGNPOSTED, Coverage.SIGNPOSTED_BEFORE),
        (Outcome.ANOTHER_BODY, Coverage.SIGNPOSTED_BEFORE),
    ],
)
def test_the_outcome_gives_the_word(outcome: Outcome, coverage: Coverage) -> None:
    match = matched(prior("How many are there?", "58", outcome))
    assert judged([match], ASKED, RECEIVED, 12).coverage is coverage


def test_another_year_is_another_period() -> None:
    asked = times_of("How many in 2021/22?")
    match = matched(prior("How many in 2023/24?", "58"), time=TimeFit.OTHER)
    assert judged([match], asked, RECEIVED, 12).coverage is Coverage.OTHER_PERIOD


def test_a_little_less_alike_but_of_the_time_asked_about_goes_first() -> None:
    asked = times_of("How many in 2021/22?")
    other = matched(prior("How many in 2023/24?", "58", document="d2"), 4.0, time=TimeFit.OTHER)
    same = matched(prior("How many in 2021/22?", "40"), 3.0, time=TimeFit.SAME)
    assert judged([other, same], asked, RECEIVED, 12).matched is same


def test_what_is_asked_for_today_is_not_answered_by_a_named_day_or_a_stale_letter() -> None:
    now = times_of("How many are there today?")
    day = matched(prior("How many on 1 March 2024?", "58"))
    undated = matched(prior("How many are there?", "58"))
    assert judged([day], now, RECEIVED, 12).coverage is Coverage.OTHER_PERIOD
    assert judged([undated], now, RECEIVED, 12).coverage is Coverage.ANSWERED_BEFORE
    assert judged([undated], now, date(2026, 9, 1), 12).coverage is Coverage.OTHER_PERIOD


def test_another_authoritys_answer_is_never_taken_for_the_own() -> None:
    other = matched(prior("How many?", "58", authority="Osterbridge City Council"), same=False)
    unknown = matched(prior("How many?", "58"), same=None)
    assert accepted([other, unknown], same_authority=True) == []
    assert accepted([other, unknown], same_authority=False) == [other, unknown]


def test_answers_to_one_question_that_differ_stand_side_by_side() -> None:
    first = prior("How many people had a budget on 30 June 2024?", "742 people.", document="d1")
    later = prior("How many people had a budget on 30 June 2024?", "761 people.", document="d2")
    other = prior("How many people had a budget on 30 June 2023?", "600 people.", document="d3")
    (said,) = disagreements([first, later, other])
    assert "“742 people.” (2024-03-14, FOI/d1)" in said and "“761 people.” (2024-03-14, FOI/d2)" in said
