"""Plain text and Markdown: decoded, with marks taken off that are not words."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ingest.document import Span
from ingest.errors import ReadError
from ingest.read.content import Content, too_much_text
from ingest.read.lines import clean
from ingest.read.structure import Hints, structure
from ingest.settings import IngestSettings

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Only these: any other markup in a text file is text, and stays as it was written.
_TAG = re.compile(r"</?(?:b|u|i|em|strong|sup|sub)>", re.I)
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])(.{1,1000}?)(?<=[^\s*])\1(?!\*)")
_BOLD = re.compile(r"(\*\*|<b>|<strong>).+(\*\*|</b>|</strong>)", re.I)
_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_RULE = re.compile(r"(-{3,}|\*{3,}|_{3,})")
_PIPED = re.compile(r"\|.*\|")
_ALIGNMENT = re.compile(r"\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?")


def decode(data: bytes) -> str:
    """Text from bytes: by the mark at their start, else UTF-8, else Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if encoding := _unmarked_utf16(data):
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without a mark shows by its NULs: every second byte of text in Latin letters."""
    even, odd = data[0:2000:2].count(0), data[1:2000:2].count(0)
    if odd > 0.4 * len(data[1:2000:2]) and not even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(data[0:2000:2]) and not odd else ""


def read_text(path: Path, limits: IngestSettings) -> Content:
    """A text or Markdown file. Raises ReadError for an empty one, and beyond ``max_text_mb``."""
    text = clean(decode(path.read_bytes()))
    if not text.strip():
        raise ReadError("is empty")
    if len(text) > limits.max_text_mb * 1_000_000:
        raise too_much_text(limits)
    text, hints = strip_marks(text)
    kind = "md" if path.suffix.lower() in (".md", ".markdown") else "txt"
    return Content(kind, text, tuple(structure(text, [Span(0, len(text))], hints=hints)))


def strip_marks(text: str) -> tuple[str, Hints]:
    """Text without Markdown emphasis, heading marks and the commonest inline tags, and what they said."""
    kept: list[str] = []
    bold: set[int] = set()
    headings: dict[int, int] = {}
    offset = 0
    heads: set[int] = set()
    for line in _with_tabs(text.split("\n"), heads):
        number = len(kept)
        shown = _without_marks(line)
        start = offset + len(shown) - len(shown.lstrip())
        if number in heads or _is_bold(line):
            bold.add(start)
        if match := _HEADING.match(line):
            headings[start] = len(match.group(1))
        kept.append(shown)
        offset += len(shown) + 1
    return "\n".join(kept), Hints(frozenset(bold), headings)


def _without_marks(line: str) -> str:
    if _RULE.fullmatch(line.strip()):
        return ""
    line = _TAG.sub("", _HEADING.sub("", line, count=1))
    before = ""
    while before != line:
        before, line = line, _EMPHASIS.sub(r"\2", line)
    return line


def _is_bold(line: str) -> bool:
    """Is every cell of the line, or all of it, set in bold?"""
    cells = [cell.strip() for cell in _HEADING.sub("", line, count=1).split("\t") if cell.strip()]
    return bool(cells) and all(_BOLD.fullmatch(cell) for cell in cells)


def _with_tabs(lines: list[str], headers: set[int]) -> list[str]:
    """Markdown's piped rows with tabs between their cells; ``headers`` receives the rows above a rule."""
    kept: list[str] = []
    for line in lines:
        row = line.strip()
        if not _PIPED.fullmatch(row):
            kept.append(line)
        elif _ALIGNMENT.fullmatch(row):
            headers.add(len(kept) - 1)
        else:
            cells = re.split(r"(?<!\\)\|", row[1:-1])
            kept.append("\t".join(cell.strip().replace("\\|", "|") for cell in cells))
    return kept
