"""Small documents built by hand, for tests that need no file."""

from __future__ import annotations

import socket
from collections.abc import Sequence

import numpy as np

from ingest.document import (
    Block,
    BlockKind,
    Description,
    Document,
    Finding,
    Page,
    Passage,
    PassageKind,
)
from ingest.records import PreparedDocument, PreparedPassage, StoredFile, StoredText
from ingest.rerank import RerankerFacts


def document(*paragraphs: str, source: str = "report.pdf") -> Document:
    """A document of one page, one block a paragraph."""
    blocks, position = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, position, position + len(paragraph)))
        position += len(paragraph) + 1
    text = "\n".join(paragraphs)
    return Document(source, "0" * 64, "pdf", text, (Page(1, "1", 0, len(text)),), tuple(blocks))


def stored_text(*paragraphs: str) -> StoredText:
    """The text of such a document as the catalogue keeps it."""
    held = document(*paragraphs)
    return StoredText(held.text, held.pages, held.blocks, ())


def description(
    kind: str = "committee-report",
    authority: str | None = "Averdale County Council",
    date: str | None = "2024-05-01",
    title: str = "Home support",
) -> Description:
    return Description(
        kind=Finding(kind, "test"),
        title=Finding(title, "test"),
        authority=Finding(authority, "test") if authority else None,
        date=Finding(date, "test") if date else None,
    )


def prepared(
    id_: str, *paragraphs: str, described: Description | None = None, state: str = "current"
) -> PreparedDocument:
    """A document ready to store, one passage a paragraph."""
    built = document(*paragraphs)
    passages = [
        PreparedPassage(
            Passage(
                ordinal=number,
                kind=PassageKind.PROSE,
                start=block.start,
                end=block.end,
                text=built.slice(block),
                section=f"{number + 1}",
            ),
            context="Averdale County Council · report",
        )
        for number, block in enumerate(built.blocks)
    ]
    assert state in ("current", "quarantined")
    return PreparedDocument(
        id=id_,
        document=built,
        description=described or description(),
        overrides="{}",
        state="quarantined" if state == "quarantined" else "current",
        passages=() if state == "quarantined" else tuple(passages),
    )


def stored_file(document_id: str, path: str = "/papers/report.pdf") -> StoredFile:
    return StoredFile(path, "/papers", path.rsplit("/", 1)[-1], document_id)


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Judge:
    """A reranker of ours: a text's score is that of the first phrase it holds, else the lowest."""

    facts = RerankerFacts("judge", "")

    def __init__(self, scores: dict[str, float]) -> None:
        self.scores = scores
        self.asked: list[tuple[str, list[str]]] = []

    def score(self, question: str, texts: Sequence[str]) -> np.ndarray:
        self.asked.append((question, list(texts)))
        found = [[score for phrase, score in self.scores.items() if phrase in text] for text in texts]
        return np.array([scores[0] if scores else -11.0 for scores in found], dtype=np.float32)
