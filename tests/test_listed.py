"""Each figure of a list goes with its own item."""

import pytest

from assistant.write.listed import of_other_item

RATES = "The rate was 11% for occupational therapists, 20% for speech therapists and 6% for physiotherapists."
WAIT = "The average wait was 17 days, against a target of 15 days."
CHILDREN = (
    "Of these, 71% were boys, 58% were aged 8 to 13. 39 came from coast families, and 133 used a buggy."
)


def misplaced(sentence: str, quoted: str) -> list[str]:
    return [sentence[each.start : each.end] for each in of_other_item(sentence, quoted)]


@pytest.mark.parametrize(
    ("sentence", "quoted", "figure"),
    [
        ("The rate for physiotherapists was 11%.", RATES, "11%"),
        ("The average wait was 15 days.", WAIT, "15 days"),
        ("58% of the children were boys.", CHILDREN, "58%"),
        (
            "Extra days cost £318.",
            "£318, which includes support but not the £41 paid for extra days.",
            "£318",
        ),
        ("133 of the children came from coast families.", CHILDREN, "133"),
    ],
)
def test_the_figure_of_another_item_is_found(sentence: str, quoted: str, figure: str) -> None:
    assert misplaced(sentence, quoted) == [figure]


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("The rate for physiotherapists was 6%.", RATES),
        ("The rate was 20% for speech therapists but 6% for physiotherapists.", RATES),
        ("The average wait was 17 days, two above the target of 15 days.", WAIT),
        ("The target for the wait is 15 days.", WAIT),
        ("71% of the children were boys.", CHILDREN),
        ("11% of the posts were empty.", RATES),
        (
            "The rate for physiotherapists was 11%.",
            "Staff | Rate | Therapists: 11% | Physiotherapists: 6%",
        ),
    ],
)
def test_a_figure_of_its_own_item_stands(sentence: str, quoted: str) -> None:
    assert misplaced(sentence, quoted) == []
