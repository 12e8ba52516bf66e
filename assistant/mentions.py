"""Where a question names a period or somebody by name, so that one can be put in another's place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.periods import located_years
from assistant.question import GENERIC, speaks_of
from assistant.words import STOPWORDS, fold
from ingest.describe.datetext import MONTH, find_dates
from ingest.describe.gazetteer import council_of

_QUARTER = re.compile(
    r"\b(?:Q[1-4]|(?:first|second|third|fourth|last|final)\s+quarter|quarter\s+[1-4])\b", re.IGNORECASE
)
_MONTH_YEAR = re.compile(rf"\b(?:{MONTH})\b\.?,?(?:\s+of)?\s+(?:19|20)\d{{2}}\b", re.IGNORECASE)
# "May" and "March" are words too: by itself a month has its capital.
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_YEAR = re.compile(r"(?<![\d£,./-])(?:19|20)\d{2}(?![\d/–-]|[,.]\d)")
_BEFORE_PERIOD = re.compile(
    r"[\s,]*(?:\b(?:as\s+at|as\s+of|at\s+the\s+end\s+of|(?:in|for|during)\s+the\s+(?:financial\s+)?year|in|for|at|"
    r"on|by|since|of|from|until|during|between|up\s+to|and)\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][\w’'&-]*(?:\s+(?:(?:and|of|upon|on)\s+)?[A-Z][\w’'&-]*)*")
_JOINED = re.compile(r"(?:and|of|upon|on)\s+")
_POSSESSIVE = re.compile(r"[’']s?$")
_STARTS = frozenset({"according", "since", "compare", "list", "name", "describe", "explain", "about"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A period or a name as written, with the offsets where it stands; ``kind`` tells like from like."""

    kind: str
    text: str
    start: int
    end: int


def periods_in(text: str) -> list[Mention]:
    """Quarters, dates, financial years, months and years in order; of those that overlap, the longest."""
    found: list[Mention] = []
    for mention in sorted(_periods(text), key=lambda each: each.start - each.end):
        if not any(mention.start < other.end and other.start < mention.end for other in found):
            found.append(mention)
    return sorted(found, key=lambda each: each.start)


def _periods(text: str) -> Iterator[Mention]:
    yield from (Mention("date", text[d.start : d.end], d.start, d.end) for d in find_dates(text))
    yield from (
        Mention("financial year", text[start:end], start, end) for _, start, end in located_years(text)
    )
    for kind, pattern in (
        ("quarter", _QUARTER),
        ("month", _MONTH_YEAR),
        ("month alone", _MONTH),
        ("year", _YEAR),
    ):
        yield from (Mention(kind, m[0], m.start(), m.end()) for m in pattern.finditer(text))


def without_periods(text: str) -> str:
    """The text without the periods that it names, and without what leads up to them ("as at")."""
    for period in reversed(periods_in(text)):
        text = _BEFORE_PERIOD.sub("", text[: period.start]) + text[period.end :]
    return text.strip(" ,;")


def names_of(text: str, authorities: Iterable[str] = ()) -> list[Mention]:
    """Proper names, each whole ("Eastwold and Heath District Council"), without a possessive ending.

    The kind is "authority" for the known ``authorities`` and for places that have a council, else "name".
    """
    known = list(authorities)
    return [
        Mention("authority" if is_authority(name, known) else "name", name, start, start + len(name))
        for name, start in _names(text)
    ]


def _names(text: str) -> Iterator[tuple[str, int]]:
    for match in _NAME.finditer(text):
        run, start = match[0], match.start()
        first, _, later = run.partition(" ")
        # A sentence begins with a capital, whatever its first word is.
        if not start and fold(first) in STOPWORDS | _STARTS:
            joined = _JOINED.match(later)
            skipped = joined.end() if joined else 0
            run, start = later[skipped:], len(first) + 1 + skipped
        run = _POSSESSIVE.sub("", run)
        if any(fold(word) not in GENERIC | STOPWORDS and len(word) > 1 for word in run.split()):
            yield run, start


def is_authority(name: str, known: Iterable[str]) -> bool:
    """Is this one of the ``known`` authorities, or a place whose council everybody knows?"""
    return council_of(name) is not None or speaks_of(name, known)
