"""What a sentence or a table row says of which measure: its figures, and the words and periods around them.

Two sentences give the same measure where, their figures and dates aside, they say the same words of the
same period. That is strict: another qualifying word ("urgent", "net", "net of grant") is another measure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from assistant.money import Amount, located
from assistant.periods import financial_years, months, quarters, years
from assistant.question import stem
from assistant.units import sentences
from assistant.words import fold
from ingest.describe.datetext import find_dates
from ingest.document import Span

# Words that bind a sentence together, or only say that somebody says it. All others name the measure.
_BINDING = frozenset(
    """
    a about an and are as at be been being by currently end figure for from had has have he in is it its
    number of on s said says she stated reported noted that the their there these this those to total was were
    which who with year
    """.split()  # noqa: SIM905
)
# Words before a figure that make another thing of it: risen by, risen to, more than, about.
_LEADING = frozenset(
    """
    about above approximately around almost below by circa fewer from least less more most nearly over roughly
    some than to under up within
    """.split()  # noqa: SIM905
)
# A bare number before a capital is a footnote's or a row's.
_NUMBERING = re.compile(
    r"^\W*(?:\d{1,3}(?=\s[A-Z])|\d{1,2}[.)]|[A-Z]?\d{1,2}(?:\.\d{1,2})+\.?|\(?[a-zA-Z]{1,3}[.)])\s"
)
# "She said that", "The Director of Finance confirmed that"
_REPORTED = re.compile(
    r"^[^,;:.]{0,80}?\b(?:said|reported|noted|stated|advised|confirmed|explained|added)\s+that\s+",
    re.IGNORECASE,
)
_NOT_A_FIGURE = re.compile(
    r"\b\d+/\d{3,}\b|\b(?:sections?|s\.|questions?|paragraphs?|appendix|items?|bands?|tiers?|phases?|parts?|"
    r"schedules?|options?|tables?|figures?|pages?|regulations?|articles?|annex|minutes?|decisions?|years?|quarters?|"
    r"versions?|wards?|ages?d?|act)\s+(?:no\.?\s*)?[A-Z]?\d[\w./-]*|\b[A-Za-z]+[-/]?\d[\w/-]*|\b\d+(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:FY\s?)?(?:20)?\d{2}\s?[/–-]\s?(?:20)?\d{2}\b|\b(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:january|february|"
    r"march|april|may|june|july|august|september|october|november|december)(?:,?\s+(?:19|20)\d{2})?\b|"
    r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:19|20)\d{2}(?:-\d{2}-\d{2})?\b(?!,\d)|\bQ[1-4]\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?<![\w.,])\d+(?:\.\d+)?\s?(?:%|per\s?cent\b|percent\b)", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,/£-])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:FE\b|(?![\w%/]|[.,]\d|-\d))")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
# "… its Appendix C. She said": a letter with a full stop may end a sentence after all.
_ENDS_AFTER_ALL = re.compile(r"(?<=\b[A-Z]\.)\s+(?=(?:She|He|They|The|It|This|These|On|In|At|There|Of)\b)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s+[(+-]?$")
_TURN = re.compile(r";|:\s|,\s+(?:and|but|while|whereas|which|of\s+whom|of\s+which)\b")

Kind = Literal["money", "share", "number"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as written, what it is worth, and the word before it where that makes another thing of it."""

    text: str
    kind: Kind
    amount: Amount
    leading: str = ""

    def differs(self, other: Figure) -> bool:
        """Is it another value of the same kind, said in the same way? Rounding makes no difference."""
        return (
            self.kind == other.kind and self.leading == other.leading and not self.amount.agrees(other.amount)
        )


