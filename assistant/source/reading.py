"""A page or part of a document for the reader, as far as the library given may be seen by them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from assistant.source.boxes import Boxes
from assistant.source.originals import Original, Originals
from assistant.source.parts import Part, part_of_page, parts_of, shown
from assistant.source.placed import Wanted, spans_of, wanted_on
from assistant.source.view import Found, PagePicture, Place, SourceView
from assistant.source.worker import PageWorker
from assistant.spoken import date_words, kind_words
from ingest.document import Page, Span, pages_of
from ingest.errors import SourceError
from ingest.library import Library
from ingest.page_cache import PageCache
from ingest.records import DocumentRow, StoredText
from ingest.settings import Settings

_log = logging.getLogger(__name__)

SCALES = (1.0, 1.5, 2.0, 3.0, 4.0)
"""Pixels to a point at which pages are drawn; few, so that readers share what is kept."""

_STORED = "Shown here are its words as the library keeps them."
_NOT_HERE = "There is no such document in the library, or it is not open to you."


class UnseenError(SourceError):
    """There is no such document or page for this reader; nobody learns which of the two it is."""


class Drawing(Protocol):
    """What opens a PDF file. Pages count from 1; each method may raise SourceError."""

    def picture(self, path: Path, number: int, scale: float) -> bytes: ...

    def placed(self, path: Path, number: int, wanted: Sequence[Wanted]) -> Boxes: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Paper:
    """A document with its text, and where in it the quotation stands (nowhere, if it is not found)."""

    row: DocumentRow
    text: StoredText
    spans: tuple[Span, ...]


class Sources:
    """Pages with quotations marked. One for all readers: each call is given the library as they see it."""

    def __init__(self, settings: Settings, drawing: Drawing | None = None) -> None:
        """``drawing`` opens the files; by default a PageWorker, in processes of its own."""
        self._worker = drawing or PageWorker(settings.source)
        self._cache = PageCache(settings.pages_path, settings.source.cache_mb)
        self._originals = Originals()

    def close(self) -> None:
        self._worker.close()

    def view(self, library: Library, place: Place) -> SourceView:
        """What the panel shows of a document. Raises UnseenError."""
        paper = _paper(library, place)
        if paper.text.pages:
            return self._page_view(library, paper, place)
        return self._part_view(library, paper, place)

    def picture(self, library: Library, document_id: str, number: int, scale: float) -> bytes:
        """Page ``number`` as PNG at one of SCALES. Raises UnseenError; SourceError if it cannot be drawn."""
        row = _row(library, document_id)
        if row.format != "pdf" or not 1 <= number <= row.pages:
            raise UnseenError(_NOT_HERE)
        original = self._original(library, row)
        kept = self._cache.get(row.id, number, scale)
        if kept is None:
            kept = self._worker.picture(original.path, number, scale)
            self._keep(library, original, (row.id, number, scale), kept)
        return kept

    def original(self, library: Library, document_id: str) -> tuple[DocumentRow, Original]:
        """A document with the file it was read from. Raises UnseenError, or SourceError: changed or gone."""
        row = _row(library, document_id)
        return row, self._original(library, row)

    def _original(self, library: Library, row: DocumentRow) -> Original:
        return self._originals.find(row, library.catalogue.files_of(row.id))

    def _keep(
        self, library: Library, original: Original, key: tuple[str, int, float], picture: bytes
    ) -> None:
        """Keep a picture; not of a file that took the place, nor of one that was taken out meanwhile."""
        if not original.unchanged:
            raise SourceError("The file was replaced while its page was drawn: open the page again.")
        try:
            self._cache.put(*key, picture)
        except OSError as error:
            # A full disk keeps nobody from reading: the page is drawn anew each time.
            _log.warning("A picture of a page could not be kept: %s", error.strerror or error)
        now = library.lookup.documents_by_id([key[0]]).get(key[0])
        if now is None or now.state != "current":
            self._cache.drop(key[0])

    def _page_view(self, library: Library, paper: _Paper, place: Place) -> SourceView:
        quoted = _quoted_pages(paper)
        at = place.at or (quoted[0].number if quoted else place.page) or 1
        page = next((page for page in paper.text.pages if page.number == at), None)
        if page is None:
            raise UnseenError(_NOT_HERE)
        boxes, remark, unchanged = self._drawn(library, paper, page)
        marked_here = not paper.spans or page in quoted
        return SourceView(
            **_described(paper, place),
            found=_found(place, paper, here=marked_here, boxes=boxes),
            at=at,
            of=len(paper.text.pages),
            unit="page",
            label=page.label if page.label != str(at) else None,
            quoted_at=quoted[0].number if quoted else place.page,
            quoted_to=quoted[-1].number if len(quoted) > 1 else None,
            picture=_picture(boxes),
            remark=f"{remark} {_STORED}" if remark else "",
            original=unchanged,
            blocks=shown(part_of_page(paper.text, page), paper.text, paper.spans),
        )

    def _drawn(self, library: Library, paper: _Paper, page: Page) -> tuple[Boxes | None, str, bool]:
        """The boxes on a page; where it cannot be drawn none, and why. And whether the file is unchanged."""
        if paper.row.format != "pdf":
            return None, "", self._unchanged(library, paper.row) == ""
        try:
            original = self._original(library, paper.row)
        except SourceError as error:
            return None, str(error), False
        try:
            return (
                self._worker.placed(original.path, page.number, wanted_on(page, paper.spans, paper.text)),
                "",
                True,
            )
        except SourceError as error:
            return None, str(error), True

    def _unchanged(self, library: Library, row: DocumentRow) -> str:
        """ "" where the file is what was read, else what became of it."""
        try:
            self._original(library, row)
        except SourceError as error:
            return str(error)
        return ""

    def _part_view(self, library: Library, paper: _Paper, place: Place) -> SourceView:
        parts = parts_of(paper.text)
        quoted = _quoted_part(parts, paper.spans)
        at = place.at or quoted or 1
        if at > len(parts):
            raise UnseenError(_NOT_HERE)
        part = parts[at - 1]
        trouble = self._unchanged(library, paper.row)
        return SourceView(
            **_described(paper, place),
            found=_found(place, paper, here=not paper.spans or any(map(part.holds, paper.spans))),
            at=at,
            of=len(parts),
            unit="part",
            quoted_at=quoted,
            remark=f"{trouble} {_STORED}" if trouble else "",
            original=not trouble,
            blocks=shown(part, paper.text, paper.spans),
        )


def _row(library: Library, document_id: str) -> DocumentRow:
    row = library.lookup.documents_by_id([document_id]).get(document_id)
    if row is None or row.state != "current":
        raise UnseenError(_NOT_HERE)
    return row


def _paper(library: Library, place: Place) -> _Paper:
    row = _row(library, place.document_id)
    text = library.lookup.text(row.id)
    passage = library.lookup.passages([place.passage_id]).get(place.passage_id)
    near = None
    if passage and passage.document_id == row.id:
        near = Span(passage.passage.start, passage.passage.end)
    last = place.page_end or place.page
    pages = [page for page in text.pages if place.page and last and place.page <= page.number <= last]
    known = bool(place.quote.strip()) and (bool(pages) or not text.pages)
    return _Paper(row, text, spans_of(place.quote, text, near, pages) if known else ())


def _described(paper: _Paper, place: Place) -> dict[str, Any]:
    row = paper.row
    facts = (row.authority or "", kind_words(row.kind), date_words(row.date), row.reference or "")
    return {
        "document_id": row.id,
        "title": row.title,
        "facts": tuple(fact for fact in facts if fact),
        "source": row.sources[0] if row.sources else "",
        "quote": place.quote,
    }


def _found(place: Place, paper: _Paper, *, here: bool, boxes: Boxes | None = None) -> Found:
    """What became of the quotation on the page or part; on a page that cannot be drawn, in its words."""
    if not place.quote.strip():
        return "none"
    if not paper.spans:
        return "above"
    if not here:
        return "elsewhere"
    if boxes is None or boxes.complete:
        return "marked"
    return "partly" if boxes.boxes else "above"


def _picture(boxes: Boxes | None) -> PagePicture | None:
    if boxes is None:
        return None
    corners = tuple((box.left, box.top, box.right, box.bottom) for box in boxes.boxes)
    return PagePicture(width=boxes.width, height=boxes.height, boxes=corners)


def _quoted_pages(paper: _Paper) -> list[Page]:
    held = {page.number: page for span in paper.spans for page in pages_of(paper.text.pages, span)}
    return [held[number] for number in sorted(held)]


def _quoted_part(parts: Sequence[Part], spans: Sequence[Span]) -> int | None:
    """The part with the last of the spans: what comes before it is a heading of its table."""
    return next((number for number, part in enumerate(parts, 1) if spans and part.holds(spans[-1])), None)
