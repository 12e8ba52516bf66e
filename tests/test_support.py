"""Words of a sentence as they are compared, and how well a source supports them."""

from __future__ import annotations

import pytest

from assistant.write.support import PLAIN, RERANKED, Held, nearness, share, signs, wording
from assistant.write.wording import clauses, content, held, root, says_something


def held_words(quoted: str, around: str = "", near: str = "") -> Held:
    return Held(held(quoted), held(around), held(near), frozenset())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("extension", "extended"),
        ("decisions", "decided"),
        ("bought", "buys"),
        ("reduction", "reduced"),
        ("referral", "referred"),
        ("provider's", "providers"),
    ],
)
def test_forms_of_a_word_have_one_root(one: str, other: str) -> None:
    assert root(one) == root(other)


def test_commission_and_committee_stay_apart() -> None:
    assert root("commission") != root("committee")


def test_figures_months_and_joining_words_are_no_content() -> None:
    assert content("In May 2024 the council bought 310 hours of care.") == ["council", "buy", "hour", "care"]


def test_an_acronym_holds_what_it_stands_for() -> None:
    assert {"occup", "therapi"} <= held("OT waits")
    assert "ot" in held("occupational therapy waits")


def test_clauses_part_at_joining_words_and_not_inside_figures() -> None:
    found = [clause.text for clause in clauses("It cost £1,240.50, and the fee rose because rents rose.")]
    assert found == ["It cost £1,240.50", "and the fee rose", "because rents rose"]


@pytest.mark.parametrize(("text", "says"), [("It is due in May.", True), ("12", True), ("It is so.", False)])
def test_a_date_says_something(text: str, says: bool) -> None:
    assert says_something(text) is says


def test_words_around_count_nearly_as_much_as_those_quoted() -> None:
    words = ("care", "home", "telecar", "fall")
    assert share(words, held_words("care", "home", "telecare")) == pytest.approx((1 + 0.9 + 0.4) / 4)
    assert share((), held_words("")) == 1.0


@pytest.mark.parametrize("weights", [PLAIN, RERANKED])
def test_an_invented_second_half_makes_it_fall(weights: object) -> None:
    source = held_words("Home care is bought from six providers in the county.")
    true = signs(wording("Six providers in the county sell home care."), source, 0.8, 2.0)
    half = signs(
        wording("Six providers in the county sell home care, which cuts hospital admissions."),
        source,
        0.8,
        2.0,
    )
    assert true.total(weights) > 0 > half.total(weights)  # type: ignore[arg-type]
    assert half.worst < true.worst


def test_a_word_of_all_work_that_the_source_lacks_counts_for_less_than_one_that_means_something() -> None:
    source = held_words("The provider completes 140 reviews for the council.")
    light = signs(wording("The provider still completes reviews for the council."), source, 0.8, 2.0)
    heavy = signs(wording("The provider completes library reviews for the council."), source, 0.8, 2.0)
    assert (light.new, heavy.new) == (pytest.approx(0.1), pytest.approx(0.25))
    assert light.covered > heavy.covered


def test_which_words_are_nearest_is_told_by_every_word_alike() -> None:
    said = wording("The public had already left.")
    nearer, farther = held_words("after the public had left already"), held_words("after the public had left")
    assert nearness(said, nearer) == pytest.approx(1.3)
    assert nearness(said, farther) == pytest.approx(2 / 3 * 1.3)
