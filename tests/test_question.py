"""What a question asks for, and the names it gives."""

import pytest

from assistant.periods import financial_years, years
from assistant.question import (
    councils_in,
    named_authorities,
    names_in,
    parts_of,
    stems,
)
from assistant.words import full_text_expression, terms


def test_only_words_that_name_something_are_looked_for() -> None:
    assert terms("Please can you provide the number of hours commissioned?") == [
        "number",
        "hours",
        "commissioned",
    ]


def test_a_reference_is_looked_for_as_a_phrase() -> None:
    assert full_text_expression(terms("What was decision 24/00096?")) == '"decision" OR "24 00096"'


def test_a_question_of_nothing_but_asking_words_looks_for_nothing() -> None:
    assert full_text_expression(terms("What is it?")) == ""


def test_quotation_marks_cannot_break_the_search_expression() -> None:
    assert full_text_expression(terms('say "OR" NEAR( * "budget"')) == '"near" OR "budget"'


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("What does it cost?", ["What does it cost?"]),
        ("How much was it, and when was it agreed?", ["How much was it", "when was it agreed?"]),
        ("Who decided? When?", ["Who decided? When?"]),
        (
            "In the plan of 2024, how many vans, and who drives them?",
            ["In the plan of 2024, how many vans", "who drives them?"],
        ),
        ("How many waited? I have seen two numbers.", ["How many waited? I have seen two numbers."]),
        (
            "Please provide the number of hours, and the cost.",
            ["Please provide the number of hours, and the cost."],
        ),
        ("What are the terms and conditions?", ["What are the terms and conditions?"]),
    ],
)
def test_a_question_falls_into_the_things_it_asks_for(question: str, parts: list[str]) -> None:
    assert [part.text for part in parts_of(question)] == parts


def test_a_later_part_leans_on_the_first() -> None:
    first, second = parts_of("How much was the grant, and when was it paid?")
    assert (first.about, second.about) == ("", "How much was the grant")
    assert second.whole == "How much was the grant when was it paid?"


def test_a_follow_up_is_asked_alone_and_read_with_what_went_before() -> None:
    (part,) = parts_of("And how many of them were complex?", "How many cases were open in Averdale?")
    assert part.text == "And how many of them were complex?"
    assert part.whole == "How many cases were open in Averdale? And how many of them were complex?"


def test_councils_are_known_by_their_full_names() -> None:
    assert councils_in("What did Penmarrow County Council pay, and Eastwold and Heath District Council?") == [
        "Penmarrow County Council",
        "Eastwold and Heath District Council",
    ]
    assert councils_in("What does the council pay its County Council staff?") == []


def test_names_are_capitalised_words_that_are_not_common_to_public_bodies() -> None:
    assert names_in("What did Fellmarsh County Council pay Brightwell’s in March?") == [
        "Fellmarsh",
        "Brightwell",
    ]


def test_an_authority_is_named_by_its_own_words() -> None:
    known = ["Averdale County Council", "Osterbridge City Council", "NHS Fellmarsh Integrated Care Board"]
    assert named_authorities("What is Averdale's budget?", known) == known[:1]
    assert named_authorities("What does the council spend?", known) == []


def test_financial_years_are_one_however_written() -> None:
    assert financial_years("2019/20 2019-2020 FY19/20 19–20") == {"2019/20"}


def test_a_financial_year_may_end_a_sentence() -> None:
    assert financial_years("They lent 97 in 2023/24. All of them.") == {"2023/24"}


def test_ages_references_and_dates_are_not_financial_years() -> None:
    assert financial_years("the 18-25 team, 24/00096, 01/02/2024, 30.01.25") == set()


def test_a_year_in_a_sum_of_money_is_not_a_year() -> None:
    assert years("£2,019 in 2021, and 2024/25") == {"2021", "2024", "2025"}


def test_words_are_compared_by_their_stems() -> None:
    assert stems("Commissioning councils") == {"commiss", "council"}
