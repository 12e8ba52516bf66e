"""A letter as a Word file: a template filled in, and nothing left in it that a reader cannot see.

Values are text: docxtpl escapes them, and braces in a request or a quotation come out as they were typed. A
template runs in Jinja's sandbox, so that one from elsewhere can reach nothing but the letter.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.rel import Relationships
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from assistant.foi.response.letter import Letter
from assistant.foi.response.template import default_template
from ingest.errors import CaseError

# What a reader of the printed letter would not see: hidden text, comments, tracked changes.
_UNSEEN = {
    "w:vanish": "hidden text",
    "w:specVanish": "hidden text",
    "w:commentReference": "comments",
    "w:commentRangeStart": "comments",
    "w:ins": "tracked changes",
    "w:del": "tracked changes",
    "w:moveFrom": "tracked changes",
    "w:moveTo": "tracked changes",
}
_PROPERTIES = (
    "author",
    "last_modified_by",
    "comments",
    "keywords",
    "category",
    "content_status",
    "identifier",
)
# Parts of a Word file that tell of people or organisations, or that Word keeps for itself: by their relation.
_PERSONAL = ("extended-properties", "custom-properties", "thumbnail", "customXml", "comments", "people")


def word_file(letter: Letter, template: Path | None = None) -> bytes:
    """The letter as DOCX. Raises CaseError where the template cannot be used, saying what to change in it."""
    name = str(template) if template else "the built-in template"
    filled = DocxTemplate(io.BytesIO(_read(template) if template else default_template()))
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        filled.render(dict(letter), environment, autoescape=True)
    except TemplateError as error:
        raise CaseError(
            f"The letter template {name} is wrong: {error}. Correct it, or leave the setting out."
        ) from error
    stream = io.BytesIO()
    filled.save(stream)
    return _cleaned(stream.getvalue(), letter, name)


def _read(template: Path) -> bytes:
    try:
        data = template.read_bytes()
        Document(io.BytesIO(data))
    except OSError as error:
        raise CaseError(f"Cannot read the letter template {template}: {error.strerror}.") from error
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise CaseError(
            f"The letter template {template} is not a Word file (DOCX): save it as one."
        ) from error
    return data


def _cleaned(data: bytes, letter: Letter, name: str) -> bytes:
    """Without personal metadata. Raises CaseError where the template holds what a reader would not see."""
    document = Document(io.BytesIO(data))
    if unseen := sorted(set(_unseen(document))):
        raise CaseError(
            f"The letter template {name} holds {' and '.join(unseen)}: take them out in Word first."
        )
    properties = document.core_properties
    for field in _PROPERTIES:
        setattr(properties, field, "")
    properties.title = f"Response {letter.reference}".strip()
    properties.language = "en-GB"
    properties.revision = 1
    properties.created = properties.modified = datetime.now(UTC).replace(microsecond=0)
    _drop_personal(document.part.package.rels)
    _drop_personal(document.part.rels)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _drop_personal(relations: Relationships) -> None:
    """Parts that nothing relates to are not written."""
    for name, relation in list(relations.items()):
        if relation.reltype.rsplit("/", 1)[-1] in _PERSONAL:
            del relations[name]


def _unseen(document: WordDocument) -> Iterator[str]:
    """What is in the text, headers, footers or notes that a reader of the page does not see."""
    for part in document.part.package.iter_parts():
        if not part.partname.startswith("/word/") or not part.partname.endswith(".xml"):
            continue
        root = etree.fromstring(part.blob)
        for tag, words in _UNSEEN.items():
            if any(each.get(qn("w:val")) not in ("0", "false") for each in root.iter(qn(tag))):
                yield words
