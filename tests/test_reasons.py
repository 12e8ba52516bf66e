"""Reasons that a sentence gives, each held against its source by eye."""

import pytest

from assistant.write.reasons import unfounded_reason

NOTICE = "The provider gave notice in June 2020. The service is kept going by a short contract."
CLOSED = "3. Join the contract: rejected because it is closed to new members."


@pytest.mark.parametrize(
    ("sentence", "source", "is_made_up"),
    [
        ("The provider gave notice because of the pandemic.", NOTICE, True),
        ("A short contract was made because the provider gave notice.", NOTICE, False),
        ("It was not joined, since new members are shut out.", CLOSED, False),
        ("508 received it because of continuing healthcare.", "508 received it because of CHC.", False),
        ("The service has been kept going since June 2020.", NOTICE, False),
    ],
)
def test_a_reason_of_which_the_source_says_no_word_is_made_up(
    sentence: str, source: str, is_made_up: bool
) -> None:
    assert (unfounded_reason(sentence, source) is not None) == is_made_up
