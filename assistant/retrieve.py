"""A question and filters become the passages most likely to answer it, best first."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.acronyms import load_acronyms
from assistant.answer import Filters
from assistant.candidate import CALLED_FOR, SAYS_LITTLE, Candidate, folded, is_behind, says_little
from assistant.fuse import Fused, blend, fuse
from assistant.named import naming
from assistant.question import named_authorities, names_in, references_in, speaks_of, stems
from assistant.reranking import score_until_answered
from assistant.sought import concepts, rarity_among, searches
from assistant.spelt import SpeltOut
from assistant.words import fold, full_text_expression, terms
from ingest.library import Library
from ingest.models import Vectors
from ingest.records import DocumentRow, StoredPassage
from ingest.rerank import Reranker, load_reranker
from ingest.settings import Settings

# How far from the top a letter's standing text must be in either list to be more than boilerplate.
_ABOUT_BOILERPLATE = 3
LoadReranker = Callable[[Settings], Reranker | None]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. ``score`` is the fusion's, even where the reranker then gave the order.

    ``similarity`` is the cosine to the question (None: found by its words alone), ``rerank_score`` the
    reranker's logit (None: not reranked). ``also_in`` names the files of other documents that hold the
    same words, or nearly the same.
    """

    passage: StoredPassage
    document: DocumentRow
    score: float
    similarity: float | None
    also_in: tuple[str, ...] = ()
    rerank_score: float | None = None


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The hits of a question, best first, and the milliseconds that reranking them took.

    ``named``: the authorities that the question names. ``elsewhere``: what would have been found for
    others, where it names any; never to be quoted, but it tells whose the answer is.
    """

    hits: list[Hit]
    named: tuple[str, ...] = ()
    elsewhere: tuple[Hit, ...] = ()
    rerank_ms: float = 0.0


class Retriever:
    """Vectors and full text side by side, fused by reciprocal rank, then reranked where that is set."""

    def __init__(self, library: Library, load: LoadReranker = load_reranker) -> None:
        """Raises SettingsError where ``retrieve.acronyms`` names no table."""
        self._library = library
        self._settings = library.settings.retrieve
        self._acronyms = load_acronyms(self._settings.acronyms)
        self._load = load

    def retrieve(self, question: str, vector: Vectors, filters: Filters) -> Retrieved:
        """The best passages (``retrieve.passages`` of them), those in nearly the same words folded into one.

        Passages of an authority that the question names stand before all others, then those of a document
        whose reference it gives; those of a document that it names otherwise rise. Raises ModelError.
        """
        documents = self._eligible(filters)
        if documents is not None and not documents:
            return Retrieved([])
        named = named_authorities(question, self._library.lookup.facets().authorities)
        near = self._by_meaning(vector, documents)
        called_for = self._called_for(question, documents)
        lists = [list(near), self._by_words(question, documents), self._by_names(question, named, documents)]
        found = self._found(
            fuse(lists, self._settings.rrf_k), set(named), references_in(question), called_for
        )
        started = time.perf_counter()
        ranked = self._reranked(question, found)
        rerank_ms = (time.perf_counter() - started) * 1000
        most = self._settings.passages
        others = [each for each in ranked if named and is_of_another(each.passage, each.document, named)]
        return Retrieved(
            self._hits(ranked[:most], near), tuple(named), tuple(self._hits(others[:most], near)), rerank_ms
        )

    def _eligible(self, filters: Filters) -> list[str] | None:
        since = filters.since.isoformat() if filters.since else None
        until = filters.until.isoformat() if filters.until else None
        return self._library.lookup.eligible(filters.authority, filters.kind, since, until)

    def _called_for(self, question: str, documents: list[str] | None) -> dict[str, float]:
        """Document id -> how well it is one that the question names by kind, title, meeting or reference."""
        named = naming(question)
        if not named:
            return {}
        rows = self._library.lookup.documents()
        searched = {row.id for row in rows} if documents is None else set(documents)
        fits = {row.id: named.fit(row) for row in rows if row.id in searched}
        return {id_: fit for id_, fit in fits.items() if fit > 0}

    def _by_meaning(self, vector: Vectors, documents: list[str] | None) -> dict[str, float]:
        """Passage id -> cosine to the question, nearest first."""
        if self._settings.search == "text":
            return {}
        return dict(self._library.nearest(vector, self._settings.vector_candidates, documents))

    def _by_words(self, question: str, documents: list[str] | None) -> list[str]:
        """By all that the question looks for, in every way in which papers write it."""
        if self._settings.search == "vectors":
            return []
        lookup, total = self._library.lookup, self._library.lookup.passage_count()
        wanted = searches(
            concepts(question, self._acronyms), lambda match: rarity_among(lookup.match_count(match), total)
        )
        asked = [(each.concept, each.match, each.weight) for each in wanted]
        return [id_ for id_, _ in lookup.full_text_best(asked, documents, self._settings.text_candidates)]

    def _by_names(self, question: str, authorities: list[str], documents: list[str] | None) -> list[str]:
        """Passages with the proper names of the question, best by all its words: a place, a firm, a road.

        Authorities' own names are left out: every paper of theirs has them.
        """
        own = stems(" ".join(authorities))
        names = [name for name in names_in(question) if not stems(name) <= own]
        expressions = [part for part in (full_text_expression([fold(name)]) for name in names) if part]
        if not expressions:
            return []
        words = full_text_expression(terms(question))
        every, any_ = (f"({glue.join(expressions)}) AND ({words})" for glue in (" AND ", " OR "))
        return self._full_text(every, documents) or self._full_text(any_, documents)

    def _full_text(self, match: str, documents: list[str] | None) -> list[str]:
        if not match or self._settings.search == "vectors":
            return []
        found = self._library.lookup.full_text(match, documents, self._settings.text_candidates)
        return [id_ for id_, _ in found]

    def _found(
        self, fused: dict[str, Fused], named: set[str], references: set[str], called_for: Mapping[str, float]
    ) -> list[Candidate]:
        """Passages in fused order, those in nearly the same words once."""
        # A vector may outlive its passage for a moment; the catalogue decides what is current.
        stored = self._library.lookup.passages(fused)
        documents = self._library.lookup.documents_by_id({p.document_id for p in stored.values()})
        found = []
        for id_, passage in stored.items():
            document = documents[passage.document_id]
            little = says_little(passage) and min(fused[id_].ranks) > _ABOUT_BOILERPLATE
            behind = is_behind(document, named, references, passage.passage.text)
            score = fused[id_].score * (SAYS_LITTLE if little else 1.0)
            found.append(
                Candidate(passage, document, behind, little, score, called_for.get(document.id, 0.0))
            )
        return folded(sorted(found, key=lambda each: each.order), named)

    def reranker(self) -> Reranker | None:
        """The reranker, where one is set and there."""
        found = self._load(self._library.settings) if self._settings.rerank else None
        return SpeltOut(found, self._spelt_out) if found else None

    def _spelt_out(self, question: str) -> str:
        """The question with the acronyms whose meaning some passage spells out."""
        lookup = self._library.lookup
        return self._acronyms.expanded(
            question, lambda meaning: lookup.match_count(full_text_expression([meaning])) > 0
        )

    def _reranked(self, question: str, found: list[Candidate]) -> list[Candidate]:
        """The best of the fused order as reranker and fusion put them together; the rest stays behind."""
        reranker = self.reranker()
        if reranker is None or not found:
            return found
        best = score_until_answered(reranker, question, found[: self._settings.rerank_candidates])
        together = blend([each.score for each in best], [each.worth for each in best])
        together += CALLED_FOR * np.array([each.called_for for each in best])
        order = sorted(range(len(best)), key=lambda at: (best[at].behind, -together[at], best[at].passage.id))
        return [best[at] for at in order] + found[len(best) :]

    def _hits(self, ranked: Sequence[Candidate], similarities: dict[str, float]) -> list[Hit]:
        twins = self._library.lookup.twins(
            one.passage.fingerprint for each in ranked for one in (each, *each.twins)
        )
        return [
            Hit(
                each.passage,
                each.document,
                each.score,
                similarities.get(each.passage.id),
                _also_in(each, twins),
                each.rerank_score,
            )
            for each in ranked
        ]


def is_of_another(passage: StoredPassage, document: DocumentRow, named: Sequence[str]) -> bool:
    """Is the passage of an authority that is not among those named, and says nothing of them either?"""
    return document.authority not in (None, *named) and not speaks_of(passage.passage.text, named)


def _also_in(candidate: Candidate, twins: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """The files of the other documents that hold the same words, or nearly the same."""
    wordings = (candidate.passage.fingerprint, *(twin.passage.fingerprint for twin in candidate.twins))
    holding = {id_: source for wording in wordings for id_, source in twins.get(wording, {}).items()}
    return tuple(source for id_, source in holding.items() if id_ != candidate.document.id)
