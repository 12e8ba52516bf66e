"""Information that is not held is no nought, and what a form answers "no" to is denied."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.write.bracketed import misplaced
from assistant.write.breadth import too_wide
from assistant.write.certainty import made_certain
from assistant.write.conditions import dropped_condition
from assistant.write.denial import denial
from assistant.write.polarity import contradiction
from assistant.write.roles import exchanged
from assistant.write.unheld import is_unheld, only_unheld

NOT_HELD = "How many carers were waiting for a break? We do not hold this information."
BESIDE = "We do not hold this figure. The trust runs the memory clinic."
FORM = "a. Through a framework No. b. Spot purchase Yes. c. Block contract No."
SYSTEMS = "Kestrel Case (Adults) Plover Notes (Children's)"


@pytest.mark.parametrize(
    ("statement", "unheld"),
    [
        ("We do not hold this information.", True),
        ("The data is not centrally recorded.", True),
        ("The council holds no central record.", True),
        ("No figures are held.", True),
        ("The meeting was not held.", False),
        ("We hold this information.", False),
    ],
)
def test_what_says_that_information_is_not_held(statement: str, unheld: bool) -> None:
    assert is_unheld(statement) is unheld


@pytest.mark.parametrize(
    ("sentence", "quoted", "is_denied"),
    [
        ("There were no carers waiting for a break.", NOT_HELD, True),
        ("Forty carers were waiting for a break.", NOT_HELD, True),
        ("The number of carers waiting is not held.", NOT_HELD, False),
        ("The trust runs the memory clinic.", BESIDE, False),
    ],
)
def test_not_held_supports_only_that_it_is_not(sentence: str, quoted: str, is_denied: bool) -> None:
    assert (only_unheld(sentence, quoted) is not None) == is_denied


@pytest.mark.parametrize(
    ("sentence", "quoted", "is_denied"),
    [
        ("The council buys through a framework.", FORM, True),
        ("The council does not buy through a framework.", FORM, False),
        ("No framework or block contract is used.", FORM, False),
        ("The council uses spot purchase.", FORM, False),
        ("There are no children waiting.", "Children are seen by the trust.", True),
        ("There are no children waiting.", "Children waiting: 0", False),
        ("The council does not hold a record of them.", "The council holds no record of them.", False),
        ("The council holds a record of them.", "The council holds no record of them.", True),
        ("Doing nothing is not an option.", "This is not an option.", False),
        ("Doing nothing is not an option.", "Risks None This is not an option", False),
        ("38% led to a referral.", "2,160 called, and 38% ended without a referral.", True),
        ("With extra sessions 90 wait.", "Without extra sessions 90 are expected to wait.", True),
        ("The plan is published.", "Where is the plan published? It is not published.", True),
        ("The aftercare is paid for wholly by us.", "Is it paid for in whole or in part? 284", True),
        ("Care is agreed without VAT.", "Care is agreed excluding VAT.", False),
    ],
)
def test_what_a_source_denies(sentence: str, quoted: str, is_denied: bool) -> None:
    assert (contradiction(sentence, quoted) is not None) == is_denied


@pytest.mark.parametrize(
    ("sentence", "is_denied"),
    [
        ("Kestrel Case is used for adults and Plover Notes for children.", False),
        ("For children it is Plover Notes.", False),
        ("Plover Notes is used for adults.", True),
        ("Plover Notes is used for adults and Kestrel Case (Children's) for children.", True),
        ("Kestrel Case and Plover Notes are used for adults and children.", False),
        ("Plover Notes and Kestrel Case are for children and adults respectively.", False),
    ],
)
def test_a_thing_goes_with_its_own_brackets(sentence: str, is_denied: bool) -> None:
    assert (misplaced(sentence, SYSTEMS) is not None) == is_denied


@pytest.mark.parametrize(
    ("sentence", "quoted", "is_denied"),
    [
        ("There is an agreement on aftercare.", "There is a draft agreement on aftercare.", True),
        ("There is a draft agreement on aftercare.", "There is a draft agreement on aftercare.", False),
        ("A protocol on aftercare exists.", "A protocol on aftercare is being drafted.", True),
        ("1,390 children were waiting.", "The number waiting is forecast to reach 1,390.", True),
        ("1,390 children are expected to wait.", "The number waiting is forecast to reach 1,390.", False),
        ("It is agreed. The pool runs.", "A proposed visit is off. The pool runs. It is agreed.", False),
    ],
)
def test_a_draft_or_a_forecast_stays_one(sentence: str, quoted: str, is_denied: bool) -> None:
    assert (made_certain(sentence, quoted) is not None) == is_denied


def test_a_target_in_a_table_is_not_what_was_reached() -> None:
    told = "Indicator: Seen within 13 weeks Target: 92%"
    assert made_certain("92% were seen within 13 weeks.", "Seen within 13 weeks 92%", told) is not None
    assert made_certain("92% should be seen within 13 weeks.", "Seen within 13 weeks 92%", told) is None


@pytest.mark.parametrize(
    ("sentence", "quoted", "is_denied"),
    [
        ("The lead was designated by the board.", "That the board be designated as lead.", True),
        ("The board was designated as lead.", "That the board be designated as lead.", False),
        ("Openness outweighs competition.", "Openness is outweighed by the interest in competition.", True),
        ("Competition outweighs openness.", "Openness is outweighed by the interest in competition.", False),
        ("It is supplied by Quill Ltd.", "The supplier is Quill Ltd.", False),
    ],
)
def test_who_is_done_to_does_not_act(sentence: str, quoted: str, is_denied: bool) -> None:
    assert (exchanged(sentence, quoted) is not None) == is_denied


@pytest.mark.parametrize(
    ("sentence", "quoted", "is_denied"),
    [
        ("All vans are electric.", "Vans are electric. All staff are paid.", True),
        ("All vans are electric.", "Every van is electric.", False),
        ("The most that is paid is £80.", "The ceiling is £80.", False),
        ("Most vans are electric.", "Vans are electric.", True),
        ("It is used in all cases.", "a. Framework No. b. Used in cases Yes.", True),
    ],
)
def test_all_and_most_are_said_near_by(sentence: str, quoted: str, is_denied: bool) -> None:
    assert (too_wide(sentence, quoted) is not None) == is_denied


def test_a_condition_is_not_exchanged_for_another() -> None:
    source = "A home may be chosen only if the person lives there."
    assert dropped_condition("A home may be chosen if the family agrees.", source) is not None
    assert dropped_condition("A home may be chosen if the person lives there.", source) is None


@given(st.text(alphabet="abdehlnorstw no.,?()AB", max_size=80))
def test_no_text_is_denied_by_itself(text: str) -> None:
    assert misplaced(text, text) is None
    assert too_wide(text, text) is None
    assert made_certain(text, text) is None
    assert exchanged(text, text) is None


@given(st.text(max_size=160), st.text(max_size=160))
def test_any_two_texts_have_an_outcome(one: str, other: str) -> None:
    assert isinstance(denial(one, other), str | None)
