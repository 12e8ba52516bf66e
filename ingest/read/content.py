"""What each format's reader hands over, and the bounds that keep one file from filling the memory."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.document import Block, BlockKind, Cell, Page
from ingest.errors import ReadError
from ingest.read.lines import clean
from ingest.settings import IngestSettings


@dataclass(frozen=True, slots=True)
class Content:
    """A file's text with its blocks (and pages, where the format has them)."""

    format: str
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def too_much_text(limits: IngestSettings) -> ReadError:
    """The error for a file whose text alone passes the limit."""
    return ReadError(
        f"holds more than {limits.max_text_mb} MB of text; that is the limit (setting ingest.max_text_mb)"
    )


class TextBuilder:
    """Writes a document's text block by block, for formats that say what each piece is."""

    def __init__(self, limits: IngestSettings) -> None:
        self.limits = limits
        self.blocks: list[Block] = []
        self.tables = 0
        self._parts: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def position(self) -> int:
        """The offset at which the next block begins."""
        return self._length

    @property
    def room(self) -> int:
        """How many characters are left below the limit."""
        return self.limits.max_text_mb * 1_000_000 - self._length

    def add(
        self,
        kind: BlockKind,
        text: str,
        level: int = 0,
        label: str = "",
        marker: str = "",
        table: int = 0,
        cells: tuple[Cell, ...] = (),
    ) -> None:
        """One block. ``marker`` is a number that the format generates: shown before the text, never quoted.
        ``cells`` are those of a row, by their place in the whole text.

        Text without a visible character adds nothing. Raises ReadError beyond the limit.
        """
        shown = clean(text).rstrip() if table else clean(text).strip()
        if not shown.strip():
            return
        start = self._length
        self._write(f"{marker}{shown}\n")
        self.blocks.append(Block(kind, start, self._length - 1, level, label, len(marker), table, cells))

    def add_blocks(self, text: str, blocks: list[Block]) -> None:
        """A stretch of text that has been cut into blocks already; their offsets count from its start."""
        for block in blocks:
            table = block.table + self.tables if block.table else 0
            moved = Block(
                block.kind,
                block.start + self._length,
                block.end + self._length,
                block.level,
                block.label,
                block.generated,
                table,
            )
            self.blocks.append(moved)
        self.tables = max([self.tables, *(block.table for block in self.blocks)])
        self._write(text if text.endswith("\n") else f"{text}\n")

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self.room < 0:
            raise too_much_text(self.limits)
