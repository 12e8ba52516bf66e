"""Words that say the same in councils' papers."""

from __future__ import annotations

import pytest

from assistant.write.support import Held, signs, wording
from assistant.write.synonyms import same_meaning, with_phrases
from assistant.write.wording import held, root


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("begins", "started"),
        ("supplier", "contractor"),
        ("bought", "procured"),
        ("yearly", "annual"),
        ("bore", "paid"),
        ("refunded", "repaid"),
    ],
)
def test_words_of_one_meaning_stand_for_one_another(one: str, other: str) -> None:
    assert root(other) in same_meaning(root(one))
    assert root(one) in same_meaning(root(other))


def test_a_word_that_is_in_no_line_has_none() -> None:
    assert same_meaning("averdal") == frozenset()


def test_a_phrase_is_one_word_in_each_of_its_forms() -> None:
    assert with_phrases("It took place; the Framework takes precedence.") == (
        "It takeplace; the Framework takeprecedence."
    )
    assert with_phrases("It gets back what was drawn up.") == "It getback what was drawup."


def test_a_paraphrase_is_covered_and_a_new_claim_is_not() -> None:
    review = held("The first review is held when the package begins.")
    source = Held(review, frozenset(), frozenset(), frozenset())
    said = signs(wording("The first review takes place when the package starts."), source, 0.0, None)
    invented = signs(wording("The first review helps when the package fails."), source, 0.0, None)
    assert said.covered > 0.9
    assert invented.covered < 0.6
    assert said.new == 0.0
