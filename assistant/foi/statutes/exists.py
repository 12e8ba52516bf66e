"""Whether what a reference names is there, and in plain words why not."""

from __future__ import annotations

import re

from assistant.foi.statutes.law import UNIT_OF, WORD, Law, LawReference
from assistant.foi.statutes.tables import LAST_OF_DPA_2018, NUMBERS, PARAGRAPHS, REPLACED, SUBSECTIONS


def missing(reference: LawReference) -> str | None:
    """Why the law named has nothing of that number; None where it has, or the law is not ours to know."""
    expected = UNIT_OF.get(reference.law)
    if expected is None:
        return None
    if reference.unit is not expected:
        return f"{_the(reference.law)} {_verb(reference.law)} {WORD[expected]}s, not {WORD[reference.unit]}s."
    if reference.law is Law.DPA_1998:
        return "The Data Protection Act 1998 was replaced by the Data Protection Act 2018 on 25 May 2018."
    if reference.law is Law.DPA_2018:
        return _beyond_dpa(reference)
    if reference.number not in NUMBERS[reference.law]:
        last = NUMBERS[reference.law][-1]
        word = WORD[expected]
        of_law = _lower_the(reference.law)
        return f"There is no {word} {reference.number} in {of_law}: the last is {word} {last}."
    return _no_such_part(reference) if reference.law in SUBSECTIONS else None


def _beyond_dpa(reference: LawReference) -> str | None:
    digits = re.match(r"\d+", reference.number)
    if digits and int(digits.group()) > LAST_OF_DPA_2018:
        return f"There is no section {reference.number} in the Data Protection Act 2018."
    return None


def _no_such_part(reference: LawReference) -> str | None:
    """The first level at which the tables know what there is, and this is not among it."""
    replaced, subsections = REPLACED[reference.law], SUBSECTIONS[reference.law]
    reached = reference.number
    for depth, part in enumerate(reference.parts):
        known = subsections.get(reached) if depth == 0 else PARAGRAPHS[reference.law].get(reached)
        above, reached = reached, f"{reached}({part})"
        if reached in replaced:
            now = f": it is now {replaced[reached]}" if replaced[reached] else ""
            return f"{reference.unit}{reached} is no longer in force since 25 May 2018{now}."
        if known is not None and part not in known:
            of_law = f"{_lower_the(reference.law)}{_there_are(above, known)}"
            return f"There is no {reference.unit}{reached} in {of_law}."
    return None


def _there_are(above: str, known: tuple[str, ...]) -> str:
    if not known:
        return f": {above} is not divided further"
    listed = ", ".join(f"({part})" for part in known)
    return f": {above} has {listed}"


def _the(law: Law) -> str:
    return law.value if law is Law.UK_GDPR else f"The {law.value}"


def _lower_the(law: Law) -> str:
    return law.value if law is Law.UK_GDPR else f"the {law.value}"


def _verb(law: Law) -> str:
    return "have" if law is Law.EIR else "has"
