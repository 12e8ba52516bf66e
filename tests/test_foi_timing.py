"""Which time is asked about, and whether an answer speaks of it."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.foi.timing import TimeFit, fit, times_asked, times_of

ON = date(2025, 9, 1)


def test_times_are_read_once_each_at_their_finest() -> None:
    found = times_of("On 1 March 2021, in November 2024 and in 2022/23")
    assert (found.days, found.months) == ({date(2021, 3, 1)}, {"2024-11"})
    assert (found.financial, found.calendar) == ({"2022/23"}, frozenset())
    assert found.words == "1 March 2021, November 2024, 2022/23"


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("in the last three financial years", {"2022/23", "2023/24", "2024/25"}),
        ("last year", {"2024/25"}),
        ("this financial year", {"2025/26"}),
    ],
)
def test_years_told_from_the_present(words: str, years: set[str]) -> None:
    assert times_of(f"What was spent {words}?", ON).financial == years


def test_the_present_is_asked_for_in_so_many_words_or_by_the_verb() -> None:
    assert times_of("And what is it today?").now
    assert times_of("How many people are waiting?").present
    assert not times_of("How many people were waiting?").present


@pytest.mark.parametrize(
    ("asked", "told", "expected"),
    [
        ("in 2023/24", "£5 million in 2022/23 and £6 million in 2023/24", TimeFit.SAME),
        ("in 2023/24 and 2024/25", "£6 million in 2023/24", TimeFit.PART),
        ("in 2021/22", "£6 million in 2023/24", TimeFit.OTHER),
        ("on 30 June 2024", "284 on 30 June 2024", TimeFit.SAME),
        ("on 30 September 2024", "284 on 30 June 2024", TimeFit.OTHER),
        ("in 2024/25", "58 on 1 November 2024", TimeFit.UNKNOWN),
        ("in 2024/25", "46", TimeFit.UNKNOWN),
        ("in 2022/23", "46", TimeFit.OTHER),
        ("", "46", TimeFit.UNKNOWN),
    ],
)
def test_fit(asked: str, told: str, expected: TimeFit) -> None:
    assert fit(times_of(asked), times_of(told), date(2024, 11, 7)) is expected


def test_a_question_that_names_its_own_time_does_not_ask_about_that_of_the_one_it_leans_on() -> None:
    before = "What was spent in 2023/24 on interpreters: "
    text = "What was spent on them in 2024/25?"
    assert times_asked(text, before + text, None).financial == {"2024/25"}
    text = "How many bookings was that for?"
    assert times_asked(text, before + text, None).financial == {"2023/24"}


def test_the_year_of_an_act_is_no_time_asked_about() -> None:
    assert not times_of("Under the Freedom of Information Act 2000, who are your providers?").named
    assert times_of("How many Care Act 2014 reviews were late in 2023?").calendar == {"2023"}
