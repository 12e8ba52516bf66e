"""Does a figure of a row stand under the period that a sentence gives it for, or under another column's?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.write.figures import Figure, figures
from assistant.write.plain import overlaps
from assistant.write.references import references
from assistant.write.times import Time, all_times, is_stated, times

_CELL = re.compile(r"(?:^|[;|…]\s)(?P<heading>[^;|…:]*):\s(?P<value>[^;|…]*)")
# "the year before" names no period by itself: the words do not tell which column is meant.
_RELATIVE = re.compile(
    r"\b(?:(?:year|quarter|month)\s(?:before|earlier|after|later)|(?:previous|last|next|following|preceding)\s"
    r"(?:financial\s)?(?:year|quarter|month))\b",
    re.IGNORECASE,
)

# "The last quarter of 2024", which is no year of accounts.
_QUARTER = re.compile(
    r"\b(?P<which>first|second|third|fourth|last|final)\squarter\sof\s(?P<year>20\d\d)(?![\d/-])",
    re.IGNORECASE,
)
_MONTHS = {
    "first": "January to March",
    "second": "April to June",
    "third": "July to September",
    **dict.fromkeys(("fourth", "last", "final"), "October to December"),
}


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a row as it is told: the periods of its heading, and where its value stands."""

    periods: tuple[Time, ...]
    start: int
    end: int

    def holds(self, figure: Figure) -> bool:
        return self.start <= figure.start < self.end

    def is_of(self, named: Sequence[Time]) -> bool:
        """Does one of these times name its period?"""
        return any(is_stated(time, self.periods) for time in named)


def under_another_period(sentence: str, told: str, same: Sequence[Figure]) -> bool:
    """Do all of ``same``, the figure as ``told`` has it, stand under periods that the sentence does not name?

    True only where another cell of those rows is of a period that it does name.
    """
    sentence = _QUARTER.sub(lambda match: f"{_MONTHS[match['which'].lower()]} {match['year']}", sentence)
    cells = list(_cells(told))
    own = [cell for figure in same for cell in cells if cell.holds(figure)]
    acts = [each.span for each in references(sentence)]
    named = [time for time in times(sentence) if not overlaps(time.span, acts)]
    if (
        not named
        or _RELATIVE.search(sentence)
        or len(own) < len(same)
        or any(cell.is_of(named) for cell in own)
    ):
        return False
    return any(cell.is_of(named) and figures(told[cell.start : cell.end]) for cell in cells)


def _cells(told: str) -> Iterator[_Cell]:
    for match in _CELL.finditer(told):
        if periods := all_times(match["heading"]):
            yield _Cell(periods, match.start("value"), match.end("value"))
