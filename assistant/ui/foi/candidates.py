"""What may answer a question: prior answers and published passages, with the chat's own citation cards."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answer import Citation
from assistant.foi.case import Row
from assistant.foi.coverage import Candidate
from assistant.spoken import date_words
from assistant.ui import render
from assistant.ui.foi.words import OUTCOMES, candidate_age
from assistant.ui.markup import escape, isolated, linked

DESK = 0
"""The desk's number among the page's exchanges, which count from 1: no two cards have the same id."""

PassageOf = Callable[[str], str | None]


def candidates(row: Row, passage_of: PassageOf) -> str:
    """Each candidate to be opened, the first open; their cards carry the numbers that the draft uses."""
    if not row.covered.candidates:
        return (
            '<p class="summary">Nothing was found in these papers, which does not mean that it is not '
            "held.</p>"
        )
    listed = "".join(
        _candidate(place, each, _cards(row, each, passage_of))
        for place, each in enumerate(row.covered.candidates, start=1)
    )
    return f'<h3>What was found</h3><div class="candidates">{listed}</div>'


def draft(row: Row) -> str:
    """The words drafted, each [n] a way to its card."""
    if not row.drafted:
        return '<p class="summary">Nothing is proposed: write the answer.</p>'
    titles = {n: citation.title for n, citation in enumerate(row.leaned_on, start=1)}
    paragraphs = (part for part in row.drafted.split("\n\n") if part.strip())
    return "<h3>The draft</h3>" + (
        '<div class="drafted">'
        + "".join(f"<p>{linked(DESK, each, titles)}</p>" for each in paragraphs)
        + "</div>"
    )


def conflicts(row: Row) -> str:
    """The prior answers that contradict one another, side by side."""
    at_odds = [
        each
        for place, each in enumerate(row.covered.candidates)
        if each.prior and (place == 0 or each.prior.id in row.covered.conflicts)
    ]
    if not row.covered.conflicts or len(at_odds) < 2:
        return ""
    columns = "".join(f"<li>{_side(each)}</li>" for each in at_odds)
    return f'<h3>Earlier answers differ</h3><ul class="side-by-side">{columns}</ul>'


def numbered(row: Row) -> list[Citation]:
    """All citations of a row with numbers of their own: those of the draft first, as it counts them."""
    found = [
        citation
        for each in row.covered.candidates
        for citation in (each.citation, *(each.prior.followed if each.prior else ()))
    ]
    alike = dict.fromkeys(map(_place, row.leaned_on))
    others = [citation for citation in found if _place(citation) not in alike]
    return [
        citation.model_copy(update={"marker": n})
        for n, citation in enumerate((*row.leaned_on, *others), start=1)
    ]


def _place(citation: Citation) -> tuple[str, str, str]:
    return citation.document_id, citation.passage_id, citation.quote


def _cards(row: Row, candidate: Candidate, passage_of: PassageOf) -> str:
    numbers = {_place(each): each.marker for each in reversed(numbered(row))}
    cited = (candidate.citation, *(candidate.prior.followed if candidate.prior else ()))
    cards = [
        render.card(
            DESK,
            each.model_copy(update={"marker": numbers[_place(each)]}),
            passage_of(each.passage_id),
            cited=False,
        )
        for each in cited
    ]
    return f'<ol class="cards">{"".join(cards)}</ol>'


def _candidate(place: int, candidate: Candidate, cards: str) -> str:
    first = " open" if place == 1 else ""
    return (
        f'<details class="candidate"{first}><summary>{place}. {_summary(candidate)}</summary>'
        f'<p class="why">{isolated(candidate.why)}</p>{_cautions(candidate)}{_asked(candidate)}{cards}'
        "</details>"
    )


def _summary(candidate: Candidate) -> str:
    citation = candidate.citation
    who = isolated(citation.authority or "Authority not stated")
    when = escape(date_words(citation.date) or "undated")
    what = _outcome(candidate) if candidate.prior else f"published in {isolated(citation.title)}"
    return f"{who}, {when}: {what}"


def _outcome(candidate: Candidate) -> str:
    if candidate.prior is None:
        return ""
    sections = " and ".join(map(isolated, candidate.prior.sections))
    return escape(OUTCOMES[candidate.prior.outcome]) + (f" under {sections}" if sections else "")


def _cautions(candidate: Candidate) -> str:
    cautions = [
        f"{candidate_age(candidate)}" if candidate.stale or candidate.age_days is None else "",
        "another period" if candidate.same_period is False else "",
        "another authority" if candidate.same_authority is False else "",
    ]
    said = "; ".join(each for each in cautions if each)
    return f'<p class="caution">Mind: {escape(said)}.</p>' if said else ""


def _asked(candidate: Candidate) -> str:
    if candidate.prior is None:
        return ""
    number = f"Question {isolated(candidate.prior.number)}: " if candidate.prior.number else ""
    return f'<p class="was-asked">Asked then: {number}“{isolated(candidate.prior.asked)}”</p>'


def _side(candidate: Candidate) -> str:
    citation = candidate.citation
    return (
        f"<strong>{_summary(candidate)}</strong>"
        f'<blockquote class="passage">{escape(citation.quote)}</blockquote>'
        f'<span class="age">{escape(candidate_age(candidate))}</span>'
    )
