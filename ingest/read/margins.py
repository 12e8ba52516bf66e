"""What is printed in the margins of every page: page numbers, running headers and footers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Span
from ingest.read.figures import Shape, is_caption, measure
from ingest.read.labels import roman_value
from ingest.read.lines import Line, in_capitals

_DEPTH = 5
# A line in the margin of three pages has been printed by the template, not written for one page; in a file
# of two to four pages it must stand on most of them.
_FEW_PAGES = 3
_SHARE = 0.6
_NUMBER = r"(?P<n>\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})"
_STATED = (
    re.compile(rf"(?P<a>)page ?[|:]? ?{_NUMBER}(?: ?(?:of|/) ?\d+)?(?P<b>)", re.I),
    re.compile(r"(?P<a>)(?P<n>\d{1,4}) ?(?:of|/) ?\d{1,4}(?P<b>)"),
    re.compile(rf"(?P<a>.{{2,80}}?)[\s|,–-]+page {_NUMBER}(?: of \d+)?(?P<b>)", re.I),
    re.compile(rf"(?P<a>)page {_NUMBER}(?: of \d+)?[\s|,–-]+(?P<b>.{{2,80}})", re.I),
    re.compile(r"(?P<a>)(?P<n>\d{1,4}) ?\| ?page(?P<b>)", re.I),
)
_BARE = (
    re.compile(rf"(?P<a>)[-–\[(]? ?{_NUMBER} ?[-–\])]?(?P<b>)"),
    re.compile(r"(?P<a>\D.{2,80}?)\s+(?P<n>\d{1,4})(?P<b>)"),
    re.compile(r"(?P<a>)(?P<n>\d{1,4})\s+(?P<b>\D.{2,80})"),
)


@dataclass(frozen=True, slots=True)
class Margins:
    """Page numbers as printed, one a page, and the spans of the lines that only the margins hold."""

    labels: tuple[str | None, ...]
    furniture: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in a margin: where it stands, how it is dressed, and how far it is from the physical page.

    One that says "page" may stand at the top of one page and at the foot of the next.
    """

    page: int
    line: Line
    shown: str
    top: bool
    dress: str
    stated: bool
    shift: int


def find_margins(pages: Sequence[Sequence[Line]]) -> Margins:
    """Printed page numbers and running lines. The first time a running line is printed it is kept as text:
    it may be the document's only title, and nothing is lost by quoting it once."""
    shown = [[line for line in lines if not line.blank] for lines in pages]
    numbers = list(_page_numbers(shown))
    labels: list[str | None] = [None] * len(pages)
    dropped: set[Line] = set()
    for number in numbers:
        labels[number.page] = labels[number.page] or number.shown
        dropped.add(number.line)
        dropped.update(_beyond(number, shown[number.page]))
    dropped |= _running(shown, dropped)
    spans = sorted((line.start, line.end) for line in dropped)
    return Margins(tuple(labels), tuple(Span(*span) for span in spans))


def _page_numbers(pages: Sequence[Sequence[Line]]) -> Iterator[_Number]:
    """Numbers in the margins that keep step with the pages; those that say "page" first."""
    groups: dict[tuple[str, int], list[_Number]] = defaultdict(list)
    for page, lines in enumerate(pages):
        for line, top in _margin_lines(lines):
            if number := _number(page, line, top):
                groups[number.dress, number.shift].append(number)
    kept = [group for group in groups.values() if _keeps_step(group, len(pages))]
    for group in sorted(kept, key=lambda group: (not group[0].stated, -len(group))):
        yield from group


def _beyond(number: _Number, lines: Sequence[Line]) -> Sequence[Line]:
    """What stands between a page number at the foot and the edge of the paper ("Agenda Item 7")."""
    below = lines[lines.index(number.line) + 1 :]
    return below if number.stated and not number.top and len(below) <= 2 else ()


def _margin_lines(lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """The first and the last lines of a page, each with whether it is one of the first."""
    top = min(_DEPTH, (len(lines) + 1) // 2)
    yield from ((line, True) for line in lines[:top])
    yield from ((line, False) for line in lines[max(top, len(lines) - _DEPTH) :])


def _number(page: int, line: Line, top: bool) -> _Number | None:
    for patterns, stated in ((_STATED, True), (_BARE, False)):
        for pattern in patterns:
            match = pattern.fullmatch(line.text)
            if match and (value := _value(match["n"])) and (stated or _may_carry(match["a"] + match["b"])):
                kind = "digits" if match["n"].isdigit() else "roman"
                where = "" if stated else f" at the {'top' if top else 'foot'}"
                dress = f"{match['a']}#{match['b']} in {kind}{where}".casefold()
                return _Number(page, line, match["n"], top, dress, stated, value - page)
    return None


def _value(text: str) -> int:
    return int(text) if text.isdigit() else roman_value(text) or 0


def _may_carry(words: str) -> bool:
    """A footer's words may stand beside its number; "Question 3" on the third page is no page number."""
    return not words or len(words.split()) >= 3 or re.search(r"[^\w\s]", words) is not None


def _keeps_step(group: Sequence[_Number], pages: int) -> bool:
    count = len({number.page for number in group})
    if group[0].stated:
        return count >= 2 or pages == 1 or " of " in group[0].line.text
    return count >= _FEW_PAGES or (pages < _FEW_PAGES + 2 and count >= 2 and count >= _SHARE * pages)


def _running(pages: Sequence[Sequence[Line]], numbers: set[Line]) -> set[Line]:
    """Lines at the very top or bottom that other pages print in the same words at the same edge."""
    seen: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for page, lines in enumerate(pages):
        for line, top in _margin_lines(lines):
            seen[line.text, top].append(page)
    dropped: set[Line] = set()
    for page, lines in enumerate(pages):
        for top in (True, False):
            edge = list(lines if top else reversed(lines))
            dropped |= set(_from_edge(edge[:_DEPTH], page, len(pages), top, seen, numbers))
    return dropped


def _from_edge(
    edge: Sequence[Line],
    page: int,
    pages: int,
    top: bool,
    seen: dict[tuple[str, bool], list[int]],
    numbers: set[Line],
) -> Iterator[Line]:
    for index, line in enumerate(edge):
        if line in numbers:
            continue
        where = seen[line.text, top]
        if not _repeats(where, pages) or (top and _heads_columns(edge[index:], numbers)):
            return
        if page != where[0]:
            yield line


def _repeats(where: Sequence[int], pages: int) -> bool:
    """On three pages or more, most of those from its first to its last (a paper in a pack counts alone)."""
    count = len(set(where))
    if pages <= _FEW_PAGES + 1:
        return count >= 2 and count >= _SHARE * pages
    return count >= _FEW_PAGES and count >= _SHARE * (where[-1] - where[0] + 1)


def _heads_columns(lines: Sequence[Line], numbers: set[Line]) -> bool:
    """The same table heading at the top of several pages belongs to the rows below it, on each of them."""
    if in_capitals(lines[0].text):
        return False
    if is_caption(lines[0].text):
        return True
    below = [measure(line.text).shape for line in lines[:4] if line not in numbers]
    return bool({Shape.HEADER, Shape.ROW} & set(below))
