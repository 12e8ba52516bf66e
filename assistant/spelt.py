"""A reranker that reads the question with its acronyms spelt out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.rerank import Reranker, RerankerFacts, Scores


class SpeltOut:
    """Passes on to ``inner``; a general model knows few of the acronyms of councils and the NHS."""

    def __init__(self, inner: Reranker, expanded: Callable[[str], str]) -> None:
        self._inner = inner
        self._expanded = expanded

    @property
    def facts(self) -> RerankerFacts:
        return self._inner.facts

    def score(self, question: str, texts: Sequence[str]) -> Scores:
        return self._inner.score(self._expanded(question), texts)
