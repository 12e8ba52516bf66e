"""From stretches to passages: packed, named, and pointing at one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from ingest.document import Passage, PassageKind, Span
from ingest.passages.divide import Stretch
from ingest.passages.exchange import Exchange, section_names
from ingest.passages.gauge import Gauge
from ingest.passages.lines import Line, Mark
from ingest.passages.packing import NEVER, Piece, pack
from ingest.passages.prose import AFTER_LEAD_IN, fields_in, pieces_of
from ingest.passages.references import references
from ingest.passages.sections import FRONT, Place, short
from ingest.passages.tables import is_units

_FIELDS_OF_A_FRONT = 2
_BETWEEN = 3
_TWO_NAMES = 60


def passages_of(stretch: Stretch, places: Sequence[Place], gauge: Gauge) -> Iterator[Passage]:
    """The passages of one stretch, not yet numbered."""
    pieces = pieces_of(stretch.lines, places, gauge)
    if stretch.exchange:
        pieces = [_priced(piece, stretch.lines, stretch.exchange) for piece in pieces]
    if stretch.kind is PassageKind.TABLE:
        pieces = [replace(one, part=NEVER) if one.line <= stretch.first_row else one for one in pieces]
    groups = [half for group in pack(pieces, gauge.limit) for half in _fitting(group, gauge)]
    for group in groups:
        yield _passage(group, stretch, places, gauge, len(groups) > 1)


def _priced(piece: Piece, lines: Sequence[Line], exchange: Exchange) -> Piece:
    """Rather part an exchange before a lettered sub-question than between a question and its answer."""
    line = lines[piece.line - lines[0].index]
    if exchange.answer and line.start <= exchange.answer.start < line.end:
        return replace(piece, part=AFTER_LEAD_IN, join=0.0)
    if line.mark is Mark.LETTER and piece.start == line.start:
        return replace(piece, part=0.0, join=0.0)
    return replace(piece, join=0.0)


def _fitting(group: Sequence[Piece], gauge: Gauge) -> Iterator[Sequence[Piece]]:
    """The group, halved where its words together count for more than its pieces did one by one."""
    if (
        len(group) > 1
        and _may_not_fit(group, gauge.limit)
        and gauge.count(gauge.text(group[0].start, group[-1].end)) > gauge.limit
    ):
        middle = len(group) // 2
        yield from _fitting(group[:middle], gauge)
        yield from _fitting(group[middle:], gauge)
    else:
        yield group


def _may_not_fit(group: Sequence[Piece], limit: int) -> bool:
    """Is the sum near the limit, or is there so much between the pieces that it says little?"""
    between = sum(after.start - before.end for before, after in pairwise(group))
    return 5 * sum(piece.cost for piece in group) > 4 * limit or between > _BETWEEN * len(group)


def _passage(
    group: Sequence[Piece], stretch: Stretch, places: Sequence[Place], gauge: Gauge, parted: bool
) -> Passage:
    start, end = group[0].start, group[-1].end
    mine = [places[index] for index in dict.fromkeys(piece.line for piece in group)]
    exchange = stretch.exchange
    section = stretch.section or _front(group, stretch, mine) or section_of(mine)
    if exchange and parted:
        section = _sub_section(section, group, stretch)
    return Passage(
        ordinal=0,
        kind=stretch.kind,
        start=start,
        end=end,
        text=gauge.text(start, end),
        section=section,
        heading_path=() if stretch.boilerplate else _path(mine, stretch),
        question=exchange.question if exchange else None,
        answer=_within(exchange.answer, start, end) if exchange else None,
        boilerplate=stretch.boilerplate,
    )


def _within(span: Span | None, start: int, end: int) -> Span | None:
    if span is None or span.end <= start or span.start >= end:
        return None
    return Span(max(span.start, start), min(span.end, end))


def _front(group: Sequence[Piece], stretch: Stretch, places: Sequence[Place]) -> str:
    """The name of a report's front, where a passage holds the fields before the first section."""
    if any(place.top or place.paragraph for place in places) or len(places[-1].path) > 1:
        return ""
    offset = stretch.lines[0].index
    fields = sum(fields_in(stretch.lines[index - offset]) for index in {piece.line for piece in group})
    return FRONT if fields >= _FIELDS_OF_A_FRONT else ""


def section_of(places: Sequence[Place]) -> str:
    """One name for where several lines stand: the one they share, or the first and the last."""
    content = [place for place in places if not place.opens] or places
    first, last = content[0], content[-1]
    if first.section == last.section:
        return first.section or places[0].section
    if first.paragraph and last.paragraph:
        return f"{first.section} to {last.paragraph}"
    names = list(dict.fromkeys(place.section for place in content if place.section))
    both = "; ".join(names)
    return both if len(names) == 2 and len(both) <= _TWO_NAMES else (*names[:1], *_shared_path(content))[-1]


def _shared_path(places: Sequence[Place]) -> tuple[str, ...]:
    """The headings that all of the places stand under."""
    levels = zip(*(place.path for place in places), strict=False)
    return tuple(level[0] for level in takewhile(lambda level: len(set(level)) == 1, levels))


def _path(places: Sequence[Place], stretch: Stretch) -> tuple[str, ...]:
    content = [place for place in places if not place.opens] or places
    shared = _shared_path(content) or content[0].path
    if stretch.exchange and stretch.exchange.stem:
        return (*(title for title in shared if title != stretch.exchange.stem), short(stretch.exchange.stem))
    if stretch.kind is not PassageKind.TABLE:
        return shared
    above = [line for line in stretch.lines if line.index < stretch.first_row and not is_units(line)]
    caption = " ".join(above[-1].text.split()).rstrip(":") if above else ""
    return shared if not caption or caption in shared else (*shared, caption)


def _sub_section(section: str, group: Sequence[Piece], stretch: Stretch) -> str:
    """ "Question 5c" for a part of a long answer that begins at a lettered sub-question."""
    lines = [stretch.lines[index - stretch.lines[0].index] for index in dict.fromkeys(p.line for p in group)]
    letters = [line.number.lower() for line in lines if line.mark is Mark.LETTER]
    if lines[0].mark is not Mark.LETTER or len(section_names(section)) != 1 or not section[-1].isdigit():
        return section
    ends = f"{section}{letters[0]}"
    return ends if len(letters) == 1 else f"{ends} to {letters[-1]}"


def numbered(passages: Sequence[Passage], gauge: Gauge) -> list[Passage]:
    """The passages with their ordinals from 0 and the sections that they refer to."""
    known = {name for passage in passages for name in _all_names(passage)}
    done: list[Passage] = []
    before = ""
    for ordinal, passage in enumerate(passages):
        own = _all_names(passage)
        named = references(_said(passage, gauge), known, own, before)
        done.append(replace(passage, ordinal=ordinal, refers_to=named))
        if passage.kind is PassageKind.QUESTION_ANSWER and passage.answer:
            before = passage.section
    return done


def _all_names(passage: Passage) -> set[str]:
    names = set(section_names(passage.section)) | {passage.section.split(", ")[0].split(" to ")[0]}
    return names | {
        name.rstrip("abcdefghijklmnopqrstuvwxyz") for name in names if name.startswith("Question ")
    }


def _said(passage: Passage, gauge: Gauge) -> str:
    """What is searched for references: the answer alone where there is one, else all of it."""
    answer = passage.answer
    return " ".join((gauge.text(answer.start, answer.end) if answer else passage.text).split())
