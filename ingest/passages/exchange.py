"""A question of a request with its answer, as found among the lines of a reply."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Span
from ingest.passages.foi_signs import addresses_requester
from ingest.passages.lines import Line, Mark
from ingest.passages.sections import starts_message

WHOLE_REQUEST = "Request"
_SALUTATION = re.compile(r"dear\b", re.I)
_DIGITS = re.compile(r"\d+")
_NAME = re.compile(r"Questions? (\d+)([a-z]?)(?: (?:to|and) (\d+)([a-z]?))?$")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its name without "Question" ("3", "5a"), and the lines and characters it takes."""

    name: str
    first: int
    last: int
    span: Span


@dataclass(frozen=True, slots=True)
class Exchange:
    """Lines ``first`` to ``last`` of a reply, to be found as one. ``answer`` is None for questions alone.

    ``stem`` is what stands over several questions and says what they have in common.
    """

    section: str
    first: int
    last: int
    question: Span | None
    answer: Span | None
    stem: str = ""


def number_of(line: Line) -> int:
    """The whole number in a line's mark; 0 where it has none."""
    digits = _DIGITS.match(line.number)
    return int(digits.group()) if digits else 0


def is_numbered(line: Line) -> bool:
    return line.mark in (Mark.NUMBER, Mark.QUESTION)


def section_of(asked: Sequence[Asked]) -> str:
    """How a person names these questions: "Question 3", "Questions 3 to 6", "Request"."""
    names = [question.name for question in asked if question.name]
    if not names:
        return WHOLE_REQUEST
    if len(names) == 1:
        return f"Question {names[0]}"
    return f"Questions {names[0]} {'and' if len(names) == 2 else 'to'} {names[-1]}"


def span_of(asked: Sequence[Asked]) -> Span | None:
    """From the first of the questions to the end of the last."""
    return Span(asked[0].span.start, asked[-1].span.end) if asked else None


def section_names(section: str) -> tuple[str, ...]:
    """The single questions that a section answers: "Questions 3 to 5" gives three; others give themselves."""
    found = _NAME.match(section)
    if not found or not found.group(3):
        return (section,) if section else ()
    first, last = int(found.group(1)), int(found.group(3))
    ends = (f"Question {first}{found.group(2)}", f"Question {last}{found.group(4)}")
    between = tuple(f"Question {number}" for number in range(first + 1, last)) if " to " in section else ()
    return (ends[0], *between, ends[1])


def claimed(lines: Sequence[Line], exchanges: Sequence[Exchange]) -> set[int]:
    """The lines that ask or answer, so that none of them is taken for a heading of the document."""
    inside = (
        line for one in exchanges for line in lines[one.first : one.last + 1] if not _is_preface(line, one)
    )
    return {line.index for line in inside}


def letterhead(lines: Sequence[Line], exchanges: Sequence[Exchange], boilerplate: Sequence[bool]) -> set[int]:
    """The lines of a letter above its first question: the sender, the date, the salutation."""
    first = min(
        [*(one.first for one in exchanges), *(at for at, flag in enumerate(boilerplate) if flag)], default=0
    )
    if any(starts_message(line, lines) for line in lines[:first]):
        return set()
    speaks = any(_SALUTATION.match(line.said) for line in lines[:first]) or addresses_requester(lines[:first])
    return set(range(first)) if speaks else set()


def _is_preface(line: Line, exchange: Exchange) -> bool:
    """Does it stand above the question, as a heading over a group of questions does?"""
    spans = [span.start for span in (exchange.question, exchange.answer) if span]
    return line.end <= min(spans, default=0)


def taken(flags: Sequence[bool], exchanges: Sequence[Exchange]) -> list[bool]:
    """The flags, raised for the lines of exchanges already found."""
    found = {index for one in exchanges for index in range(one.first, one.last + 1)}
    return [flag or index in found for index, flag in enumerate(flags)]
