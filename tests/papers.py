"""Libraries of small papers built by hand, with references and dates, for tests of how papers relate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from builders import description, prepared, stored_file

from ingest.document import Finding
from ingest.library import Library
from ingest.pipeline import write_vectors
from ingest.records import PreparedDocument

AVERDALE = "Averdale County Council"


def paper(
    id_: str,
    *paragraphs: str,
    title: str = "Award of the contract for home support",
    kind: str = "committee-report",
    date: str | None = "2025-01-30",
    reference: str | None = None,
    authority: str | None = AVERDALE,
) -> PreparedDocument:
    described = description(kind=kind, authority=authority, date=date, title=title)
    if reference:
        described = replace(described, reference=Finding(reference, "test"))
    return prepared(id_, *paragraphs, described=described)


def fill(library: Library, papers: Iterable[PreparedDocument]) -> Library:
    """The library with these papers, each as a file named after its id."""
    for each in papers:
        write_vectors(library, each)
        library.catalogue.make_current(each, stored_file(each.id, str(Path("/papers") / f"{each.id}.pdf")))
    return library
