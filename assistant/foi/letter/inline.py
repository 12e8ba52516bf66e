"""Parts that stand on one line: "what do they charge a) per visit b) per hour?", "Firstly … Secondly"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.foi.letter.labels import Label, Style, label_of
from assistant.foi.letter.paragraphs import Paragraph, with_label
from assistant.units import sentences
from ingest.document import Span
from ingest.read.labels import roman_value

_BEFORE = r"(?:(?<=[\s,;:?(])|^)"
# A single letter with a full stop may be an initial or an abbreviation: inline it needs a bracket or a colon.
_STYLES = (
    (Style.ROMAN, re.compile(rf"{_BEFORE}\(?(?P<mark>[ivx]{{1,5}})\)[.:]?\s*(?=\S)")),
    (Style.LETTER, re.compile(rf"{_BEFORE}\(?(?P<mark>[a-z])\)[.:]?\s*(?=\S)")),
    (Style.CAPITAL, re.compile(rf"{_BEFORE}\(?(?P<mark>[A-H])[):][.:]?\s*(?=\S)")),
    (Style.NUMBER, re.compile(rf"{_BEFORE}\(?(?P<mark>\d{{1,2}})\)[.:]?\s+(?=\S)")),
    (Style.NUMBER, re.compile(r"(?:(?<=[:?.;,]\s)|(?<=\band\s)|^)(?P<mark>\d{1,2})\.\s+(?=[A-Za-z])")),
)
_TRAILING = re.compile(r"[\s,;]*(?:\b(?:and|or|and/or|plus|also)\b[\s,;:]*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A label inside a paragraph, by offsets of the text looked at."""

    label: Label
    start: int
    end: int


def expanded(paragraph: Paragraph, body: str) -> list[Paragraph]:
    """The paragraph, or what stands before its first inline part and then each part with its label."""
    text = body[paragraph.start : paragraph.end]
    marks = inline_marks(text) or _ordinals(body, paragraph)
    if not marks or paragraph.cells:
        return [paragraph]
    ends = [mark.start for mark in marks[1:]] + [len(text)]
    parts = [
        with_label(paragraph, mark.label, *_trimmed(body, paragraph.start + mark.end, paragraph.start + end))
        for mark, end in zip(marks, ends, strict=True)
    ]
    return [*_head(paragraph, body, paragraph.start + marks[0].start), *(p for p in parts if p.start < p.end)]


def _head(paragraph: Paragraph, body: str, end: int) -> list[Paragraph]:
    start, stop = _trimmed(body, paragraph.start, end)
    if start >= stop and paragraph.label is None:
        return []
    return [
        Paragraph(
            paragraph.at, start, stop, paragraph.label, paragraph.gap, paragraph.indent, title=paragraph.title
        )
    ]


def _trimmed(body: str, start: int, end: int) -> tuple[int, int]:
    text = body[start:end]
    kept = _TRAILING.sub("", text)
    return start + len(text) - len(text.lstrip()), max(start + len(kept), start)


def inline_marks(text: str) -> list[Mark]:
    """The labels of a count inside a text: at least two, from the first letter or number on."""
    for style, pattern in _STYLES:
        counted = _count(style, list(pattern.finditer(text)))
        if len(counted) > 1:
            return counted
    return []


def _count(style: Style, matches: Sequence[re.Match[str]]) -> list[Mark]:
    counted: list[Mark] = []
    for match in matches:
        mark = match["mark"]
        if _value(style, mark) == len(counted) + 1:
            label = Label((mark,), style, len(counted) + 1, 0)
            counted.append(Mark(label, match.start(), match.end()))
    return counted


def _value(style: Style, mark: str) -> int:
    if style is Style.NUMBER:
        return int(mark)
    return (roman_value(mark) or 0) if style is Style.ROMAN else ord(mark.lower()) - 96


def _ordinals(body: str, paragraph: Paragraph) -> list[Mark]:
    """Sentences that count themselves: "Firstly, … Secondly, …"."""
    found: list[Mark] = []
    for span in sentences(body, Span(paragraph.start, paragraph.end)):
        label = label_of(body[span.start : span.end])
        if label is not None and label.style is Style.ORDINAL:
            at = span.start - paragraph.start
            found.append(Mark(label, at, at + label.end))
    return found if len(found) > 1 and found[0].label.value == 1 else []
