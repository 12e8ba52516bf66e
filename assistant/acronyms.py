"""Acronyms matched both ways: where a text is written short, what it stands for, and the reverse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.acronym_table import AcronymTable, Meaning, load_table

_PART = re.compile(r"\w+")
# "section 117", "s117", "s.117": Acts are cited both ways. One figure alone is more often a part of a paper.
_SECTION = (
    r"(?P<section>(?<!['’])(?:(?P<long_section>sections?\s+)|s\.?\s?)(?P<number>\d{2,3}[a-z]{0,2})(?!\w))"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where something is written short or spelt out, with offsets into the text.

    ``others`` are the other ways of writing it, in every meaning that it may have. ``meaning`` is what a
    short form stands for; None where it stands for several things, and for what is spelt out already.
    """

    start: int
    end: int
    others: tuple[str, ...]
    short: bool
    meaning: str | None = None


class Acronyms:
    """A table of acronyms ready to be looked for in texts. Safe to share between threads."""

    def __init__(self, table: AcronymTable) -> None:
        self._meanings = {acronym.casefold(): held for acronym, held in table.meanings.items()}
        self._spelling = {acronym.casefold(): acronym for acronym in table.meanings}
        self._shorts_of = _shorts_of(table.meanings)
        self._wordings_of = _wordings_of(table.meanings.values())
        self._pattern = _pattern(table)

    def mentions(self, text: str) -> list[Mention]:
        """Every acronym, and everything that has one, in the order of the text; none overlap."""
        return [self._mention(match) for match in self._pattern.finditer(text)]

    def expanded(self, text: str, is_held: Callable[[str], bool] = lambda _: True) -> str:
        """The text with what each acronym stands for in brackets: "OT (occupational therapy)".

        Once for each meaning, and not where the text spells it out itself. An acronym with several meanings
        stays as it is, and so does one whose meaning ``is_held`` says no document has.
        """
        mentions = self.mentions(text)
        told = {_key(text[each.start : each.end]) for each in mentions if not each.short}
        pieces, done = [], 0
        for mention in mentions:
            ways = {_key(way) for way in (mention.meaning, *mention.others) if way}
            if mention.meaning and told.isdisjoint(ways) and is_held(mention.meaning):
                pieces += [text[done : mention.end], f" ({mention.meaning})"]
                done = mention.end
                told.add(_key(mention.meaning))
        return "".join([*pieces, text[done:]])

    def both_ways(self, text: str) -> str:
        """The text followed by the other ways of writing what stands in it, to compare words with."""
        others = dict.fromkeys(other for mention in self.mentions(text) for other in mention.others)
        return " ".join([text, *others])

    def _mention(self, match: re.Match[str]) -> Mention:
        start, end = match.span()
        if match["section"]:
            return _section(match)
        if match["short"]:
            return self._short(start, end, " ".join(match["short"].split()).casefold())
        own = _key(match["long"])
        others = tuple(other for other in self._all_of(self._wordings_of[own]) if _key(other) != own)
        return Mention(start, end, others, short=False)

    def _short(self, start: int, end: int, acronym: str) -> Mention:
        meanings = self._meanings[acronym]
        others = dict.fromkeys(other for meaning in meanings for other in (*meaning, *self._all_of(meaning)))
        others.pop(self._spelling[acronym], None)
        meaning = meanings[0][0] if len(meanings) == 1 else None
        return Mention(start, end, tuple(others), short=True, meaning=meaning)

    def _all_of(self, wordings: Iterable[str]) -> tuple[str, ...]:
        """The acronyms of these wordings, and the wordings."""
        shorts = [short for wording in wordings for short in self._shorts_of[_key(wording)]]
        return tuple(dict.fromkeys([*shorts, *wordings]))


def _section(match: re.Match[str]) -> Mention:
    number = match["number"]
    if match["long_section"]:
        return Mention(*match.span(), (f"s{number}", f"s.{number}"), short=False)
    meaning = f"section {number}"
    return Mention(*match.span(), (f"s{number}", f"s.{number}", meaning), short=True, meaning=meaning)


@lru_cache(maxsize=8)
def load_acronyms(own: Path | None = None) -> Acronyms:
    """The packaged acronyms, with those of a table of one's own before them. Raises SettingsError."""
    return Acronyms(load_table(own))


def _shorts_of(meanings: Mapping[str, tuple[Meaning, ...]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for acronym, held in meanings.items():
        for wording in (wording for meaning in held for wording in meaning):
            found.setdefault(_key(wording), []).append(acronym)
    return found


def _wordings_of(meanings: Iterable[tuple[Meaning, ...]]) -> dict[str, tuple[str, ...]]:
    """Each wording's key -> all wordings of its meaning."""
    found: dict[str, tuple[str, ...]] = {}
    for meaning in (meaning for held in meanings for meaning in held):
        for wording in meaning:
            found[_key(wording)] = tuple(dict.fromkeys([*found.get(_key(wording), ()), *meaning]))
    return found


def _key(wording: str) -> str:
    """What is the same of a wording however it is written: no "and", no plural at its end, no punctuation."""
    words = [word for word in _PART.findall(wording.casefold()) if word != "and"]
    return re.sub(r"(?<=\w\w)(?:ies|y|(?<!s)s)$", "", "".join(words))


def _pattern(table: AcronymTable) -> re.Pattern[str]:
    shorts = sorted(table.meanings, key=lambda acronym: (-len(acronym), acronym))
    wordings = {wording for held in table.meanings.values() for meaning in held for wording in meaning}
    longs = sorted(wordings, key=lambda wording: (-len(wording), wording))
    short = "|".join(_as_short(acronym, acronym in table.as_written) for acronym in shorts)
    long = "|".join(map(_as_long, longs))
    return re.compile(
        rf"(?<![\w&])(?:{_SECTION}|(?P<long>{long})(?!\w)|(?P<short>{short})(?:['’]?(?-i:s))?(?![\w&]))",
        re.IGNORECASE,
    )


def _as_short(acronym: str, as_written: bool) -> str:
    spaced = r"\s+".join(map(re.escape, acronym.split()))
    return f"(?-i:{spaced})" if as_written else spaced


def _as_long(wording: str) -> str:
    """A pattern of its words with any punctuation between them, and the plural of the last."""
    words = [word for word in _PART.findall(wording.casefold()) if word != "and"]
    joined = "".join(r"\W*s" if word == "s" else rf"\W+(?:and\W+)?{re.escape(word)}" for word in words[1:])
    whole = re.escape(words[0]) + joined
    if whole.endswith("y"):
        return f"{whole[:-1]}(?:y|ies)"
    return whole if whole.endswith("ss") else f"{whole.removesuffix('s')}s?"
