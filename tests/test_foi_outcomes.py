"""What an answer did with its question, read from its words."""

from __future__ import annotations

import pytest

from assistant.foi.past.outcomes import outcome_of, sections_in
from assistant.foi.prior import Outcome


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("58", Outcome.ANSWERED),
        ("Not applicable.", Outcome.ANSWERED),
        ("6, handing back 83 packages between them.", Outcome.ANSWERED),
        ("We do not hold this information. You may wish to contact the board.", Outcome.NOT_HELD),
        ("We do not hold the price. The council buys single places.", Outcome.NOT_HELD),
        ("The list does not record where a person stays, so we do not hold this number.", Outcome.NOT_HELD),
        ("The board does not hold this. Each trust sets its own charges.", Outcome.NOT_HELD),
        ("This is not identifiable as we only record our own share.", Outcome.NOT_HELD),
        ("We hold the invoices, but we refuse your request. Section 12(1) allows it.", Outcome.REFUSED),
        ("The prices are refused under section 43(2) of the Act.", Outcome.REFUSED),
        ("The names are in the list. The rates are refused under section 43(2).", Outcome.PARTLY),
        ("1,086 in all. For the rest we do not hold the split.", Outcome.PARTLY),
        ("Please contact www.trust.example to request the information.", Outcome.SIGNPOSTED),
        (
            "The answers are in the policy, which anyone may read at www.city.example. Section 21 applies.",
            Outcome.SIGNPOSTED,
        ),
        ("This is not something we deal with. Ask the board at www.icb.example.", Outcome.ANOTHER_BODY),
        ("That is not for the NHS. Adaptations are a matter for the council.", Outcome.ANOTHER_BODY),
    ],
)
def test_outcome(words: str, outcome: Outcome) -> None:
    assert outcome_of(words) is outcome


def test_sections_are_those_of_sentences_that_withhold() -> None:
    words = "Aftercare under section 17 costs more. The rates are refused under section 43(2) and s.40(2)."
    assert sections_in(words) == ("s.43(2)", "s.40(2)")
    assert sections_in("We refuse this under regulation 12(5)(e).") == ("reg.12(5)(e)",)
    assert sections_in("Section 75 money paid for it.") == ()
