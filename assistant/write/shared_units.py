"""Figures that take their unit from one before them: "23 days against a target of 20"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.write.figures import Figure
from assistant.write.plain import plain

_COMPARED = re.compile(
    r"(?:\b(?:targets?|limit|standard|goal|plan|forecast) of|\b(?:against|than|with|from|to))\s+$",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\s*(?:[.,;)]|$)")
_ENDS = re.compile(r"[.;!?](?=\s)")


def with_shared_units(found: Sequence[Figure], text: str) -> Iterator[Figure]:
    """The figures of a text, in order, each bare one that is compared with a time or share in its unit."""
    said, last = plain(text), None
    for figure in found:
        if figure.kind in ("time", "share"):
            last = figure
        elif last and figure.kind == "count" and _is_compared(said, last, figure):
            value, step = figure.value * last.size, figure.step * last.size
            yield replace(figure, kind=last.kind, value=value, step=step, unit=last.unit, size=last.size)
            continue
        else:
            last = None
        yield figure


def _is_compared(text: str, last: Figure, bare: Figure) -> bool:
    between = text[last.end : bare.start]
    is_alone = not bare.nouns and _ALONE.match(text, bare.end)
    return bool(is_alone and _COMPARED.search(between)) and not _ENDS.search(between)
