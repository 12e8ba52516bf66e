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
    rf"|(?P<before>{_FIGURE})(?:\s\w+){{0,2}}?\s+(?:or|and)\s+(?:(?P<more>more|over|above)|(?:less|fewer|under|below))\b"
)
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
        if own[figure] != {None} and own[figure].isdisjoint(others[figure]) and not loosely:
            return f"The source does not bound {figure} in this way."
    return None


def without_bounds(text: str) -> str:
    """The folded text without the words that bound a figure."""
    return _BOUND.sub(r" \g<figure>\g<before> ", fold(text))


def _bounds(text: str) -> dict[str, set[Bound | None]]:
    """Each figure with the ways in which the text bounds it; None where it stands as it is."""
    folded = fold(text)
    found: dict[str, set[Bound | None]] = {}
    for match in _BOUND.finditer(folded):
        up = match["up"] or match["more"]
        found.setdefault(_plain(match["figure"] or match["before"]), set()).add("up" if up else "down")
    for match in _ANY.finditer(_BOUND.sub(" ", folded)):
        found.setdefault(_plain(match.group()), set()).add(None)
    return found


def _plain(figure: str) -> str:
    """The figure without currency, separators and noughts after the point."""
    bare = figure.strip("£€$ ,.").replace(",", "")
    if "." in bare:
        bare = bare.rstrip("0").rstrip(".")
    return _WORDED.get(bare, bare)
