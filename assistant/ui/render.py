"""An Answer as HTML. Pure functions: words of a document, a question, a file name or a language model go in
as data and come out escaped, so that markup in them is read and never obeyed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assistant.answer import Answer, Citation, Draft, Filters, Refusal
from assistant.spoken import date_words, kind_words, place_words
from assistant.ui import marking, written
from assistant.ui.copytext import copy_text
from assistant.ui.exchange import Kept, footer
from assistant.ui.markup import card_id, escape, isolated, linked
from assistant.ui.words import NOTICES, filters_words

REACH = 600
"""Characters of the passage shown before and after the quotation."""

_STEP = re.compile(r"[.!?](?:\s*\[\d+\])*(?:\n|(?=\s)|$)|\n")


def searching(number: int, question: str, filters: Filters, documents: int) -> str:
    """The exchange while the documents are being searched; ``documents`` is 0 where not known."""
    where = f"{documents:,} documents" if documents > 1 else "the documents"
    return _exchange(number, question, _narrowed(filters) + f'<p class="waiting">Searching {where} …</p>')


def writing(number: int, draft: Draft, filters: Filters) -> str:
    """The exchange while a language model writes its answer."""
    return _exchange(number, draft.question, _preface(draft, filters) + written.draft(draft))


def stopped(number: int, draft: Draft, filters: Filters) -> str:
    """The exchange whose writing the reader stopped; there is nothing to copy without sources."""
    return _exchange(number, draft.question, _preface(draft, filters) + written.stopped(draft))


def partial(number: int, answer: Answer, filters: Filters, shown: str) -> str:
    """The exchange while its answer appears; ``shown`` is the beginning of the answer's text."""
    return _exchange(number, answer.question, _preface(answer, filters) + _text(number, answer, shown))


def finished(
    number: int, answer: Answer, filters: Filters, passages: Mapping[str, str], kept: Kept | None = None
) -> str:
    """The whole exchange: the answer and its sources, or the refusal and the nearest passages.

    ``passages`` holds the surrounding passages by passage id; one that is missing is said to be so.
    ``kept``: where it is kept; without, there is nothing to save or to give feedback on.
    """
    body = _preface(answer, filters)
    if answer.refusal is None:
        body += _answered(number, answer) + _notices(number, answer)
        body += _sources(number, answer.citations, passages)
    else:
        body += _refusal(answer.refusal) + _nearest(number, answer.refusal.nearest, passages)
    after = footer(number, kept) if kept else ""
    return _exchange(number, answer.question, body + _copy_button(answer) + after)


def closed(number: int, question: str, message: str) -> str:
    """An exchange of before whose answer is not shown again; ``message`` says why."""
    return _exchange(number, question, f'<p class="remark">{escape(message)}</p>')


def failed(number: int, question: str, message: str) -> str:
    """The exchange when the assistant could not answer at all; ``message`` says what to do next."""
    return _exchange(number, question, f'<p class="failure">{escape(message)}</p>')


def card(number: int, citation: Citation, passage: str | None, *, cited: bool = True) -> str:
    """One source: what it is, where the quotation stands, and the quotation in its passage."""
    back = f'<a class="back" href="#x{number}-answer">Back to the answer</a>' if cited else ""
    parts = (
        f"<h4>[{citation.marker}] {isolated(citation.title)}</h4>",
        _facts(citation),
        _place(citation),
        _cell(citation),
        _also_in(citation.also_in),
        f"<details open><summary>Quotation in its passage</summary>{_quotation(citation, passage)}</details>",
        _open_button(citation),
        back,
    )
    return f'<li class="card" id="{card_id(number, citation.marker)}" tabindex="-1">{"".join(parts)}</li>'


def beginnings(text: str) -> Iterator[str]:
    """The text growing sentence by sentence; the last is the whole text."""
    for end in (match.end() for match in _STEP.finditer(text)):
        if text[:end].strip() and end < len(text):
            yield text[:end]
    yield text


def _exchange(number: int, question: str, body: str) -> str:
    heading = f'<h2 class="question"><span class="who">You asked</span> {isolated(question)}</h2>'
    return f'<div class="exchange">{heading}<div id="x{number}-answer" tabindex="-1">{body}</div></div>'


def _preface(answer: Answer | Draft, filters: Filters) -> str:
    taken = ""
    if " ".join(answer.standalone_question.split()) != " ".join(answer.question.split()):
        taken = f'<p class="taken">Taken to mean: {isolated(answer.standalone_question)}</p>'
    return taken + _narrowed(filters)


def _narrowed(filters: Filters) -> str:
    words = filters_words(filters)
    return f'<p class="narrowed">Searched only: {isolated(words)}</p>' if words else ""


