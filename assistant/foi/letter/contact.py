"""How the requester can be reached. What is found here goes into ``Contact`` alone: no log, no message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parseaddr

from assistant.foi.letter.quoted import close_at, greeting_at
from assistant.foi.request import Contact
from ingest.describe.names import bodies

_MAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PUBLIC = re.compile(r"@(?:[\w-]+\.)*(?:gov\.(?:uk|wales|scot)|llyw\.cymru|nhs\.uk)$", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w/.-])(?:\+44[ ]?(?:\(0\))?|\(?0)(?:[ ()-]?\d){9,10}(?![\w/])")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_FIELD = re.compile(
    r"^[ \t]*(?P<name>(?:your |full |my )?name|(?:postal |home |your )?address|e-?mail(?: address)?|"
    r"(?:tele)?phone(?: (?:no\.?|number))?|tel"
    r"(?: no\.?)?|mobile)[ \t]*(?::|\t)[ \t]*(?P<value>[^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)
_I_AM = re.compile(r"\b[Mm]y (?:full )?name is (?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’.-]+){0,3})")
_NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Prof|Rev)\.? )?[A-Z][\w'’.-]*(?: (?:de|van|von|der|la|le|"
    r"bin|al|[A-Z][\w'’.-]*)){0,3}"
)
_OFFICE = re.compile(
    r"\b(?:council|authority|town hall|county hall|shire hall|civic (?:centre|offices?)|foi|"
    r"freedom of information|information (?:governance|"
    r"rights|team|officer)|nhs|integrated care|the (?:chief|monitoring) )",
    re.IGNORECASE,
)


def find_contact(message: str, headers: dict[str, str]) -> Contact:
    """The requester's name, e-mail address, telephone and postal address, where the letter has them."""
    fields = _fields(message)
    shown, address = parseaddr(headers.get("from", ""))
    own = address if "@" in address else ""
    close = close_at(message)
    signed = message[close:] if close is not None else ""
    name = fields.get("name") or _signed_name(signed) or _introduced(message) or shown.strip("'\" ")
    return Contact(
        name=name or None,
        email=fields.get("email") or own or _mail(signed) or _mail(message) or None,
        phone=fields.get("phone") or _phone(signed) or _phone(message) or None,
        address=fields.get("address") or _postal(message, close, name) or None,
    )


def _fields(message: str) -> dict[str, str]:
    """What a form says beside its labels."""
    found: dict[str, str] = {}
    for match in _FIELD.finditer(message):
        name, value = match["name"].lower().replace("-", ""), " ".join(match["value"].split())
        key = next((k for k in ("email", "name", "address") if k in name), "phone")
        if value and not (key == "name" and bodies(value)) and not (key == "email" and _PUBLIC.search(value)):
            found.setdefault(key, value)
    return found


def _signed_name(signed: str) -> str:
    """The first line below the close that can be a name."""
    lines = [line.strip(" ,\t") for line in signed.split("\n")[1:] if line.strip()]
    for line in lines[:3]:
        if _NAME.fullmatch(line) and not _OFFICE.search(line):
            return line
    return ""


def _introduced(message: str) -> str:
    match = _I_AM.search(message)
    return match["name"].rstrip(".") if match else ""


def _mail(text: str) -> str:
    return next((m[0].rstrip(".") for m in _MAIL.finditer(text) if not _PUBLIC.search(m[0].rstrip("."))), "")


def _phone(text: str) -> str:
    """A number that does not stand among the authority's own particulars."""
    for match in _PHONE.finditer(text):
        if not _OFFICE.search(_block_at(text, match.start())):
            return " ".join(match[0].split())
    return ""


def _block_at(text: str, offset: int) -> str:
    start = text.rfind("\n\n", 0, offset) + 1
    end = text.find("\n\n", offset)
    return text[start : end if end >= 0 else len(text)]


def _postal(message: str, close: int | None, name: str) -> str:
    """The lines that end in a postcode, above the salutation or below the close; not the authority's."""
    greeting = greeting_at(message)
    head = message[: greeting[0]] if greeting else ""
    for part in (message[close:] if close is not None else "", head):
        for block in _blocks(part):
            if not _OFFICE.search(block) and not bodies(block):
                lines = (line.strip(" ,") for line in block.split("\n"))
                return ", ".join(line for line in lines if line and line != name)
    return ""


def _blocks(text: str) -> Iterator[str]:
    """Up to six short lines that end with a postcode, without labels or persons with a title above them."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if not _POSTCODE.search(line) or len(line) > 120:
            continue
        first = index
        while first and index - first < 5 and _is_address_line(lines[first - 1]):
            first -= 1
        yield "\n".join(lines[first : index + 1])


def _is_address_line(line: str) -> bool:
    shown = line.strip()
    if not shown or len(shown) > 60 or "@" in shown or ":" in shown or _PHONE.search(shown):
        return False
    return not (_NAME.fullmatch(shown) and re.match(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr)\b", shown)) and not re.match(
        r"(?:yours|kind|best|regards|thank|dear)", shown, re.IGNORECASE
    )
