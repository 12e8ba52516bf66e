"""Which words of a text stand beside which of its figures, and whether a sentence has put them elsewhere.

Of two figures of one kind, each has its own words, period or name: those nearer to it than to the other.
A sentence that sets a figure beside the words of the other one has exchanged them, or taken the wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import exp

from assistant.question import stem
from assistant.write.figures import figures
from assistant.write.plain import Span, plain
from assistant.write.references import references
from assistant.write.stand_ins import stand_ins
from assistant.write.times import times

# What a sign or a word between two words adds to their distance, counted in words.
_APART = {",": 2, "(": 1, ")": 1, ";": 4, ":": 1, ".": 8, "!": 8, "?": 8, "…": 8, "|": 8, "•": 8, "-": 8}
_TURNS = frozenset("and but while whereas against compared than though or versus".split())  # noqa: SIM905
_EXCEPT = re.compile(
    r"\b(?:but\snot|not\sincluding|excluding|other\sthan|except(?:\sfor)?|apart\sfrom)\b", re.IGNORECASE
)
_TURN, _LINE, _ROW = 2, 8, 16
# How near the words of a question are to the first figure of its answer, and a row's label to all of the row.
_ASKED = 3.0
_BESIDE = 1.0
_REACH = 5.0
_FORM_LABEL = re.compile(r"[A-Z][^:.;|…\d]{1,40}:\s")
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
# What an act is called has the root of its verb: "needs the agreement of" and "agreed by".
_ROOT = re.compile(r"(?<=[a-z]{4})(?:ements?|ments?|als?|ations?|ions?|e|ed)$")
_LEAST_BOTH, _LEAST_ONE, _MORE = 0.05, 0.15, 1.5


@dataclass(frozen=True, slots=True)
class Head:
    """Words that speak of all that follows up to ``scope``: a question, a row's label, a cell's heading.

    ``near`` is how far, in words, each of them stands from what it speaks of; from all after the first of
    these further, where it ``fades``.
    """

    start: int
    end: int
    scope: int
    near: float
    fades: bool = False

    def is_over(self, at: int) -> bool:
        return self.start <= at < self.scope


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place, counted in words with what parts them, and the head that it belongs to."""

    key: str
    place: float
    start: int
    head: Head | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A text as a line of words.

    ``worth`` is what each of its words counts in telling figures apart: names and times the most. ``places``
    are those of all words and figures by their offset, ``first`` that of the first figure under a head.
    """

    words: Mapping[str, Sequence[Word]]
    worth: Mapping[str, float]
    places: Mapping[int, float]
    first: Mapping[Head, float]

    def nearness(self, key: str, spans: Iterable[Span]) -> float:
        """How near the word stands to the nearest of the figures at ``spans``, 0 to 1."""
        starts = [start for start, _ in spans if start in self.places]
        return max((self._near(word, start) for word in self.words[key] for start in starts), default=0.0)

    def _near(self, word: Word, start: int) -> float:
        apart = abs(self.places[start] - word.place)
        head = word.head
        if head and head.is_over(start):
            later = self.places[start] - self.first[head] if head.fades and start >= head.end else 0.0
            apart = min(apart, head.near + later / 2)
        return exp(-apart / _REACH)

    def leads(self, key: str, spans: Iterable[Span]) -> bool:
        """Is it a time that stands before all of these?"""
        first = min(start for start, _ in spans)
        return key.startswith("=") and all(word.start < first for word in self.words[key])

    def keys_at(self, starts: Collection[int]) -> set[str]:
        return {key for key, words in self.words.items() if any(word.start in starts for word in words)}


@lru_cache(maxsize=2048)
def line(text: str) -> Line:
    """The words of a text with their places. Times, references and figures count as words."""
    said = plain(text)
    marks = {each.start: (each.end, f"#{each.kind}{each.value.normalize()}") for each in figures(text)}
    marks |= {each.start: (each.end, f"={each.value}") for each in references(text)}
    marks |= {each.start: (each.end, f"={each.value}") for each in times(text)}
    marks |= {start: (end, stem(noun)) for start, end, noun in stand_ins(said)}
    heads = list(_heads(said))
    words: dict[str, list[Word]] = {}
    worth: dict[str, float] = {}
    places: dict[int, float] = {}
    place, at = 0.0, 0
    for start, end, token in _tokens(said, marks):
        if token in _APART:
            place += _APART[token]
            continue
        if _begins_row(said, at, start, token):
            place += _ROW
        leads = end + 1 in marks
        place += (
            1 + _turn(token, leads) + (_LINE if "\n" in text[at:start] or _EXCEPT.match(said, start) else 0)
        )
        at = end
        places[start] = place
        if key := _key(token, leads):
            head = next((head for head in heads if head.start <= start < head.end), None)
            words.setdefault(key, []).append(Word(key, place, start, head))
            worth[key] = max(worth.get(key, 0.0), _worth(key, start > 0 and said[start].isupper()))
    first = {
        head: min((places[at] for at in marks if head.end <= at < head.scope and at in places), default=0.0)
        for head in heads
    }
    return Line(words, worth, places, first)


def _begins_row(text: str, at: int, start: int, token: str) -> bool:
    """Is it the code of the next row, or the label of the next value, right behind the last figure of what
    stands before: "93% CE2 Urgent", "18/08/2025 Date of decision: 15/08/2025"?"""
    follows = text[max(0, at - 1) : start].strip(" ")[:1] in tuple("0123456789%")
    is_code = bool(re.match(r"=[a-z]+\d", token)) and bool(re.match(r"\w+\s[A-Z]", text[start:]))
    return follows and (is_code or bool(_FORM_LABEL.match(text, start)))


def _worth(key: str, has_capital: bool) -> float:
    return _NAME if has_capital else _LABEL if key[0] == "=" else 1.0


def _heads(text: str) -> Iterator[Head]:
    """Cell headings and row labels, where rows are told; else questions."""
    if " | " not in text:
        ends = [match.end() for match in re.finditer(r"\?", text)] + [len(text)]
        for end, scope in pairwise(ends):
            yield Head(_begin(text, end - 1), end, scope, _ASKED, fades=True)
        return
    for match in re.finditer(r"[^;|…]+:(?=\s)", text):
        yield Head(*match.span(), _next(r"[;|…]", text, match.end()), _BESIDE)
    for match in re.finditer(r"[^|…]+\s\|", text):
        yield Head(*match.span(), _next(r"[|…]", text, match.end()), _ASKED)


def _next(signs: str, text: str, at: int) -> int:
    found = re.compile(signs).search(text, at)
    return found.start() if found else len(text)


def _begin(text: str, end: int) -> int:
    """Where the sentence that ends there begins."""
    return max((text.rfind(sign, 0, end) for sign in ("? ", "! ", "… ", "\n", ". ")), default=-1) + 1


def _turn(key: str, leads: bool) -> int:
    return _TURN if key in _TURNS or (key == "to" and leads) else 0


def _key(token: str, leads: bool) -> str:
    """What counts of a token: the stem of a word, a time or figure as it is; "" for what only binds."""
    if token in _DIRECTIONS:
        return f"<{token}" if leads else ""
    if not token or token[0] in "=#":
        return token
    return "" if token in _BINDING else _ROOT.sub("", stem(token))


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


def fits_better(
    sentence: Line,
    quoted: Line,
    own: Sequence[Span],
    there: Sequence[Span],
    rival: Sequence[Span],
    others: Sequence[Span],
    *,
    with_figures: bool = False,
) -> bool:
    """Do the sentence's words fit the source's ``rival`` figure better than the one that it gives?

    ``own`` is where the sentence has its figure, ``there`` where the source has it. ``others`` are the other
    figures of the kind in the sentence: a word that stands nearer to one of them says nothing of this one.
    ``with_figures``: what is compared is no figure, and figures tell of it as words do.
    """
    in_favour, against = _evidence(sentence, quoted, own, there, rival, others, with_figures)
    return against > _LEAST_ONE and against > _MORE * in_favour


def are_exchanged(
    sentence: Line,
    quoted: Line,
    own: Sequence[Span],
    other: Sequence[Span],
    there: Sequence[Span],
    rival: Sequence[Span],
    *,
    by_figures: bool = False,
) -> bool:
    """Do two things of the sentence, ``own`` and ``other``, stand beside each other's words of the source?

    ``by_figures``: beside each other's figures, where the two are names.
    """
    in_favour = against = 0.0
    leaving = tuple(start for start, _ in (*own, *other))
    for key, worth in _shared(sentence, quoted, leaving, by_figures).items():
        # "In December 2024, 11% of ... and 20% of ...": the time in front is that of both.
        if sentence.leads(key, (*own, *other)) and quoted.leads(key, (*there, *rival)):
            continue
        said = sentence.nearness(key, own) - sentence.nearness(key, other)
        told = quoted.nearness(key, there) - quoted.nearness(key, rival)
        in_favour += max(0.0, said * told * worth)
        against += max(0.0, -said * told * worth)
    return against > _LEAST_BOTH and against > _MORE * in_favour


def _evidence(
    sentence: Line,
    quoted: Line,
    own: Sequence[Span],
    there: Sequence[Span],
    rival: Sequence[Span],
    others: Sequence[Span],
    with_figures: bool,
) -> tuple[float, float]:
    in_favour = against = 0.0
    leaving = tuple(start for start, _ in own)
    shared = _shared(sentence, quoted, leaving)
    if with_figures:
        shared |= _shared(sentence, quoted, leaving, by_figures=True)
    for key, worth in shared.items():
        near = sentence.nearness(key, own)
        if near < sentence.nearness(key, others):
            continue
        told = quoted.nearness(key, there) - quoted.nearness(key, rival)
        in_favour += max(0.0, near * told * worth)
        against += max(0.0, -near * told * worth)
    return in_favour, against


def _shared(
    sentence: Line, quoted: Line, leaving: Collection[int], by_figures: bool = False
) -> dict[str, float]:
    """The words of both with their worth, or the figures, but not what stands at these offsets."""
    both = (sentence.worth.keys() & quoted.worth.keys()) - sentence.keys_at(leaving)
    return {
        key: max(sentence.worth[key], quoted.worth[key])
        for key in sorted(both)
        if key.startswith("#") == by_figures
    }
