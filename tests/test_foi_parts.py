"""Which of several things asked in one question a prior answer leaves out."""

from __future__ import annotations

from dataclasses import replace

from foi_exchanges import matched, prior

from assistant.foi.parts import refused_parts, unanswered
from assistant.foi.prior import Outcome

BACK = matched(prior("How many providers handed back packages?", "6, handing back 83 packages."), worth=5.0)
ENDS = matched(
    prior("When does the framework end, and can it be extended?", "March. By 24 months."), worth=5.0
)


def test_names_that_a_figure_does_not_give_are_left_out() -> None:
    parts = ("How many providers gave back packages", "which providers were they?")
    assert unanswered(parts, [BACK]) == ("which providers were they?",)


def test_names_that_are_given_are_not() -> None:
    named = matched(prior("How many left?", "2: Kestrelbank Therapies and Broadholt OT."), worth=5.0)
    assert unanswered(("How many providers left", "which providers were they?"), [named]) == ()


def test_two_things_asked_then_too_answer_two_in_other_words() -> None:
    assert unanswered(("On what date does it run out", "is there an option to prolong it?"), [ENDS]) == ()


def test_what_nobody_asked_then_is_left_out() -> None:
    wages = "how much of it goes into wages?"
    rate = matched(prior("What is the standard rate?", "£24.72"), worth=5.0)
    assert unanswered(("What is the standard rate", wages), [rate]) == (wages,)


def test_a_part_that_another_answer_of_the_response_does_not_hold_is_named() -> None:
    total = matched(prior("How many people were eligible in total?", "1,086."), worth=5.0)
    young = prior("How many people were eligible aged under 25?", "We do not hold it.", Outcome.NOT_HELD)
    beside = replace(matched(young), worth=4.0)
    parts = ("How many people were eligible", "how many of them were under 25?")
    assert refused_parts(parts, total, [total, beside]) == ("how many of them were under 25?",)
    assert refused_parts(parts, total, [total]) == ()
