"""Where to part a row of pieces into passages: by structure first, by length second.

Each way of parting has a price, and the cheapest is taken. A passage costs one, and more the further it
falls short of the length we aim at; parting what belongs together costs what the pieces say, and so does
keeping together what had better be apart (two sections under different headings, say).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

AIM = 0.8
"""The share of the limit from which a passage is long enough: about 130 words of prose."""

NEVER = 8.0
"""A price that only the limit itself can make worth paying."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An unbreakable stretch of text. ``part`` and ``join`` are the prices of the boundary before it."""

    start: int
    end: int
    cost: int
    line: int
    part: float = 0.0
    join: float = 0.0


def pack(pieces: Sequence[Piece], limit: int) -> list[Sequence[Piece]]:
    """The pieces in order, grouped so that no group costs more than ``limit`` and the price is least."""
    best = [0.0] * (len(pieces) + 1)
    begins = [0] * (len(pieces) + 1)
    for end in range(1, len(pieces) + 1):
        best[end], begins[end] = _cheapest(pieces, end, best, limit)
    groups: list[Sequence[Piece]] = []
    end = len(pieces)
    while end:
        groups.append(pieces[begins[end] : end])
        end = begins[end]
    return groups[::-1]


def _cheapest(pieces: Sequence[Piece], end: int, best: Sequence[float], limit: int) -> tuple[float, int]:
    aim = AIM * limit
    size, joins, cheapest, chosen = 0, 0.0, float("inf"), end - 1
    for begin in range(end - 1, -1, -1):
        piece = pieces[begin]
        size += piece.cost
        if size > limit and begin < end - 1:
            break
        short = max(0.0, 1.0 - size / aim)
        price = best[begin] + 1.0 + short * short + joins + (piece.part if begin else 0.0)
        if price < cheapest:
            cheapest, chosen = price, begin
        joins += piece.join
    return cheapest, chosen
