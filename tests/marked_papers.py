"""Papers under several markings, each with words of its own that only those cleared for it may read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from builders import prepared, stored_file
from papers import AVERDALE, paper

from ingest.clearance import Clearance, marking_class
from ingest.document import Finding
from ingest.library import Library
from ingest.pipeline import write_vectors
from ingest.records import PreparedDocument, PreparedPassage

MARKINGS = ("EXEMPT", "Commercial in confidence", "OFFICIAL - SENSITIVE", "Legal team")
SHARED = "The council lent wheelchairs to residents of the county in 2023/24."


@dataclass(frozen=True, slots=True)
class Marked:
    """A paper whose every word, title, reference and file name holds ``word``, but for what all share.

    ``says`` is the figure that it gives; ``quarantined``: nobody released it.
    """

    word: str
    marking: str | None = None
    everyone: bool = False
    quarantined: bool = False
    says: int = 412
    title: str = ""

    @property
    def access(self) -> str | None:
        return None if self.marking is None or self.everyone else marking_class(self.marking)

    def is_seen(self, clearance: Clearance) -> bool:
        return not self.quarantined and clearance.covers(self.access)

    def prepared(self) -> PreparedDocument:
        made = paper(
            self.word,
            SHARED,
            f"The {self.word} service lent {self.says} wheelchairs in 2023/24.",
            f"Repairs are made by {self.word} Mobility Ltd until March 2027.",
            title=self.title or f"Wheelchair loans: the {self.word} report",
            reference=f"24/{self.word}",
            authority=AVERDALE,
        )
        described = made.description
        if self.marking:
            described = replace(described, marking=Finding(self.marking, "test"))
        state = "quarantined" if self.quarantined else "current"
        built = prepared(self.word, *made.document.text.split("\n"), described=described, state=state)
        return replace(built, everyone=self.everyone, passages=_linked(built))


def _linked(built: PreparedDocument) -> tuple[PreparedPassage, ...]:
    """Each passage after the first points to the first one's section."""
    others = [replace(each, passage=replace(each.passage, refers_to=("1",))) for each in built.passages[1:]]
    return (*built.passages[:1], *others)


def keep(library: Library, papers: list[Marked], *, vectors: bool = False) -> Library:
    """The library with these papers, each in a file named after its word."""
    for each in papers:
        made = each.prepared()
        if vectors:
            write_vectors(library, made)
        library.catalogue.make_current(made, stored_file(each.word, f"/papers/{each.word}.pdf"))
    return library
