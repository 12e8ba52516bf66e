"""The text of a PDF's pages, as pypdf gives it; as pdfium gives it where pypdf cannot open the file."""

from __future__ import annotations

import logging
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdf.generic._font
import pypdfium2
from pypdf import PageObject, PasswordType, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError
from pypdf.generic import DictionaryObject

from ingest.errors import ReadError
from ingest.read.content import too_much_text
from ingest.settings import IngestSettings

# What a damaged file makes pypdf raise: its own errors, and the built-in ones that leak from it (its
# documentation says so: "broken PDF files might cause other Exceptions"). This is the one place that
# names them. MemoryError is not among them: it ends the worker, which is then replaced.
PYPDF_ERRORS = (
    PyPdfError,
    DependencyError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    OSError,
    EOFError,
    struct.error,
    zlib.error,
)
# Where fontTools is installed (the plots of the evaluation bring it), pypdf lets the encoding inside a subset
# font overrule the one that the file states for it, and whole pages come out as gibberish.
pypdf.generic._font.HAS_FONTTOOLS = False
_LOCKED = "is protected by a password: remove it and ingest again"
_DEEPEST_FORM = 4


@dataclass(frozen=True, slots=True)
class PageText:
    """One page: its text, whether it holds pictures, and whether reading it failed."""

    text: str
    pictures: bool = False
    failed: bool = False


@dataclass(frozen=True, slots=True)
class PdfText:
    """All pages of a file, the labels the file gives them (if it gives any), and what it says of itself."""

    pages: tuple[PageText, ...]
    labels: tuple[str, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def pdf_text(path: Path, limits: IngestSettings) -> PdfText:
    """Every page of a PDF. Raises ReadError: a password, too many pages, damage beyond both readers."""
    with _quiet("pypdf"):
        try:
            found = _by_pypdf(path, limits)
        except FileNotDecryptedError as error:
            raise ReadError(_LOCKED) from error
        except PYPDF_ERRORS as error:
            return _by_pdfium(path, limits, error)
    if found.pages and all(page.failed for page in found.pages):
        return _by_pdfium(path, limits, ValueError("no page can be read"))
    return found


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """pypdf logs a line for every oddity; whoever reads a folder of files wants the report instead."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _by_pypdf(path: Path, limits: IngestSettings) -> PdfText:
    with PdfReader(path, strict=False) as reader:
        if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            raise ReadError(_LOCKED)
        _check_count(len(reader.pages), limits)
        pages, size = [], 0
        for page in reader.pages:
            pages.append(_page_text(page))
            size += len(pages[-1].text)
            if size > limits.max_text_mb * 1_000_000:
                raise too_much_text(limits)
        return PdfText(tuple(pages), _labels(reader), _properties(reader), _form_notes(reader))


def _check_count(pages: int, limits: IngestSettings) -> None:
    if pages > limits.max_pages:
        raise ReadError(f"has {pages:,} pages; the limit is {limits.max_pages:,} (setting ingest.max_pages)")
    if pages == 0:
        raise ReadError("is damaged: it has no pages")


def _page_text(page: PageObject) -> PageText:
    try:
        text = page.extract_text()
        return PageText(text, pictures=not text.strip() and _has_pictures(page, _DEEPEST_FORM))
    except FileNotDecryptedError:
        raise
    except PYPDF_ERRORS:
        return PageText("", failed=True)


def _has_pictures(holder: DictionaryObject, depth: int) -> bool:
    """Does a page, or a form drawn on it, name an image among its resources?"""
    resources = holder.get("/Resources")
    resources = resources.get_object() if resources is not None else {}
    named = resources.get("/XObject") if isinstance(resources, dict) else None
    named = named.get_object() if named is not None else {}
    for reference in named.values() if isinstance(named, dict) else ():
        thing = reference.get_object()
        if not isinstance(thing, DictionaryObject):
            continue
        if thing.get("/Subtype") == "/Image":
            return True
        if depth and thing.get("/Subtype") == "/Form" and _has_pictures(thing, depth - 1):
            return True
    return False


def _labels(reader: PdfReader) -> tuple[str, ...]:
    """The labels in the file's catalogue; none where it has none, or where they are broken."""
    try:
        return tuple(reader.page_labels) if "/PageLabels" in reader.root_object else ()
    except PYPDF_ERRORS:
        return ()


def _form_notes(reader: PdfReader) -> tuple[str, ...]:
    """What was typed into a form is drawn on its fields, which are no part of the text of a page."""
    try:
        fields = reader.get_form_text_fields() if "/AcroForm" in reader.root_object else {}
    except PYPDF_ERRORS:
        return ()
    filled = sum(1 for value in fields.values() if str(value or "").strip())
    if not filled:
        return ()
    return (
        "1 filled form field is not read" if filled == 1 else f"{filled} filled form fields are not read",
    )


def _properties(reader: PdfReader) -> dict[str, str]:
    try:
        given: dict[str, Any] = dict(reader.metadata or {})
        named = {"title": str(given.get("/Title") or ""), "subject": str(given.get("/Subject") or "")}
        created = re.match(r"D:(\d{4})(\d\d)(\d\d)", str(given.get("/CreationDate") or ""))
    except PYPDF_ERRORS:
        return {}
    if created:
        named["created"] = "-".join(created.groups())
    return {name: value.strip() for name, value in named.items() if value.strip()}


def _by_pdfium(path: Path, limits: IngestSettings, reason: Exception) -> PdfText:
    """A second opinion on a file that pypdf cannot open: worth having only if it finds text."""
    damaged = ReadError(f"is damaged: {_in_short(reason)}")
    try:
        with pypdfium2.PdfDocument(path) as document:
            _check_count(len(document), limits)
            pages = tuple(_pdfium_page(document, number) for number in range(len(document)))
    except pypdfium2.PdfiumError as error:
        raise damaged from error
    if not any(page.text.strip() for page in pages):
        raise damaged from reason
    return PdfText(pages, notes=("is damaged: read with a second reader, which may miss some of it",))


def _pdfium_page(document: pypdfium2.PdfDocument, number: int) -> PageText:
    try:
        page = document[number]
        return PageText(page.get_textpage().get_text_bounded())
    except pypdfium2.PdfiumError:
        return PageText("", failed=True)


def _in_short(error: Exception) -> str:
    words = re.sub(r"\s+", " ", str(error)).strip().rstrip(".")
    return words[:80] if words else type(error).__name__
