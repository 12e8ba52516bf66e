"""Ages in days and calendar months."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assistant.foi.ages import Age, age_of, as_day, months_after

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def test_stale_once_the_months_have_passed() -> None:
    given_on = date(2024, 2, 29)
    assert age_of(given_on, date(2025, 2, 28), 12) == Age(365, False)
    assert age_of(given_on, date(2025, 3, 1), 12) == Age(366, True)
    assert age_of(None, date(2025, 3, 1), 12) == Age(None, None)


@given(DAYS, st.integers(1, 60))
def test_months_after_keeps_the_day_or_the_last_of_the_month(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_only_a_whole_date_is_a_day() -> None:
    assert as_day("2025-01-30") == date(2025, 1, 30)
    assert as_day("2025-01") is None and as_day(None) is None
