"""How often, or for which time, a figure is meant: a year, each, in all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.periods import financial_years
from assistant.write.plain import Span, plain

_SPANS = r"(?:hour|day|night|week|fortnight|month|quarter|term|year|annum)"
_MANY = r"(?:(?P<many>two|three|four|five|six|twelve|second|other|third|fourth|\d+)\s)?"
_RATE = re.compile(
    r"(?<!\bhalf )"
    r"(?<!\bfor )(?<!\bby )(?<!\bof )(?<!\bwithin )(?<!\bin )(?<!\bthan )(?<!\bafter )(?<!\bover )"
    rf"\b(?:per|an?|each|every|/)\s?{_MANY}(?P<span>{_SPANS})s?\b(?!-|\s(?:later|earlier|ago|before|after|or)\b)"
    r"(?!(?<=quarter)\sof\b)|"
    r"\b(?P<adjective>hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|termly|yearly|annual(?:ly)?)\b|"
    rf"\bin\s(?:an?|each|every|the)\s(?!previous|last|following|next|preceding|same)"
    rf"(?:\w+\s)?(?P<within>{_SPANS})\b(?!\s(?:of\b|to\b|end|from|\d))|"
    rf"\b(?P<bounded>{_SPANS})\s(?:beginning|commencing|ending)\b|(?P<short>\bp\.?a\b\.?)",
    re.IGNORECASE,
)
# "every three months" is quarterly.
_AS_ONE = {
    ("3", "month"): "quarter",
    ("12", "month"): "year",
    ("2", "week"): "fortnight",
    ("4", "quarter"): "year",
}
_DIGITS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "twelve": "12"}
_DIGITS |= {"second": "2", "other": "2", "third": "3", "fourth": "4"}
_ROOTS = {"annum": "year", "annual": "year", "dai": "day"}
_IN_ALL = re.compile(
    r"^[^.;:,\d]{0,60}?\b(?:in\s+(?:all(?!\s[a-z])|total)|altogether|in\s+aggregate|overall|"
    r"over\s+(?:the\s+)?(?:\w+\s+(?:years|months)|(?:whole\s+)?(?:life|term|period)))\b",
    re.IGNORECASE,
)
_TOTAL_OF = re.compile(
    r"\b(?:total|overall|whole|entire|lifetime)\s(?:contract\s)?(?:value|cost|price|worth|sum|spend(?:ing)?)"
    r"\s(?:(?:of|is|was|at|will\sbe|would\sbe)\s)?(?:about\s|some\s)?£?$",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"^\s+(?:\w+\s+){0,3}?(?:each|apiece)\b(?!\s+(?:time|year|month|week|day|quarter|other))", re.I
)
_FOR_EACH = re.compile(r"^[^.;:|…\d£]{0,60}?\b(?:each|every|per)\s(?!cent)[a-z]+", re.IGNORECASE)
_BETWEEN_THEM = re.compile(
    r"\b(?:between\s+them|in\s+all|in\s+total|together|altogether|overall)\b", re.IGNORECASE
)
# "the next quarter": which one, and of what length. The words of a group say the same.
_WHICH = {
    "next": "next|following|coming|subsequent",
    "last": "last|previous|preceding|past",
    "this": "this|current|present",
    "one": "one|single|the\\ssame",
}
_WHICH_SPAN = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _WHICH.items())})\s"
    rf"(?:(?:financial|calendar|school|academic|full|whole|working)\s)?(?P<span>{_SPANS})\b",
    re.IGNORECASE,
)
_FOR_ONE = re.compile(rf"\s+for\s(?:an?|each|every|one)\s({_SPANS})\b", re.IGNORECASE)
# "12 months" are a year: what a length of time is as one of another unit, in months or days.
_LENGTHS = {("month", 12): "year", ("month", 3): "quarter", ("month", 1): "month", ("day", 7): "week"}
_LENGTHS |= {("day", 14): "fortnight", ("day", 1): "day"}
_AFTER = 40
_BEFORE = 60


@lru_cache(maxsize=4096)
def rates(text: str) -> tuple[tuple[str, int, int], ...]:
    """The spans of time by which a text counts ("a year", "monthly", "week beginning"), with offsets."""
    return tuple((_root(match), *match.span()) for match in _RATE.finditer(plain(text)))


def spans_of_time(text: str) -> set[str]:
    """Every span of time that a text speaks of, in any form."""
    named = re.findall(rf"\b{_SPANS}", plain(text).lower())
    return {_ROOTS.get(each, each) for each in named} | {root for root, _, _ in rates(text)}


def _root(match: re.Match[str]) -> str:
    if match["short"]:
        return "year"
    word = match["span"] or match["within"] or match["bounded"] or match["adjective"]
    root = _ROOTS.get(word.lower().removesuffix("ly"), word.lower().removesuffix("ly"))
    many = _DIGITS.get((match["many"] or "").lower(), match["many"])
    return _AS_ONE.get((many, root), f"{many} {root}") if many and many != "1" else root


def rate_of(text: str, span: Span) -> str:
    """The rate of the figure at ``span``, right behind it; "contributions to annual reviews" tell of none."""
    after = text[span[1] : span[1] + _AFTER]
    ends = re.search(r"[.;:,!?]|\d|£", plain(after))
    limit = span[1] + (ends.start() if ends else len(after))
    found = [(root, start) for root, start, _ in rates(text) if span[1] <= start < limit]
    behind = [root for root, start in found if text[start - 3 : start] != "to "]
    return behind[0] if behind else ""


def rate_before(text: str, span: Span) -> str:
    """The rate that is said before the figure at ``span``: of a cell of a row, in its heading."""
    before = text[max(0, span[0] - _BEFORE) : span[0]]
    parts = r"[;|…]" if " | " in text else r"[.;:,!?]|\d\s"
    begins = [match.end() for match in re.finditer(parts, plain(before))]
    least = span[0] - len(before) + (begins[-1] if begins else 0)
    found = [root for root, start, end in rates(text) if least <= start and end <= span[0]]
    return found[-1] if found else ""


def rate_for_one(text: str, span: Span) -> str:
    """The span of time that the figure at ``span`` is the price of: "£74 for an hour of treatment"."""
    found = _FOR_ONE.match(plain(text)[span[1] :])
    return _ROOTS.get(found[1].lower(), found[1].lower()) if found else ""


def is_total(text: str, span: Span) -> bool:
    is_named = _TOTAL_OF.search(plain(text)[: span[0]])
    return bool(is_named) or bool(_IN_ALL.match(plain(text)[span[1] :]))


def is_for_each(text: str, span: Span) -> bool:
    """Is the figure said of each of several: "two nurses on every shift", "£40 per visit"?"""
    return bool(_FOR_EACH.match(plain(text)[span[1] :]))


def is_each(text: str, span: Span) -> bool:
    return bool(_EACH.match(plain(text)[span[1] :]))


def says_together(text: str) -> bool:
    return bool(_BETWEEN_THEM.search(plain(text)))


def says_each(text: str) -> bool:
    return bool(re.search(r"\b(?:each|per|every|apiece)\b", plain(text), re.IGNORECASE))


def unknown_rates(sentence: str, quoted: str, around: str) -> Iterator[tuple[str, int, int]]:
    """The rates of a sentence by a span of time that its source does not speak of."""
    told = {root for root, _, _ in rates(quoted)}
    # What is only named ("the end of the quarter") tells how often where nothing else does.
    known = (told or spans_of_time(quoted)) | {root for root, _, _ in rates(around)}
    known |= {span for (unit, many), span in _LENGTHS.items() if _is_named(unit, many, quoted)}
    if financial_years(f"{quoted} {around}"):
        known.add("year")
    for root, start, end in rates(sentence):
        # "in the year" is no rate of its own: it says when.
        if root not in known and not sentence[start:end].lower().startswith("in "):
            yield root, start, end


def _is_named(unit: str, many: int, text: str) -> bool:
    words = "|".join(word for word, number in _DIGITS.items() if number == str(many))
    number = rf"(?:{many}|{words})" if words else str(many)
    return bool(re.search(rf"(?<![\d.,]){number}[\s-]{unit}s?\b", plain(text), re.IGNORECASE))


def other_spans(sentence: str, quoted: str) -> Iterator[tuple[int, int]]:
    """Where the sentence says "the next year" of what its source says of "the next quarter"."""
    told = {(which, span) for which, span, _, _ in _which_spans(quoted)}
    for which, span, start, end in _which_spans(sentence):
        if (which, span) not in told and which in {each for each, _ in told}:
            yield start, end


def _which_spans(text: str) -> Iterator[tuple[str, str, int, int]]:
    for match in _WHICH_SPAN.finditer(plain(text)):
        which = next(name for name in _WHICH if match[name])
        span = match["span"].lower()
        yield which, _ROOTS.get(span, span), *match.span()


def rate_spans(sentence: str) -> list[Span]:
    """Where a sentence says how often: the number in "every three months" is no figure."""
    return [(start, end) for _, start, end in rates(sentence)]
