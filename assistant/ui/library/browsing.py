"""Which documents the table shows, in which order: searched, filtered, sorted, a page at a time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.paper import Line
from assistant.spoken import kind_words

PER_PAGE = 50
ANY = ""
SOMETHING = "any"
NONE = "none"
"""For the filter by authority: the papers without one."""


@dataclass(frozen=True)
class Browsing:
    """What one session looks at. ``page`` counts from 1; ``chosen`` is the id of the document that is open.

    ``doomed`` is the id of the document whose removal waits for a yes.
    """

    sort: str = "title"
    descending: bool = False
    page: int = 1
    chosen: str = ""
    doomed: str = ""

    def sorted_by(self, column: str) -> Browsing:
        """By a column, or the other way round where it is sorted by it already."""
        again = self.sort == column and not self.descending
        return replace(self, sort=column, descending=again, page=1)


@dataclass(frozen=True)
class Wanted:
    """Typed and chosen above the table; "" wants all. ``attention`` "any" wants all that need some."""

    words: str = ""
    kind: str = ANY
    authority: str = ANY
    state: str = ANY
    attention: str = ANY

    def fits(self, line: Line) -> bool:
        row = line.row
        return (
            (not self.kind or row.kind == self.kind)
            and (not self.authority or (row.authority or NONE) == self.authority)
            and (not self.state or state_of(line) == self.state)
            and self._needs(line)
            and self._named(line)
        )

    def _needs(self, line: Line) -> bool:
        if not self.attention:
            return True
        reasons = line.attention
        return bool(reasons) if self.attention == SOMETHING else self.attention in reasons

    def _named(self, line: Line) -> bool:
        """Every word stands somewhere in its title, reference, authority or the names of its files."""
        row = line.row
        told = folded(" ".join((row.title, row.reference or "", row.authority or "", *row.sources)))
        return all(word in told for word in folded(self.words).split())


def state_of(line: Line) -> str:
    """ "current", "cleared" (for those cleared for its marking) or "quarantined"."""
    if line.row.state == "quarantined":
        return "quarantined"
    return "current" if line.row.access is None else "cleared"


def folded(text: str) -> str:
    """Without case and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


_KEYS: dict[str, Callable[[Line], str | int | None]] = {
    "title": lambda line: _natural(line.row.title),
    "kind": lambda line: kind_words(line.row.kind),
    "authority": lambda line: line.row.authority and folded(line.row.authority),
    "date": lambda line: line.row.date,
    "reference": lambda line: line.row.reference and _natural(line.row.reference),
    "marking": lambda line: line.row.marking and folded(line.row.marking),
    "pages": lambda line: line.row.pages or None,
    "passages": lambda line: line.row.passages,
    "state": state_of,
}
COLUMNS = tuple(_KEYS)


def _natural(text: str) -> str:
    """Numbers in the order of their size: "Item 9" before "Item 10"."""
    return re.sub(r"\d+", lambda found: found[0].lstrip("0").rjust(12, "0"), folded(text))


def ordered(lines: Sequence[Line], browsing: Browsing) -> list[Line]:
    """Sorted; what has no value comes last either way, and equal ones keep the order of their titles."""
    key = _KEYS.get(browsing.sort, _KEYS["title"])
    by_title = sorted(lines, key=lambda line: (_natural(line.row.title), line.row.id))
    valued = [line for line in by_title if key(line) is not None]
    valued.sort(key=lambda line: _comparable(key(line)), reverse=browsing.descending)
    return valued + [line for line in by_title if key(line) is None]


def _comparable(value: str | int | None) -> tuple[int, str]:
    return (value, "") if isinstance(value, int) else (0, value or "")


@dataclass(frozen=True)
class Sheet:
    """One page of the table: its lines, its number of ``pages`` from 1, and how many lines fit in all."""

    lines: tuple[Line, ...]
    page: int
    pages: int
    found: int

    @property
    def first(self) -> int:
        """The number of its first line, from 1."""
        return (self.page - 1) * PER_PAGE + 1


def sheet(lines: Sequence[Line], wanted: Wanted, browsing: Browsing) -> Sheet:
    """The lines that fit, sorted, as far as they stand on the page; past the end, on the last one."""
    fitting = ordered([line for line in lines if wanted.fits(line)], browsing)
    pages = max(1, -(-len(fitting) // PER_PAGE))
    page = min(max(browsing.page, 1), pages)
    start = (page - 1) * PER_PAGE
    return Sheet(tuple(fitting[start : start + PER_PAGE]), page, pages, len(fitting))
