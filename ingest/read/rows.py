"""The rows of one table in plain text, built around the lines of it that are rich in figures.

Every such line claims the lines of its label above it and of its last cell below it; the lines above the
first row that carry years, units or short titles are the header. What nobody claims stays prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.document import BlockKind, Span
from ingest.read.claims import Claim, Table, closes
from ingest.read.figures import Measure, Shape, is_caption
from ingest.read.habits import Habits, opening
from ingest.read.labels import label_of
from ingest.read.layout import Join, Layout
from ingest.read.lines import CONTINUES, ENDS_SENTENCE, OPEN_END, Line

_LONGEST_LABEL = 4
_LONGEST_HEADER = 40
_LONGEST_TAIL = 16
_ORDINAL = re.compile(r"\d{1,3}[a-z]? [A-Z‘“(]")


class RowBuilder:
    """Assembles one table around its anchors, from lines between those of the tables before and after."""

    def __init__(
        self,
        lines: Sequence[Line],
        measures: Sequence[Measure],
        anchors: list[int],
        bounds: Span,
        taken: set[int],
        habits: Habits,
        layout: Layout,
    ) -> None:
        self.habits, self.layout = habits, layout
        self.lines, self.measures, self.anchors = lines, measures, anchors
        self.floor = max([bounds.start, *(i for i in taken if i < anchors[0])])
        self.ceiling = min([bounds.end, *(i for i in taken if i > anchors[-1])])
        counts = Counter(measures[i].figures for i in anchors if measures[i].figures > 1)
        self.typical = max(counts, key=lambda n: (counts[n], n), default=1)
        self.rows: list[Claim] = []

    def build(self) -> Table:
        for anchor in self.anchors:
            self._take(anchor)
        self._extend_by_place(self.ceiling)
        self._extend_tail(self.ceiling, certain=True)
        claims = [*self._header_above(), *self.rows, *self._header_below(), *self._loose_rows()]
        return Table(sorted(claims, key=lambda claim: claim.first), self.typical)

    def _take(self, anchor: int) -> None:
        figures = self.measures[anchor].figures
        if self.rows and self._goes_on(self.rows[-1], anchor):
            self.rows[-1].last = anchor
            self.rows[-1].figures += figures
            return
        self._extend_by_place(anchor)
        self._extend_tail(anchor, certain=True)
        begin = self._label_start(anchor, self.rows[-1].last if self.rows else self.floor)
        self._extend_tail(begin, certain=not self.habits.starts)
        self.rows.append(Claim(BlockKind.TABLE_ROW, begin, anchor, figures))

    def _goes_on(self, row: Claim, anchor: int) -> bool:
        """Do bare figures complete the row above, which a line end cut ("77,|192 65,353")?"""
        if self.layout.join(row.last, anchor) is Join.BESIDE:
            return True
        if self.measures[anchor].shape is not Shape.FIGURES:
            return False
        if any(not self.lines[i].blank for i in range(row.last + 1, anchor)):
            return False
        joined = self.layout.join(row.last, anchor)
        if joined is not Join.UNKNOWN:
            return joined is not Join.PARTED
        cut = self.lines[row.last].text.endswith(",")
        return cut or row.figures + self.measures[anchor].figures <= self.typical + 1

    def _starts_row(self, text: str) -> bool:
        return bool(_ORDINAL.match(text)) or opening(text) in self.habits.starts

    def _label_start(self, anchor: int, floor: int) -> int:
        placed, joined = self._placed_start(anchor, floor)
        if placed < anchor or joined is Join.PARTED:
            return placed
        text, measured = self.lines[anchor].text, self.measures[anchor]
        if self._starts_row(text) or anchor - 1 <= floor:
            return anchor
        if self.habits.starts and (start := self._learned_start(anchor, floor)) is not None:
            return start
        if not measured.label:
            return self._label_above(anchor, floor)
        return anchor - 1 if measured.label and self._wraps(anchor) else anchor

    def _placed_start(self, anchor: int, floor: int) -> tuple[int, Join]:
        """The first line that stands in the anchor's row, and how the line above that belongs to it."""
        start = anchor
        while (above := self._line_above(start, floor)) >= 0:
            joined = self.layout.join(above, start)
            if joined < Join.NEAR or (joined < Join.BESIDE and self.measures[above].shape is not Shape.TEXT):
                return start, joined
            start = above
        return start, Join.UNKNOWN

    def _line_above(self, index: int, floor: int) -> int:
        return next((i for i in range(index - 1, floor, -1) if not self.lines[i].blank), -1)

    def _extend_by_place(self, limit: int) -> None:
        """Gives the last row the lines that stand beside it, or in its box where the table is ruled."""
        if not self.rows:
            return
        row = self.rows[-1]
        for index in range(row.last + 1, limit):
            if self.lines[index].blank:
                continue
            if self.layout.join(row.last, index) < Join.SAME:
                break
            row.last = index

    def _learned_start(self, anchor: int, floor: int) -> int | None:
        for index in range(anchor - 1, max(floor, anchor - 13), -1):
            if self.lines[index].blank or closes(self.lines[index].text):
                return None
            if self._starts_row(self.lines[index].text):
                return index
        return None

    def _wraps(self, anchor: int) -> bool:
        """Is the line above the beginning of this row's label?"""
        above, label = self.lines[anchor - 1].text, self.measures[anchor].label
        if self.measures[anchor - 1].shape is not Shape.TEXT or closes(above):
            return False
        if CONTINUES.match(label) or OPEN_END.search(above):
            return True
        return len(label.split()) <= 2 and 20 <= len(above) <= 60

    def _label_above(self, anchor: int, floor: int) -> int:
        """Where the label of a line of bare figures begins: the lines just above, down from a full stop."""
        start, index = anchor, anchor - 1
        if index > floor and self.lines[index].blank:
            index -= 1
        while index > floor and anchor - index <= _LONGEST_LABEL + 1:
            text = self.lines[index].text
            wrapped = start < anchor and text.isupper() and self.lines[start].text.isupper()
            stops = self.measures[index].shape is not Shape.TEXT or (closes(text) and not wrapped)
            if stops or (start < anchor and ENDS_SENTENCE.search(text)):
                break
            start = index
            index -= 1
        return start

    def _extend_tail(self, limit: int, certain: bool) -> None:
        """Gives the last row the lines that its last cell runs over: the certain ones, or all."""
        if not self.rows:
            return
        row = self.rows[-1]
        anchor = row.last
        if not (self.measures[anchor].tail or self.measures[anchor].shape is Shape.TEXT):
            return
        for index in range(anchor + 1, min(limit, anchor + _LONGEST_TAIL)):
            text = self.lines[index].text
            if self.measures[index].shape is not Shape.TEXT or self._starts_row(text) or label_of(text):
                break
            if certain and not self._runs_on(self.lines[index - 1].text, text):
                break
            row.last = index

    def _runs_on(self, before: str, text: str) -> bool:
        """Is the line surely the rest of the cell above it?"""
        closing = len(text.split()) <= 2 and text.rsplit(maxsplit=1)[-1] in self.habits.ends
        return closing or bool(CONTINUES.match(text) or text[0] == "(" or OPEN_END.search(before))

    def _header_above(self) -> list[Claim]:
        taken: list[int] = []
        index = self.rows[0].first - 1
        while index > self.floor and len(taken) < _LONGEST_HEADER:
            text = self.lines[index].text
            if not text and not self._heads_on(index, bool(taken)):
                break
            if text:
                if not is_caption(text) and not self._is_heading_line(index):
                    break
                taken.append(index)
            index -= 1 if not is_caption(text) else len(self.lines)
        near = [Claim(BlockKind.TABLE_HEADER, taken[-1], taken[0])] if taken else []
        return [*self._header_apart(near[0].first if near else self.rows[0].first), *near]

    def _header_apart(self, end: int) -> list[Claim]:
        """Lines of years or units further up, with the short lines upon them: a note may stand between."""
        claims: list[Claim] = []
        for index in range(max(self.floor + 1, end - 12), end):
            if self.measures[index].shape is Shape.HEADER and self._stands_alone(index):
                first = index
                lowest = claims[-1].last if claims else self.floor
                while first - 1 > lowest and self.lines[first - 1].text and self._is_heading_line(first - 1):
                    first -= 1
                claims.append(Claim(BlockKind.TABLE_HEADER, first, index))
        return claims

    def _stands_alone(self, index: int) -> bool:
        """Is a line of years or units more than the middle of a sentence?"""
        above = self.lines[index - 1].text if index else ""
        return not above or closes(above) or self._is_heading_line(index - 1)

    def _heads_on(self, blank: int, begun: bool) -> bool:
        """Does the header go on above a blank line: is the next line up one of units or a caption?"""
        for index in range(blank - 1, max(self.floor, blank - 3), -1):
            if text := self.lines[index].text:
                short = len(text) <= 40 and self.measures[index].shape is Shape.HEADER
                return short or is_caption(text) or (not begun and self._is_heading_line(index))
        return False

    def _is_heading_line(self, index: int) -> bool:
        text, shape = self.lines[index].text, self.measures[index].shape
        if self.layout.heads(index):
            return True
        if closes(text) or (text.isupper() and text.isalpha() and len(text) >= 6):
            return False
        if shape is Shape.HEADER or (shape is Shape.FIGURES and len(text) <= 3):
            return True
        if (
            shape is not Shape.TEXT
            or self.measures[index].figures > 1
            or ENDS_SENTENCE.search(text)
            or label_of(text)
        ):
            return False
        return len(text) <= 40 or _titled(text)

    def _header_below(self) -> list[Claim]:
        """Headings that the file draws after the rows: lines of years or units and nothing else."""
        return [
            Claim(BlockKind.TABLE_HEADER, i, i)
            for i in range(self.rows[-1].last + 1, min(self.ceiling, self.rows[-1].last + 6))
            if self.measures[i].shape is Shape.HEADER
            and not re.search(r"[a-z]{4}", self.lines[i].text)
            and not self.layout.stands_below(i)
        ] + [
            Claim(BlockKind.TABLE_HEADER, i, i)
            for i in range(self.rows[-1].last + 1, self.ceiling)
            if self.measures[i].shape is Shape.TEXT and self.layout.heads(i)
        ]

    def _loose_rows(self) -> Iterator[Claim]:
        """Titles that stand between the rows ("Funded by:") and headings said again."""
        for above, below in zip(self.rows, self.rows[1:], strict=False):
            between = [i for i in range(above.last + 1, below.first) if not self.lines[i].blank]
            headings = [i for i in between if self.measures[i].shape is Shape.HEADER]
            yield from (Claim(BlockKind.TABLE_HEADER, i, i) for i in headings)
            if between and not headings and self._are_labels(between):
                yield from self._side_by_side(between)
            elif len(between) <= 2 and all(len(self.lines[i].text) <= 80 for i in between):
                yield from (Claim(BlockKind.TABLE_ROW, i, i) for i in between if i not in headings)

    def _are_labels(self, indices: Sequence[int]) -> bool:
        """Do the lines stand where the labels of rows do, none of them a note?"""
        return all(self.layout.within(i) and not self.lines[i].text.startswith("*") for i in indices)

    def _side_by_side(self, indices: Sequence[int]) -> Iterator[Claim]:
        """Rows without a figure, each of the lines that stand in it."""
        claim = Claim(BlockKind.TABLE_ROW, indices[0], indices[0])
        for index in indices[1:]:
            if self.layout.join(claim.last, index) > Join.UNKNOWN:
                claim.last = index
                continue
            yield claim
            claim = Claim(BlockKind.TABLE_ROW, index, index)
        yield claim


def _titled(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) / len(words) >= 0.6
