"""Figures of a text with what they count or measure, in a form that makes equal figures equal."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from assistant.cells import UNIT_MARK
from assistant.money import located
from assistant.question import stem
from assistant.words import STOPWORDS
from assistant.write.number_words import fractions, numbers, ordinals, parts_of_million
from assistant.write.plain import Span, blank, overlaps, plain
from assistant.write.references import references
from assistant.write.times import times

Kind = Literal["money", "large", "share", "points", "time", "ratio", "count", "ordinal", "clock"]

_FIGURES = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+(?![\d,])|\d+)(?:\.\d+)?|(?<![\d])\.\d+"
# "1 085": figures parted by a space may be one or, in a row of a table, several.
_SPACED = re.compile(r"(?<![\w.,/£$€])(?<!\d )\d{1,3}(?: \d{3})+(?!\d|,\d| \d)(?:\.\d+)?")
_SHORT = re.compile(r"(?<![\w.,/£$€])(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)(?![/]|[.,]\d|\w*\d)")
_FOREIGN = re.compile(
    r"[$€]\s?(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<size>million|billion|bn|[mk])?(?!\w)", re.IGNORECASE
)
_PENCE = re.compile(r"(?<![\w.,£])(?P<number>\d+(?:\.\d+)?)\s?(?:p|pence)(?![\w.])")
_RATIO = re.compile(r"(?<![\w:.,])(\d{1,4}):(\d{1,4})(?![\w:]|\.\d)|(?<![\w/])(50)/(50)(?![\w/])")
_CLOCK = re.compile(r"(?<![\w.,])\d{1,2}(?:[.:]\d{2})?\s?(?:am|pm|a\.m\.|p\.m\.)(?!\w)", re.IGNORECASE)
_POINTS = re.compile(
    r"\s?(?:percentage|per\s?cent|%)[\s-]points?\b|\s?(?:ppts?|pp|p\.p\.)(?!\w)", re.IGNORECASE
)
_SHARE = re.compile(r"\s?(?:%|per\s?cent\b|percent\b)", re.IGNORECASE)
_OTHERS = re.compile(rf"(?:-|\s(?:to|or|and)\s)(?:{_FIGURES}|(?:[a-z]+)(?:-[a-z]+)?)", re.IGNORECASE)
_HALF_YEAR = re.compile(r"\bhalf[\s-]an?[\s-]year\b|\bsix[\s-]monthly\b", re.IGNORECASE)
_OWN = (
    r"(?:(?P<own>working|business|school|calendar|full|clear|consecutive|complete|further|more|additional|"
    r"extra)\s)?"
)
_TIME = re.compile(
    rf"[\s-]{{0,2}}{_OWN}(?P<unit>minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|fortnights?|months?|mths?|"
    r"quarters?|years?|yrs?)(?!\w)(?!['\s-]*(?:olds?\b|of\sage\b))",
    re.IGNORECASE,
)
_UNITS = {
    "min": ("minute", 1),
    "hour": ("hour", 1),
    "hr": ("hour", 1),
    "day": ("day", 1),
    "week": ("day", 7),
    "wk": ("day", 7),
    "fortnight": ("day", 14),
    "month": ("month", 1),
    "mth": ("month", 1),
    "quarter": ("month", 3),
    "year": ("month", 12),
    "yr": ("month", 12),
}
# The numbers of items, and of answers after their question: "7. How many? 7. 6, handing back".
_NUMBERING = re.compile(
    r"(?:(?:^|(?<=[.!:;…|])\s|\n|\s{2})\W{0,2}(?:\d{1,2}[.)](?=\s)|\(\d{1,2}\)(?=\s))|"
    r"(?:^|(?<=[.!?…])\s|\n)\W{0,2}(?:\d{1,2}(?:\.\d{1,2})+\.?(?=\s+[A-Z])|\d{1,2}(?=\s[A-Z][a-z])))"
)
_ANSWER_NUMBER = re.compile(r"(?<=\?)\s\(?(\d{1,2})[.)](?=\s)")
_WORD = re.compile(r"\s?-?([^\W\d_]+(?:'[^\W\d_]+)?)")
_LEADING = re.compile(
    r"\b(about|nearly|almost|around|approximately|approx\.?|roughly|circa|c\.|some|over|above|under|below|"
    r"(?:more|less|fewer)\sthan|just\s(?:over|under|above|below)|close\sto|in\sthe\sregion\sof|"
    r"well\sover)\s*(?:a\s|the\s)?$",
    re.IGNORECASE,
)
_MOST_NOUNS = 3
# A ratio's value: its first part before, its second behind the decimal point.
_RATIO_SCALE = 10_000
_THOUSAND, _MILLION, _BILLION = Decimal(1000), Decimal(10**6), Decimal(10**9)
_SIZES = {"k": _THOUSAND, "thousand": _THOUSAND, "000": _THOUSAND, "000s": _THOUSAND, "p": Decimal("0.01")}
_SIZES |= {"m": _MILLION, "million": _MILLION, "bn": _BILLION, "billion": _BILLION}
# The unit of a column, no figure: "£000s", "£'000".
_THOUSANDS = re.compile(r"£\s?'?000'?s?(?![\d,.])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its offsets. ``value`` is in pounds, shares in per cent, times in their base ``unit``.

    ``step`` is what one in its last written digit is worth; ``nouns`` are stems of the words right behind it,
    which say what is counted; ``leading`` the word before it by which it is only near ("about"); ``size`` is
    what one of its unit is in that base.
    """

    kind: Kind
    value: Decimal
    start: int
    end: int
    step: Decimal = Decimal(1)
    unit: str = ""
    nouns: tuple[str, ...] = ()
    leading: str = ""
    size: int = 1

    @property
    def span(self) -> Span:
        return self.start, self.end

    @property
    def number(self) -> Decimal:
        """The number as it is written, in its own unit: 12 of "12 weeks"."""
        return self.value / self.size

    @property
    def shares(self) -> frozenset[Decimal]:
        """The shares in per cent that it says: of "60:40", 60 and 40."""
        if self.kind != "ratio":
            return frozenset([self.value]) if self.kind == "share" else frozenset()
        first, second = int(self.value), int(self.value % 1 * _RATIO_SCALE)
        total = Decimal(first + second)
        return frozenset((first * 100 / total, second * 100 / total)) if total else frozenset()


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text in order; dates, periods, references and the numbers of items are none."""
    said = plain(text)
    units = [match.span() for match in _THOUSANDS.finditer(said)]
    bare = blank(said, [*_not_figures(text), *_numbering(said), *units])
    found: list[Figure] = []
    for finder in (_clocks, _money, _half_years, _ratios, _fractions, _numbers, _ordinals):
        taken = [(each.start, each.end) for each in found]
        found += [each for each in finder(bare) if not overlaps((each.start, each.end), taken)]
    return tuple(sorted((_described(each, bare) for each in found), key=lambda each: each.start))


def _not_figures(text: str) -> list[Span]:
    return [each.span for each in times(text)] + [each.span for each in references(text)]


def _numbering(text: str) -> Iterator[Span]:
    found = list(_NUMBERING.finditer(text))
    yield from (match.span() for match in found)
    numbers_of = {digits for match in found for digits in re.findall(r"\d+", match[0])}
    yield from (match.span() for match in _ANSWER_NUMBER.finditer(text) if match[1] in numbers_of)


def in_unit_of_table(text: str, found: Sequence[Figure], headings: str = "") -> list[Figure]:
    """The bare figures of a row as its table gives them: in "£000s", "£m" or "%", where its headings say so.

    A unit in brackets behind a figure is that figure's alone. ``headings`` count where the text gives none.
    """
    said = plain(text)
    if not UNIT_MARK.search(said) and UNIT_MARK.search(plain(headings)):
        return _in_units(found, {}, {match[0] for match in UNIT_MARK.finditer(plain(headings))})
    marks = [match for match in UNIT_MARK.finditer(said) if not said[match.end() : match.end() + 1].isdigit()]
    own = {match.start() - 2: match[0] for match in marks if said[match.start() - 1 : match.start()] == "("}
    of_all = {match[0] for match in marks if not any(each.end == match.start() - 2 for each in found)}
    bare = [each for each in found if not each.nouns or " | " not in text]  # "9 places" are no money
    return _in_units(bare, own, of_all)


def _in_units(found: Sequence[Figure], own: Mapping[int, str], of_all: Collection[str]) -> list[Figure]:
    return [
        _in_unit(each, re.sub(r"[' ]", "", mark.lower()))
        for each in found
        if each.kind == "count"
        for mark in ([own[each.end]] if each.end in own else sorted(of_all))
    ]


def _in_unit(figure: Figure, mark: str) -> Figure:
    if mark == "%":
        return replace(figure, kind="share")
    factor = _SIZES.get(mark.lstrip("£"), Decimal(1))
    return replace(figure, kind="money", value=figure.value * factor, step=figure.step * factor)


def _clocks(text: str) -> Iterator[Figure]:
    for match in _CLOCK.finditer(text):
        digits = re.findall(r"\d+", match[0])
        hour = int(digits[0]) % 12 + (12 if "p" in match[0].lower() else 0)
        yield Figure("clock", Decimal(hour * 60 + int(digits[1] if len(digits) > 1 else 0)), *match.span())


def _money(text: str) -> Iterator[Figure]:
    for amount, start, end in located(text):
        kind: Kind = "money" if "£" in text[start:end] else "large"
        yield Figure(kind, amount.value, start, end, amount.step)
    for match in _FOREIGN.finditer(text):
        value = _value(match["number"])
        yield Figure(
            "money",
            value,
            *match.span(),
            step=_step(value),
            unit=f"{match[0][0]}{match['size'] or ''}".lower(),
        )
    for each in parts_of_million(text):
        yield Figure("large", each.value, each.start, each.end, Decimal(1000))
    for match in _PENCE.finditer(text):
        value = _value(match["number"])
        yield Figure("money", value / 100, *match.span(), step=_step(value) / 100)


def _ratios(text: str) -> Iterator[Figure]:
    for match in _RATIO.finditer(text):
        first, second = (group for group in match.groups() if group)
        yield Figure("ratio", Decimal(first) + Decimal(second) / _RATIO_SCALE, *match.span())


def _fractions(text: str) -> Iterator[Figure]:
    for each in fractions(text):
        yield Figure("share", each.value * 100, each.start, each.end, step=Decimal("0.01"))


def _numbers(text: str) -> Iterator[Figure]:
    joined = [match.span() for match in _SPACED.finditer(text)]
    for start, end in joined:
        yield from _measured(text, _value(text[start:end]), start, end)
    yield from _short_numbers(blank(text, joined))
    for spelt in numbers(text):
        yield from _measured(text, spelt.value, spelt.start, spelt.end)


def _half_years(text: str) -> Iterator[Figure]:
    for match in _HALF_YEAR.finditer(text):
        yield Figure("time", Decimal(6), *match.span(), Decimal(1), "month", size=1)


def _short_numbers(text: str) -> Iterator[Figure]:
    for match in _SHORT.finditer(text):
        yield from _measured(text, _value(match[0]), *match.span())


def parted(text: str) -> list[Figure]:
    """What "12 085 people" also is where it stands in a row of a table: 12, and 85."""
    said = plain(text)
    return [
        each
        for match in _SPACED.finditer(said)
        for each in _short_numbers(said[: match.end()])
        if each.start >= match.start()
    ]


def _measured(text: str, value: Decimal, start: int, end: int) -> Iterator[Figure]:
    """The figure with its unit, which in "3 to 4 weeks" both have."""
    step = _step(value)
    for at in (end, *(match.end() for match in [_OTHERS.match(text, end)] if match)):
        if match := _POINTS.match(text, at):
            yield Figure("points", value, start, match.end() if at == end else end, step)
            return
        if match := _SHARE.match(text, at):
            yield Figure("share", value, start, match.end() if at == end else end, step)
            return
        if match := _TIME.match(text, at):
            unit, size = _unit(match)
            last = match.end() if at == end else end
            yield Figure("time", value * size, start, last, step * size, unit, size=size)
            return
    if not re.match(r"[^\W\d_]", text[end : end + 1]):
        yield Figure("count", value, start, end, step)


def _unit(match: re.Match[str]) -> tuple[str, int]:
    unit = match["unit"].lower()
    base, size = next(found for word, found in _UNITS.items() if unit.startswith(word))
    own = (match["own"] or "").lower()
    if own in ("working", "business"):
        return f"working {base}", size
    return (f"school {base}", size) if own == "school" else (base, size)


def _ordinals(text: str) -> Iterator[Figure]:
    yield from (Figure("ordinal", each.value, each.start, each.end) for each in ordinals(text))


def _value(digits: str) -> Decimal:
    return Decimal(re.sub(r"[ ,]", "", digits))


def _step(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(int(value.as_tuple().exponent))


def _described(figure: Figure, text: str) -> Figure:
    leading = _LEADING.search(text[max(0, figure.start - 24) : figure.start].replace("£", ""))
    word = " ".join(leading[1].lower().split()) if leading else ""
    return replace(figure, nouns=tuple(_nouns(text, figure.end)), leading=word)


def _nouns(text: str, at: int) -> Iterator[str]:
    """Stems of the words right behind a figure, up to the first that binds or a sign."""
    for _ in range(_MOST_NOUNS):
        match = _WORD.match(text, at)
        if match is None or match[1].lower() in STOPWORDS:
            return
        yield stem(match[1].lower())
        at = match.end()
