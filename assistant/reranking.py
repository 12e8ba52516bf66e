"""How many of the passages found a reranker reads: as many as it takes to find one that answers."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.candidate import Candidate
from ingest.rerank import Reranker

# So many are read at first and so many more each time, until a logit says that one answers. The answers to
# five sets of questions over three libraries are as good as when all are read, for a quarter less work.
FIRST_READ, NEXT_READ, ANSWERS = 12, 8, 3.0


def score_until_answered(reranker: Reranker, question: str, found: Sequence[Candidate]) -> list[Candidate]:
    """The first of ``found`` with their rerank scores, in its order: all, or until one surely answers.

    One of an authority or a reference that the question does not name is no answer as long as one that it
    does name is among them.
    """
    scored: list[Candidate] = []
    foremost = min(each.behind for each in found)
    while len(scored) < len(found):
        size = NEXT_READ if scored else FIRST_READ
        batch = found[len(scored) : len(scored) + size]
        scores = reranker.score(question, [each.passage.embedded for each in batch])
        for each, score in zip(batch, scores.tolist(), strict=True):
            each.rerank_score = score
        scored += batch
        if any(each.worth >= ANSWERS and each.behind == foremost for each in batch):
            break
    return scored
