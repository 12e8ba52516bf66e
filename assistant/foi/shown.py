"""Which prior answers a row shows, and in which order: those that answer, and always the nearest.

What misses the line is shown for an officer to judge, and said to be near only; nothing is drafted from it.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.foi.match import Matched

# Shown in every row, however far from the question.
NEAREST = 3
# Further ones are shown where they miss the line by no more than this.
_NEAR = -1.5
# How much nearer another authority's answer has to be to go before the own.
_OWN = 1.0


def shown(matches: Sequence[Matched], chosen: Matched | None) -> list[Matched]:
    """The matches that a row shows: ``chosen``, on which it rests, the own that answer, then the nearest."""
    rest = sorted((each for each in matches if each is not chosen), key=_own_first)
    listed = [*([chosen] if chosen else []), *rest]
    return listed[:NEAREST] + [each for each in listed[NEAREST:] if each.worth >= _NEAR]


def _own_first(matched: Matched) -> tuple[bool, float]:
    own = matched.same_authority is True
    return not (own and matched.worth >= 0), -matched.order - (_OWN if own else 0.0)
