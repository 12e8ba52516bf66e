"""A language model's words, as they come, become sentences; its source markers are read and taken out.

A marker is a hint of the model's, nothing more: one that names no source is recorded as written, never
renumbered. Marks of Markdown are taken off, since what a model writes is text and no markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.units import sentences as split
from ingest.document import Span

_NUMBERS = r"\d{1,4}(?:\s*(?:,|;|and|&|-|–)\s*\d{1,4})*"
_WORD = r"(?:sources?|quotations?|quotes?|passages?|refs?)"
# The mark between which the sources stand, taken for the name of one.
_FENCE = r"[0-9a-f]{16}"
_MARKER = re.compile(
    rf"\s*(?:[\[【]\s*\^?(?:{_WORD}\s*)?(?P<inner>{_NUMBERS})(?:†[^\]】]*)?\s*[\]】]"
    rf"|\(\s*{_WORD}\s*(?P<round>{_NUMBERS})\s*\)|\[(?P<fence>{_FENCE})\])",
    re.IGNORECASE,
)
_MARKER_AT_STOP = re.compile(r"([.!?])(?=[\[【])")
_RANGE = re.compile(r"(\d+)\s*[-–]\s*(\d+)")
# What may still become a marker when more words come.
_BEGUN = re.compile(r"\s*(?:[\[【][^\]】]*|\((?:[a-z]{0,10}\s*\d*)?)$", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*•–]\s+|#{1,6}\s+|>\s+|\d{1,2}[.)]\s+)+")
_MARKDOWN = re.compile(r"\*\*|__|`+|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_HAS_WORDS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence without its markers: ``markers`` are the sources that it names, ``unknown`` what it wrote
    that names none."""

    text: str
    markers: tuple[int, ...] = ()
    unknown: tuple[str, ...] = ()
    starts_paragraph: bool = False


class SentenceStream:
    """Takes words as they come and gives each sentence once nothing more can belong to it."""

    def __init__(self, sources: int) -> None:
        """``sources``: how many there are; their markers count from 1."""
        self._sources = sources
        self._line = ""
        self._new_paragraph = True

    @property
    def rest(self) -> str:
        """The words of the sentence that is not yet complete, as they will be shown."""
        return _plain(_MARKER.sub("", self._line))

    def feed(self, words: str) -> list[Sentence]:
        """The sentences that these words complete."""
        found: list[Sentence] = []
        *lines, self._line = (self._line + words).replace("\r\n", "\n").split("\n")
        for line in lines:
            found += self._taken(_pieces(line))
            self._new_paragraph = True
        pieces = _pieces(self._line)
        whole = pieces[:-1]
        if whole and not _may_belong_before(pieces[-1]):
            found += self._taken(whole)
            self._line = pieces[-1] + self._line[len(self._line.rstrip()) :]
        return found

    def end(self) -> list[Sentence]:
        """What is left when no more words come."""
        found = self._taken(_pieces(self._line))
        self._line = ""
        return found

    def _taken(self, pieces: list[str]) -> list[Sentence]:
        found = []
        for piece in pieces:
            sentence = self._sentence(piece)
            if sentence.text or sentence.unknown:
                found.append(sentence)
                self._new_paragraph = False
        return found

    def _sentence(self, piece: str) -> Sentence:
        numbers = [number for match in _MARKER.finditer(piece) for number in _numbers(match)]
        known = tuple(dict.fromkeys(n for n in numbers if 1 <= n <= self._sources))
        fences = [f"[{match['fence']}]" for match in _MARKER.finditer(piece) if match["fence"]]
        unknown = [f"[{n}]" for n in numbers if not 1 <= n <= self._sources] + fences
        plain = _plain(_MARKER.sub("", piece))
        return Sentence(plain, known, tuple(dict.fromkeys(unknown)), self._new_paragraph)


def _pieces(line: str) -> list[str]:
    """The sentences of one line; markers that follow a full stop belong to the sentence before them."""
    line = _MARKER_AT_STOP.sub(r"\1 ", line)
    bullet = _BULLET.match(line)
    start = bullet.end() if bullet else 0
    pieces: list[str] = []
    for span in split(line, Span(start, len(line))):
        piece = line[span.start : span.end]
        lead = re.match(rf"(?:{_MARKER.pattern})+", piece, re.IGNORECASE) if pieces else None
        if lead:
            pieces[-1] += f" {lead[0].strip()}"
            piece = piece[lead.end() :].strip()
        if piece:
            pieces.append(piece)
    return pieces


def _may_belong_before(piece: str) -> bool:
    """Could this, with more words, turn out to be a marker of the sentence before it?"""
    return bool(_BEGUN.fullmatch(piece)) or not _HAS_WORDS.search(piece)


def _numbers(match: re.Match[str]) -> list[int]:
    written = match["inner"] or match["round"] or ""
    spread = _RANGE.sub(_all_between, written)
    return [int(number) for number in re.findall(r"\d+", spread)]


def _all_between(match: re.Match[str]) -> str:
    first, last = int(match[1]), int(match[2])
    return " ".join(str(n) for n in range(first, last + 1)) if first <= last <= first + 20 else match[0]


def _plain(text: str) -> str:
    """Without marks of Markdown, white space folded, none before a full stop; "" where no word is left."""
    plain = " ".join(_MARKDOWN.sub("", _BULLET.sub("", text)).split())
    plain = re.sub(r"\s+([.,;:!?])", r"\1", plain)
    return plain if _HAS_WORDS.search(plain) else ""
