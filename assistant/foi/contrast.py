"""Words that make two alike questions ask for different things: adults and children, powered and manual.

Models of meaning set such questions very near one another; a reader never would.
"""

from __future__ import annotations

import re

from assistant.words import fold

# Sides of which one excludes the other; each a pattern for whole words.
_SIDES = (
    (r"adults?", r"child(?:ren)?|young people|young persons?|cyp|pupils?|infants?|babies"),
    (r"powered|electric(?:ally)?", r"manual(?:ly)?|(?:pushed|turned|worked|moved) by hand|self[- ]propelled"),
    (r"m[ae]n|males?|boys?", r"wom[ae]n|females?|girls?"),
    (r"residential|nursing homes?|care homes?", r"home care|domiciliary|homecare"),
    (r"approved|accepted|granted|awarded", r"refused|rejected|declined|turned down"),
    (r"in-?patients?", r"out-?patients?"),
    (r"internal(?:ly)?", r"external(?:ly)?"),
    (r"overspen[dt]s?", r"underspen[dt]s?"),
    (r"joiners?|joined|recruited|starters?", r"leavers?|left|resigned"),
    (r"open(?:ed)?", r"closed?|closures?"),
)
_MILD = (
    (
        r"start(?:ed|s)?|began|begin(?:s|ning)?|commenced?(?:ment)?",
        r"end(?:s|ed|ing)?|expir(?:e[sd]?|y)|finish(?:es|ed)?",
    ),
    (r"how many|number of", r"how much|costs?|spen[dt]|expenditure|price"),
)


def _compiled(sides: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(rf"\b(?:{one})\b"), re.compile(rf"\b(?:{other})\b")) for one, other in sides)


_EXCLUDE, _DIFFER = _compiled(_SIDES), _compiled(_MILD)


def excludes(asked: str, told: str) -> bool:
    """Does ``asked`` want one side of a contrast, and ``told`` speak of the other alone?"""
    return _opposed(asked, told, _EXCLUDE)


def differs(asked: str, told: str) -> bool:
    """The same for words that only make it likely that another thing is asked."""
    return _opposed(asked, told, _DIFFER)


def _opposed(asked: str, told: str, pairs: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]) -> bool:
    asked, told = fold(asked), fold(told)
    return any(_one_way(asked, told, a, b) or _one_way(asked, told, b, a) for a, b in pairs)


def _one_way(asked: str, told: str, own: re.Pattern[str], other: re.Pattern[str]) -> bool:
    return bool(own.search(asked) and other.search(told)) and not (other.search(asked) or own.search(told))
