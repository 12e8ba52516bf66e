"""Items of lists become questions: each alone, as a part under its stem, or as the words of a choice."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.foi.letter import stems
from assistant.foi.letter.asking import (
    Role,
    asks_somehow,
    is_fragment,
    is_interrogative,
    is_no_question,
    only_continues,
    role_of,
)
from assistant.foi.letter.drafts import Division, Draft, Lead, place_in
from assistant.foi.letter.nesting import Entry
from assistant.units import sentences
from ingest.document import Span


class Lists:
    """What is done with the items of a letter, under the heading and the lead-in that were seen last.

    ``spoken`` says of each list whether enough of its items ask for something, so that it needs no lead-in;
    with ``all_ask`` none does.
    """

    def __init__(self, body: str, entries: Sequence[Entry], all_ask: bool = False) -> None:
        self.body, self.entries, self.all_ask = body, entries, all_ask
        self.found = Division()
        self.heading = ""
        self.lead: Lead | None = None
        self.runs: dict[int, list[Entry]] = {}
        for entry in entries:
            if entry.is_item and entry.parent is None:
                self.runs.setdefault(entry.run, []).append(entry)
        self.spoken = {run: self._run_asks(items) for run, items in self.runs.items()}

    def text(self, entry: Entry) -> str:
        return " ".join(self.body[entry.paragraph.start : entry.paragraph.end].split())

    def said(self, span: Span) -> str:
        return " ".join(self.body[span.start : span.end].split())

    def _run_asks(self, run: Sequence[Entry]) -> bool:
        """Do enough items of a list ask for something, so that it needs no lead-in to say so?"""
        items = [self.text(entry) for entry in run]
        asking = sum(asks_somehow(item) and not is_no_question(item) for item in items)
        return self.all_ask or asking >= max(1, 0.4 * len(items))

    def add(self, draft: Draft) -> Draft:
        self.found.drafts.append(draft)
        return draft

    def top(self, entry: Entry) -> None:
        if self.lead is not None and self.lead.run not in (0, entry.run) and not self.lead.asks:
            self.lead = None
        lead = self.lead
        if lead is not None:
            lead.run = entry.run
        if lead is not None and not lead.asks:
            return
        if lead is not None and self._is_choice(lead, entry):
            return
        if lead is None and not self.spoken[entry.run]:
            return
        parent = lead.draft if lead else None
        first = len(self.found.drafts)
        self._item(entry, lead.text if lead else "", parent)
        if lead is not None and is_interrogative(lead.text) and is_fragment(self.text(entry)):
            for draft in self.found.drafts[first:]:
                draft.group = lead.start + 1

    def _is_choice(self, lead: Lead, entry: Entry) -> bool:
        """Answers to choose from belong to the question over them."""
        if not stems.offers_choice(lead.text, [self.text(item) for item in self.runs[entry.run]]):
            return False
        if lead.draft is None:
            lead.draft = self.add(Draft(lead.start, lead.end, heading=self.heading))
        lead.draft.end = max(lead.draft.end, _last(entry).paragraph.end)
        return True

    def _item(self, entry: Entry, stem: str, parent: Draft | None) -> None:
        if entry.children:
            self._branch(entry, stem, parent)
            return
        span = self._kept(entry)
        text = self.said(span)
        if role_of(text) is Role.DEFINES:
            self.found.definitions.append(text)
        elif text and not is_no_question(text):
            self.add(self._of(entry, span.start, span.end, stem, parent))

    def _branch(self, entry: Entry, stem: str, parent: Draft | None) -> None:
        """An item with parts: the question it asks itself, if any, then each part under its last sentence."""
        text = self.text(entry)
        if stems.offers_choice(text, [self.text(child) for child in entry.children]):
            self.add(self._of(entry, entry.paragraph.start, _last(entry).paragraph.end, stem, parent))
            return
        spans = sentences(self.body, Span(entry.paragraph.start, entry.paragraph.end))
        if self._only_continued(entry):
            last = _last(entry).paragraph.end
            self.add(self._of(entry, entry.paragraph.start, last, stem, parent))
            return
        own = self._own_end(spans, [self.text(child) for child in entry.children])
        draft = self.add(self._of(entry, entry.paragraph.start, own, stem, parent)) if own else None
        lead = self.said(spans[-1]) if spans else ""
        if draft is not None and spans and own >= spans[-1].start:
            asked = own < spans[-1].end
            lead = self.said(Span(own, spans[-1].end)) if asked else lead
            lead = lead.lstrip(" ,;").removeprefix("and ").strip()
        for child in entry.children:
            self._item(child, stems.joined(stem, lead), draft or parent)

    def _only_continued(self, entry: Entry) -> bool:
        """Do all that stand under an item only say more of what it asks?"""
        asks = is_interrogative(self.text(entry))
        return asks and all(only_continues(self.text(child)) for child in entry.children)

    def _own_end(self, spans: Sequence[Span], parts: Sequence[str]) -> int:
        """Where the question ends that the text over a list of parts asks by itself; 0 where it asks none."""
        if not spans:
            return 0
        last = self.said(spans[-1])
        if own := stems.own_question(last, parts):
            raw = self.body[spans[-1].start : spans[-1].end]
            return spans[-1].start + place_in(raw, own)
        asked = [s for s in spans[:-1] if role_of(self.said(s)) is Role.ASKS]
        return asked[-1].end if asked else 0

    def _of(self, entry: Entry, start: int, end: int, stem: str, parent: Draft | None) -> Draft:
        parts = entry.parts
        return Draft(start, end, parts, entry.own, entry.run, stem, self.heading, parent)

    def _kept(self, entry: Entry) -> Span:
        """An item without the courtesies at its end."""
        spans = sentences(self.body, Span(entry.paragraph.start, entry.paragraph.end))
        while (
            len(spans) > 1
            and is_no_question(last := self.said(spans[-1]))
            and role_of(last) is not Role.CONTINGENT
        ):
            spans.pop()
        return (
            Span(entry.paragraph.start, spans[-1].end)
            if spans
            else Span(entry.paragraph.start, entry.paragraph.start)
        )


def _last(entry: Entry) -> Entry:
    """The last item under an entry, or of its own list."""
    return _last(entry.children[-1]) if entry.children else entry
