"""Who does what: an authority, officer or panel of a sentence that stands where its source has another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.question import stem
from assistant.units import sentences
from assistant.words import STOPWORDS
from assistant.write.beside import fits_better, line
from assistant.write.names import Names
from assistant.write.plain import Span, overlaps, plain
from ingest.document import Span as Place

_BEFORE = (
    "chief|deputy|executive|lead|clinical|social|nurse|nursing|medical|monitoring|senior|case|care|link|duty|"
    "district|commissioning|contract|finance|cabinet|corporate|assistant|strategic|responsible|named"
)
_NAME = r"[A-Z][\w'-]*"
_OF = rf"(?:\s(?:of|for)\s{_NAME}(?:,?\s(?:and\s)?{_NAME}){{0,4}})?"
_OFFICER = re.compile(
    rf"\b(?:(?i:{_BEFORE})[\s-]){{0,2}}(?P<head>(?i:directors?|officers?|executive|managers?|assessors?|"
    r"social\sworkers?|nurses?|clinical\sleads?|leader|cabinet\smembers?|coordinators?|clinicians?|secretary|heads?(?=\sof\s)))"
    rf"{_OF}(?![\w-])"
)
_PANEL = re.compile(
    rf"\b(?:{_NAME}\s){{0,3}}(?P<head>(?i:panel|committee|cabinet|commission))(?!\s(?i:member))(?![\w-])"
)
# Each of these is nobody else: the provider of a service is not its buyer, nor are schools parents.
_OTHERS = {
    "provider": r"(?:providers?|contractors?|suppliers?)",
    "school": r"schools",
    "parent": r"(?:parents|families|carers)",
    "doctor": r"(?:GPs?|doctors)",
    "group": r"(?:clinical\scommissioning\sgroups?|CCGs?)",
    "regulator": r"(?:Information\sCommissioner(?:'s\sOffice)?|ICO|CQC|Ofsted|regulators?)",
    "tribunal": r"(?:tribunal|courts?|ombudsman)",
}
_OTHER = re.compile(
    "|".join(rf"(?P<{kind}>\b(?i:{names})\b(?!:))" for kind, names in _OTHERS.items())
    + r"|\b(?P<board>NHS)\b(?!\s[A-Z])"
)
# One of these without an article is no body that acts.
_BARE_KIND = re.compile(r"(?i:tribunal|court|provider|contractor|supplier|regulator)")
_NO_ARTICLE = re.compile(r"(?:^|[.;:,]\s|\b(?:of|for|in|on|to|with|and)\s)$")
# A company by its form: each is nobody else, but may be what a paper calls the provider.
_COMPANY = re.compile(
    r"(?:[A-Z][\w'&-]*\s){1,4}(?:Ltd|Limited|plc|PLC|CIC|LLP|Inc)\b|(?:[A-Z][\w'&-]*\s){1,3}NHS\sTrust\b"
)
_OF_AUTHORITY = ("officer", "panel")
_FORMS_OF_COMPANY = frozenset(
    map(stem, ("ltd", "limited", "plc", "cic", "llp", "inc", "nhs", "trust", "the"))
)
_BODIES = ("council", "board")
# "In Averdale", "Averdale's contract": where, or whose, and not who.
_WHERE = re.compile(
    r"\b(?:in|across|throughout|within|around)\s+(?:the\s+)?\w+(?:'s)?$|\w'$|'s$", re.IGNORECASE
)
_WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_INSTEAD = re.compile(
    r"^\W*(?:[\w.()]*\d[\w.()]*\W+)?(?:it|they|we|this|these|those|both|he|she)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Agent:
    """One who acts, with its offsets: ``kind`` as "council" or "officer", ``name`` what tells it apart."""

    kind: str
    name: frozenset[str]
    start: int
    end: int

    @property
    def span(self) -> Span:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Agents:
    """Compares agents as a paper of ``authority`` names them ("council averdale"; "" where not known)."""

    names: Names
    authority: str

    def misplaced(self, sentence: str, quoted: str, around: str) -> Iterator[Agent]:
        """Those of the sentence whose words the source says of another."""
        ours = agents(sentence, self.names)
        ours = tuple(each for each in ours if not _is_attribute(each, plain(sentence)))
        theirs = (*agents(quoted, self.names), *self._itself(quoted))
        # "In Averdale the NHS pays" tells where, and not that the council of Averdale does.
        acting = [each for each in ours if not _says_where(each, plain(sentence))]
        rivals = [each for each in theirs if not any(self.may_be(each, own) for own in acting)]
        rivals = [each for each in rivals if not _is_kind_of_thing(each, plain(quoted))]
        said, told = line(_hidden(sentence, ours, "qy")), line(_hidden(quoted, theirs, "zy"))
        for own in ours:
            if _is_kind_of_thing(own, plain(sentence)):
                continue
            there = [each.span for each in theirs if self.may_be(own, each)]
            others = [each.span for each in ours if each != own]
            where = self._is_where(own, sentence)
            if any(
                fits_better(said, told, [own.span], there, [rival.span], others, with_figures=True)
                for rival in rivals
                if (own.kind == "company") == (rival.kind == "company")
                and not self.may_be(own, rival)
                and not (where and rival.kind not in _BODIES)
            ) or self._is_strange(own, sentence, quoted, around):
                yield own

    def _is_where(self, own: Agent, sentence: str) -> bool:
        """Does it only say where: the paper's own authority, of whose place a provider tells too?"""
        is_body = own.kind in _BODIES and bool(self.authority) and self._is_own(own)
        return is_body and _says_where(own, plain(sentence))

    def _itself(self, quoted: str) -> Iterator[Agent]:
        """ "We" in a paper is its own authority, where that is known."""
        kind, _, place = self.authority.partition(" ")
        if kind:
            for match in _WE.finditer(quoted):
                yield Agent(kind, frozenset(place.split()), *match.span())

    def may_be(self, one: Agent, other: Agent) -> bool:
        """May both be the same? An authority's officers and panels act for it."""
        if one.kind == other.kind:
            return one.name <= other.name or other.name <= one.name
        kinds = {one.kind, other.kind}
        if kinds == {"company", "provider"}:
            return True
        if kinds == set(_OF_AUTHORITY):
            return True
        body = one if one.kind in _BODIES else other
        return bool(kinds & set(_OF_AUTHORITY)) and body.kind in _BODIES and self._is_own(body)

    def _is_own(self, body: Agent) -> bool:
        """Is it the paper's own authority, as far as that is known?"""
        kind, _, place = self.authority.partition(" ")
        return not kind or (kind == body.kind and body.name <= set(place.split()))

    def _is_strange(self, own: Agent, sentence: str, quoted: str, around: str) -> bool:
        """Does it begin with another authority than the paper's, where the nearest words name it nowhere?"""
        if own.kind not in _BODIES or own.start > len("The ") or self._is_own(own):
            return False
        nearest = _nearest(sentence[own.end :], quoted)
        named = (*agents(nearest, self.names), *agents(around, self.names))
        is_named = any(each.kind == own.kind and self.may_be(own, each) for each in named)
        does = _next_word(sentence, own)
        is_named = is_named or any(
            each.kind == own.kind and self.may_be(own, each) and _next_word(quoted, each) == does
            for each in agents(quoted, self.names)
        )
        return bool(nearest) and not is_named and not _INSTEAD.match(nearest)


