"""A letter's paragraphs become the things asked for, each with the stem and the heading that it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.foi.letter import stems
from assistant.foi.letter.asking import (
    Role,
    asks_somehow,
    is_about_format,
    is_fragment,
    is_interrogative,
    is_no_question,
    is_topic,
    names_thing,
    only_continues,
    refers_below,
    role_of,
    speaks_of_questions,
    substance,
)
from assistant.foi.letter.entries import entries_of
from assistant.foi.letter.nesting import Entry
from assistant.foi.letter.source import Letter
from assistant.units import sentences
from ingest.document import Span


_SAYS = re.compile(
    r"(?:i|we|this|it|my|our)\b|the\s+(?:[\w’'-]+\s+){1,5}?(?:is|are|was|were|has|have|had|will|says?|claims?|states?)\b", re.I
)


@dataclass(slots=True)
class Draft:
    """One thing asked for, by offsets. ``parts`` is its number in the letter, empty where it has none.

    ``stem`` is what is put before a part, ``parent`` the question it is a part of, ``before`` a statement just
    before an unnumbered question. ``run`` tells the lists of a letter apart; ``loose``: no list at all.
    ``group`` counts the unnumbered stems whose parts have letters or numbers of their own.
    """

    start: int
    end: int
    parts: tuple[str, ...] = ()
    own: bool = True
    run: int = 0
    stem: str = ""
    heading: str = ""
    parent: Draft | None = None
    before: str = ""
    group: int = 0
    number: str = ""

    @property
    def loose(self) -> bool:
        return not self.parts


@dataclass(slots=True)
class Lead:
    """The sentence over a list: its words, whether what follows is asked for, the question it asks itself."""

    start: int
    end: int
    text: str
    asks: bool
    draft: Draft | None = None


@dataclass(slots=True)
class Division:
    """What was found in a letter: its questions in order, its definitions, and what it is about at least."""

    drafts: list[Draft] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)
    topics: list[Draft] = field(default_factory=list)


def divide(letter: Letter, body: str) -> Division:
    """The things asked for in ``body``, the letter's text with what does not count blanked."""
    return _Walk(body, entries_of(letter, body)).walk()


