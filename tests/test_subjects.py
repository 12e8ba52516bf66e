"""Who is the subject of a deed."""

from __future__ import annotations

import pytest

from assistant.write.agents import agents_of
from assistant.write.names import Names
from assistant.write.subjects import other_subject

AVERDALE = "Averdale County Council"
NAMES = Names([AVERDALE, "NHS Fellmarsh Integrated Care Board"])


@pytest.mark.parametrize(
    ("sentence", "quoted", "subject"),
    [
        ("The council gave the provider notice.", "The provider gave notice.", "The council"),
        ("The provider gave notice.", "The provider gave notice.", ""),
        ("The ICB sets the charges.", "Each hospital trust sets its own charges.", "The ICB"),
        (
            "The Data Office arranges the review.",
            "The City Solicitor arranges the review.",
            "The Data Office",
        ),
        (
            "The ICO, which was not involved, conducted the review.",
            "The review was carried out by the Head of Governance.",
            "ICO",
        ),
        ("The provider acts as lead commissioner.", "The Council is the lead commissioner.", "provider"),
        ("Averdale paid the grant.", "The council paid the grant.", ""),
        ("The council paid the grant.", "It paid the grant. The provider paid the rest.", ""),
    ],
)
def test_a_deed_is_done_by_whom_the_source_says(sentence: str, quoted: str, subject: str) -> None:
    spans = list(other_subject(sentence, quoted, agents_of(NAMES, "")))
    assert "".join(sentence[start:end] for start, end in spans) == subject


def test_two_that_are_joined_both_do_it() -> None:
    quoted = "The council and the provider have agreed to open three more points by March."
    said = "Three more points open by March, as agreed by the council and the provider."
    assert list(other_subject(said, quoted, agents_of(NAMES, ""))) == []
