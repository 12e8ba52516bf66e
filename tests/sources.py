"""Sources of a written sentence built by hand, and a model of meaning that compares words."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

import numpy as np
from builders import document

from assistant.retrieve import Hit
from assistant.write.check import Checker
from assistant.write.evidence import Source
from assistant.write.names import Names
from ingest.document import Passage, PassageKind
from ingest.models import ModelFacts, Vectors
from ingest.records import DocumentRow, StoredPassage, StoredText

AVERDALE, OSTERBRIDGE = "Averdale County Council", "Osterbridge City Council"


class WordVectors:
    """An embedder of ours: texts are near by the words that they share."""

    facts = ModelFacts("words", "", 64)

    def passages(self, texts: Sequence[str]) -> Vectors:
        return np.array([self._vector(text) for text in texts], dtype=np.float32)

    def _vector(self, text: str) -> Vectors:
        vector = np.full(64, 1e-3, dtype=np.float32)
        for word in text.casefold().split():
            vector[zlib.crc32(word.strip(".,").encode()) % 64] += 1
        return vector / np.linalg.norm(vector)


class Papers:
    """Papers of one paragraph each, handed out as numbered sources."""

    def __init__(self) -> None:
        self._texts: dict[str, StoredText] = {}

    def source(self, text: str, authority: str = AVERDALE, title: str = "Report") -> Source:
        number = len(self._texts) + 1
        built, id_ = document(text), f"d{number}"
        self._texts[id_] = StoredText(built.text, built.pages, built.blocks, ())
        passage = Passage(0, PassageKind.PROSE, 0, len(text), text)
        stored = StoredPassage(f"p{number}", id_, passage, f"{authority} · report", "", id_)
        return Source(number, Hit(stored, _row(id_, authority, title), 1.0, None))

    def text(self, source: Source) -> StoredText:
        return self._texts[source.hit.document.id]

    def checker(self, max_words: int = 80) -> Checker:
        texts: Callable[[str], StoredText] = self._texts.__getitem__
        return Checker(WordVectors(), None, Names([AVERDALE, OSTERBRIDGE]), texts, max_words)  # type: ignore[arg-type]


def _row(id_: str, authority: str, title: str) -> DocumentRow:
    return DocumentRow(
        id=id_,
        state="current",
        kind="committee-report",
        title=title,
        authority=authority,
        date=None,
        reference=None,
        marking=None,
        format="pdf",
        findings={},
        notes=(),
        released=None,
        pages=1,
        passages=1,
        sources=(f"{id_}.pdf",),
    )
