"""From what was found to words an officer may accept: prior answers, said as what was said on their day.

Nothing drafted here says that information is or is not held today, and no prior exemption is applied:
FOIA s.1(1)(a) asks for a search, and s.2(2) and s.17 for reasons of their own, which an officer must give.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation
from assistant.foi.case import DraftedFact, Row
from assistant.foi.coverage import Candidate, Coverage, Covered
from assistant.foi.prior import Outcome, PriorAnswer
from assistant.foi.request import Request, RequestQuestion
from assistant.spoken import date_words

_NEXT = {
    Coverage.ANSWERED_BEFORE: "Check that the earlier answer still holds before you accept it.",
    Coverage.PUBLISHED: "Check that the published words answer the whole question before you accept them.",
    Coverage.PARTLY: "Only part of the question is covered: search the records for the rest.",
    Coverage.OTHER_PERIOD: "The earlier answer is for another period: search the records for this one.",
    Coverage.OTHER_AUTHORITY: (
        "Only another authority's answer was found: search your own records, or offer it as advice (s.16)."
    ),
    Coverage.SIGNPOSTED_BEFORE: "Check that it is still there; whether section 21 applies is for you.",
    Coverage.NOT_HELD_BEFORE: (
        "That was said then. Record a search (system, date, post) before the letter says what is held today."
    ),
    Coverage.REFUSED_BEFORE: (
        "An earlier refusal is no authority: if you rely on the section today, give its reasons afresh."
    ),
    Coverage.NOTHING_FOUND: (
        "Nothing was found in these papers, which does not mean that it is not held: search the records."
    ),
}
# Refused before: the words are reasoning for the officer to weigh, and never a proposal for the letter.
_OFFERED_ONLY = (Coverage.REFUSED_BEFORE, Coverage.NOTHING_FOUND)


def draft_rows(request: Request, covered: Sequence[Covered]) -> tuple[Row, ...]:
    """A row for each question, in the request's order; ``covered`` holds one for each, in any order.

    Raises KeyError where a question is not covered.
    """
    by_id = {each.question_id: each for each in covered}
    return tuple(draft_row(question, by_id[question.id]) for question in request.questions)


def draft_row(question: RequestQuestion, covered: Covered) -> Row:
    """The words proposed for a question with the quotations that they rest on, and what to mind."""
    used = _used(covered)
    proposed = [] if covered.coverage in _OFFERED_ONLY else used
    facts: list[DraftedFact] = []
    for candidate in proposed:
        facts += _facts(candidate, covered.coverage, first_marker=len(facts) + 1)
    return Row(
        question=question,
        covered=covered,
        drafted="\n\n".join(fact.text for fact in facts),
        note=" ".join(_notes(covered, used)),
        facts=tuple(facts),
        leaned_on=tuple(fact.citation for fact in facts),
    )


def _used(covered: Covered) -> list[Candidate]:
    """The best candidate; where prior answers contradict one another, each of them, to compare."""
    if covered.coverage is Coverage.NOTHING_FOUND:
        return []
    best = list(covered.candidates[:1])
    at_odds = [
        each
        for each in covered.candidates[1:]
        if each.prior is not None and each.prior.id in covered.conflicts
    ]
    return best + at_odds


def _facts(candidate: Candidate, coverage: Coverage, first_marker: int) -> list[DraftedFact]:
    """One for each quotation: the answer's own, and those that it points to."""
    cited = [candidate.citation, *(candidate.prior.followed if candidate.prior else ())]
    return [
        DraftedFact(
            text=_sentence(candidate, coverage, citation, place, first_marker + place), citation=citation
        )
        for place, citation in enumerate(cited)
    ]


def _sentence(candidate: Candidate, coverage: Coverage, citation: Citation, place: int, marker: int) -> str:
    quoted = f"“{citation.quote}” [{marker}]"
    if place:
        return f"That answer refers to another in the same response, which says: {quoted}"
    if candidate.prior is None:
        return f"{_published(citation)} says: {quoted}"
    if coverage is Coverage.OTHER_AUTHORITY:
        return f"In its response{_of(citation)} to a similar question {_speaker(citation)} said: {quoted}"
    return f"{_opening(candidate.prior)}: {quoted}"


def _opening(prior: PriorAnswer) -> str:
    """How an earlier answer of this authority is introduced: as what was said then, not what holds today."""
    said = {
        Outcome.NOT_HELD: "we said at that time",
        Outcome.SIGNPOSTED: "we pointed elsewhere for it",
        Outcome.ANOTHER_BODY: "we said which body to ask",
        Outcome.REFUSED: "we gave this reason at that time",
    }.get(prior.outcome, "we said")
    return f"In our response{_of(prior.answered)} to the question “{prior.asked}” {said}"


def _published(citation: Citation) -> str:
    dated = f" ({date_words(citation.date)})" if citation.date else ""
    where = f", page {citation.page}," if citation.page else ""
    return f"“{citation.title}”{dated}{where}"


def _speaker(citation: Citation) -> str:
    return citation.authority or "Another authority"


def _of(citation: Citation) -> str:
    """ " of 9 January 2023 (reference FOI473301950)": the day and reference, as far as they are known."""
    dated = f" of {date_words(citation.date)}" if citation.date else " (undated)"
    return dated + (f" (reference {citation.reference})" if citation.reference else "")


def _notes(covered: Covered, used: Sequence[Candidate]) -> list[str]:
    """For the officer: why (with its age), what to do next, what is contradicted or was refused."""
    notes = [covered.why, _NEXT[covered.coverage]]
    if covered.conflicts:
        notes.append("Earlier answers differ: compare them before you accept one.")
    if covered.coverage is Coverage.REFUSED_BEFORE:
        notes += [_precedent(each.prior) for each in used if each.prior]
    return notes


def _precedent(prior: PriorAnswer) -> str:
    sections = " and ".join(prior.sections) or "no section named"
    return f"The refusal{_of(prior.answered)} relied on {sections} and said: “{prior.answered.quote}”"
