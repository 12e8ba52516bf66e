"""References to the law that do not exist, or belong to another regime than the request's."""

from __future__ import annotations

from assistant.foi.request import LawFlag, Regime
from assistant.foi.statutes.exists import missing
from assistant.foi.statutes.law import Law, LawReference
from assistant.foi.statutes.references import references_to_law

# What the Regulations have instead; "" where they have nothing of the kind.
_INSTEAD = {
    "8": "", "9": "reg.8", "10": "reg.5(2) and 7", "11": "reg.6", "12": "", "13": "reg.8",
    "14": "reg.12(4)(b)",
    "16": "reg.9", "17": "reg.14", "21": "reg.6(1)(b)", "22": "reg.12(4)(d)", "36": "reg.12(4)(e)",
    "30": "reg.12(5)(b)", "31": "reg.12(5)(b)", "24": "reg.12(5)(a)", "40": "reg.13",
    "41": "reg.12(5)(d) to (f)",
    "42": "reg.12(5)(b)", "43": "reg.12(5)(e)", "35": "reg.12(4)(d) and (e)", "38": "reg.12(5)(a)",
}  # fmt: skip
# Section 39 sends environmental information to the Regulations; Parts IV and V apply to them by reg.18.
_EITHER_WAY = frozenset(["39"])
_OF_THE_ACT_ALONE = (
    frozenset(
        ["8", "9", "10", "11", "11A", "11B", "12", "13", "14", "15", "16", "17", "19", "20", "22A"]
        + [str(number) for number in range(21, 45)]
    )
    - _EITHER_WAY
)
_OF_THE_REGULATIONS_ALONE = frozenset(["5", "6", "7", "8", "9", "10", "11", "12", "13", "14"])


def flags(text: str, regime: Regime) -> tuple[LawFlag, ...]:
    """What is wrong with the references to the law in a request or a draft, in order of place.

    Only references to the Act, the Regulations and data protection law are judged; another law's sections are
    never flagged, nor those whose law the words do not tell.
    """
    found = []
    for reference in references_to_law(text):
        problem = missing(reference) or _of_another_regime(reference, regime)
        if problem:
            found.append(
                LawFlag(words=reference.words, start=reference.start, end=reference.end, problem=problem)
            )
    return tuple(found)


def _of_another_regime(reference: LawReference, regime: Regime) -> str | None:
    if regime is Regime.FOIA and reference.law is Law.EIR and reference.number in _OF_THE_REGULATIONS_ALONE:
        return (
            f"{reference.canonical} is of the Environmental Information Regulations; this request is handled "
            "under the Freedom of Information Act."
        )
    if reference.law is not Law.FOIA or reference.number not in _OF_THE_ACT_ALONE:
        return None
    if regime is Regime.EIR:
        return _not_in_the_regulations(reference)
    if regime is Regime.SUBJECT_ACCESS:
        return (
            f"{reference.canonical} is of the Freedom of Information Act; a request for one's own data is "
            "answered under article 15 of the UK GDPR, with the exemptions of the Data Protection Act 2018."
        )
    return None


def _not_in_the_regulations(reference: LawReference) -> str:
    if reference.number == "12":
        return (
            f"{reference.canonical} is of the Freedom of Information Act. The Regulations have no cost "
            "limit: a request that is manifestly unreasonable falls under reg.12(4)(b)."
        )
    instead = _INSTEAD.get(reference.number)
    nearest = f": see {instead}" if instead else ""
    return (
        f"{reference.canonical} is of the Freedom of Information Act; this request is handled under the "
        f"Environmental Information Regulations{nearest}."
    )
