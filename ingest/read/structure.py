"""From lines to blocks: paragraphs out of wrapped lines, headings, lists and tables.

Used for every format that gives lines rather than structure: PDF pages, plain text, the body of an
e-mail. Blocks never cross a page; the text is never changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from ingest.document import Block, BlockKind, Cell, Span
from ingest.read.bands import band_rows
from ingest.read.cells import CellFinder
from ingest.read.claims import Claim, Table
from ingest.read.classify import Draft, classify
from ingest.read.habits import learn_habits
from ingest.read.labels import Label, Style, follows, label_of
from ingest.read.lines import (
    CONTINUES,
    ENDS_SENTENCE,
    OPEN_END,
    Line,
    is_bare_field,
    is_field,
    split_lines,
)
from ingest.read.places import NO_PLACES, Places
from ingest.read.tables import find_tables, header_at_foot

# A line this much shorter than its neighbours, the next word included, was ended on purpose.
_SHORT = 0.85
_SHORT_AFTER_STOP = 0.95
_SHORT_BEFORE_DIGIT = 0.7
_SHORT_TITLE = 0.4
_SHORT_VALUE = 60


@dataclass(frozen=True, slots=True)
class Hints:
    """What the format itself says about a line, by its offset: set in bold, or a heading of a level."""

    bold: frozenset[int] = frozenset()
    headings: Mapping[int, int] = field(default_factory=dict)


NO_HINTS = Hints()


def structure(
    text: str,
    spans: Sequence[Span],
    furniture: Sequence[Span] = (),
    hints: Hints = NO_HINTS,
    places: Sequence[Places] = (),
) -> list[Block]:
    """The blocks of a text, page by page, in order. ``furniture`` lines become blocks of that kind.

    ``places`` says for each page where its words stand, if that is known.
    """
    dropped = {span.start for span in furniture}
    pages = [[_blanked(x, dropped) for x in split_lines(text, p.start, p.end)] for p in spans]
    habits = learn_habits(pages)
    placed = places or [NO_PLACES] * len(pages)
    tables = [
        band_rows(lines, where, find_tables(lines, where, habits, hints.bold))
        for lines, where in zip(pages, placed, strict=True)
    ]
    _adopt_headers(pages, tables)
    numbers = _number(tables)
    splitter = _Splitter(hints)
    drafts: list[Draft] = []
    for lines, found, given in zip(pages, tables, numbers, strict=True):
        drafts += splitter.drafts(lines, dict(zip(given, found, strict=True)))
    drafts += [Draft(s.start, s.end, text[s.start : s.end], kind=BlockKind.FURNITURE) for s in furniture]
    blocks = classify(sorted(drafts, key=lambda draft: draft.start))
    cells = _cells(text, pages, tables, numbers, placed)
    return [replace(block, cells=cells.get(block.start, ())) for block in blocks]


def _cells(
    text: str,
    pages: list[list[Line]],
    tables: list[list[Table]],
    numbers: list[list[int]],
    places: Sequence[Places],
) -> dict[int, tuple[Cell, ...]]:
    """The cells of every row whose words have places, by the offset of the row."""
    finder = CellFinder(text)
    cells: dict[int, tuple[Cell, ...]] = {}
    for lines, found, given, placed in zip(pages, tables, numbers, places, strict=True):
        for table, number in zip(found, given, strict=True):
            cells |= finder.cells(lines, table, number, placed)
    return cells


def _blanked(line: Line, dropped: set[int]) -> Line:
    """A running line still parts what stands above it from what stands below."""
    return Line(line.start, line.start, "", wall=True) if line.text and line.start in dropped else line


def _adopt_headers(pages: list[list[Line]], tables: list[list[Table]]) -> None:
    """Gives a table at the top of a page the column headings left at the foot of the page before."""
    for lines, found, after, below in zip(pages, tables, pages[1:], tables[1:], strict=False):
        if below and all(line.blank for line in after[: below[0].claims[0].first]):
            floor = found[-1].claims[-1].last if found else -1
            if header := header_at_foot(lines, floor):
                found.append(Table([header], below[0].typical, leads=True))


def _number(tables: list[list[Table]]) -> list[list[int]]:
    """A number for each table; one that goes on over the page, without a header again, keeps its own."""
    numbers: list[list[int]] = []
    count = 0
    before: Table | None = None
    for found in tables:
        given = []
        for table in found:
            goes_on = table is found[0] and before is not None and _goes_on(before, table)
            count += 0 if goes_on else 1
            given.append(count)
        numbers.append(given)
        before = found[-1] if found else None
    return numbers


def _goes_on(before: Table, table: Table) -> bool:
    return before.leads or (not table.has_header and abs(before.typical - table.typical) <= 1)


class _Splitter:
    """Cuts the lines that no table claims into paragraphs, remembering where each count of items stands."""

    def __init__(self, hints: Hints) -> None:
        self.hints = hints
        self.last: dict[Style, Label] = {}
        self.page_width = 0.0

    def drafts(self, lines: Sequence[Line], tables: Mapping[int, Table]) -> Iterator[Draft]:
        self.page_width = _width([line for line in lines if not line.blank])
        claims = {claim.first: (claim, n) for n, table in tables.items() for claim in table.claims}
        group: list[Line] = []
        index, gap = 0, True
        while index < len(lines):
            line = lines[index]
            claimed = claims.get(index)
            if claimed or (line.blank and not self._bridges(lines, index, claims)):
                yield from self._paragraphs(group, gap)
                gap, group = line.blank or (gap and not group), []
            if claimed:
                claim, number = claimed
                yield _row(lines, claim, number)
                index, gap = claim.last, False
            elif not line.blank:
                group.append(line)
            index += 1
        yield from self._paragraphs(group, gap)

    def _bridges(self, lines: Sequence[Line], blank: int, claims: Mapping[int, object]) -> bool:
        """Does a sentence go on beyond one blank line, as between the lines of double-spaced text?"""
        if not 0 < blank < len(lines) - 1 or blank + 1 in claims or lines[blank].wall:
            return False
        before, after = lines[blank - 1].text, lines[blank + 1].text
        running = len(before) >= 40 and not ENDS_SENTENCE.search(before) and before[-1] not in ":,"
        return running and after[:1].islower() and not _is_address(after) and not label_of(after)

    def _paragraphs(self, group: Sequence[Line], gap: bool) -> Iterator[Draft]:
        width = _width(group)
        paragraph: list[Line] = []
        label: Label | None = None
        for line, below in zip_longest(group, group[1:]):
            if paragraph and (
                _stands_apart(paragraph[-1].text, line.text, below, width)
                or self._breaks(paragraph[-1], line, width)
            ):
                yield self._draft(paragraph, label, gap)
                paragraph, gap = [], False
            if not paragraph:
                label = self._label(line)
            paragraph.append(line)
        if paragraph:
            yield self._draft(paragraph, label, gap)

    def _label(self, line: Line) -> Label | None:
        """The label that a paragraph begins with, remembered as where its count now stands."""
        label = label_of(line.text)
        if label:
            label = _as_letter(label, self.last)
            self.last[label.style] = label
        return label

    def _breaks(self, before: Line, line: Line, width: float) -> bool:
        """Does a line begin a new paragraph, or go on with the one above it?"""
        above, text = before.text, line.text
        label = label_of(text)
        if _is_bare(above):
            return label is not None and label.end == len(text)
        if {before.start, line.start} & self.hints.headings.keys() or (above[0] == ">") != (text[0] == ">"):
            return True
        above, text = above.lstrip("> "), text.lstrip("> ")
        if not above or not text:
            return True
        room = len(above) + 1 + len(text.split(maxsplit=1)[0])
        ended = bool(ENDS_SENTENCE.search(above)) or above.endswith(":")
        full = room >= _SHORT * width
        if label:
            return ended or not full or self._in_turn(label)
        if above.endswith(("-", "–")) or (CONTINUES.match(text) and not _is_address(text)):
            return False
        titled = room < _SHORT_TITLE * self.page_width and label_of(above) is not None
        return titled or _opens(above, text, ended or not full) or _leaves(above, text, room / width, ended)

    def _in_turn(self, label: Label) -> bool:
        """May a label stand where a sentence has just been cut by the line end?"""
        before = self.last.get(label.style)
        if label.style is Style.BULLET and label.text in "-–—*o»":
            return before is not None and before.text == label.text
        return follows(label, before)

    def _draft(self, lines: Sequence[Line], label: Label | None, gap: bool) -> Draft:
        text = " ".join(line.text for line in lines)
        level = self.hints.headings.get(lines[0].start, 0)
        bold = all(line.start in self.hints.bold for line in lines)
        return Draft(lines[0].start, lines[-1].end, text, label, gap=gap, level=level, bold=bold)


def _row(lines: Sequence[Line], claim: Claim, table: int) -> Draft:
    first, last = lines[claim.first], lines[claim.last]
    text = " ".join(line.text for line in lines[claim.first : claim.last + 1])
    return Draft(first.start - first.tabs, last.end, text, kind=claim.kind, table=table)


def _opens(above: str, text: str, parted: bool) -> bool:
    """Is the line a field ("Meeting date: …") or a title in capitals, below something else?"""
    if is_field(text) and (parted or is_field(above) or (text.isupper() and text.endswith(":"))):
        return True
    capitals = text.isupper() and len(text) >= 6 and not above.isupper()
    return capitals and not OPEN_END.search(above)


def _leaves(above: str, text: str, filled: float, ended: bool) -> bool:
    """Has the line above ended? ``filled`` is the part of the width that it takes with one word more."""
    if is_bare_field(above):
        return len(text) > _SHORT_VALUE or text.endswith(":")
    return above.endswith(("?", ":")) or filled < _limit(text, ended)


def _limit(text: str, ended: bool) -> float:
    """Which part of the full width a line above must fill to run on into this one."""
    if ended:
        return _SHORT_AFTER_STOP
    return _SHORT_BEFORE_DIGIT if text[0].isdigit() else _SHORT


def _stands_apart(above: str, text: str, below: Line | None, width: float) -> bool:
    """Is a short line after a full stop, itself without one and not gone on with, a heading?"""
    if (
        not above.endswith(".")
        or not text[0].isupper()
        or len(text) > width / 2
        or ENDS_SENTENCE.search(text)
    ):
        return False
    return below is None or not CONTINUES.match(below.text)


def _width(group: Sequence[Line]) -> float:
    """How long the lines are that were broken because they were full: nearly the longest of the group."""
    lengths = sorted(len(line.text) for line in group)
    return lengths[-1 - len(lengths) // 12] if lengths else 0.0


def _is_bare(text: str) -> bool:
    label = label_of(text)
    return label is not None and label.end == len(text)


def _is_address(text: str) -> bool:
    """Web and mail addresses begin with small letters without continuing a sentence."""
    return text.startswith(("http", "www.")) or "@" in text.split(maxsplit=1)[0]


def _as_letter(label: Label, last: Mapping[Style, Label]) -> Label:
    """ "i)" after "h)" is a letter; elsewhere it is a roman numeral."""
    if label.style is not Style.ROMAN:
        return label
    letters = label.text.strip("().").lower()
    letter, roman = last.get(Style.LETTER), last.get(Style.ROMAN)
    value = ord(letters[0]) - 96
    if len(letters) > 1 or letter is None or letter.value + 1 != value:
        return label
    if roman is not None and roman.value + 1 == label.value:
        return label
    return replace(label, style=Style.LETTER, value=value)
