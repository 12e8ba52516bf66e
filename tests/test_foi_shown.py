"""Which prior answers a row shows."""

from __future__ import annotations

from foi_exchanges import matched, prior

from assistant.foi.shown import shown


def test_the_three_nearest_are_shown_even_where_none_answers() -> None:
    far = [matched(prior(f"What of {at}?", "58", document=f"d{at}"), -2.0 - at) for at in range(5)]
    assert shown(far, None) == far[:3]


def test_what_the_row_rests_on_comes_first_and_what_is_hardly_near_is_left_out() -> None:
    best, chosen, near, far = (
        matched(prior("How many?", "58", document=f"d{at}"), worth)
        for at, worth in enumerate((3.0, 2.0, -1.0, -4.0))
    )
    assert shown([best, chosen, near, far], chosen) == [chosen, best, near]


def test_of_near_answers_the_own_goes_before_another_authoritys_that_is_a_little_nearer() -> None:
    other = matched(prior("How many?", "58", authority="Osterbridge City Council"), -1.0, same=False)
    own = matched(prior("How many?", "60", document="d2"), -1.5)
    assert shown([other, own], None) == [own, other]
