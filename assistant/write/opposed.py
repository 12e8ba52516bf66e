"""Opposites of what a source says: "approved" where it says "refused", "in full" of "in whole or in part"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.units import sentences
from assistant.write.opposites import uses
from assistant.write.said import Said, said
from assistant.write.wording import content, held
from ingest.document import Span

# How many words of content a sentence has that speaks of a matter of its own.
_OWN_MATTER = 4
# How many words may stand between the two of "in whole or in part".
_NEAR = 3
_NOUGHT = re.compile(r"(?<![\w.,/-])0(?![\w.,/-]*\d)")
# Phrases of the table that begin with these deny by themselves.
_OWN = ("no", "not", "nobodi", "without")


def opposed(sentence: str, quoted: str, denied: frozenset[str] = frozenset()) -> str | None:
    """Why the sentence says the opposite of the words quoted; None where it does not.

    Asked of all that is quoted, and of what of it is nearest to the sentence: "you were right to ask" is no
    word on an answer that the next sentence calls wrong. ``denied``: roots that the source denies in other
    words, or by a nought, which the sentence may turn.
    """
    own, near = said(sentence), nearest(sentence, quoted)
    if own.governed and _NOUGHT.search(quoted):
        return None  # "Extension (months) 0": the figure is the denial.
    return _opposite(own, said(related(sentence, quoted)), denied) or (
        _opposite(own, said(near), denied) if near != quoted else None
    )


def related(sentence: str, quoted: str) -> str:
    """What is quoted without the sentences that speak of something else: "below" said of a cost is no
    opposite of "longer than planned" said of a start. A short one may be a word on the one before it."""
    own = held(sentence)
    pieces = [quoted[span.start : span.end] for span in sentences(quoted, Span(0, len(quoted)))]
    kept = [
        piece
        for piece in pieces
        if len(says := content(piece)) < _OWN_MATTER or own & {*says, *_digits(piece)}
    ]
    return " ".join(kept) if len(kept) < len(pieces) else quoted


def _digits(text: str) -> set[str]:
    return {word for word in held(text) if word[0].isdigit()}


def nearest(sentence: str, quoted: str) -> str:
    """Of the sentences quoted, questions aside, the one with most words of the sentence; of equals all."""
    own = held(sentence)
    pieces = [quoted[span.start : span.end] for span in sentences(quoted, Span(0, len(quoted)))]
    shared = [0 if piece.rstrip().endswith("?") else len(own & held(piece)) for piece in pieces]
    most = max(shared, default=0)
    return " ".join(piece for piece, n in zip(pieces, shared, strict=True) if most and n == most)


def _opposite(one: Said, other: Said, denied: frozenset[str]) -> str | None:
    own, others = signs(one, denied), signs(other)
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
    two = {
        pair: starts for pair, starts in found.items() if len(starts) == len(signs(said).get(pair, ())) == 2
    }
    return frozenset(
        pair
        for pair, (one, other) in two.items()
        if "or" in said.roots[one:other] and other - one <= _NEAR + 1
    )


@lru_cache(maxsize=2048)
def signs(said: Said, may_turn: frozenset[str] = frozenset()) -> dict[int, frozenset[bool]]:
    """Number of a pair of opposites -> which of the two the text says; a denied one is the other."""
    found: dict[int, frozenset[bool]] = {}
    for pair, use in uses(said.roots):
        is_free = said.turned[use.start] and said.roots[use.start] in may_turn
        if is_free or (said.denied[use.start] and not said.turned[use.start]):
            continue
        found[pair] = found.get(pair, frozenset()) | {use.is_one != _is_turned(said, use.start)}
    return found


def _is_turned(said: Said, start: int) -> bool:
    """Does a negation before it turn what begins there? "No longer" is a phrase of its own."""
    return said.turned[start] and said.roots[start] not in _OWN
