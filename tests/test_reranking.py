"""The reranker reads no more passages than it takes to find one that answers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from builders import Judge
from hypothesis import given
from hypothesis import strategies as st
from test_folding import candidate

from assistant.candidate import Candidate
from assistant.reranking import ANSWERS, FIRST_READ, NEXT_READ, score_until_answered

NAMED, ANOTHERS = (False, True), (True, True)


def candidates(behind: Sequence[tuple[bool, bool]]) -> list[Candidate]:
    return [candidate(f"p{at}", f"Paper {at:02}.", behind=each) for at, each in enumerate(behind)]


def read(scores: dict[int, float], found: list[Candidate]) -> tuple[list[int], list[float | None]]:
    """How many texts were read each time, and the scores that they then have."""
    judge = Judge({f"Paper {at:02}.": score for at, score in scores.items()})
    scored = score_until_answered(judge, "Which paper?", found)
    assert scored == found[: len(scored)]
    return [len(texts) for _, texts in judge.asked], [each.rerank_score for each in scored]


def test_an_answer_among_the_first_ends_the_reading() -> None:
    times, scores = read({3: ANSWERS, 14: 9.0}, candidates([ANOTHERS] * 28))
    assert times == [FIRST_READ]
    assert scores == [-11.0, -11.0, -11.0, ANSWERS, *[-11.0] * 8]


def test_it_reads_on_until_one_answers() -> None:
    times, scores = read({3: 2.9, 14: 3.1}, candidates([ANOTHERS] * 28))
    assert times == [FIRST_READ, NEXT_READ]
    assert (len(scores), max(score for score in scores if score)) == (20, pytest.approx(3.1))


def test_it_reads_all_where_none_answers() -> None:
    times, scores = read({}, candidates([ANOTHERS] * 28))
    assert times == [12, 8, 8]
    assert len(scores) == 28


def test_a_paper_of_another_authority_is_no_answer_where_one_of_the_named_is_there() -> None:
    times, _ = read({1: 9.0}, candidates([NAMED] + [ANOTHERS] * 27))
    assert times == [12, 8, 8]
    times, _ = read({0: 9.0}, candidates([NAMED] + [ANOTHERS] * 27))
    assert times == [12]


@given(st.dictionaries(st.integers(0, 39), st.floats(-11, 11, width=32)), st.integers(1, 40))
def test_what_it_leaves_out_comes_after_an_answer(scores: dict[int, float], many: int) -> None:
    times, given_ = read(scores, candidates([ANOTHERS] * many))
    assert sum(times) == len(given_)
    assert len(given_) == many or max(each for each in given_ if each is not None) >= ANSWERS
