"""An answer in the documents' own words: the units that best answer each part of a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.kinds import asks_why
from assistant.question import Part
from assistant.signs import Choice
from ingest.document import PassageKind

# How far below the best of its part a further unit may stand, on the scale of either set of weights, and
# what each of its words costs it: of two that are as good, the shorter leaves room for another.
_PLAIN_MARGIN, _RERANKED_MARGIN, _SURE_MARGIN = 0.1, 4.0, 1.5
_PLAIN_WORD, _RERANKED_WORD = 0.0, 0.03
_LOOKED_AT = 12
# The reranker's logit from which on a unit surely answers.
_SURE = 3.0
# By how much less a unit falls short that goes on from the best; more where the reason is asked for.
_GOES_ON, _GOES_ON_WHY = 1.0, 4.0
_A_SENTENCE = 5  # words; what is shorter and follows is a heading or a label
# An answer may pass its size by this much rather than break off.
_ABOUT = 1.1


def pick(
    parts: Sequence[Part], ranked: Sequence[Sequence[Choice]], max_words: int, max_citations: int
) -> list[Choice]:
    """The best unit for each part first, then further ones nearly as good, within the size of an answer.

    ``ranked`` holds for each of the ``parts`` the units that may answer it, best first.
    """
    picked: list[Choice] = []
    for choices in ranked:
        if choices and not _told(choices[0], picked):
            _add(picked, choices[0], max_words, max_citations)
    near = [pair for part, choices in zip(parts, ranked, strict=True) for pair in _near(part, choices)]
    for _, choice in sorted(near, key=lambda pair: pair[0]):
        if picked and not _told(choice, picked):
            _add(picked, choice, max_words, max_citations)
    return picked


def _near(part: Part, choices: Sequence[Choice]) -> Iterator[tuple[float, Choice]]:
    """Units nearly as good as the best, each with what it falls short by; the one that goes on from the best
    falls short by less."""
    if not choices:
        return
    best, after = choices[0], _going_on(choices)
    for number, choice in enumerate(choices[1:], 1):
        short = best.score - choice.score
        if choice is after:
            short -= _GOES_ON_WHY if asks_why(part.text) else _GOES_ON
        if short <= _margin(best) and (number < _LOOKED_AT or choice is after):
            yield short + _cost(choice), choice


def _going_on(choices: Sequence[Choice]) -> Choice | None:
    """The unit that stands next after the best in the same passage of prose, where a reranker chose it."""
    best = choices[0]
    if best.fit is None or best.hit.passage.passage.kind is PassageKind.TABLE:
        return None
    passage, end = best.hit.passage.id, best.unit.spans[-1].end
    below = [c for c in choices[1:] if c.hit.passage.id == passage and c.unit.spans[0].start >= end]
    after = min(below, key=lambda choice: choice.unit.spans[0].start, default=None)
    return after if after and after.unit.words >= _A_SENTENCE else None


def _margin(best: Choice) -> float:
    """Less where the best surely answers: then what stands below it only distracts."""
    if best.fit is None:
        return _PLAIN_MARGIN
    return _SURE_MARGIN if best.fit >= _SURE else _RERANKED_MARGIN


def _cost(choice: Choice) -> float:
    return choice.unit.words * (_PLAIN_WORD if choice.fit is None else _RERANKED_WORD)


def _told(choice: Choice, picked: Sequence[Choice]) -> bool:
    return any(
        choice.unit.text in other.unit.text or other.unit.text in choice.unit.text or _overlap(choice, other)
        for other in picked
    )


def _overlap(choice: Choice, other: Choice) -> bool:
    """Do both quote the same words? Rows of one table may share its headings."""
    own, others = choice.unit.spans[-1], other.unit.spans[-1]
    same = choice.hit.document.id == other.hit.document.id
    return same and own.start < others.end and others.start < own.end


def _add(picked: list[Choice], choice: Choice, max_words: int, max_citations: int) -> None:
    used = sum(other.unit.words for other in picked)
    fits = used + choice.unit.words <= _ABOUT * max_words and len(picked) < max_citations
    if not picked or fits:
        picked.append(choice)
