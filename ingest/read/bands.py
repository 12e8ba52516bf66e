"""The rows of ruled tables: lines between the same two rules are one row, however its cells wrap.

What is read from the lines alone takes a row whose cells wrap for several. Where a table is ruled row by
row, its bands say better; where a band holds figures one above the other, the table is ruled in groups of
rows, and what was read stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.document import BlockKind
from ingest.read.boxes import Cell, cells_of, heads_row
from ingest.read.claims import Claim, Table
from ingest.read.figures import Shape, measure
from ingest.read.lines import ENDS_SENTENCE, Line
from ingest.read.places import Places
from ingest.read.rules import Band, Rules

_MOST_WORDS = 150  # a longer row is prose in cells, and nothing to quote whole
_MOST_TEXT = 80  # without a figure
_HEADING_WORDS = 8  # of a cell that heads a column
_STACKED = 0.2  # the part of a table's bands that may hold figures one above the other
_WIDE_TEXT = 3  # columns of a table without a figure; text in two is a form
_FEWEST_BANDS = 3
_MOST_STROKES = 3_000  # a page with more of them is a drawing


@dataclass(frozen=True)
class _Group:
    """Lines one after the other, by index, that stand in one band, and the cells that they fill.

    ``width`` is how many columns the band has; ``joints`` names the rules around it.
    """

    band: Band
    joints: frozenset[int]
    indices: tuple[int, ...]
    cells: tuple[Cell, ...]
    width: int

    @property
    def first(self) -> int:
        return self.indices[0]

    @property
    def last(self) -> int:
        return self.indices[-1]

    @cached_property
    def figures(self) -> int:
        """How many figures stand alone in cells beyond the first."""
        return sum(cell.figures for cell in self.cells[1:])

    @cached_property
    def stacked(self) -> bool:
        """Does a cell hold figures one above the other, as rows between two rules do?"""
        return any(cell.stacked for cell in self.cells)

    @cached_property
    def is_row(self) -> bool:
        """Do the lines fill cells side by side, few enough words for a row, and no heading above it?"""
        words = sum(cell.count for cell in self.cells)
        most = _MOST_WORDS if self.figures else _MOST_TEXT
        return len(self.cells) > 1 and words <= most and not self.stacked and not heads_row(self.cells)

    @property
    def is_heading(self) -> bool:
        """Are all cells short and without the end of a sentence, as those over columns are?"""
        return all(c.count <= _HEADING_WORDS and not ENDS_SENTENCE.search(c.text) for c in self.cells)

    @property
    def is_wording(self) -> bool:
        return not any(character.isdigit() for cell in self.cells for character in cell.text)

    @property
    def is_units(self) -> bool:
        """Do the cells hold years or units and nothing else ("£m £m")?"""
        return measure(" ".join(cell.text for cell in self.cells)).shape is Shape.HEADER


def band_rows(lines: Sequence[Line], places: Places, tables: Sequence[Table]) -> list[Table]:
    """The tables of a page, in order, where the lines of one band are one row."""
    found = list(tables)
    if 0 < len(places.edges) <= _MOST_STROKES and 0 < len(places.sides) <= _MOST_STROKES:
        for groups in _grids(_groups(lines, places)):
            found = _in_grid(groups, lines, found)
    return sorted(found, key=lambda table: table.claims[0].first)


def _groups(lines: Sequence[Line], places: Places) -> Iterator[_Group]:
    rules = Rules(places)
    band: Band | None = None
    taken: list[int] = []
    for index, line in enumerate([*lines, Line(-1, -1, "", wall=True)]):
        if line.blank and not line.wall:
            continue
        words = places.words.get(line.start, ()) if line.text else ()
        here = rules.band(words) if words else None
        if band is not None and here != band:
            yield from _group(band, taken, lines, places, rules)
        if here != band:
            taken = []
        taken.append(index)
        band = here


def _group(
    band: Band, indices: Sequence[int], lines: Sequence[Line], places: Places, rules: Rules
) -> Iterator[_Group]:
    """The group of these lines; none where no column crosses the band, it being the space between tables."""
    if columns := rules.columns(band):
        words = [word for index in indices for word in places.words[lines[index].start]]
        cells = tuple(cells_of(words, columns))
        yield _Group(band, frozenset(rules.joints(band)), tuple(indices), cells, len(columns) - 1)


def _grids(groups: Iterable[_Group]) -> list[list[_Group]]:
    """The groups table by table, by index: bands that share a rule lie in one."""
    grids: dict[int, list[_Group]] = {}
    for group in groups:
        touched = {id(grid): grid for joint in group.joints if (grid := grids.get(joint))}
        together = max(touched.values(), key=len, default=[])
        joints = set(group.joints)
        for other in [grid for grid in touched.values() if grid is not together]:
            together += other
            joints.update(joint for one in other for joint in one.joints)
        together.append(group)
        grids |= dict.fromkeys(joints, together)
    each = {id(grid): grid for grid in grids.values()}
    return [sorted(grid, key=lambda group: group.first) for grid in each.values()]


def _in_grid(groups: Sequence[_Group], lines: Sequence[Line], tables: list[Table]) -> list[Table]:
    """The tables, the rows of one grid being those of its bands; unchanged where its bands are no rows."""
    mine = [table for table in tables if _holds(table, groups)]
    found = _rows(groups, lines, mine)
    if not found:
        return tables
    taken = {index for row in found for index in range(row.first, row.last + 1)}
    left = [part for table in mine for claim in table.claims for part in _without(claim, taken, lines)]
    typical = mine[0].typical if mine else max(group.figures for group in groups)
    table = Table(sorted([*found, *left], key=lambda claim: claim.first), typical)
    return [*(one for one in tables if one not in mine), table]


def _rows(groups: Sequence[_Group], lines: Sequence[Line], tables: Sequence[Table]) -> list[Claim]:
    """The rows and the header that the groups of a grid are, as far as the places tell."""
    if len({group.band for group in groups}) < _FEWEST_BANDS:
        return _lone_rows(groups) if not tables else []
    figured = [group for group in groups if group.figures or group.stacked]
    if sum(group.stacked for group in figured) > _STACKED * len(figured):
        return []
    claims = [claim for table in tables for claim in table.claims]
    kinds = {index: claim.kind for claim in claims for index in range(claim.first, claim.last + 1)}
    top = min((group for group in groups if group.is_row), key=lambda group: group.band, default=None)
    wide = sum(len(group.cells) >= _WIDE_TEXT for group in groups) >= _FEWEST_BANDS
    found = [claim for group in groups if (claim := _claim(group, group is top, wide, kinds))]
    return _without_torn(found, [one for one in claims if one.kind is BlockKind.TABLE_ROW], lines)


def _lone_rows(groups: Sequence[_Group]) -> list[Claim]:
    """A box of one or two lines of figures, each with its label ("Total 334.7 290.0")."""
    return [
        Claim(BlockKind.TABLE_ROW, group.first, group.last, group.figures)
        for group in groups
        if group.is_row and group.figures > 1 and len(group.indices) == 1
    ]


def _holds(table: Table, groups: Sequence[_Group]) -> bool:
    indices = {index for group in groups for index in group.indices}
    return any(index in indices for c in table.claims for index in range(c.first, c.last + 1))


def _claim(group: _Group, top: bool, wide: bool, kinds: Mapping[int, BlockKind]) -> Claim | None:
    """The row, or the header, that a group is; None where what was read of its lines stands.

    ``top`` where it is the first of its table, ``wide`` where others of it fill many columns with words.
    """
    read = {kinds.get(index) for index in group.indices}
    if not group.is_row or read == {BlockKind.TABLE_HEADER}:
        return None
    rows = BlockKind.TABLE_ROW in read
    filled = len(group.cells) >= _WIDE_TEXT or (wide and group.width >= _WIDE_TEXT)
    if not (rows or group.figures or filled):
        return None
    known = BlockKind.TABLE_HEADER in read and not (rows and group.figures)
    heads = known or (not rows and ((top and group.is_wording) or group.is_units))
    kind = BlockKind.TABLE_HEADER if heads and group.is_heading else BlockKind.TABLE_ROW
    return Claim(kind, group.first, group.last, group.figures)


def _without_torn(found: list[Claim], rows: Sequence[Claim], lines: Sequence[Line]) -> list[Claim]:
    """The claims without those that would tear a row apart, part of which no band makes a row."""
    while True:
        taken = {index for claim in found for index in range(claim.first, claim.last + 1)}
        torn = [row for row in rows if _is_torn(row, taken, lines)]
        kept = [one for one in found if not any(r.first <= one.last and one.first <= r.last for r in torn)]
        if len(kept) == len(found):
            return found
        found = kept


def _is_torn(row: Claim, taken: set[int], lines: Sequence[Line]) -> bool:
    within = {index in taken for index in range(row.first, row.last + 1) if not lines[index].blank}
    return len(within) == 2


def _without(claim: Claim, taken: set[int], lines: Sequence[Line]) -> Iterator[Claim]:
    """What is left of a claim where some of its lines are taken."""
    if not any(index in taken for index in range(claim.first, claim.last + 1)):
        yield claim
        return
    left = [i for i in range(claim.first, claim.last + 1) if i not in taken and not lines[i].blank]
    for place, index in enumerate(left):
        if not place or any(i in taken for i in range(left[place - 1], index)):
            part = Claim(claim.kind, index, index)
        part.last = index
        if place + 1 == len(left) or any(i in taken for i in range(index, left[place + 1])):
            yield part
