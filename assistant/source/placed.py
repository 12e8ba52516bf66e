"""Where a quotation stands in the stored text of its document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.source.letters import Letters, letters
from assistant.verify import JOIN
from ingest.document import Page, Span
from ingest.records import StoredText

_CONTEXT = 60
# Round a passage, of formats without pages: the headings of a table may stand far above its rows.
_REACH = 50_000
_MOST_SEARCHED = 4_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Letters to find on a page, with those that stand before and after them there.

    ``nth`` counts how often the same letters stand on the page before them.
    """

    letters: str
    before: str = ""
    after: str = ""
    nth: int = 0


def spans_of(quote: str, text: StoredText, near: Span | None, pages: Sequence[Page]) -> tuple[Span, ...]:
    """The spans of a quotation's parts in the order in which it gives them; empty unless all are found.

    It is looked for on ``pages``; in a format without pages, round ``near``, the passage it was taken from.
    Of several places with the same words the one nearest to ``near`` is taken, one after the part before it
    first.
    """
    for window in _windows(text, near, pages):
        found = letters(text.text[window.start : window.end])
        for parts in ([quote], quote.split(JOIN)):
            spans = _all_found([letters(part).text for part in parts], found, window.start, near)
            if spans:
                return spans
    return ()


def wanted_on(page: Page, spans: Sequence[Span], text: StoredText) -> tuple[Wanted, ...]:
    """What of these spans stands on a page, in order."""
    on_page = letters(text.text[page.start : page.end])
    clipped = [Span(max(span.start, page.start), min(span.end, page.end)) for span in spans]
    found = (_wanted(on_page, Span(span.start - page.start, span.end - page.start)) for span in clipped)
    return tuple(wanted for wanted in found if wanted.letters)


def _wanted(on_page: Letters, span: Span) -> Wanted:
    inside = [index for index, place in enumerate(on_page.places) if span.start <= place < span.end]
    if not inside:
        return Wanted("")
    start, end = inside[0], inside[-1] + 1
    own = on_page.text[start:end]
    earlier = sum(1 for _ in _occurrences(on_page.text[: end - 1], own))
    return Wanted(
        own, on_page.text[max(0, start - _CONTEXT) : start], on_page.text[end : end + _CONTEXT], earlier
    )


def _windows(text: StoredText, near: Span | None, pages: Sequence[Page]) -> Iterator[Span]:
    if pages:
        yield Span(pages[0].start, pages[-1].end)
        return
    if near:
        yield Span(max(0, near.start - _REACH), near.end + _REACH)
    if len(text.text) <= _MOST_SEARCHED:
        yield Span(0, len(text.text))


def _all_found(parts: Sequence[str], found: Letters, offset: int, near: Span | None) -> tuple[Span, ...]:
    spans: list[Span] = []
    for part in filter(None, parts):
        places = [found.span(at, at + len(part)) for at in _occurrences(found.text, part)]
        if not places:
            return ()
        after = spans[-1].end if spans else 0
        choices = [Span(start + offset, end + offset) for start, end in places]
        spans.append(min(choices, key=lambda span: (span.start < after, _distance(span, near), span.start)))
    return tuple(spans)


def _distance(span: Span, near: Span | None) -> int:
    """How many characters lie between a span and the passage; 0 inside it."""
    return max(0, near.start - span.start, span.end - near.end) if near else 0


def _occurrences(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)
