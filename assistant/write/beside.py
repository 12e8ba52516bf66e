"""Which words of a text stand beside which of its figures, and whether a sentence has put them elsewhere.

Of two figures of one kind, each has its own words, period or name: those nearer to it than to the other.
A sentence that sets a figure beside the words of the other one has exchanged them, or taken the wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
_TURN, _DASH, _LINE = 2, 8, 8
# How near the words of a question are to the first figure of its answer, and a row's label to all of the row.
_ASKED = 3.0
_REACH = 5.0
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|[,();:.!?…|•]|(?<=\s)-(?=\s)")
_BINDING = frozenset(
    """
    a an the is are was were be been being it its this that these those there their they as at in on by with
    and or but which who whom whose has have had do does did will would can could may might shall should s
    while whereas against compared than though versus for about nearly almost around approximately up only
    you your our we us
    """.split()  # noqa: SIM905
)
# These tell figures apart only where they stand right before one: "from 12 to 15", "64 of 331", "each April".
_DIRECTIONS = frozenset("from to of into between each every".split())  # noqa: SIM905
_LABEL, _NAME = 2.0, 3.0
_LEAST_BOTH, _LEAST_ONE, _MORE = 0.05, 0.15, 1.5


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place, counted in words with what parts them.

    ``heads`` is the number of the question or row label that it belongs to; ``is_name``: it has a capital.
    """

    key: str
    place: float
    start: int
    heads: int = 0
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A text as a line of words. ``places`` are those of its figures, times and references by their offset,
    ``every`` those of all its words too. ``under`` gives the number of the question or label that each of
    the former stands under, ``asked`` the numbers that are questions.
    """

    words: tuple[Word, ...]
    places: Mapping[int, float]
    every: Mapping[int, float]
    under: Mapping[int, int] = field(default_factory=dict)
    asked: frozenset[int] = frozenset()

    @property
    def keys(self) -> dict[str, float]:
        """Its words with what each is worth in telling figures apart: names and times the most."""
        worth = {word.key: _LABEL if word.key[0] == "=" else 1.0 for word in self.words}
        return worth | {word.key: _NAME for word in self.words if word.is_name}

    def nearness(self, key: str, spans: Iterable[Span]) -> float:
        """How near the word stands to the nearest of the figures at ``spans``, 0 to 1."""
        own = [word for word in self.words if word.key == key]
        near = (self._near(word, start) for word in own for start, _ in spans if start in self.every)
        return max(near, default=0.0)

    def _near(self, word: Word, start: int) -> float:
        apart = abs(self.every[start] - word.place)
        if word.heads and word.heads == self.under.get(start):
            later = self.places[start] - self._first(word.heads) if word.heads in self.asked else 0.0
            apart = min(apart, _ASKED + later / 2)
        return exp(-apart / _REACH)

    def _first(self, head: int) -> float:
        """The place of the first figure that stands under this head."""
        return min(self.places[start] for start, under in self.under.items() if under == head)


@lru_cache(maxsize=2048)
def line(text: str) -> Line:
    """The words of a text with their places. Times and references count as words; figures are only places."""
    said = plain(text)
    marks = {each.start: (each.end, f"#{each.kind}{each.value.normalize()}") for each in figures(text)}
    marks |= {each.start: (each.end, f"={each.value}") for each in references(text)}
    marks |= {each.start: (each.end, f"={each.value}") for each in times(text)}
    words: list[Word] = []
    every: dict[int, float] = {}
    place, at = 0.0, 0
    for start, end, key in _tokens(said, marks):
        if key in _APART or key == "-":
            place += _APART.get(key, _DASH)
            continue
        leads = end + 1 in marks
        place += 1 + _turn(key, leads) + (_LINE if "\n" in text[at:start] else 0)
        at = end
        every[start] = place
        word = _word(key, leads)
        if word:
            words.append(Word(word, place, start, is_name=start > 0 and said[start].isupper()))
    return _headed(said, words, {start: place for start, place in every.items() if start in marks}, every)


def _turn(key: str, leads: bool) -> int:
    return _TURN if key in _TURNS or (key == "to" and leads) else 0


def _word(key: str, leads: bool) -> str:
    """What counts of a token: the stem of a word, a time or reference as it is; "" for what only binds."""
    if key in _DIRECTIONS:
        return f"<{key}" if leads else ""
    if not key or key[0] in "=#":
        return key
    return "" if key in _BINDING else stem(key)


def _tokens(text: str, marks: Mapping[int, tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    at = 0
    for start in [*sorted(marks), len(text)]:
        if start < at:
            continue
        yield from ((m.start(), m.end(), _bare(m[0])) for m in _TOKEN.finditer(text, at, start))
        if start in marks:
            at, key = marks[start]
            yield start, at, key


def _bare(token: str) -> str:
    return token.lower().removesuffix("'s")


def _headed(
    text: str, words: Sequence[Word], places: Mapping[int, float], every: Mapping[int, float]
) -> Line:
    """The line with each question over all that answers it, and each row's label over its row."""
    heads = [(_begin(text, match.start()), match.end()) for match in re.finditer(r"\?|\s\|", text)]
    if not heads:
        return Line(tuple(words), places, every)
    numbered = list(enumerate(heads, 1))
    of_head = [
        Word(word.key, word.place, word.start, _head_at(numbered, word.start), word.is_name) for word in words
    ]
    under = {start: max((n for n, (_, end) in numbered if end <= start), default=0) for start in places}
    asked = frozenset(n for n, (_, end) in numbered if text[end - 1] == "?")
    return Line(tuple(of_head), places, every, under, asked)


