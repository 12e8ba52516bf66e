"""Two values of one thing, of which the second is said to be the earlier one: "the comparable figure"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.write.figures import Figure, figures
from assistant.write.plain import plain
from assistant.write.times import times

_COMPARABLE = re.compile(
    r"\b(?:comparable|corresponding|equivalent|(?:previous|last|prior)\s(?:year|quarter|month)'s)\s"
    r"(?:figure|share|number|total|rate|proportion|percentage|result|value|average|wait)s?\b"
    r"(?P<rest>[^.;?!]*(?:\.\d+[^.;?!]*)*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The value that a text gives first, the earlier one that it is compared with, and of what period it is
    (none where the text does not say)."""

    now: Figure
    before: Figure
    periods: frozenset[str]


@lru_cache(maxsize=2048)
def comparisons(text: str) -> tuple[Comparison, ...]:
    return tuple(_comparisons(text))


def _comparisons(text: str) -> Iterator[Comparison]:
    held = figures(text)
    for match in _COMPARABLE.finditer(plain(text)):
        start, end = match.span("rest")
        before = next((each for each in held if start <= each.start < end), None)
        alike = [
            e
            for e in held
            if before and e.end <= match.start() and (e.kind, e.unit) == (before.kind, before.unit)
        ]
        if before and alike:
            periods = frozenset(each.value for each in times(text) if start <= each.start < end)
            yield Comparison(alike[-1], before, periods)


def of_another_period(sentence: str, quoted: str) -> Iterator[Figure]:
    """The figures of the sentence that are later values, given for the earlier period or as the earlier."""
    named = {each.value for each in times(sentence)}
    own = figures(sentence)
    for each in comparisons(quoted):
        for figure in own:
            is_now = figure.value == each.now.value and figure.kind == each.now.kind
            is_alone = not any(other.value == each.before.value for other in own)
            if is_now and ((is_alone and each.periods & named) or _goes_from(sentence, figure, each.before)):
                yield figure


def in_order(sentence: str, quoted: str) -> Iterator[Figure]:
    """The two figures of "from 44% to 41%" where the source gives 44% as what was before 41%."""
    own = figures(sentence)
    for each in comparisons(quoted):
        for figure in own:
            if figure.value == each.before.value and _goes_from(sentence, figure, each.now):
                yield figure
                yield from (other for other in own if other.value == each.now.value)


def _goes_from(sentence: str, figure: Figure, to: Figure) -> bool:
    """Does the sentence say that it went from ``figure`` to the value of ``to``?"""
    later = next((each for each in figures(sentence) if each.value == to.value), None)
    if later is None:
        return False
    said = plain(sentence)
    is_from = bool(re.search(r"\bfrom\s[^\d]{0,20}$", said[: figure.start]))
    return is_from and (
        later.start < figure.start or bool(re.search(r"\bto\s[^\d]{0,20}$", said[: later.start]))
    )
