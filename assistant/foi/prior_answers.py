"""Every answer given before that the catalogue holds, one for each thing asked, quoted and verified."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer import Citation, Turn
from assistant.cite import cite
from assistant.converse import taken_to_mean
from assistant.foi.past.divided import Part, divided
from assistant.foi.past.exchanges import Entry, Exchange, exchanges_of
from assistant.foi.past.logs import log_exchanges, settings_for, with_usual_columns
from assistant.foi.past.outcomes import outcome_of, sections_in
from assistant.foi.past.pointing import chain, leads_by_pointing, named_in
from assistant.foi.past.reviews import review_exchanges
from assistant.foi.prior import PriorAnswer
from assistant.units import Unit
from assistant.verify import quotation
from ingest.document import DocumentKind
from ingest.foi_settings import LogSettings
from ingest.library import Library
from ingest.records import DocumentRow, StoredPassage, StoredText

# A sentence about lettered parts alone: "The prices asked for at a, b and c above are refused".
_OF_PARTS = re.compile(
    r"(?:(?<=[.!?]\s)|(?<=\n))[^.!?\n]{0,60}\b(?:for|at|to|in|of|points?|parts?)\s+"
    r"\(?[a-h]\)?(?:,\s*\(?[a-h]\)?)*\s+and\s+\(?[a-h]\)?\s+(?:above|of\s+your\b|we\b|is\b|are\b)",
    re.IGNORECASE,
)
_QUESTION_NAMED = re.compile(r"\b(?:questions?|q|point)\s*\(?(\d{1,2})\b", re.IGNORECASE)
_TITLE_KIND = re.compile(r"^(?:foi|eir)\s+(?:response|reply)\s*:?\s*", re.IGNORECASE)
# An answer that only names the letter in which it was given.
_TO_LETTER = re.compile(
    r"\W*(?:(?:please\s+)?(?:see|refer\s+to)\s+)?(?:the\s+|our\s+)?(?:letter|attached|enclosed|response|reply)\b"
    r"[^.]{0,60}\W*$",
    re.IGNORECASE,
)
# "If yes, please give …" goes on from the question before it.
_ON_CONDITION = re.compile(r"(?:and\s+)?if\s+(?:yes|so|not|no)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Precedent:
    """A prior answer with what its question is searched by.

    ``searched`` is the question as it stands by itself: under its heading, with the one that it leans on.
    ``subject`` is what the whole response is about, as its title says; "" where that says nothing.
    """

    prior: PriorAnswer
    searched: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class _Told:
    """A part of a response with its words."""

    exchange: Exchange
    part: Part
    asked: str
    answer: str


def precedents(library: Library) -> list[Precedent]:
    """The prior answers of all current documents, in the order of the library and of each response.

    Raises SettingsError where ``foi.logs`` names columns that a log has not.
    """
    lookup = library.lookup
    text_of: Callable[[str], StoredText] = lru_cache(maxsize=8)(lookup.text)
    authorities = tuple(lookup.facets().authorities)
    found: list[Precedent] = []
    corrected: dict[str, str] = {}
    for document in lookup.documents():
        passages = lookup.passages_of(document.id)
        reviewed = review_exchanges(document, passages, text_of)
        exchanges = reviewed or _exchanges(document, passages, text_of, library.settings.foi.logs)
        if reviewed and document.reference:
            corrected[document.reference] = document.id
        found += _of_document(document, exchanges, authorities)
    return _once(found, corrected)


def _exchanges(
    document: DocumentRow,
    passages: Sequence[StoredPassage],
    text_of: Callable[[str], StoredText],
    logs: Sequence[LogSettings],
) -> list[Exchange]:
    log = settings_for(document, logs)
    if log:
        return log_exchanges(document, text_of(document.id), passages, log)
    found = exchanges_of(document, passages, text_of)
    return [with_usual_columns(each) if document.kind == DocumentKind.DATASET else each for each in found]


def _once(found: Sequence[Precedent], corrected: Mapping[str, str]) -> list[Precedent]:
    """Without what is told better elsewhere: copies of one response, first answers that a review replaced,
    and rows of a log that only name a letter which is there itself."""
    letters = {
        each.prior.answered.reference for each in found if each.prior.answered.kind != DocumentKind.DATASET
    }
    kept: dict[tuple[str | None, ...], Precedent] = {}
    for each in found:
        citation = each.prior.answered
        review = corrected.get(citation.reference or "")
        in_letter = citation.kind == DocumentKind.DATASET and citation.reference in letters
        if (review and review != citation.document_id) or (in_letter and _TO_LETTER.match(citation.quote)):
            continue
        same = (citation.authority, citation.date, each.prior.number, each.prior.asked, citation.quote)
        kept.setdefault(same, each)
    return list(kept.values())


def _of_document(
    document: DocumentRow, exchanges: Sequence[Exchange], authorities: Sequence[str]
) -> list[Precedent]:
    told = [_told(exchange, part) for exchange in exchanges for part in divided(exchange)]
    by_number = {each.part.number: each for each in told if each.part.number}
    order = list(by_number)
    pointers = {n: named_in(each.answer, n, order) for n, each in by_number.items()}
    cited = {id(each): _cited(each) for each in told}
    found: list[Precedent] = []
    for each in told:
        citation = cited[id(each)]
        if citation:
            reached = [by_number[n] for n in _reached(each, pointers, by_number) if by_number[n] is not each]
            prior = _prior(each, citation, [c for r in reached if (c := cited[id(r)])])
            searched = _searched(each, _before(each, told), by_number, authorities)
            found.append(Precedent(prior, searched, _subject(document)))
    return found


def _before(told: _Told, all_told: Sequence[_Told]) -> _Told | None:
    """The part before, that of another question: those of one question share their stem already."""
    before = all_told[: next(at for at, each in enumerate(all_told) if each is told)]
    return next((each for each in reversed(before) if each.exchange is not told.exchange), None)


def _subject(document: DocumentRow) -> str:
    """ "home care for adults" of "FOI response: home care for adults"; a log is about nothing by itself."""
    if document.kind == DocumentKind.DATASET:
        return ""
    return _TITLE_KIND.sub("", document.title)


def _told(exchange: Exchange, part: Part) -> _Told:
    asked = " ".join(filter(None, (exchange.stem, *(exchange.words(span) for span in part.asked))))
    return _Told(exchange, part, asked, quotation(exchange.text, list(part.answer)))


def _cited(told: _Told) -> Citation | None:
    """The citation of an answer's words; None where they cannot be verified on their page."""
    if not told.answer:
        return None
    unit = Unit(told.part.answer, told.answer)
    citation = cite(1, told.exchange.hit, unit, told.exchange.text)
    return _entered(citation, told.exchange.entry) if citation and told.exchange.entry else citation


