"""Years, financial years, quarters and months, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.periods import covers, financial_years, located_years, months, quarters, strip_periods, years


@pytest.mark.parametrize(
    "text",
    [
        "2019/20",
        "2019-20",
        "2019–2020",
        "2019/2020",
        "19/20",
        "FY19/20",
        "FY 2019/20",
        "the financial year 2019-2020",
        "the financial year 2019 to 2020",
        "the 2019 to 2020 financial year",
        "the financial year ending in 2020",
        "the year ending 31 March 2020",
        "the year ended 31st March 2020",
        "the 12 months to March 2020",
        "the year to 31.03.20",
        "FYE 31/03/2020",
        "1 April 2019 to 31 March 2020",
        "1st April 2019 – 31st March 2020",
        "between 1 April 2019 and 31 March 2020",
        "01/04/2019 - 31/03/2020",
        "April 2019 to March 2020",
    ],
)
def test_a_financial_year_is_one_however_written(text: str) -> None:
    assert financial_years(f"Spending in {text} was cut.") == {"2019/20"}


@pytest.mark.parametrize(
    "text",
    [
        "2019 to 2020",
        "last year",
        "31 March 2020",
        "1 April 2019 to 31 March 2022",
        "1 April 2019 to 30 June 2020",
        "April 2019 to May 2020",
        "the years 2019 to 2025",
        "2019-24",
        "18-19 year olds",
        "aged 18-19",
        "pages 19-20",
        "£19-20",
        "19-20 March",
        "weeks 19-20",
        "24/00096",
        "01/02/2024",
        "30.01.25",
    ],
)
def test_other_spans_ages_and_references_are_not_financial_years(text: str) -> None:
    assert financial_years(f"It says {text} there.") == set()


def test_a_bare_year_before_the_verb_may_is_still_a_year() -> None:
    assert financial_years("Spending in 23/24 may rise.") == {"2023/24"}


@given(st.integers(2009, 2045), st.sampled_from(["{0}/{1}", "{0}-{1}", "{0}/20{1}", "FY{2}/{1}", "{2}/{1}"]))
def test_every_financial_year_is_read_back_from_each_way_of_writing_it(start: int, written: str) -> None:
    second = f"{(start + 1) % 100:02}"
    text = written.format(start, second, f"{start % 100:02}")
    assert financial_years(f"in {text}.") == {f"{start}/{second}"}


def test_where_a_year_in_figures_stands() -> None:
    assert located_years("from 2019–20, in FY20/21 and the year ended 31 March 2022") == [
        ("2019/20", 5, 12),
        ("2020/21", 17, 24),
    ]


def test_calendar_years_take_in_those_of_a_financial_year() -> None:
    assert years("£2,019 in 2021, and 2024/25") == {"2021", "2024", "2025"}


@pytest.mark.parametrize(
    "text",
    [
        "November 2024",
        "Nov 2024",
        "Nov-24",
        "Nov ’24",
        "5 November 2024",
        "05/11/2024",
        "2024-11",
        "2024-11-05",
    ],
)
def test_a_month_is_one_however_written(text: str) -> None:
    assert months(f"As at {text}, four.") == {"2024-11"}


def test_a_financial_year_is_not_a_month_and_a_day_is_not_a_year() -> None:
    assert months("2011-12, and on 24 November") == set()


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("Q3 2024/25", "2024/25 Q3"),
        ("Q3 24/25", "2024/25 Q3"),
        ("quarter 3 of 2024-25", "2024/25 Q3"),
        ("the third quarter of the financial year 2024/25", "2024/25 Q3"),
        ("Quarter 3, FY2024/25", "2024/25 Q3"),
        ("Q3 (October to December) 2024/25", "2024/25 Q3"),
        ("2024/25 Q3", "2024/25 Q3"),
        ("the last quarter of 2024", "2024 Q4"),
        ("3rd quarter 2024", "2024 Q3"),
    ],
)
def test_a_quarter_belongs_to_the_year_beside_it(text: str, quarter: str) -> None:
    assert quarters(f"Waits in {text} fell.") == {quarter}


def test_a_quarter_without_one_year_is_none() -> None:
    assert quarters("the last quarter, a quarter of 2,400, and Q3 of 2024-26") == set()


def test_dates_and_years_are_not_figures() -> None:
    assert strip_periods("On 1 March 2021 and in 2019/20 it was 35").split() == [
        "On",
        "and",
        "in",
        "it",
        "was",
        "35",
    ]


@pytest.mark.parametrize(
    ("held", "asked", "covered"),
    [
        ("The cost in 2019-20 was £5.", "What did it cost in 2019/20?", True),
        ("The cost in 2018-19 was £5.", "What did it cost in 2019/20?", False),
        ("For 1 April 2019 to 31 March 2020: £5.", "What did it cost in 2019/20?", True),
        ("The cost in 2020 was £5.", "What did it cost in 2019/20?", False),
        ("The cost in 2019/20 was £5.", "What did it cost in the year ended 31 March 2020?", True),
        ("At 31 March 2020 it was £5.", "What did it cost in the year ended 31 March 2020?", True),
        ("At 31 March 2021 there were 4.", "How many in March 2021?", True),
        ("Undated.", "What did it cost?", True),
    ],
)
def test_a_period_is_covered_however_it_is_written(held: str, asked: str, covered: bool) -> None:
    assert covers(held, asked) is covered


@pytest.mark.parametrize("text", ["Mar-26", "31.03.26", "1/4/26", "March ’26"])
def test_years_of_two_figures_are_read_where_a_date_or_month_stands_before_them(text: str) -> None:
    assert years(text) == {"2026"}


def test_a_paragraph_number_is_no_year() -> None:
    assert years("See 2.3.26.1 and 45.12%.") == set()


@pytest.mark.parametrize("asked", ["since 2019", "before 2008", "pre-2008-rules borrowing", "since 2018/19"])
def test_a_year_that_only_bounds_what_is_asked_need_not_be_there(asked: str) -> None:
    assert covers("The cost in 2024 was £5.", f"What did it cost {asked}?")


def test_of_a_quarter_no_other_may_be_meant() -> None:
    assert not covers("In quarter 2 of 2024/25 eight were red.", "How many were red in Q1 of 2024/25?")
    assert covers("In 2024/25 eight were red.", "How many were red in Q1 of 2024/25?")
    assert covers("In 2024/25 Q3 eight were red.", "How many in the last quarter of 2024?")


def test_the_period_asked_for_must_be_spoken_of() -> None:
    assert covers("The cost in 2019-20 was £5.", "What did it cost in 2019/20?")
    assert not covers("The cost in 2018-19 was £5.", "What did it cost in 2019/20?")
    assert covers("Undated.", "What did it cost?")
    assert covers("At 31 March 2021 there were 4.", "How many in March 2021?")
