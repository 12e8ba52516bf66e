"""What a written sentence may rest on: the words of a source, and what surrounds them there."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Fault
from assistant.retrieve import Hit
from assistant.units import Unit


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that was given to the writer, under the number that it was given as, from 1."""

    number: int
    hit: Hit


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of one source that may be quoted for a sentence.

    ``source`` is the number that the writer knew the source by, from 1. ``unit`` is what would be quoted;
    ``around`` is what tells what it is about: its document's title, authority, date and reference, the
    headings over it, the question it answers. Both are the document's words. ``told`` is the unit once more
    with every cell of a table behind its heading; "" where it has no such row.
    """

    source: int
    hit: Hit
    unit: Unit
    around: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check of one sentence found: what supports it, best first (one or two), or what is wrong.

    ``fault`` and ``why`` (one line for a person) are there exactly where nothing supports the sentence.
    ``verbatim``: the sentence is the source's own, word for word.
    """

    support: tuple[Evidence, ...] = ()
    fault: Fault | None = None
    why: str = ""
    verbatim: bool = False
