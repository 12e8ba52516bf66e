"""The metrics of one question: each a (sum, weight) pair, absent where the question is not eligible.

A figure over many questions is the sum of the first over the sum of the second, so a mean where every
weight is 1, and a share of all citations where the weight is how many a question has.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer, RankedPassage
from eval.cases import Case
from eval.gold import Corpus, Gold, on_gold_page, stands_in, stem_of
from eval.outcomes import matches
from eval.ranking import Ranking
from eval.results import CitationOutcome, CitationResult

Pair = tuple[float, float]

_SUPPORTS = (CitationOutcome.EXACT, CitationOutcome.CORROBORATING)


def share(flags: Sequence[bool]) -> Pair:
    """How many of the flags are set, and how many there are."""
    return float(sum(flags)), float(len(flags))


def yes_or_no(flag: bool) -> Pair:
    return float(flag), 1.0


def mean_of(flags: Sequence[bool]) -> Pair:
    """The question's own share, counted as one question whatever the number of its flags."""
    return sum(flags) / len(flags), 1.0


def gold_ranks(golds: Sequence[Gold], passages: Sequence[RankedPassage], corpus: Corpus) -> list[int | None]:
    """For each gold source the rank (from 1) of the first passage that counts for it."""
    return [
        next((rank for rank, passage in enumerate(passages, 1) if _counts(gold, passage, corpus)), None)
        for gold in golds
    ]


def _counts(gold: Gold, passage: RankedPassage, corpus: Corpus) -> bool:
    stem = stem_of(passage.source)
    return stands_in(gold, stem, passage.text) or on_gold_page(gold, stem, passage.page, corpus.witness)


def source_ranking(ranks: Sequence[int | None], retrieved: int) -> Ranking:
    """Gold sources as relevant items, each standing where the first passage that counts for it stands.

    A passage that counts for several takes as many places, which never flatters; further passages of a
    gold source already found, and all others, are not relevant.
    """
    at_rank: dict[int, list[str]] = {}
    for number, rank in enumerate(ranks, 1):
        if rank is not None:
            at_rank.setdefault(rank, []).append(f"gold-{number}")
    ranked = [item for rank in range(1, retrieved + 1) for item in at_rank.get(rank, [f"other-{rank}"])]
    return Ranking({f"gold-{number}": 1 for number in range(1, len(ranks) + 1)}, ranked)


def document_ranking(case: Case, passages: Sequence[RankedPassage]) -> Ranking:
    """Whole documents as items, each standing where its first passage stands (public retrieval sets)."""
    return Ranking(
        {name: grade for name, grade in case.relevant.items() if grade > 0},
        list(dict.fromkeys(stem_of(passage.source) for passage in passages)),
    )


def page_recall(golds: Sequence[Gold], passages: Sequence[RankedPassage], corpus: Corpus, first: int) -> Pair:
    """The share of paged gold sources whose page is among the ``first`` passages."""
    top = [(stem_of(passage.source), passage.page) for passage in passages[:first]]
    return mean_of(
        [any(on_gold_page(gold, stem, page, corpus.witness) for stem, page in top) for gold in golds]
    )


def retrieval_pairs(golds: Sequence[Gold], answer: Answer, corpus: Corpus) -> dict[str, Pair]:
    """``page_recall@5``, where any gold source has a page."""
    paged = [gold for gold in golds if gold.source.page is not None]
    return {"page_recall@5": page_recall(paged, answer.passages, corpus, 5)} if paged else {}


def answer_pairs(case: Case, answer: Answer, facts: Sequence[bool]) -> dict[str, Pair]:
    """Facts, accuracy, refusals and length."""
    pairs: dict[str, Pair] = {}
    if facts:
        pairs["fact_recall"] = mean_of(facts)
        pairs["answer_accuracy"] = yes_or_no(answer.answerable and all(facts))
    if answer.answerable:
        pairs["answer_words"] = (float(len(answer.text.split())), 1.0)
    else:
        pairs["refusal_precision"] = yes_or_no(not case.answerable)
    refused = "false_refusal_rate" if case.answerable else "refusal_recall"
    return pairs | {refused: yes_or_no(not answer.answerable)}


def citation_pairs(
    answer: Answer, golds: Sequence[Gold], results: Sequence[CitationResult], corpus: Corpus
) -> dict[str, Pair]:
    """How good the citations of an answerable question are. ``results`` are those of its citations."""
    if not golds:
        return {}
    outcomes = [result.outcome for result in results]
    cited = [any(matches(citation, gold, corpus) for citation in answer.citations) for gold in golds]
    pairs = {
        "first_citation_accuracy": yes_or_no(outcomes[:1] == [CitationOutcome.EXACT]),
        "citation_recall": mean_of(cited),
    }
    if outcomes:
        pairs["citation_precision"] = share([outcome in _SUPPORTS for outcome in outcomes])
    on_page = _on_gold_pages(answer, golds, corpus)
    return pairs | ({"page_accuracy": share(on_page)} if on_page else {})


def _on_gold_pages(answer: Answer, golds: Sequence[Gold], corpus: Corpus) -> list[bool]:
    """For each citation of a gold document with pages: does it name the gold page?"""
    return [
        any(on_gold_page(gold, stem_of(citation.source), citation.page, corpus.witness) for gold in golds)
        for citation in answer.citations
        if citation.page is not None and any(stem_of(citation.source) in gold.documents for gold in golds)
    ]
