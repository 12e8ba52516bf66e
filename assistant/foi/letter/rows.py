"""Rows of a form: which cell holds the question, and which only names a field of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.foi.letter.asking import asks_somehow, is_interrogative
from assistant.foi.letter.labels import Label, Style, label_of
from assistant.foi.letter.paragraphs import Paragraph
from ingest.document import Span

_REQUEST_FIELD = re.compile(
    r"(?:your |my |the )?(?:request|questions?|information (?:you (?:are )?|i am |being )?request(?:ed|ing)?|"
    r"details of (?:your |the |my )?(?:request|information)(?: requested| required)?|"
    r"description(?: of (?:the )?(?:request|"
    r"information)(?: requested| required)?)?|information (?:required|sought|wanted)|"
    r"what (?:information )?(?:are you requesting|would you like to (?:know|request)|do you want to know|"
    r"information[^?]*))"
    r"\s*[?:]?$",
    re.IGNORECASE,
)
_CONTACT_FIELD = re.compile(
    r"(?:your |full |first |last |sur|contact )*(?:name|address|post ?code|e-?mail(?: address)?|"
    r"tel(?:ephone)?(?: (?:no\.?|number))?|"
    r"phone(?: (?:no\.?|number))?|mobile|date(?: of request)?|organisation|company|title|reference|format|"
    r"preferred format|how would you like[^?]*|signature|authority|public authority)\s*[?:]?$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:Q(?:uestion)?\.?\s?)?(?P<number>\d{1,3}[a-z]?|[a-z]|[ivx]{1,4})[.):]?$", re.IGNORECASE
)


def is_field(text: str) -> bool:
    """Is it the name of a field of a form?"""
    return bool(_REQUEST_FIELD.match(text.strip()) or _CONTACT_FIELD.match(text.strip()))


def is_request_field(text: str) -> bool:
    """Is it the name of the field that asks what is requested?"""
    return bool(_REQUEST_FIELD.match(text.strip()))


def without_field(paragraph: Paragraph, body: str) -> Paragraph | None:
    """A line of a form without the name of its field; None where the field is not the request."""
    text = body[paragraph.start : paragraph.end]
    if is_field(text):
        return None
    name, colon, value = text.partition(":")
    if not colon or not value.strip() or not is_field(name):
        return paragraph
    if not is_request_field(name):
        return None
    start = paragraph.end - len(value.lstrip())
    return replace(paragraph, start=start)


def questions_in_row(row: Paragraph, body: str) -> Iterator[Paragraph]:
    """What of a row is the requester's: a numbered question, the field with the request, a cell that asks."""
    cells = [body[cell.start : cell.end] for cell in row.cells]
    if len(cells) > 1 and (number := _NUMBER.match(cells[0])):
        chosen = next((i for i in range(1, len(cells)) if asks_somehow(cells[i])), 1)
        yield _cell(row, row.cells[chosen], _label(number["number"]))
    elif len(cells) > 1 and is_request_field(cells[0]) and not _is_header(cells):
        yield _cell(row, row.cells[1], None)
    elif not is_field(cells[0]):
        for cell, text in zip(row.cells, cells, strict=True):
            label = label_of(text)
            if label is not None and label.style is not Style.BULLET and not label.bare:
                yield _cell(row, Span(cell.start + label.end, cell.end), label)
            elif is_interrogative(text) or (asks_somehow(text) and len(text.split()) > 3):
                yield _cell(row, cell, None)


def _is_header(cells: list[str]) -> bool:
    return all(len(cell.split()) <= 4 and not cell.endswith("?") for cell in cells)


def _label(number: str) -> Label:
    label = label_of(f"{number}) ")
    return label or Label((number,), Style.NUMBER, 0, 0)


def _cell(row: Paragraph, cell: Span, label: Label | None) -> Paragraph:
    return Paragraph(cell.start, cell.start, cell.end, label, gap=True, indent=row.indent)
