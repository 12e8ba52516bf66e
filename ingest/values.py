"""What is stored of a document, its passages and their links: their rows, in the order of the columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from ingest.blocks import packed
from ingest.document import Description, Finding
from ingest.records import PreparedDocument, PreparedPassage, fingerprint

_FINDINGS = ("kind", "title", "authority", "date", "reference", "marking")


def passage_id(document_id: str, ordinal: int) -> str:
    """The identity of a passage: its document's and its place in it."""
    return f"{document_id}:{ordinal}"


def document_values(prepared: PreparedDocument) -> tuple[str | None, ...]:
    document, description = prepared.document, prepared.description
    kept = document.text if prepared.state == "current" else ""
    blocks = [packed(block) for block in document.blocks] if kept else []
    found = {name: _value(description, name) for name in _FINDINGS}
    return (
        prepared.id, document.sha256, document.format, prepared.state,
        *(found[name] for name in _FINDINGS),
        json.dumps(_how(description)), prepared.overrides, kept, fingerprint(kept) if kept else "",
        json.dumps(blocks), json.dumps(document.notes), datetime.now(UTC).isoformat(timespec="seconds"),
        prepared.released, prepared.access,
    )  # fmt: skip


def _value(description: Description, name: str) -> str | None:
    finding: Finding | None = getattr(description, name)
    return finding.value if finding else None


def _how(description: Description) -> dict[str, str]:
    found = {name: getattr(description, name) for name in _FINDINGS}
    return {name: finding.how for name, finding in found.items() if finding}


def passage_values(document_id: str, prepared: PreparedPassage) -> tuple[str | int | None, ...]:
    passage = prepared.passage
    question, answer = passage.question, passage.answer
    return (
        passage_id(document_id, passage.ordinal), document_id, passage.ordinal, passage.kind.value,
        passage.start, passage.end, passage.text, prepared.context, passage.section,
        json.dumps(passage.heading_path), prepared.header,
        question.start if question else None, question.end if question else None,
        answer.start if answer else None, answer.end if answer else None,
        int(passage.boilerplate), fingerprint(passage.text),
    )  # fmt: skip


def links(document_id: str, passages: Iterable[PreparedPassage]) -> Iterator[tuple[str, str, str | None]]:
    first_of: dict[str, str] = {}
    for prepared in passages:
        first_of.setdefault(prepared.passage.section, passage_id(document_id, prepared.passage.ordinal))
    for prepared in passages:
        own = passage_id(document_id, prepared.passage.ordinal)
        for section in prepared.passage.refers_to:
            yield own, section, first_of.get(section)
