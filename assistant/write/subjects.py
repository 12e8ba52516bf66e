"""Who is the subject of a deed: "the council gave notice" is not "the provider gave notice".

``agents`` holds words beside names against each other; here it is the verb itself, active ("the trust sets"),
passive ("set by the trust") or behind a relative ("the trust, which sets"), whatever else both texts name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.units import sentences
from assistant.write.agents import Agent, Agents, agents
from assistant.write.plain import Span, plain
from assistant.write.synonyms import same_meaning, with_phrases
from assistant.write.wording import content, root
from ingest.document import Span as Place

_CAPITALS = r"(?:[A-Z][\w'&-]*)(?:\s(?:(?:and|of|for)\s)?[A-Z][\w'&-]*)+"
_TRUST = r"(?:hospital\s|foundation\s|acute\s)?trusts?"
_NAMED = re.compile(rf"\b(?P<named>{_CAPITALS})|\b(?P<trust>(?i:{_TRUST}))\b")
_AUXILIARY = (
    r"(?:has|have|had|will|would|shall|should|may|must|can|could|might|also|then|still|now|only|always|"
    r"never|not|both|each|\w+ly)"
)
# "Carried out" is one verb. What a clause between commas says of the subject is passed over.
_PARTICLE = r"(?:\s(?:out|over|up|off|back|on))?"
_BETWEEN = r"(?:,\s(?:which|who)\s[^,.;]{1,80},)"
_DOES = re.compile(
    rf"(?:{_BETWEEN}|,?\s(?:which|who|that)\b)?(?:\s{_AUXILIARY})*\s(?P<verb>[a-z]+{_PARTICLE})\b"
)
_DONE_BY = re.compile(
    rf"\b(?P<verb>[a-z]+(?:ed|en|un|ld|id|et|ade|aid){_PARTICLE})\sby\s(?:the\s|an?\s|its\s|our\s)?$"
)
_AND = re.compile(r"\s(?:and|or)\s(?:the\s|an?\s|its\s|our\s)?")
# What somebody is: "the council is the lead commissioner", "acts as host".
_ROLE = re.compile(
    rf"{_BETWEEN}?(?:\s{_AUXILIARY})*\s(?:is|are|was|were|be|remains?|becomes?|(?:acts?|acted|acting|serves?|served)\sas)"
    r"\s(?:the\s|an?\s)?(?P<role>(?:[a-z]+\s)?(?:commissioner|provider|chair|host|owner|employer|landlord|"
    r"regulator|controller|buyer|supplier|funder|sponsor|lead))\b"
)
_ITSELF = re.compile(r"\b(?:it|they|we|who|which)(?:\s\w+ly)?\s(?P<verb>[a-z]+)\b", re.IGNORECASE)
# What others may do besides tells of nobody else.
_COMMON = frozenset(
    map(
        root,
        (
            "is",
            "are",
            "was",
            "were",
            "be",
            "been",
            "has",
            "have",
            "had",
            "do",
            "does",
            "did",
            "includ",
            "contain",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does what: the root of the verb, and where its subject stands."""

    verb: str
    subject: Agent


def other_subject(sentence: str, quoted: str, agents_: Agents) -> Iterator[Span]:
    """Where the sentence has the subject of a deed that in the source only others do."""
    theirs = _deeds(quoted, agents_)
    unnamed = {root(match["verb"]) for match in _ITSELF.finditer(plain(quoted))}
    for deed in _deeds(sentence, agents_):
        alike = {deed.verb, *same_meaning(deed.verb)}
        rivals = [each.subject for each in theirs if each.verb in alike]
        if not rivals or alike & unnamed or any(_may_be(deed.subject, each, agents_) for each in rivals):
            continue
        yield deed.subject.span


def _may_be(one: Agent, other: Agent, agents_: Agents) -> bool:
    if "name" in (one.kind, other.kind):
        shared = one.name & other.name
        return bool(shared) or not one.name or not other.name
    return agents_.may_be(one, other)


def _deeds(text: str, agents_: Agents) -> list[Deed]:
    return [
        deed
        for span in sentences(text, Place(0, len(text)))
        for deed in _deeds_of(plain(text), span.start, span.end, _subjects(text, agents_))
    ]


def _deeds_of(text: str, start: int, end: int, subjects: tuple[Agent, ...]) -> Iterator[Deed]:
    for each in subjects:
        if not start <= each.start < end:
            continue
        behind = _DOES.match(text, _end_of_joined(each, subjects, text))
        before = _DONE_BY.search(text[start : _start_of_joined(each, subjects, text)])
        for match in (behind, before):
            verb = with_phrases(match["verb"]).split()[0] if match else ""
            if verb and content(verb) and root(verb) not in _COMMON:
                yield Deed(root(verb), each)
        if match := _ROLE.match(text, each.end):
            yield Deed(f"={match['role']}", each)


def _end_of_joined(one: Agent, subjects: tuple[Agent, ...], text: str) -> int:
    """Where "the council and the provider" ends, for each of the two."""
    joined = (each.end for each in subjects if _AND.fullmatch(text[one.end : each.start]))
    return next(joined, one.end)


def _start_of_joined(one: Agent, subjects: tuple[Agent, ...], text: str) -> int:
    joined = (each.start for each in subjects if _AND.fullmatch(text[each.end : one.start]))
    return next(joined, one.start)


def _subjects(text: str, agents_: Agents) -> tuple[Agent, ...]:
    known = agents(text, agents_.names)
    taken = [each.span for each in known]
    others = tuple(
        each for each in _names(text) if not any(a < each.end and each.start < b for a, b in taken)
    )
    return (*known, *others)


@lru_cache(maxsize=2048)
def _names(text: str) -> tuple[Agent, ...]:
    """Other names of several words, and trusts."""
    found = []
    for match in _NAMED.finditer(plain(text)):
        kind = "trust" if match["trust"] else "name"
        found.append(
            Agent(kind, frozenset(content(match[0])) if kind == "name" else frozenset(), *match.span())
        )
    return tuple(found)
