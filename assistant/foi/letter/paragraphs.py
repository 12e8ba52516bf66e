"""The paragraphs of a letter: wrapped lines put together, each with the number it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.foi.letter.labels import Label, Style, as_letter, label_of
from assistant.foi.letter.source import Letter
from ingest.document import Span

_ENDED = re.compile(r"[.?!:;][\"'”’)\]]*$")
_GOES_ON = re.compile(r"[a-z(&,;]|and\b|or\b")
_OPEN = re.compile(
    r"(?:,|&|-|–|/|\b(?:and|or|of|the|a|an|for|to|in|on|with|by|from|at|per|each|any|all))$", re.I
)
_FIELD = re.compile(
    r"(?:full )?(?:name|address|post ?code|e-?mail(?: address)?|tel(?:ephone)?(?: (?:no|number))?|"
    r"phone(?: number)?|mobile|"
    r"date|organisation|company|title|reference|ref|fax)\s*[:\t]",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:dear|hello|hi|good (?:morning|afternoon|evening)|to (?:whom|the))\b[^.?!]{0,80},?$", re.IGNORECASE
)
_LONG = 0.75
# Lines longer than any that a mail program breaks: each is a paragraph as it was written.
_UNBROKEN = 130


@dataclass(frozen=True, slots=True)
class Line:
    """A line with visible characters: offsets into the letter, its indent, whether a blank line is above."""

    start: int
    end: int
    text: str
    indent: int
    gap: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a list item: ``start`` is behind its label, ``at`` where its label begins.

    ``cells`` are those of a table row. ``title``: the format says that it is a heading.
    """

    at: int
    start: int
    end: int
    label: Label | None = None
    gap: bool = False
    indent: int = 0
    lines: int = 1
    title: bool = False
    cells: tuple[Span, ...] = ()


def paragraphs(letter: Letter, body: str) -> list[Paragraph]:
    """The paragraphs of ``body``, which is as long as the letter's text with what does not count blanked."""
    lines = list(_lines(body))
    labels = _labels(lines, letter.rows)
    width = _width(lines)
    found: list[Paragraph] = []
    group: list[int] = []
    for index in range(len(lines)):
        if group and _begins(letter, lines, labels, index, width):
            found.append(_paragraph(letter, lines, labels, group))
            group = []
        group.append(index)
    if group:
        found.append(_paragraph(letter, lines, labels, group))
    return [p for p in found if body[p.start : p.end].strip() or p.label]


def _lines(body: str) -> Iterator[Line]:
    gap = True
    for match in re.finditer(r"[^\n]+", body):
        shown = match[0].strip()
        if "\n\n" in body[max(match.start() - 2, 0) : match.start()]:
            gap = True
        if not shown:
            gap = True
            continue
        indent = len(match[0].expandtabs(4)) - len(match[0].expandtabs(4).lstrip())
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        yield Line(start, start + len(shown), shown, indent, gap)
        gap = False


def _width(lines: Sequence[Line]) -> float:
    """How long the lines are that were broken because they were full: nearly the longest."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[-1 - len(lengths) // 12] if lengths else 0.0


def _labels(lines: Sequence[Line], rows: frozenset[int]) -> list[Label | None]:
    """The label of each line; a bare number counts only where its neighbour in the count is there as well."""
    found: list[Label | None] = []
    letters: Label | None = None
    for line in lines:
        label = None if line.start in rows else label_of(line.text)
        if label is not None and label.style is Style.ROMAN:
            label = as_letter(label, letters)
        if label is not None and label.style in (Style.LETTER, Style.CAPITAL):
            letters = label
        found.append(None if label and _is_name(label, line.text) else label)
    return _counted(_with_first(found))


def _with_first(labels: Sequence[Label | None]) -> list[Label | None]:
    """ "Finally, …" closes a count only where "Firstly, …" opened one."""
    said = {label.value for label in labels if label and label.style is Style.ORDINAL}
    counts = 1 in said and len(said) > 1
    return [None if label and label.style is Style.ORDINAL and not counts else label for label in labels]


def _is_name(label: Label, text: str) -> bool:
    """ "A. Brown" below a letter, or "J. Green": an initial, not an item."""
    return label.style is Style.CAPITAL and bool(
        re.fullmatch(r"[A-Z]\.\s?(?:[A-Z]\.?\s?)?[A-Z][\w'’-]+,?", text)
    )


def _counted(labels: Sequence[Label | None]) -> list[Label | None]:
    styles = (Style.NUMBER, Style.PATH)
    numbers = [
        (i, label, int(label.parts[0])) for i, label in enumerate(labels) if label and label.style in styles
    ]
    kept = list(labels)
    last = 0
    for place, (index, label, value) in enumerate(numbers):
        following = numbers[place + 1][2] if place + 1 < len(numbers) else 0
        starts = value == 1 and following in (1, 2)
        if label.bare and not starts and (value != last + 1 or not last):
            kept[index] = None
        else:
            last = value
    return kept


def _begins(
    letter: Letter, lines: Sequence[Line], labels: Sequence[Label | None], index: int, width: float
) -> bool:
    """Does a line begin a paragraph, or go on with the one above it?"""
    line, before = lines[index], lines[index - 1]
    if labels[index] is not None or line.start in letter.breaks or line.start in letter.rows:
        return True
    above = labels[index - 1]
    if above is not None and above.end >= len(before.text):
        return False
    if line.gap:
        return not (
            line.text[0].islower() and not _ENDED.search(before.text) and len(before.text) > width / 2
        )
    if _FIELD.match(line.text) or _FIELD.match(before.text):
        return True
    return _breaks(before, line, width)


def _breaks(before: Line, line: Line, width: float) -> bool:
    ended = _ENDED.search(before.text)
    if _GREETING.match(before.text):
        return True
    if not ended and (_GOES_ON.match(line.text) or _OPEN.search(before.text)):
        return False
    room = len(before.text) + 1 + len(line.text.split(maxsplit=1)[0])
    full = room >= width if ended else room >= _LONG * width
    return not (full and len(before.text) > 40 and width < _UNBROKEN)


def _paragraph(
    letter: Letter, lines: Sequence[Line], labels: Sequence[Label | None], group: Sequence[int]
) -> Paragraph:
    first, last = lines[group[0]], lines[group[-1]]
    label = labels[group[0]]
    start = first.start + (label.end if label else 0)
    body = letter.text[start : last.end]
    start += len(body) - len(body.lstrip())
    cells = (
        tuple(_cells(letter.text, first.start, last.end))
        if first.start in letter.rows or "\t" in body
        else ()
    )
    row = first.start in letter.rows or len(cells) > 1
    return Paragraph(
        first.start,
        min(start, last.end),
        last.end,
        label,
        first.gap or first.start in letter.breaks,
        first.indent,
        len(group),
        first.start in letter.titles,
        cells if row else (),
    )


def _cells(text: str, start: int, end: int) -> Iterator[Span]:
    for match in re.finditer(r"[^\t]+", text[start:end]):
        shown = match[0].strip()
        if shown:
            begin = start + match.start() + match[0].index(shown[0])
            yield Span(begin, begin + len(shown))


def with_label(paragraph: Paragraph, label: Label, start: int, end: int) -> Paragraph:
    """A part of a paragraph under a label of its own."""
    return replace(paragraph, at=start, start=start, end=end, label=label, cells=())
