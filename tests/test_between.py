"""What stands in the place of a fact, each case checked by eye."""

import pytest

from assistant.write.between import stands_between_same


@pytest.mark.parametrize(
    ("quoted", "same"),
    [
        ("It rose on previous March 2024 forecasts.", True),
        ("It rose on the March 2024 forecasts.", False),
        ("It rose on previous March 2024 plans.", False),
    ],
)
def test_the_words_on_both_sides_tell_the_place(quoted: str, same: bool) -> None:
    sentence = "They rose on previous May 2023 forecasts."
    own, rival = (text.index(month) for text, month in ((sentence, "May"), (quoted, "March")))
    assert stands_between_same(sentence, (own, own + 8), quoted, (rival, rival + 10)) is same


def test_the_beginning_of_a_sentence_is_a_place_too() -> None:
    assert stands_between_same("£4m of it is left.", (0, 3), "It grew. £9m of it is spent.", (9, 12))
