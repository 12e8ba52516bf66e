"""Two things that change places: what is preferred to what, what replaces what, what is said of which.

``roles`` sees two neighbours of one verb. Here each of the two may be several words ("fewer, longer
breaks"), a verb may stand for its converse (to take over, to hand over), or two statements may have changed
what they are about ("the names are given, the rates refused").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from assistant.units import sentences
from assistant.words import STOPWORDS, fold
from assistant.write.synonyms import same_meaning
from assistant.write.wording import clauses, content, root, words
from ingest.document import Span

_WHO = r"(?P<one>(?:[\w'/&-]+\s+){1,8}?)"
_FIRST = r"(?P<one>(?:[\w'/&-]+,?\s+){1,8}?)"
_WHAT = r"(?P<other>(?:[\w'/&-]+\s*,?\s*){1,8})"
_IS = r"(?:is|are|was|were|be|been|being)"
_REPLACE = r"(?:replac|supersed|overrid|overrul|outweigh|succeed)"
# What is one way of putting two things in relation: the first of the two, and the second.
_FRAMES = tuple(
    tuple(re.compile(form) for form in ways)
    for ways in (
        (
            rf"\b(?:prefer|favour|choos|chose)\w*\s+{_FIRST}(?:to|over|rather than|instead of)\s+{_WHAT}",
            rf"{_WHO}{_IS}\s+(?:prefer|favour)\w*\s+(?:to|over)\s+{_WHAT}",
        ),
        (
            rf"\b(?:replac|swap)\w*\s+{_WHO}(?:with|by|for)\s+{_WHAT}",
            rf"\b(?:merg|combin|split|divid|convert|turn)\w*\s+{_WHO}into\s+{_WHAT}",
        ),
        (
            rf"{_WHO}?(?:has\s+|had\s+|will\s+)?{_REPLACE}(?:e?s|ed|ing|e)?\s+(?!by\b|with\b){_WHAT}",
            rf"(?P<one>(?:[\w'/&-]+\s+){{0,7}}?[\w'/&-]+),\s+{_REPLACE}ing\s+{_WHAT}",
        ),
        (rf"{_WHO}(?:takes?\s+precedence|prevails?|takes?\s+priority)\s+over\s+{_WHAT}",),
        (rf"{_WHO}(?:reports?|reported|answers?|is accountable|are accountable)\s+to\s+{_WHAT}",),
        (rf"{_WHO}?(?:took|takes?|taken|taking)\s+over\s+(?:[\w']+\s+){{1,4}}?(?:of|from)\s+{_WHAT}",),
    )
)
# The same relations said from the other side: the second of the two stands first.
_CONVERSE = {
    2: re.compile(rf"{_WHO}{_IS}\s+{_REPLACE}ed\s+by\s+{_WHAT}"),
    5: re.compile(
        rf"{_WHO}(?:handed|hands?|passed|transferred|gave)\s+(?:over\s+)?(?:[\w']+\s+){{1,4}}?to\s+{_WHAT}"
    ),
}
Two = tuple[frozenset[str], frozenset[str]]


def changed_places(sentence: str, quoted: str) -> str | None:
    """Why two things of the sentence stand in each other's place; None where they do not."""
    own, others = fold(sentence).replace("’", "'"), fold(quoted).replace("’", "'")
    for number in range(len(_FRAMES)):
        for said in _related(number, own):
            found = list(_related(number, others))
            there = [each for each in found if all(each)] or found
            if there and all(_is_swapped(said, each) for each in there):
                return "The source says it the other way round."
    return "The source says it of the other." if _crossed(sentence, quoted) else None


def _related(number: int, text: str) -> Iterator[Two]:
    """The first and the second thing of each such relation in a text."""
    for form in _FRAMES[number]:
        for match in form.finditer(text):
            yield _things(match["one"] or ""), _things(match["other"])
    if number in _CONVERSE:
        for match in _CONVERSE[number].finditer(text):
            yield _things(match["other"]), _things(match["one"])


def _things(text: str) -> frozenset[str]:
    return frozenset(root(word) for word in words(text) if word not in STOPWORDS)


def _is_swapped(own: Two, other: Two) -> bool:
    """Is the first of the one nearer to the second of the other, and the second no nearer to the second?"""
    first, second = own
    turned = len(first & other[1]) - len(first & other[0])
    back = len(second & other[0]) - len(second & other[1])
    return max(turned, back) > 0 and min(turned, back) >= 0


def _with_synonyms(roots: Iterable[str]) -> set[str]:
    return {word for each in roots for word in (each, *same_meaning(each))}


def _crossed(sentence: str, quoted: str) -> bool:
    """Do two clauses of the sentence each mix what two statements of the source keep apart?"""
    own = [set(clause.roots) for clause in clauses(sentence)]
    pieces = [quoted[span.start : span.end] for span in sentences(quoted, Span(0, len(quoted)))]
    there = [_with_synonyms(content(piece)) for piece in pieces]
    for one, other in pairwise(own):
        for first, second in combinations(there, 2):
            a, b = first - second, second - first
            mixed = [each & (a | b) for each in (one - other, other - one) if each & a and each & b]
            if len(mixed) == 2 and not any(mix <= each for mix in mixed for each in there):
                return True
    return False
