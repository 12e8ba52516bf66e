"""The papers that a question names: by kind, title, appendix, meeting or reference."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.question import references_in, stems
from assistant.words import STOPWORDS, fold
from ingest.describe.datetext import MONTHS, find_dates
from ingest.document import DocumentKind
from ingest.records import DocumentRow

_KINDS = (
    (DocumentKind.MINUTES, r"minutes\b(?!\s+(?:late|each|per|of\s+(?:care|support)))"),
    (
        DocumentKind.DECISION_RECORD,
        r"(?:decision\s+records?|records?\s+of\s+(?:the\s+)?decisions?|proposed\s+records?)",
    ),
    (
        DocumentKind.EQUALITY_IMPACT_ASSESSMENT,
        r"(?:equalit(?:y|ies)\s+(?:impact\s+)?(?:assessments?|analys[ie]s)|eqias?|eias?)",
    ),
    (
        DocumentKind.FOI_RESPONSE,
        r"(?:foia?|freedom\s+of\s+information)\s+(?:responses?|repl(?:y|ies)|answers?)",
    ),
    (
        DocumentKind.COMMITTEE_REPORT,
        r"(?:(?:covering|committee|cabinet|monitoring|officers?['’]?)\s+reports?|reports?\s+to\s+(?:the\s+)?"
        r"(?:cabinet|council|committee))",
    ),
    (DocumentKind.SERVICE_SPECIFICATION, r"(?:service\s+)?specifications?"),
    (DocumentKind.CORRESPONDENCE, r"(?:internal\s+review|e-?mails?|correspondence)"),
)
_OF_KIND = tuple((kind, re.compile(rf"\b{pattern}\b", re.IGNORECASE)) for kind, pattern in _KINDS)
# What a paper's title ends with, as people call it, with what stands before it.
_CALLED = re.compile(
    r"((?:[\w’'&-]+\s+(?:(?:and|of|for|on)\s+(?:the\s+)?)?){1,5}?)"
    r"(strateg(?:y|ies)|polic(?:y|ies)|registers?|plans?|assessments?|self-assessment|screening|reports?|statements?|"
    r"specifications?|priorities|programme|framework|reviews?|agenda|summary|context|scheme|log)\b",
    re.IGNORECASE,
)
_APPENDIX = re.compile(r"\b(?:appendix|annex|schedule)\s+(?:[a-z]|\d{1,2})\b", re.IGNORECASE)
_MEETING = r"(?:cabinet|meeting|committee|council|board|minutes|agenda)"
_NEAR = re.compile(rf"\b{_MEETING}\b", re.IGNORECASE)
_MONTH_NUMBERS = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_NAMES = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
_DAY = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_NAMES})|"
    rf"(?P<month_first>{_NAMES})\s+(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?)\b",
    re.IGNORECASE,
)
# Characters between a day and the word for the meeting.
_BESIDE = 30
_BY_NAME, _BY_KIND = 1.0, 0.5
# Years, financial years and sections of Acts have the form of references.
_NO_REFERENCE = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:\d\d)?)?|s?\d{3}")
_WORDS = re.compile(r"[\w’'&-]+")


@dataclass(frozen=True, slots=True)
class Naming:
    """What a question says of the papers it means. ``titles`` are sets of stems, one a paper called by name;
    ``days`` are "01-09" or, with a year, "2025-01-09"."""

    kinds: frozenset[str] = frozenset()
    titles: tuple[frozenset[str], ...] = ()
    appendices: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    references: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.kinds or self.titles or self.appendices or self.days or self.references)

    def fit(self, document: DocumentRow) -> float:
        """How well the document is what is named, 0 to 1.5: 1 by its title, half of it by its kind alone."""
        by_name = self._by_name(document)
        return (_BY_NAME if by_name else 0.0) + (_BY_KIND if document.kind in self.kinds else 0.0)

    def _by_name(self, document: DocumentRow) -> bool:
        written = " ".join((document.title, document.reference or "", *document.sources)).replace("_", " ")
        held = stems(written)
        return (
            bool(self.appendices & _appendices(written))
            or bool(self.references & _references(written))
            or any(title <= held for title in self.titles)
            or bool(document.date and self.days & {document.date, document.date[5:]})
        )


def naming(question: str) -> Naming:
    """The papers that a question names."""
    return Naming(
        frozenset(kind.value for kind, pattern in _OF_KIND if pattern.search(question)),
        tuple(_titles(question)),
        frozenset(_appendices(question)),
        frozenset(_days(question)),
        frozenset(_references(question)),
    )


def _titles(question: str) -> Iterable[frozenset[str]]:
    for match in _CALLED.finditer(question):
        words = _WORDS.findall(match[1])
        kept: list[str] = []
        for word in reversed(words):
            if fold(word) in STOPWORDS and fold(word) not in ("and", "of", "for"):
                break
            kept.append(word)
        called = stems(
            " ".join(word for word in kept if fold(word) not in STOPWORDS and not word[0].isdigit())
        )
        if called:
            yield frozenset(called | stems(match[2]))


def _appendices(text: str) -> set[str]:
    return {" ".join(fold(match[0]).split()) for match in _APPENDIX.finditer(text.replace("_", " "))}


def _references(text: str) -> set[str]:
    """Reference numbers in one form, as file names have them: "24-00096" for "24/00096"."""
    found = {reference.replace("/", "-") for reference in references_in(text)}
    return {reference for reference in found if not _NO_REFERENCE.fullmatch(reference)}


def _days(question: str) -> Iterable[str]:
    for mention in find_dates(question):
        if _beside_meeting(question, mention.start, mention.end):
            yield mention.value.isoformat()
    for match in _DAY.finditer(question):
        if _beside_meeting(question, match.start(), match.end()) and not re.match(
            r",?\s*\d{4}", question[match.end() :]
        ):
            month = _MONTH_NUMBERS[fold(match["month"] or match["month_first"])]
            yield f"{month:02}-{int(match['day'] or match['day_after']):02}"


def _beside_meeting(question: str, start: int, end: int) -> bool:
    return bool(_NEAR.search(question[max(0, start - _BESIDE) : end + _BESIDE]))
