"""References to sections, regulations and articles in running text, and the law that each belongs to.

A number alone names no law: "section 117 aftercare" is the Mental Health Act's, "section 43(2)" of a refusal
the Freedom of Information Act's. It is given a law where the law stands beside it, where "the Act" stands
beside it and no other was named, or where an exemption's number stands in a sentence about refusing; else it
is ``UNSAID``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.foi.request import Regime
from assistant.foi.statutes.attribution import law_beside
from assistant.foi.statutes.law import Law, LawReference, Unit
from assistant.foi.statutes.names import NamedLaw, named_laws

_PART = r"\s?\(\s?(?:\d{1,2}[A-Z]{0,2}|[a-z]{1,2}|[ivx]{1,5})\s?\)"
_NUMBER = rf"\d{{1,3}}[A-Z]{{0,2}}(?!\w|[,.]\d)(?:{_PART})*"
_KEYWORD = (
    r"(?:(?P<section>\b(?i:sub-?sections?|sections?|sect?s?\.)\s?|§{1,2}\s?|(?<![\w'’])[Ss]{1,2}\.?\s?(?=\d))"
    r"|(?P<regulation>\b(?i:regulations?|regs?\.?)\s?)|(?P<article>\b(?i:articles?|arts?\.)\s?))"
)
_REFERENCE = re.compile(rf"{_KEYWORD}(?P<first>{_NUMBER})")
# "subsection (2) of section 43"
_INSIDE_OUT = re.compile(
    rf"\b(?i:sub-?section|paragraph)\s?(?P<parts>(?:{_PART})+)\s+of\s+(?:{_KEYWORD})(?P<first>{_NUMBER})"
)
_JOIN = (
    r"\s?(?:,\s?(?:and\s|or\s)?|\s(?:and|or|to)\s|\s?&\s?|\s?[/–-]\s?)\s?"
    r"(?:(?i:sections?|regs?\.?|regulations?)\s|[Ss]\.?\s?(?=\d))?"
)
_NEXT = re.compile(rf"(?P<join>{_JOIN})(?P<item>{_NUMBER}|(?:{_PART})+)")
_PARTS = re.compile(_PART)
# After a bare number that goes on a list begun with "section": what shows that it is no count of something.
_LISTED = re.compile(r"\s*(?:$|[.,;:)\n]|\s(?:of|under|and|or|appl|FOI|EIR|exempt))")


def references_to_law(text: str) -> tuple[LawReference, ...]:
    """Every reference in order of place; ``words`` is ``text[start:end]``. A list gives one for each item."""
    laws = named_laws(text)
    found: list[LawReference] = []
    reached = 0
    for match in _matches(text):
        if match.start() < reached:
            continue
        items = list(_items(text, match))
        reached = items[-1].end
        found += _attributed(text, items, laws)
    return tuple(found)


def provision(section: str, regime: Regime) -> LawReference | None:
    """The first reference in a field that an officer filled in ("s.43(2)", "section 43(2)", "43(2)").

    A law that is not named is that of the regime, or of the unit that the officer wrote.
    """
    found = references_to_law(section)
    if not found:
        bare = re.match(rf"\s*{_NUMBER}", section)
        if not bare:
            return None
        word = "reg." if regime is Regime.EIR else "s."
        found = references_to_law(word + bare.group().strip())
    first = found[0]
    if first.law not in (Law.UNSAID, Law.FOIA):
        return first
    return first.model_copy(update={"law": Law.EIR if first.unit is Unit.REGULATION else Law.FOIA})


def _matches(text: str) -> list[re.Match[str]]:
    found = [*_INSIDE_OUT.finditer(text), *_REFERENCE.finditer(text)]
    return sorted(found, key=lambda match: (match.start(), -match.end()))


def _unit(match: re.Match[str]) -> Unit:
    return next(unit for unit in Unit if match.group(unit.name.lower()))


def _split(item: str) -> tuple[str, tuple[str, ...]]:
    number = re.match(r"\d*[A-Z]*", item)
    return number.group() if number else "", tuple(part.strip(" ()") for part in _PARTS.findall(item))


def _items(text: str, match: re.Match[str]) -> Iterator[LawReference]:
    """The items of a list; one in brackets alone goes with the item before: "40(2) and (3A)"."""
    number, parts = _split(match["first"])
    inner = match.groupdict().get("parts")
    if inner:
        parts = (*parts, *_split(inner)[1])
    at = LawReference(
        words=match.group(), start=match.start(), end=match.end(), law=Law.UNSAID, unit=_unit(match),
        number=number, parts=parts,
    )  # fmt: skip
    yield at
    plural = bool(re.match(r"(?i:sections|ss|regulations|regs|articles|arts)", match.group()))
    while following := _NEXT.match(text, at.end):
        number, parts = _split(following["item"])
        if number and not parts and not plural and not _LISTED.match(text, following.end()):
            return
        if not number:
            kept = max(0, len(at.parts) - len(parts))
            number, parts = at.number, (*at.parts[:kept], *parts)
        start = following.start("item")
        words, end = text[start : following.end()], following.end()
        at = at.model_copy(
            update={"words": words, "start": start, "end": end, "number": number, "parts": parts}
        )
        yield at


def _attributed(text: str, items: list[LawReference], laws: tuple[NamedLaw, ...]) -> Iterator[LawReference]:
    """Give all items of a list its law; the first and last take the law's name into their words."""
    beside = law_beside(text, items, laws)
    for place, item in enumerate(items):
        start = beside.start if place == 0 and beside.start is not None else item.start
        end = beside.end if place == len(items) - 1 and beside.end is not None else item.end
        yield item.model_copy(
            update={"law": beside.law, "start": start, "end": end, "words": text[start:end]}
        )
