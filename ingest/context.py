"""The short context line that is embedded and searched with a passage, but never quoted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ingest.document import Description, Document, Passage
from ingest.passages import table_headers
from ingest.records import PreparedPassage

KIND_WORDS = {
    "foi-response": "FOI response",
    "decision-record": "decision record",
    "committee-report": "report",
    "minutes": "minutes",
    "service-specification": "service specification",
    "equality-impact-assessment": "equality impact assessment",
    "policy": "policy",
    "dataset": "dataset",
    "correspondence": "correspondence",
    "other": "document",
}
# Word pieces set aside for the context line when passages are cut.
RESERVED = 56
SEPARATOR = " · "


def prepare(
    document: Document,
    description: Description,
    passages: Sequence[Passage],
    count: Callable[[str], int],
    limit: int,
) -> tuple[PreparedPassage, ...]:
    """Give each passage its context line. Text and line together keep within ``limit`` word pieces."""
    headers = table_headers(document, list(passages))
    prepared = []
    for passage, header in zip(passages, headers, strict=True):
        room = limit - count(passage.text) - 1
        context = _fit(_parts(document, description, passage, header), count, room)
        prepared.append(PreparedPassage(passage, context, header))
    return tuple(prepared)


def _parts(document: Document, description: Description, passage: Passage, header: str) -> Iterator[str]:
    if description.authority:
        yield description.authority.value
    yield KIND_WORDS[description.kind.value]
    if description.date:
        yield description.date.value[:7]
    if passage.question and not _holds_question(passage):
        yield " ".join(document.text[passage.question.start : passage.question.end].split())
    if passage.heading_path:
        yield passage.heading_path[-1]
    if header:
        yield header
    yield description.title.value
    yield from reversed(passage.heading_path[:-1])


def _holds_question(passage: Passage) -> bool:
    question = passage.question
    return question is not None and passage.start <= question.start and question.end <= passage.end


def _fit(parts: Iterator[str], count: Callable[[str], int], room: int) -> str:
    """The parts in order of worth until the room is used up; the last one may be cut at a word."""
    kept: list[str] = []
    for part in parts:
        if part in kept:
            continue
        size = count(part) + 1
        if size > room:
            words = part.split()
            kept.append(" ".join(words[: max(room * len(words) // size, 0)]))
            break
        kept.append(part)
        room -= size
    return SEPARATOR.join(part for part in kept if part)
