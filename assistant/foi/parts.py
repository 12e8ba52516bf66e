"""The several things that one question of a request asks, and which of them no answer speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.foi.match import Matched
from assistant.foi.precedents import GENERIC
from assistant.foi.request import RequestQuestion
from assistant.question import parts_of, sought_stems, stems

# Words that only bind a second question to the first.
_BINDING = stems("so yes no either another something else any those these which whether if")
# Stems that share so many letters are forms of one word.
_ALIKE = 5


def own_parts(question: RequestQuestion, beside: Sequence[RequestQuestion]) -> tuple[str, ...]:
    """What a question asks itself, in its own words, never empty.

    A question whose parts are questions of their own ("what do they charge a) per assessment") leaves its
    last clause to them. One that leans on another is taken as a whole.
    """
    if _folded(question.text) != _folded(question.standalone):
        return (question.standalone,)
    parts = [part.text for part in parts_of(question.text)]
    has_children = any(other.number.startswith(f"{question.number}.") for other in beside)
    if has_children and len(parts) > 1:
        parts = parts[:-1]
    return tuple(parts)


def own_words(text: str) -> set[str]:
    """The stems by which a question names its topic, none that questions of every topic have."""
    return sought_stems(text) - GENERIC - _BINDING


def speaks_of(matched: Matched, words: set[str]) -> bool:
    """Has a prior answer, with its question, each of these stems, or a form of it?"""
    told = stems(_all_told(matched))
    return all(_spoken(word, told) for word in words)


def unanswered(parts: Sequence[str], matches: Sequence[Matched]) -> tuple[str, ...]:
    """The parts of whose own words no answer has any; one in everyday words alone counts as told."""
    told = stems(" ".join(_all_told(each) for each in matches))
    words = [own_words(part) for part in parts]
    missing = []
    for at, part in enumerate(parts):
        others = set().union(*(each for place, each in enumerate(words) if place != at))
        own = words[at] - others
        if at and own and not any(_spoken(word, told) for word in own):
            missing.append(part)
    return tuple(missing)


def _spoken(word: str, told: set[str]) -> bool:
    """Is the stem there, or one that begins alike ("extens" of "extension", "extend")?"""
    return word in told or (len(word) >= _ALIKE and any(each.startswith(word[:_ALIKE]) for each in told))


def _all_told(matched: Matched) -> str:
    prior = matched.prior
    quotes = [prior.answered.quote, *(each.quote for each in prior.followed)]
    return " ".join([matched.precedent.subject, matched.precedent.searched, *quotes])


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
