"""Which paper took the place of which, and the words that say so.

Nothing is concluded from dates alone. A paper is succeeded where another of the same authority

- says in words that it supersedes, replaces, amends … the decision with its reference number, or records that
  this was called in or withdrawn;
- is the record of the decision that it proposes;
- says at its beginning that it replaces the earlier version, and holds other figures;
- states a higher version number under the same title, or is the final of what is marked a draft;
- answers the same request again and says that the first answer was wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.alike import Placed, TextOf, are_kin, one_matter
from assistant.frames import periods
from assistant.retrieve import Hit
from assistant.standing import core_title, standing
from assistant.units import Unit, sentences
from assistant.verify import quotation
from assistant.words import fold, full_text_expression
from ingest.document import BlockKind, Span
from ingest.lookup import Lookup
from ingest.records import DocumentRow, StoredPassage, StoredText

_HEAD = 3000  # characters from the beginning in which a paper says what it replaces
_LONGEST = 60  # words of a sentence that is quoted as evidence
_PASSAGES = 20
_DONE = {
    "supersed": "superseded",
    "replac": "replaced",
    "amend": "amended",
    "var": "varied",
    "revok": "revoked",
    "rescind": "rescinded",
    "withdr": "withdrawn",
    "quash": "quashed",
    "call": "called in",
}
_VERBS = (
    "supersed* OR replac* OR amend* OR vari* OR vary* OR revok* OR rescind* OR withdraw* OR quash* OR call*"
)
_DOES = (
    r"(?:supersed(?:es|ing)|replac(?:es|ing)|amend(?:s|ing)|var(?:ies|ying)|revok(?:es|ing)|rescind(?:s|ing)|"
    r"withdraw(?:s|ing)|quash(?:es|ing))"
)
_WAS = (
    r"(?:(?:is|was|are|were|has\s+been|have\s+been|had\s+been)\s+(?:now\s+|since\s+|formally\s+)?"
    r"(?:superseded|replaced|amended|varied|revoked|rescinded|withdrawn|quashed|called[\s-]in))"
)
_CALLED_IN = r"(?:considered|heard|received|upheld|discussed)\s+(?:the|a)\s+call-?in\s+of"
# What has not happened, or only may, is no succession.
_NOT_DONE = re.compile(
    r"\b(?:not|never|no\s+longer|would|will|may|might|could|should|if|before|until|to\s+be|proposes?\s+to|by)\s+"
    r"(?:\w+\s+)?$",
    re.IGNORECASE,
)
_OTHER_VERSION = re.compile(
    r"\b(?P<verb>supersed(?:es|ing)|replac(?:es|ing))\b[^.;]{0,40}?\b(?:version|edition)s?\b",
    re.IGNORECASE,
)
_NAMED_VERSION = re.compile(r"\bversion\s+v?(\d{1,2}(?:\.\d{1,2}){0,2})\b", re.IGNORECASE)
_CORRECTED = re.compile(
    r"\b(?:first|original|earlier|previous|initial)\s+(?:answer|response|reply|figure)s?\b[^.]{0,40}?"
    r"\b(?:was|were|is)\s+(?:wrong|incorrect|inaccurate|not\s+correct|mistaken)\b|"
    r"\b(?:the|our|a)\s+corrected\s+(?:answer|figure|response|reply)s?\s+(?:is|are)\b",
    re.IGNORECASE,
)
# What a record says of the decision being taken, the plainest first.
_TAKEN = (
    re.compile(r"\bstatus\b.{0,20}\b(?:implemented|taken|approved|agreed)\b", re.IGNORECASE),
    re.compile(r"\bdate\s+of\s+decision\b.*\d{4}", re.IGNORECASE),
    re.compile(r"\brecord\s+of\s+decision\b|\bdecision\s+taken\b", re.IGNORECASE),
)
_FIGURE_PHRASE = re.compile(r"\d[\d,.]*\d\W+[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Succession:
    """``how`` ("superseded", "corrected", "decided" …) and the words of the later paper that say so."""

    how: str
    evidence: Placed


class Successions:
    """Finds what took the place of a paper."""

    def __init__(self, lookup: Lookup, text_of: TextOf) -> None:
        self._lookup = lookup
        self._text_of = text_of

    def of(self, document: DocumentRow) -> Succession | None:
        """What took the place of this paper, the plainest words first; None where nothing says so."""
        if document.authority is None:
            return None
        return next((found for found in self._all(document)), None)

    def stated_by(self, document: DocumentRow) -> Placed | None:
        """The words in which a paper says itself, at its beginning, what it takes the place of."""
        return self._said_at_head(document, re.compile(rf"\b{_DOES}\b[^.;]{{0,60}}\d", re.IGNORECASE))

    def corrects_itself(self, quoted: Placed) -> Succession | None:
        """An e-mail quoted in a thread whose newest message says that the first answer was wrong."""
        if not quoted.text.text[quoted.block.start :].startswith(">"):
            return None
        evidence = self._said_at_head(quoted.hit.document, _CORRECTED)
        unquoted = evidence and not evidence.unit.text.startswith(">")
        return Succession("corrected", evidence) if evidence and unquoted else None

    def _all(self, document: DocumentRow) -> Iterator[Succession]:
        yield from self._by_reference(document)
        for later in self._kin(document):
            for rule in (self._decided, self._replaced, self._newer_version, self._final, self._corrected):
                found = rule(document, later)
                if found:
                    yield found

    def _kin(self, document: DocumentRow) -> list[DocumentRow]:
        titles = self._lookup.titles_of(document.authority or "")
        ids = [
            id_ for id_, title, number in titles if id_ != document.id and one_matter(document, title, number)
        ]
        rows = self._lookup.documents_by_id(ids)
        return [rows[id_] for id_ in ids]

    def _by_reference(self, document: DocumentRow) -> Iterator[Succession]:
        """By what another paper says of this one's reference number."""
        if not document.reference:
            return
        match = f"{full_text_expression([fold(document.reference)])} AND ({_VERBS})"
        others = self._lookup.eligible(document.authority, None, None, None) or []
        found = self._lookup.full_text(match, [id_ for id_ in others if id_ != document.id], _PASSAGES)
        patterns = said_of(document.reference)
        for passage in self._lookup.passages(id_ for id_, _ in found).values():
            yield from self._said_in(passage, patterns, document)

    def _said_in(
        self, passage: StoredPassage, patterns: Iterable[re.Pattern[str]], earlier: DocumentRow
    ) -> Iterator[Succession]:
        later = self._lookup.documents_by_id([passage.document_id])[passage.document_id]
        if are_kin(earlier, later) or _is_older(later, earlier):
            return
        text = self._text_of(later.id)
        for span in _sentences(text, passage.passage.start, passage.passage.end):
            unit = Unit((span,), quotation(text, [span]))
            how = next(filter(None, (_how(pattern, unit.text) for pattern in patterns)), None)
            if how and unit.words <= _LONGEST:
                yield Succession(how, Placed(Hit(passage, later, 0.0, None), unit, text))

    def _decided(self, earlier: DocumentRow, later: DocumentRow) -> Succession | None:
        """The record of the decision that the earlier paper proposes."""
        if not earlier.reference or later.reference is None:
            return None
        before, after = (standing(each, self._text_of(each.id)).word for each in (earlier, later))
        if (before, after) != ("proposed", "decision taken"):
            return None
        evidence = next(filter(None, (self._said_at_head(later, each) for each in _TAKEN)), None)
        return Succession("decided", evidence) if evidence else None

    def _replaced(self, earlier: DocumentRow, later: DocumentRow) -> Succession | None:
        """A reissue that says at its beginning that it replaces the version before it."""
        if earlier.kind != later.kind or _is_older(later, earlier):
            return None
        evidence = self._said_at_head(later, _OTHER_VERSION)
        if evidence is None or not self._is_the_one_named(evidence.unit.text, earlier):
            return None
        return Succession("replaced", evidence) if self._differs(earlier, later) else None

    def _is_the_one_named(self, said: str, earlier: DocumentRow) -> bool:
        """Where the replaced version is named by its number or day, it must be this paper's."""
        other = _OTHER_VERSION.search(said)
        named = _NAMED_VERSION.search(said, other.start()) if other else None
        if named:
            numbers = tuple(int(part) for part in named[1].split("."))
            return numbers == standing(earlier, self._text_of(earlier.id)).version
        days = periods(said).days
        return not days or earlier.date in days

    def _differs(self, earlier: DocumentRow, later: DocumentRow) -> bool:
        """Does the earlier paper hold a figure that the later does not? A copy of the reissue holds none."""
        one, two = (_figure_phrases(self._text_of(each.id)) for each in (earlier, later))
        return bool(one - two)

    def _newer_version(self, earlier: DocumentRow, later: DocumentRow) -> Succession | None:
        before, after = (standing(each, self._text_of(each.id)).version for each in (earlier, later))
        if not before or not after or after <= before or earlier.kind != later.kind:
            return None
        evidence = self._said_at_head(later, re.compile(r"\bversion:?\s+v?\d", re.IGNORECASE))
        return Succession("replaced", evidence) if evidence and not _is_older(later, earlier) else None

    def _final(self, earlier: DocumentRow, later: DocumentRow) -> Succession | None:
        """What is called a draft, under the same title by a later or final paper without that word."""
        before, after = (standing(each, self._text_of(each.id)) for each in (earlier, later))
        if earlier.kind != later.kind or not before.is_open or after.is_open or before.word == "proposed":
            return None
        is_later = earlier.date and later.date and later.date > earlier.date
        if not is_later or core_title(earlier.title) != core_title(later.title):
            return None
        evidence = self._said_at_head(later, re.compile(re.escape(later.title), re.IGNORECASE))
        return Succession("replaced", evidence) if evidence else None

    def _corrected(self, earlier: DocumentRow, later: DocumentRow) -> Succession | None:
        """A review that says that the first answer to the same request was wrong."""
        if not earlier.reference or not earlier.date or not later.date or later.date <= earlier.date:
            return None
        evidence = self._said_at_head(later, _CORRECTED)
        return Succession("corrected", evidence) if evidence else None

    def _said_at_head(self, document: DocumentRow, pattern: re.Pattern[str]) -> Placed | None:
        """The first sentence or line near a paper's beginning that says so."""
        text = self._text_of(document.id)
        for span in _sentences(text, 0, _HEAD):
            unit = Unit((span,), quotation(text, [span]))
            if unit.words <= _LONGEST and _how(pattern, unit.text) is not None:
                passage = self._passage_at(document, span)
                return Placed(Hit(passage, document, 0.0, None), unit, text) if passage else None
        return None

    def _passage_at(self, document: DocumentRow, span: Span) -> StoredPassage | None:
        held = (p for p in self._lookup.passages_of(document.id) if p.passage.start <= span.start)
        return next((each for each in held if span.end <= each.passage.end), None)


