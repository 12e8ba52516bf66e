"""What a passage sends its reader to elsewhere in the same document ("see response to Question 1")."""

from __future__ import annotations

import re
from collections.abc import Collection

_ONE = r"\(?\d{1,2}\s?[a-z]?\b\)?"
_LIST = rf"({_ONE}(?:\s*(?:,|and|&|to|-|–)+\s*(?:questions?\s*|q\.?\s*)?{_ONE})*)"
_QUESTIONS = re.compile(rf"\b(?:questions?|q)\.?\s*(?:no\.?\s*|numbers?\s*)?{_LIST}", re.I)
_ANSWERS = re.compile(
    rf"\b(?:response|answer|reply|point|part|item)s?\s+(?:given\s+)?(?:to\s+|at\s+|in\s+|for\s+)?(?:no\.?\s*|number\s*)?{_LIST}"
    r"(?!\s*(?:working|calendar|days|weeks|months|years|%|per))",
    re.I,
)
_RANGE = re.compile(r"(\d{1,2})\)?\s*(?:to|-|–)\s*(?:questions?\s*|q\.?\s*)?\(?(\d{1,2})", re.I)
_NUMBER = re.compile(r"\d{1,2}\s?[a-z]?(?![a-z])")
_PART = re.compile(r"\b(Appendix|Annexe?|Schedule)\s+([A-Z]{1,2}|\d{1,2})\b", re.I)
_PARAGRAPH = re.compile(r"\b(?:paragraph|para|section)s?\.?\s+(\d{1,2}(?:\.\d{1,2})+)", re.I)
_ABOVE = re.compile(
    r"\b(?:as|see|per)\s+(?:the\s+)?(?:(?:response|answer|reply)\s+)?(?:given\s+)?above\b"
    r"|\bas\s+(?:the\s+)?previous\b|\bprevious (?:question|answer|response)\b|^same as above",
    re.I,
)
_SHORT_WORDS = 20


def references(said: str, known: Collection[str], own: Collection[str], before: str = "") -> tuple[str, ...]:
    """The sections that ``said`` names and that are ``known`` in the document, its ``own`` left out.

    ``before`` is the section that a short "as above" means.
    """
    named = [f"Question {number}" for pattern in (_QUESTIONS, _ANSWERS) for number in _numbers(said, pattern)]
    named += [f"{found.group(1).capitalize()} {found.group(2).upper()}" for found in _PART.finditer(said)]
    named += _PARAGRAPH.findall(said)
    if not named and before and len(said.split()) <= _SHORT_WORDS and _ABOVE.search(said):
        named.append(before)
    return tuple(dict.fromkeys(name for name in named if name in known and name not in own))


def _numbers(said: str, pattern: re.Pattern[str]) -> list[str]:
    numbers: list[str] = []
    for found in pattern.finditer(said):
        listed = found.group(1)
        if ends := _RANGE.search(listed):
            numbers += [str(number) for number in range(int(ends.group(1)), int(ends.group(2)) + 1)]
        numbers += [number.replace(" ", "") for number in _NUMBER.findall(listed)]
    return numbers
