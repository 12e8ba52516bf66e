"""A request letter as text, whatever file it came in: read by the project's readers, bounded, and checked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.document import BlockKind, Document
from ingest.errors import ReadError, RequestError
from ingest.read.lines import clean
from ingest.settings import IngestSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST = 10_000_000
"""A request of so many bytes or more is none: nobody asks that much, and a mailbox refuses it."""
_LIMITS = IngestSettings(max_file_mb=10, max_text_mb=10, max_pages=300, read_timeout_s=60)
_READ = ("pdf", "docx", "html", "eml", "text")
_PASTE = "paste the words of the letter instead"
_WHAT_IS_READ = "a request is read from text, Word (.docx), PDF, a web page or an e-mail (.eml)"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's text. ``body`` is as long, with spaces where running headers stand, so that offsets agree.

    ``breaks`` are offsets at which the format begins a paragraph (none where it only has lines), ``rows``
    those of table rows, ``titles`` those of headings. ``headers`` are those of an e-mail, by name.
    """

    source: str
    sha256: str
    format: str
    text: str = field(repr=False)
    body: str = field(repr=False)
    breaks: frozenset[int] = frozenset()
    rows: frozenset[int] = frozenset()
    titles: frozenset[int] = frozenset()
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    notes: tuple[str, ...] = ()


def pasted_letter(text: str) -> Letter:
    """A letter given as text. Raises RequestError for one that is empty or too long."""
    from ingest.read.text import strip_marks

    data = text.encode("utf-8", "surrogatepass")
    if not text.strip():
        raise RequestError("The request is empty: paste the words of the letter, or give its file.")
    if len(data) >= LARGEST:
        raise RequestError(
            "The request has 10 MB of text or more: give the letter alone, without what came with it."
        )
    if "\0" in text:
        raise RequestError(f"The request is not text but binary data: {_WHAT_IS_READ}; give one of these.")
    shown, _ = strip_marks(clean(text))
    return Letter("pasted", hashlib.sha256(data).hexdigest(), "text", shown, shown)


def letter_in(path: Path) -> Letter:
    """A letter in a file. Raises RequestError, in one line with what to do next."""
    name = " ".join(path.name.split()) or str(path)
    _check(path, name)
    document = _document(path, name)
    if not document.text.strip():
        pictures = document.format == "pdf"
        raise RequestError(
            f"{name} holds {'pictures of pages and no text' if pictures else 'no text'}: "
            f"{'run it through text recognition (OCR), or ' if pictures else ''}{_PASTE}."
        )
    return _letter(document, name)


def _check(path: Path, name: str) -> None:
    try:
        if path.is_dir():
            raise RequestError(f"{name} is a folder: give the file of one request letter.")
        size = path.stat().st_size
    except FileNotFoundError:
        raise RequestError(f"There is no file {name}: check the path, or {_PASTE}.") from None
    except OSError as error:
        raise RequestError(
            f"{name} cannot be opened ({error.strerror}): check its rights, or {_PASTE}."
        ) from error
    if size == 0:
        raise RequestError(f"{name} is empty: save the letter again, or {_PASTE}.")
    if size >= LARGEST:
        raise RequestError(
            f"{name} has {size / 1_000_000:,.0f} MB; a request must be smaller than 10 MB: "
            f"give the letter without its attachments, or {_PASTE}."
        )


def _document(path: Path, name: str) -> Document:
    """Plain formats are read here; PDF and Word in a process of their own, which a bad file may break."""
    from ingest.read import read
    from ingest.read.sniff import kind_of
    from ingest.read.worker import Reader

    try:
        kind = kind_of(path, _LIMITS)
        if kind not in _READ:
            raise RequestError(f"{name} is a spreadsheet: {_WHAT_IS_READ}; {_PASTE}.")
        if kind in ("pdf", "docx"):
            with Reader(_LIMITS) as reader:
                return reader.submit(path, name).result()
        return read(path, name, _LIMITS)
    except ReadError as error:
        if path.suffix.lower() == ".msg":
            raise RequestError(
                f"{name} is an Outlook message (.msg): save it as .eml, or {_PASTE}."
            ) from error
        raise RequestError(f"{name} {_reason(error)}; {_PASTE}.") from error
    except OSError as error:
        raise RequestError(
            f"{name} cannot be opened ({error.strerror}): check its rights, or {_PASTE}."
        ) from error


def _reason(error: ReadError) -> str:
    """The reader's reason in the words of a request: nothing is ingested here."""
    said = str(error).replace("what can be read are", "a request is read from")
    return re.sub(r" and ingest (?:that|again|what is inside)\b", "", said)


def _letter(document: Document, name: str) -> Letter:
    blocks = document.blocks
    body = _without(document.text, ((b.start, b.end) for b in blocks if b.kind is BlockKind.FURNITURE))
    starts = {
        b.start: b.start + len(text) - len(text.lstrip()) for b in blocks for text in [document.slice(b)]
    }
    structured = document.format in ("docx", "html") or (document.format == "eml" and _is_page(document))
    table = (BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER)
    return Letter(
        name,
        document.sha256,
        document.format,
        document.text,
        body,
        frozenset(starts[b.start] for b in blocks if structured),
        frozenset(starts[b.start] for b in blocks if structured and b.kind in table),
        frozenset(starts[b.start] for b in blocks if structured and b.kind is BlockKind.HEADING),
        notes=document.notes,
    )


def _is_page(document: Document) -> bool:
    """Was the message a web page? Plain text keeps its blank lines, which a page loses."""
    return "\n\n" not in document.text


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    from assistant.foi.letter.quoted import blanked

    for start, end in spans:
        text = blanked(text, start, end)
    return text
