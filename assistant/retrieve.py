"""A question and filters become the passages most likely to answer it, best first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.answer import Filters
from assistant.question import named_authorities, names_in, references_in, stems
from assistant.words import fold, full_text_expression, terms
from ingest.document import PassageKind
from ingest.library import Library
from ingest.models import Vectors
from ingest.records import DocumentRow, StoredPassage

# How far from the top a letter's standing text must be in either list to be more than boilerplate.
_ABOUT_BOILERPLATE = 3
_SAYS_LITTLE = 0.5


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. ``similarity`` is the cosine to the question (None: found by its words alone).

    ``also_in`` names the files of other documents that hold the same words.
    """

    passage: StoredPassage
    document: DocumentRow
    score: float
    similarity: float | None
    also_in: tuple[str, ...] = ()


@dataclass(slots=True)
class _Candidate:
    score: float = 0.0
    similarity: float | None = None
    ranks: list[int] = field(default_factory=list)


class Retriever:
    """Vectors and full text side by side, fused by reciprocal rank (Cormack, Clarke and Büttcher 2009)."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._settings = library.settings.retrieve

    def retrieve(self, question: str, vector: Vectors, filters: Filters) -> list[Hit]:
        """The best passages (``retrieve.passages`` of them), identical ones folded into the first.

        Passages of an authority that the question names stand before all others, then those of a
        document whose reference it gives.
        """
        documents = self._eligible(filters)
        if documents is not None and not documents:
            return []
        named = named_authorities(question, self._library.lookup.facets().authorities)
        candidates: dict[str, _Candidate] = {}
        near = self._library.vectors.search(vector, self._settings.vector_candidates, documents)
        for found in (near, self._by_words(question, documents), self._by_names(question, named, documents)):
            for rank, (id_, _) in enumerate(found, 1):
                self._fuse(candidates.setdefault(id_, _Candidate()), rank)
        for id_, similarity in near:
            candidates[id_].similarity = similarity
        return self._hits(candidates, set(named), references_in(question))

    def _eligible(self, filters: Filters) -> list[str] | None:
        since = filters.since.isoformat() if filters.since else None
        until = filters.until.isoformat() if filters.until else None
        return self._library.lookup.eligible(filters.authority, filters.kind, since, until)

    def _by_words(self, question: str, documents: list[str] | None) -> list[tuple[str, float]]:
        match = full_text_expression(terms(question))
        if not match:
            return []
        return self._library.lookup.full_text(match, documents, self._settings.text_candidates)

    def _by_names(
        self, question: str, authorities: list[str], documents: list[str] | None
    ) -> list[tuple[str, float]]:
        """Passages with the proper names of the question, best by all its words: a place, a firm, a road.

        Authorities' own names are left out: every paper of theirs has them.
        """
        own = stems(" ".join(authorities))
        names = [name for name in names_in(question) if not stems(name) <= own]
        expressions = [part for part in (full_text_expression([fold(name)]) for name in names) if part]
        if not expressions:
            return []
        words = full_text_expression(terms(question))
        for together in (" AND ".join(expressions), " OR ".join(expressions)):
            match = f"({together}) AND ({words})"
            found = self._library.lookup.full_text(match, documents, self._settings.text_candidates)
            if found:
                return found
        return []

    def _fuse(self, candidate: _Candidate, rank: int) -> None:
        candidate.score += 1.0 / (self._settings.rrf_k + rank)
        candidate.ranks.append(rank)

    def _hits(self, candidates: dict[str, _Candidate], named: set[str], references: set[str]) -> list[Hit]:
        # A vector may outlive its passage for a moment; the catalogue decides what is current.
        stored = self._library.lookup.passages(candidates)
        for id_, passage in stored.items():
            if _says_little(passage) and min(candidates[id_].ranks) > _ABOUT_BOILERPLATE:
                candidates[id_].score *= _SAYS_LITTLE
        documents = self._library.lookup.documents_by_id({p.document_id for p in stored.values()})
        ranked = sorted(
            stored.values(),
            key=lambda p: (
                documents[p.document_id].authority not in named,
                not _is_referred_to(documents[p.document_id], references),
                -candidates[p.id].score,
                p.id,
            ),
        )
        kept = _first_of_each(ranked)[: self._settings.passages]
        twins = self._library.lookup.twins(p.fingerprint for p in kept)
        return [
            Hit(
                passage,
                documents[passage.document_id],
                candidates[passage.id].score,
                candidates[passage.id].similarity,
                _others(passage, twins),
            )
            for passage in kept
        ]


def _says_little(passage: StoredPassage) -> bool:
    """Standing text of letters, and questions whose answers stand elsewhere."""
    unanswered = passage.passage.kind is PassageKind.QUESTION_ANSWER and passage.passage.answer is None
    return passage.passage.boilerplate or unanswered


def _is_referred_to(document: DocumentRow, references: set[str]) -> bool:
    return document.reference is not None and fold(document.reference) in references


def _first_of_each(passages: Iterable[StoredPassage]) -> list[StoredPassage]:
    kept: dict[str, StoredPassage] = {}
    for passage in passages:
        kept.setdefault(passage.fingerprint, passage)
    return list(kept.values())


def _others(passage: StoredPassage, twins: dict[str, dict[str, str]]) -> tuple[str, ...]:
    same = twins.get(passage.fingerprint, {})
    return tuple(source for document_id, source in same.items() if document_id != passage.document_id)
