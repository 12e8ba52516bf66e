"""Names of authorities and other bodies in a sentence, and whether its source names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
# Forms of companies: "Ltd" for "Limited", and left out as often as not.
_FORMS = frozenset("ltd limited plc cic llp inc".split())  # noqa: SIM905
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_JOINED = re.compile(r"(?:'s?)?\s+(?:and|with|in|on|for|of|to)\s+(?:the\s+)?|'s?\s+")
_WHO = re.compile(
    r"\b(?:who|which\s+(?:\w+\s){0,2}?(?:provider|company|firm|organisation|body|council))\b[^?]*\?", re.I
)
_STOP = re.compile(r"[.!?](?=\s)")
_BESIDE = 2
# Words that may stand between those of a name, and those around an acronym that may belong to its name.
_BETWEEN, _WINDOW = 2, 6


@dataclass(frozen=True, slots=True)
class Named:
    """A name or a kind of body with its offsets."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return self.start, self.end


class Names:
    """What a library's papers call authorities: in full, by the place alone, or by an acronym."""

    def __init__(self, authorities: Iterable[str], acronyms: Acronyms | None = None) -> None:
        self._acronyms = acronyms or load_acronyms()
        self._places = {name: _distinctive(name) for name in authorities}
        self._spelt = lru_cache(maxsize=2048)(self._acronyms.both_ways)
        self._runs_of = lru_cache(maxsize=2048)(self._runs)

    def expanded(self, text: str) -> str:
        """The text followed by the other ways of writing what stands in it."""
        return self._spelt(plain(text))

    def missing(self, sentence: str, quoted: str, around: str, taken: Iterable[Span]) -> Iterator[Named]:
        """The names of a sentence that stand neither in the quotation nor around it, in order.

        ``taken``: what is a reference, a date or a figure and no name.
        """
        held = (*self._runs_of(quoted), *self._runs_of(around))
        said = plain(sentence)
        for named in _named(said, list(taken)):
            if not self._is_held(self._without_start(named, said), held):
                yield named

    def in_place_of(self, sentence: str, quoted: str) -> Iterator[Named]:
        """The authorities of a sentence that stand where the quotation names another, in order."""
        ours, theirs = list(self.actors(plain(sentence))), list(self.actors(plain(quoted)))
        known = {actor for actor, _ in theirs}
        said = {actor for actor, _ in ours}
        others = [(actor, named) for actor, named in theirs if not _any_same(actor, said)]
        for actor, named in ours:
            if _any_same(actor, known):
                continue
            words = _beside(plain(sentence), named)
            answered = self._answers_who(plain(sentence), plain(quoted))
            if answered or any(words & _beside(plain(quoted), other) for _, other in others):
                yield named

    def places(self, text: str) -> list[tuple[str, Span]]:
        """The authorities that a text names by their place, each with its offsets."""
        actors = (each for each in self.actors(plain(text)) if " " in each[0])
        return [(actor, (named.start, named.end)) for actor, named in actors]

    def authority_of(self, around: str) -> str:
        """The authority that has a line of its own in the surroundings, as ``actors`` has it; else ""."""
        named = next((each for each in around.split("\n") if each in self._places), "")
        return f"{_kind(named)} {named}" if named else ""

    def _answers_who(self, sentence: str, quoted: str) -> bool:
        """Does the quotation ask who and name somebody whom the sentence does not?"""
        asked = _WHO.search(quoted)
        answer = quoted[asked.end() :] if asked else ""
        named = [*_named(answer, []), *(Named(m[0], *m.span()) for m in _BODY.finditer(answer))]
        held = self._runs_of(sentence)
        return bool(named) and not any(self._is_held(each.text, held) for each in named)

    def _without_start(self, named: Named, sentence: str) -> str:
        """The name without the word that has its capital only because the sentence begins with it."""
        if sentence[: named.start].strip(" \"'(*-"):
            return named.text
        first, _, rest = named.text.partition(" ")
        is_name = _SHORT.fullmatch(_bare(first)) or any(
            _bare(first.lower()) in own for own in self._places.values()
        )
        return named.text if is_name or _is_of_company(rest) else rest

    def _runs(self, text: str) -> tuple[tuple[str, ...], ...]:
        """The stems of a text in order, and again with each acronym spelt out, and the reverse."""
        said = plain(text)
        own = [tuple(_stems(said))]
        for mention in self._acronyms.mentions(said):
            before, after = _stems(said[: mention.start])[-_WINDOW:], _stems(said[mention.end :])[:_WINDOW]
            own += [(*before, *_stems(way), *after) for way in mention.others]
        return tuple(own)

    def _is_held(self, name: str, held: Sequence[tuple[str, ...]]) -> bool:
        """Do the words of the name stand close together, or those of each name that it joins?"""
        if _stands(name, held):
            return True
        ways = (
            name[: mention.start] + way + name[mention.end :]
            for mention in self._acronyms.mentions(name)
            for way in mention.others
        )
        if any(_stands(way, held) for way in ways):
            return True
        parts = [part for part in _JOINED.split(name) if part]
        if len(parts) == 1 and self._ends_in_service(name):
            parts = name.rsplit(maxsplit=1)
        return len(parts) > 1 and all(self._is_held(part, held) for part in parts)

    def _ends_in_service(self, name: str) -> bool:
        """Is its last word short for a service and not for a body: "the Averdale OT contract"?"""
        found = [each for each in self._acronyms.mentions(name) if each.end == len(name)]
        return any(each.others and not any(map(_BODY.search, each.others)) for each in found)

    def actors(self, text: str) -> Iterator[tuple[str, Named]]:
        """The authorities that a text speaks of: each by its place, or by its kind ("council", "board")."""
        for match in _RUN.finditer(text):
            words = {_bare(word[0].lower()): word for word in _WORD.finditer(match[0])}
            found = [(place, own) for place, own in self._places.items() if own and own <= words.keys()]
            for place, own in found:
                # Of names that are joined, each stands where its own word does.
                first = min(words[word].start() for word in own) if len(found) > 1 else 0
                last = max(words[word].end() for word in own) if len(found) > 1 else len(match[0])
                start = match.start()
                yield f"{_kind(place)} {place}", Named(match[0][first:last], start + first, start + last)
        for match in re.finditer(
            r"\bthe\s+(?:(?:city|county|borough|district|local)\s+)?(council|ICB|integrated\s+care\s+board)\b",
            text,
            re.IGNORECASE,
        ):
            yield _kind(match[1]), Named(match[0], *match.span())


