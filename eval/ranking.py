"""Ranking metrics, computed by ir-measures (MacAvaney, Macdonald and Ounis 2022) over trec_eval's code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Our names, which say what is counted, and ir-measures' for the same.
_MEASURES = {
    "recall@1": "R@1",
    "recall@3": "R@3",
    "recall@5": "R@5",
    "recall@10": "R@10",
    "hit@1": "Success@1",
    "hit@5": "Success@5",
    "hit@10": "Success@10",
    "mrr": "RR",
    "ndcg@10": "nDCG@10",
}


@dataclass(frozen=True, slots=True)
class Ranking:
    """``relevant``: item -> grade (1 or more). ``ranked``: items best first, none twice."""

    relevant: Mapping[str, int]
    ranked: Sequence[str]


def rank_measures(rankings: Mapping[str, Ranking]) -> dict[str, dict[str, float]]:
    """For each query: metric -> value. Every query needs at least one relevant item."""
    import ir_measures
    from ir_measures import Qrel, ScoredDoc

    qrels = [Qrel(q, item, grade) for q, r in rankings.items() for item, grade in r.relevant.items()]
    run = [
        # A query that found nothing is still a query: it is scored on an item that is relevant to none.
        ScoredDoc(q, item, -float(rank))
        for q, r in rankings.items()
        for rank, item in enumerate(r.ranked or ("nothing",))
    ]
    names = {ir_measures.parse_measure(theirs): ours for ours, theirs in _MEASURES.items()}
    values: dict[str, dict[str, float]] = {query: {} for query in rankings}
    for found in ir_measures.iter_calc(list(names), qrels, run):
        values[found.query_id][names[found.measure]] = float(found.value)
    return values
