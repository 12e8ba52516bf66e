"""How well the words of a source support a written sentence: signs of it, and their sum.

No model of entailment is needed: what a sentence may not have from its source is seen by its words. The
cross-encoder, where there is one, tells apart sentences that share their words with the source by chance.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields

from assistant.write.evidence import Evidence
from assistant.write.wording import clauses, content, held

# What a word is worth that stands around the quoted words but not in them, and elsewhere in their passage.
_AROUND, _NEAR = 0.9, 0.4
_FEWEST = 2
_MOST_NEW = 4
_NO_FIT = 0.0


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a sentence being supported; also the weight of each, as two sets of numbers.

    ``covered``: the share of its content words that the quoted words or what is around them hold.
    ``own``: that share in the quoted words alone. ``worst``: the share of the worst clause. ``new``: how many
    stand nowhere, of four or more (0 to 1). ``meaning``: cosine. ``fit``: a tenth of the reranker's logit.
    ``constant`` is 1.
    """

    covered: float
    own: float
    worst: float
    new: float
    meaning: float
    fit: float = _NO_FIT
    constant: float = 1.0

    def total(self, weights: Signs) -> float:
        """The log odds of being supported."""
        return math.fsum(getattr(self, f.name) * getattr(weights, f.name) for f in fields(self))


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence as its words are looked for, worked out once."""

    text: str
    content: tuple[str, ...]
    clauses: tuple[tuple[str, ...], ...]
    """The content words of each clause that has enough of them to be judged by itself."""


def wording(sentence: str) -> Wording:
    own = (tuple(content(clause.text)) for clause in clauses(sentence))
    return Wording(sentence, tuple(content(sentence)), tuple(each for each in own if len(each) >= _FEWEST))


@dataclass(frozen=True, slots=True)
class Held:
    """The words of evidence as roots: those quoted, those around them, those of the rest of the passage."""

    quoted: frozenset[str]
    around: frozenset[str]
    near: frozenset[str]

    def worth(self, word: str) -> float:
        if word in self.quoted:
            return 1.0
        return _AROUND if word in self.around else _NEAR if word in self.near else 0.0


def held_by(evidence: Sequence[Evidence]) -> Held:
    """The words of one or more pieces of evidence taken together."""
    quoted = (held(each.unit.text) for each in evidence)
    around = (held(each.around) for each in evidence)
    near = (held(each.hit.passage.passage.text) for each in evidence)
    return Held(*(frozenset[str]().union(*each) for each in (quoted, around, near)))


def share(words: Sequence[str], held_words: Held) -> float:
    """How much of ``words`` is held, 0 to 1; 1 where there are none."""
    return sum(held_words.worth(word) for word in words) / len(words) if words else 1.0


def signs(sentence: Wording, held_words: Held, meaning: float, fit: float | None) -> Signs:
    """The signs of a sentence against evidence, whose cosine and logit to it are ``meaning`` and ``fit``."""
    new = [word for word in sentence.content if held_words.worth(word) < _AROUND]
    own = sum(word in held_words.quoted for word in sentence.content) / max(1, len(sentence.content))
    worst = min((share(clause, held_words) for clause in sentence.clauses), default=1.0)
    return Signs(
        covered=share(sentence.content, held_words),
        own=own,
        worst=worst,
        new=min(len(new), _MOST_NEW) / _MOST_NEW,
        meaning=meaning,
        fit=_NO_FIT if fit is None else fit / 10,
    )


# Placeholders until fitted.
PLAIN = Signs(covered=6, own=1, worst=2, new=-3, meaning=3, fit=0, constant=-6)
RERANKED = Signs(covered=6, own=1, worst=2, new=-3, meaning=2, fit=2, constant=-6)
