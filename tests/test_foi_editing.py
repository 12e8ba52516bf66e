"""An officer edits, merges and splits questions; ids stay, numbers stay unique, offsets stay right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.foi.editing import (
    add_question,
    edit_question,
    merge_questions,
    remove_question,
    split_question,
)
from assistant.foi.reading import read_pasted
from assistant.foi.request import Request
from ingest.errors import RequestError

LETTER = """1. How many libraries are there?
2. How many of these are open on
Sundays? Which of them have a café?
3. How much did they cost?
"""


def request() -> Request:
    return read_pasted(LETTER)


def numbered(changed: Request) -> list[tuple[str, str]]:
    return [(question.id, question.number) for question in changed.questions]


def test_edited_words_are_searched_for_and_no_longer_stand_in_the_letter() -> None:
    changed = edit_question(request(), "q1", text="  How many libraries\nand archives are there? ")

    question = changed.questions[0]
    assert question.text == question.standalone == "How many libraries and archives are there?"
    assert (question.id, question.number, question.start, question.end) == ("q1", "1", 0, 0)


def test_a_new_number_is_told_to_the_questions_that_lean_on_it() -> None:
    before = request()
    changed = edit_question(before, "q1", number="1.a")

    assert before.questions[1].leans_on == "1"
    assert changed.questions[1].leans_on == "1.a"
    assert changed.questions[0].start == before.questions[0].start


def test_other_words_to_search_for_leave_the_words_asked_alone() -> None:
    changed = edit_question(request(), "q2", standalone="Libraries open on Sundays")

    assert changed.questions[1].standalone == "Libraries open on Sundays"
    assert changed.questions[1].text == request().questions[1].text


def test_merged_questions_keep_the_first_id_and_what_leaned_on_the_second() -> None:
    changed = merge_questions(request(), "q1", "q2")

    assert numbered(changed) == [("q1", "1"), ("q3", "3")]
    assert changed.questions[0].text == (
        "How many libraries are there? How many of these are open on Sundays? Which of them have a café?"
    )
    assert changed.questions[0].leans_on is None
    assert changed.questions[1].leans_on == "1"


def test_a_split_question_stands_in_the_letter_twice() -> None:
    before = request()
    changed = split_question(before, "q2", before.questions[1].text.index("Which"))

    first, second = changed.questions[1:3]
    assert (first.id, first.number, first.text) == ("q2", "2", "How many of these are open on Sundays?")
    assert (second.id, second.number, second.text) == ("q4", "2.1", "Which of them have a café?")
    assert " ".join(LETTER[first.start : first.end].split()) == first.text
    assert LETTER[second.start : second.end] == second.text


def test_an_id_is_never_given_twice() -> None:
    changed = remove_question(add_question(request(), "One more?"), "q4")
    changed = add_question(changed, "And another?", after_id="q1")

    assert numbered(changed) == [("q1", "1"), ("q5", "4"), ("q2", "2"), ("q3", "3")]


def test_what_leaned_on_a_removed_question_keeps_its_words() -> None:
    changed = remove_question(request(), "q1")

    assert changed.questions[0].leans_on is None
    assert changed.questions[0].standalone == request().questions[1].standalone


def test_impossible_changes_are_refused() -> None:
    for change in (
        lambda: edit_question(request(), "q9", text="x"),
        lambda: edit_question(request(), "q1", text="  "),
        lambda: edit_question(request(), "q1", number="2"),
        lambda: merge_questions(request(), "q1", "q1"),
        lambda: split_question(request(), "q1", 0),
        lambda: split_question(request(), "q1", 999),
        lambda: add_question(request(), " "),
        lambda: remove_question(request(), "q9"),
    ):
        with pytest.raises(RequestError):
            change()


CHANGES = st.lists(st.tuples(st.sampled_from("emsar"), st.integers(0, 20), st.integers(0, 60)), max_size=12)


def changed_by(before: Request, kind: str, which: int, at: int) -> Request:
    """One change; what an officer may not do leaves the request as it was."""
    if not before.questions:
        return add_question(before, "How many?")
    ids = [question.id for question in before.questions]
    one, other = ids[which % len(ids)], ids[at % len(ids)]
    try:
        if kind == "e":
            return edit_question(before, one, text="How many parks?", number=str(at))
        if kind == "m":
            return merge_questions(before, one, other)
        if kind == "s":
            return split_question(before, one, at)
        return add_question(before, "What for?", one) if kind == "a" else remove_question(before, one)
    except RequestError:
        return before


@given(CHANGES)
def test_after_any_changes_ids_and_numbers_are_unique_and_offsets_true(
    changes: list[tuple[str, int, int]],
) -> None:
    held = request()
    ever = {question.id: 0 for question in held.questions}
    for kind, which, at in changes:
        before = {question.id for question in held.questions}
        held = changed_by(held, kind, which, at)
        ids = [question.id for question in held.questions]
        numbers = [question.number for question in held.questions]
        assert len(set(ids)) == len(ids)
        assert len(set(numbers)) == len(numbers)
        assert not (set(ids) - before) & set(ever)
        ever.update(dict.fromkeys(ids, 0))
        for question in held.questions:
            assert question.text and question.standalone
            assert question.leans_on is None or question.leans_on in numbers
            if question.end:
                assert " ".join(LETTER[question.start : question.end].split()) == question.text
