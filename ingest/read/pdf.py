"""PDF files: physical pages, the labels printed on them, and blocks found in the text of each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from ingest.document import Page, Span
from ingest.read.content import Content
from ingest.read.lines import clean, split_lines
from ingest.read.margins import find_margins
from ingest.read.pdf_text import PageText, PdfText, pdf_text
from ingest.read.places import places_in
from ingest.read.structure import structure
from ingest.settings import IngestSettings


def read_pdf(path: Path, limits: IngestSettings) -> Content:
    """A PDF's pages and blocks. The text of a page is what pypdf's ``extract_text()`` gives, without
    control characters; every page ends with a line end. Raises ReadError."""
    found = pdf_text(path, limits)
    texts = [clean(page.text) + "\n" for page in found.pages]
    text = "".join(texts)
    spans = _tile(texts)
    lines = [split_lines(text, span.start, span.end) for span in spans]
    margins = find_margins(lines)
    printed = margins.labels if any(margins.labels) else found.labels
    labels = [printed[i] if i < len(printed) else None for i in range(len(spans))]
    return Content(
        "pdf",
        text,
        tuple(structure(text, spans, margins.furniture, places=places_in(path, lines))),
        tuple(
            Page(number, label, span.start, span.end, bool(content.strip()))
            for number, (label, span, content) in enumerate(zip(labels, spans, texts, strict=True), 1)
        ),
        found.properties,
        tuple(_notes(found)),
    )


def _tile(texts: Sequence[str]) -> list[Span]:
    edges = [0]
    for text in texts:
        edges.append(edges[-1] + len(text))
    return [Span(start, end) for start, end in pairwise(edges)]


def _notes(found: PdfText) -> list[str]:
    empty = [page for page in found.pages if not page.text.strip() and not page.failed]
    pictures = sum(page.pictures for page in empty)
    notes = [*found.notes, *_failures(found.pages)]
    if pictures:
        notes.append(_share(pictures, len(found.pages), "a picture", "pictures"))
    if len(empty) > pictures:
        notes.append(_share(len(empty) - pictures, len(found.pages), "blank", "blank"))
    return notes


def _share(count: int, pages: int, one: str, many: str) -> str:
    """ "3 of 12 pages are pictures", "1 of 12 pages is blank"."""
    if pages == 1:
        return f"its only page is {one}"
    return f"{count} of {pages} pages " + (f"is {one}" if count == 1 else f"are {many}")


def _failures(pages: Sequence[PageText]) -> list[str]:
    failed = [str(number) for number, page in enumerate(pages, 1) if page.failed]
    if not failed:
        return []
    named = ", ".join(failed[:10]) + (" and more" if len(failed) > 10 else "")
    return [f"page {named} could not be read" if len(failed) == 1 else f"pages {named} could not be read"]
