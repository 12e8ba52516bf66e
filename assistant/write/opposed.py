"""Opposites of what a source says: "approved" where it says "refused", "in full" of "in whole or in part"."""

from __future__ import annotations

from functools import lru_cache

from assistant.write.opposites import uses
from assistant.write.said import Said

# How many words may stand between the two of "in whole or in part".
_NEAR = 3


def opposite(one: Said, other: Said) -> str | None:
    own, others = signs(one), signs(other)
    if any(
        len(own[pair]) == len(others[pair]) == 1 and own[pair] != others[pair]
        for pair in own.keys() & others.keys()
    ):
        return "The source says the opposite."
    if any(len(own.get(pair, ())) == 1 for pair in _either(other)):
        return "The source says one or the other."
    return None


@lru_cache(maxsize=2048)
def _either(said: Said) -> frozenset[int]:
    """Pairs of opposites that the text leaves open, "in whole or in part", and says nowhere else."""
    found: dict[int, list[int]] = {}
    for pair, use in uses(said.roots):
        found.setdefault(pair, []).append(use.start)
    two = {pair: starts for pair, starts in found.items() if len(starts) == len(signs(said)[pair]) == 2}
    return frozenset(
        pair
        for pair, (one, other) in two.items()
        if "or" in said.roots[one:other] and other - one <= _NEAR + 1
    )


@lru_cache(maxsize=2048)
def signs(said: Said) -> dict[int, frozenset[bool]]:
    """Number of a pair of opposites -> which of the two the text says; a denied one is the other."""
    found: dict[int, frozenset[bool]] = {}
    for pair, use in uses(said.roots):
        found[pair] = found.get(pair, frozenset()) | {use.is_one != said.turned[use.start]}
    return found
