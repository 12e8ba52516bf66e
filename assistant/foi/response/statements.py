"""What the law asks a response to state, from the officer's own records: searches, sections, reasons, cost.

Each sentence here rests on something an officer recorded; where nothing was, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.foi.case import Case, CostEstimate, Disposition, PublicInterest, Reliance, Row
from assistant.foi.gates.costing import LOCAL, counted_hours
from assistant.foi.request import Regime
from assistant.spoken import uk_date


def statements(case: Case, row: Row) -> Iterator[str]:
    """The formal sentences of one answer, a paragraph each, before its own words."""
    if row.disposition is Disposition.NOT_HELD:
        yield from _not_held(case, row)
    for reliance in row.reliances:
        yield from _relied_on(reliance, case.handled_under)


def _not_held(case: Case, row: Row) -> Iterator[str]:
    """Confirmed or denied (FOIA s.1(1)(a); EIR reg.12(4)(a)) on the strength of a recorded search alone."""
    search = row.search
    if search is None or search.found:
        return
    where = (
        "regulation 12(4)(a) of the Environmental Information Regulations 2004"
        if case.handled_under is Regime.EIR
        else "section 1(1)(a) of the Freedom of Information Act 2000"
    )
    yield (
        f"We do not hold this information, and say so under {where}. {search.system} was searched on "
        f"{uk_date(search.searched)} by our {search.post}."
    )


def _relied_on(reliance: Reliance, regime: Regime) -> Iterator[str]:
    """What FOIA s.17(1) and (3) and EIR reg.14(3) ask of a refusal: the section, why, the balance."""
    act = "Regulations" if regime is Regime.EIR else "Act"
    yield f"We rely on {in_full(reliance.section)} of the {act}. {reliance.why.strip()}".strip()
    if reliance.qualified_person:
        opinion = reliance.qualified_person
        yield (
            f"The opinion of the qualified person ({opinion.post}), given on {uk_date(opinion.given)}: "
            f"{opinion.opinion.strip()}"
        )
    if reliance.public_interest:
        yield from _balance(reliance.public_interest)


def _balance(test: PublicInterest) -> Iterator[str]:
    yield f"Public interest in disclosing: {test.favouring_disclosure.strip()}"
    yield f"Public interest in withholding: {test.favouring_withholding.strip()}"
    yield f"On balance: {test.balance.strip()}"


def in_full(section: str) -> str:
    """ "section 43(2)" for "s.43(2)", "regulation 12(5)(e)" for "reg.12(5)(e)"; else as it is."""
    for short, long in (("reg.", "regulation "), ("s.", "section ")):
        if section.startswith(short):
            return long + section.removeprefix(short).strip()
    return section


def cost_paragraphs(case: Case) -> Iterator[str]:
    """The estimate of a refusal under FOIA s.12(1), with the advice that s.16(1) asks for."""
    if case.estimate:
        yield _estimated(case.estimate)
    if case.advice:
        yield case.advice
    if case.narrower:
        yield f"You could ask for this instead: {case.narrower}"


def _estimated(cost: CostEstimate) -> str:
    total = counted_hours(cost)
    return (
        f"We estimate that answering would take {total:g} hours: {cost.determining_held:g} to determine "
        f"whether the information is held, {cost.locating:g} to locate it, {cost.retrieving:g} to retrieve "
        f"it and {cost.extracting:g} to extract it. At £{LOCAL.rate} an hour that is "
        f"£{total * LOCAL.rate:,.2f}. "
        f"{cost.basis.strip()}"
    ).strip()
