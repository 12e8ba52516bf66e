"""A text with its signs in one form, every offset kept, so that what is found can be shown as written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

Span = tuple[int, int]

_SIGNS = {"–": "-", "−": "-", "‐": "-", "‑": "-", "‒": "-", "’": "'", "‘": "'", "\t": " ", "\n": " "}
# "1 085": a space that does not break parts thousands, as a comma does.
_THOUSANDS = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text in compatibility form, sign by sign; what takes more than one sign stays as it is."""
    if text.isascii():
        return text.replace("\t", " ").replace("\n", " ")
    return "".join(map(_sign, _THOUSANDS.sub(",", text)))


@lru_cache(maxsize=4096)
def _sign(sign: str) -> str:
    folded = _SIGNS.get(sign) or unicodedata.normalize("NFKC", sign)
    return folded if len(folded) == 1 else sign


def blank(text: str, spans: Iterable[Span]) -> str:
    """The text with these spans turned into as many spaces."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Does the span share a sign with one of the others?"""
    return any(span[0] < end and start < span[1] for start, end in others)
