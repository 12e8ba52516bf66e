"""Who said it, and of which kind a year is."""

import pytest

from assistant.write.speakers import other_speaker
from assistant.write.year_kinds import other_kinds_of_year

FINANCE = "The Director of Finance said that care made up 71% of the net budget."


@pytest.mark.parametrize(
    ("sentence", "others"),
    [
        ("Care makes up 71% of the net budget, according to the Deputy Leader.", ["Deputy Leader"]),
        ("The Deputy Leader told members that care makes up 71%.", ["Deputy Leader"]),
        ("Care makes up 71% of the net budget, according to the Director of Finance.", []),
        ("The Finance Director said that care makes up 71%.", []),
        ("Care makes up 71% of the net budget.", []),
    ],
)
def test_who_says_it_is_who_said_it(sentence: str, others: list[str]) -> None:
    assert [sentence[start:end] for start, end in other_speaker(sentence, FINANCE)] == others


def test_where_nobody_is_said_to_say_it_there_is_no_other() -> None:
    assert not list(other_speaker("According to the Deputy Leader care costs more.", "Care costs more."))


@pytest.mark.parametrize(
    ("sentence", "quoted", "around", "others"),
    [
        ("Ask for a calendar year.", "Ask for a single financial year.", "", ["calendar year"]),
        ("Ask for a fiscal year.", "Ask for a single financial year.", "", []),
        ("It runs for the academic year.", "It runs for a year.", "School years begin in September.", []),
        ("It runs for the financial year.", "It runs for a year.", "School years begin.", ["financial year"]),
        ("Ask for a calendar year.", "Ask for a year.", "", []),
    ],
)
def test_a_year_is_of_the_kind_that_the_source_names(
    sentence: str, quoted: str, around: str, others: list[str]
) -> None:
    found = other_kinds_of_year(sentence, quoted, around)
    assert [sentence[start:end] for start, end in found] == others
