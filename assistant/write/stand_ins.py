"""The noun that "one" stands for where it is left out: "a manual wheelchair 11 weeks, a powered one 26"."""

from __future__ import annotations

import re
from collections.abc import Iterator


def stand_ins(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each such "one" begins and ends, with its noun in small letters."""
    for match in re.finditer(r"\b(?:an?|the)\s[a-z-]+\s(?P<one>ones?)\b", text):
        nouns = re.findall(
            r"\b(?:[Aa]n?|[Tt]he|of)\s[a-z-]+\s([a-z]{3,})\b(?=\s|[,;])", text[: match.start()]
        )
        if nouns:
            yield *match.span("one"), nouns[-1].lower()
