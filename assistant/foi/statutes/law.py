"""What a reference to the law is: of which law, which section, regulation or article, and where it stands."""

from __future__ import annotations

from enum import StrEnum

from assistant.foi.value import Value


class Law(StrEnum):
    """The laws that a response may rest on. ``OTHER`` is any other; ``UNSAID``: the words do not tell."""

    FOIA = "Freedom of Information Act 2000"
    EIR = "Environmental Information Regulations 2004"
    UK_GDPR = "UK GDPR"
    DPA_2018 = "Data Protection Act 2018"
    DPA_1998 = "Data Protection Act 1998"
    OTHER = "another law"
    UNSAID = "unsaid"


class Unit(StrEnum):
    """What a law's numbered parts are called; the value is how a reference is written."""

    SECTION = "s."
    REGULATION = "reg."
    ARTICLE = "art."


WORD = {Unit.SECTION: "section", Unit.REGULATION: "regulation", Unit.ARTICLE: "article"}
UNIT_OF = {
    Law.FOIA: Unit.SECTION,
    Law.EIR: Unit.REGULATION,
    Law.UK_GDPR: Unit.ARTICLE,
    Law.DPA_2018: Unit.SECTION,
    Law.DPA_1998: Unit.SECTION,
}


class LawReference(Value):
    """A reference to the law, read: ``number`` ("43", "22A") and ``parts`` ("2" or "5", "e") from outside in.

    ``words`` stand at ``start`` to ``end`` of the text, the name of the law among them where it stands
    beside.
    """

    words: str
    start: int
    end: int
    law: Law
    unit: Unit
    number: str
    parts: tuple[str, ...] = ()

    @property
    def canonical(self) -> str:
        """ "s.43(2)", "reg.12(5)(e)", "art.15(1)"."""
        return f"{self.unit}{self.number}{''.join(f'({part})' for part in self.parts)}"
