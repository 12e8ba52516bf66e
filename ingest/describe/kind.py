"""What sort of document a paper is, from how it is built; its file name is asked last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from ingest.describe.kind_signs import FILE_WORDS, REPLY_WORDS, REQUEST_WORDS, SIGNS, THE_ACT
from ingest.describe.lines import SPREADSHEETS, TABLE_KINDS, Line, Paper, shorten
from ingest.document import DocumentKind, Finding

_LEAST = 4
_OPENING, _READ = 80, 5_000


@dataclass(frozen=True, slots=True)
class _Found:
    kind: DocumentKind
    weight: int
    how: str


def find_kind(paper: Paper) -> Finding:
    """The best supported kind and the sign that says so; ``other`` where nothing is plain."""
    found = [*_by_format(paper), *_as_response(paper), *_by_lines(paper), *_by_shape(paper)]
    totals: dict[DocumentKind, int] = {}
    for sign in found:
        totals[sign.kind] = totals.get(sign.kind, 0) + sign.weight
    best = max(totals, key=lambda kind: totals[kind], default=DocumentKind.OTHER)
    if totals.get(best, 0) < _LEAST:
        return _from_file_name(paper)
    strongest = max((sign for sign in found if sign.kind is best), key=lambda sign: sign.weight)
    return Finding(best.value, strongest.how)


def _by_lines(paper: Paper) -> Iterator[_Found]:
    """Each sign once, however often its line recurs."""
    for sign in SIGNS:
        for line in paper.prose[: sign.zone]:
            match = sign.pattern.match(line.plain) if len(line.plain) <= sign.longest else None
            if match:
                shown = shorten(match.group().strip(" :"), 60)
                yield _Found(sign.kind, sign.weight, f"'{shown}'{paper.on(line)}")
                break


def _as_response(paper: Paper) -> Iterator[_Found]:
    """A response names the Act, speaks to a request, and answers: all three, or it is something else.

    The Freedom of Information Act 2000 or the Environmental Information Regulations 2004.
    """
    own = [line for line in paper.prose[:_READ] if not line.plain.startswith(">")]
    act = next((line for line in own[:_OPENING] if THE_ACT.search(line.plain)), None)
    if act is None:
        return
    asked, replied = _weigh(REQUEST_WORDS, own[:_OPENING]), _weigh(REPLY_WORDS, own)
    if asked >= 2 and replied and asked + replied >= 4:
        how = f"answers a request for information{paper.on(act)}"
        yield _Found(DocumentKind.FOI_RESPONSE, 3 + asked + replied, how)


def _weigh(words: Sequence[tuple[int, re.Pattern[str]]], lines: Sequence[Line]) -> int:
    return sum(weight for weight, pattern in words if any(pattern.search(line.plain) for line in lines))


def _by_format(paper: Paper) -> Iterator[_Found]:
    if paper.document.format in SPREADSHEETS:
        yield _Found(DocumentKind.DATASET, 6, "spreadsheet")
    if paper.is_mail:
        yield _Found(DocumentKind.CORRESPONDENCE, 6, "e-mail")


_FIGURE = re.compile(r"(?<![\w/-])[-(£]*\d[\d,.]*[%)mk]*(?![\w/-])")


def _by_shape(paper: Paper) -> Iterator[_Found]:
    """Tables for most of its length, or figures on most of its lines."""
    blocks = paper.document.blocks
    length = sum(block.end - block.start for block in blocks)
    in_tables = sum(block.end - block.start for block in blocks if block.kind in TABLE_KINDS)
    if length and in_tables >= 0.6 * length:
        yield _Found(DocumentKind.DATASET, 4, "tables for most of its length")
        return
    figures = sum(len(_FIGURE.findall(line.text)) >= 3 for line in paper.prose)
    if len(paper.prose) >= 10 and figures >= 0.4 * len(paper.prose):
        yield _Found(DocumentKind.DATASET, 4, "figures on most of its lines")


def _from_file_name(paper: Paper) -> Finding:
    stem = re.sub(r"[\W_]+", " ", PurePosixPath(paper.document.source).stem).lower()
    stem = re.sub(r"(?<=[a-z])(?=response\b)", " ", stem)
    for kind, words in FILE_WORDS:
        if re.search(rf"\b(?:{words})\b", stem):
            return Finding(kind.value, "file name")
    return Finding(DocumentKind.OTHER.value, "no sign of a known kind")
