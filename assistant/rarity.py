"""How rare the words of a question are in the library."""

from __future__ import annotations

import math
from collections.abc import Iterable

from assistant.question import named_authorities, sought_stems, stems
from assistant.words import full_text_expression
from ingest.lookup import Lookup


def rarities(question: str, lookup: Lookup, authorities: Iterable[str]) -> dict[str, float]:
    """Inverse document frequency of the question's words over the passages, by stem.

    Every paper of an authority names it: that says nothing of what the paper is about.
    """
    total = lookup.passage_count()
    named = stems(" ".join(named_authorities(question, authorities)))
    counts = {word: _count(word, lookup) for word in sought_stems(question)}
    weights = {word: math.log(1 + total / (1 + count)) for word, count in counts.items()}
    return {word: 0.0 if word in named else weight for word, weight in weights.items()}


def _count(word: str, lookup: Lookup) -> int:
    expression = full_text_expression([word])
    return lookup.match_count(expression) if expression else 0
