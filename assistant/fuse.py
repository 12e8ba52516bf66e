"""Several ranked lists of passages become one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


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
