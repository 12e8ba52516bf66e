"""What the files themselves say, read apart from the catalogue: the witness against which answers are held.

A PDF is read page by page with pypdf and, where that does not show the words, with PDFium; neither reading
has passed through the assistant's own clean-up. Other formats have no pages and are read from the file again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pypdfium2
from pypdf import PdfReader

from eval.results import DocumentRecord
from eval.text import parts, squash
from ingest.errors import EvaluationError, ReadError
from ingest.files import sha256_of
from ingest.read import read
from ingest.read.pdf_text import PYPDF_ERRORS
from ingest.settings import IngestSettings


class WitnessedFile:
    """One file. Pages count from 1; a format without pages has none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reading = lru_cache(maxsize=None)(self._squashed)

    @cached_property
    def paged(self) -> bool:
        with self.path.open("rb") as stream:
            return b"%PDF-" in stream.read(1024)

    @cached_property
    def pages(self) -> int:
        """How many pages the file has; 0 without pages."""
        return len(self._pdfium) if self.paged else 0

    def holds(self, quote: str, page: int | None, page_end: int | None = None) -> bool:
        """Stand all parts of the quotation on the page (to ``page_end``), or anywhere if None?"""
        sought = parts(quote)
        return bool(sought) and any(all(p in text for p in sought) for text in self._texts(page, page_end))

    def pages_with(self, quote: str) -> list[int]:
        """Every page that holds the quotation."""
        return [page for page in range(1, self.pages + 1) if self.holds(quote, page)]

    def _texts(self, page: int | None, page_end: int | None) -> Iterator[str]:
        """The named pages' text, one reading after the other; the next is made only when asked for."""
        if not self.paged:
            yield self._whole if page is None else ""
            return
        first, last = (1, self.pages) if page is None else (page, page_end or page)
        if not 1 <= first <= last <= self.pages:
            return
        for reading in ("pypdf", "pdfium"):
            yield "".join(self._reading(reading, number) for number in range(first, last + 1))

    def _squashed(self, reading: str, page: int) -> str:
        if reading == "pdfium":
            return squash(self._pdfium[page - 1].get_textpage().get_text_range())
        try:
            return squash(self._pypdf.pages[page - 1].extract_text())
        except PYPDF_ERRORS:
            # What pypdf cannot read, PDFium is asked for next.
            return ""

    @cached_property
    def _pypdf(self) -> PdfReader:
        return PdfReader(self.path)

    @cached_property
    def _pdfium(self) -> Any:
        return pypdfium2.PdfDocument(self.path)

    @cached_property
    def _whole(self) -> str:
        try:
            return squash(read(self.path, self.path.name, IngestSettings()).text)
        except ReadError as error:
            raise EvaluationError(f"{self.path} cannot be read to check quotations: {error}.") from error


class Witness:
    """All files of a corpus, by name without ending (several files may share one)."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._files: dict[str, list[WitnessedFile]] = {}
        for path in files:
            self._files.setdefault(path.stem, []).append(WitnessedFile(path))

    def __contains__(self, stem: str) -> bool:
        return stem in self._files

    def paged(self, stem: str) -> bool:
        """Has any file of this name pages?"""
        return any(file.paged for file in self._files.get(stem, []))

    def holds(self, stem: str, quote: str, page: int | None = None, page_end: int | None = None) -> bool:
        """Does a file of this name hold the quotation there?"""
        return any(file.holds(quote, page, page_end) for file in self._files.get(stem, []))

    def pages_with(self, stem: str, quote: str) -> list[int]:
        return sorted({page for file in self._files.get(stem, []) for page in file.pages_with(quote)})


def witness_of(documents: Iterable[DocumentRecord], folder: Path | None = None) -> Witness:
    """The witness of a run: the files that were ingested and, if given, every file below ``folder``.

    Raises EvaluationError for a file that has changed since the run, or is gone and no folder is given.
    """
    paths = {Path(name): document for document in documents for name in document.files}
    files = {path: None for path, document in paths.items() if _unchanged(path, document, folder is None)}
    if folder is not None:
        if not folder.is_dir():
            raise EvaluationError(f"No folder {folder}: name the folder of the corpus with --corpus.")
        files |= dict.fromkeys(path.resolve() for path in sorted(folder.rglob("*")) if path.is_file())
    return Witness(files)


def _unchanged(path: Path, document: DocumentRecord, needed: bool) -> bool:
    if not path.is_file():
        if needed:
            raise EvaluationError(f"{path} is gone: put it back, or name its folder with --corpus.")
        return False
    if sha256_of(path) != document.sha256:
        raise EvaluationError(f"{path} has changed since the run: ingest it and run the questions again.")
    return True
