"""Citations and ranked passages: where a quotation stands, checked before it is shown."""

from __future__ import annotations

from typing import Any

from assistant.answer import Citation, RankedPassage
from assistant.cells import quoted_cell
from assistant.retrieve import Hit
from assistant.units import Unit
from assistant.verify import pages_quoted, verify
from ingest.document import page_at
from ingest.records import DocumentRow, StoredText


def cite(marker: int, hit: Hit, unit: Unit, text: StoredText, asked: str = "") -> Citation | None:
    """The citation of a unit, or None when its words are not on the page that it would name.

    Of a table row, the cell that the question ``asked`` names goes with it.
    """
    pages = pages_quoted(text, list(unit.spans))
    first, last = (pages[0], pages[-1]) if pages else (None, None)
    number = first.number if first else None
    end = last.number if last and last is not first else None
    if verify(unit.text, text, number, end) != "exact":
        return None
    return Citation(
        marker=marker,
        passage_id=hit.passage.id,
        page=number,
        page_end=end,
        page_label=first.label if first else None,
        section=hit.passage.passage.section,
        quote=unit.text,
        cell=quoted_cell(text, unit.spans[-1], asked) if asked else None,
        also_in=hit.also_in,
        **_document(hit.document),
    )


def ranked_passage(rank: int, hit: Hit, text: StoredText) -> RankedPassage:
    """A passage as retrieved, for ``Answer.passages``; its page is that of its first character."""
    page = page_at(text.pages, hit.passage.passage.start)
    return RankedPassage(
        rank=rank,
        score=round(hit.score, 6),
        passage_id=hit.passage.id,
        page=page.number if page else None,
        page_label=page.label if page else None,
        section=hit.passage.passage.section,
        text=hit.passage.passage.text,
        **_document(hit.document),
    )


def _document(document: DocumentRow) -> dict[str, Any]:
    return {
        "document_id": document.id,
        "source": document.sources[0],
        "title": document.title,
        "kind": document.kind,
        "authority": document.authority,
        "date": document.date,
        "reference": document.reference,
        "access": document.access,
    }