def _begin(text: str, end: int) -> int:
    """Where the question or label that ends there begins: after the sentence or row before it."""
    return (
        max((text.rfind(sign, 0, end) for sign in ("? ", "! ", "… ", "; ", "| ", "\n", ". ")), default=-1) + 1
    )


def _head_at(numbered: Sequence[tuple[int, tuple[int, int]]], at: int) -> int:
    return next((n for n, (start, end) in numbered if start <= at < end), 0)


def fits_better(
    sentence: Line,
    quoted: Line,
    own: Span,
    there: Sequence[Span],
    rival: Sequence[Span],
    others: Sequence[Span],
) -> bool:
    """Do the sentence's words fit the source's ``rival`` figure better than the one that it gives?

    ``own`` is where the sentence has its figure, ``there`` where the source has it. ``others`` are the other
    figures of the kind in the sentence: a word that stands nearer to one of them says nothing of this one.
    """
    in_favour, against = _evidence(sentence, quoted, own, there, rival, others)
    return against > _LEAST_ONE and against > _MORE * in_favour


def are_exchanged(
    sentence: Line, quoted: Line, one: Span, two: Span, there: Sequence[Span], rival: Sequence[Span]
) -> bool:
    """Does each of two figures of the sentence stand beside what the other has beside it in the source?"""
    keys = _shared(sentence, quoted, (one[0], two[0]))
    return _speaks_against(keys, sentence, quoted, one, two, there, rival)


def are_renamed(
    sentence: Line, quoted: Line, one: Span, two: Span, there: Sequence[Span], rival: Sequence[Span]
) -> bool:
    """Does each of two names of the sentence stand beside the figures of the other one?"""
    keys = _shared(sentence, quoted, (one[0], two[0]), figures_only=True)
    return _speaks_against(keys, sentence, quoted, one, two, there, rival)


def _speaks_against(
    keys: Mapping[str, float],
    sentence: Line,
    quoted: Line,
    one: Span,
    two: Span,
    there: Sequence[Span],
    rival: Sequence[Span],
) -> bool:
    in_favour = against = 0.0
    for key, worth in keys.items():
        said = sentence.nearness(key, [one]) - sentence.nearness(key, [two])
        told = quoted.nearness(key, there) - quoted.nearness(key, rival)
        in_favour += max(0.0, said * told * worth)
        against += max(0.0, -said * told * worth)
    return against > _LEAST_BOTH and against > _MORE * in_favour


def _evidence(
    sentence: Line,
    quoted: Line,
    own: Span,
    there: Sequence[Span],
    rival: Sequence[Span],
    others: Sequence[Span],
) -> tuple[float, float]:
    in_favour = against = 0.0
    for key, worth in _shared(sentence, quoted, (own[0],)).items():
        near = sentence.nearness(key, [own])
        if near < sentence.nearness(key, others):
            continue
        told = quoted.nearness(key, there) - quoted.nearness(key, rival)
        in_favour += max(0.0, near * told * worth)
        against += max(0.0, -near * told * worth)
    return in_favour, against


def _shared(
    sentence: Line, quoted: Line, leaving: tuple[int, ...], figures_only: bool = False
) -> dict[str, float]:
    """The words of both with their worth, or the figures, but not what stands at these offsets."""
    own = {word.key for word in sentence.words if word.start in leaving}
    ours, theirs = sentence.keys, quoted.keys
    both = (key for key in ours if key in theirs and key not in own)
    return {key: max(ours[key], theirs[key]) for key in both if key.startswith("#") == figures_only}
