"""Where else the words of a quotation stand: units of other papers that may speak of the same thing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.frames import content
from assistant.retrieve import Hit
from assistant.signs import Choice
from assistant.standing import core_title
from assistant.units import Unit, units_of
from assistant.words import fold, full_text_expression, terms
from ingest.document import Block, BlockKind
from ingest.lookup import Lookup
from ingest.records import DocumentRow, StoredPassage, StoredText

TextOf = Callable[[str], StoredText]
# A title of fewer words ("Appendix 1", "Front page") says nothing of what a paper is.
_TITLE_WORDS = 4
_PASSAGES = 12
_MOST_WORDS = 24


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit with the passage and the document in which it stands."""

    hit: Hit
    unit: Unit
    text: StoredText

    @property
    def block_number(self) -> int:
        """The number of the block in which the unit's last words begin."""
        start = self.unit.spans[-1].start
        return bisect_right(self.text.blocks, start, key=lambda block: block.start) - 1

    @property
    def block(self) -> Block:
        return self.text.blocks[self.block_number]

    @property
    def is_row(self) -> bool:
        return self.block.kind is BlockKind.TABLE_ROW


class Alike:
    """Looks in the catalogue for units that use the words of a quotation."""

    def __init__(self, lookup: Lookup, text_of: TextOf, max_words: int) -> None:
        self._lookup = lookup
        self._text_of = text_of
        self._max_words = max_words

    def placed(self, choice: Choice) -> Placed:
        return Placed(choice.hit, choice.unit, self._text_of(choice.hit.document.id))

    def units(self, choice: Choice, hits: Sequence[Hit]) -> Iterator[Placed]:
        """Units of the passages already found, then of those that share most words, of the same authority."""
        own = choice.hit.document
        found = {hit.passage.id: hit for hit in hits if hit.document.authority == own.authority}
        for hit in self._sharing(choice):
            found.setdefault(hit.passage.id, hit)
        for hit in found.values():
            yield from self._units_of(hit)

    def within(self, document: DocumentRow, choice: Choice) -> Iterator[Placed]:
        """The units of one document that share the quotation's words."""
        for hit in self._hits(choice, [document.id]):
            yield from self._units_of(hit)

    def _units_of(self, hit: Hit) -> Iterator[Placed]:
        text = self._text_of(hit.document.id)
        for unit in units_of(hit.passage, text, self._max_words):
            yield Placed(hit, unit, text)

    def _sharing(self, choice: Choice) -> Iterator[Hit]:
        authority = choice.hit.document.authority
        if authority is None:
            return iter(())
        return self._hits(choice, self._lookup.eligible(authority, None, None, None))

    def _hits(self, choice: Choice, documents: Sequence[str] | None) -> Iterator[Hit]:
        words = [word for word in terms(choice.unit.text) if not any(c.isdigit() for c in word)]
        match = full_text_expression(words[:_MOST_WORDS])
        if not match:
            return
        found = self._lookup.full_text(match, documents, _PASSAGES)
        stored = self._lookup.passages(id_ for id_, _ in found)
        rows = self._lookup.documents_by_id({passage.document_id for passage in stored.values()})
        for id_, score in found:
            if id_ in stored:
                yield Hit(stored[id_], rows[stored[id_].document_id], score, None)


def are_kin(one: DocumentRow, other: DocumentRow) -> bool:
    """Are these two papers about one matter: of one authority, with one reference or one title?"""
    if one.id == other.id or one.authority is None or one.authority != other.authority:
        return False
    return one_matter(one, other.title, other.reference)


def one_matter(paper: DocumentRow, title: str, reference: str | None) -> bool:
    """Is a paper of the same authority with this title and reference about the same matter?"""
    if paper.reference and reference:
        return fold(paper.reference) == fold(reference)
    own = core_title(paper.title)
    return len(own.split()) >= _TITLE_WORDS and own == core_title(title)


def heading_of(passage: StoredPassage) -> str:
    """The heading under which a passage stands, folded; empty under none."""
    path = passage.passage.heading_path
    return " ".join(sorted(content(path[-1]))) if path else ""
