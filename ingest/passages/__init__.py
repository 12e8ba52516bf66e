"""Document -> passages: stretches that can be found and quoted, cut by structure first and length second."""

from __future__ import annotations

from collections.abc import Callable

from ingest.document import Document, Passage
from ingest.passages.assemble import numbered, passages_of
from ingest.passages.divide import divide
from ingest.passages.exchange import section_names
from ingest.passages.gauge import Gauge
from ingest.passages.survey import survey
from ingest.passages.tables import table_header, table_headers

__all__ = ["cut", "section_names", "table_header", "table_headers"]


def cut(document: Document, count_tokens: Callable[[str], int], limit: int) -> list[Passage]:
    """The passages of a document, in order and without overlap; each counts at most ``limit``.

    ``count_tokens`` gives the length of a text in the model's word pieces. A passage with ``question``
    and without ``answer`` is a list of questions whose answers stand elsewhere. Raises ValueError where
    ``limit`` is below 1.
    """
    if limit < 1:
        raise ValueError(f"The limit for a passage must be at least 1, not {limit}.")
    gauge = Gauge(document, count_tokens, limit)
    found = survey(document)
    stretches = divide(found.lines, found.exchanges, found.marks)
    passages = [one for part in stretches for one in passages_of(part, found.marks.places, gauge)]
    return numbered(passages, gauge)
