"""Does a quotation stand, word for word, on the page it names? Verdicts, never silence.

The normalisation, applied to both sides: Unicode compatibility forms (so ligatures and full-width forms),
soft hyphens and zero-width characters removed, white space folded to one space, none left after a hyphen
at a line end. Nothing else: case, punctuation and figures must be the page's own.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from ingest.document import Page, Span, pages_of, without_gaps
from ingest.records import StoredText

JOIN = " … "
Verdict = Literal["exact", "not-on-page"]

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LINE_END_HYPHEN = re.compile(r"(?<=\w)([-‐])[ \t]*\r?\n\s*(?=\w)")
_SPACE = re.compile(r"\s+")


def normalise(text: str) -> str:
    """The form in which a quotation is shown and compared."""
    text = _LINE_END_HYPHEN.sub(r"\1", _INVISIBLE.sub("", text))
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip()


def quotation(text: StoredText, spans: list[Span]) -> str:
    """The document's own words at ``spans``; parts that do not touch are joined by an ellipsis."""
    parts = [part for span in spans for part in without_gaps(span, text.gaps)]
    shown = (normalise(text.text[part.start : part.end]) for part in _touching(text, parts))
    return JOIN.join(part for part in shown if part)


def _touching(text: StoredText, parts: list[Span]) -> list[Span]:
    """Parts with only white space between them become one."""
    joined: list[Span] = []
    for part in parts:
        if joined and not text.text[joined[-1].end : part.start].strip() and joined[-1].end <= part.start:
            joined[-1] = Span(joined[-1].start, part.end)
        else:
            joined.append(part)
    return joined


def pages_quoted(text: StoredText, spans: list[Span]) -> tuple[Page, ...]:
    """The pages on which the quoted words stand, in order; empty for a format without pages."""
    parts = [part for span in spans for part in without_gaps(span, text.gaps)]
    solid = [part for part in parts if text.text[part.start : part.end].strip()]
    numbers = {page.number: page for part in solid for page in pages_of(text.pages, part)}
    return tuple(numbers[number] for number in sorted(numbers))


def verify(quote: str, text: StoredText, first_page: int | None, last_page: int | None) -> Verdict:
    """Check each part of ``quote`` against the named pages (or the whole text of an unpaged format)."""
    page_text = _page_text(text, first_page, last_page)
    parts = [part for part in quote.split(JOIN) if part]
    if parts and page_text is not None and all(part in page_text for part in parts):
        return "exact"
    return "not-on-page"


def _page_text(text: StoredText, first: int | None, last: int | None) -> str | None:
    if first is None:
        return None if text.pages else normalise(text.text)
    named = [page for page in text.pages if first <= page.number <= (last or first)]
    if not named:
        return None
    return normalise(text.text[named[0].start : named[-1].end])
