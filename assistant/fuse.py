"""Several ranked lists of passages become one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

# Scores that differ by less are the same, but for the rounding of sums.
_ALIKE = 1e-9


@dataclass(slots=True)
class Fused:
    """A passage's sum of reciprocal ranks, and its ranks (from 1) in the lists that hold it."""

    score: float = 0.0
    ranks: list[int] = field(default_factory=list)


def fuse(lists: Iterable[Sequence[str]], k: int) -> dict[str, Fused]:
    """Passage id -> its reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009) over ``lists``.

    A passage at rank r of a list gains 1 / (k + r).
    """
    fused: dict[str, Fused] = {}
    for ranked in lists:
        for rank, id_ in enumerate(ranked, 1):
            found = fused.setdefault(id_, Fused())
            found.score += 1.0 / (k + rank)
            found.ranks.append(rank)
    return fused


def blend(fused: Sequence[float], reranked: Sequence[float]) -> NDArray[np.float64]:
    """One score for each passage from its fused score and its reranker's, each having half the say.

    Both are taken as standard deviations from their mean, so that two scales can be added; shape (n,).
    """
    return _standard(fused) + _standard(reranked)


def _standard(scores: Sequence[float]) -> NDArray[np.float64]:
    values = np.asarray(scores, dtype=np.float64)
    spread = float(values.std())
    if spread < _ALIKE:
        return np.zeros_like(values)
    return np.asarray((values - values.mean()) / spread)
