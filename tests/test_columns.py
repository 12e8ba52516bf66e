"""Figures of rows under the periods of their columns."""

from decimal import Decimal

import pytest

from assistant.write.columns import under_another_period
from assistant.write.figures import figures
from assistant.write.rows import fits_label_better, label_of

ROW = "Speech therapy | 31 Mar 2024: 574; 30 Jun 2024: 602; 30 Sep 2024: 655"


def stands_elsewhere(sentence: str, value: int) -> bool:
    same = [each for each in figures(ROW) if each.value == value]
    return under_another_period(sentence, ROW, same)


@pytest.mark.parametrize(
    ("sentence", "value", "elsewhere"),
    [
        ("At the end of June 2024, 602 waited.", 602, False),
        ("At the end of June 2024, 655 waited.", 655, True),
        ("602 waited on 30 June 2024, and 655 on 30 September 2024.", 655, False),
        ("In June 2024, 602 waited, 574 the quarter before.", 574, False),
        ("In May 2020, 655 waited.", 655, False),
        ("655 waited.", 655, False),
    ],
)
def test_a_figure_stands_under_the_period_that_the_sentence_names(
    sentence: str, value: int, elsewhere: bool
) -> None:
    assert stands_elsewhere(sentence, value) is elsewhere


QUARTERS = "Speech therapy | Jul-Sep 2024: 22.9; Oct-Dec 2024: 24.3"


@pytest.mark.parametrize(("at", "elsewhere"), [(0, True), (1, False)])
def test_the_last_quarter_of_a_year_is_its_last_three_months(at: int, elsewhere: bool) -> None:
    figure = [each for each in figures(QUARTERS) if each.value in (Decimal("22.9"), Decimal("24.3"))][at]
    said = f"The average wait in the last quarter of 2024 was {figure.value} weeks."
    assert under_another_period(said, QUARTERS, [figure]) is elsewhere


def test_the_label_of_a_row_is_what_stands_before_its_cells() -> None:
    assert label_of(ROW) == "Speech therapy"
    assert label_of("June 2024 … " + ROW) == "Speech therapy"
    assert label_of("It rose.") == ""
    assert label_of("Question: How many? | Reply: 40") == ""


def test_a_label_whose_words_the_sentence_has_fits_it_better() -> None:
    said = "389 children waited for occupational therapy."
    assert fits_label_better(said, "Occupational therapy", "Speech therapy")
    assert not fits_label_better(said, "Speech therapy", "Occupational therapy")
    assert not fits_label_better(said, "Occupational therapy", "All therapies")
