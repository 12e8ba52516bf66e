"""Where the gold stands in the corpus, found before anything is scored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from eval.cases import Case, Source
from eval.results import DocumentRecord, GoldError
from eval.text import parts, squash
from eval.witness import Witness

# Quotations overlap when they share this many characters (squashed), or the whole of the shorter.
_OVERLAP = 30


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold source with every document (by name) that holds the same text: twins and ``also_in``."""

    source: Source
    documents: frozenset[str]


class Corpus:
    """The documents of a run, by name without ending, with the files that witness their words."""

    def __init__(self, documents: Iterable[DocumentRecord], witness: Witness) -> None:
        self.witness = witness
        self._records: dict[str, list[DocumentRecord]] = {}
        for record in documents:
            for source in record.sources:
                self._records.setdefault(stem_of(source), []).append(record)

    def __contains__(self, stem: str) -> bool:
        """Is there a document of this name, in the catalogue or among the files?"""
        return stem in self._records or stem in self.witness

    def records(self, stem: str) -> list[DocumentRecord]:
        return self._records.get(stem, [])

    def quarantined(self, stem: str) -> bool:
        """Are all the documents of this name set aside?"""
        records = self.records(stem)
        return bool(records) and all(record.state == "quarantined" for record in records)

    def same(self, stem: str) -> set[str]:
        """The name with those of files that hold the very same bytes."""
        return {stem, *(stem_of(source) for record in self.records(stem) for source in record.sources)}

    def gold(self, case: Case) -> list[Gold]:
        """The case's gold sources, each with its twins."""
        also = set[str]().union(*(self.same(name) for name in case.also_in))
        return [Gold(source, frozenset(self.same(source.document) | also)) for source in case.sources]

    def errors(self, case: Case) -> list[GoldError]:
        """The gold of the case that is not where the set says; empty when all is."""
        found = ((source, self._problem(source)) for source in case.sources)
        return [
            GoldError(case=case.id, document=source.document, page=source.page, problem=problem)
            for source, problem in found
            if problem
        ]

    def unknown(self, case: Case) -> list[str]:
        """Names in the gold that no document has. Twins may be missing: a set may serve a larger corpus."""
        named = [*(source.document for source in case.sources), *case.relevant]
        return [name for name in dict.fromkeys(named) if name not in self]

    def _problem(self, source: Source) -> str | None:
        stem, witness = source.document, self.witness
        if stem not in self:
            return "the corpus has no document of this name"
        if source.page is not None and not witness.paged(stem):
            return f"the set names page {source.page}, but the document has no pages"
        if witness.holds(stem, source.quote, source.page):
            return None
        moved = ", ".join(str(page) for page in witness.pages_with(stem, source.quote)[:5])
        if moved:
            return f"the quotation is not on page {source.page}; it stands on page {moved}"
        return "the quotation is nowhere in the document"


def stem_of(source: str) -> str:
    """A source's file name without its ending, as question sets name documents."""
    return Path(source).stem


def stands_in(gold: Gold, stem: str, text: str) -> bool:
    """Does a text of the named document hold the gold quotation whole?"""
    return stem in gold.documents and all(part in squash(text) for part in parts(gold.source.quote))


def on_gold_page(gold: Gold, stem: str, page: int | None, witness: Witness) -> bool:
    """Is this the gold page, or the page of a twin on which the gold quotation stands?"""
    if page is None or stem not in gold.documents:
        return False
    if stem == gold.source.document and gold.source.page is not None:
        return page == gold.source.page
    return witness.holds(stem, gold.source.quote, page)


def overlaps(gold: Gold, stem: str, quote: str) -> bool:
    """Does a quotation from the named document share a good stretch with the gold one?"""
    if stem not in gold.documents:
        return False
    return any(_share(part, wanted) for part in parts(quote) for wanted in parts(gold.source.quote))


def _share(one: str, other: str) -> bool:
    least = min(_OVERLAP, len(one), len(other))
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return match.size >= least
