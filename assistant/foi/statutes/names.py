"""Names of laws in running text: which law each is, and where it stands."""

from __future__ import annotations

import re

from assistant.foi.statutes.law import Law
from assistant.foi.value import Value

_FOI = r"freedom\s+of\s+information"
# Laws whose names begin with ours: the Scottish Acts, and regulations made under the Act.
_NEAR = (
    rf"{_FOI}\s+\(scotland\)\s+act(?:\s+2002)?|foisa|ei\(s\)rs?|eisrs?|"
    rf"{_FOI}(?:\s+and\s+data\s+protection)?\s+\([^()\n]{{8,80}}\)\s+regulations(?:\s+\d{{4}})?"
)
_FOIA = (
    rf"{_FOI}(?:\s*\(foia?\))?(?:\s+act)?(?:\s*\(foia?\))?(?:,?\s*2000)?|"
    r"f\.?o\.?i\.?(?:a\b|\s+act)?(?:\s*2000)?"
)
_EIR = r"environmental\s+information\s+regulations(?:\s*\(eirs?\))?(?:,?\s*2004)?|eirs?(?:\s*2004)?"
_GDPR = r"(?:uk\s+)?(?:gdpr|general\s+data\s+protection\s+regulation)"
_DPA = r"(?:data\s+protection\s+act|dpa)"
_OURS = re.compile(
    rf"(?<![\w(-])(?:(?P<near>{_NEAR})|(?P<foia>{_FOIA})|(?P<eir>{_EIR})|(?P<gdpr>{_GDPR})"
    rf"|(?P<dpa98>{_DPA},?\s*1998)|(?P<dpa>{_DPA}(?:,?\s*2018)?))(?!\w)",
    re.I,
)
_LAW = {
    "near": Law.OTHER,
    "foia": Law.FOIA,
    "eir": Law.EIR,
    "gdpr": Law.UK_GDPR,
    "dpa98": Law.DPA_1998,
    "dpa": Law.DPA_2018,
}
# "Care Act 2014", "Local Government (Access to Information) Act 1985", "Children's Homes (England)
# Regulations 2015": capitals before the word that says what it is; small words may stand between.
_WORD = r"\(?[A-Z][\w’'&-]*\)?"
_CAPITALS = (
    rf"{_WORD},?(?:\s+(?:(?:and|of|the|for|to|in|etc\.?)\s+){{0,2}}{_WORD},?){{0,8}}\s+"
    r"(?:Act|Regulations|Order|Rules|Code|Measure)\b"
)
_SMALL = (
    r"(?i:(?:care|children(?:'s)?|mental\s+(?:health|capacity)|local\s+government|equality|human\s+rights|housing|"
    r"highways|town\s+and\s+country\s+planning|planning|education|localism|nhs|national\s+health\s+service|"
    r"health\s+and\s+social\s+care|procurement|companies)(?:\s+\w+){0,2}?\s+act\b)"
)
_YEAR = r"(?:,?\s*(?:18|19|20)\d\d)?"
_SHORT = r"(?:MHA|LGA|LGFA|TCPA|NHSA|MCA|CAA?|HASAWA|PACE|RIPA|ECHR|HRA|PCR|CFA|SEND\s+Regs?)\b"
_MEANT = r"(?:[Tt]he|[Tt]his|[Tt]hat|[Ss]aid)\s+(?:[Aa]ct|[Rr]egulations)\b(?!\s+(?:18|19|20)\d\d)"
_OTHERS = re.compile(rf"(?<![\w(])(?:(?P<meant>{_MEANT})|(?:{_SHORT}|{_SMALL}|{_CAPITALS}){_YEAR}(?!\w))")


class NamedLaw(Value):
    """A law named at ``start`` to ``end``; ``meant`` where the words are "the Act" or "the Regulations"."""

    law: Law
    start: int
    end: int
    meant: bool = False


def named_laws(text: str) -> tuple[NamedLaw, ...]:
    """Every law named, in order of place; what "the Act" means is left to who reads on."""
    found = [
        NamedLaw(law=_LAW[match.lastgroup or "near"], start=match.start(), end=match.end())
        for match in _OURS.finditer(text)
    ]
    reached = 0
    for place in [*found, None]:
        stop = place.start if place else len(text)
        # A law of ours may be the beginning of another's name no longer: it was looked for first.
        found += [_other(match) for match in _OTHERS.finditer(text, reached, stop)]
        reached = place.end if place else stop
    return tuple(sorted(found, key=lambda law: law.start))


def _other(match: re.Match[str]) -> NamedLaw:
    meant = match.lastgroup == "meant"
    return NamedLaw(law=Law.OTHER, start=match.start(), end=match.end(), meant=meant)
