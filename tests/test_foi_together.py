"""The questions of one letter matched together, by a matcher that knows what it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

from foi_exchanges import matched, prior

from assistant.foi.match import Matched, Matcher
from assistant.foi.prior import PriorAnswer
from assistant.foi.request import RequestQuestion
from assistant.foi.timing import Times
from assistant.foi.together import matched_together, wordings

RECEIVED = date(2025, 9, 1)
POWERED = prior("How long is the wait for a powered wheelchair?", "14 weeks")
MANUAL = prior("And for a manual one?", "6 weeks").model_copy(update={"id": "manual"})
RAMPS = prior("Who pays for ramps?", "The district councils.").model_copy(update={"id": "ramps"})


class Known:
    """Matches by the wording: a piece of it -> the worth of each prior answer."""

    def __init__(self, worths: dict[str, dict[str, float]]) -> None:
        self._worths = worths
        self.asked: list[tuple[str, str | None, Times]] = []

    def find(self, question: str, authority: str | None, asked: Times) -> list[Matched]:
        self.asked.append((question, authority, asked))
        found = next((held for piece, held in self._worths.items() if piece in question), {})
        return [replace(matched(each), worth=found.get(each.id, -9.0)) for each in (POWERED, MANUAL, RAMPS)]

    def next_to(self, answer: PriorAnswer) -> str | None:
        return MANUAL.id if answer.id == POWERED.id else None


def question(number: str, text: str, standalone: str = "") -> RequestQuestion:
    return RequestQuestion(id=number, number=number, text=text, standalone=standalone or text)


def best(worths: dict[str, dict[str, float]], *asked: str) -> dict[str, tuple[str, float]]:
    """Number -> the first match of that question of a letter, and its worth."""
    questions = [question(str(number), text) for number, text in enumerate(asked, 1)]
    together = matched_together(cast(Matcher, Known(worths)), questions, None, RECEIVED)
    first = {number: each.matches[0] for number, each in together.items()}
    return {number: (each.prior.id, each.worth) for number, each in first.items()}


def test_a_question_that_leans_is_read_after_the_one_before_it() -> None:
    first, second = question("1", "How long is the wait for a wheelchair?"), question("2", "And for a ramp?")
    assert wordings(second, [first, second]) == (
        "And for a ramp?",
        "How long is the wait for a wheelchair? And for a ramp?",
    )


def test_a_question_that_wrongly_leans_is_read_in_its_own_words_too() -> None:
    text = "How many adults were waiting for a package of home care?"
    assert wordings(question("2", text, f"About ramps: {text}"), []) == (f"About ramps: {text}", text)


def test_a_part_stands_under_its_stem_alone() -> None:
    stem, part = (
        question("1", "Which routes do you use?"),
        question("1.a", "frameworks", "Do you use frameworks"),
    )
    assert wordings(part, [stem, part]) == ("Do you use frameworks",)


def test_what_an_earlier_question_asks_for_is_not_taken_for_one_that_goes_on_from_it() -> None:
    worths = {"by hand": {POWERED.id: 1.0, MANUAL.id: -0.5}, "powered": {POWERED.id: 4.0}}
    found = best(worths, "How long is the wait for a powered wheelchair?", "And for one pushed by hand?")
    assert found["1"][0] == POWERED.id
    # The answer to the question before stands before it in the response, and both are of that response.
    assert found["2"] == (MANUAL.id, -0.5 + 1.5 + 1.5)


def test_the_same_asked_of_another_year_keeps_the_answer() -> None:
    worths = {"powered": {POWERED.id: 4.0}}
    found = best(worths, "How long is the wait for a powered wheelchair?", "And in 2024/25?")
    assert found["2"] == (POWERED.id, 4.0 + 1.5)


def test_a_response_that_answers_the_rest_of_a_letter_is_likelier_to_answer_this() -> None:
    worths = {"slopes": {RAMPS.id: -1.0}, "powered": {POWERED.id: 4.0}, "manual": {MANUAL.id: 4.0}}
    asked = (
        "How long for powered wheelchairs?",
        "How long for manual wheelchairs?",
        "Who funds slopes outside?",
    )
    assert best(worths, *asked)["3"] == (RAMPS.id, -1.0 + 1.0 + 3.0)
    assert best(worths, asked[2])["1"] == (RAMPS.id, -1.0)


def test_a_response_nearest_to_three_questions_each_with_another_answer_is_nearer() -> None:
    worths = {"powered": {POWERED.id: -0.5}, "manual": {MANUAL.id: -0.8}, "slopes": {RAMPS.id: -3.0}}
    asked = (
        "How long for powered wheelchairs?",
        "How long for manual wheelchairs?",
        "Who funds slopes outside?",
    )
    found = best(worths, *asked)
    # One more for each, which lifts two over the line; they then lift the third.
    assert found["1"] == (POWERED.id, -0.5 + 1.0 + 1.5)
    assert found["3"] == (RAMPS.id, -3.0 + 1.0 + 3.0)
    assert best(worths, *asked[:2])["1"] == (POWERED.id, -0.5)
