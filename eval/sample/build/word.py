"""Blocks as a Word document, with Word's own headings, lists and tables."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.opc.rel import Relationships
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable

from eval.sample.build.markup import Block, Bullet, Heading, Numbered, PageBreak, Paragraph, Table
from eval.sample.build.package import repack
from eval.sample.build.recipe import Recipe

_WRITTEN = datetime(2025, 1, 1)
_STYLES = ("Normal", "Heading 1", "Heading 2", "Heading 3")
_GRID = "Table Grid"
_UNUSED_PARTS = ("stylesWithEffects", "thumbnail")


def render_docx(recipe: Recipe) -> bytes:
    """The document as DOCX, with the time of writing taken out."""
    document = docx.Document()
    trim(document)
    _describe(document, recipe)
    _dress(document, recipe)
    for block in recipe.blocks():
        _append(document, block)
    buffer = BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue())


def trim(document: Document) -> None:
    """Take out what the library's template brings along and no document here uses: 800 KB of styles."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in {"Normal Table", _GRID}:
            style.delete()
    _drop(document.part.rels)
    _drop(document.part.package.rels)


def _drop(relations: Relationships) -> None:
    for key in [key for key, relation in relations.items() if relation.reltype.endswith(_UNUSED_PARTS)]:
        del relations[key]


def _describe(document: Document, recipe: Recipe) -> None:
    properties = document.core_properties
    properties.title, properties.author = recipe.title, recipe.house.name
    properties.comments = ""
    properties.created = properties.modified = _WRITTEN
    section = document.sections[0]
    section.header.paragraphs[0].text = recipe.furniture.header
    section.footer.paragraphs[0].text = recipe.furniture.footer


def _dress(document: Document, recipe: Recipe) -> None:
    ink = RGBColor(*(round(255 * part) for part in recipe.house.colour))
    for name in _STYLES:
        style = document.styles[name]
        if isinstance(style, ParagraphStyle):
            style.font.name = "Georgia" if recipe.house.serif else "Arial"
            style.font.color.rgb = None if name == "Normal" else ink


def _append(document: Document, block: Block) -> None:
    match block:
        case Heading(text, level):
            document.add_heading(text, level)
        case Paragraph(text, strong):
            document.add_paragraph().add_run(text).bold = strong
        case Bullet(text):
            document.add_paragraph(text, style="List Bullet")
        case Numbered(text):
            document.add_paragraph(text, style="List Number")
        case Table():
            _append_table(document, block)
        case PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _append_table(document: Document, table: Table) -> None:
    rows = table.header + table.rows
    grid = document.add_table(len(rows), len(table.widths), style=_GRID)
    for number, row in enumerate(rows):
        _fill(grid, number, row, strong=number < len(table.header))
    document.add_paragraph()


def _fill(grid: WordTable, number: int, row: tuple[str, ...], strong: bool) -> None:
    for cell, text in zip(grid.rows[number].cells, row, strict=True):
        run = cell.paragraphs[0].add_run(text)
        run.bold, run.font.size = strong, Pt(9)
