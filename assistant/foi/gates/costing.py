"""Section 12: an estimate above the appropriate limit, and with it advice and a narrower request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite

from assistant.foi.case import Case, CostEstimate
from assistant.foi.gates.gate import Gate, GateName, Problem, gate
from assistant.foi.gates.refusing import relied_on
from assistant.foi.request import Regime
from assistant.foi.statutes import Law
from assistant.foi.value import Value

_REDACTS = re.compile(r"\bredact", re.I)
_LEFT_OUT = re.compile(
    r"\b(?:not|no|without|exclud\w*|leav\w*\s+out|except|apart\s+from|disregard\w*)\b", re.I
)


class AppropriateLimit(Value):
    """The limit of the 2004 Fees Regulations, reg.3, and the rate of reg.4(4), in pounds."""

    pounds: int
    rate: int = 25

    @property
    def hours(self) -> float:
        """How many hours the limit buys."""
        return self.pounds / self.rate


# Regulation 3(3): every authority but those of 3(2), which are central government, Parliament and the forces.
LOCAL = AppropriateLimit(pounds=450)
CENTRAL = AppropriateLimit(pounds=600)


def counted_hours(estimate: CostEstimate) -> float:
    """Hours of the four activities that may be counted (Fees Regulations 2004, reg.4(3)(a) to (d))."""
    return estimate.determining_held + estimate.locating + estimate.retrieving + estimate.extracting


def cost_gate(case: Case, limit: AppropriateLimit) -> Gate:
    """FOIA s.12(1) and (2), s.16(1). The Regulations have no such limit (EIR reg.12(4)(b) at most)."""
    refused = relied_on(case, Law.FOIA, "12")
    if not refused:
        return gate(GateName.COST, [], "Section 12 is not relied on.")
    alone = all(reference.parts[:1] == ("2",) for _, reference, _ in refused)
    problems = [
        Problem(said=said, question_id=row.question.id)
        for row, _, _ in refused
        for said in _problems(case, limit, confirming_alone=alone)
    ]
    said = f"The estimate is above {limit.hours:g} hours; advice and a narrower request stand beside it."
    return gate(GateName.COST, problems, said)


def _problems(case: Case, limit: AppropriateLimit, *, confirming_alone: bool) -> Iterator[str]:
    if case.handled_under is not Regime.FOIA:
        yield (
            "Section 12 has no place here: the Environmental Information Regulations know no cost limit. "
            "Answer, or consider whether the request is manifestly unreasonable (reg.12(4)(b))."
        )
        return
    yield from _estimated(case.estimate, limit, confirming_alone=confirming_alone)
    if not case.advice.strip():
        yield "Write the advice that section 16 asks for: what could be provided within the limit."
    if not case.narrower.strip():
        yield "Propose a narrower request that could be answered within the limit."


def _estimated(
    estimate: CostEstimate | None, limit: AppropriateLimit, *, confirming_alone: bool
) -> Iterator[str]:
    """Section 12(2) looks at what it costs to find out whether the information is held, and no further."""
    if estimate is None:
        yield "Section 12 needs an estimate: enter the hours of the four activities that count."
        return
    each = (estimate.determining_held, estimate.locating, estimate.retrieving, estimate.extracting)
    hours = estimate.determining_held if confirming_alone else counted_hours(estimate)
    if not all(isfinite(activity) and activity >= 0 for activity in each):
        yield "The estimate has hours that are no hours: correct it."
    elif hours <= limit.hours:
        yield (
            f"The estimate of {hours:g} hours (£{hours * limit.rate:,.0f}) is within the limit of "
            f"{limit.hours:g} hours (£{limit.pounds}): section 12 does not apply. Answer the "
            "request, or correct the estimate."
        )
    if not estimate.basis.strip():
        yield "Say how the hours of the estimate were arrived at."
    elif _REDACTS.search(estimate.basis) and not _LEFT_OUT.search(estimate.basis):
        yield "Redaction does not count (Fees Regulations 2004, reg.4(3)): take it out of the hours."
