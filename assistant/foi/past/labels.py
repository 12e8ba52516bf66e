"""Where the parts of a question, or of an answer, are labelled: "a.", "(b)", "(ii)", "2."."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.document import Span

# At the start of a line, or after the end of a sentence or clause within one.
_LABEL = re.compile(
    r"(?:(?:^|(?<=\n))[ \t>]*(?:[-•*–][ \t]*)?|(?<=[.:;?!,)])[ \t]+|(?<=\t))"
    r"\(?(?P<name>[A-Za-z]|[ivx]{1,4}|\d{1,2})[.)][ \t]+(?=\S)"
)
_AT_START = re.compile(r"\(?(?P<name>[A-Za-z]|[ivx]{1,4}|\d{1,2})[.)][ \t]+(?=\S)")
_BULLET = re.compile(r"(?:^|(?<=\n))[ \t>]*[-•*–][ \t]+(?=\S)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@dataclass(frozen=True, slots=True)
class Item:
    """A labelled part: its label in lower case, where the label begins, and the words after it."""

    label: str
    start: int
    words: Span


def lettered(text: str, span: Span, after: str = "") -> list[Item]:
    """The parts a, b, c … (or i, ii, iii …) in a span, in order, as far as they count up without a gap.

    ``after`` is the label that the first one follows; "" begins at "a" or "i".
    """
    if after:
        return _run(text, span, _following(after))
    letters, romans = _run(text, span, _letter_at), _run(text, span, _roman_at)
    return romans if len(romans) > max(1, len(letters)) else letters


def numbered(text: str, span: Span, first: int, last: int) -> list[Item]:
    """The questions ``first`` to ``last`` in a span that begins with the first; [] unless all are there.

    A list whose numbers were lost to bullets counts too.
    """
    found = [Item(str(first), span.start, span), *_run(text, span, lambda at: str(first + 1 + at))]
    if len(found) != last - first + 1:
        marks = [(m.start(), m.end()) for m in _BULLET.finditer(text, span.start, span.end)]
        marks = [mark for mark in marks if mark[0] > span.start]
        found = [Item(str(first), span.start, span)]
        found += [Item(str(first + 1 + at), *_from(mark, span)) for at, mark in enumerate(marks)]
    return _bounded(text, found, span) if len(found) == last - first + 1 else []


def _from(mark: tuple[int, int], span: Span) -> tuple[int, Span]:
    return mark[0], Span(mark[1], span.end)


def _letter_at(at: int) -> str:
    return chr(ord("a") + at) if at < 26 else ""


def _roman_at(at: int) -> str:
    return _ROMAN[at] if at < len(_ROMAN) else ""


def _following(after: str) -> Callable[[int], str]:
    if after in _ROMAN and len(after) > 1:
        return lambda at: _roman_at(_ROMAN.index(after) + 1 + at)
    return lambda at: _letter_at(ord(after) - ord("a") + 1 + at)


def _run(text: str, span: Span, label_at: Callable[[int], str]) -> list[Item]:
    """The labels of a span that count up as ``label_at`` does, each with the words up to the next."""
    found: list[Item] = []
    first = _AT_START.match(text, span.start, span.end)
    matches = [first] if first else []
    for match in [*matches, *_LABEL.finditer(text, span.start, span.end)]:
        if match["name"].lower() == label_at(len(found)):
            found.append(Item(match["name"].lower(), match.start(), Span(match.end(), span.end)))
    return _bounded(text, found, span)


def _bounded(text: str, items: Sequence[Item], span: Span) -> list[Item]:
    """Each item ends where the next begins, white space left out."""
    ends = [*(item.start for item in items[1:]), span.end][: len(items)]
    return [
        Item(item.label, item.start, trimmed(text, item.words.start, end))
        for item, end in zip(items, ends, strict=True)
    ]


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the white space at its ends."""
    words = text[start:end]
    begin = start + len(words) - len(words.lstrip())
    return Span(begin, max(begin, start + len(words.rstrip())))
