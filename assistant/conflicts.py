"""Other values for the same measure: found by strict rules, since a false alarm is worse than silence.

Two units give the same measure where

- a sentence of each says the same words, figures and dates aside, of the same named period; or
- they are rows with the same label under the same column headings and heading, of the same named period; or
- they are of two papers about one matter and stand in the same place: after the same words, under the same
  heading.

Papers about one matter (a proposed and a final record of one decision) may differ in their dates as well:
those may be what has changed. Rounding makes no difference, and a unit that also holds the other's value
explains the difference itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.alike import Placed, are_kin, heading_of
from assistant.frames import Figure, Periods, Statement, differing, periods, statement, statements
from assistant.units import LEANS
from assistant.verify import normalise, quotation
from assistant.words import fold
from ingest.document import Block, BlockKind, Span
from ingest.records import StoredText

# Fewer words than this name no measure; papers about one matter need one fewer.
_MEASURE_WORDS, _KIN_WORDS = 5, 4
# Within one document sentences repeat for every service; only a long one is sure to mean the same.
_OWN_WORDS = 8
_SAME_PLACE_CHARACTERS = 12
_SAME_PLACE_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Rival:
    """Another unit with other values: ``pairs`` are the figures that differ, ours first, in order."""

    placed: Placed
    pairs: tuple[tuple[Figure, Figure], ...]


def rivals(ours: Placed, candidates: Iterable[Placed]) -> list[Rival]:
    """The units that give another value for what ``ours`` measures, each value once, those of kin first."""
    found: dict[str, Rival] = {}
    ordered = sorted(candidates, key=lambda each: not are_kin(ours.hit.document, each.hit.document))
    for each in ordered:
        if not _may_differ(ours, each):
            continue
        pairs = _other_values(ours, each)
        if pairs:
            found.setdefault(fold(" ".join(theirs.text for _, theirs in pairs)), Rival(each, pairs))
    return list(found.values())


def _may_differ(ours: Placed, theirs: Placed) -> bool:
    """Are they two places that may contradict each other at all?"""
    if not any(character.isdigit() for character in theirs.unit.text):
        return False
    if ours.hit.document.authority != theirs.hit.document.authority or ours.hit.document.authority is None:
        return False
    if ours.hit.document.id == theirs.hit.document.id:
        return ours.block.start != theirs.block.start
    return True


def _other_values(ours: Placed, theirs: Placed) -> tuple[tuple[Figure, Figure], ...]:
    pairs = _by_row(ours, theirs) if ours.is_row and theirs.is_row else _by_sentence(ours, theirs)
    if not pairs and are_kin(ours.hit.document, theirs.hit.document):
        pairs = _by_place(ours, theirs)
    return tuple(pair for pair in pairs if not _told_by_both(pair, ours, theirs))


def _told_by_both(pair: tuple[Figure, Figure], ours: Placed, theirs: Placed) -> bool:
    """Does either unit also hold the other's value, as in "it fell from £9.1 million to £6.8 million"?"""
    mine, other = (statement(each.unit.text).figures for each in (ours, theirs))
    return any(pair[0].amount == each.amount for each in other) or any(
        pair[1].amount == each.amount for each in mine
    )


def _by_sentence(ours: Placed, theirs: Placed) -> list[tuple[Figure, Figure]]:
    if ours.is_row or theirs.is_row:
        return []
    return next(
        (
            pairs
            for one in statements(ours.unit.text)
            for two in statements(theirs.unit.text)
            if (pairs := differing(one.figures, two.figures)) and _same_measure(one, two, ours, theirs)
        ),
        [],
    )


def _same_measure(one: Statement, two: Statement, ours: Placed, theirs: Placed) -> bool:
    kin = are_kin(ours.hit.document, theirs.hit.document)
    needed = _KIN_WORDS if kin else _MEASURE_WORDS
    if ours.hit.document.id == theirs.hit.document.id:
        needed = _OWN_WORDS
    if one.stems != two.stems or len(one.stems) < needed:
        return False
    if kin:
        return True
    leans = LEANS.match(one.text) or LEANS.match(two.text)
    return not leans and _same_time(one.periods or _around(ours), two.periods or _around(theirs))


def _by_row(ours: Placed, theirs: Placed) -> list[tuple[Figure, Figure]]:
    if ours.hit.document.id == theirs.hit.document.id or _columns(ours) != _columns(theirs):
        return []
    one, two = _row(ours), _row(theirs)
    if not one.stems or _label(one) != _label(two):
        return []
    if heading_of(ours.hit.passage) != heading_of(theirs.hit.passage):
        return []
    kin = are_kin(ours.hit.document, theirs.hit.document)
    same = kin or _same_time(_around(ours), _around(theirs))
    return differing(one.figures, two.figures) if same else []


def _row(placed: Placed) -> Statement:
    """What a row says, without its column headings."""
    return statement(quotation(placed.text, [placed.unit.spans[-1]]))


def _label(row: Statement) -> str:
    """The words of a row before its first figure."""
    return fold(row.text.split(row.figures[0].text)[0] if row.figures else row.text).strip()


def _columns(placed: Placed) -> str:
    return "".join(fold(placed.hit.passage.header).split())


def _by_place(ours: Placed, theirs: Placed) -> list[tuple[Figure, Figure]]:
    """Of papers about one matter: the figures of two blocks that stand after the same words."""
    if heading_of(ours.hit.passage) != heading_of(theirs.hit.passage):
        return []
    before = _before(ours.text, ours.block_number)
    if len(before) < _SAME_PLACE_CHARACTERS or before != _before(theirs.text, theirs.block_number):
        return []
    one, two = (statement(_block_text(each.text, each.block)) for each in (ours, theirs))
    shared = one.stems & two.stems
    if len(shared) < _SAME_PLACE_SHARE * max(len(one.stems), len(two.stems)):
        return []
    first = zip(one.figures[:1], two.figures[:1], strict=False)
    return [
        (a, b) for a, b in first if a.differs(b) and a.text in ours.unit.text and b.text in theirs.unit.text
    ]


def _before(text: StoredText, number: int) -> str:
    """The words of the block before this one, folded; running headers and footers do not count."""
    for block in reversed(text.blocks[:number]):
        if block.kind is not BlockKind.FURNITURE:
            return "".join(fold(_block_text(text, block)).split())
    return ""


def _block_text(text: StoredText, block: Block) -> str:
    return normalise(quotation(text, [Span(block.start, block.end)]))


def _same_time(one: Periods, two: Periods) -> bool:
    """Is a time named on both sides, and the same?"""
    return bool(one) and bool(two) and one.same(two)


def _around(placed: Placed) -> Periods:
    """The time that a unit's headings and its paper's title name."""
    path = placed.hit.passage.passage.heading_path
    named = periods(f"{placed.hit.passage.header} {' '.join(path)}")
    return named or periods(placed.hit.document.title)


def measures(placed: Placed) -> bool:
    """Does the unit hold any figure that could be contradicted?"""
    return any(len(each.stems) >= _KIN_WORDS for each in statements(placed.unit.text)) or (
        placed.is_row and bool(_row(placed).figures)
    )
