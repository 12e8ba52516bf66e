"""Blocks on PDF pages: headings, paragraphs, lists and tables that run over a page break."""

from __future__ import annotations

from itertools import accumulate

from eval.sample.build.markup import Block, Bullet, Heading, Numbered, PageBreak, Paragraph, Table
from eval.sample.build.pdf_page import MARGIN, Pen
from eval.sample.build.recipe import Recipe

SIZE = 10.0
LEADING = 13.5
CELL_SIZE = 8.5
CELL_LEADING = 11.0
PADDING = 3.5
_HEADINGS = {1: (16.0, 24.0), 2: (12.5, 19.0), 3: (10.5, 16.0)}


def render_pdf(recipe: Recipe) -> bytes:
    """The document as PDF. Laid out twice, since a footer may name the number of pages."""
    blocks = recipe.blocks()
    return _lay_out(recipe, blocks, _lay_out(recipe, blocks, 0).page).finish()


def _lay_out(recipe: Recipe, blocks: tuple[Block, ...], pages: int) -> Pen:
    pen = Pen(recipe, pages)
    for block in blocks:
        _draw(pen, block)
    return pen


def _draw(pen: Pen, block: Block) -> None:
    match block:
        case Heading():
            _heading(pen, block)
        case Paragraph():
            _paragraph(pen, block)
        case Bullet(text) | Numbered(text):
            _lines(pen, f"- {text}", indent=14, hang=6)
        case Table():
            _table(pen, block)
        case PageBreak():
            pen.new_page()


def _heading(pen: Pen, heading: Heading) -> None:
    size, leading = _HEADINGS[heading.level]
    # A heading never stands alone at the foot of a page.
    if pen.left_over < leading + 3 * LEADING:
        pen.new_page()
    pen.y += 6
    pen.ink(plain=False)
    for line in pen.wrap(heading.text, pen.measure, size, bold=True):
        pen.y += leading - 5
        pen.write(line, MARGIN, pen.y, size, bold=True)
    pen.ink(plain=True)
    pen.y += 8


def _paragraph(pen: Pen, paragraph: Paragraph) -> None:
    label = paragraph.label
    inner = 14 if label[:1].isalpha() or label.startswith("(") else 0
    hang = pen.text_width(f"{label} ", SIZE, paragraph.strong) if label else 0
    _lines(pen, paragraph.text, indent=inner, hang=hang, bold=paragraph.strong)


def _lines(pen: Pen, text: str, indent: float = 0, hang: float = 0, bold: bool = False) -> None:
    for number, line in enumerate(pen.wrap(text, pen.measure - indent - hang, SIZE, bold)):
        if pen.left_over < LEADING:
            pen.new_page()
        pen.y += LEADING
        pen.write(line, MARGIN + indent + (hang if number else 0), pen.y, SIZE, bold)
    pen.y += 6


def _table(pen: Pen, table: Table) -> None:
    _header(pen, table)
    for row in table.rows:
        if pen.left_over < _height(pen, table, row, bold=False):
            pen.new_page()
            _header(pen, table)
        _row(pen, table, row, bold=row[0].startswith("Total"))
    pen.y += 10


def _header(pen: Pen, table: Table) -> None:
    heights = [_height(pen, table, row, bold=True) for row in table.header]
    if pen.left_over < sum(heights) + 3 * CELL_LEADING:
        pen.new_page()
    pen.shade(MARGIN, pen.y, pen.measure, sum(heights))
    for row in table.header:
        _row(pen, table, row, bold=True)


def _height(pen: Pen, table: Table, row: tuple[str, ...], bold: bool) -> float:
    return max(map(len, _wrapped(pen, table, row, bold))) * CELL_LEADING + 2 * PADDING


def _wrapped(pen: Pen, table: Table, row: tuple[str, ...], bold: bool) -> list[list[str]]:
    widths = [share * pen.measure - 2 * PADDING for share in table.widths]
    return [pen.wrap(cell, width, CELL_SIZE, bold) for cell, width in zip(row, widths, strict=True)]


def _row(pen: Pen, table: Table, row: tuple[str, ...], bold: bool) -> None:
    lefts = [MARGIN + share * pen.measure for share in accumulate(table.widths, initial=0.0)]
    for column, lines in enumerate(_wrapped(pen, table, row, bold)):
        for number, line in enumerate(lines):
            x = lefts[column] + PADDING
            if table.right[column]:
                x = lefts[column + 1] - PADDING - pen.text_width(line, CELL_SIZE, bold)
            pen.write(line, x, pen.y + PADDING + (number + 0.8) * CELL_LEADING, CELL_SIZE, bold)
    pen.y += _height(pen, table, row, bold)
    pen.rule(MARGIN, pen.y, pen.measure)
