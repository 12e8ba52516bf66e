"""How a figure is bounded ("at least 8.2", "within 28 days", "up to 24 months"), and whether two agree."""

from __future__ import annotations

import re
from typing import Literal

from assistant.words import fold

Bound = Literal["up", "down"]
_FIGURE = r"(?:[£€$]\s?)?\d[\d,.]*"
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORDED = {word: str(value) for value, word in enumerate(_NUMBERS, 2)}
_UP = (
    r"at least|a minimum of|minimum of|no (?:less|fewer|lower|sooner|earlier) than|not less than|more than|"
    r"over|above|exceed(?:s|ed|ing)?|longer than|greater than|higher than|larger than|bigger than|older than"
)
_DOWN = (
    r"at most|(?<!add )(?<!adds )(?<!added )(?<!came )(?<!comes )(?<!adding )up to|"
    r"a maximum of|maximum of|no (?:more|higher|greater|longer|later|larger|bigger) than|"
    r"not (?:more|higher|later) than|not exceed(?:ing)?|within|less than|under|below|fewer than|lower than|"
    r"shorter than|smaller than|younger than"
)
_BOUND = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s+(?:the\s+|a\s+further\s+|about\s+)?"
    rf"(?P<figure>{_FIGURE}|(?:{'|'.join(_WORDED)})\b)"
    rf"|(?P<before>{_FIGURE}|\b(?:{'|'.join(_WORDED)})\b)(?<![,.])(?:\s\w+){{0,2}}?\s+"
    r"(?:(?:or|and)\s+(?:(?P<more>more|over|above)|(?:less|fewer|under|below))|at\s+(?:(?P<least>least)|most)(?!\s+(?:the\s+)?[£\d]))\b"
)
_GREATER = "more|higher|greater|longer|later|larger|bigger|older"
_SMALLER = "less|fewer|lower|smaller|shorter|sooner|earlier|younger"
# "No grant was larger than £400" and "may not cost more than" bound from above.
_DENIED = re.compile(
    rf"\b(?:no|not|never|none|nor|cannot|\w+n['’]t)\s+(?P<between>(?:[\w'’-]+\s+){{0,4}}?)"
    rf"(?:(?:(?P<greater>{_GREATER})|(?:{_SMALLER}))\s+than|(?P<over>exceed\w*)|"
    r"(?P<is>(?:is|was|are|were|be|been)\s+)(?:(?P<above>above|over|beyond)|below|under))(?=\s)"
)
_AT_THE_VERY = re.compile(r"\bat (?:the )?very (?=(?:most|least)\b)")
# "More than the £450 limit" says what the limit is, and bounds no figure; nor does an hour of the day.
_OF_LIMIT = re.compile(
    rf"\b(?:{_UP}|{_DOWN})\s+(?=(?:the|this|that|its|a)\s+{_FIGURE}\s+(?:limit|ceiling|cap|threshold)\b)"
)
_NONE = re.compile(r"(?<![\w.,])(?:0|nil|none)(?![\w.,%]*\d)", re.IGNORECASE)
_CLOCK = re.compile(r"(?<![\w.,])\d{1,2}(?:[.:]\d{2})?\s?(?:[ap]m|[ap]\.m\.?)(?!\w)")
# Other ways of saying that a figure is the highest or the lowest, wherever in the source they stand.
_LOOSELY: dict[Bound | None, re.Pattern[str]] = {
    "up": re.compile(
        r"\b(?:minim\w+|floor|(?:the )?(?:least|lowest)|exceed\w*|starts? (?:at|from)|upwards|or older)\b"
    ),
    "down": re.compile(
        r"\b(?:maxim\w+|cap(?:ped)?|ceiling|limit\w*|exceed\w*|(?:the )?(?:most|latest|highest)|or younger|"
        r"longest|extension|as (?:many|much|long) as)\b"
    ),
}
_ANY = re.compile(rf"{_FIGURE}|\b(?:{'|'.join(_WORDED)})\b")


def loosened(sentence: str, quoted: str) -> str | None:
    """Why a bound of the sentence is not that of the same figure in the quoted words; None where all are.

    A sentence that gives the figure alone is let be: "up to six sessions" are six in many a true summary.
    """
    own, others = _bounds(sentence), _bounds(quoted)
    for figure in own.keys() & others.keys():
        bounded = own[figure] - {None}
        loosely = others[figure] == {None} and any(_LOOSELY[bound].search(fold(quoted)) for bound in bounded)
        if _NONE.search(quoted) and _DENIED.search(fold(sentence)):
            # "More than 26 weeks: 0" is that none waits for longer.
            continue
        if own[figure] != {None} and own[figure].isdisjoint(others[figure]) and not loosely:
            return f"The source does not bound {figure} in this way."
    return None


def without_bounds(text: str) -> str:
    """The folded text without the words that bound a figure."""
    return _BOUND.sub(r" \g<figure>\g<before> ", _bounded(text))


def _bounds(text: str) -> dict[str, set[Bound | None]]:
    """Each figure with the ways in which the text bounds it; None where it stands as it is."""
    folded = _CLOCK.sub(" ", _OF_LIMIT.sub(" ", _bounded(text)))
    found: dict[str, set[Bound | None]] = {}
    for match in _BOUND.finditer(folded):
        up = match["up"] or match["more"] or match["least"]
        found.setdefault(_plain(match["figure"] or match["before"]), set()).add("up" if up else "down")
    for match in _ANY.finditer(_BOUND.sub(" ", folded)):
        found.setdefault(_plain(match.group()), set()).add(None)
    return found


def _bounded(text: str) -> str:
    """The folded text, a bound that is a denied comparison said as "at most" or "at least"."""
    plainly = _AT_THE_VERY.sub("at ", fold(text))
    return _DENIED.sub(lambda match: f"{match['between']}{match['is'] or ''}{_said(match)}", plainly)


def _said(match: re.Match[str]) -> str:
    return "at most" if match["greater"] or match["over"] or match["above"] else "at least"


def _plain(figure: str) -> str:
    """The figure without currency, separators and noughts after the point."""
    bare = figure.strip("£€$ ,.").replace(",", "")
    if "." in bare:
        bare = bare.rstrip("0").rstrip(".")
    return _WORDED.get(bare, bare)
