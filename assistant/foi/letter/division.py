"""A letter's paragraphs become the things asked for, each with its stem and the heading it stands under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from assistant.foi.letter import stems
from assistant.foi.letter.asking import (
    Role,
    asks_somehow,
    is_about_format,
    is_fragment,
    is_topic,
    names_thing,
    refers_below,
    role_of,
    speaks_of_questions,
    substance,
)
from assistant.foi.letter.drafts import Division, Draft, Lead, place_in
from assistant.foi.letter.entries import entries_of
from assistant.foi.letter.lists import Lists
from assistant.foi.letter.nesting import Entry
from assistant.foi.letter.source import Letter
from assistant.units import sentences
from ingest.document import Span

_SALUTATION = re.compile(
    r"(?:dear|hello|hi|good\s+(?:morning|afternoon|evening))\b[^,.?!:\n]{0,60}[,!:]\s+(?=\S)", re.I
)
_SAYS = re.compile(
    r"(?:i|we|this|it|my|our)\b|the\s+(?:[\w’'-]+\s+){1,5}?(?:is|are|was|were|has|have|had|will|says?|"
    r"claims?|states?)\b",
    re.I,
)


def divide(letter: Letter, body: str) -> Division:
    """The things asked for in ``body``, the letter's text with what does not count blanked."""
    found = _Walk(body, entries_of(letter, body)).walk()
    if found.drafts:
        return found
    # Where nothing else asks, the list is what is asked for, however it is worded.
    return _Walk(body, entries_of(letter, body), all_ask=True).walk()


