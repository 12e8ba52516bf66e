"""How the blocks of a document are stored: each a list of plain values, its cells last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ingest.document import Block, BlockKind, Cell, Span

_PLAIN_VALUES = 7


def packed(block: Block) -> list[object]:
    """A block as a list for JSON; the offsets of cells and their headings count from where it begins."""
    plain: list[object] = [
        block.kind.value, block.start, block.end, block.level, block.label, block.generated, block.table
    ]  # fmt: skip
    return [*plain, [_offsets(block, cell) for cell in block.cells]] if block.cells else plain


def unpacked(values: Sequence[Any]) -> Block:
    """The block that was ``packed``."""
    kind, start, end, level, label, generated, table = values[:_PLAIN_VALUES]
    offsets = [each for cells in values[_PLAIN_VALUES:] for each in cells]
    cells = tuple(_cell(*(start + offset for offset in each)) for each in offsets)
    return Block(BlockKind(kind), start, end, level, label, generated, table, cells)


def _offsets(block: Block, cell: Cell) -> list[int]:
    bounds = [cell.start, cell.end, *(at for span in cell.heading for at in (span.start, span.end))]
    return [at - block.start for at in bounds]


def _cell(start: int, end: int, *heading: int) -> Cell:
    spans = zip(heading[::2], heading[1::2], strict=True)
    return Cell(start, end, tuple(Span(first, last) for first, last in spans))
