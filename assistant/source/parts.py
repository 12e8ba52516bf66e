"""The stored text of a document in parts that can be shown one at a time, with a quotation marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from assistant.source.view import Segment, ShownBlock
from ingest.document import Block, BlockKind, Page, Span
from ingest.records import StoredText

_PART_CHARACTERS = 6_000
_PART_BLOCKS = 80
_NEW_PART_AT_HEADING = 0.6
_ROWS = (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW)


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks that are shown together; the headings of a table that began earlier are ``repeated``."""

    blocks: tuple[Block, ...]
    repeated: tuple[Block, ...] = ()

    def holds(self, span: Span) -> bool:
        return any(block.start < span.end and span.start < block.end for block in self.blocks)


def parts_of(text: StoredText) -> list[Part]:
    """A text without pages cut into parts, before a heading where one is near; at least one part."""
    parts: list[Part] = []
    header: list[Block] = []
    held: list[Block] = []
    repeated: tuple[Block, ...] = ()
    for block in chain.from_iterable(map(_pieces, text.blocks)):
        if held and _full(held, block):
            parts.append(Part(tuple(held), repeated))
            held, repeated = [], _headings_for(block, header)
        if block.kind is BlockKind.TABLE_HEADER:
            header = [*(each for each in header if each.table == block.table), block]
        held.append(block)
    return [*parts, Part(tuple(held), repeated)]


def part_of_page(text: StoredText, page: Page) -> Part:
    """The blocks of a page, each cut at its edges."""
    clipped = (
        replace(block, start=max(block.start, page.start), end=min(block.end, page.end), cells=())
        for block in text.blocks
        if block.start < page.end and page.start < block.end
    )
    return Part(tuple(block for block in clipped if text.text[block.start : block.end].strip()))


def shown(part: Part, text: StoredText, spans: Sequence[Span]) -> tuple[ShownBlock, ...]:
    """The blocks of a part as they are shown, the spans marked."""
    return tuple(_shown(block, text.text, spans) for block in (*part.repeated, *part.blocks))


def _pieces(block: Block) -> Iterator[Block]:
    """A block longer than a part in pieces; most are one piece."""
    for start in range(block.start, block.end, _PART_CHARACTERS):
        yield replace(block, start=start, end=min(start + _PART_CHARACTERS, block.end), cells=())


def _full(held: Sequence[Block], block: Block) -> bool:
    size = block.start - held[0].start
    limit = _PART_CHARACTERS * (_NEW_PART_AT_HEADING if block.kind is BlockKind.HEADING else 1)
    return size + (block.end - block.start) > limit or len(held) >= _PART_BLOCKS


def _headings_for(block: Block, header: Sequence[Block]) -> tuple[Block, ...]:
    if block.kind is not BlockKind.TABLE_ROW:
        return ()
    return tuple(each for each in header if each.table == block.table)


def _shown(block: Block, text: str, spans: Sequence[Span]) -> ShownBlock:
    edges = [block.start]
    if block.kind in _ROWS:
        edges += [at + 1 for at in range(block.start, block.end) if text[at] == "\t"]
    ends = [*(edge - 1 for edge in edges[1:]), block.end]
    cells = (tuple(_segments(Span(*cell), text, spans)) for cell in zip(edges, ends, strict=True))
    return ShownBlock(kind=block.kind.value, cells=tuple(cells), table=block.table)


def _segments(within: Span, text: str, spans: Sequence[Span]) -> Iterator[Segment]:
    position = within.start
    for span in sorted(spans, key=lambda each: each.start):
        start, end = max(span.start, position), min(span.end, within.end)
        if start >= end:
            continue
        if position < start:
            yield Segment(text=text[position:start])
        yield Segment(text=text[start:end], marked=True)
        position = end
    if position < within.end:
        yield Segment(text=text[position : within.end])
