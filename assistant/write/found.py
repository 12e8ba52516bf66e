"""What the check of a sentence's facts reads, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Fault
from assistant.write.plain import Span


@dataclass(frozen=True, slots=True)
class Source:
    """The words to be quoted, the same with rows and lists told item by item, and what surrounds them."""

    quoted: str
    told: str
    around: str


@dataclass(frozen=True, slots=True)
class Found:
    """A fact of ``sentence`` that does not stand, with where it is written and why, in one line."""

    fault: Fault
    sentence: str
    span: Span
    why: str

    @property
    def text(self) -> str:
        """The fact as the sentence has it."""
        return self.sentence[self.span[0] : self.span[1]]


def missing(fault: Fault, sentence: str, span: Span) -> Found:
    """A fact that the source does not have at all."""
    return Found(fault, sentence, span, f"{sentence[span[0] : span[1]]} does not stand in the source.")
