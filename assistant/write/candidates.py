"""What of the sources could be quoted for a written sentence, each with what surrounds it there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from assistant.retrieve import Hit
from assistant.units import Unit, units_of
from assistant.verify import quotation
from assistant.write.evidence import Evidence, Source
from assistant.write.rows import with_headings
from ingest.document import Span
from ingest.records import StoredText

# A written sentence often draws together what the source says in two or three of its own.
_NEIGHBOURS = (2, 3)
_STOPS = re.compile(r"[.!?:;,][\"'”’)\]]*$")
# A value that was still to come when the paper was written says nothing.
_BLANK = re.compile(r":\s*(?:to be (?:completed|confirmed|added|advised)|tbc|tba)\b", re.IGNORECASE)


def candidates(
    sentence: str, sources: Sequence[Source], texts: Callable[[str], StoredText], max_words: int
) -> list[Evidence]:
    """The units of each source, and windows of neighbouring ones, of at most ``max_words`` words each.

    In the order of ``sources``, and within one in reading order with the windows after the units.
    """
    found: list[Evidence] = []
    for source in sources:
        stored = source.hit.passage
        text = texts(stored.document_id)
        units = [
            unit
            for unit in units_of(stored, text, max_words, sentence)
            if unit.words <= max_words and not _BLANK.search(unit.text)
        ]
        around = _around(source.hit, text)
        for unit in (*units, *_windows(units, text, max_words)):
            told = with_headings(unit, text)
            row = told if told != unit.text else ""
            found.append(Evidence(source.number, source.hit, unit, around, row))
    return found


def _windows(units: Sequence[Unit], text: StoredText, max_words: int) -> Iterator[Unit]:
    """Two or three units of prose or of a form that stand one after the other, as one."""
    for size in _NEIGHBOURS:
        for start in range(len(units) - size + 1):
            window = units[start : start + size]
            if all(_follows(text, one, other) for one, other in pairwise(window)):
                span = Span(window[0].spans[0].start, window[-1].spans[-1].end)
                unit = Unit((span,), quotation(text, [span]))
                if unit.words <= max_words:
                    yield unit


def _follows(text: StoredText, one: Unit, other: Unit) -> bool:
    """Do both stand in one piece, the second right after the first (or, in a form, with its last line)?

    What ends without a stop may be a row of a table, whose neighbour speaks of something else.
    """
    if len(one.spans) > 1 or len(other.spans) > 1 or not _STOPS.search(one.text):
        return False
    end, start = one.spans[0].end, other.spans[0].start
    return one.spans[0].start < start <= end or (start >= end and not text.text[end:start].strip())


def _around(hit: Hit, text: StoredText) -> str:
    """What tells what the words of a passage are about: its document, its headings, what it answers."""
    document, passage = hit.document, hit.passage.passage
    question = text.text[passage.question.start : passage.question.end] if passage.question else ""
    about = (
        document.title,
        document.authority,
        document.date,
        document.reference,
        *passage.heading_path,
        passage.section,
        hit.passage.context,
        hit.passage.header,
        question,
    )
    return "\n".join(dict.fromkeys(part.strip() for part in about if part and part.strip()))
