"""Which provisions let an authority withhold information, and which ask for the public-interest test."""

from __future__ import annotations

from assistant.foi.request import Regime
from assistant.foi.statutes.law import Law, LawReference
from assistant.foi.statutes.references import provision, references_to_law

# The subsections by which information is exempt, or the duty to confirm or deny does not arise, in Part II of
# the Act; and those of sections 12 and 14, by which the duty of section 1 does not apply.
_EXEMPTING = {
    **{"12": "1 2", "14": "1 2", "21": "1", "22": "1 2", "22A": "1 2", "23": "1 5", "24": "1 2", "26": "1 3"},
    **{"27": "1 2 4", "28": "1 3", "29": "1 2", "30": "1 2 3", "31": "1 3", "32": "1 2 3", "33": "2 3"},
    **{"34": "1 2", "35": "1 3", "36": "2 3", "37": "1 2", "38": "1 2", "39": "1 2", "40": "1 2 5A 5B"},
    **{"41": "1 2", "42": "1 2", "43": "1 2 3", "44": "1 2"},
}
# Those that list several interests in paragraphs, of which a notice must name one.
_BY_PARAGRAPH = {
    Law.FOIA: frozenset(["26(1)", "27(1)", "30(1)", "31(1)", "35(1)", "36(2)", "37(1)"]),
    Law.EIR: frozenset(["12(4)", "12(5)"]),
}
# FOIA s.2(3): absolute whatever the information.
_ABSOLUTE = frozenset(["21", "23", "32", "34", "41", "44"])
_SOVEREIGN_AND_HEIRS = frozenset(["a", "aa", "ab"])
# The conditions of s.40 and reg.13 under which the public interest is weighed.
_WEIGHED_CONDITIONS = {"40": frozenset(["3B", "4A"]), "13": frozenset(["2B", "3A"])}


def is_exemption(reference: LawReference) -> bool:
    """Is it an exemption of Part II of the Act, or an exception of reg.12(4), 12(5) or 13?

    Sections 12 and 14 are none: by them the duty to answer does not arise. Section 25 is about certificates.
    """
    if reference.law is Law.FOIA:
        return reference.number in _EXEMPTING and reference.number not in ("12", "14")
    return reference.law is Law.EIR and _is_exception(reference)


def incomplete(reference: LawReference) -> str | None:
    """What it must name besides for a refusal notice (FOIA s.17(1)(b), EIR reg.14(3)(a)), if anything.

    Also says where it names a provision by which nothing can be withheld.
    """
    if reference.law is Law.EIR:
        return _incomplete_exception(reference)
    exempting = _EXEMPTING.get(reference.number, "").split()
    if not exempting:
        return f"{reference.canonical} gives no ground for refusing"
    if not reference.parts:
        return f"name the subsection: {_either(reference.number, exempting)}"
    if reference.parts[0] not in exempting:
        return (
            f"{reference.canonical} gives no ground for refusing: name {_either(reference.number, exempting)}"
        )
    return _paragraph(reference)


def asks_public_interest(section: str, regime: Regime, *, of_parliament: bool = False) -> bool:
    """Does relying on it ask for the public-interest test (FOIA s.2(1)(b) and 2(2)(b), EIR reg.12(1)(b))?

    Section 36 is absolute for information held by a House of Parliament alone (s.2(3)(e)), ``of_parliament``.
    Section 40(2) is absolute by its first condition, (3A), which is meant where no condition is named; by
    (3B) or (4A) it is qualified (s.2(3)(fa)); reg.13(1) stands likewise. Section 41 is absolute, though the
    law of confidence weighs the public interest of its own accord. Sections 12 and 14 are no exemptions.
    """
    first = provision(section, regime)
    if first is None:
        return False
    named = {part for each in (first, *references_to_law(section)) for part in each.parts}
    if first.law is Law.EIR:
        return _exception_weighed(first, named)
    if first.law is not Law.FOIA or not is_exemption(first) or first.number in _ABSOLUTE:
        return False
    if first.number == "36":
        return not of_parliament
    if first.number == "37":
        return not (first.parts[1:2] and first.parts[1] in _SOVEREIGN_AND_HEIRS)
    return _section_40_weighed(first, named) if first.number == "40" else True


def _section_40_weighed(first: LawReference, named: set[str]) -> bool:
    """By (5B)(b) to (d), which mirror the other conditions, confirming is weighed as well."""
    if first.parts[:1] == ("5B",):
        return first.parts[1:2] in (("b",), ("c",), ("d",))
    return bool(named & _WEIGHED_CONDITIONS["40"])


def _is_exception(reference: LawReference) -> bool:
    parts = reference.parts
    if reference.number == "12":
        return parts[:1] in (("3",), ("4",), ("5",), ("6",))
    return reference.number == "13" or (reference.number, *parts[:1]) == ("5", "3")


def _exception_weighed(first: LawReference, named: set[str]) -> bool:
    """What is not held (12(4)(a)) leaves nothing to weigh: the Commissioner's guidance on regulation 12."""
    if first.number == "13" or first.parts[:1] == ("3",):
        return bool(named & _WEIGHED_CONDITIONS["13"])
    return first.number == "12" and first.parts[:2] != ("4", "a")


def _incomplete_exception(reference: LawReference) -> str | None:
    if (reference.number, *reference.parts[:2]) == ("6", "1", "b"):
        return None  # already public and easily accessible in another form
    if reference.number == "13" and not reference.parts:
        return "name the paragraph: reg.13(1)"
    if not _is_exception(reference):
        return f"{reference.canonical} is no exception: name one of reg.12(4), 12(5) or 13"
    return _paragraph(reference)


def _paragraph(reference: LawReference) -> str | None:
    above = f"{reference.number}({reference.parts[0]})" if reference.parts else reference.number
    if above in _BY_PARAGRAPH[reference.law] and len(reference.parts) < 2:
        return f"name the paragraph of {reference.unit}{above}, as in {reference.unit}{above}(a)"
    return None


def _either(number: str, subsections: list[str]) -> str:
    return " or ".join(f"s.{number}({each})" for each in subsections)
