"""One name or period put in another's place: "What about Hertfordshire?" after a question about Coventry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.mentions import Mention, is_authority, names_of, periods_in
from assistant.periods import financial_years
from assistant.words import STOPWORDS, fold

_LEADING = re.compile(
    r"^(?:(?:what|how)\s+about|(?:and\s+)?(?:the\s+)?same\s+(?:for|in|at)|as\s+(?:at|of)|in|for|at|on|by|of|from|during|"
    r"since)\s+(?:the\s+(?:financial\s+)?year\s+(?=[12]))?",
    re.IGNORECASE,
)
_SHIFTS = (
    (
        re.compile(
            r"(?:the\s+)?(?:year\s+before|(?:previous|preceding|prior)\s+(?:financial\s+)?year)", re.I
        ),
        -1,
    ),
    (re.compile(r"(?:the\s+)?(?:year\s+after|(?:following|next)\s+(?:financial\s+)?year)", re.I), 1),
)
_ASKS = re.compile(
    r"\b(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|"
    r"would|should|it|they|them|that|those|these|this)\b",
    re.IGNORECASE,
)
_LONGEST = 6
_LABEL = re.compile(r"[A-Z]|\d{1,3}[a-z]?")
# What services and budgets are told apart by.
_CONTRASTS = (
    ("adults", "children", "young people", "older people", "carers"),
    ("men", "women"),
    ("boys", "girls"),
    ("males", "females"),
    ("capital", "revenue"),
    ("urgent", "routine"),
    ("income", "expenditure"),
)
_STOPS = "|".join(sorted(STOPWORDS, key=len, reverse=True))
# Words of a text without one between them that only asks or binds.
_RUN = re.compile(rf"(?:\b(?!(?:{_STOPS})\b)[\w’'&-]+(?:\s+|(?=\W|$)))+", re.IGNORECASE)


def fragment_of(question: str) -> str:
    """What a question is that only names something else: "Hertfordshire" of "What about Hertfordshire?".

    Empty for one that asks by itself.
    """
    named = question.strip(" ?.!,;")
    while (shorter := _LEADING.sub("", named)) != named:
        named = shorter
    return "" if _ASKS.search(named) or len(named.split()) > _LONGEST else named


class Swap:
    """What the fragment of a new question stands in for in an earlier one."""

    def __init__(self, fragment: str, earlier: str, authorities: Sequence[str]) -> None:
        """``authorities``: those whose papers are held; places with a council are known without."""
        self._authorities = authorities
        self._pair = (
            self._periods(fragment, earlier) or self._names(fragment, earlier) or _like(fragment, earlier)
        )

    def __bool__(self) -> bool:
        return self._pair is not None

    def __call__(self, text: str) -> str:
        """``text`` with the new in place of the old, a possessive ending kept."""
        if self._pair is None:
            return text
        old, new = self._pair
        return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, text)

    @staticmethod
    def _periods(fragment: str, earlier: str) -> tuple[str, str] | None:
        before = periods_in(earlier)
        for pattern, years in _SHIFTS:
            dated = [each for each in before if each.kind in ("financial year", "year")]
            if pattern.fullmatch(fragment) and len(dated) == 1:
                return dated[0].text, _shifted(dated[0].text, years)
        now = periods_in(fragment)
        if len(now) != 1 or len(now[0].text) < len(fragment):
            return None
        return _of_month(now[0], before) or _one_of_kind(now[0], before)

    def _names(self, fragment: str, earlier: str) -> tuple[str, str] | None:
        named = names_of(f"… {fragment}", self._authorities)
        known = is_authority(fragment, self._authorities)
        if not known and not (len(named) == 1 and named[0].text == fragment):
            return None
        kind = "authority" if known else "name"
        new = fragment if named else fragment.title()
        return _one_of_kind(Mention(kind, new, 0, len(new)), names_of(earlier, self._authorities))


def _one_of_kind(new: Mention, before: Sequence[Mention]) -> tuple[str, str] | None:
    """The only mention of the same kind, or the only one at all, with what replaces it."""
    alike = {each.text for each in before if each.kind == new.kind} or {each.text for each in before}
    return (alike.pop(), new.text) if len(alike) == 1 else None


def _of_month(new: Mention, before: Sequence[Mention]) -> tuple[str, str] | None:
    """A month alone is of the year that was spoken of: "And in May?" after "in April 2024", or "in 2024/25".

    A council's financial year begins in April (Local Government Finance Act 1992, section 116).
    """
    dated = [each for each in before if each.kind in ("month", "financial year")]
    if new.kind != "month alone" or len(dated) != 1:
        return None
    year = dated[0].text[-4:]
    if dated[0].kind == "financial year":
        first = min(financial_years(dated[0].text))
        year = f"20{first[5:]}" if fold(new.text) in ("january", "february", "march") else first[:4]
    return dated[0].text, f"{new.text} {year}"


def _shifted(written: str, years: int) -> str:
    """A year or financial year, so many years on, as it was written: "2023-24" for "2022-23"."""

    def moved(match: re.Match[str]) -> str:
        number = int(match[0]) + years
        return f"{number % 10 ** len(match[0]):0{len(match[0])}}"

    return re.sub(r"\d+", moved, written)


def _like(fragment: str, earlier: str) -> tuple[str, str] | None:
    """A thing of the same kind, found once: "Band H" for "Band D", "nursing homes" for "care homes"."""
    new = re.sub(r"^(?:the|an?)\s+", "", fragment, flags=re.IGNORECASE)
    alike = {*_same_head(new.split(), earlier), *_contrasted(new, earlier)} - {new}
    return (alike.pop(), new) if len(alike) == 1 else None


def _same_head(new: Sequence[str], earlier: str) -> Iterator[str]:
    """Runs of words that end as the new one does, or that begin so and are followed by a label ("Band D")."""
    if len(new) < 2:
        return
    for run in _RUN.findall(earlier):
        words = run.split()
        for at, word in enumerate(words):
            if fold(word) == fold(new[-1]) and at:
                yield " ".join(words[: at + 1])
            if [fold(word)] == [fold(first) for first in new[:-1]] and _is_label(
                new[-1], words[at + 1 : at + 2]
            ):
                yield " ".join(words[at : at + 2])


def _is_label(new: str, old: Sequence[str]) -> bool:
    """Is each of them what tells things of one name apart: a letter, a number?"""
    return all(_LABEL.fullmatch(each) for each in (new, *old)) and bool(old)


def _contrasted(new: str, earlier: str) -> Iterator[str]:
    for group in _CONTRASTS:
        if fold(new) in group:
            yield from (
                match[0] for other in group for match in re.finditer(rf"\b{other}\b", earlier, re.IGNORECASE)
            )