def _is_of_company(name: str) -> bool:
    """Does it end in a form of company, so that the word before belongs to it: "Care Ltd"?"""
    last = _WORD.findall(name.lower())[-1:]
    return bool(last) and last[0] in _FORMS


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
    # A reference parts names: "Contract OCC-0113 with Wherrygate Care Ltd".
    for match in _RUN.finditer(_parted(text, taken)):
        words = [word for word in _WORD.findall(match[0].lower()) if word not in _NOT_NAMES]
        # "the Committee" may be what the source calls "it".
        if len(words) == 1 and words[0] in GENERIC and not words[0].startswith("council"):
            continue
        if words:
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


def _parted(text: str, spans: Iterable[Span]) -> str:
    """The text with a sign that belongs to no name for every sign in these spans."""
    for start, end in spans:
        text = text[:start] + "|" * (end - start) + text[end:]
    return text


def _proper(name: str) -> list[str]:
    """The stems of a name's words that tell it from others."""
    words = (_bare(word.lower()) for word in _WORD.findall(name))
    return [stem(word) for word in words if word not in STOPWORDS | _NOT_NAMES | _FORMS]


def _bare(word: str) -> str:
    return re.sub(r"'s?$", "", word)


def _stems(text: str) -> list[str]:
    return [stem(_bare(word)) for word in _WORD.findall(text.lower())]


def _stands(name: str, held: Sequence[tuple[str, ...]]) -> bool:
    """Do all words of the name stand in one stretch little longer than it is?"""
    wanted, length = set(_proper(name)), len(_WORD.findall(name)) + _BETWEEN
    return not wanted or any(_is_in(wanted, run, length) for run in held)


def _is_in(wanted: set[str], run: tuple[str, ...], length: int) -> bool:
    if not wanted.issubset(run):
        return False
    first = next(iter(wanted))
    places = [at for at, word in enumerate(run) if word == first]
    return any(wanted.issubset(run[max(0, at - length + 1) : at + length]) for at in places)


def _beside(text: str, named: Named) -> set[str]:
    """Stems of the nearest words of its sentence on either side of a name that say something."""
    left, right = _STOP.split(text[: named.start].lower())[-1], _STOP.split(text[named.end :].lower())[0]
    before = [stem(w) for w in _WORD.findall(left) if w not in STOPWORDS][-_BESIDE:]
    after = [stem(w) for w in _WORD.findall(right) if w not in STOPWORDS and w != "s"][:_BESIDE]
    return {word for word in (*before, *after) if not word[0].isdigit()}
