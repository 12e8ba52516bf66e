"""How long a stretch of a document is, and where one that is too long may be parted."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator

from ingest.document import BlockKind, Document, Span, without_gaps

_SENTENCE_END = re.compile(r"(?<=[.!?;])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9£•])")
_SPACE = re.compile(r"\s+")


class Gauge:
    """Measures stretches of one document against the limit for a passage, both in word pieces."""

    def __init__(self, document: Document, count_tokens: Callable[[str], int], limit: int) -> None:
        self.limit = limit
        self.count = count_tokens
        self._text = document.text
        self._furniture = [
            Span(block.start, block.end) for block in document.blocks if block.kind is BlockKind.FURNITURE
        ]
        self._starts = [span.start for span in self._furniture]
        self._ends = [span.end for span in self._furniture]

    def text(self, start: int, end: int) -> str:
        """The words between two offsets, without running headers and footers."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if first >= last:
            return self._text[start:end]
        kept = without_gaps(Span(start, end), self._furniture[first:last])
        return "".join(self._text[span.start : span.end] for span in kept)

    def cost(self, start: int, end: int) -> int:
        """What a stretch without furniture counts."""
        return self.count(self._text[start:end])

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The sentences of a stretch, as (start, end, cost) in order, each of them within the limit.

        A sentence that is too long is parted at the white space nearest its middle, a word at its middle.
        """
        cuts = [found.span() for found in _SENTENCE_END.finditer(self._text, start, end)]
        for cut_end, next_start in [*cuts, (end, end)]:
            if cut_end > start:
                yield from self._halves(start, cut_end)
            start = next_start

    def _halves(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        cost = self.cost(start, end)
        if cost <= self.limit or end - start == 1:
            yield start, end, cost
            return
        left_end, right_start = self._middle(start, end)
        yield from self._halves(start, left_end)
        yield from self._halves(right_start, end)

    def _middle(self, start: int, end: int) -> tuple[int, int]:
        middle = (start + end) // 2
        gaps = [found.span() for found in _SPACE.finditer(self._text, start, end)]
        inner = [gap for gap in gaps if gap[0] > start and gap[1] < end]
        if not inner:
            return middle, middle
        return min(inner, key=lambda gap: abs(gap[0] - middle))
