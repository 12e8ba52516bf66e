"""What is said beside an answer: other values for what it quotes, and papers that took the place of its own.

Each notice rests on quotations that are cited like any other, so that a reader can check it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace

from assistant.alike import Alike, Placed, TextOf
from assistant.answer import Citation, Notice
from assistant.conflicts import Rival, measures, rivals
from assistant.periods import years
from assistant.question import references_in
from assistant.retrieve import Hit
from assistant.said import Conflict, Superseded, states
from assistant.signs import Choice
from assistant.standing import Standing, standing
from assistant.succession import Succession, Successions
from assistant.words import fold
from ingest.lookup import Lookup
from ingest.records import DocumentRow

# Quotations added to an answer for its notices, and other values shown for one of its figures.
_MOST_ADDED, _MOST_VALUES = 3, 2
_ASKS_FOR_OLD = re.compile(
    r"\b(?:draft|proposed|original(?:ly)?|earlier|previous(?:ly)?|initial(?:ly)?|superseded|replaced|"
    r"first\s+(?:answer|version|draft|report))\b",
    re.IGNORECASE,
)
_ASKS_WHAT_IT_REPLACES = re.compile(
    r"\b(?:supersed\w*|replac\w*|amend\w*|(?:earlier|previous)\s+(?:decision|version))\b", re.IGNORECASE
)

Remark = Conflict | Superseded


@dataclass(slots=True)
class Noted:
    """The choices to be cited, in order, and the remarks on them."""

    choices: list[Choice]
    remarks: list[Remark] = field(default_factory=list)

    def notices(self, citations: Sequence[Citation]) -> tuple[Notice, ...]:
        """The notices whose quotations have all been verified, each once."""
        cited = {(citation.document_id, citation.quote): citation for citation in citations}
        found = []
        for remark in self.remarks:
            resting_on = [cited.get(_key(choice)) for choice in remark.choices]
            held = [citation for citation in resting_on if citation is not None]
            if len(held) == len(resting_on):
                found.append(remark.notice(held))
        return tuple(dict.fromkeys(found))

    def held(self, placed: Placed, like: Choice) -> Choice:
        """The choice that quotes this unit, added where there is none yet."""
        choice = replace(like, hit=placed.hit, unit=placed.unit)
        for other in self.choices:
            same = other.hit.document.id == placed.hit.document.id
            if same and fold(placed.unit.text) in fold(other.unit.text):
                return other
        self.choices.append(choice)
        return choice


class Noticing:
    """Looks for what must be said beside an answer."""

    def __init__(self, lookup: Lookup, text_of: TextOf, max_words: int) -> None:
        self._text_of = text_of
        self._alike = Alike(lookup, text_of, max_words)
        self._successions = Successions(lookup, text_of)

    def about(self, asked: str, picked: Sequence[Choice], hits: Sequence[Hit]) -> Noted:
        """The choices with what else must be quoted beside them, and the remarks."""
        succeeded = self._succeeded(picked, {})
        noted = Noted([self._in_later_words(asked, choice, succeeded) for choice in picked])
        most = len(noted.choices) + _MOST_ADDED
        for choice in list(noted.choices):
            if len(noted.choices) < most:
                self._note_conflicts(noted, choice, hits, succeeded)
        succeeded |= self._succeeded(noted.choices, succeeded)
        for choice in list(noted.choices):
            if len(noted.choices) < most:
                self._note_succession(noted, choice, succeeded)
        behind = {id(c) for c in noted.choices if self._stands_behind(asked, c, noted, succeeded)}
        noted.choices.sort(key=lambda choice: id(choice) in behind)
        self._note_what_it_replaces(asked, noted)
        return noted

    def _succeeded(self, picked: Iterable[Choice], known: Container[str]) -> dict[str, Succession]:
        """What took the place of the papers quoted, by document id; those already known are left out."""
        documents = {c.hit.document.id: c.hit.document for c in picked if c.hit.document.id not in known}
        found = ((id_, self._successions.of(document)) for id_, document in documents.items())
        return {id_: succession for id_, succession in found if succession}

    def _in_later_words(self, asked: str, choice: Choice, succeeded: dict[str, Succession]) -> Choice:
        """The same words from the paper that took this one's place, where they stand there unchanged."""
        succession = succeeded.get(choice.hit.document.id)
        if succession is None or _is_asked_for(asked, choice.hit.document, succession):
            return choice
        later = succession.evidence.hit.document
        for placed in self._alike.within(later, choice):
            if placed.unit.text == choice.unit.text:
                also = dict.fromkeys((choice.hit.document.sources[0], *choice.hit.also_in))
                also.pop(later.sources[0], None)
                return replace(choice, hit=replace(placed.hit, also_in=tuple(also)), unit=placed.unit)
        return choice

    def _note_succession(self, noted: Noted, choice: Choice, succeeded: dict[str, Succession]) -> None:
        quoted = self._alike.placed(choice)
        found = self._successions.corrects_itself(quoted) or succeeded.get(choice.hit.document.id)
        if found is None:
            return
        evidence = noted.held(found.evidence, choice)
        told = (remark for remark in noted.remarks if isinstance(remark, Superseded))
        before = next((remark for remark in told if remark.evidence is evidence), None)
        if before and before.document_id == choice.hit.document.id:
            before.quoted.append(choice)
        else:
            standing = self._standing(evidence)
            noted.remarks.append(Superseded([choice], evidence, found.how, standing))

    def _note_conflicts(
        self, noted: Noted, choice: Choice, hits: Sequence[Hit], succeeded: dict[str, Succession]
    ) -> None:
        ours = self._alike.placed(choice)
        if not measures(ours):
            return
        candidates = list(self._alike.units(choice, hits))
        if succession := succeeded.get(choice.hit.document.id):
            candidates += self._alike.within(succession.evidence.hit.document, choice)
        for rival in rivals(ours, candidates)[:_MOST_VALUES]:
            self._note_conflict(noted, choice, rival)

    def _note_conflict(self, noted: Noted, choice: Choice, rival: Rival) -> None:
        other = noted.held(rival.placed, choice)
        known = any(isinstance(r, Conflict) and {id(choice), id(other)} == r.between for r in noted.remarks)
        if known:
            return
        sides = (
            states(choice, [ours for ours, _ in rival.pairs], self._standing(choice)),
            states(other, [theirs for _, theirs in rival.pairs], self._standing(other)),
        )
        noted.remarks.append(Conflict(tuple(sorted(sides, key=lambda side: side.order))))

    def _note_what_it_replaces(self, asked: str, noted: Noted) -> None:
        """Where that is asked: the words in which the paper quoted first says what it takes the place of."""
        if not noted.choices or not _ASKS_WHAT_IT_REPLACES.search(asked):
            return
        first = noted.choices[0]
        stated = self._successions.stated_by(first.hit.document)
        if stated:
            said = noted.held(stated, first)
            named = fold(first.hit.document.reference or "") in references_in(asked)
            noted.choices.remove(said)
            noted.choices.insert(0 if named else len(noted.choices), said)

    def _stands_behind(
        self, asked: str, choice: Choice, noted: Noted, succeeded: dict[str, Succession]
    ) -> bool:
        """Is the choice's paper superseded by one that is quoted as well, and not the one asked for?"""
        succession = succeeded.get(choice.hit.document.id)
        if succession is None or _is_asked_for(asked, choice.hit.document, succession):
            return False
        later = succession.evidence.hit.document.id
        evidence = {remark.evidence_key for remark in noted.remarks if isinstance(remark, Superseded)}
        return any(other.hit.document.id == later and _key(other) not in evidence for other in noted.choices)

    def _standing(self, choice: Choice) -> Standing:
        return standing(choice.hit.document, self._text_of(choice.hit.document.id))


def _key(choice: Choice) -> tuple[str, str]:
    return choice.hit.document.id, choice.unit.text


def _is_asked_for(asked: str, document: DocumentRow, succession: Succession) -> bool:
    """Does the question name this paper by its reference, its year, or as a draft or earlier version?"""
    later = succession.evidence.hit.document
    own = {fold(document.reference or "")} - {fold(later.reference or ""), ""}
    named = own & references_in(asked)
    of_its_year = bool(document.date) and years(asked) == {(document.date or "")[:4]}
    of_later_year = (later.date or "")[:4] in years(asked)
    return bool(named) or (of_its_year and not of_later_year) or bool(_ASKS_FOR_OLD.search(asked))
