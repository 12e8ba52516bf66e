"""Amounts of money, whichever way they are written: "£1.5m", "£1.5 million", "£1,500,000"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.periods import strip_periods

_MAGNITUDES = {
    "thousand": Decimal(1_000),
    "k": Decimal(1_000),
    "million": Decimal(1_000_000),
    "mn": Decimal(1_000_000),
    "m": Decimal(1_000_000),
    "billion": Decimal(1_000_000_000),
    "bn": Decimal(1_000_000_000),
}
_ENDINGS = (
    (10**9, ("bn", " billion")),
    (10**6, ("m", " million")),
    (10**3, ("k", " thousand")),
)
# "£1.25m" is written; "£1.2345m" is not, since that is £1,234,500.
_SHORT_PLACES = 2
_FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# One letter is a magnitude only after a pound sign: "5m" may be metres.
_WORD = r"thousand|million|billion|bn"
_AMOUNT = re.compile(
    rf"£\s?(?P<pounds>{_FIGURES})(?:\s?(?P<size>{_WORD}|mn|[mk])(?![a-z]))?"
    rf"(?:\s?(?:-|–|to)\s?£?\s?(?P<upper>{_FIGURES})\s?(?P<upper_size>{_WORD}|mn|[mk])(?![a-z]))?|"
    rf"(?<![\w.,£/])(?P<bare>{_FIGURES})\s?-?(?P<bare_size>{_WORD})(?![a-z])",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"(?<![\w.,/])(?:{_FIGURES})(?![\w%/]|[.,]\d)")


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """A sum of money in pounds. ``step`` is what one in its last written digit is worth: 100,000 in "£1.5m".

    A minus sign or the brackets of a deficit are left out.
    """

    value: Decimal
    step: Decimal = Decimal(1)

    def agrees(self, other: Amount) -> bool:
        """Is one of them the other, rounded as it is written? A half may have been rounded either way."""
        apart = abs(self.value - other.value)
        return apart == 0 if self.step == other.step else apart <= max(self.step, other.step) / 2

    @property
    def spellings(self) -> tuple[str, ...]:
        """The amount as papers write it, without its pound sign: "1,500,000", "1.5m", "1.5 million"."""
        figures = f"{self.value:,}"
        for size, endings in _ENDINGS:
            short = (self.value / size).normalize()
            if short >= 1:
                exact = -int(short.as_tuple().exponent) <= _SHORT_PLACES
                return (figures, *(f"{short:f}{ending}" for ending in endings)) if exact else (figures,)
        return (figures,)


def amounts(text: str, unit: int | None = None) -> set[Amount]:
    """The amounts of money in a text: figures after a pound sign, or before "million" and the like.

    ``unit`` is what one stands for where figures stand bare, as under "£000s" (1000): then every number
    without a magnitude of its own is an amount in that unit.
    """
    if unit is None:
        return {amount for amount, _, _ in located(text)}
    bare = strip_periods(_AMOUNT.sub(" ", text))
    found = {_amount(match[0], Decimal(unit)) for match in _NUMBER.finditer(bare)}
    return found.union(*(_read(match, Decimal(unit)) for match in _AMOUNT.finditer(text)))


def located(text: str) -> list[tuple[Amount, int, int]]:
    """Each amount in a text with the offsets of where it is written; a range holds two."""
    return [
        (amount, match.start(), match.end())
        for match in _AMOUNT.finditer(text)
        for amount in _read(match, Decimal(1))
    ]


def _read(match: re.Match[str], unit: Decimal) -> list[Amount]:
    """The amounts of a match. In "£1.5-2m" the first has the magnitude of the second."""
    if match["bare"]:
        return [_amount(match["bare"], _magnitude(match["bare_size"], unit))]
    if not match["upper"]:
        return [_amount(match["pounds"], _magnitude(match["size"], unit))]
    upper = _magnitude(match["upper_size"], unit)
    lower = _magnitude(match["size"], upper)
    return [_amount(match["pounds"], lower), _amount(match["upper"], upper)]


def _magnitude(word: str | None, otherwise: Decimal) -> Decimal:
    return _MAGNITUDES[word.lower()] if word else otherwise


def _amount(figures: str, magnitude: Decimal) -> Amount:
    number = Decimal(figures.replace(",", ""))
    value, step = number * magnitude, Decimal(1).scaleb(int(number.as_tuple().exponent)) * magnitude
    return Amount(value.to_integral_value(), step.to_integral_value()) if step >= 1 else Amount(value, step)
