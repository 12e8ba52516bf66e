"""A share of one group or another, each case checked by eye."""

import pytest

from assistant.write.alternatives import is_narrowed
from assistant.write.figures import figures

RATED = "82% of homes were rated good or outstanding, and 6% inadequate or closed."
ASKED = "88% said that they were satisfied or very satisfied."


@pytest.mark.parametrize(
    ("sentence", "quoted", "narrowed"),
    [
        ("82% of homes were rated outstanding.", RATED, True),
        ("82% of homes were rated good.", RATED, True),
        ("82% of homes were rated good or outstanding.", RATED, False),
        ("82% of homes had a high rating.", RATED, False),
        ("88% were very satisfied.", ASKED, True),
        ("88% were satisfied.", ASKED, False),
        ("88% were very satisfied or satisfied.", ASKED, False),
        ("88% were very satisfied.", "88% were very satisfied. 90% were satisfied or very satisfied.", False),
    ],
)
def test_a_share_of_two_groups_is_not_that_of_one(sentence: str, quoted: str, narrowed: bool) -> None:
    figure = figures(sentence)[0]
    same = [each for each in figures(quoted) if each.value == figure.value]
    assert is_narrowed(sentence, figure, quoted, same) is narrowed
