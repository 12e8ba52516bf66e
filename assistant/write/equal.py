"""When two figures are the same, however they are written, and when one is the other rounded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.write.figures import Figure
from assistant.write.plain import plain
from assistant.write.rates import spans_of_time

# Parts of the exact figure by which one may be rounded: "about 9,400", and "more than £2m" of £2.15m.
_MOST_ROUNDED, _MOST_CUT = Decimal("0.025"), Decimal("0.1")
_SIZES = {
    "hour": ("hour", 1),
    "day": ("day", 1),
    "week": ("day", 7),
    "month": ("month", 1),
    "year": ("month", 12),
}
_NAMES = {("day", 7): "week", ("day", 14): "fortnight", ("month", 3): "quarter", ("month", 12): "year"}
_OVER = ("over", "above", "more than", "just over", "just above", "well over")
_UNDER = ("nearly", "almost", "under", "below", "less than", "fewer than", "just under", "just below")
# What follows a figure that takes its unit from another: "from 33.5 to 21.25 weeks", "23 days, against 20."
_SHARES_UNIT = re.compile(
    r"\s*(?:[,;()]|[.!]?\s*$|(?:and|or|to|against|from|compared|in|down|up)\b)", re.IGNORECASE
)
_OF_UNITS = re.compile(
    r"\sof\s(?:the|these|those|its|their)\s(?:\w+\s)?(hour|day|week|month|year)s\b", re.IGNORECASE
)
_OF_WHICH = re.compile(r"\bof\s(?:which|these|those|them)\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence's figures, and the words around those of its source, in which a unit may be named."""

    sentence: str
    figures: Sequence[Figure]
    words: str

    def equals(self, figure: Figure, other: Figure) -> bool:
        """Is ``other``, of the source, the sentence's ``figure``, or that one rounded as it says?"""
        if figure.kind == other.kind:
            return figure.unit == other.unit and _same_value(figure, other)
        kinds = {figure.kind, other.kind}
        if kinds in ({"money", "large"}, {"large", "count"}):
            return _same_value(figure, other)
        if kinds == {"share", "ratio"}:
            return bool(figure.shares & other.shares)
        if figure.kind == "time" and other.kind == "count":
            counts_it = _counts_unit(other, figure) or (not other.nouns and self._names_unit(figure))
            in_base = not other.nouns and figure.size > 1 and self._names_base(figure)
            return (figure.number == other.value and counts_it) or (figure.value == other.value and in_base)
        takes_unit = figure.kind == "count" and (
            _counts_unit(figure, other) or self._takes_unit(figure, other) or self._is_of_unit(figure, other)
        )
        return takes_unit and figure.value == other.number

    def _names_unit(self, figure: Figure) -> bool:
        """Is the unit said elsewhere, as in the question ("How many hours")?"""
        unit = figure.unit.split()[-1]
        name = _NAMES.get((unit, figure.size), unit)
        return name in spans_of_time(self.words)

    def _names_base(self, figure: Figure) -> bool:
        """Is the smaller unit of "two years" the one that the words name, as "Extension (months)" does?"""
        return figure.unit.split()[-1] in spans_of_time(self.words)

    def _is_of_unit(self, figure: Figure, other: Figure) -> bool:
        """Is it "412 of the hours", where the other is 412 hours?"""
        found = _OF_UNITS.match(plain(self.sentence), figure.end)
        if other.kind != "time" or found is None:
            return False
        return _SIZES[found[1].lower()] == (other.unit, other.size)

    def _takes_unit(self, figure: Figure, other: Figure) -> bool:
        """Does a bare figure go with another of the sentence that has the unit of ``other``?"""
        said = plain(self.sentence)
        shares = not figure.nouns and _SHARES_UNIT.match(said, figure.end)
        if not shares and not _OF_WHICH.search(said[: figure.start]):
            return False
        return any((e.kind, e.unit, e.size) == (other.kind, other.unit, other.size) for e in self.figures)


def _counts_unit(count: Figure, time: Figure) -> bool:
    """Does the one count what the other has for its unit: "140 therapy hours" and "140 hours"?"""
    return time.kind == "time" and any(_SIZES.get(noun) == (time.unit, time.size) for noun in count.nouns)


def _same_value(figure: Figure, other: Figure) -> bool:
    if figure.value == other.value:
        return True
    if not figure.leading or other.leading or figure.kind == "ratio":
        return False
    if not figure.value or not other.value:
        return False
    beyond = other.value - figure.value
    if figure.leading in _OVER:
        return 0 <= beyond < _last_step(figure.value) and beyond <= _MOST_CUT * other.value
    if figure.leading in _UNDER:
        return 0 <= -beyond < _last_step(figure.value) and -beyond <= _MOST_CUT * other.value
    return abs(beyond) <= _last_step(figure.value) / 2 and abs(beyond) <= _MOST_ROUNDED * other.value


def _last_step(value: Decimal) -> Decimal:
    """What one in the last digit that is not 0 is worth: 1,000 in 4,000."""
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))


def are_alike(one: Figure, two: Figure) -> bool:
    """Are they of one kind, so that one might have been taken for the other?"""
    if one.kind in ("money", "large", "count") and two.kind in ("money", "large", "count"):
        return one.kind == two.kind or "large" in (one.kind, two.kind)
    return one.kind == two.kind and one.unit == two.unit
