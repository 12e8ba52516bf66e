"""What a response tells of a review and of the Commissioner (FOIA s.17(7), s.50; EIR reg.11 and 14(5)).

The section 45 code of practice (2018, part 5): a review is offered, asked for within 40 working days, and
answered within 20. Under the EIR it is asked for within 40 working days and answered in 40 (reg.11(2), (4)).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.foi.request import Regime

_ASK = "To ask for one, reply to this letter"
_COMMISSIONER = (
    "If you are not content with the outcome of the review, you may complain to the Information "
    "Commissioner, who decides whether the request was dealt with as the law asks{section}: Wycliffe House, "
    "Water Lane, Wilmslow, Cheshire SK9 5AF; ico.org.uk."
)
_REVIEW = {
    Regime.FOIA: (
        "If you are not content with this response, you may ask for an internal review within 40 working "
        "days of receiving it. {ask}. We aim to answer within 20 working days."
    ),
    Regime.EIR: (
        "If you are not content with this response, you may ask us to reconsider it within 40 working days "
        "of receiving it (regulation 11). {ask}. We will answer within 40 working days."
    ),
    Regime.SUBJECT_ACCESS: (
        "If you are not content with this response, you may ask us to look at it again. {ask}."
    ),
}
_SECTION = {
    Regime.FOIA: " (section 50 of the Act)",
    Regime.EIR: " (regulation 18 and section 50 of the Act)",
    Regime.SUBJECT_ACCESS: "",
}


def rights_paragraphs(regime: Regime, review: str = "") -> Iterator[str]:
    """The paragraphs on review and complaint. ``review`` says how the authority itself wants to be asked."""
    yield _REVIEW[regime].format(ask=review.strip().rstrip(".") or _ASK)
    yield _COMMISSIONER.format(section=_SECTION[regime])