@dataclass(frozen=True, slots=True)
class Periods:
    """The times that a text names: days (ISO); months, quarters and years as `assistant.periods` has them."""

    days: frozenset[str]
    spans: frozenset[str]

    def same(self, other: Periods) -> bool:
        """Do both name the same times? A day may stand for its month where the other names no day."""
        return self.spans == other.spans and (not self.days or not other.days or self.days == other.days)

    def __bool__(self) -> bool:
        return bool(self.days or self.spans)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence, or its first clause, says: the stems of its words, and its figures in order."""

    text: str
    stems: frozenset[str]
    figures: tuple[Figure, ...]

    @property
    def periods(self) -> Periods:
        """The times that it names. Read only where it matters: to find dates of every kind takes long."""
        return periods(self.text)


@lru_cache(maxsize=20_000)
def statements(text: str) -> tuple[Statement, ...]:
    """A statement for each sentence with a figure, and for the first clause of a longer one."""
    found: list[Statement] = []
    whole = (text[span.start : span.end] for span in sentences(text, Span(0, len(text))))
    for sentence in (part for each in whole for part in _ENDS_AFTER_ALL.split(each)):
        clause = _TURN.split(sentence, maxsplit=1)[0]
        found += [statement(each) for each in dict.fromkeys((sentence, clause))]
    return tuple(each for each in found if each.figures)


@lru_cache(maxsize=20_000)
def statement(sentence: str) -> Statement:
    """What is said, without the numbering before it and the words that only say who says it."""
    said = _REPORTED.sub("", _NUMBERING.sub("", sentence.strip()))
    without = _blank(_PERIOD, _blank(_NOT_A_FIGURE, said))
    figures, rest = _figures(said, without)
    return Statement(said, content(rest), tuple(figures))


def content(text: str) -> frozenset[str]:
    """Stems of the words that name a measure; figures, dates and binding words are none."""
    words = (word for word in _WORD.findall(fold(_blank(_PERIOD, text))))
    return frozenset(stem(word) for word in words if word not in _BINDING)


def periods(text: str) -> Periods:
    """The times that a text names. A year counts only where no day, month or financial year says more."""
    days = frozenset(f"{mention.value:%Y-%m-%d}" for mention in find_dates(text))
    narrow = months(text) | quarters(text)
    financial = financial_years(text)
    told = {span[:4] for span in narrow} | {f"{span[:2]}{span[-2:]}" for span in financial}
    told |= {span[:4] for span in financial}
    return Periods(days, frozenset(narrow | financial | (years(text) - told)))


def differing(first: Sequence[Figure], second: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """The pairs of figures, in order, that give other values; none where the two rows do not match."""
    if len(first) != len(second):
        return []
    pairs = list(zip(first, second, strict=True))
    if any(one.kind != two.kind or one.leading != two.leading for one, two in pairs):
        return []
    return [(one, two) for one, two in pairs if one.differs(two)]


def _figures(said: str, without: str) -> tuple[list[Figure], str]:
    """The figures of a sentence in order, and the sentence without them."""
    found: list[tuple[int, int, Kind, Amount]] = [(s, e, "money", a) for a, s, e in located(without)]
    without = _cut(without, [(start, end) for start, end, _, _ in found])
    for kind, pattern in (("share", _SHARE), ("number", _NUMBER)):
        matches = [(m.start(), m.end(), kind, _amount(m[0])) for m in pattern.finditer(without)]
        found += matches  # type: ignore[arg-type]
        without = _cut(without, [(start, end) for start, end, _, _ in matches])
    found.sort(key=lambda each: each[0])
    return [Figure(said[s:e], k, a, _leading(said[:s])) for s, e, k, a in found], without


def _amount(written: str) -> Amount:
    digits = re.match(r"[\d,]+(?:\.\d+)?", written)
    number = Decimal((digits[0] if digits else "0").replace(",", ""))
    return Amount(number, Decimal(1).scaleb(int(number.as_tuple().exponent)))


def _leading(before: str) -> str:
    """The word that stands right before a figure, where it says which way or how nearly."""
    word = _WORD_BEFORE.search(fold(before))
    return word[1] if word and word[1] in _LEADING else ""


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """The text with what matches turned into as many spaces, so that offsets stay."""
    return pattern.sub(lambda match: " " * len(match[0]), text)


def _cut(text: str, places: Sequence[tuple[int, int]]) -> str:
    for start, end in places:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
