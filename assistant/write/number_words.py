"""Numbers written in words: "fifty-eight", "two hundred and six", "half"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_UNITS = {
    word: number
    for number, word in enumerate(
        """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen
        """.split()  # noqa: SIM905
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)  # noqa: SIM905
}
_SIZES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        """
        first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
        fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
        """.split(),  # noqa: SIM905
        1,
    )
}
_ANY = "|".join(sorted((*_UNITS, *_TENS, *_SIZES), key=len, reverse=True))
_NUMBER = re.compile(rf"(?<![\w'-])(?:{_ANY})(?:(?:[\s-]|\s+and\s+)(?:{_ANY}))*(?![\w])", re.IGNORECASE)
_ORDINAL = re.compile(
    rf"(?<![\w'])(?:(?:{'|'.join(_TENS)})[\s-])?"
    rf"(?P<word>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})(?![\w'])"
    r"(?![\s-](?:part(?:y|ies)|sector|aid|hand|class|tier|choice|reading|refusal)\b)|"
    r"(?<![\w.,/])(?P<figures>\d{1,3})(?:st|nd|rd|th)(?!\w)",
    re.IGNORECASE,
)
_SHARES = {
    "half": Decimal("0.5"),
    "third": Decimal(1) / 3,
    "quarter": Decimal("0.25"),
    "fifth": Decimal("0.2"),
}
_FRACTION = re.compile(
    r"\b(?:(?P<many>one|two|three|four)[\s-](?P<parts>half|third|quarter|fifth)s?|"
    r"(?:an?\s+(?P<one>third|quarter|fifth)|(?P<half>(?:a\s+)?half))(?=\s+(?:of|the)\b|\s*[,.;]|$))",
    re.IGNORECASE,
)
# "one in five", "nine cases out of ten"; "36 out of 40" is a mark.
_WORDED = "|".join(sorted((*_UNITS, *_TENS), key=len, reverse=True))
_OUT_OF = re.compile(
    rf"(?<![\w,.£-])(?:(?P<part>{_WORDED})\s(?:(?:[a-z]+\s)?in(?:\severy)?|(?:[a-z]+\s)?out\sof(?:\severy)?)\s(?P<whole>{_WORDED})|"
    rf"one\s(?:[a-z]+(?:-[a-z]+)?\s){{2,6}}?(?:in|out\sof)(?:\severy)?\s(?P<rank>{_WORDED})"
    r"(?=\s*[,.;]|$|\s(?:is|are|was|were|has|have|had|does|did|could|would|will|said|says|stands?|stood|went)\b)|"
    r"(?P<few>\d)\sin(?:\severy)?\s(?P<many>10+|\d))(?![\w%-]|[,.]\d|\s(?:(?:working\s)?(?:hour|day|week|month|year)|per\scent))",
    re.IGNORECASE,
)


# Numbers that idiom has other words for: "half a dozen", "extended twice".
_IDIOMS = {"half a dozen": 6, "a dozen": 12, "twice": 2, "thrice": 3}
_IDIOM = re.compile(rf"\b(?:{'|'.join(_IDIOMS)})\b(?!\s+(?:as|the|that|a)\b)", re.IGNORECASE)
_PART_OF_MILLION = re.compile(
    r"\b(?:(?P<three>three[\s-]quarters)|(?P<one>an?\squarter)|half)\s(?:of\s)?an?\smillion\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Spelt:
    """A number in words with its offsets."""

    value: Decimal
    start: int
    end: int


def numbers(text: str) -> Iterator[Spelt]:
    """Whole numbers in words, in order. Of "nine votes to two" there are two."""
    for match in _NUMBER.finditer(text):
        yield from _whole(match[0], match.start())
    for match in _IDIOM.finditer(text):
        yield Spelt(Decimal(_IDIOMS[match[0].lower()]), *match.span())


def parts_of_million(text: str) -> Iterator[Spelt]:
    """ "half a million", "a quarter of a million"."""
    for match in _PART_OF_MILLION.finditer(text):
        parts = 3 if match["three"] else 1 if match["one"] else 2
        yield Spelt(Decimal(parts * 250_000), *match.span())


def _whole(words: str, start: int) -> Iterator[Spelt]:
    """The numbers of a run of number words: "twenty one" is one, "two five" and "ten and twelve" are two."""
    run: list[re.Match[str]] = []
    for word in re.finditer(r"[a-z]+", words, re.IGNORECASE):
        if word[0].lower() == "and":
            continue
        if run and not _goes_on(
            run, word[0].lower(), " and " in words[run[-1].end() - 1 : word.start() + 1].lower()
        ):
            yield _spelt(run, start)
            run = []
        run.append(word)
    if run:
        yield _spelt(run, start)


def _goes_on(run: list[re.Match[str]], word: str, after_and: bool) -> bool:
    last = run[-1][0].lower()
    if word in _SIZES:
        return not after_and
    if last in _SIZES:
        return last == "hundred" or not after_and
    return not after_and and last in _TENS and 1 <= _UNITS.get(word, 0) <= 9


def _spelt(run: list[re.Match[str]], start: int) -> Spelt:
    total = current = 0
    for word in (match[0].lower() for match in run):
        if word == "hundred":
            current = max(current, 1) * 100
        elif word in _SIZES:
            total, current = total + max(current, 1) * _SIZES[word], 0
        else:
            current += _UNITS.get(word, 0) + _TENS.get(word, 0)
    return Spelt(Decimal(total + current), start + run[0].start(), start + run[-1].end())


def ordinals(text: str) -> Iterator[Spelt]:
    """ "second", "eighteenth", "twenty-first", "3rd"."""
    for match in _ORDINAL.finditer(text):
        if match["figures"]:
            value = int(match["figures"])
        else:
            tens = re.match(rf"({'|'.join(_TENS)})[\s-]", match[0], re.IGNORECASE)
            value = _ORDINALS[match["word"].lower()] + (_TENS[tens[1].lower()] if tens else 0)
        yield Spelt(Decimal(value), match.start(), match.end())


def fractions(text: str) -> Iterator[Spelt]:
    """ "half of", "a third of", "two-thirds", as shares of one."""
    for match in _OUT_OF.finditer(text):
        few, many = (
            (1, _number(match["rank"].lower()))
            if match["rank"]
            else (_number(word.lower()) for word in match.groups() if word)
        )
        if 0 < few < many:
            yield Spelt(round(Decimal(few) / many, 6), *match.span())
    for match in _FRACTION.finditer(text):
        part = match["parts"] or match["one"] or "half"
        times = _UNITS[match["many"].lower()] if match["many"] else 1
        yield Spelt(round(_SHARES[part.lower()] * times, 6), match.start(), match.end())


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _UNITS.get(word, 0) + _TENS.get(word, 0)
