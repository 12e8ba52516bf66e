"""Years and days that are told from another one."""

from __future__ import annotations

import pytest

from assistant.write.times import times


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("11 days in 2023/24, down from 14.5 a year earlier", "2022/23"),
        ("£13 million in 2022/23, and £12 million the next year", "2023/24"),
        ("1,312 in 2022 and 1,655 two years later", "2024"),
        ("46% in 2024-25, and 45% in the year before", "2023/24"),
        ("Approved on 14 November 2024 and in force since that day", "2024-11-14"),
    ],
)
def test_a_year_or_day_told_from_another(text: str, value: str) -> None:
    assert times(text)[-1].value == value


def test_a_year_told_from_none_is_none() -> None:
    assert times("It will be reviewed the following year.") == ()
