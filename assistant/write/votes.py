"""How a vote went: "by nine votes to two", "9-2", "nine voted for and two against" are one tally."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.write.number_words import numbers
from assistant.write.plain import Span, plain

_NUMBER = r"(?:\d+|[a-z]+(?:-[a-z]+)?)"
_TALLY = re.compile(
    rf"\b(?P<to_for>{_NUMBER})\s(?:votes?|members?)\sto\s(?P<to_against>{_NUMBER})\b|"
    rf"\b(?:vote\sof|carried|lost|agreed|approved|voted)\s(?:by\s)?(?P<by_for>{_NUMBER})"
    rf"(?:\sto\s|\s?[-–]\s?)(?P<by_against>{_NUMBER})\b|"
    rf"\b(?P<for>{_NUMBER})(?:\s(?:of\s(?:the\s)?)?[\w&]+){{0,7}}?\s(?:voted\s|were\s)?"
    rf"(?:for|in\sfavour)\b[^.;\d]{{0,40}}?[\s,]+(?:and\s|but\s|with\s)?(?P<against>{_NUMBER})"
    r"(?:\s(?:of\sthem|members?|votes?))?\s(?:voted\s|were\s)?against\b",
    re.IGNORECASE,
)
_NONE = frozenset(("none", "nil", "nobody", "no"))


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes for and against, with its offsets in the text."""

    votes: tuple[int, int]
    span: Span


def tallies(text: str) -> Iterator[Tally]:
    """The votes that a text tells, in order. What is no number in either place is none."""
    for match in _TALLY.finditer(plain(text)):
        one = match["to_for"] or match["by_for"] or match["for"]
        other = match["to_against"] or match["by_against"] or match["against"]
        votes = [_number(each.lower()) for each in (one, other)]
        if votes[0] is not None and votes[1] is not None:
            yield Tally((votes[0], votes[1]), match.span())


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    return 0 if word in _NONE else next((int(each.value) for each in numbers(word)), None)
