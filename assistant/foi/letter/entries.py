"""The paragraphs of a letter as entries of its outline: headings, and items each in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.foi.letter.asking import Role, asks_somehow, is_interrogative, role_of, substance
from assistant.foi.letter.inline import expanded
from assistant.foi.letter.labels import Label, Style
from assistant.foi.letter.nesting import Entry, Nest
from assistant.foi.letter.paragraphs import Paragraph, paragraphs
from assistant.foi.letter.rows import questions_in_row, without_field
from assistant.foi.letter.source import Letter

_LABELLED_HEADING = re.compile(
    r"(?:section|part|schedule|topic|theme)\s+(?:[A-Z]|\d{1,2}|[IVX]+)\b", re.IGNORECASE
)
_LONGEST_HEADING = 12


def entries_of(letter: Letter, body: str) -> list[Entry]:
    """The entries of a letter in order, each item under the one it belongs to."""
    found: list[Paragraph] = []
    for paragraph in paragraphs(letter, body):
        if paragraph.cells:
            found += [part for cell in questions_in_row(paragraph, body) for part in expanded(cell, body)]
        elif paragraph.label is not None:
            found += expanded(paragraph, body)
        elif (said := without_field(paragraph, body)) is not None:
            found += expanded(said, body)
    entries = [Entry(paragraph) for paragraph in found]
    entries = _Reading(body, entries).marked()
    Nest().place(entries)
    return entries


class _Reading:
    """Says of each paragraph, from its neighbours, whether it is a heading or goes on with the item above."""

    def __init__(self, body: str, entries: Sequence[Entry]) -> None:
        self.body, self.entries = body, entries

    def marked(self) -> list[Entry]:
        """The entries with their headings known; what goes on with an item is made part of it."""
        kept: list[Entry] = []
        for index, entry in enumerate(self.entries):
            after = self.entries[index + 1] if index + 1 < len(self.entries) else None
            entry.is_heading = self._is_heading(entry, after)
            if entry.is_heading and entry.is_item:
                self._as_heading(entry)
            before = kept[-1] if kept else None
            if before is not None and not entry.is_heading and self._goes_on(entry, before, index):
                before.paragraph = replace(before.paragraph, end=entry.paragraph.end)
            else:
                kept.append(entry)
        return kept

    def _text(self, entry: Entry) -> str:
        return " ".join(self.body[entry.paragraph.start : entry.paragraph.end].split())

    def _as_heading(self, entry: Entry) -> None:
        """ "A. Staffing" over a count of its own: the letter is part of the heading."""
        p = entry.paragraph
        entry.paragraph = Paragraph(p.at, p.at, p.end, None, p.gap, p.indent, p.lines, True)

    def _is_heading(self, entry: Entry, after: Entry | None) -> bool:
        text, paragraph = self._text(entry), entry.paragraph
        if after is None or not text or len(text.split()) > _LONGEST_HEADING or paragraph.cells:
            return False
        if paragraph.label is not None:
            return self._heads_a_count(entry, after)
        if _LABELLED_HEADING.match(text) or not _can_head(text):
            return bool(_LABELLED_HEADING.match(text)) and not is_interrogative(text)
        if not (paragraph.gap or paragraph.title):
            return bool(after.paragraph.label and after.paragraph.label.value == 1 and len(text.split()) <= 6)
        return after.is_item or paragraph.title or asks_somehow(self._text(after))

    def _heads_a_count(self, entry: Entry, after: Entry) -> bool:
        """Is an item with a capital ("A. Staffing") the heading of the count that begins below it?"""
        label, below = entry.paragraph.label, after.paragraph.label
        if label is None or below is None or asks_somehow(self._text(entry)):
            return False
        return label.style is Style.CAPITAL and below.style is Style.NUMBER and below.value == 1

    def _goes_on(self, entry: Entry, before: Entry, index: int) -> bool:
        """Does a paragraph without a number belong to the item above?"""
        above = before.paragraph.label
        if entry.is_item or above is None:
            return False
        text = self._text(entry)
        after = self.entries[index + 1] if index + 1 < len(self.entries) else None
        role = role_of(text)
        if text.endswith(":") and after is not None and after.is_item:
            return self._counts_on(above, index + 1) or not entry.paragraph.gap
        if role in (Role.SURROUNDS, Role.DEFINES, Role.LEADS_IN):
            return False
        if role is Role.FOLLOWS or (role in (Role.STATES, Role.CONTINGENT) and not entry.paragraph.gap):
            return True
        return role is not Role.CONTINGENT and self._counts_on(above, index + 1)

    def _counts_on(self, above: Label, index: int) -> bool:
        """Does the count go on below, before a heading or another paragraph stands in between?"""
        for place in range(index, len(self.entries)):
            below = self.entries[place].paragraph.label
            if below is None:
                return False
            if below.style is above.style or Style.PATH in (below.style, above.style):
                return below.value == above.value + 1 or below.style is not above.style
        return False


def _can_head(text: str) -> bool:
    """Can a line by itself be a heading: a name for something, no sentence, nothing asked or wished?"""
    if text.endswith((".", "?", "!", ",", ";")) or not text[0].isupper():
        return False
    return role_of(text) in (Role.STATES, Role.TOPIC) and bool(substance(text))
