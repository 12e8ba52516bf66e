"""What a file really is, judged by its bytes; its name decides only between kinds of plain text."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from ingest.errors import ReadError
from ingest.read.text import decode
from ingest.settings import IngestSettings

_HEAD = 65_536
_READABLE = "what can be read are PDF, Word (.docx), Excel (.xlsx), CSV, web pages, e-mails (.eml) and text"
_PICTURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"BM", "a BMP picture"),
)
_OTHERS = (
    (b"{\\rtf", "an RTF file: save it as .docx or PDF and ingest that"),
    (b"\x1f\x8b", "a compressed archive: unpack it and ingest what is inside"),
    (b"7z\xbc\xaf", "a compressed archive: unpack it and ingest what is inside"),
    (b"Rar!", "a compressed archive: unpack it and ingest what is inside"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_WEB_PAGE = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--(?:(?!-->).)*-->\s*)*<(!doctype html|html|head|body)\b", re.I | re.S
)
_MAIL_HEADER = re.compile(
    r"(from|to|cc|subject|date|received|return-path|reply-to|sender|delivered-to|mime-version|message-id|"
    r"content-[a-z-]+|dkim-signature|authentication-results|x-[\w-]+):",
    re.I,
)
_ZIPPED = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"))
_LOCKED = "is protected by a password: remove it and ingest again"


def kind_of(path: Path, limits: IngestSettings) -> str:
    """One of "pdf", "docx", "xlsx", "html", "eml", "csv", "text". Raises ReadError for anything else."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        raise ReadError("is empty")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path, limits)
    if head.startswith(_OLE):
        locked = _LOCKED_OFFICE in path.read_bytes()
        raise ReadError(_LOCKED if locked else "is an old Office file: save it as .docx, .xlsx or PDF")
    if reason := _by_mark(head):
        raise ReadError(reason)
    return _as_text(path, head)


def _by_mark(head: bytes) -> str:
    for mark, name in _PICTURES:
        if head.startswith(mark) and b"\0" in head:
            return f"is {name}, not a document"
    if head[8:12] == b"WEBP":
        return "is a WebP picture, not a document"
    return next((f"is {what}" for mark, what in _OTHERS if head.startswith(mark)), "")


def _zipped(path: Path, limits: IngestSettings) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise ReadError("is damaged: its parts cannot be unpacked") from error
    names = {member.filename for member in members}
    for part, kind in _ZIPPED:
        if part in names:
            _check_size(members, limits)
            return kind
    if any(name.startswith("ppt/") for name in names):
        raise ReadError("is a PowerPoint presentation: save it as PDF and ingest that")
    if "mimetype" in names and "content.xml" in names:
        raise ReadError("is an OpenDocument file: save it as .docx, .xlsx or PDF and ingest that")
    raise ReadError("is an archive: unpack it and ingest what is inside")


def _check_size(members: list[zipfile.ZipInfo], limits: IngestSettings) -> None:
    """Only the parts written in XML are unpacked, and a text takes several times its length in XML."""
    if any(member.flag_bits & 1 for member in members):
        raise ReadError(_LOCKED)
    size = sum(m.file_size for m in members if m.filename.endswith((".xml", ".rels"))) / 1_000_000
    if size > 4 * limits.max_text_mb:
        raise ReadError(
            f"unpacks to {size:,.0f} MB; the limit is {4 * limits.max_text_mb:,} MB "
            f"(four times the setting ingest.max_text_mb)"
        )


def _as_text(path: Path, head: bytes) -> str:
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        return "pdf"
    text = decode(head)
    # Text may hold a stray control character; a program or a recording is full of them.
    strange = sum(character < " " and character not in "\t\n\r\f\v\x1a" for character in text)
    if strange > max(8, 0.01 * len(text)):
        raise ReadError(f"is not a document: {_READABLE}")
    if _WEB_PAGE.match(text):
        return "html"
    if suffix == ".eml" or _mail_headers(text) >= 3:
        return "eml"
    if suffix in (".html", ".htm", ".xhtml") and "<" in text:
        return "html"
    return "csv" if suffix in (".csv", ".tsv") else "text"


def _mail_headers(text: str) -> int:
    """How many lines of mail headers the text begins with, if those that every mail carries are there."""
    count, seen = 0, ""
    for line in text.splitlines():
        if line[:1] in (" ", "\t") and count:
            continue
        if not _MAIL_HEADER.match(line):
            break
        count += 1
        seen += line.split(":", maxsplit=1)[0].casefold() + "\n"
    return count if "from\n" in seen and ("mime-version\n" in seen or "message-id\n" in seen) else 0
