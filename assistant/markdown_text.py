"""Words in Markdown that show as they were typed, whatever stands in them."""

from __future__ import annotations

import re

# Every mark that CommonMark gives a meaning to somewhere in a line (0.31, 2.4).
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#+\-!|~&$^=:@])")
# What begins an address, which GitHub's Markdown makes a link of without a mark (GFM 0.29, 6.9).
_BARE_ADDRESS = re.compile(r"\b(www)\.", re.IGNORECASE)


def as_typed(text: str) -> str:
    """One line of Markdown that shows as ``text`` reads; a number at its beginning starts no list."""
    escaped = _BARE_ADDRESS.sub(r"\1\\.", _MARKUP.sub(r"\\\1", " ".join(text.split())))
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", escaped)
