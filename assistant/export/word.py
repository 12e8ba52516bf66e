"""A paper as a Word file, with real headings and quotations as such, made afresh by python-docx."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from assistant.export.paper import NOT_FOUND, NOTICES, WORKING_COPY, Paper, Section, Source

_INK = RGBColor(0x1B, 0x24, 0x30)


def word_file(paper: Paper) -> bytes:
    """The paper as DOCX."""
    document = Document()
    _style(document)
    document.add_heading(paper.title, level=1)
    document.add_paragraph(f"{paper.made} {paper.corpus}")
    document.add_paragraph(WORKING_COPY, style="Intense Quote")
    for section in paper.sections:
        _section(document, section)
    _properties(document, paper)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _section(document: WordDocument, section: Section) -> None:
    document.add_heading(f"{section.number}. {section.question}", level=2)
    for line in (section.asked, section.taken, section.narrowed, section.byline):
        if line:
            document.add_paragraph(line)
    if section.not_found:
        document.add_heading(NOT_FOUND, level=3)
    for paragraph in section.paragraphs:
        document.add_paragraph(paragraph)
    if section.notices:
        document.add_heading(NOTICES, level=3)
    for notice in section.notices:
        document.add_paragraph(notice, style="List Bullet")
    if section.sources:
        document.add_heading(section.sources_heading, level=3)
    for source in section.sources:
        _source(document, source)


def _source(document: WordDocument, source: Source) -> None:
    document.add_heading(f"[{source.marker}] {source.title}", level=4)
    facts = document.add_paragraph("; ".join(f"{name}: {value}" for name, value in source.facts))
    facts.paragraph_format.keep_with_next = True
    if source.cell:
        document.add_paragraph(source.cell).paragraph_format.keep_with_next = True
    document.add_paragraph(f"“{source.quote}”", style="Quote")


def _style(document: WordDocument) -> None:
    """A4, a plain type large enough to read, dark headings, British English for who has it read aloud."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    normal.element.get_or_add_rPr().append(language)
    for level, size in ((1, 18), (2, 14), (3, 12), (4, 11)):
        _style_heading(document.styles[f"Heading {level}"], size)
    for name in ("Quote", "Intense Quote"):
        style = document.styles[name]
        style.font.color.rgb, style.font.italic = _INK, False
        style.paragraph_format.left_indent = Cm(1)


def _style_heading(style: object, size: int) -> None:
    """Word's own headings are set in another face for each script: all of them are replaced."""
    font = style.font  # type: ignore[attr-defined]
    font.name, font.size, font.italic, font.color.rgb = "Arial", Pt(size), False, _INK
    faces = style.element.rPr.rFonts  # type: ignore[attr-defined]
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        faces.attrib.pop(qn(name), None)


def _properties(document: WordDocument, paper: Paper) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title, properties.language, properties.revision = paper.title, "en-GB", 1
    properties.created = properties.modified = datetime.now(UTC).replace(microsecond=0)
