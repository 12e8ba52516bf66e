"""What may be quoted for a sentence, as the two are held against each other: a piece of a paper, or two."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.write.evidence import Evidence
from assistant.write.rows import label_of
from assistant.write.support import Held


@dataclass(frozen=True, slots=True)
class Candidate:
    """One or two pieces of evidence of a document. ``words``: how much of the sentence's they have; ``near``:
    the same, less for what they say beside it."""

    evidence: tuple[Evidence, ...]
    held: Held
    words: float
    near: float

    @property
    def quoted(self) -> str:
        return " … ".join(each.unit.text for each in self.evidence)

    @property
    def told(self) -> str:
        """The quoted words, every cell of a table behind its heading."""
        return " … ".join(each.told or each.unit.text for each in self.evidence)

    @property
    def row_label(self) -> str:
        """What the row of a table is about; "" for what is no single row."""
        return label_of(self.evidence[0].told) if len(self.evidence) == 1 else ""

    @property
    def size(self) -> int:
        """How many words it quotes."""
        return sum(each.unit.words for each in self.evidence)

    @property
    def around(self) -> str:
        return "\n".join(dict.fromkeys(each.around for each in self.evidence))

    @property
    def in_context(self) -> str:
        return f"{self.evidence[0].hit.passage.context}\n{self.quoted}"


def of_one_paper(one: Candidate, other: Candidate) -> bool:
    return one.evidence[0].hit.document.id == other.evidence[0].hit.document.id


def of_one_table(one: Candidate, other: Candidate) -> bool:
    return one.evidence[0].hit.passage.id == other.evidence[0].hit.passage.id


def touch(one: Candidate, other: Candidate) -> bool:
    return any(_overlap(a, b) for a in one.evidence for b in other.evidence)


def _overlap(one: Evidence, other: Evidence) -> bool:
    """Do both quote the same words? Rows of one table may share its headings."""
    own, others = one.unit.spans[-1], other.unit.spans[-1]
    same = one.hit.document.id == other.hit.document.id
    return same and own.start < others.end and others.start < own.end
