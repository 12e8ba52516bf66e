"""What a question comes to for those who decide by rules of their own what answers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Citation, Refusal
from assistant.signs import Choice


@dataclass(frozen=True, slots=True)
class Read:
    """A unit that was read for a question, with its verified citation. ``choice`` has what speaks for it."""

    choice: Choice
    citation: Citation


@dataclass(frozen=True, slots=True)
class Considered:
    """``citations`` answer, unless there is a ``refusal``; ``read`` is the best unit of each passage that
    was looked into, best first, those of another authority than the one that the question names left out."""

    citations: tuple[Citation, ...]
    refusal: Refusal | None
    read: tuple[Read, ...]


def best_of_each(ranked: Sequence[Sequence[Choice]]) -> list[Choice]:
    """The best unit of each passage, best first; ``ranked`` holds the units for each part of a question."""
    every = sorted((each for choices in ranked for each in choices), key=lambda each: -each.score)
    first_of = {each.hit.passage.id: each for each in reversed(every)}
    return sorted(first_of.values(), key=lambda each: -each.score)