class _Walk:
    """Goes through the entries once, keeping the heading and the lead-in that the next ones stand under."""

    def __init__(self, body: str, entries: Sequence[Entry]) -> None:
        self.body, self.entries = body, entries
        self.found = Division()
        self.heading = ""
        self.lead: Lead | None = None
        self.listing = False
        self.opened = False
        self.choice: Draft | None = None
        self._stem = ""
        self.spoken = {run: self._run_asks(run) for run in {e.run for e in entries if e.is_item}}

    def walk(self) -> Division:
        for index, entry in enumerate(self.entries):
            after = next((e for e in self.entries[index + 1 :] if not e.is_heading), None)
            if entry.is_heading:
                self.heading = self._text(entry).rstrip(" :")
            elif not entry.is_item:
                self._plain(entry, after)
            elif entry.parent is None:
                self._top(entry)
        self._without_overture()
        return self.found

    def _without_overture(self) -> None:
        """What only says, before a numbered list, what the list is about is no question of its own."""
        first = next((d for d in self.found.drafts if d.own and d.parts), None)
        if first is None or self.found.drafts[0] is first:
            return
        opening = self.found.drafts[: self.found.drafts.index(first)]
        topics = [d for d in opening if d.loose and is_topic(self._said(Span(d.start, d.end)))]
        self.found.drafts = [d for d in self.found.drafts if d not in topics]

    def _text(self, entry: Entry) -> str:
        return " ".join(self.body[entry.paragraph.start : entry.paragraph.end].split())

    def _said(self, span: Span) -> str:
        return " ".join(self.body[span.start : span.end].split())

    def _run_asks(self, run: int) -> bool:
        """Do enough items of a list ask for something, so that it needs no lead-in to say so?"""
        items = [self._text(e) for e in self.entries if e.is_item and e.run == run and e.parent is None]
        asking = sum(asks_somehow(item) and not is_no_question(item) for item in items)
        return asking >= max(1, 0.4 * len(items))

    # Items of lists

    def _top(self, entry: Entry) -> None:
        lead = self.lead
        if lead is not None and not lead.asks:
            return
        if lead is not None and self._is_choice(lead, entry):
            return
        if lead is None and not self.spoken[entry.run]:
            return
        parent = lead.draft if lead else None
        first = len(self.found.drafts)
        self._item(entry, lead.text if lead else "", parent)
        if lead is not None and is_interrogative(lead.text) and is_fragment(self._text(entry)):
            for draft in self.found.drafts[first:]:
                draft.group = lead.start + 1

    def _is_choice(self, lead: Lead, entry: Entry) -> bool:
        """Answers to choose from belong to the question over them."""
        items = [e for e in self.entries if e.is_item and e.run == entry.run and e.parent is None]
        if not stems.offers_choice(lead.text, [self._text(e) for e in items]):
            return False
        if lead.draft is None:
            lead.draft = self._add(Draft(lead.start, lead.end, heading=self.heading))
        lead.draft.end = max(lead.draft.end, _last(entry).paragraph.end)
        return True

    def _item(self, entry: Entry, stem: str, parent: Draft | None) -> None:
        if entry.children:
            self._branch(entry, stem, parent)
            return
        span = self._kept(entry)
        text = self._said(span)
        if text and not is_no_question(text):
            self._add(self._of(entry, span.start, span.end, stem, parent))

    def _branch(self, entry: Entry, stem: str, parent: Draft | None) -> None:
        """An item with parts: the question it asks itself, if any, then each part under its last sentence."""
        text = self._text(entry)
        if stems.offers_choice(text, [self._text(child) for child in entry.children]):
            self._add(self._of(entry, entry.paragraph.start, _last(entry).paragraph.end, stem, parent))
            return
        spans = sentences(self.body, Span(entry.paragraph.start, entry.paragraph.end))
        if self._only_continued(entry):
            last = _last(entry).paragraph.end
            self._add(self._of(entry, entry.paragraph.start, last, stem, parent))
            return
        own = self._own_end(spans, [self._text(child) for child in entry.children])
        draft = self._add(self._of(entry, entry.paragraph.start, own, stem, parent)) if own else None
        lead = self._said(spans[-1]) if spans else ""
        if draft is not None and spans and own >= spans[-1].start:
            asked = own < spans[-1].end
            lead = self._said(Span(own, spans[-1].end)) if asked else lead
            lead = lead.lstrip(" ,;").removeprefix("and ").strip()
        for child in entry.children:
            self._item(child, stems.joined(stem, lead), draft or parent)

    def _only_continued(self, entry: Entry) -> bool:
        """Do all that stand under an item only say more of what it asks?"""
        asks = is_interrogative(self._text(entry))
        return asks and all(only_continues(self._text(child)) for child in entry.children)

    def _own_end(self, spans: Sequence[Span], parts: Sequence[str]) -> int:
        """Where the question ends that the text before a list of parts asks by itself; 0 where it asks none."""
        if not spans:
            return 0
        last = self._said(spans[-1])
        if own := stems.own_question(last, parts):
            raw = self.body[spans[-1].start : spans[-1].end]
            return spans[-1].start + _place(raw, own)
        asked = [s for s in spans[:-1] if role_of(self._said(s)) is Role.ASKS]
        return asked[-1].end if asked else 0

    def _of(self, entry: Entry, start: int, end: int, stem: str, parent: Draft | None) -> Draft:
        parts = entry.parts
        return Draft(start, end, parts, entry.own, entry.run, stem, self.heading, parent)

    def _kept(self, entry: Entry) -> Span:
        """An item without the courtesies at its end."""
        spans = sentences(self.body, Span(entry.paragraph.start, entry.paragraph.end))
        while len(spans) > 1 and is_no_question(last := self._said(spans[-1])) and role_of(last) is not Role.CONTINGENT:
            spans.pop()
        return Span(entry.paragraph.start, spans[-1].end) if spans else Span(entry.paragraph.start, entry.paragraph.start)

    def _add(self, draft: Draft) -> Draft:
        self.found.drafts.append(draft)
        return draft

    # Paragraphs

    def _plain(self, entry: Entry, after: Entry | None) -> None:
        spans = sentences(self.body, Span(entry.paragraph.start, entry.paragraph.end))
        self.lead = None
        listing, self.listing = self.listing, False
        lead = self._lead(spans, after)
        roles = [role_of(self._said(span)) for span in spans]
        named = self.opened and names_thing(self._text(entry)) and roles[0] in (Role.STATES, Role.TOPIC)
        if not lead and ((listing and self._is_listed(entry, roles)) or named):
            self._listed(entry, self._stem if listing else "")
            return
        self._sentences(spans[:-1] if lead else spans, roles, self._stem if listing else "")
        if lead:
            self._leads(spans[-1], lead, after)
        elif listing and Role.SURROUNDS not in roles:
            self.listing = True

    def _is_listed(self, entry: Entry, roles: Sequence[Role]) -> bool:
        """Is it one of several things named below a lead-in, without numbers?"""
        text = self._text(entry)
        plain = (Role.STATES, Role.TOPIC)
        named = all(role in plain for role in roles) or (roles[0] in plain and names_thing(text))
        return named and len(text.split()) <= 60 and (not _SAYS.match(text) or asks_somehow(text))

    def _listed(self, entry: Entry, stem: str) -> None:
        self.listing = bool(stem)
        if self.choice is not None and stem:
            self.choice.end = entry.paragraph.end
        else:
            self._add(self._loose(Span(entry.paragraph.start, entry.paragraph.end), stem))

    def _loose(self, span: Span, stem: str = "", before: str = "") -> Draft:
        return Draft(span.start, span.end, stem=stem, heading=self.heading, before=before)

    def _sentences(self, spans: Sequence[Span], roles: Sequence[Role], stem: str = "") -> None:
        here: Draft | None = None
        said = ""
        for span, role in zip(spans, roles, strict=False):
            text = self._said(span)
            if role is Role.ASKS:
                here = self._add(self._loose(span, stem, said))
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
        text = self._said(spans[-1])
        role = role_of(text)
        if not after.is_item:
            return text if role is Role.LEADS_IN or (text.endswith(":") and role is Role.ASKS) else ""
        if text.endswith(":") or role is Role.LEADS_IN:
            return text
        asks = role in (Role.ASKS, Role.TOPIC, Role.FOLLOWS)
        open_ended = refers_below(text) or not text.endswith((".", "?", "!")) or is_fragment(self._text(after))
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
            self.choice = self._add(self._loose(span)) if asks and stems.offers_choice(text, ()) else None
            return
        self.lead = Lead(span.start, span.end, text, asks)
        own = stems.own_question(text) if asks else 0
        if own:
            end = span.start + _place(self.body[span.start : span.end], own)
            self.lead.draft = self._add(Draft(span.start, end, heading=self.heading))
            if own < len(text):
                self.lead.text = text[own:].lstrip(" ,;").removeprefix("and ").strip()


def _last(entry: Entry) -> Entry:
    """The last item under an entry, or of its own list."""
    return _last(entry.children[-1]) if entry.children else entry


def _place(raw: str, folded: int) -> int:
    """The offset in ``raw`` that lies ``folded`` characters into its folded form."""
    seen = 0
    for offset, _ in enumerate(raw):
        if seen >= folded:
            return len(raw[:offset].rstrip())
        seen = len(" ".join(raw[: offset + 1].split()))
    return len(raw.rstrip())


def all_under(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Entries with everything beneath them."""
    for entry in entries:
        yield entry
        yield from all_under(entry.children)
