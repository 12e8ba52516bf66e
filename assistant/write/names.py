"""Names of authorities and other bodies in a sentence, and whether its source names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.acronyms import Acronyms, load_acronyms
from assistant.question import GENERIC, stem
from assistant.words import STOPWORDS
from assistant.write.plain import Span, overlaps, plain
from ingest.describe.datetext import MONTHS

_CAPITAL = r"[A-Z][\w&-]*(?:'[A-Za-z]+)?"
_RUN = re.compile(
    rf"(?<![\w'])(?:{_CAPITAL})(?:\s+(?:(?:and|of|for|on|upon|the|in|with)\s+){{0,2}}{_CAPITAL})*"
)
_SHORT = re.compile(r"[A-Z][A-Z&]+s?")
# Kinds of bodies: one of another kind is another body, whatever its name.
_BODY = re.compile(
    r"\b(?:councils?|trusts?|boards?|committees?|commissions?|panels?|cabinet|ombudsman|tribunals?|courts?|"
    r"ministers?|police|governors?|parliament|secretary of state|regulator|inspectorate|charit(?:y|ies)|"
    r"universit(?:y|ies)|hospitals?|academ(?:y|ies))\b",
    re.IGNORECASE,
)
_NOT_NAMES = frozenset(
    (
        *(name for names in MONTHS for name in names),
        *"""
    monday tuesday wednesday thursday friday saturday sunday i no yes the a an in on at by it this that these
    those there of for from to and or but as under with according since while where when if
    """.split(),  # noqa: SIM905
    )
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_BESIDE = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A name or a kind of body with its offsets."""

    text: str
    start: int
    end: int


class Names:
    """What a library's papers call authorities: in full, by the place alone, or by an acronym."""

    def __init__(self, authorities: Iterable[str], acronyms: Acronyms | None = None) -> None:
        self._acronyms = acronyms or load_acronyms()
        self._places = {name: _distinctive(name) for name in authorities}
        self._spelt = lru_cache(maxsize=4096)(self._acronyms.both_ways)
        self._words_of = lru_cache(maxsize=4096)(self._words)

    def expanded(self, text: str) -> str:
        """The text followed by the other ways of writing what stands in it."""
        return self._spelt(plain(text))

    def missing(self, sentence: str, quoted: str, around: str, taken: Iterable[Span]) -> Iterator[Named]:
        """The names of a sentence that stand neither in the quotation nor around it, in order.

        ``taken``: what is a reference or a date and no name.
        """
        held = self._words_of(quoted) | self._words_of(around)
        said = plain(sentence)
        for named in _named(said, list(taken)):
            if not self._is_held(named, held, said):
                yield named

    def in_place_of(self, sentence: str, quoted: str) -> Iterator[Named]:
        """The authorities of a sentence that stand where the quotation names another, in order."""
        ours, theirs = list(self._actors(plain(sentence))), list(self._actors(plain(quoted)))
        known = {actor for actor, _ in theirs}
        said = {actor for actor, _ in ours}
        others = [(actor, named) for actor, named in theirs if not _any_same(actor, said)]
        for actor, named in ours:
            if _any_same(actor, known):
                continue
            words = _beside(plain(sentence), named)
            if any(words & _beside(plain(quoted), other) for _, other in others):
                yield named

    def _words(self, text: str) -> frozenset[str]:
        words = _WORD.findall(self.expanded(text).lower())
        bare = [word.removesuffix("'s") for word in words]
        return frozenset([*map(stem, bare), *bare])

    def _is_held(self, named: Named, held: frozenset[str], sentence: str) -> bool:
        words = [word.removesuffix("'s") for word in _WORD.findall(named.text.lower())]
        proper = [word for word in words if word not in STOPWORDS]
        if _has(proper, held):
            return True
        short = self._words_of(named.text) if _SHORT.search(named.text) else frozenset()
        if short and self._by_acronym(named.text, held):
            return True
        at_start = not sentence[: named.start].strip(" \"'(“‘•-")
        return at_start and (len(proper) == 1 or _has(proper[1:], held))

    def _by_acronym(self, name: str, held: frozenset[str]) -> bool:
        """Are the words of the name held once its acronyms are spelt out, or the reverse?"""
        for mention in self._acronyms.mentions(name):
            rest = (name[: mention.start] + " " + name[mention.end :]).lower()
            own = [word for word in _WORD.findall(rest) if word not in STOPWORDS]
            if any(_has([*own, *_WORD.findall(way.lower())], held | STOPWORDS) for way in mention.others):
                return True
        return False

    def _actors(self, text: str) -> Iterator[tuple[str, Named]]:
        """The authorities that a text speaks of: each by its place, or by its kind ("council", "board")."""
        for match in _RUN.finditer(text):
            words = set(re.findall(r"\w+", match[0].lower()))
            place = next((name for name, own in self._places.items() if own and own <= words), None)
            if place:
                yield f"{_kind(place)} {place}", Named(match[0], *match.span())
        for match in re.finditer(r"\bthe\s+(council|ICB|integrated\s+care\s+board)\b", text, re.IGNORECASE):
            yield _kind(match[1]), Named(match[0], *match.span())


def _kind(name: str) -> str:
    return "council" if "council" in name.lower() else "board"


def _any_same(actor: str, others: Iterable[str]) -> bool:
    """Is it one of these, or may it be: "the council" any council that is named, and the reverse?"""
    return any(
        actor == other
        or (
            actor.split(maxsplit=1)[0] == other.split(maxsplit=1)[0] and " " not in min(actor, other, key=len)
        )
        for other in others
    )


def _distinctive(authority: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", authority.lower()) if word not in GENERIC)


def _named(text: str, taken: list[Span]) -> Iterator[Named]:
    found: list[Named] = []
    for match in _RUN.finditer(text):
        words = [word for word in _WORD.findall(match[0].lower()) if word not in _NOT_NAMES]
        if words and not overlaps(match.span(), taken):
            found.append(Named(match[0], *match.span()))
    covered = [(each.start, each.end) for each in found]
    for match in _BODY.finditer(text):
        # "the committee" may be what the source calls "it"; "the council" is an authority.
        if (
            re.search(r"\b(?:the|its|a|this|that)\s$", text[: match.start()], re.I)
            and "council" not in match[0].lower()
        ):
            continue
        if not overlaps(match.span(), [*covered, *taken]):
            found.append(Named(match[0], *match.span()))
    yield from sorted(found, key=lambda each: each.start)


def _has(words: list[str], held: frozenset[str]) -> bool:
    return all(word in held or stem(word) in held or word in _NOT_NAMES for word in words)


def _beside(text: str, named: Named) -> set[str]:
    """Stems of the nearest words on either side of a name that say something."""
    before = [stem(w) for w in _WORD.findall(text[: named.start].lower()) if w not in STOPWORDS][-_BESIDE:]
    after = [stem(w) for w in _WORD.findall(text[named.end :].lower()) if w not in STOPWORDS and w != "s"][
        :_BESIDE
    ]
    return {word for word in (*before, *after) if not word[0].isdigit()}
