"""Forms: short lines one under another, each a label or the value filled in below it."""

from __future__ import annotations

from itertools import takewhile

from ingest.document import Block, BlockKind, Span
from ingest.records import StoredText

_LONGEST_LINE = 12  # words
_FEWEST_LINES = 3


def field_at(text: StoredText, number: int) -> Span | None:
    """Block ``number`` with the line below it, if both are lines of a form.

    Which of two lines is the label and which the value, the page does not say: so each line stands with
    the one below.
    """
    above = _lines(text, number - 1, -1)
    below = _lines(text, number, 1)
    if len(below) < 2 or len(above) + len(below) < _FEWEST_LINES:
        return None
    return Span(below[0].start, below[1].end)


def is_in_form(text: StoredText, number: int) -> bool:
    """Is the block a line of a form: one of three or more short ones in a row, none of them a sentence?"""
    below = _lines(text, number, 1)
    return bool(below) and len(_lines(text, number - 1, -1)) + len(below) >= _FEWEST_LINES


def _lines(text: StoredText, number: int, step: int) -> list[Block]:
    """The lines of a form from block ``number`` on, in the direction of ``step``; no more than are needed."""
    stop = max(-1, number - 2 * _FEWEST_LINES) if step < 0 else number + 2 * _FEWEST_LINES
    near = [text.blocks[at] for at in range(number, stop, step) if 0 <= at < len(text.blocks)]
    printed = (block for block in near if block.kind is not BlockKind.FURNITURE)
    return list(takewhile(lambda block: _is_line(text, block), printed))


def _is_line(text: StoredText, block: Block) -> bool:
    words = text.text[block.start : block.end].split()
    return (
        block.kind is BlockKind.PARAGRAPH
        and not block.label
        and 0 < len(words) <= _LONGEST_LINE
        and not words[-1].endswith((".", ";", ",", "!"))
    )
