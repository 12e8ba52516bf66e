"""Is what is asked of one authority answered by the papers of another?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.question import sought_stems, stems
from assistant.retrieve import Hit

# How much more of the question another authority's passage must hold, and in how many words: one may only
# stand in another form ("lent" for "lend"). On the benchmarks, questions with an answer stay below 0.1.
_MORE, _MORE_WORDS = 0.35, 2


def found_instead(
    asked: str, own: Sequence[Hit], elsewhere: Sequence[Hit], weights: Mapping[str, float]
) -> Hit | None:
    """Another authority's passage that holds clearly more of the question than any of the named one's.

    ``weights``: the rarity of the question's words by stem; those of the authority's name weigh nothing.
    """
    wanted = {word for word in sought_stems(asked) if weights.get(word, 1.0) > 0}
    if not wanted or not elsewhere:
        return None
    total = sum(weights.get(word, 1.0) for word in wanted)

    def held_by(hit: Hit) -> tuple[float, int]:
        words = wanted & stems(hit.passage.embedded)
        return sum(weights.get(word, 1.0) for word in words) / total, len(words)

    share, words = max((held_by(hit) for hit in own), default=(0.0, 0))
    best = max(elsewhere, key=held_by)
    there, words_there = held_by(best)
    clearly = there >= share + _MORE and words_there >= words + _MORE_WORDS
    return best if clearly else None
