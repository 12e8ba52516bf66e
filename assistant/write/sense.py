"""What a sentence may make of a figure that does stand in its source: a year of a month, a total of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.question import stem, stems
from assistant.write.figures import Figure, figures
from assistant.write.plain import Span, plain
from assistant.write.purses import is_of_other_purse
from assistant.write.rates import (
    is_each,
    is_for_each,
    is_total,
    rate_before,
    rate_for_one,
    rate_of,
    rates,
    says_each,
    says_together,
)

_ADDED = re.compile(r"\b(?:a\s+further|another|an\s+additional|plus|in\s+addition,?)\s+$", re.IGNORECASE)
_OF_THESE = re.compile(
    r"\b(?:of\s+(?:whom|which|them|these|those|this)|including|includes?|included)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_LEAST = re.compile(
    r"(?<!\bno )(?<!\bnot )\b(?:more\s+than|over|above|at\s+least|exceed(?:s|ed|ing)?|a\s+minimum\s+of)\s+$|"
    r"\b(?:not?|never)\s+(?:less|fewer)\s+than\s+$",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"(?<!\bno )(?<!\bnot )\b(?:(?:less|fewer)\s+than|under|below|at\s+most|up\s+to|a\s+maximum\s+of|"
    r"within)\s+$|\b(?:not?|never)\s+(?:more|higher|longer|later)\s+than\s+$",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\bhow\s+many\s+(\w+)", re.IGNORECASE)
# "37 times" are 37 cases of what is spoken of, whatever the source calls them.
_OFTEN = frozenset(map(stem, ("times", "occasions", "instances")))
_CASES = _OFTEN | {stem("cases")}
# "No grant was larger than £350" is said of each of them.
_OF_NONE = re.compile(r"\b(?:no|none|neither|any|a single)\b[^.;:?!]{0,60}$", re.IGNORECASE)
# "No grant was over £350" has it for the most.
_NONE_IS = re.compile(r"\bno(?:ne)?\s(?:\w+\s){0,3}?(?:is|are|was|were|be|costs?|had|has)\s", re.IGNORECASE)
# "Each received £400", and nothing that makes it a limit.
_OF_ALL = re.compile(r"(?:each|every|all)\b", re.IGNORECASE)
_NONE_LARGER = re.compile(
    r"\b(?:no|none|not|never)\b[^.;:]{0,40}\b(?:larger|greater|bigger|higher|longer|more)\s+than\s+£?$",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"\b(?:than|most|least|maximum|minimum|limit\w*|up to|within|cap\w*|under|over|below|above|exceed\w*)\b",
    re.IGNORECASE,
)
_LOOK_BACK = 30
_FOR_ONE_OF = re.compile(r"\s(?:for\s(?:each|every)|per|each|a|an)\s(?P<what>[a-z]+)", re.IGNORECASE)
_ONE_BY_ONE = re.compile(
    r"\b(?:each|every|apiece|per\s(?!cent)|average|unit\s(?:cost|price))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Use:
    """A figure of a sentence with the same figure wherever its source has it."""

    figure: Figure
    sentence: str
    same: Sequence[Figure]
    quoted: str
    around: str

    @property
    def text(self) -> str:
        return self.sentence[self.figure.start : self.figure.end]


def other_sense(use: Use) -> str:
    """What the sentence makes of the figure that its source does not, in one line; "" for nothing."""
    return next((why for find in _SENSES if (why := find(use))), "")


def _rate(use: Use) -> str:
    own = rate_of(use.sentence, use.figure.span)
    theirs = _rates_there(use)
    spoken = {root for root, _, _ in (*rates(use.quoted), *rates(use.around))}
    if own and own not in (theirs if all(theirs) else spoken):
        return f"The source does not give {use.text} by the {own.split()[-1]}."
    return ""


def _rates_there(use: Use) -> list[str]:
    return [_rate_there(use.quoted, each.span) for each in use.same]


def _rate_there(quoted: str, span: Span) -> str:
    return rate_of(quoted, span) or rate_before(quoted, span) or rate_for_one(quoted, span)


def _total(use: Use) -> str:
    is_rate = all(_rates_there(use)) or all(is_for_each(use.quoted, each.span) for each in use.same)
    if is_total(use.sentence, use.figure.span) and is_rate:
        return f"The source does not give {use.text} as a total."
    return ""


def _each(use: Use) -> str:
    if _bound(use.sentence, use.figure) and any(
        _OF_NONE.search(plain(use.quoted)[: each.start]) for each in use.same
    ):
        return ""  # "at most £350 each"
    together = says_together(use.quoted) and not says_each(use.quoted)
    if (is_each(use.sentence, use.figure.span) and together) or _is_for_one_of_several(use):
        return f"The source does not give {use.text} for each."
    return ""


def _is_for_one_of_several(use: Use) -> bool:
    """Is it said for each of what the source counts, and gives nothing for each of: "9 places"?"""
    found = _FOR_ONE_OF.match(plain(use.sentence)[use.figure.end :])
    what = stem(found["what"].lower()) if found else ""
    counted = any(each.value > 1 and what in each.nouns for each in figures(use.quoted))
    return bool(what) and counted and not _ONE_BY_ONE.search(use.quoted)


def _limit(use: Use) -> str:
    own = _bound(use.sentence, use.figure)
    if own and all(_bound(use.quoted, each) == -own for each in use.same):
        return f"{use.text} is a limit the other way in the source."
    is_given = _OF_ALL.match(use.sentence) and not _LIMITS.search(use.sentence)
    if is_given and all(_NONE_LARGER.search(plain(use.quoted)[: each.start]) for each in use.same):
        return f"{use.text} is only a limit in the source."
    return ""


def _bound(text: str, figure: Figure) -> int:
    """1 where a figure is the least, -1 where it is the most, 0 where nothing says so."""
    before = plain(text)[max(0, figure.start - _LOOK_BACK) : figure.start].replace("£", "")
    bound = 1 if _LEAST.search(before) else -1 if _MOST.search(before) else 0
    return -bound if _NONE_IS.search(before) else bound


def _addition(use: Use) -> str:
    is_added = _ADDED.search(plain(use.sentence)[: use.figure.start])
    if is_added and all(_is_part(plain(use.quoted)[: each.start]) for each in use.same):
        return f"{use.text} is part of another figure in the source, and not beside it."
    return ""


def _is_part(before: str) -> bool:
    return bool(_OF_THESE.search(before)) and not _ADDED.search(before)


def _counted(use: Use) -> str:
    """The sentence counts what another figure of the source counts, or what the source does not speak of."""
    nouns = use.figure.nouns
    if use.figure.kind != "count" or not nouns or not all(each.nouns for each in use.same):
        return ""
    if any(set(nouns) & set(each.nouns) for each in use.same):
        return ""
    if nouns[0] in _OFTEN or (any(each.nouns[0] in _OFTEN for each in use.same) and nouns[0] in _CASES):
        return ""
    counted = {each.nouns[0] for each in figures(use.quoted) if each.nouns and each not in use.same}
    asked = {stem(match[1].lower()) for match in _HOW_MANY.finditer(use.quoted)}
    strange = not set(nouns) & stems(f"{use.quoted} {use.around}") and not any(
        set(each.nouns) & stems(use.sentence) for each in use.same
    )
    is_other = strange or nouns[0] in counted | asked
    return f"{use.text} counts something else in the source." if is_other else ""


def _purse(use: Use) -> str:
    is_sum = use.figure.kind in ("money", "large")
    is_other = is_sum and is_of_other_purse(use.sentence, use.quoted, use.around)
    return f"{use.text} is not of this fund in the source." if is_other else ""


_SENSES: tuple[Callable[[Use], str], ...] = (_rate, _total, _each, _limit, _addition, _counted, _purse)
