"""Which lines of a page belong to a table."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.document import BlockKind
from ingest.read.lines import in_capitals


@dataclass(slots=True)
class Claim:
    """A run of lines (first to last, by index) that is one row, or the header, of a table."""

    kind: BlockKind
    first: int
    last: int
    figures: int = 0


@dataclass(slots=True)
class Table:
    """The claims of one table, in order.

    ``typical`` is how many figures its rows usually hold. A table that ``leads`` is only the header, at
    the foot of a page, of the table on the next.
    """

    claims: list[Claim]
    typical: int = 0
    leads: bool = False

    @property
    def has_header(self) -> bool:
        return any(claim.kind is BlockKind.TABLE_HEADER for claim in self.claims)


def closes(text: str) -> bool:
    """A line that begins no label: it ends in a colon, or is a title in capitals."""
    return text.endswith(":") or in_capitals(text)
