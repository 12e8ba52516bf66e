"""Web pages: what a reader of the page sees, without navigation, scripts and hidden parts."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.dammit import EncodingDetector
from bs4.element import Comment, Doctype, NavigableString, PageElement, ProcessingInstruction, Tag

from ingest.document import BlockKind
from ingest.errors import ReadError
from ingest.read.content import Content, TextBuilder
from ingest.read.docx_numbers import in_style
from ingest.read.flow import Cell, Grid, Paragraph, add_paragraph, add_table
from ingest.read.text import decode
from ingest.settings import IngestSettings

_NOT_SHOWN = ("script", "style", "noscript", "template", "head", "title", "meta", "link", "iframe", "object")
_CONTROLS = ("svg", "canvas", "select", "button", "nav")
_MARGINS = ("header", "footer", "aside")
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|caption|center|d[dlt]|details|dialog|div|fieldset|fig(caption|ure)|"
    r"footer|form|h[1-6r]|header|html|legend|li|main|ol|p|pre|section|summary|table|t(body|d|foot|h|head|r)|ul"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_COUNTS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DATES = ("dc.date", "dcterms.date", "dc.date.issued", "dcterms.issued", "article:published_time", "date")
_SITES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher")
_LINE = "\x1e"  # stands for <br> until white space has been folded


def read_html(path: Path, limits: IngestSettings) -> Content:
    """A web page. Raises ReadError for one without any text, and beyond ``max_text_mb``."""
    builder = TextBuilder(limits)
    soup = parse(_decode(path.read_bytes()))
    properties = _properties(soup)
    add_page(builder, soup)
    notes = () if builder.blocks else ("has no text",)
    return Content("html", builder.text, tuple(builder.blocks), (), properties, notes)


def parse(text: str) -> BeautifulSoup:
    """The page as a tree; a page nested too deeply to be one raises ReadError."""
    try:
        # A page in the stricter dialect says that it is XML; the parser for pages reads it all the same.
        with warnings.catch_warnings(action="ignore", category=XMLParsedAsHTMLWarning):
            return BeautifulSoup(text, "lxml")
    except RecursionError as error:
        raise ReadError("is damaged: its parts are nested too deeply") from error


def _decode(data: bytes) -> str:
    """By the byte order mark, else by what the page says of itself, else as any text."""
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:200]:
        return decode(data)
    declared = EncodingDetector.find_declared_encoding(data, is_html=True, search_entire_document=False)
    if declared and not declared.lower().startswith(("utf-8", "utf8", "utf-16", "unicode")):
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            return decode(data)
    return decode(data)


def add_page(builder: TextBuilder, soup: BeautifulSoup) -> None:
    """Writes what the page shows."""
    for tag in soup.find_all(_is_hidden):
        tag.decompose()
    _drop_margins(soup)
    _Walker(builder).walk(soup)


def _is_hidden(tag: Tag) -> bool:
    if tag.name in (*_NOT_SHOWN, *_CONTROLS) or tag.has_attr("hidden") or tag.get("role") == "navigation":
        return True
    return bool(_HIDDEN.search(str(tag.get("style") or "")))


def _drop_margins(soup: BeautifulSoup) -> None:
    """Takes out the page's header, footer and asides where most of the text stands elsewhere. One that
    holds the main heading, or stands inside the main part, is part of the document."""
    margins = [
        tag
        for tag in soup.find_all(_MARGINS)
        if tag.find("h1") is None and tag.find_parent(("main", "article", *_MARGINS)) is None
    ]
    whole = len(soup.get_text())
    if sum(len(tag.get_text()) for tag in margins) <= whole / 2:
        for tag in margins:
            tag.decompose()


class _Walker:
    """Goes through the page once, in order, without recursion: pages are nested as deeply as they like."""

    def __init__(self, builder: TextBuilder) -> None:
        self.builder = builder
        self.line: list[str] = []
        self.bold = 0
        self.plain = False
        self.marker = ""
        self.counts: list[tuple[Tag, int]] = []

    def walk(self, top: Tag) -> None:
        for node, entering in _events(top, stop_at=("table", "dl")):
            if isinstance(node, NavigableString):
                self._words(_visible(node))
            elif isinstance(node, Tag):
                self._tag(node, entering)
        self._flush(top)

    def _words(self, text: str) -> None:
        self.line.append(text)
        self.plain = self.plain or bool(text.strip() and not self.bold)

    def _tag(self, tag: Tag, entering: bool) -> None:
        if tag.name == "br":
            self.line.append(_LINE if entering else "")
        elif tag.name in ("b", "strong"):
            self.bold += 1 if entering else -1
        elif _BLOCK.fullmatch(tag.name):
            self._block(tag, entering)

    def _block(self, tag: Tag, entering: bool) -> None:
        self._flush(tag.parent if entering and tag.parent else tag)
        if tag.name == "table" and entering:
            self._table(tag)
        elif tag.name == "dl" and entering:
            self._pairs(tag)
        elif tag.name in ("ol", "ul"):
            self._list(tag, entering)
        elif tag.name == "li":
            self.marker = self._next_marker(tag) if entering else ""

    def _flush(self, tag: Tag) -> None:
        """Ends the paragraph that has been gathered; two line breaks in a row end one as well."""
        parts, bold = _folded("".join(self.line)), not self.plain
        self.line, self.plain = [], False
        for text in parts:
            heading = _heading_above(tag)
            depth = max(len(self.counts) - 1, 0) if self.marker else 0
            add_paragraph(self.builder, Paragraph(text, heading, self.marker, depth, bold))
            self.marker = ""

    def _list(self, tag: Tag, entering: bool) -> None:
        if entering:
            start = str(tag.get("start") or "1")
            self.counts.append((tag, int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1))
        elif self.counts:
            self.counts.pop()

    def _next_marker(self, item: Tag) -> str:
        if not self.counts or self.counts[-1][0].name != "ol":
            return "• "
        tag, count = self.counts[-1]
        given = str(item.get("value") or "")
        count = int(given) if re.fullmatch(r"-?\d{1,6}", given) else count
        self.counts[-1] = (tag, count + 1)
        style = str(item.get("type") or tag.get("type") or "")
        return f"{in_style(count, _COUNTS.get(style, 'decimal'))}. "

    def _table(self, table: Tag) -> None:
        """A table; one that is there for layout, with tables or headings inside, is walked instead."""
        if table.find(("table", "h1", "h2", "h3")) is not None:
            inner = _Walker(self.builder)
            for part in table.find_all(("caption", "td", "th")):
                if part.find_parent("table") is table:
                    inner.walk(part)
            return
        caption = table.find("caption")
        if caption is not None:
            text = " ".join(_flat(caption))
            self.builder.add(BlockKind.TABLE_HEADER, text, table=self.builder.tables + 1)
        add_table(self.builder, Grid([_row(row) for row in table.find_all("tr")]))

    def _pairs(self, pairs: Tag) -> None:
        """A list of terms: label and value side by side, as a reader sees them."""
        rows: list[list[Cell]] = []
        for part in pairs.find_all(("dt", "dd")):
            cell = _cell(part)
            if part.name == "dd" and rows:
                rows[-1].append(cell)
            else:
                rows.append([cell])
        add_table(self.builder, Grid([[row[0], _merged(row[1:])] for row in rows]))


def _events(top: Tag, stop_at: tuple[str, ...] = ()) -> Iterator[tuple[PageElement, bool]]:
    """Every node below ``top``, tags twice: entered and left. ``stop_at`` are not gone into."""
    stack: list[tuple[PageElement, bool]] = [(child, True) for child in reversed(list(top.children))]
    while stack:
        node, entering = stack.pop()
        yield node, entering
        if isinstance(node, Tag) and entering:
            stack.append((node, False))
            if node.name not in stop_at:
                stack += [(child, True) for child in reversed(list(node.children))]


def _visible(node: NavigableString) -> str:
    return "" if isinstance(node, (Comment, Doctype, ProcessingInstruction)) else str(node)


def _folded(text: str) -> list[str]:
    """Paragraphs from text whose line breaks are marked: white space folded, empty ones left out."""
    parts = re.split(rf"{_LINE}\s*{_LINE}", text)
    lines = [[" ".join(line.split()) for line in part.split(_LINE)] for part in parts]
    return [shown for part in lines if (shown := "\n".join(line for line in part if line))]


def _heading_above(tag: Tag) -> int:
    for above in (tag, *tag.parents):
        if re.fullmatch(r"h[1-6]", above.name):
            return int(above.name[1])
        if above.name in ("li", "td", "section", "article", "div"):
            return 0
    return 0


def _all_bold(tag: Tag, text: str) -> bool:
    """Is the whole cell inside <b> or <strong>?"""
    bold = "".join(part.get_text() for part in tag.find_all(("b", "strong")))
    return bool(bold.strip()) and "".join(bold.split()) == "".join(text.split())


def _flat(tag: Tag) -> list[str]:
    """The paragraphs inside a cell."""
    parts: list[str] = []
    line: list[str] = []
    for node, entering in _events(tag):
        if isinstance(node, NavigableString):
            line.append(_visible(node))
        elif isinstance(node, Tag) and node.name == "br":
            line.append(_LINE if entering else "")
        elif isinstance(node, Tag) and _BLOCK.fullmatch(node.name):
            parts += _folded("".join(line))
            line = []
    return parts + _folded("".join(line))


def _row(row: Tag) -> list[Cell]:
    cells = [cell for cell in row.find_all(("td", "th")) if cell.find_parent("tr") is row]
    return [_cell(cell) for cell in cells]


def _cell(tag: Tag) -> Cell:
    texts = _flat(tag)
    bold = _all_bold(tag, "".join(texts))
    shown = tuple(Paragraph(text, bold=bold) for text in texts)
    return Cell(shown, tag.name == "th", min(_count(tag, "colspan"), 60), _count(tag, "rowspan"))


def _count(tag: Tag, name: str) -> int:
    given = str(tag.get(name) or "1")
    return int(given) if re.fullmatch(r"[1-9]\d?", given) else 1


def _merged(cells: list[Cell]) -> Cell:
    return Cell(tuple(paragraph for cell in cells for paragraph in cell.paragraphs))


def _properties(soup: BeautifulSoup) -> dict[str, str]:
    """Title, description, date and site, as the page states them for machines."""
    named: dict[str, str] = {}
    for meta in soup.find_all("meta"):
        name = str(meta.get("name") or meta.get("property") or "").casefold()
        named.setdefault(name, " ".join(str(meta.get("content") or "").split()))
    found = {
        "title": " ".join(soup.title.get_text().split()) if soup.title else "",
        "description": named.get("description") or named.get("dc.description") or "",
        "date": next((named[name] for name in _DATES if named.get(name)), ""),
        "site": next((named[name] for name in _SITES if named.get(name)), ""),
    }
    return {name: value for name, value in found.items() if value}
