"""When a published passage is taken to answer a request's question, and when it only comes near."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from foi_papers import ByQuestion, ByWord, read
from hypothesis import given
from hypothesis import strategies as st

from assistant.considered import best_of_each
from assistant.foi.bearing import Bearing, Signs
from assistant.question import stems

GRANTS = "744 carers received a grant for a break."


def worth(
    question: str, quote: str, logit: Callable[[str], float] | None = None, embedder: ByWord | None = None
) -> float:
    bearing = Bearing(embedder or ByWord(), ByQuestion(logit) if logit else None, stems)
    (found,) = bearing.worths(question, [read(quote)], [True], set())
    return found


def test_a_passage_with_the_words_of_the_question_answers_it() -> None:
    assert worth("How many carers received a grant for a break?", GRANTS, lambda _: 5.0) >= 0


def test_a_passage_about_another_thing_only_comes_near() -> None:
    assert worth("How many carers were given a bus pass?", GRANTS, lambda _: -4.0) < 0


def test_what_fits_far_better_without_a_missing_word_does_not_say_what_that_word_asks() -> None:
    question = "How many carers were refused a grant for a break?"
    assert worth(question, GRANTS, lambda asked: 5.0 if "refused" in asked else 6.8) < 0
    assert worth(question, GRANTS, lambda asked: 5.0 if "refused" in asked else 5.5) >= 0


def test_a_missing_word_counts_where_the_passage_has_another_for_it() -> None:
    question = "How many families face longer journeys?"
    quote = "31 families would have to travel further."
    strange = worth(question, quote, lambda _: 2.8)
    known = worth(question, quote, lambda _: 2.8, ByWord(("journeys", "travel"), 0.76))
    assert known - strange == pytest.approx(3.2 / 3)


def test_a_count_is_not_answered_by_words_without_a_number() -> None:
    asked = "How many falls has the telecare prevented?"
    said = "The lay member asked how many falls the telecare had prevented."
    assert worth(asked, said, lambda _: 0.9) < 0
    assert worth(asked, "The telecare had prevented 31 falls.", lambda _: 0.9) >= 0


def test_without_a_reranker_words_and_meaning_decide() -> None:
    assert worth("How many carers received a grant for a break?", GRANTS) >= 0
    assert worth("How many tonnes of waste went to landfill?", GRANTS) < 0


def test_one_call_reads_all_passages() -> None:
    reranker = ByQuestion(lambda _: -3.0)
    bearing = Bearing(ByWord(), reranker, stems)
    bearing.worths(
        "How many carers received a grant?", [read(GRANTS), read("Nothing.")], [True, False], set()
    )
    assert reranker.asked == ["How many carers received a grant?"]


@given(st.floats(-12, 10), st.floats(0, 1), st.floats(0, 1), st.booleans())
def test_no_sign_that_speaks_for_a_passage_lowers_its_worth(
    fit: float, words: float, meaning: float, passed: bool
) -> None:
    worth = Signs(fit, words, meaning, passed, True).worth
    assert Signs(fit + 1, words, meaning, passed, True).worth > worth
    assert Signs(fit, words + 0.1, meaning, passed, True).worth > worth
    assert Signs(fit, words, meaning + 0.1, passed, True).worth > worth
    assert Signs(fit, words, meaning, True, True).worth >= worth
    assert Signs(fit, words, meaning, passed, False).worth < worth


def test_each_passage_gives_its_best_unit() -> None:
    low, high = read("Low.", score=1.0).choice, read("High.", score=2.0).choice
    other = read("Other.", score=1.5, passage="p2").choice
    assert [each.unit.text for each in best_of_each([[low, other], [high]])] == ["High.", "Other."]


def test_words_are_compared_one_by_one_only_where_that_can_make_an_answer() -> None:
    embedder = ByWord()
    worth("How many carers were given a bus pass?", GRANTS, lambda _: -9.0, embedder)
    assert embedder.embedded == []
    worth("How many carers were given a bus pass?", GRANTS, lambda _: 3.0, embedder)
    assert "bus" in embedder.embedded and "break" in embedder.embedded