def _answered(number: int, answer: Answer) -> str:
    if answer.written is None:
        return _text(number, answer, answer.text)
    if answer.mode == "write":
        return written.finished(number, answer.written, answer)
    return written.remark(answer.written) + _text(number, answer, answer.text)


def _text(number: int, answer: Answer, shown: str) -> str:
    titles = {citation.marker: citation.title for citation in answer.citations}
    paragraphs = (part for part in re.split(r"\n\s*\n", shown.strip()) if part)
    return (
        '<div class="answer">'
        + "".join(f"<p>{linked(number, part, titles)}</p>" for part in paragraphs)
        + "</div>"
    )


def _notices(number: int, answer: Answer) -> str:
    """Other figures and later papers, right under the answer that they concern."""
    if not answer.notices:
        return ""
    titles = {citation.marker: citation.title for citation in answer.citations}
    shown = "".join(f"<li>{linked(number, notice.text, titles)}</li>" for notice in answer.notices)
    return f'<div class="notices"><h3>{NOTICES}</h3><ul>{shown}</ul></div>'


def _refusal(refusal: Refusal) -> str:
    explanation = escape(refusal.explanation)
    return f'<div class="refusal"><h3>Not found in these documents</h3><p>{explanation}</p></div>'


def _sources(number: int, citations: tuple[Citation, ...], passages: Mapping[str, str]) -> str:
    cards = [card(number, citation, passages.get(citation.passage_id)) for citation in citations]
    return _listed("Sources", cards)


def _nearest(number: int, citations: tuple[Citation, ...], passages: Mapping[str, str]) -> str:
    found = [(citation, passages.get(citation.passage_id)) for citation in citations]
    return _listed(
        "Nearest passages found",
        [card(number, citation, passage, cited=False) for citation, passage in found],
    )


def _listed(heading: str, cards: list[str]) -> str:
    return f'<h3>{heading}</h3><ol class="cards">{"".join(cards)}</ol>' if cards else ""


def _facts(citation: Citation) -> str:
    facts = [
        isolated(citation.authority) if citation.authority else "Authority not stated",
        escape(kind_words(citation.kind)),
        escape(date_words(citation.date)) or "Undated",
        f"Reference {isolated(citation.reference)}" if citation.reference else "",
    ]
    return '<ul class="facts">' + "".join(f"<li>{fact}</li>" for fact in facts if fact) + "</ul>"


def _place(citation: Citation) -> str:
    where = place_words(citation)
    place = f'<span class="page">{escape(where[:1].upper() + where[1:])}</span> in ' if where else ""
    return f'<p class="place">{place}<span class="file">{isolated(citation.source)}</span></p>'


def _cell(citation: Citation) -> str:
    return f'<p class="cell">{isolated(citation.cell.words)}</p>' if citation.cell else ""


def _also_in(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    listed = ", ".join(f'<span class="file">{isolated(name)}</span>' for name in names)
    return f'<p class="also">The same words also stand in {listed}</p>'


def _quotation(citation: Citation, passage: str | None) -> str:
    alone = f'<blockquote class="passage"><mark>{escape(citation.quote)}</mark></blockquote>'
    if not passage:
        return alone + '<p class="gone">Its passage is no longer in the catalogue.</p>'
    found = marking.mark(passage, citation.quote)
    shown = "".join(_segment(segment) for segment in marking.clip(found.segments, REACH))
    surrounding = f'<blockquote class="passage">{shown}</blockquote>'
    return surrounding if found.complete else alone + "<p>From this passage:</p>" + surrounding


def _segment(segment: marking.Segment) -> str:
    return f"<mark>{escape(segment.text)}</mark>" if segment.marked else escape(segment.text)


def _open_button(citation: Citation) -> str:
    """Opens the panel of source.js at the place of the quotation, which it is told in attributes."""
    what = "Open the page" if citation.page else "Open the document"
    place = {
        "document": citation.document_id,
        "page": citation.page,
        "page-end": citation.page_end,
        "passage": citation.passage_id,
        "quote": citation.quote,
    }
    told = "".join(f' data-{name}="{escape(str(value))}"' for name, value in place.items() if value)
    label = escape(f"{what}: [{citation.marker}] {citation.title}")
    return f'<button type="button" class="open-source"{told} aria-label="{label}">{what}</button>'


def _copy_button(answer: Answer) -> str:
    what = "finding" if answer.refusal else "answer with its sources"
    text = escape(copy_text(answer))
    return f'<p><button type="button" class="copy" data-copy="{text}">Copy {what}</button></p>'