def _says_where(agent: Agent, text: str) -> bool:
    return bool(_WHERE.search(text[: agent.end]))


def _next_word(text: str, agent: Agent) -> str:
    """The stem of the word behind it, which is most often what it does."""
    found = re.match(r"\W{1,2}([a-z]+)", text[agent.end :])
    return stem(found[1]) if found else ""


def _is_attribute(agent: Agent, text: str) -> bool:
    """Does it only tell which thing is meant: "the Averdale agreement"?"""
    is_place = agent.kind in _BODIES and agent.name and " " not in text[agent.start : agent.end]
    return (
        bool(is_place)
        and bool(re.search(r"\bthe\s$", text[: agent.start], re.I))
        and bool(re.match(r"\s[a-z]", text[agent.end :]))
    )


def _is_kind_of_thing(agent: Agent, text: str) -> bool:
    """Does it, without an article, only tell what kind of thing is meant: "Tribunal evidence"?"""
    before, behind = text[: agent.start], text[agent.end :]
    return bool(_BARE_KIND.fullmatch(text[agent.start : agent.end]) and _NO_ARTICLE.search(before)) and bool(
        re.match(r"\s[a-z]", behind)
    )


def agents_of(names: Names, around: str) -> Agents:
    """``around`` has the authority of the paper, as the library names it, on a line of its own."""
    return Agents(names, names.authority_of(around))


@lru_cache(maxsize=4096)
def agents(text: str, names: Names) -> tuple[Agent, ...]:
    """Those who act in a text, in order."""
    said = plain(text)
    found = [Agent("officer", _stems(match[0]), *match.span()) for match in _OFFICER.finditer(said)]
    for finder in (_companies(said), _bodies(said, names), _panels(said), _others(said)):
        taken = [each.span for each in found]
        found += [each for each in finder if not overlaps(each.span, taken)]
    found.sort(key=lambda each: each.start)
    return tuple(sorted((*found, *_taken_up(said, found)), key=lambda each: each.start))


def _taken_up(text: str, found: Sequence[Agent]) -> Iterator[Agent]:
    """ "It" and "they" at the start of a sentence: the first that the sentence before it names."""
    for match in re.finditer(r"(?<=[.!])\s(?P<it>It|They|He|She)\b", text):
        begin = max((text.rfind(sign, 0, match.start() - 1) for sign in (". ", "? ", "! ")), default=-1)
        if first := next((each for each in found if begin < each.start < match.start()), None):
            yield Agent(first.kind, first.name, *match.span("it"))


def _bodies(text: str, names: Names) -> Iterator[Agent]:
    for actor, named in names.actors(text):
        kind, _, place = actor.partition(" ")
        yield Agent(kind, frozenset(place.split()), *named.span)


def _companies(text: str) -> Iterator[Agent]:
    for match in _COMPANY.finditer(text):
        yield Agent("company", _stems(match[0]) - _FORMS_OF_COMPANY, *match.span())


def _panels(text: str) -> Iterator[Agent]:
    yield from (Agent("panel", _stems(match[0]), *match.span()) for match in _PANEL.finditer(text))


def _others(text: str) -> Iterator[Agent]:
    for match in _OTHER.finditer(text):
        yield Agent(str(match.lastgroup), frozenset(), *match.span())


def _stems(name: str) -> frozenset[str]:
    words = (word.lower() for word in re.findall(r"[^\W\d_]+", name))
    return frozenset(stem(word) for word in words if word not in STOPWORDS)


def _hidden(text: str, found: Sequence[Agent], by: str) -> str:
    """The text with a word of its own in place of each agent, every offset kept."""
    for each in found:
        text = text[: each.start] + by.ljust(each.end - each.start) + text[each.end :]
    return text


def _nearest(sentence: str, quoted: str) -> str:
    """The sentence of the quotation with the most of these words."""
    wanted = _stems(sentence)
    pieces = [quoted[each.start : each.end] for each in sentences(quoted, Place(0, len(quoted)))]
    return max(pieces, key=lambda piece: len(wanted & _stems(piece)), default="")
