"""E-mails: who wrote to whom and when, then the message; earlier messages quoted in it stay apart."""

from __future__ import annotations

import email
import email.errors
import email.policy
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime
from pathlib import Path

from ingest.document import BlockKind, Span
from ingest.errors import ReadError
from ingest.read.content import Content, TextBuilder
from ingest.read.html import add_page, parse
from ingest.read.lines import clean
from ingest.read.structure import structure
from ingest.read.text import decode
from ingest.settings import IngestSettings

_HEADERS = ("Subject", "From", "To", "Cc", "Date")
# What the standard library lets through on headers and parts that break the rules of mail.
_DAMAGE = (email.errors.MessageError, LookupError, ValueError, TypeError, AttributeError)


def read_eml(path: Path, limits: IngestSettings) -> Content:
    """An e-mail with its plain text, or its page where it has none. Attachments are named, not read.

    Raises ReadError for a file without a message, and beyond ``max_text_mb``.
    """
    builder = TextBuilder(limits)
    try:
        message = email.message_from_bytes(path.read_bytes(), EmailMessage, policy=email.policy.default)
        properties = _add_headers(builder, message)
        _add_body(builder, message)
        notes = _attachments(message)
    except _DAMAGE as error:
        raise ReadError("is damaged: it is not a complete e-mail") from error
    if not builder.blocks:
        raise ReadError("is empty")
    return Content("eml", builder.text, tuple(builder.blocks), (), properties, notes)


def _add_headers(builder: TextBuilder, message: EmailMessage) -> dict[str, str]:
    for name in _HEADERS:
        if value := " ".join(str(message.get(name) or "").split()):
            builder.add(BlockKind.PARAGRAPH, f"{name}: {value}")
    properties = {"title": " ".join(str(message.get("Subject") or "").split())}
    if sent := str(message.get("Date") or ""):
        properties["date"] = _date(sent)
    return {name: value for name, value in properties.items() if value}


def _date(sent: str) -> str:
    try:
        return parsedate_to_datetime(sent).date().isoformat()
    except ValueError:
        return ""


def _add_body(builder: TextBuilder, message: EmailMessage) -> None:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return
    content = _content(body)
    if body.get_content_subtype() == "html":
        add_page(builder, parse(content))
        return
    text = clean(content)
    builder.add_blocks(text, structure(text, [Span(0, len(text))]))


def _content(part: MIMEPart) -> str:
    """The text of a part; where its declared encoding does not exist or does not fit, as any text."""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):
        payload = part.get_payload(decode=True)
        return decode(payload) if isinstance(payload, bytes) else str(part.get_payload())


def _attachments(message: EmailMessage) -> tuple[str, ...]:
    names = [
        " ".join((part.get_filename() or "without a name").split()) for part in message.iter_attachments()
    ]
    if not names:
        return ()
    count = "1 attachment" if len(names) == 1 else f"{len(names)} attachments"
    return (f"{count} not read: {', '.join(names)}",)
