"""Answers that send the reader to another answer ("Please see response to Question 1 above")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_NUMBER = r"\(?\d{1,2}(?:\s?\.?\s?\(?[a-z](?![a-z]))?\)?"
_POINTS = re.compile(
    r"(?:^|(?<=[.;:!?]\s)|(?<=,\s)|(?<=\n))\s*(?:\w+[\w\s’']{0,40},\s+)?(?:please\s+)?"
    r"(?:see|refer(?:\s+back)?\s+to|as\s+(?:per|in|at|stated|above)|same\s+as|the\s+same\s+as)\b"
    r"(?:\s+(?:the|our|my|also|above))*\s*"
    r"(?:(?:response|answer|reply|replies|information|point|part|item)s?\s*)?(?:given\s+)?(?:to|at|in|for|under)?\s*"
    rf"(?:the\s+)?(?:(?:questions?|q|point|part|item)s?\.?\s*)?(?P<numbers>{_NUMBER}(?:\s*(?:,|and|&)\s*{_NUMBER})*)(?![\d/%])",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"^\W*(?:please\s+)?(?:see|as|same\s+as|refer\s+to)\s+(?:the\s+)?(?:(?:response|answer)\s+)?above\W*$|"
    r"^\W*(?:see\s+)?(?:the\s+)?previous\s+(?:answer|response|question)\W*$",
    re.IGNORECASE,
)
_ONE = re.compile(r"(\d{1,2})\s?\.?\s?\(?([a-z](?![a-z]))?")
_LONGEST_CHAIN = 4


def leads_by_pointing(words: str) -> bool:
    """Does an answer begin by sending the reader to another answer?"""
    found = _POINTS.search(words)
    return bool(_ABOVE.match(words) or (found and not words[: found.start()].strip(" .\n")))


def named_in(words: str, own: str, order: Sequence[str]) -> list[str]:
    """The numbers that an answer points to; ``order`` are those of its response, for a bare "as above"."""
    if _ABOVE.match(words) and own in order and order.index(own):
        return [order[order.index(own) - 1]]
    found: list[str] = []
    for match in _POINTS.finditer(words):
        for number, letter in _ONE.findall(match["numbers"]):
            found.append(f"{number}.{letter.lower()}" if letter else number)
    return [number for number in dict.fromkeys(found) if number != own]


def chain(number: str, pointers: Mapping[str, Sequence[str]]) -> list[str]:
    """The numbers reached from one, in order, each once; circles and long chains are broken off."""
    reached: list[str] = []
    waiting = list(pointers.get(number, ()))
    while waiting and len(reached) < _LONGEST_CHAIN:
        following = waiting.pop(0)
        if following in reached or following == number:
            continue
        reached.append(following)
        waiting += pointers.get(following, ())
    return reached
