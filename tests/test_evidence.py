"""The names that a question gives, and whether a text has them."""

import pytest

from assistant.evidence import missing_names, names_asked
from assistant.question import Part


def names(question: str, *authorities: str) -> list[str]:
    return [name.text for name in names_asked(Part(question), authorities)]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What did Halden Care Logistics ask for?", ["Halden Care Logistics"]),
        ("What is the Police Authority's share?", ["Police Authority"]),
        ("Who answered the NHS-led consultation?", []),
        ("How did the grant from Whitehall change?", []),
        ("What are KCC's reserves?", []),
    ],
)
def test_the_names_of_a_question(question: str, found: list[str]) -> None:
    assert names(question) == found


def test_an_authority_whose_papers_are_read_is_no_name_to_look_for() -> None:
    question = "How many ramps did Averdale County Council fit in Eastwold?"
    assert names(question, "Averdale County Council") == ["Eastwold"]


def test_a_part_leans_on_the_names_asked_before_it() -> None:
    part = Part("how much is it worth?", "Who sends the buses of Brinehythe Coaches?")
    assert [name.text for name in names_asked(part, ())] == ["Brinehythe Coaches"]


def test_a_name_is_there_in_its_own_words_or_run_together() -> None:
    asked = names_asked(Part("When does work start at Blue Bell Hill?"), ())
    assert missing_names("Bluebell Hill junction", asked) == []
    assert missing_names("The hill of the blue bell", asked) == []
    assert [name.text for name in missing_names("Grey Hill", asked)] == ["Blue Bell Hill"]
