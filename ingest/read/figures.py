"""What a line of a table looks like once a PDF has lost its cells: runs of figures, years, units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ingest.read.labels import Style, label_of
from ingest.read.lines import CONTINUES, ENDS_SENTENCE

_FIGURE = re.compile(
    r"\(?[-+–−~<>]?[£$€]?[-+–−]?(?!0\d)\d[\d,]*(\.\d+)?(%|m|k|bn|M|K|p)?\)?\*{0,2}\.?", re.ASCII
)
_YEAR = re.compile(
    r"\(?((19|20)\d\d([-/–](\d\d|\d{4}))?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(\d\d)[-/–](\d\d)"
    r"|(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[-/']?\d\d)\)?,?"
)
_UNIT = re.compile(r"\(?(£|%|£p|£ ?m|£ ?k|£bn|£ ?'?0{3}'?s?|£million)\)?", re.I)
_MONTH = re.compile(
    r"(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b,?$"
)
_EMPTY = re.compile(r"[-–—+£]|n/?a|nil", re.I)
_CAPTION = re.compile(r"(table|chart|figure) \d[\w.]*\b", re.I)


class Shape(StrEnum):
    """ROW holds words and several figures, FIGURES no words, SINGLE one figure after its words."""

    ROW = "row"
    FIGURES = "figures"
    SINGLE = "single"
    HEADER = "header"
    TEXT = "text"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Measure:
    """A line's shape, how many figures it holds, and where its first and last word stand among them."""

    shape: Shape
    figures: int = 0
    label: str = ""
    tail: bool = False


def is_caption(text: str) -> bool:
    """Does the line name a table or a chart ("Table 4.1 – …")?"""
    return bool(_CAPTION.match(text)) and not ENDS_SENTENCE.search(text)


def measure(text: str) -> Measure:
    """The shape of one line, as far as it can be told from the line alone."""
    if not text:
        return Measure(Shape.BLANK)
    kinds = _kinds(text)
    words, figures = kinds.count("word"), kinds.count("figure")
    run = 0 if is_caption(text) else _longest_run(kinds)
    if not words and figures:
        return Measure(Shape.FIGURES, _numbers(kinds))
    if run >= 2 and figures and not _is_prose(text, kinds, run):
        return Measure(Shape.ROW, _numbers(kinds), _words_before(text, kinds), kinds[-1] == "word")
    if not words or ("unit" in kinds and words <= 6) or (not figures and _heads_columns(kinds)):
        return Measure(Shape.HEADER)
    if _is_single(text, kinds):
        return Measure(Shape.SINGLE, 1, _words_before(text, kinds))
    return Measure(Shape.TEXT, figures)


def as_row(text: str) -> Measure:
    """A line whose place shows that the figures at its end are cells."""
    first, end = longest_figures(text.split())
    return Measure(Shape.ROW, end - first, " ".join(text.split()[:first]))


def _kinds(text: str) -> list[str]:
    """What each token is. The day and the year of a written date are words of it."""
    tokens = text.split()
    kinds = [_kind(token) for token in tokens]
    for index, token in enumerate(tokens):
        if _MONTH.match(token):
            for beside in (index - 1, index + 1):
                if 0 <= beside < len(kinds) and kinds[beside] in ("figure", "year"):
                    kinds[beside] = "word"
    return kinds


def _heads_columns(kinds: list[str]) -> bool:
    """Years or units side by side, or making up half of the line."""
    marks = [kind in ("year", "unit") for kind in kinds]
    return any(a and b for a, b in pairwise(marks)) or 2 <= sum(marks) >= len(kinds) / 2


def _kind(token: str) -> str:
    if (match := _YEAR.fullmatch(token)) and (not match.group(5) or _is_pair(match)):
        return "year"
    if _FIGURE.fullmatch(token):
        return "figure"
    if _UNIT.fullmatch(token):
        return "unit"
    return "empty" if _EMPTY.fullmatch(token) else "word"


def _is_pair(match: re.Match[str]) -> bool:
    """ "24-25" is a financial year; "23-80" is not."""
    return int(match.group(6)) == (int(match.group(5)) + 1) % 100


def longest_figures(tokens: Sequence[str]) -> tuple[int, int]:
    """From where to where the longest run of figures, years among them, reaches among the words of a line."""
    best, start = (0, 0), 0
    for index, token in enumerate([*tokens, "end"]):
        if _kind(token) not in ("figure", "year", "empty"):
            best = max(best, (start, index), key=lambda run: run[1] - run[0])
            start = index + 1
    return best


def _numbers(kinds: list[str]) -> int:
    return len([kind for kind in kinds if kind in ("figure", "empty")])


def _longest_run(kinds: list[str]) -> int:
    """The most figures that stand side by side, years among them. One dash beside one figure is no run."""
    best = current = marks = 0
    for kind in kinds:
        current = current + 1 if kind in ("figure", "year", "empty") else 0
        marks = marks + 1 if kind in ("figure", "year") else marks if current else 0
        best = max(best, current if marks >= 2 or current >= 3 else min(current, 1))
    return best


def _is_prose(text: str, kinds: list[str], run: int) -> bool:
    """A sentence that happens to hold two figures in a row; three side by side are a table's."""
    if run >= 3:
        return False
    label = label_of(text)
    listed = label is not None and label.style not in (Style.NUMBER, Style.DECIMAL)
    words = kinds.count("word")
    if words <= 16 and re.search(r"(?<!\S)[-+]£?\d[\d,.]*(?!\S)", text):
        return False
    sparse = words > 12 or words > 5 * (len(kinds) - words) or bool(CONTINUES.match(text))
    return listed or sparse or (kinds[-1] == "word" and bool(ENDS_SENTENCE.search(text)))


def _is_single(text: str, kinds: list[str]) -> bool:
    """Words and then one figure, as in a table with one column of them or in a list of contents."""
    label = label_of(text)
    if label is not None and label.style is not Style.DECIMAL:
        return False
    if is_caption(text):
        return False
    words = text.rstrip("0123456789")
    led = words != text and words.rstrip().endswith("....")
    return led or (kinds[-1] == "figure" and kinds.count("figure") == 1 and kinds.count("word") <= 10)


def _words_before(text: str, kinds: list[str]) -> str:
    """The words before the first run of figures: the row's label, or its end if it began a line above."""
    first = kinds.index("word") if "word" in kinds else len(kinds)
    for index, kind in enumerate(kinds[first:], first):
        if kind in ("figure", "year"):
            return " ".join(text.split()[:index])
    return ""
