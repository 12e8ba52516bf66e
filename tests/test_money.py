"""Amounts of money, however they are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.money import Amount, amounts, located


def amount(text: str, unit: int | None = None) -> Amount:
    (found,) = amounts(text, unit)
    return found


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("£1.5m", "1500000", "100000"),
        ("£1.5 million", "1500000", "100000"),
        ("1.5 million", "1500000", "100000"),
        ("£1,500,000", "1500000", "1"),
        ("£1,500,000.00", "1500000", "0.01"),
        ("£667,306.80", "667306.80", "0.01"),
        ("£50k", "50000", "1000"),
        ("£2bn", "2000000000", "1000000000"),
        ("£19.50 an hour", "19.50", "0.01"),
        ("£5 million", "5000000", "1000000"),
        ("£5 more", "5", "1"),
    ],
)
def test_an_amount_keeps_how_exactly_it_is_written(text: str, value: str, step: str) -> None:
    assert amount(f"It cost {text}.") == Amount(Decimal(value), Decimal(step))


@pytest.mark.parametrize("text", ["1,500 people", "5m of pipe", "in 2024/25", "section 75", "30%", "v1.5"])
def test_figures_that_are_no_money(text: str) -> None:
    assert amounts(text) == set()


@pytest.mark.parametrize("text", ["£1.5-2m", "£1.5m to £2m", "£1.5m–£2m", "£1.5 to 2 million"])
def test_a_range_holds_two_amounts_of_the_same_magnitude(text: str) -> None:
    assert {int(each.value) for each in amounts(text)} == {1_500_000, 2_000_000}


def test_figures_in_a_table_of_thousands_are_money_only_there() -> None:
    row = "Home care 2024-25 1,500.0 30"
    assert amounts(row) == set()
    assert {(int(each.value), int(each.step)) for each in amounts(row, unit=1000)} == {
        (1_500_000, 100),
        (30_000, 1000),
    }


def test_an_amount_with_its_own_magnitude_keeps_it_in_a_table_of_thousands() -> None:
    assert {int(each.value) for each in amounts("£2m and £3", unit=1000)} == {2_000_000, 3_000}


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("£1.5m", "£1,500,000", True),
        ("£1.5m", "£1,523,400", True),
        ("£1.5m", "£1.54m", True),
        ("£1.5m", "£1,560,000", False),
        ("£1.5m", "£1.6m", False),
        ("£1,500,000", "£1,500,001", False),
        ("£81.6m", "£81,618,300", True),
    ],
)
def test_amounts_agree_within_the_rounding_of_the_coarser(one: str, other: str, agree: bool) -> None:
    assert amount(one).agrees(amount(other)) is agree


def test_thousands_in_a_table_agree_with_millions_in_the_text() -> None:
    assert amount("£81.6m").agrees(amount("81,618.3", unit=1000))


@given(st.integers(1, 10**10), st.integers(0, 8))
def test_an_amount_agrees_with_every_rounding_of_itself(pounds: int, places: int) -> None:
    step = 10**places
    rounded = Amount(Decimal((pounds + step // 2) // step * step), Decimal(step))
    assert rounded.agrees(Amount(Decimal(pounds)))


@given(st.integers(1, 999), st.integers(0, 99), st.sampled_from(["m", " million", "bn"]))
def test_every_spelling_of_an_amount_agrees_with_it(whole: int, hundredths: int, size: str) -> None:
    written = amount(f"£{whole}.{hundredths:02}{size}")
    assert all(amount(f"£{spelling}").agrees(written) for spelling in written.spellings)


def test_the_spellings_of_an_amount() -> None:
    assert amount("£1.5m").spellings == ("1,500,000", "1.5m", "1.5 million")
    assert amount("£667,306.80").spellings == ("667,306.80",)
    assert amount("£50,000").spellings == ("50,000", "50k", "50 thousand")
    assert amount("£800").spellings == ("800",)


def test_where_an_amount_stands() -> None:
    text = "of £1.5 million in all"
    ((found, start, end),) = located(text)
    assert (int(found.value), text[start:end]) == (1_500_000, "£1.5 million")
