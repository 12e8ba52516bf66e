"""Which words of a text stand beside which of its figures, and whether a sentence has put them elsewhere.

Of two figures of one kind, each has its own words, period or name: those nearer to it than to the other.
A sentence that sets a figure beside the words of the other one has exchanged them, or taken the wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from assistant.question import stem
from assistant.write.figures import figures
from assistant.write.plain import Span, plain
from assistant.write.references import references
from assistant.write.times import times

# What a sign or a word between two words adds to their distance, counted in words.
_APART = {",": 2, "(": 1, ")": 1, ";": 4, ":": 1, ".": 8, "!": 8, "?": 8, "…": 8, "|": 8, "•": 8}
_TURNS = frozenset("and but while whereas against compared than though or versus".split())  # noqa: SIM905
_TURN, _HARD = 2, 8
# How near the words of a question are to the figures of its answer.
_ANSWERED = 3
_REACH = 5.0
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|[,();:.!?…|•]|(?<=\s)-(?=\s)")
_BINDING = frozenset(
    """
    a an the is are was were be been being it its this that these those there their they as at in on by with
    and or but which who whom whose has have had do does did will would can could may might shall should s
    while whereas against compared than though versus for about nearly almost around approximately up only
    """.split()  # noqa: SIM905
)
# These tell figures apart only where they stand right before one: "from 12 to 15", "64 of 331".
_DIRECTIONS = frozenset(["from", "to", "of", "into", "between"])


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place, counted in words with what parts them; ``group`` is that of its question."""

    key: str
    place: float
    start: int
    end: int
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A text as a line of words. ``group`` of a place: the number of the question that it answers, or 0."""

    words: tuple[Word, ...]
    places: Mapping[int, float]
    groups: Mapping[int, int]

    def nearness(self, key: str, spans: Iterable[Span]) -> float:
        """How near the word stands to the nearest of the figures at ``spans``, 0 to 1."""
        own = [word for word in self.words if word.key == key]
        return max(
            (self._near(word, span) for word in own for span in spans if span[0] in self.places), default=0.0
        )

    def _first(self, asked: int) -> float:
        """The place of the first figure that answers the question."""
        return min(self.places[start] for start, group in self.groups.items() if group == asked)

    def _near(self, word: Word, span: Span) -> float:
        apart = abs(self.places[span[0]] - word.place)
        if word.asked and word.asked == self.groups.get(span[0]):
            apart = min(apart, _ANSWERED + (self.places[span[0]] - self._first(word.asked)) / 2)
        return exp(-apart / _REACH)


@lru_cache(maxsize=2048)
def line(text: str) -> Line:
    """The words of a text with their places. Times and references count as words; figures are only places."""
    said = plain(text)
    marks = {each.start: (each.end, f"={each.value}") for each in references(text)}
    marks |= {each.start: (each.end, f"={each.value}") for each in times(text)}
    marks |= {each.start: (each.end, "") for each in figures(text) if each.start not in marks}
    words: list[Word] = []
    places: dict[int, float] = {}
    place, at = 0.0, 0
    for start, end, key in _tokens(said, marks):
        if key in _APART or key == "-":
            place += _APART.get(key, _HARD)
            continue
        turns = key in _TURNS or (key == "to" and _leads(end, marks))
        place += 1 + (_TURN if turns else 0) + (_HARD if "\n" in text[at:start] else 0)
        if start in marks:
            places[start] = place
        at = end
        if key and key not in _BINDING and key not in _DIRECTIONS:
            words.append(Word(key if key[0] == "=" else stem(key), place, start, end))
        elif key in _DIRECTIONS and _leads(end, marks):
            words.append(Word(f"<{key}", place + 1, start, end))
    return _answered(said, tuple(words), places)


def _tokens(text: str, marks: Mapping[int, tuple[int, str]]) -> Iterable[tuple[int, int, str]]:
    at = 0
    starts = sorted(marks)
    for start in [*starts, len(text)]:
        if start < at:
            continue
        yield from ((m.start(), m.end(), _bare(m[0])) for m in _TOKEN.finditer(text, at, start))
        if start in marks:
            yield start, marks[start][0], marks[start][1]
            at = marks[start][0]


def _bare(token: str) -> str:
    return token.lower().removesuffix("'s").removesuffix("s'") if token.isalpha() or "'" in token else token


def _leads(end: int, marks: Mapping[int, tuple[int, str]]) -> bool:
    """Does a figure follow at once?"""
    return end + 1 in marks and marks[end + 1][1] == ""


def _answered(text: str, words: tuple[Word, ...], places: Mapping[int, float]) -> Line:
    """The line with the words of a question set near to all that answers it, up to the next question."""
    ends = [match.end() for match in re.finditer(r"\?", text)]
    if not ends:
        return Line(words, places, {})
    begins = [0] + [max(text.rfind(sign, 0, end - 1) for sign in ".?!…|") + 1 for end in ends]
    starts = dict(zip(ends, begins[1:], strict=True))
    asked: list[Word] = []
    for word in words:
        number = next((n for n, end in enumerate(ends, 1) if starts[end] <= word.start < end), 0)
        asked.append(Word(word.key, word.place, word.start, word.end, number))
    groups = {start: sum(end <= start for end in ends) for start in places}
    return Line(tuple(asked), places, groups)


def fits_better(
    sentence: Line,
    quoted: Line,
    own: Span,
    there: Sequence[Span],
    rival: Sequence[Span],
    other: Sequence[Span],
) -> bool:
    """Do the sentence's words fit the source's ``rival`` figure better than the one that it gives?

    ``own`` is where the sentence has its figure, ``there`` where the source has it; ``other`` where the
    sentence has the rival, if it does.
    """
    keys = {word.key for word in sentence.words} & {word.key for word in quoted.words}
    against = in_favour = 0.0
    for key in keys:
        said = sentence.nearness(key, [own]) - (sentence.nearness(key, other) if other else 0.0)
        told = quoted.nearness(key, there) - quoted.nearness(key, rival)
        worth = said * told * (2.0 if key[0] == "=" else 1.0)
        if worth < 0:
            against -= worth
        else:
            in_favour += worth
    least = _LEAST_BOTH if other else _LEAST_ONE
    return against > least and against > _MORE * in_favour


_LEAST_BOTH, _LEAST_ONE, _MORE = 0.05, 0.15, 1.5
