"""What a list's lead-in says of the period and the subject of questions that ask by themselves."""

from __future__ import annotations

import pytest

from assistant.foi.letter.stems import scope_over
from assistant.foi.prior_answers import _of_all


@pytest.mark.parametrize(
    ("lead", "asked", "said"),
    [
        ("For 2023/24, please tell me the following:", "How many people applied?", "For 2023/24"),
        ("For 2023/24, please tell me the following:", "How many applied in 2021/22?", ""),
        ("We therefore ask, under the Freedom of Information Act 2000:", "How many people applied?", ""),
        (
            "Please supply the following about the software for case files:",
            "Who sells it?",
            "About the software for case files",
        ),
        ("Please supply the following about the software for case files:", "Who sells the software?", ""),
        ("Please tell me:", "Who sells it?", ""),
    ],
)
def test_the_scope_of_a_lead_in(lead: str, asked: str, said: str) -> None:
    assert scope_over(lead, asked) == said


@pytest.mark.parametrize(
    ("answer", "own"),
    [
        ("Four are on the list. The prices for a, b and c above are refused.", "Four are on the list. "),
        ("For a and b above see our website.", "For a and b above see our website."),
        ("There were 12 in all.", "There were 12 in all."),
    ],
)
def test_an_answer_ends_where_it_turns_to_its_parts(answer: str, own: str) -> None:
    assert _of_all(answer) == own
