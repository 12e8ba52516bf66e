"""Passages of papers as they were read for a question, and models whose verdicts are plain to see."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from foi_exchanges import row

from assistant.answer import Citation
from assistant.considered import Read
from assistant.retrieve import Hit
from assistant.signs import Choice
from assistant.units import Unit
from ingest.document import Passage, PassageKind, Span
from ingest.models import Embedder, Vectors
from ingest.records import StoredPassage
from ingest.rerank import RerankerFacts


class ByWord(Embedder):
    """Every word has a direction of its own; a word of one ``pair`` comes as near to the other as told."""

    def __init__(self, pair: tuple[str, str] = ("", ""), cosine: float = 0.0) -> None:
        self._pair, self._cosine = pair, cosine
        self._seen: list[str] = []
        self.embedded: list[str] = []

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        vectors = np.zeros((len(texts), 256), dtype=np.float32)
        for at, text in enumerate(texts):
            vectors[at, self._direction(text)] = 1.0
            if text == self._pair[0]:
                vectors[at] *= np.sqrt(1 - self._cosine**2)
                vectors[at, self._direction(self._pair[1])] = self._cosine
        return vectors

    def _direction(self, word: str) -> int:
        if word not in self._seen:
            self._seen.append(word)
        return self._seen.index(word)


class ByQuestion:
    """A reranker whose logit is told by the question."""

    facts = RerankerFacts("ours", "")

    def __init__(self, logit: Callable[[str], float]) -> None:
        self._logit = logit
        self.asked: list[str] = []

    def score(self, question: str, texts: Sequence[str]) -> Vectors:
        self.asked.append(question)
        return np.array([self._logit(question)] * len(texts), dtype=np.float32)


def read(quote: str, similarity: float = 0.6, score: float = 1.0, passage: str = "p1") -> Read:
    stored = StoredPassage(
        passage, "d1", Passage(0, PassageKind.PROSE, 0, len(quote), quote), "Carers", "", ""
    )
    unit = Unit((Span(0, len(quote)),), quote)
    choice = Choice(Hit(stored, row(kind="other"), 0.0, None), unit, score, similarity, 0.5, None)
    citation = Citation(
        marker=1,
        document_id="d1",
        passage_id=passage,
        source="carers.txt",
        title="Statement",
        kind="other",
        quote=quote,
    )
    return Read(choice, citation)