class _Walk(Lists):
    """Goes through the entries once.

    ``listing``: a lead-in stands over lines without numbers; ``choice`` is its question where they are only
    what to choose from; ``opened``: something led in somewhere above.
    """

    def __init__(self, body: str, entries: Sequence[Entry], all_ask: bool = False) -> None:
        super().__init__(body, entries, all_ask)
        self.listing = self.opened = False
        self.choice: Draft | None = None
        self._stem = ""

    def walk(self) -> Division:
        for entry, after in zip(self.entries, self._following(), strict=True):
            if entry.is_heading:
                self.heading = self.text(entry).rstrip(" :")
            elif not entry.is_item:
                self._plain(entry, after)
            elif entry.parent is None:
                self.top(entry)
        self._without_overture()
        return self.found

    def _following(self) -> list[Entry | None]:
        """For each entry the next one that is no heading."""
        found: list[Entry | None] = []
        after: Entry | None = None
        for entry in reversed(self.entries):
            found.append(after)
            after = after if entry.is_heading else entry
        return found[::-1]

    def _without_overture(self) -> None:
        """What only says, before a list, what the list is about is no question of its own."""
        first = next((d for d in self.found.drafts if d.parts), None)
        if first is None or self.found.drafts[0] is first:
            return
        opening = list(takewhile(lambda d: d is not first, self.found.drafts))
        kept = [d for d in opening if not (d.loose and is_topic(self.said(Span(d.start, d.end))))]
        self.found.drafts[: len(opening)] = kept

    def _plain(self, entry: Entry, after: Entry | None) -> None:
        spans = sentences(self.body, self._message(entry))
        self.lead = None
        listing, self.listing = self.listing, False
        lead = self._lead(spans, after)
        roles = [role_of(self.said(span)) for span in spans]
        named = self.opened and names_thing(self.text(entry)) and roles[0] in (Role.STATES, Role.TOPIC)
        if not lead and ((listing and self._is_listed(entry, roles)) or named):
            self._listed(entry, self._stem if listing else "")
            return
        self._sentences(spans[:-1] if lead else spans, roles, self._stem if listing else "")
        if lead:
            self._leads(spans[-1], lead, after)
        elif listing and Role.SURROUNDS not in roles:
            self.listing = True

    def _message(self, entry: Entry) -> Span:
        """A paragraph without a salutation on its first line ("Dear council, could you tell me …")."""
        start, end = entry.paragraph.start, entry.paragraph.end
        greeting = _SALUTATION.match(self.body[start:end])
        return Span(start + (greeting.end() if greeting else 0), end)

    def _is_listed(self, entry: Entry, roles: Sequence[Role]) -> bool:
        """Is it one of several things named below a lead-in, without numbers?"""
        text = self.text(entry)
        plain = (Role.STATES, Role.TOPIC)
        named = all(role in plain for role in roles) or (roles[0] in plain and names_thing(text))
        return named and len(text.split()) <= 60 and (not _SAYS.match(text) or asks_somehow(text))

    def _listed(self, entry: Entry, stem: str) -> None:
        self.listing = bool(stem)
        if self.choice is not None and stem:
            self.choice.end = entry.paragraph.end
        else:
            self.add(self._loose(Span(entry.paragraph.start, entry.paragraph.end), stem))

    def _loose(self, span: Span, stem: str = "", before: str = "") -> Draft:
        return Draft(span.start, span.end, stem=stem, heading=self.heading, before=before)

    def _sentences(self, spans: Sequence[Span], roles: Sequence[Role], stem: str = "") -> None:
        here: Draft | None = None
        said = ""
        for span, role in zip(spans, roles, strict=False):
            text = self.said(span)
            if role is Role.ASKS:
                here = self.add(self._loose(span, stem, said))
            elif role in (Role.FOLLOWS, Role.CONTINGENT) and here is not None:
                here.end = span.end
            elif role is Role.FOLLOWS and self._just_asked(span):
                here = self.found.drafts[-1]
                here.end = span.end
            elif role is Role.DEFINES:
                self.found.definitions.append(text)
            elif role is Role.TOPIC or (role is Role.LEADS_IN and substance(text)):
                self.found.topics.append(Draft(span.start, span.end, heading=self.heading))
            said = text if role is Role.STATES else ""

    def _just_asked(self, span: Span) -> bool:
        """Is the last thing asked the last thing said before this?"""
        last = self.found.drafts[-1] if self.found.drafts else None
        return last is not None and not self.body[last.end : span.start].strip()

    def _lead(self, spans: Sequence[Span], after: Entry | None) -> str:
        """The last sentence of a paragraph, where it stands over what follows."""
        if not spans or after is None:
            return ""
        text = self.said(spans[-1])
        role = role_of(text)
        if not after.is_item:
            return text if role is Role.LEADS_IN or (text.endswith(":") and role is Role.ASKS) else ""
        if text.endswith(":") or role is Role.LEADS_IN:
            return text
        asks = role in (Role.ASKS, Role.TOPIC, Role.FOLLOWS)
        open_ended = refers_below(text) or not text.endswith((".", "?", "!")) or is_fragment(self.text(after))
        return text if asks and open_ended else ""

    def _leads(self, span: Span, text: str, after: Entry | None) -> None:
        role = role_of(text)
        asks = role not in (Role.SURROUNDS, Role.DEFINES, Role.CONTINGENT) and not is_about_format(text)
        if after is not None and after.is_item and role is Role.LEADS_IN:
            asks = asks and (speaks_of_questions(text) or self.spoken[after.run])
        if role is Role.DEFINES and after is not None:
            self.found.definitions.append(text)
        self._stem = text
        self.opened = self.opened or asks
        if after is not None and not after.is_item:
            self.listing = asks
            self.choice = self.add(self._loose(span)) if asks and stems.offers_choice(text, ()) else None
            return
        self.lead = Lead(span.start, span.end, text, asks)
        own = stems.own_question(text) if asks else 0
        if own:
            end = span.start + place_in(self.body[span.start : span.end], own)
            self.lead.draft = self.add(Draft(span.start, end, heading=self.heading))
            if own < len(text):
                self.lead.text = text[own:].lstrip(" ,;").removeprefix("and ").strip()