def said_of(reference: str) -> tuple[re.Pattern[str], ...]:
    """Patterns of sentences that say that the decision with this reference was superseded, called in …"""
    number = rf"(?<![\w/-]){re.escape(reference)}(?![\w/-]|\.\d)"
    return (
        re.compile(rf"\b(?P<verb>{_DOES})\b[^.;]{{0,60}}?{number}", re.IGNORECASE),
        re.compile(rf"{number}[^.;]{{0,60}}?\b(?P<verb>{_WAS})\b", re.IGNORECASE),
        re.compile(rf"\b{_CALLED_IN}\b[^.;]{{0,60}}?{number}", re.IGNORECASE),
    )


def _how(pattern: re.Pattern[str], said: str) -> str | None:
    """What was done by the first match that says it was done; empty where the pattern names no verb."""
    for match in pattern.finditer(said):
        verb = match.groupdict().get("verb") or ""
        at = match.start("verb") if verb else match.start()
        if _NOT_DONE.search(said[:at]):
            continue
        if "verb" in pattern.groupindex:
            return _done(verb)
        return "called in" if "call" in match[0].lower() else ""
    return None


def _done(verb: str) -> str:
    last = fold(verb).split()[-1] if "call" not in fold(verb) else "called"
    return next((done for stem, done in _DONE.items() if last.startswith(stem)), "replaced")


def _is_older(one: DocumentRow, other: DocumentRow) -> bool:
    return bool(one.date and other.date and one.date < other.date)


def _sentences(text: StoredText, start: int, end: int) -> Iterator[Span]:
    """The sentences and lines between two offsets, without headings of tables and running lines."""
    for block in text.blocks:
        if block.start >= end:
            return
        if block.end > start and block.kind is not BlockKind.FURNITURE:
            yield from sentences(text.text, Span(max(block.start, start), min(block.end, end)))


def _figure_phrases(text: StoredText) -> set[str]:
    """Figures of two digits and more with the word after them, running lines left out."""
    spans = [Span(block.start, block.end) for block in text.blocks if block.kind is not BlockKind.FURNITURE]
    return {fold(phrase) for phrase in _FIGURE_PHRASE.findall(quotation(text, spans))}