def _entered(citation: Citation, entry: Entry) -> Citation:
    """A citation of a log's row with the date, reference and authority of the row itself."""
    said = {
        "date": entry.on.isoformat() if entry.on else None,
        "reference": entry.reference,
        "authority": entry.authority,
    }
    return citation.model_copy(update={name: value for name, value in said.items() if value})


def _reached(told: _Told, pointers: dict[str, list[str]], by_number: dict[str, _Told]) -> list[str]:
    number = told.part.number
    if by_number.get(number) is not told:
        return []
    return [each for each in chain(number, pointers) if each in by_number]


def _prior(told: _Told, citation: Citation, followed: Sequence[Citation]) -> PriorAnswer:
    entry = told.exchange.entry
    says = followed[-1].quote if followed and leads_by_pointing(told.answer) else told.answer
    return PriorAnswer(
        id=f"{told.exchange.passage.id}#{told.part.number}",
        number=told.part.number,
        asked=told.asked,
        answered=citation,
        outcome=(entry and entry.outcome) or outcome_of(_of_all(says)),
        sections=sections_in(" ".join([told.answer, *(each.quote for each in followed)])),
        followed=tuple(followed),
    )


def _of_all(answer: str) -> str:
    """An answer up to where it turns to parts that have answers of their own ("at a and b")."""
    turned = _OF_PARTS.search(answer)
    return answer[: turned.start()] if turned and answer[: turned.start()].strip() else answer


def _searched(
    told: _Told, before: _Told | None, by_number: dict[str, _Told], authorities: Sequence[str]
) -> str:
    """The question as it stands by itself: under its heading, with what it leans on."""
    named = [by_number[n].asked for n in _QUESTION_NAMED.findall(told.asked) if n in by_number]
    meant = told.asked
    if before:
        meant = taken_to_mean(
            told.asked, [Turn(question=before.asked, answer=before.answer)], authorities
        ).text
        if meant == told.asked and _ON_CONDITION.match(told.asked):
            meant = f"{before.asked} {told.asked}"
    heading = told.exchange.passage.passage.heading_path[-1:]
    under = [h for h in heading if h != told.exchange.stem and not h.endswith("wrote")]
    return " ".join([*under, meant, *named])
