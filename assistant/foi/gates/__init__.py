"""What must hold before a response leaves: each gate with what it found and what to do next."""

from __future__ import annotations

from datetime import date

from assistant.foi.case import Case
from assistant.foi.gates.costing import CENTRAL, LOCAL, AppropriateLimit, cost_gate, counted_hours
from assistant.foi.gates.deciding import decisions_gate, questions_gate, regime_gate
from assistant.foi.gates.gate import Gate, GateName
from assistant.foi.gates.holding import holding_gate
from assistant.foi.gates.open_papers import AccessOf, open_papers_gate
from assistant.foi.gates.refusing import (
    elsewhere_gate,
    future_publication_gate,
    public_interest_gate,
    qualified_person_gate,
    refusals_gate,
    vexatious_gate,
)
from assistant.foi.gates.sending import (
    Lookup,
    law_gate,
    letter_gate,
    personal_data_gate,
    sources_gate,
    undecided_findings,
)

__all__ = [
    "CENTRAL",
    "LOCAL",
    "AccessOf",
    "AppropriateLimit",
    "Gate",
    "GateName",
    "Lookup",
    "blocked",
    "counted_hours",
    "gates",
    "letter_gate",
    "open_papers_gate",
    "sources_gate",
    "undecided_findings",
]


def gates(
    case: Case,
    on: date,
    *,
    limit: AppropriateLimit = LOCAL,
    lookup: Lookup | None = None,
    access_of: AccessOf | None = None,
    letter: str | None = None,
) -> tuple[Gate, ...]:
    """Every gate of a case on a day, in the order of ``GateName``.

    The gates of the sources, of papers not open to everyone and of the letter are there only where
    ``lookup``, ``access_of`` and the ``letter``'s text are given; an export gives all. ``limit`` is the
    authority's appropriate limit under section 12.
    """
    found = [
        questions_gate(case),
        decisions_gate(case),
        holding_gate(case, on),
        refusals_gate(case),
        public_interest_gate(case),
        qualified_person_gate(case, on),
        elsewhere_gate(case),
        future_publication_gate(case),
        cost_gate(case, limit),
        vexatious_gate(case),
        personal_data_gate(case),
        law_gate(case),
        regime_gate(case),
    ]
    if lookup is not None:
        found.append(sources_gate(case, lookup))
    if access_of is not None:
        found.append(open_papers_gate(case, access_of))
    if letter is not None:
        found.append(letter_gate(letter, case.handled_under))
    return tuple(found)


def blocked(
    case: Case,
    on: date,
    *,
    limit: AppropriateLimit = LOCAL,
    lookup: Lookup | None = None,
    access_of: AccessOf | None = None,
    letter: str | None = None,
) -> tuple[Gate, ...]:
    """The gates that are shut; none of them, and the response may go."""
    found = gates(case, on, limit=limit, lookup=lookup, access_of=access_of, letter=letter)
    return tuple(gate for gate in found if not gate.passed)
