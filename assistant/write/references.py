"""References of a sentence: numbers of papers and decisions, parts of papers, Acts and their sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.question import stem
from assistant.write.plain import Span, overlaps, plain
from assistant.write.times import times

Kind = Literal["code", "part", "section", "page", "act"]

_SECTION = re.compile(
    r"(?<![\w'])(?:sections?|ss?\.?)\s?(?P<number>\d{1,3}[A-Z]{0,2}(?:\s?\(\w{1,4}\))*)"
    r"(?P<more>(?:(?:,|\s+and|\s+or|\s+to)\s+\d{1,3}[A-Z]{0,2}(?:\(\w{1,4}\))*(?!\s+\w+s\b)){0,4})",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\b(?:pages?|pp?\.)\s?\d{1,4}\b", re.IGNORECASE)
_LABELS = (
    "appendix|appendices|annex(?:e|es)?|schedules?|paragraphs?|paras?\\.?|tables?|figures?|lots?|items?|notes?|"
    "chapters?|clauses?|regulations?|articles?|parts?|options?|recommendations?|questions?|points?|indicators?|"
    "measures?|phases?|versions?|issues?|rows?|columns?|charts?|bands?|tiers?|minutes?|decisions?|"
    "volumes?|steps?|objectives?|priorit(?:y|ies)|policy|policies|resolutions?|criteri(?:on|a)|zones?|"
    "wards?|goals?|outcomes?|standards?|principles?|requirements?|conditions?|actions?"
)
_NUMBER = r"\(?(?:\d{1,3}(?:\.\d{1,3})*[A-Za-z]?|[A-Z]\d{0,2}|[a-z](?=\)))\)?(?![\w%/]|[.,:]\d)"
_PART = re.compile(
    rf"\b(?P<label>(?i:{_LABELS}))\s(?:(?i:no\.?|number)\s)?(?P<number>{_NUMBER})"
    rf"(?P<more>(?:(?:,|\s(?:and|or|to))\s{_NUMBER}){{0,4}})"
)
# "the decision 24 days later": the number is not the decision's.
_COUNTABLE = re.compile(r"(?:\s+(?:per cent|%|million|weeks?|days?|months?|years?|hours?|people)\b)", re.I)
_CODES = re.compile(
    r"(?<![\w/])(?:"
    r"[A-Z]{2,10}\s\d{2,}(?:[./-]\d+)*(?!\s?%|,\d)|"
    r"(?=[\w./-]*\d)(?=[\w./-]*[A-Za-z])[A-Za-z0-9]+(?:[./-][A-Za-z0-9]+)*|"
    r"\d{1,4}/\d{3,8}(?:/\d+)*|\d+(?:-\d{3,}){1,4}"
    r")(?![\w/])"
)
_NO_CODE = re.compile(
    r"\d+(?:st|nd|rd|th|k|m|bn|mn|p|pm|am|pc|hrs?|wks?|days?|x|fte|km|kg|g|mm|cm|sqm|ft)|(?:\d+[.:])?\d+(?:am|pm)|"
    r"\d[\d,.]*-(?:[a-z]+-?)+|\w+\.(?:com|uk|org|net|example)\b.*",
    re.IGNORECASE,
)
_ACT_WORD = r"[A-Z][\w'&-]*"
_ACT = re.compile(
    rf"(?:{_ACT_WORD},?\s(?:(?:of|and|for|the|in|to|on)\s){{0,2}}){{1,8}}?"
    rf"(?:Acts?|Regulations?|Order|Directive|Rules)\b(?:\s\((?:No\.?\s)?[\w ]{{1,20}}\))?"
    r"(?:,?\s(?:19|20)\d\d)?"
)
_SMALL = frozenset("the a an of and for in to on under section act acts regulation regulations order".split())  # noqa: SIM905
# A number before the words of a paragraph, an item or a row: "3.4 The Provider", "c) keep", "2b Children".
_NUMBERING = re.compile(
    r"(?:^|[.?!:;…|]\s|\s{2}|\n|…\s)\W{0,2}"
    r"(?P<number>\(?(?:\d{1,3}(?:\.\d{1,3})*[a-z]?|[A-Za-z])[.)]*)\s(?=\W{0,2}\w)"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference with its offsets. ``value`` is what is the same however it is written."""

    kind: Kind
    value: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return self.start, self.end


@lru_cache(maxsize=4096)
def references(text: str) -> tuple[Reference, ...]:
    """The references of a text, of those that overlap the first kind found, in order."""
    said = plain(text)
    found: list[Reference] = []
    for each in _found(said):
        if not overlaps((each.start, each.end), [(other.start, other.end) for other in found]):
            found.append(each)
    return tuple(sorted(found, key=lambda each: each.start))


def _found(text: str) -> Iterator[Reference]:
    for match in _PAGE.finditer(text):
        yield Reference("page", _joined(match[0][-6:].split(" ")[-1]), *match.span())
    yield from (_act(match) for match in _ACT.finditer(text))
    for match in _SECTION.finditer(text):
        number = re.sub(r"\s", "", match["number"]).lower()
        yield Reference("section", number, match.start(), match.end("number"))
        yield from _more("section", "", match)
    for match in _PART.finditer(text):
        if not _COUNTABLE.match(text, match.end("number")):
            label = stem(match["label"].lower().split()[-1].rstrip("."))
            yield Reference("part", f"{label} {_joined(match['number'])}", match.start(), match.end("number"))
            yield from _more("part", f"{label} ", match)
    yield from _codes(text)


