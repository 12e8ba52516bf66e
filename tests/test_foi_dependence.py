"""A question that leans on another says whole what it asks, in the requester's own words."""

from __future__ import annotations

import pytest

from assistant.foi.reading import read_pasted
from assistant.foi.request import RequestQuestion


def asked(letter: str, number: str) -> RequestQuestion:
    return next(q for q in read_pasted(letter).questions if q.number == number)


@pytest.mark.parametrize(
    ("letter", "number", "standalone", "leans_on"),
    [
        (
            "1. What was the backlog of deferred reviews on 1 September 2025?\n2. And what is it today?\n",
            "2",
            "About the backlog of deferred reviews: what is it today?",
            "1",
        ),
        (
            "1. How many pupils were excluded in 2024/25?\n2. How many of these had an EHC plan?\n",
            "2",
            "About pupils excluded in 2024/25: how many of these had an EHC plan?",
            "1",
        ),
        (
            "1. How much was spent on school meals in 2022/23?\n2. The same for 2023/24.\n",
            "2",
            "How much was spent on school meals in 2023/24",
            "1",
        ),
        (
            "1. How many people had a joint package?\n2. Which provider is paid most?\n"
            "3. What did those packages cost in 2024/25?\n",
            "3",
            "About people with a joint package: what did those packages cost in 2024/25?",
            "1",
        ),
        (
            "1. Is there a policy on debt?\n2. How many debts were sold?\n"
            "3. If the answer to question 1 is yes, please send it.\n",
            "3",
            "About a policy on debt: If the answer to question 1 is yes, please send it.",
            "1",
        ),
        (
            "1. Who supplies the library system, and what do they charge a) per year b) per user?\n",
            "1.b",
            "About who supplies the library system: what do they charge per user?",
            "1",
        ),
    ],
)
def test_a_leaning_question_carries_its_subject(
    letter: str, number: str, standalone: str, leans_on: str
) -> None:
    question = asked(letter, number)

    assert (question.standalone, question.leans_on) == (standalone, leans_on)


@pytest.mark.parametrize(
    "question",
    [
        "How many children are waiting for an assessment to inform their plan?",
        "Which systems are used, who supplies them and when do those contracts end?",
        "How many people aged 65 or over had a direct payment, and how long did they wait?",
        "How does the Council check its figures?",
        "What is the weekly allowance for a child of ten?",
    ],
)
def test_a_question_that_names_what_it_points_at_stands_alone(question: str) -> None:
    found = asked(f"1. How many foster carers are there?\n2. {question}\n", "2")

    assert (found.standalone, found.leans_on) == (question, None)


def test_a_part_takes_the_stem_above_it_and_its_period() -> None:
    letter = (
        "For the financial year 2024/25:\n\n1. How many homes were inspected?\n"
        "2. Please give the number of:\n   a) warnings\n   b) closures\n"
    )

    assert asked(letter, "1").standalone == "For the financial year 2024/25: How many homes were inspected?"
    assert asked(letter, "2.a").standalone == (
        "For the financial year 2024/25, please give the number of warnings"
    )


def test_what_a_lead_in_says_goes_behind_a_part() -> None:
    letter = "1. Please provide the following for each contract:\n   - supplier\n   - end date\n"

    assert [q.standalone for q in read_pasted(letter).questions] == [
        "supplier for each contract",
        "end date for each contract",
    ]


def test_a_chain_leans_on_where_it_began() -> None:
    letter = "1. How many taxis are licensed?\n2. How many of them are electric?\n3. Who inspects them?\n"

    assert [q.leans_on for q in read_pasted(letter).questions] == [None, "1", "1"]
    assert asked(letter, "3").standalone == "About taxis licensed: who inspects them?"


def test_a_statement_just_before_is_the_subject_where_no_question_is() -> None:
    letter = "The council bought the post office in 2024. How much did it pay?\n"

    assert "the post office in 2024" in asked(letter, "1").standalone
