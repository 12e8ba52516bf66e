"""A document as the lines a person sees, so that each rule can say where it found what it found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.document import Block, BlockKind, Document

HEAD_LINES = 60
HEAD_CHARACTERS = 6000
MAX_TABLE_LINES = 300
MAX_LINE = 2000

SPREADSHEETS = ("xlsx", "xls", "csv", "tsv", "ods")
TABLE_KINDS = (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW)
_SALUTATION = re.compile(r"(?:dear|annwyl)\b[^.]{0,80}$|(?:hello|hi)\b[^.]{0,30}$", re.IGNORECASE)
_VALEDICTION = re.compile(
    r"(?:yours (?:sincerely|faithfully|truly)|(?:kind|best|warm)? ?regards|yn gywir)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text with white space folded (cells of a row parted by tabs) and where it stands.

    Only the first 2,000 characters of a line are looked at: what describes a paper stands at its front.

    ``page`` is None for a format without pages. ``from_top`` and ``from_bottom`` count from 0 on the
    page, or in the document where there are no pages. ``opens`` says that a block begins here.
    """

    text: str
    kind: BlockKind
    number: int
    start: int
    page: int | None
    from_top: int
    from_bottom: int
    opens: bool
    level: int = 0

    @property
    def cells(self) -> list[str]:
        return [cell.strip() for cell in self.text.split("\t")]

    @property
    def plain(self) -> str:
        return " ".join(cell for cell in self.cells if cell)

    @property
    def in_table(self) -> bool:
        return self.kind in TABLE_KINDS

    @property
    def is_furniture(self) -> bool:
        return self.kind is BlockKind.FURNITURE


@dataclass(frozen=True, slots=True)
class _Raw:
    text: str
    block: Block
    start: int
    page: int | None
    opens: bool


class Paper:
    """A document prepared for description: its lines, its head, and words for a place in it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._page_starts = [page.start for page in document.pages]
        self.lines = _placed(list(self._raw_lines()))

    @cached_property
    def prose(self) -> tuple[Line, ...]:
        """The lines without running headers and footers."""
        return tuple(line for line in self.lines if not line.is_furniture)

    @cached_property
    def head(self) -> tuple[Line, ...]:
        """The opening lines, where a document says what it is."""
        return tuple(line for line in self.prose[:HEAD_LINES] if line.start < HEAD_CHARACTERS)

    @cached_property
    def salutation(self) -> Line | None:
        return next((line for line in self.head if _SALUTATION.match(line.plain)), None)

    @cached_property
    def valediction(self) -> Line | None:
        return next((line for line in self.prose if _VALEDICTION.match(line.plain)), None)

    @property
    def is_mail(self) -> bool:
        return self.document.format in ("eml", "msg", "mbox", "email")

    def property(self, *names: str) -> str:
        """The first of the document's own properties that is there, ignoring case, or nothing."""
        known = {key.lower().replace("_", " "): value for key, value in self.document.properties.items()}
        return next((known[name].strip() for name in names if known.get(name, "").strip()), "")

    def on(self, line: Line) -> str:
        """ ", page 3", or nothing where the format has no pages."""
        return f", page {line.page}" if line.page else ""

    def page_number(self, offset: int) -> int | None:
        if not self._page_starts:
            return None
        index = max(bisect_right(self._page_starts, offset) - 1, 0)
        return self.document.pages[index].number

    def _raw_lines(self) -> Iterator[_Raw]:
        rows = 0
        for block in self.document.blocks:
            rows += block.kind in TABLE_KINDS
            if rows <= MAX_TABLE_LINES or block.kind not in TABLE_KINDS:
                yield from self._lines_of(block)

    def _lines_of(self, block: Block) -> Iterator[_Raw]:
        position, opens = block.start, True
        for part in self.document.slice(block).splitlines(keepends=True):
            text = fold(part[:MAX_LINE])
            if text:
                yield _Raw(text, block, position, self.page_number(position), opens)
                opens = False
            position += len(part)


def _placed(raw: Sequence[_Raw]) -> tuple[Line, ...]:
    totals: dict[int | None, int] = {}
    for item in raw:
        totals[item.page] = totals.get(item.page, 0) + 1
    seen: dict[int | None, int] = {}
    lines = []
    for number, item in enumerate(raw):
        top = seen.get(item.page, 0)
        seen[item.page] = top + 1
        below = totals[item.page] - top - 1
        block = item.block
        lines.append(
            Line(item.text, block.kind, number, item.start, item.page, top, below, item.opens, block.level)
        )
    return tuple(lines)


def fold(text: str) -> str:
    """White space folded to single spaces; tabs, which part the cells of a row, are kept."""
    cells = [" ".join(cell.split()) for cell in text.replace("\u00ad", "").split("\t")]
    return "\t".join(cells).strip(" ") if any(cells) else ""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and the value that follows it: "Decision number" and "24/00012"."""

    label: str
    value: str
    line: Line
    value_line: Line


_LOOKS_LIKE_LABEL = re.compile(r"[A-Z][^:.?!]{0,60}:(?:\s|$)")


def labelled(lines: Sequence[Line], label: re.Pattern[str], *, colon: bool = True) -> Iterator[Labelled]:
    """Every value that stands after ``label``: on its line, in the next cell, or on the next line.

    The label opens a line or a cell. With ``colon`` it must end in a colon, or fill its line or cell;
    without, a space is enough ("EQIA Title Library opening hours").
    """
    for index, line in enumerate(lines):
        for number, cell in enumerate(line.cells):
            match = label.match(cell)
            rest = cell[match.end() :] if match else ""
            if not match or not _ends_label(rest, colon):
                continue
            name, value = match.group().strip(" :"), rest.lstrip(" :?-–—")
            value = value or next((other for other in line.cells[number + 1 :] if other), "")
            if value:
                yield Labelled(name, value, line, line)
            elif index + 1 < len(lines) and not _LOOKS_LIKE_LABEL.match(lines[index + 1].plain):
                below = lines[index + 1]
                yield Labelled(name, below.cells[0] or below.plain, line, below)


def _ends_label(rest: str, colon: bool) -> bool:
    if not rest.strip():
        return True
    return bool(re.match(r"\s?[:?]|\s[-–—]\s" if colon else r"\s|[:?]", rest))


def continued(lines: Sequence[Line], found: Labelled, *, limit: int = 200) -> str:
    """The value with the lines it was wrapped onto: those of its block, or that plainly run on."""
    value, line = found.value, found.value_line
    position = next(index for index, other in enumerate(lines) if other.number == line.number)
    for following in lines[position + 1 : position + 4]:
        if (following.opens and not runs_on(value, following)) or len(value) > limit:
            break
        if not _goes_on(following) or value.rstrip().endswith("."):
            break
        value, line = f"{value} {following.plain}", following
    return value


def _goes_on(line: Line) -> bool:
    return not (_LOOKS_LIKE_LABEL.match(line.plain) or line.plain.startswith("[") or line.in_table)


_OPEN_END = re.compile(r"(?:,|[-–—]|\b(?:and|or|of|the|for|to|in|on|with|by|from|at|a))$")


def runs_on(text: str, following: Line) -> bool:
    """Whether ``text`` plainly goes on in the next line though that opens a block of its own."""
    return bool(_OPEN_END.search(text.strip())) or following.plain[:1].islower()


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters, cut between words and marked with an ellipsis."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–") + "…"
