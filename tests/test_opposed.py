"""Opposites between a sentence and what is quoted for it."""

from __future__ import annotations

import pytest

from assistant.write.opposed import nearest, opposed

CORRECTED = "You were right to ask. Our first answer was wrong: it counted every referral."


@pytest.mark.parametrize(
    ("sentence", "quoted", "is_denied"),
    [
        ("The first answer was right.", CORRECTED, True),
        ("The first answer was wrong.", CORRECTED, False),
        ("The visits had already been held.", "The visits had been booked but not yet held.", True),
        ("Families can no longer have a payment.", "The payment is kept for families.", True),
        ("The payment is still there.", "The payment is kept for families.", False),
        ("The routes run south of the river.", "The routes run north of the river.", True),
        ("The plan was approved.", "Resolved that the plan be noted.", True),
        ("Posts were filled.", "One post in five was vacant.", True),
        ("412 hours were delivered.", "412 hours were still outstanding.", True),
        ("No protected group is adversely affected.", "It found no adverse effect on any group.", False),
        ("The contract has no extension.", "Extension (months): 0 OCC-0131 Ends 2027-08-31", False),
        ("Nobody at home is offered one.", "It is offered to everyone at home.", True),
        ("It is let by open tender.", "It is let by direct award.", True),
    ],
)
def test_what_is_near_says_the_opposite(sentence: str, quoted: str, is_denied: bool) -> None:
    assert (opposed(sentence, quoted) is not None) == is_denied


def test_the_nearest_sentence_is_no_question() -> None:
    quoted = "Where is the plan published? The plan is on the site. It costs £20."
    assert nearest("The plan is published on the site.", quoted) == "The plan is on the site."
