"""Words that deny one another: a small table of ours, made from what councils' papers decide and report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.write.wording import root, words

# What says the one | what says the other; phrases parted by commas. A word may stand in several lines.
_TABLE = """
approve, agree, adopt, accept, endorse, favour | refuse, reject, decline, oppose, turn down
support, back, in favour | oppose, reject, against the proposal
approve, agree, resolve, adopt | defer, postpone, adjourn
refuse, withhold | grant, award, disclose, approve
prefer, recommend, choose, select | reject
increase, rise, grow, go up, up from, come up | decrease, fall, reduce, drop, go down, come down, down from
increase, rise, go up, higher than | below, lower than
more | fewer, less
exceed, above, more than, longer than, greater than | below, less than, fewer than, shorter than, fall below
higher, highest | lower, lowest
largest, biggest, greatest, larger, bigger | smallest, least, smaller
best, better | worst, worse
maximum | minimum
longest, longer | shortest, shorter
before, earlier than, ahead of | after, later than, following
bring forward, earlier | put back, move back, delay, later
must, shall, have to, require, oblige, mandatory, compulsory | may, can, could, might, optional, voluntary
will | cannot
exclude, without | include, including, included
open | close, closed
win, won, successful | lose, lost, unsuccessful
uphold, upheld | dismiss, overturn
start, begin, commence | end, cease, finish, expire, stop, run out
continue, keep, remain, in force | cease, end, stop, terminate
publish, public | exempt, confidential, unpublished
disclose, release | withhold, refuse, exempt
in house | outsource
internal | external
temporary | permanent
fully, in full | partly, in part, partially
present, current, existing | former, previous
draft | final, adopt
pass, achieve, meet | fail, miss
agree | object
urgent | routine
""".strip()

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sets of phrases, as roots of their words; a text that says one denies the other."""

    one: frozenset[Phrase]
    other: frozenset[Phrase]


@dataclass(frozen=True, slots=True)
class Use:
    """A phrase of a pair in a text: the place of its first word, and which side of the pair it is on."""

    start: int
    is_one: bool


@lru_cache(maxsize=1)
def pairs() -> tuple[Pair, ...]:
    """The table."""
    return tuple(_pair(line) for line in _TABLE.splitlines())


def _pair(line: str) -> Pair:
    one, other = (frozenset(_phrases(side)) for side in line.split("|"))
    return Pair(one, other)


def _phrases(side: str) -> Iterator[Phrase]:
    for phrase in side.split(","):
        yield tuple(root(word) for word in words(phrase))


def uses(roots: Sequence[str]) -> Iterator[tuple[int, Use]]:
    """Where the words of a text (as roots) hold a phrase of a pair, each with the number of its pair.

    Of the phrases of one pair that begin at a word, the longest counts.
    """
    ends: dict[int, int] = {}
    for start, first in enumerate(roots):
        for number, phrases in _by_first().get(first, {}).items():
            held = [(p, one) for p, one in phrases if tuple(roots[start : start + len(p)]) == p]
            if held and start >= ends.get(number, 0):
                phrase, is_one = max(held, key=lambda each: len(each[0]))
                ends[number] = start + len(phrase)
                yield number, Use(start, is_one)


@lru_cache(maxsize=1)
def _by_first() -> dict[str, dict[int, list[tuple[Phrase, bool]]]]:
    """First root of a phrase -> number of the pair -> the phrases, with the side that each is on."""
    found: dict[str, dict[int, list[tuple[Phrase, bool]]]] = {}
    for number, pair in enumerate(pairs()):
        for phrase in sorted(pair.one | pair.other):
            found.setdefault(phrase[0], {}).setdefault(number, []).append((phrase, phrase in pair.one))
    return found
