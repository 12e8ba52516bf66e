"""PDF files drawn line by line, put on a library's shelf, and what stands under the boxes on their pages."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
from builders import description, stored_file
from pypdfium2 import raw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from assistant.source.boxes import Boxes
from assistant.source.letters import letters
from assistant.source.picture import picture, placed
from assistant.source.placed import Wanted
from ingest.document import Document, Finding
from ingest.library import Library
from ingest.read import read
from ingest.records import PreparedDocument, StoredText
from ingest.settings import IngestSettings

Draw = Callable[[Canvas], None]


def lines(*words: str, left: float = 60, top: float = 780, leading: float = 16) -> Draw:
    """Lines of text one below the other; sizes in points, ``top`` from the foot of the page."""

    def draw(sheet: Canvas) -> None:
        for number, line in enumerate(words):
            sheet.drawString(left, top - leading * number, line)

    return draw


def together(*parts: Draw) -> Draw:
    def draw(sheet: Canvas) -> None:
        for part in parts:
            part(sheet)

    return draw


def pdf(path: Path, *pages: Draw) -> Path:
    """A file of A4 pages, each drawn by a function."""
    sheet = Canvas(str(path), pagesize=A4)
    for draw in pages:
        draw(sheet)
        sheet.showPage()
    sheet.save()
    return path


def stored(document: Document) -> StoredText:
    return StoredText(document.text, document.pages, document.blocks, document.gaps())


def read_file(path: Path) -> Document:
    return read(path, path.name, IngestSettings())


def shelve(
    library: Library, path: Path, id_: str, *, state: str = "current", marking: str | None = None
) -> Document:
    """A file read and put into the catalogue under an id, without passages or vectors."""
    document = read_file(path)
    prepared = PreparedDocument(
        id=id_,
        document=document,
        description=replace(
            description(title="Home support"), marking=Finding(marking, "test") if marking else None
        ),
        overrides="{}",
        state="quarantined" if state == "quarantined" else "current",
        passages=(),
    )
    library.catalogue.make_current(prepared, stored_file(id_, str(path)))
    return document


@dataclass
class Here:
    """Opens files in this process, and notes for which pages a picture was drawn."""

    max_megapixels: float = 12
    drawn: int = 0
    closed: bool = False

    def picture(self, path: Path, number: int, scale: float) -> bytes:
        self.drawn += 1
        return picture(path, number, scale, self.max_megapixels)

    def placed(self, path: Path, number: int, wanted: Sequence[Wanted]) -> Boxes:
        return placed(path, number, wanted)

    def close(self) -> None:
        self.closed = True


def read_back(path: Path, number: int, boxes: Iterable[tuple[float, float, float, float]]) -> str:
    """The letters whose middle lies under each box in turn, as pdfium reads the page."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[number - 1]
        text = page.get_textpage()
        seen = [
            (_middle(page, text, index), chr(raw.FPDFText_GetUnicode(text, index)))
            for index in range(text.count_chars())
            if raw.FPDFText_IsGenerated(text, index) != 1
        ]
    under = [
        letter
        for left, top, right, bottom in boxes
        for (x, y), letter in seen
        if left <= x <= right and top <= y <= bottom
    ]
    return letters("".join(under)).text


def _middle(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    left, bottom, right, top = text.get_charbox(index)
    x, y = ctypes.c_int(), ctypes.c_int()
    middle = ((left + right) / 2, (bottom + top) / 2)
    raw.FPDF_PageToDevice(page, 0, 0, 1_000_000, 1_000_000, 0, *middle, x, y)
    return x.value / 1_000_000, y.value / 1_000_000
