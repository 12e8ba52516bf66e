"""A passage on its way to being a hit: what it is worth, and which others it stands for."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.folding import grouped, nearly_same, same_figures
from assistant.question import speaks_of
from assistant.words import fold
from ingest.document import PassageKind
from ingest.records import DocumentRow, StoredPassage

# What is left of the worth of a passage that says little.
SAYS_LITTLE = 0.5
# What the naming of its document adds to a passage: as a share of its fused score, and to the blend, in
# standard deviations.
CALLED_FOR_FUSED, CALLED_FOR = 0.5, 1.0
_NOT_FINAL = re.compile(r"\b(?:draft|proposed|superseded)\b", re.IGNORECASE)


@dataclass(slots=True)
class Candidate:
    """A passage found. ``behind``: not of an authority, not of a reference, that the question names.

    ``score`` is the fusion's, ``rerank_score`` the reranker's logit. ``called_for``: how well its document is
    one that the question names, 0 to 1.5. ``twins``: the others in nearly the same words that it stands for.
    """

    passage: StoredPassage
    document: DocumentRow
    behind: tuple[bool, bool]
    says_little: bool
    score: float
    called_for: float = 0.0
    rerank_score: float | None = None
    twins: list[Candidate] = field(default_factory=list)

    @property
    def order(self) -> tuple[tuple[bool, bool], float, str]:
        return self.behind, -self.score * (1 + CALLED_FOR_FUSED * self.called_for), self.passage.id

    @property
    def worth(self) -> float:
        """The reranker's logit, lower by the logarithm of two for what says little."""
        logit = self.rerank_score or 0.0
        return logit + math.log(SAYS_LITTLE) if self.says_little else logit

    @property
    def standing(self) -> tuple[tuple[bool, bool], float, bool, str]:
        """What makes one of several twins the one to show, the most first: what is named, final, newest."""
        named = (not self.behind[0], not self.behind[1])
        return named, self.called_for, not _NOT_FINAL.search(self.document.title), self.document.date or ""


def says_little(passage: StoredPassage) -> bool:
    """Standing text of letters, and questions whose answers stand elsewhere."""
    unanswered = passage.passage.kind is PassageKind.QUESTION_ANSWER and passage.passage.answer is None
    return passage.passage.boilerplate or unanswered


def is_behind(document: DocumentRow, named: set[str], references: set[str], text: str) -> tuple[bool, bool]:
    """Is it not of the authorities ``named`` in the question, and not of a reference given there?"""
    referred_to = document.reference is not None and fold(document.reference) in references
    # Where several authorities are compared, a paper of another that speaks of them all is none the worse.
    compares = len(named) > 1 and all(speaks_of(text, [name]) for name in named)
    return document.authority not in named and not compares, not referred_to


def folded(ranked: Sequence[Candidate], named: set[str]) -> list[Candidate]:
    """Those in nearly the same words once, in the place of the first: the final, newest one of them.

    What a named authority says is never folded into what another one says.
    """

    def same(one: Candidate, other: Candidate) -> bool:
        apart = {one.document.authority, other.document.authority}
        return (len(apart) == 1 or not apart & named) and _same_words(one, other)

    return [_stood_for(group) for group in grouped(ranked, same)]


def _same_words(one: Candidate, other: Candidate) -> bool:
    first, second = one.passage, other.passage
    if first.fingerprint == second.fingerprint:
        return same_figures(first.passage.text, second.passage.text)
    return _heading(first) == _heading(second) and nearly_same(first.passage.text, second.passage.text)


def _heading(passage: StoredPassage) -> tuple[str, str]:
    """The heading that the passage stands under, and its table's; under another it says another thing."""
    return _folded(" ".join(passage.passage.heading_path[-1:])), _folded(passage.header)


# Each candidate is compared with all that stand before it.
_folded = lru_cache(maxsize=4096)(fold)


def _stood_for(group: Sequence[Candidate]) -> Candidate:
    shown = max(group, key=lambda each: each.standing)
    shown.score = group[0].score
    shown.twins = [each for each in group if each is not shown]
    return shown
