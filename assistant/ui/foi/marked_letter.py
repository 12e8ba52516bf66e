"""The request letter as written: questions and wrong references marked, contact details covered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from assistant.foi.request import Request
from assistant.spoken import undirected
from assistant.ui.markup import escape

_SHORTEST = 4
"""Characters of a contact detail that is looked for in the letter; a shorter one stands in other words."""


class _Span(NamedTuple):
    start: int
    end: int


def letter(request: Request) -> str:
    """The letter; each question's words carry its id, so that the page can show which is chosen."""
    covered = _joined(_contact_spans(request))
    asked = [(_Span(each.start, each.end), each.id) for each in request.questions if each.start < each.end]
    flagged = [_Span(flag.start, flag.end) for flag in request.flags if flag.start < flag.end]
    pieces = [
        _piece(request.text, span, covered, asked, flagged)
        for span in _cut(len(request.text), [*covered, *flagged, *(span for span, _ in asked)])
    ]
    region = 'class="request-words" tabindex="0" role="region" aria-label="The request"'
    return f"<div {region}>{''.join(pieces)}</div>"


def _cut(length: int, spans: list[_Span]) -> Iterator[_Span]:
    """The whole in order, cut wherever a span begins or ends."""
    inside = {place for span in spans for place in span if 0 < place < length}
    places = [0, *sorted(inside), length]
    yield from (_Span(start, end) for start, end in pairwise(places) if start < end)


def _piece(
    text: str, span: _Span, covered: list[_Span], asked: list[tuple[_Span, str]], flagged: list[_Span]
) -> str:
    if hidden := next((each for each in covered if _holds(each, span)), None):
        return '<span class="covered">[contact details]</span>' if hidden.start == span.start else ""
    shown = escape(undirected(text[span.start : span.end]))
    if any(_holds(flag, span) for flag in flagged):
        shown = f'<u class="flagged">{shown}</u>'
    question = next((id_ for each, id_ in asked if _holds(each, span)), None)
    return shown if question is None else f'<mark data-asked="{escape(question)}">{shown}</mark>'


def _holds(outer: _Span, inner: _Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _contact_spans(request: Request) -> list[_Span]:
    """Where the letter gives the requester's name, e-mail, telephone number or address, however wrapped."""
    contact = request.contact
    details = [contact.name, contact.email, contact.phone, contact.address]
    patterns = [
        r"[\s,]+".join(map(re.escape, re.split(r"[\s,]+", detail.strip(" ,\n"))))
        for detail in details
        if detail and len(detail.strip()) >= _SHORTEST
    ]
    found = (match for pattern in patterns for match in re.finditer(pattern, request.text, re.IGNORECASE))
    return [_Span(*match.span()) for match in found]


def _joined(spans: list[_Span]) -> list[_Span]:
    joined: list[_Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = _Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
