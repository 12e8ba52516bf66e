"""The sources that a labelled sentence is held against: as a writer of it would have been given them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from hashlib import sha256

from assistant.answer import Filters
from assistant.retrieve import Hit, Retriever
from assistant.write.evidence import Source
from eval.cases import Source as Gold
from eval.gold import stem_of
from eval.labels import Label, LabelledSentence
from eval.text import parts, squash
from ingest.errors import EvaluationError
from ingest.library import Library
from ingest.records import DocumentRow, StoredPassage

# How many passages a writer is given.
GIVEN = 4


class Giver:
    """Puts together the sources of labelled sentences over one library."""

    def __init__(self, library: Library, retriever: Retriever, labelled: Iterable[LabelledSentence]) -> None:
        self._library = library
        self._retriever = retriever
        self._labelled = {each.id: each for each in labelled}
        self._rows = library.lookup.documents()
        self._found: dict[str, list[Hit]] = {}

    def given(self, labelled: LabelledSentence) -> list[Source]:
        """Four sources: those with the gold, then the best others found for the question, in mixed order.

        The order depends on the sentence's id alone. A sentence from the wrong passage is true of another
        paper: of those that are, it is given none.
        """
        gold = [hit for wanted in labelled.sources for hit in self._hits(wanted)]
        true_of = self._true_of(labelled)
        found = [hit for hit in self._retrieved(labelled.question) if hit.document.id not in true_of]
        hits = {hit.passage.id: hit for hit in [*gold, *found]}
        chosen = list(hits.values())[: max(GIVEN, len({hit.passage.id for hit in gold}))]
        mixed = sorted(chosen, key=lambda hit: sha256(f"{labelled.id} {hit.passage.id}".encode()).digest())
        return [Source(number, hit) for number, hit in enumerate(mixed, 1)]

    def _retrieved(self, question: str) -> list[Hit]:
        if question not in self._found:
            vector = self._library.embedder.query(question)
            self._found[question] = self._retriever.retrieve(question, vector, Filters()).hits
        return self._found[question]

    def _true_of(self, labelled: LabelledSentence) -> set[str]:
        """The documents that really say what a sentence from the wrong passage says, with their copies."""
        if labelled.label is not Label.WRONG_PASSAGE or labelled.of is None:
            return set()
        true = [self._hit(gold) for gold in self._labelled[labelled.of].sources]
        sources = {source for hit in true for source in (*hit.document.sources, *hit.also_in)}
        return {row.id for row in self._rows if sources & set(row.sources)} - {
            self._hit(gold).document.id for gold in labelled.sources
        }

    def _hits(self, gold: Gold) -> list[Hit]:
        """The passage that holds most of the gold quotation, and those that stand wholly within it."""
        row = _named(self._rows, gold.document)
        best = self._hit(gold)
        within = [p for p in self._library.lookup.passages_of(row.id) if _is_within(p, gold.quote)]
        return [best, *(self._as_hit(row, p) for p in within if p.id != best.passage.id)]

    def _hit(self, gold: Gold) -> Hit:
        """The passage of the gold document that holds most of the gold quotation."""
        row = _named(self._rows, gold.document)
        passages = self._library.lookup.passages_of(row.id)
        return self._as_hit(row, max(passages, key=lambda passage: _held(passage, gold.quote)))

    def _as_hit(self, row: DocumentRow, best: StoredPassage) -> Hit:
        twins: Mapping[str, str] = self._library.lookup.twins([best.fingerprint]).get(best.fingerprint, {})
        also = tuple(source for id_, source in twins.items() if id_ != row.id)
        return Hit(best, row, 0.0, None, also)


def _named(rows: Iterable[DocumentRow], stem: str) -> DocumentRow:
    for row in rows:
        if stem in {stem_of(source) for source in row.sources}:
            return row
    raise EvaluationError(f"No document is called {stem}: ingest the papers of the labelled sentences first.")


def _is_within(passage: StoredPassage, quote: str) -> bool:
    """Is the passage a piece of the quotation: one item of a list that is quoted whole?"""
    return squash(passage.passage.text) in squash(quote)


def _held(passage: StoredPassage, quote: str) -> int:
    """How many characters of the quotation (squashed) stand in the passage at a stretch, of each part."""
    text = squash(passage.passage.text)
    return sum(
        len(part)
        if part in text
        else SequenceMatcher(None, text, part, autojunk=False).find_longest_match().size
        for part in parts(quote)
    )
