"""Where a quotation stands in its passage, so that it can be marked there.

A quotation is compared with the passage after folding: white space counts as one space, soft hyphens and
zero-width characters do not count, and compatible forms (a ligature, a no-break space) are equal. Nothing
is matched loosely: what is not there after folding is not marked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

JOINER = " … "
"""What stands between parts of a quotation that do not touch on the page (the Answer's contract)."""

_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the passage, marked where it is quoted."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """The passage cut at the quotation's parts, and whether every part was found in it."""

    segments: tuple[Segment, ...]
    complete: bool


def mark(passage: str, quote: str) -> Marked:
    """The passage with the quotation marked, whole if it stands there, else part by part.

    The texts of the segments joined are the passage, character for character.
    """
    folded, places = _fold(passage)
    spans, complete = _locate(folded, quote)
    ranges = [(places[start], places[end - 1] + 1) for start, end in spans]
    return Marked(tuple(_cut(passage, _merged(ranges))), complete)


def clip(segments: tuple[Segment, ...], reach: int) -> tuple[Segment, ...]:
    """The segments with at most about ``reach`` characters kept before, between and after the marks.

    What is left out is replaced by "…", at a space where there is one.
    """
    last = len(segments) - 1
    return tuple(
        segment if segment.marked else Segment(_clipped(segment.text, reach, index > 0, index < last), False)
        for index, segment in enumerate(segments)
    )


def _fold(text: str) -> tuple[str, list[int]]:
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in _folded(character):
            if letter == " " and (not letters or letters[-1] == " "):
                continue
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def _folded(character: str) -> str:
    if character in _UNSEEN:
        return ""
    return "".join(" " if letter.isspace() else letter for letter in unicodedata.normalize("NFKC", character))


def _locate(folded: str, quote: str) -> tuple[list[tuple[int, int]], bool]:
    whole = _find(folded, quote, 0)
    if whole:
        return [whole], True
    spans: list[tuple[int, int]] = []
    parts = [part for part in quote.split(JOINER) if part.strip()]
    for part in parts:
        after = spans[-1][1] if spans else 0
        found = _find(folded, part, after) or _find(folded, part, 0)
        if found:
            spans.append(found)
    return spans, bool(parts) and len(spans) == len(parts)


def _find(folded: str, part: str, after: int) -> tuple[int, int] | None:
    wanted = _fold(part)[0].strip()
    start = folded.find(wanted, after) if wanted else -1
    return None if start < 0 else (start, start + len(wanted))


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _cut(passage: str, ranges: list[tuple[int, int]]) -> Iterator[Segment]:
    position = 0
    for start, end in ranges:
        if start > position:
            yield Segment(passage[position:start], False)
        yield Segment(passage[start:end], True)
        position = end
    if position < len(passage):
        yield Segment(passage[position:], False)


def _clipped(text: str, reach: int, follows_mark: bool, precedes_mark: bool) -> str:
    room = reach * (follows_mark + precedes_mark)
    if len(text) <= room + 1:
        return text
    head = text[:reach].rpartition(" ")[0] or text[:reach] if follows_mark else ""
    tail = text[-reach:].partition(" ")[2] or text[-reach:] if precedes_mark else ""
    return f"{head} … {tail}" if head or tail else text
