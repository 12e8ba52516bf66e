"""What a question in a conversation is taken to mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Turn
from assistant.converse import leans, taken_to_mean

AUTHORITIES = ["Averdale County Council", "Osterbridge City Council", "NHS Fellmarsh Integrated Care Board"]
WAITING = "How many children wait for occupational therapy in Averdale in 2022/23?"
PROVIDERS = "How many providers are on Averdale's home care framework?"
REPAIRS = "Who repairs Averdale's wheelchairs?"


def turns(*questions: str, answer: str = "412.") -> list[Turn]:
    return [Turn(question=question, answer=answer) for question in questions]


def meant(question: str, *earlier: str, answer: str = "412.") -> str:
    return taken_to_mean(question, turns(*earlier, answer=answer), AUTHORITIES).text


@pytest.mark.parametrize(
    ("question", "taken"),
    [
        (
            "What about Osterbridge?",
            "How many children wait for occupational therapy in Osterbridge in 2022/23?",
        ),
        (
            "what about hertfordshire?",
            "How many children wait for occupational therapy in Hertfordshire in 2022/23?",
        ),
        (
            "The same for Rotherham?",
            "How many children wait for occupational therapy in Rotherham in 2022/23?",
        ),
        ("And in 2023/24?", "How many children wait for occupational therapy in Averdale in 2023/24?"),
        ("And the year before?", "How many children wait for occupational therapy in Averdale in 2021/22?"),
        ("In February?", "How many children wait for occupational therapy in Averdale in February 2023?"),
        ("And adults?", "How many adults wait for occupational therapy in Averdale in 2022/23?"),
    ],
)
def test_what_only_names_another_takes_the_place_of_the_old(question: str, taken: str) -> None:
    assert meant(question, WAITING) == taken


def test_a_possessive_and_every_mention_are_replaced() -> None:
    earlier = "Which of Averdale's homes did Averdale close?"
    assert meant("And Osterbridge?", earlier) == "Which of Osterbridge's homes did Osterbridge close?"


def test_like_takes_the_place_of_like() -> None:
    paid = "How much did Averdale pay Tidewell in 2023?"
    assert meant("And Swanbeck?", paid) == "How much did Averdale pay Swanbeck in 2023?"
    assert meant("And Osterbridge?", paid) == "How much did Osterbridge pay Tidewell in 2023?"
    assert meant("And Band H?", "What is the Band D charge?") == "What is the Band H charge?"
    assert meant("What about nursing homes?", "How many care homes are there?") == (
        "How many nursing homes are there?"
    )


def test_one_of_two_periods_is_not_replaced_at_random() -> None:
    compared = "Did the cost rise between 2021/22 and 2022/23?"
    assert meant("And in 2023/24?", compared) == "About the cost rise: what about 2023/24?"


@pytest.mark.parametrize(
    ("question", "earlier", "taken"),
    [
        (
            "And when does it run out?",
            PROVIDERS,
            "About providers on Averdale's home care framework: when does it run out?",
        ),
        (
            "Is the council going to replace it?",
            "Which case system do Osterbridge's social workers use?",
            "About the case system Osterbridge's social workers use: is the council going to replace it?",
        ),
        (
            "Which directorate is to blame, and how much of its problem is lost savings?",
            "What overspend was the council forecasting in November?",
            "About the overspend the council was forecasting in November: "
            "which directorate is to blame, and how much of its problem is lost savings?",
        ),
        ("And what does it cost?", "When does the van lease end?", "About the van lease: what does it cost?"),
        ("What was the total?", REPAIRS, "About who repairs Averdale's wheelchairs: what was the total?"),
        ("Who chairs it?", "What is the name of the panel?", "About the name of the panel: who chairs it?"),
    ],
)
def test_what_points_back_goes_after_what_was_asked_about(question: str, earlier: str, taken: str) -> None:
    assert meant(question, earlier) == taken


def test_a_bare_asking_word_goes_on_with_the_question() -> None:
    assert meant("And until when?", REPAIRS) == "Who repairs Averdale's wheelchairs, and until when?"


def test_the_earlier_answer_tells_who_they_are_when_a_name_was_asked_for() -> None:
    answer = "Tidewell Mobility Ltd repairs the wheelchairs until 31 March 2027. [1]"
    assert meant("How many staff do they have?", REPAIRS, answer=answer) == (
        "About Tidewell Mobility Ltd, who repairs Averdale's wheelchairs: how many staff do they have?"
    )
    assert meant("How many of them are new?", "How many wheelchairs are there?", answer=answer) == (
        "About wheelchairs: how many of them are new?"
    )


def test_a_period_or_authority_of_its_own_is_not_joined_by_the_earlier_one() -> None:
    assert meant("How many of them were boys in 2023/24?", WAITING) == (
        "About how many children wait for occupational therapy in Averdale: "
        "how many of them were boys in 2023/24?"
    )
    assert "Averdale" not in meant("And how much did Osterbridge spend on it?", WAITING)


def test_a_follow_up_of_a_follow_up_has_the_subject_of_the_first() -> None:
    assert meant("Can it be extended?", PROVIDERS, "And when does it run out?") == (
        "About providers on Averdale's home care framework: can it be extended?"
    )
    assert meant("And Osterbridge?", WAITING, "And in 2023/24?") == (
        "How many children wait for occupational therapy in Osterbridge in 2023/24?"
    )


@pytest.mark.parametrize(
    "question",
    [
        "Who is the Section 151 officer?",
        "Who is the monitoring officer?",
        "How many libraries are there?",
        "Is there a blue badge scheme?",
        "How does the council review its fees?",
        "How many of those who wait are under five?",
        "Which provider won the community equipment contract awarded by Osterbridge in July?",
    ],
)
def test_a_question_with_a_subject_of_its_own_takes_nothing_along(question: str) -> None:
    assert not leans(question)
    assert meant(question, WAITING) == question


@pytest.mark.parametrize(
    "opening", ["And separately, ", "On another matter, ", "A different question: ", "Moving on – "]
)
def test_a_change_of_topic_takes_nothing_along(opening: str) -> None:
    assert meant(f"{opening}how many libraries are there?", WAITING) == "How many libraries are there?"


def test_after_a_change_of_topic_the_new_one_is_spoken_of() -> None:
    earlier = ("Separately, who runs the libraries?",)
    assert meant("And until when?", WAITING, *earlier) == "Who runs the libraries, and until when?"


def test_what_was_asked_earlier_is_not_asked_again() -> None:
    (part,) = taken_to_mean(
        "And how many of them had a plan?", turns("How many cases were open in May?")
    ).parts()
    assert part.text == "how many of them had a plan?"
    assert part.about == "cases open in May"


def test_without_a_conversation_a_question_means_what_it_says() -> None:
    assert taken_to_mean("And until when?", []).text == "And until when?"


QUESTIONS = st.lists(
    st.text(st.sampled_from("abc ABC?,.'’“<>é\n2023/4"), max_size=30)
    | st.sampled_from(
        [WAITING, PROVIDERS, REPAIRS, "And in 2023/24?", "What about Osterbridge?", "Why?", "it"]
    ),
    min_size=1,
    max_size=4,
)


@given(QUESTIONS)
def test_any_conversation_is_taken_to_mean_the_same_each_time_and_asks_something(asked: list[str]) -> None:
    *earlier, question = asked
    taken = taken_to_mean(question, turns(*earlier), AUTHORITIES)
    assert taken == taken_to_mean(question, turns(*earlier), AUTHORITIES)
    assert taken.parts()
    assert bool(taken.text) or not question.strip(" .,;:?!\n")


@given(QUESTIONS)
def test_no_conversation_changes_a_question_with_a_subject_of_its_own(earlier: list[str]) -> None:
    assert meant("Who is the monitoring officer?", *earlier) == "Who is the monitoring officer?"
