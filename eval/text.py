"""The forms in which the suite compares texts: its own, to share no mistake with what it measures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACE = re.compile(r"\s+")
_SPACE_OR_DASH = re.compile(r"[\s\-\u2010-\u2015\u2212\ufe58\ufe63]+")
_PLAIN_MARKS = str.maketrans({"‘": "'", "’": "'", "‚": "'", "′": "'", "“": '"', "”": '"', "„": '"', "″": '"'})
_DASH = re.compile("[\u2010-\u2015\u2212]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_LOOSE_CURRENCY = re.compile(r"([£€$])\s+(?=\d)")
_ELLIPSIS = re.compile(r"\s*…\s*")


def plain(text: str) -> str:
    """Compatibility forms, case and white space folded; quotation marks made straight."""
    folded = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return _SPACE.sub(" ", folded).translate(_PLAIN_MARKS).strip()


def squash(text: str) -> str:
    """As ``plain``, with white space, hyphens and dashes taken out: words broken over lines still match."""
    return _SPACE_OR_DASH.sub("", plain(text))


def parts(quote: str) -> list[str]:
    """The squashed parts of a quotation that do not touch on the page (joined by an ellipsis)."""
    return [part for part in (squash(each) for each in _ELLIPSIS.split(quote)) if part]


def holds_fact(text: str, alternatives: Sequence[str]) -> bool:
    """Does ``text`` hold one of the alternatives: the same words, and never part of a longer number?"""
    searched = _figures(text)
    return any(re.search(_bounded(_figures(each)), searched) for each in alternatives)


def _figures(text: str) -> str:
    """Currency and thousands separators normalised, dashes alike."""
    return _LOOSE_CURRENCY.sub(r"\1", _THOUSANDS.sub("", _DASH.sub("-", plain(text))))


def _bounded(fact: str) -> str:
    before = r"(?<!\d)(?<!\d[.,])" if fact[:1].isdigit() else ""
    after = r"(?!\d|[.,]\d)" if fact[-1:].isdigit() else ""
    return before + re.escape(fact) + after
