"""How long it is from one day that a text names to the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from assistant.write.times import Time


def lengths(held: Sequence[Time]) -> set[int]:
    """How many months lie between two days named in turn: 36 from 1 April 2025 to 31 March 2028."""
    days = [date.fromisoformat(each.value) for each in held if each.kind == "day"]
    found = set()
    for first, last in pairwise(days):
        after = last + timedelta(days=1)
        for end in (last, after):
            if end > first and end.day == first.day:
                found.add((end.year - first.year) * 12 + end.month - first.month)
    return found
