"""What a reply gives, what it refuses, and whom it is not a matter for."""

from __future__ import annotations

import pytest

from assistant.write.contrasts import turned_contrast
from assistant.write.disclosed import given_for_refused

REPLY = "Name each agency. The agency names are given in a list. The hourly rates are refused, section 43(2)."


@pytest.mark.parametrize(
    ("sentence", "is_denied"),
    [
        ("The hourly rates were supplied, but the names were withheld.", True),
        ("The hourly rates were disclosed.", True),
        ("The names were supplied, but the hourly rates were withheld.", False),
        ("The rates were not released.", False),
    ],
)
def test_what_was_given_was_not_refused(sentence: str, is_denied: bool) -> None:
    assert (given_for_refused(sentence, REPLY) is not None) == is_denied


def test_a_reply_that_only_gives_refuses_nothing() -> None:
    assert given_for_refused("The rates were withheld.", "The rates are given in the list.") is None


@pytest.mark.parametrize(
    ("sentence", "is_denied"),
    [
        ("Adaptations are a matter for the ICB, not for the council.", True),
        ("Adaptations are a matter for the council, not for the NHS.", False),
        ("Adaptations are not for the NHS.", False),
    ],
)
def test_whom_it_is_not_for_is_not_whom_it_is_for(sentence: str, is_denied: bool) -> None:
    quoted = "That is not for the NHS. Adaptations are a matter for the council where the person lives."
    assert (turned_contrast(sentence, quoted) is not None) == is_denied
