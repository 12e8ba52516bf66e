"""A set of letters read, or the file at fault named; numbers and beginnings told apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.foi.cases import read_request_set
from eval.foi.matching import begins_with, fold_number
from ingest.errors import QuestionSetError

RATE = {
    "number": "1",
    "begins": "What is the rate",
    "prior": [{"document": "letter", "question": "2"}],
    "coverage": "answered-before",
    "stale": False,
}
LETTER = {
    "authority": "Averdale County Council",
    "received": "2025-06-11",
    "due": "2025-07-09",
    "regime": "FOIA",
}


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("3.", "3"),
        ("Q3", "3"),
        ("Q.3", "3"),
        ("Question 3", "3"),
        ("(iv)", "iv"),
        ("1a", "1.a"),
        ("3(a)", "3.a"),
        ("7.A", "7.a"),
        ("q", "q"),
        ("1.10", "1.10"),
        ("", ""),
    ],
)
def test_numbers_are_alike_however_they_are_written(written: str, folded: str) -> None:
    assert fold_number(written) == folded


@given(st.lists(st.integers(1, 40) | st.sampled_from(["a", "b", "ii", "x"]), min_size=1, max_size=3))
def test_a_folded_number_stays_as_it_is(parts: list[int | str]) -> None:
    number = fold_number(".".join(map(str, parts)))
    assert fold_number(number) == number


def test_a_question_begins_after_a_courtesy_and_not_in_its_middle() -> None:
    assert begins_with("Please could you tell me how many  ROADS\nwere mended?", "How many roads")
    assert begins_with("“How many roads”, and why?", "how many roads")
    assert not begins_with("How many road signs?", "How many roads")
    assert not begins_with(
        "one two three four five six seven eight nine ten eleven how many roads", "how many roads"
    )
    assert not begins_with("how many", "how many roads")


def put(folder: Path, expected: dict[str, Any], letter: str = "one.txt") -> Path:
    (folder / "one.json").write_text(json.dumps(expected), encoding="utf-8")
    (folder / letter).write_text("1. What is the rate per hour?", encoding="utf-8")
    return folder


def test_a_folder_is_read_in_order_of_names(tmp_path: Path) -> None:
    found = read_request_set(put(tmp_path, {**LETTER, "questions": [RATE]}, "one.eml"))
    assert [(each.id, each.letter.name) for each in found.cases] == [("one", "one.eml")]
    before = found.sha256
    (tmp_path / "one.eml").write_text("changed", encoding="utf-8")
    assert read_request_set(tmp_path).sha256 != before


@pytest.mark.parametrize(
    ("expected", "letter", "said"),
    [
        ({**LETTER, "questions": []}, "one.txt", "one.json, questions"),
        ({**LETTER, "questions": [RATE, RATE]}, "one.txt", "a number is given twice"),
        ({**LETTER, "questions": [{**RATE, "coverage": "maybe"}]}, "one.txt", "questions.0.coverage"),
        (
            {**LETTER, "questions": [{**RATE, "prior": [{"document": "letter"}]}]},
            "one.txt",
            "neither question nor asked",
        ),
        ({**LETTER, "questions": [RATE]}, "two.txt", "has no letters of its name"),
    ],
)
def test_a_fault_of_the_set_is_named(
    tmp_path: Path, expected: dict[str, Any], letter: str, said: str
) -> None:
    with pytest.raises(QuestionSetError, match=said):
        read_request_set(put(tmp_path, expected, letter))


def test_an_empty_folder_is_told_what_it_needs(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match="holds no request letters"):
        read_request_set(tmp_path)
