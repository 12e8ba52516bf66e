"""Word documents (.docx): paragraphs and tables in the order of the body, with the numbers Word shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import _Element

from ingest.document import BlockKind
from ingest.errors import ReadError
from ingest.read.content import Content, TextBuilder
from ingest.read.docx_numbers import Numbers
from ingest.read.docx_styles import Styles, flag, numbering_of, outline_of
from ingest.read.flow import Cell, Grid, Paragraph, add_paragraph, add_table
from ingest.read.package import PACKAGE_ERRORS
from ingest.settings import IngestSettings

# Deleted and moved-away text, field codes and comments are not on the page; a text box is read apart, and
# its fallback is the same text again for old programs.
_NOT_SHOWN = frozenset(
    qn(name)
    for name in (
        "w:del",
        "w:moveFrom",
        "w:instrText",
        "w:delText",
        "w:pPr",
        "w:rPr",
        "w:txbxContent",
        "w:footnoteReference",
        "w:endnoteReference",
        "w:commentReference",
    )
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_NOTES = (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES)


def read_docx(path: Path, limits: IngestSettings) -> Content:
    """A Word document; its headers and footers are furniture. Raises ReadError for a damaged file."""
    builder = TextBuilder(limits)
    try:
        with path.open("rb") as stream:
            document = docx.Document(stream)
        _Reader(document, builder).read()
        properties = _properties(document)
    except PACKAGE_ERRORS as error:
        raise ReadError("is damaged: it is not a complete Word document") from error
    notes = () if builder.blocks else ("has no text",)
    return Content("docx", builder.text, tuple(builder.blocks), (), properties, notes)


class _Reader:
    """Walks one document."""

    def __init__(self, document: WordDocument, builder: TextBuilder) -> None:
        self.document, self.builder = document, builder
        self.styles = Styles(_part(document, RELATIONSHIP_TYPE.STYLES))
        self.numbers = Numbers(_part(document, RELATIONSHIP_TYPE.NUMBERING), self.styles.numbering())

    def read(self) -> None:
        self._margins(RELATIONSHIP_TYPE.HEADER)
        for item in _items(self.document.element.body):
            if item.tag == qn("w:tbl"):
                add_table(self.builder, self._grid(item))
            else:
                for paragraph in self._paragraphs(item):
                    add_paragraph(self.builder, paragraph)
        for kind in _NOTES:
            self._notes(_part(self.document, kind))
        self._margins(RELATIONSHIP_TYPE.FOOTER)

    def _margins(self, kind: str) -> None:
        """Headers or footers, each once: a marking stands there as often as not."""
        parts = [r.target_part for r in self.document.part.rels.values() if r.reltype == kind]
        lines = [
            "".join(self._text(item, False)) for p in parts for item in parse_xml(p.blob).iter(qn("w:p"))
        ]
        for line in dict.fromkeys(line.strip() for line in lines):
            self.builder.add(BlockKind.FURNITURE, line)

    def _paragraphs(self, item: _Element) -> Iterator[Paragraph]:
        """A paragraph, and after it those of the text boxes anchored in it."""
        yield self._paragraph(item)
        for box in item.iter(qn("w:txbxContent")):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                for inner in box.iter(qn("w:p")):
                    yield self._paragraph(inner)

    def _paragraph(self, item: _Element) -> Paragraph:
        properties = item.find(qn("w:pPr"))
        named = properties.find(qn("w:pStyle")) if properties is not None else None
        style = self.styles.get(str(named.get(qn("w:val"))) if named is not None else self.styles.default)
        text = "".join(self._text(item, style.hidden))
        number, depth = numbering_of(properties) or (style.number, style.depth)
        number = number or style.number
        # An empty paragraph shows no number, and does not count.
        marker = self.numbers.marker(number, depth) if text.strip() and number not in ("", "0") else ""
        heading = outline_of(properties) or style.heading
        return Paragraph(text, heading, marker, depth if marker else 0, self._is_bold(item, style.bold))

    def _text(self, element: _Element, hidden: bool) -> Iterator[str]:
        for child in element:
            if child.tag in _NOT_SHOWN or not isinstance(child.tag, str):
                continue
            if child.tag == qn("w:t"):
                yield "" if hidden else child.text or ""
            elif child.tag in _SIGNS:
                yield "" if hidden else _SIGNS[child.tag]
            elif child.tag == qn("w:r"):
                said = flag(child.find(qn("w:rPr")), "w:vanish")
                yield from self._text(child, hidden if said is None else said)
            else:
                yield from self._text(child, hidden)

    def _is_bold(self, item: _Element, by_style: bool) -> bool:
        runs = [r for r in item.iter(qn("w:r")) if "".join(t.text or "" for t in r.iter(qn("w:t"))).strip()]
        said = [flag(run.find(qn("w:rPr")), "w:b") for run in runs]
        return bool(said) and all(by_style if value is None else value for value in said)

    def _grid(self, table: _Element) -> Grid:
        rows = (row for row in _items(table, "w:tr") if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None)
        return Grid([self._row(row) for row in rows])

    def _row(self, row: _Element) -> list[Cell]:
        header = flag(row.find(qn("w:trPr")), "w:tblHeader") is True
        skipped = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
        width = str(skipped.get(qn("w:val"))) if skipped is not None else ""
        before = [Cell(span=min(int(width), 60))] if width.isdigit() and int(width) else []
        return [*before, *(self._cell(cell, header) for cell in _items(row, "w:tc"))]

    def _cell(self, cell: _Element, header: bool) -> Cell:
        properties = cell.find(qn("w:tcPr"))
        span = properties.find(qn("w:gridSpan")) if properties is not None else None
        width = str(span.get(qn("w:val"))) if span is not None else "1"
        paragraphs = [p for item in cell.iter(qn("w:p")) for p in self._in_cell(item)]
        return Cell(tuple(paragraphs), header, min(int(width), 60) if width.isdigit() else 1)

    def _in_cell(self, item: _Element) -> Iterator[Paragraph]:
        """Paragraphs inside a text box belong to the paragraph that anchors it."""
        if next(item.iterancestors(qn("w:txbxContent")), None) is None:
            yield from self._paragraphs(item)

    def _notes(self, root: _Element | None) -> None:
        """Footnotes and endnotes, after the text; the numbers stand as generated ones before them."""
        shown = [n for n in root if n.get(qn("w:type")) in (None, "normal")] if root is not None else []
        for count, note in enumerate(shown, 1):
            text = " ".join("".join(self._text(item, False)).strip() for item in note.iter(qn("w:p")))
            add_paragraph(self.builder, Paragraph(text, marker=f"{count} "))


def _items(parent: _Element, *wanted: str) -> Iterator[_Element]:
    """Paragraphs and tables (or what is wanted) below a parent, inside content controls as well."""
    tags = {qn(name) for name in wanted or ("w:p", "w:tbl")}
    wrappers = {qn(n) for n in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")}
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in wrappers:
            yield from _items(child, *wanted)


def _part(document: WordDocument, kind: str) -> _Element | None:
    """The root of the part that the document relates to in one way; None where it has no such part."""
    for relation in document.part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            return parse_xml(relation.target_part.blob)
    return None


def _properties(document: WordDocument) -> dict[str, str]:
    core = document.core_properties
    found = {"title": core.title or "", "subject": core.subject or ""}
    if core.created:
        found["created"] = core.created.date().isoformat()
    return {name: value.strip() for name, value in found.items() if value.strip()}
