"""Addresses, postcodes and dates of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.foi.personal.finding import PersonalFinding, PersonalKind

# BS 7666 as Royal Mail writes postcodes.
_POSTCODE = r"(?:[A-Z]{1,2}\d[A-Z\d]?|GIR)\s?\d[ABD-HJLNP-UW-Z]{2}"
_POSTCODES = re.compile(rf"\b{_POSTCODE}\b")
_STREET = (
    r"(?:Road|Rd|Street|St|Lane|Ln|Avenue|Ave|Close|Drive|Way|Court|Gardens|Crescent|Terrace|Place|Grove|Hill|Row|"
    r"Square|Walk|Mews|View|Rise|Green|Parade|Gate)"
)
_ADDRESS = re.compile(
    rf"\b(?:(?:Flat|Apartment|Apt|Unit|Room)\s+\w+,?\s+)?\d{{1,4}}[A-Za-z]?,?\s+(?:[A-Z][\w'’-]*\s+){{1,4}}{_STREET}\b\.?"
    rf"(?:,?\s+(?:[A-Z][\w'’-]*,?\s+){{0,5}}{_POSTCODE}\b)?"
)
# The regulator's own: it stands in every letter.
_REGULATOR = frozenset(["SK95AF"])
_DATE = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s+\d{4}|"
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2})"
)
_BIRTH = re.compile(
    rf"\b(?:date\s+of\s+birth|d\.?o\.?b\.?|born(?:\s+on)?|birth\s*date|birthday)\W{{0,4}}(?:is\s+|was\s+)?(?P<day>{_DATE})",
    re.I,
)


def addresses(text: str) -> Iterator[PersonalFinding]:
    """A house number with its street, and any postcode."""
    for match in _ADDRESS.finditer(text):
        yield PersonalFinding(
            kind=PersonalKind.ADDRESS, words=match.group(), start=match.start(), end=match.end(),
            why="A house number with its street: it may be someone's home.",
        )  # fmt: skip
    for match in _POSTCODES.finditer(text):
        role = re.sub(r"\s", "", match.group()) in _REGULATOR
        why = (
            "The postcode of the Information Commissioner."
            if role
            else "A full postcode: it stands for about fifteen homes, sometimes for one."
        )
        yield PersonalFinding(
            kind=PersonalKind.POSTCODE,
            words=match.group(),
            start=match.start(),
            end=match.end(),
            why=why,
            role=role,
        )


def births(text: str) -> Iterator[PersonalFinding]:
    """A date that is called one of birth."""
    for match in _BIRTH.finditer(text):
        yield PersonalFinding(
            kind=PersonalKind.BIRTH, words=match["day"], start=match.start("day"), end=match.end("day"),
            why="A date of birth.",
        )  # fmt: skip
