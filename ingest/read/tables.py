"""Tables in plain text: which lines are rows, and which carry the headings of their columns.

A PDF gives a table's text without its cells. Lines rich in figures that stand together are a table; so are
lines with tabs, and a stack of short lines that begins with years.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from ingest.document import BlockKind, Span
from ingest.read.claims import Claim, Table, closes
from ingest.read.figures import Measure, Shape, as_row, is_caption, measure
from ingest.read.habits import NO_HABITS, Habits
from ingest.read.labels import Style, label_of
from ingest.read.layout import Layout
from ingest.read.lines import ENDS_SENTENCE, Line
from ingest.read.places import NO_PLACES, Places
from ingest.read.rows import RowBuilder

_LONGEST_GAP = 16
_NARROW = 24
_WIDE_CELLS = 60


def find_tables(
    lines: Sequence[Line],
    places: Places = NO_PLACES,
    habits: Habits = NO_HABITS,
    bold: frozenset[int] = frozenset(),
) -> list[Table]:
    """The tables among the lines of one page, in order; no line belongs to two."""
    tables = [*_tabbed(lines, bold), *_stacked(lines)]
    taken = {i for table in tables for claim in table.claims for i in range(claim.first, claim.last + 1)}
    measures = [Measure(Shape.TEXT) if i in taken else measure(line.text) for i, line in enumerate(lines)]
    if places.words:
        measures = _placed(lines, measures, taken, places)
    floor = -1
    groups = list(_parted(lines, measures, taken, places))
    for anchors, below in zip_longest(groups, groups[1:]):
        layout = Layout(lines, anchors, places)
        bounds = Span(floor, below[0] if below else len(lines))
        table = RowBuilder(lines, measures, anchors, bounds, taken, habits, layout).build()
        floor = table.claims[-1].last
        tables.append(table)
    return sorted(tables, key=lambda table: table.claims[0].first)


def _placed(
    lines: Sequence[Line], measures: Sequence[Measure], taken: set[int], places: Places
) -> list[Measure]:
    """The measures, where lines with a figure in a column of the table around them are rows of it."""
    found = list(measures)
    for anchors in _parted(lines, measures, taken, places):
        layout = Layout(lines, anchors, places)
        for index in range(anchors[0] + 1, min(anchors[-1] + 4, len(lines))):
            one = measures[index]
            if index not in taken and one.shape in (Shape.TEXT, Shape.SINGLE) and layout.is_row(index):
                found[index] = as_row(lines[index].text)
    return found


def _parted(
    lines: Sequence[Line], measures: Sequence[Measure], taken: set[int], places: Places
) -> Iterator[list[int]]:
    """The anchors table by table, where places show that headings of other columns stand between two."""
    for anchors in _clusters(lines, measures, taken):
        first = 0
        for place, (before, after) in enumerate(pairwise(anchors), 1):
            between = [i for i in range(before + 1, after) if not lines[i].blank]
            if len(between) < 2 or not places.words:
                continue
            below = Layout(lines, anchors[place:], places)
            if any(map(below.heads, between)) and any(map(below.crosses, between)):
                yield anchors[first:place]
                first = place
        yield anchors[first:]


def header_at_foot(lines: Sequence[Line], floor: int) -> Claim | None:
    """The short lines at the end of a page that head columns, one of them with years or units."""
    taken: list[int] = []
    for index in range(len(lines) - 1, floor, -1):
        text = lines[index].text
        if (not text and taken) or len(taken) == 4:
            break
        if text:
            if len(text) > 60 or closes(text) or ENDS_SENTENCE.search(text):
                return None
            taken.append(index)
    heads = any(measure(lines[i].text).shape is Shape.HEADER for i in taken)
    return Claim(BlockKind.TABLE_HEADER, taken[-1], taken[0]) if heads else None


def _tabbed(lines: Sequence[Line], bold: frozenset[int]) -> Iterator[Table]:
    """Tables whose cells a tab separates: two or more such lines, one under the other."""
    run: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and ("\t" in lines[index].text or (lines[index].tabs and lines[index].text)):
            run.append(index)
            continue
        if len(run) >= 2:
            yield Table([_tab_claim(lines[i], i, i == run[0], bold) for i in run])
        run = []


def _tab_claim(line: Line, index: int, first: bool, bold: frozenset[int]) -> Claim:
    header = line.start in bold or (first and line.tabs > 0)
    return Claim(BlockKind.TABLE_HEADER if header else BlockKind.TABLE_ROW, index, index)


def _stacked(lines: Sequence[Line]) -> Iterator[Table]:
    """A table of narrow columns, each cell on its own line: the years first, then what stands under them."""
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and 0 < len(lines[end].text) <= _NARROW:
            end += 1
        if end < len(lines) and len(lines[end].text) <= _WIDE_CELLS and _figured(lines[end].text) >= 3:
            end += 1
        if end - index >= 6 and (claims := _stack(lines, index, end)):
            yield Table(claims)
        index = max(end, index + 1)


def _stack(lines: Sequence[Line], first: int, end: int) -> list[Claim]:
    shapes = [measure(lines[i].text).shape for i in range(first, end)]
    heads = [first + i for i, shape in enumerate(shapes) if shape is Shape.HEADER]
    if len(heads) < 3 or heads[-1] + 1 >= end or heads[0] - first > 2:
        return []
    cells = range(heads[-1] + 1, end)
    figured = sum(_figured(lines[i].text) for i in cells)
    rows = any(measure(lines[i].text).shape is Shape.ROW and measure(lines[i].text).label for i in cells)
    if rows or figured < 2:
        return []
    header = Claim(BlockKind.TABLE_HEADER, first, heads[-1])
    return [header, Claim(BlockKind.TABLE_ROW, heads[-1] + 1, end - 1)]


def _figured(text: str) -> int:
    return sum(any(map(str.isdigit, token)) for token in text.split())


def _clusters(lines: Sequence[Line], measures: Sequence[Measure], taken: set[int]) -> Iterator[list[int]]:
    """The anchors that belong together, table by table."""
    current: list[int] = []
    for index in _anchors(measures):
        if current and not _same_table(lines, measures, current[-1], index, taken):
            if _is_table(measures, current):
                yield current
            current = []
        current.append(index)
    if _is_table(measures, current):
        yield current


def _anchors(measures: Sequence[Measure]) -> list[int]:
    """Lines with several figures; lines with one where they stand in a run of three or beside an anchor."""
    strong = {
        i
        for i, m in enumerate(measures)
        if m.shape is Shape.ROW or (m.shape is Shape.FIGURES and m.figures > 1)
    }
    for first, last in _runs_of_singles(measures):
        beside = {first - 1, first - 2, last + 1, last + 2} & strong
        if last - first >= 2 or any(measures[i].label for i in beside):
            strong.update(range(first, last + 1))
    return sorted(_with_lone_figures(measures, strong))


def _with_lone_figures(measures: Sequence[Measure], strong: set[int]) -> set[int]:
    """A figure alone on its line completes the row above it, blank lines between them or not."""
    anchors = set(strong)
    above = -1
    for index, measured in enumerate(measures):
        if measured.shape is Shape.FIGURES and above in anchors:
            anchors.add(index)
        above = above if measured.shape is Shape.BLANK else index
    return anchors


def _runs_of_singles(measures: Sequence[Measure]) -> Iterator[tuple[int, int]]:
    first = -1
    for index, measured in enumerate([*measures, Measure(Shape.BLANK)]):
        if measured.shape is Shape.SINGLE:
            first = index if first < 0 else first
        elif first >= 0:
            yield first, index - 1
            first = -1


def _same_table(
    lines: Sequence[Line], measures: Sequence[Measure], before: int, after: int, taken: set[int]
) -> bool:
    between = range(before + 1, after)
    if any(i in taken or _is_barrier(lines[i].text, measures[i]) for i in between):
        return False
    return sum(not lines[i].blank for i in between) <= _LONGEST_GAP


def _is_barrier(text: str, measured: Measure) -> bool:
    """Prose that no table holds: a numbered paragraph, or the caption of the next table."""
    if measured.shape not in (Shape.TEXT, Shape.SINGLE):
        return False
    label = label_of(text)
    numbered = label is not None and label.style in (Style.DECIMAL, Style.NUMBER) and len(text) > 60
    return numbered or is_caption(text)


def _is_table(measures: Sequence[Measure], anchors: list[int]) -> bool:
    shapes = [measures[i] for i in anchors]
    rows = [m for m in shapes if m.shape is Shape.ROW or (m.shape is Shape.FIGURES and m.figures >= 2)]
    wide = [m for m in rows if m.figures >= 3]
    return len(rows) >= 3 or len(wide) >= 2 or sum(m.shape is Shape.SINGLE for m in shapes) >= 3
