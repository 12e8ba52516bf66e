"""How the rows of a document keep beginning and ending, learnt from those that fit on one line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.read.figures import Shape, measure
from ingest.read.lines import Line

# A way of beginning or ending a row is one once this many lines share it.
_HABIT = 3
_USUAL = 0.3


@dataclass(frozen=True, slots=True)
class Habits:
    """How the rows of a document keep beginning ("Base Budget …") and ending ("… Core")."""

    starts: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()


NO_HABITS = Habits()


def learn_habits(pages: Sequence[Sequence[Line]]) -> Habits:
    """What several rows have in common over the whole document; a row cut by line ends is known by it."""
    shown = [[line.text for line in lines if line.text] for lines in pages]
    openings = Counter(opening(text) for texts in shown for text in texts)
    rows = [text for texts in shown for text in texts if measure(text).shape is Shape.ROW]
    labelled = Counter(opening(text) for text in rows if measure(text).label)
    starts = {key for key, n in labelled.items() if key and n >= 2 and openings[key] >= _HABIT}
    tails = Counter(text.split()[-1] for text in rows if measure(text).tail)
    below = _openings_below({word for word, n in tails.items() if n >= _HABIT}, shown)
    ends = {word for word, found in below.items() if _share(found, starts) >= _USUAL}
    starts |= {key for word in ends for key, n in below[word].items() if key and n >= _HABIT}
    return Habits(frozenset(starts), frozenset(ends))


def _openings_below(words: set[str], pages: Sequence[Sequence[str]]) -> dict[str, Counter[str]]:
    """For each word that ends rows: how the lines below it begin."""
    found: dict[str, Counter[str]] = {word: Counter() for word in words}
    for texts in pages:
        for above, below in pairwise(texts):
            last = above.split()[-1]
            if last in found and (len(above.split()) <= 2 or measure(above).tail):
                found[last][opening(below)] += 1
    return found


def _share(found: Counter[str], starts: set[str]) -> float:
    total = found.total()
    return sum(n for key, n in found.items() if key in starts) / total if total else 0.0


def opening(text: str) -> str:
    """The first two words of a line; nothing where one of them holds a figure."""
    words = text.split()[:2]
    return " ".join(words).casefold() if len(words) == 2 and not re.search(r"\d", "".join(words)) else ""
