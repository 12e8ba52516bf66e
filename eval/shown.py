"""Text from questions, documents and file names as one plain line: what a report shows of data."""

from __future__ import annotations

import unicodedata

from ingest.describe.lines import shorten


def one_line(text: str, limit: int = 160) -> str:
    """White space folded, control and invisible characters taken out, at most ``limit`` characters."""
    return shorten(" ".join("".join(_visible(character) for character in text).split()), limit)


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    # Soft hyphens and the like stand within words, and direction marks reorder what is read: nothing instead.
    return "" if unicodedata.category(character) == "Cf" else " "
