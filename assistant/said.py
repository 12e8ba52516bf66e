"""The sentences of notices, in plain words, with the numbers of the quotations that they rest on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Citation, Notice
from assistant.frames import Figure, periods
from assistant.signs import Choice
from assistant.standing import Standing
from ingest.describe.datetext import MONTHS

_TITLE_CHARACTERS = 70
# "As of January 2025", "at the end of December 2024": the time at which a figure was true, as it is written.
_AS_AT = re.compile(
    r"\b(?:as\s+(?:at|of)|on|at\s+the\s+end\s+of|by\s+the\s+end\s+of)\s+(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Z][a-z]+\s+\d{4}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Side:
    """What one paper says: the figures in order, where the paper stands, and the time that it names."""

    choice: Choice
    figures: str
    standing: Standing
    time: str

    @property
    def order(self) -> tuple[int, str]:
        """Final before what says nothing before draft; then the newest; the undated last."""
        rank = 0 if self.standing.is_final else 2 if self.standing.is_open else 1
        day = self.choice.hit.document.date or "0000"
        return rank, "".join(chr(ord("9") - int(c)) if c.isdigit() else c for c in day)

    def words(self, citation: Citation) -> str:
        as_at = f" ({self.time})" if self.time else ""
        return f"{self.figures}{as_at} in {paper(citation, self.standing)} [{citation.marker}]"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Other figures for the same measure, the newest or final first."""

    sides: tuple[Side, ...]

    @property
    def choices(self) -> tuple[Choice, ...]:
        return tuple(side.choice for side in self.sides)

    @property
    def between(self) -> set[int]:
        return {id(choice) for choice in self.choices}

    def notice(self, citations: Sequence[Citation]) -> Notice:
        told = "; ".join(side.words(citation) for side, citation in zip(self.sides, citations, strict=True))
        text = f"The documents give different figures: {told}."
        return Notice(kind="conflict", text=text, markers=tuple(each.marker for each in citations))


@dataclass(slots=True)
class Superseded:
    """Quotations from one paper whose place another took. ``standing`` is that of the later paper."""

    quoted: list[Choice]
    evidence: Choice
    how: str
    standing: Standing

    @property
    def choices(self) -> tuple[Choice, ...]:
        return (self.evidence, *self.quoted)

    @property
    def document_id(self) -> str:
        return self.quoted[0].hit.document.id

    @property
    def evidence_key(self) -> tuple[str, str]:
        return self.evidence.hit.document.id, self.evidence.unit.text

    def notice(self, citations: Sequence[Citation]) -> Notice:
        later, *earlier = citations
        told = self._told(_listed(earlier), earlier[0], later)
        markers = tuple(each.marker for each in citations)
        return Notice(kind="superseded", text=f"{told} [{later.marker}].", markers=markers)

    def _told(self, quoted: str, earlier: Citation, later: Citation) -> str:
        by = paper(later, self.standing)
        come, was = ("come", "were") if len(self.quoted) > 1 else ("comes", "was")
        if self.how == "decided":
            return f"{quoted} {come} from the proposed record; the decision taken is {by}"
        if earlier.document_id == later.document_id:
            return f"{quoted} {was} {self.how} later in the same paper"
        if self.how in ("called in", "withdrawn", "quashed"):
            return f"The decision in {quoted} was {self.how}, as recorded in {by}"
        if self.how in ("replaced", "superseded") and earlier.title == later.title:
            return f"{quoted} {come} from an earlier version, {self.how} by {by}"
        return f"{quoted} {come} from “{short(earlier.title)}”, {self.how} by {by}"


def _listed(citations: Sequence[Citation]) -> str:
    """ "[1], [2] and [3]"."""
    *others, last = (f"[{each.marker}]" for each in citations)
    return f"{', '.join(others)} and {last}" if others else last


def states(choice: Choice, figures: Sequence[Figure], standing: Standing) -> Side:
    """What a quotation says with these of its figures."""
    told = _AS_AT.search(choice.unit.text)
    time = " ".join(told[0].split()) if told else ""
    time = time[:1].lower() + time[1:] if periods(time) else ""
    return Side(choice, " and ".join(figure.text for figure in figures), standing, time)


def paper(citation: Citation, standing: Standing) -> str:
    """ "“Community equipment” (decision taken, 3 March 2025), p. 1"."""
    facts = ", ".join(filter(None, (standing.word, _day(citation.date or ""))))
    where = f", p. {citation.page}" if citation.page else ""
    return f"“{short(citation.title)}”{f' ({facts})' if facts else ''}{where}"


def short(title: str) -> str:
    """A long title cut at a word."""
    return title if len(title) <= _TITLE_CHARACTERS else title[:_TITLE_CHARACTERS].rpartition(" ")[0] + " …"


def _day(iso: str) -> str:
    """ "3 March 2025" for an ISO date; empty for what is none."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return ""
    return f"{day.day} {MONTHS[day.month - 1][0].title()} {day.year}"
