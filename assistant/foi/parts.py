"""The several things that one question of a request asks, and which of them no answer speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.foi.match import Matched
from assistant.foi.precedents import GENERIC
from assistant.foi.prior import Outcome
from assistant.foi.request import RequestQuestion
from assistant.question import parts_of, sought_stems, stems

# Words that only bind a second question to the first.
_BINDING = stems("so yes no either another something else any those these which whether if")
_WHICH = re.compile(
    r"\W*(?:and\s+)?(?:which|who)\b(?!\s+(?:year|month|quarter|day|date|period)s?\b)", re.IGNORECASE
)
_NAME = re.compile(r"\b[A-Z][\w'’&-]*")
# What begins a sentence has a capital for that.
_INITIAL = re.compile(r"(?:^|(?<=[.!?]))\W*\w+(?=\s+[a-z])")
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


def refused_parts(parts: Sequence[str], chosen: Matched, matches: Sequence[Matched]) -> tuple[str, ...]:
    """The parts that an answer beside the chosen one, in the same response, refuses or does not hold.

    Such an answer was asked for them by all their own words, which the chosen one's question has not.
    """
    beside = [
        each
        for each in matches
        if each.prior.outcome in (Outcome.REFUSED, Outcome.NOT_HELD)
        and each.prior.answered.document_id == chosen.prior.answered.document_id
    ]
    asked = stems(chosen.prior.asked)
    found = []
    for part in parts[1:]:
        own = own_words(part) - asked
        if own and any(own <= stems(each.prior.asked) for each in beside):
            found.append(part)
    return tuple(found)


def unanswered(parts: Sequence[str], matches: Sequence[Matched]) -> tuple[str, ...]:
    """The parts of whose own words no answer has any; one in everyday words alone counts as told.

    So does each part of a question that the best match was asked with as many parts.
    """
    if matches and len(parts_of(matches[0].prior.asked)) >= len(parts):
        return ()
    told = stems(" ".join(_all_told(each) for each in matches))
    words = [own_words(part) for part in parts]
    missing = []
    for at, part in enumerate(parts):
        others = set().union(*(each for place, each in enumerate(words) if place != at))
        own = words[at] - others
        untold = own and not any(_spoken(word, told) for word in own)
        if at and (untold or _lacks_names(part, matches)):
            missing.append(part)
    return tuple(missing)


def _lacks_names(part: str, matches: Sequence[Matched]) -> bool:
    """Are names asked for ("and which providers were they?") where the best answer has none?"""
    if not matches or not _WHICH.match(part):
        return False
    return not _NAME.search(_INITIAL.sub("", matches[0].prior.answered.quote))


def _spoken(word: str, told: set[str]) -> bool:
    """Is the stem there, or one that begins alike ("extens" of "extension", "extend")?"""
    return word in told or (len(word) >= _ALIKE and any(each.startswith(word[:_ALIKE]) for each in told))


def _all_told(matched: Matched) -> str:
    prior = matched.prior
    quotes = [prior.answered.quote, *(each.quote for each in prior.followed)]
    return " ".join([matched.precedent.subject, matched.precedent.searched, *quotes])


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