def _more(kind: Kind, before: str, match: re.Match[str]) -> Iterator[Reference]:
    """The further numbers of "sections 21 and 22", "indicators 1b, 2a or 3a"."""
    start = match.start("more")
    for number in re.finditer(r"(?<![a-z])\(?(?:\d[\w.()]*|[A-Za-z]\)?(?![a-z]))", match["more"]):
        yield Reference(kind, before + _joined(number[0]), start + number.start(), start + number.end())


def _act(match: re.Match[str]) -> Reference:
    name = " ".join(stem(word) for word in re.findall(r"\w+", match[0].lower()) if word not in _SMALL)
    return Reference("act", name, *match.span())


def _codes(text: str) -> Iterator[Reference]:
    """Numbers of papers, decisions and the like; no dates, amounts or things counted."""
    periods = [(time.start, time.end) for time in times(text)]
    for match in _CODES.finditer(text):
        priced = text[: match.start()].rstrip()[-1:] in ("£", "$", "€")
        whole = any(start <= match.start() and match.end() <= end for start, end in periods)
        number = re.search(r"(?<=[A-Z]\s)\d", match[0])
        whole = whole or bool(number and match.start() + number.start() in {start for start, _ in periods})
        parted = [(start, end) for start, end in periods if overlaps(match.span(), [(start, end)])]
        covers_none = all(match.start() <= start and end <= match.end() for start, end in parted)
        if whole or not covers_none or _NO_CODE.fullmatch(match[0]) or priced:
            continue
        yield Reference("code", _joined(match[0]), *match.span())


def _joined(number: str) -> str:
    return re.sub(r"[\W_]", "", number).lower()


_SINCE = re.compile(
    r"\b(?:since|after|replac(?:es|ed|ing)|supersed(?:es|ed|ing)|withdraw(?:s|n|ing)|previous|former|before)\s(?:the\s)?$",
    re.IGNORECASE,
)


def is_replaced(text: str, reference: Reference) -> bool:
    """Is it named as what came before: "changes since version 2.2", "replacing version 2.2"?"""
    return bool(_SINCE.search(plain(text)[: reference.start]))


@dataclass(frozen=True, slots=True)
class HeldReferences:
    """What a source and what surrounds it have in the way of references."""

    references: tuple[Reference, ...]
    numbering: frozenset[str]
    figures: frozenset[str]
    stems: frozenset[str]

    def has(self, reference: Reference) -> bool:
        """Does this reference stand there? A section may be given without its subsection."""
        same = [each.value for each in self.references if each.kind == reference.kind]
        if reference.kind == "section":
            return any(value == reference.value or value.startswith(f"{reference.value}(") for value in same)
        if reference.kind == "act":
            return set(reference.value.split()) <= self.stems and not self._is_of_other_year(reference)
        if reference.kind == "part":
            number = reference.value.split(" ")[-1]
            return reference.value in same or (number in self.numbering and not _is_lettered(reference))
        if reference.kind == "code":
            return reference.value in {*same, *self.numbering} or self._otherwise(reference.value)
        return reference.value in same

    def _is_of_other_year(self, act: Reference) -> bool:
        """Is an Act of this name there with other years alone, as "Local Government Act 2003" for 1992?"""
        name, year = _year_apart(act)
        same = [_year_apart(each) for each in self.references if each.kind == "act"]
        years = {other for each, other in same if each == name and other}
        return bool(year and years) and year not in years

    def _otherwise(self, code: str) -> bool:
        """Is it the number of a part ("indicator 2b"), or a count behind a name in capitals ("ICB 40")?"""
        in_part = any(each.value.endswith(f" {code}") for each in self.references if each.kind == "part")
        behind = re.fullmatch(r"[a-z]+(\d+)", code)
        return in_part or bool(behind and behind[1] in self.figures)


def _year_apart(act: Reference) -> tuple[str, str]:
    found = re.fullmatch(r"(?P<name>.*?)\s*(?P<year>(?:19|20)\d\d)?", act.value)
    return (found["name"], found["year"] or "") if found else (act.value, "")


def _is_lettered(reference: Reference) -> bool:
    """Appendices, annexes and schedules have headings of their own, and no numbering that could be theirs."""
    return reference.value.split(" ")[0] in {stem("appendix"), stem("appendices"), "annex", "schedul", "tabl"}


def held_references(quoted: str, around: str, expanded: str) -> HeldReferences:
    """``expanded``: the words of both with their acronyms spelt out."""
    both = (*references(quoted), *references(around))
    numbering = {
        _joined(match["number"]) for text in (quoted, around) for match in _NUMBERING.finditer(plain(text))
    }
    figures = frozenset(re.findall(r"(?<![\w.,])\d[\d,]*(?![\w/])", plain(quoted)))
    words = frozenset(stem(word) for word in re.findall(r"\w+", plain(expanded).lower()))
    return HeldReferences(both, frozenset(numbering), figures, words)
