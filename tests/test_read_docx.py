"""Word documents made for the test: order, numbers, tables, and what is not on the page."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.describe import describe
from ingest.document import Document
from ingest.errors import ReadError
from ingest.read import read
from ingest.read.docx_numbers import in_style
from ingest.settings import IngestSettings


def read_word(tmp_path: Path, write: Callable[[WordDocument], object]) -> Document:
    document = docx.Document()
    write(document)
    document.save(str(tmp_path / "a.docx"))
    return read(tmp_path / "a.docx", "a.docx", IngestSettings())


def shown(document: Document) -> list[tuple[str, str]]:
    return [(b.kind.value, document.slice(b)) for b in document.blocks]


def add_xml(document: WordDocument, xml: str) -> None:
    """Raw WordprocessingML, ahead of the closing section properties."""
    spaces = nsdecls("w", "wp", "a") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    for element in parse_xml(f"<w:body {spaces}>{xml}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)


def test_paragraphs_and_tables_come_in_the_order_of_the_body(tmp_path: Path) -> None:
    def write(document: WordDocument) -> None:
        document.add_heading("Short breaks", 0)
        document.add_heading("Background", 2)
        document.add_paragraph("Before the table.")
        table = document.add_table(3, 2)
        for row, texts in zip(
            table.rows, (("Service", "Cost"), ("Physio", "5"), ("Speech", "7")), strict=True
        ):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        document.add_paragraph("After it.")

    document = read_word(tmp_path, write)
    assert shown(document) == [
        ("heading", "Short breaks"),
        ("heading", "Background"),
        ("paragraph", "Before the table."),
        ("table-header", "Service\tCost"),
        ("table-row", "Physio\t5"),
        ("table-row", "Speech\t7"),
        ("paragraph", "After it."),
    ]
    assert [b.level for b in document.blocks[:2]] == [1, 2]
    assert [b.table for b in document.blocks] == [0, 0, 0, 1, 1, 1, 0]
    assert document.pages == ()


NUMBERING = f"""<w:numbering {nsdecls("w")}>
  <w:abstractNum w:abstractNumId="90">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="91">
    <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1)"/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="92">
    <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="50"><w:abstractNumId w:val="90"/></w:num>
  <w:num w:numId="51"><w:abstractNumId w:val="91"/></w:num>
  <w:num w:numId="52"><w:abstractNumId w:val="92"/></w:num>
  <w:num w:numId="53"><w:abstractNumId w:val="90"/>
    <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def add_numbered(document: WordDocument, items: list[tuple[int, int, str]]) -> None:
    part = document.part.numbering_part
    part._element = parse_xml(NUMBERING)
    for number, depth, text in items:
        add_xml(
            document,
            f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
            f"<w:r><w:t>{text}</w:t></w:r></w:p>",
        )


def test_the_numbers_that_word_generates_are_worked_out(tmp_path: Path) -> None:
    items = [
        (50, 0, "Scope"),
        (50, 1, "The service covers the county."),
        (50, 1, "It starts in May."),
        (50, 2, "in schools"),
        (50, 2, "at home"),
        (50, 0, "Cost"),
        (50, 1, "The cost is shared."),
        (51, 0, "third"),
        (51, 0, "fourth"),
        (52, 0, "a mark"),
        (53, 0, "again from one"),
        (0, 0, "not numbered"),
    ]
    document = read_word(tmp_path, lambda document: add_numbered(document, items))
    assert [(document.slice(b), b.label, b.generated) for b in document.blocks] == [
        ("1. Scope", "1.", 3),
        ("1.1 The service covers the county.", "1.1", 4),
        ("1.2 It starts in May.", "1.2", 4),
        ("(a) in schools", "(a)", 4),
        ("(b) at home", "(b)", 4),
        ("2. Cost", "2.", 3),
        ("2.1 The cost is shared.", "2.1", 4),
        ("III) third", "III)", 5),
        ("IV) fourth", "IV)", 4),
        ("• a mark", "•", 2),
        ("1. again from one", "1.", 3),
        ("not numbered", "", 0),
    ]


@pytest.mark.parametrize(
    ("number", "style", "shown"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (28, "lowerLetter", "bb"),
        (4, "upperRoman", "IV"),
        (0, "lowerRoman", "0"),
    ],
)
def test_number_styles(number: int, style: str, shown: str) -> None:
    assert in_style(number, style) == shown


def test_deleted_hidden_and_field_text_is_not_on_the_page(tmp_path: Path) -> None:
    xml = """<w:p><w:r><w:t xml:space="preserve">The cost is </w:t></w:r>
      <w:del w:id="1" w:author="x"><w:r><w:delText>five</w:delText></w:r></w:del>
      <w:ins w:id="2" w:author="x"><w:r><w:t>six</w:t></w:r></w:ins>
      <w:r><w:rPr><w:vanish/></w:rPr><w:t> secret</w:t></w:r>
      <w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t xml:space="preserve"> pounds</w:t></w:r>
      <w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:noBreakHyphen/><w:t>a</w:t><w:br/><w:t>visit.</w:t></w:r>
      <w:r><w:commentReference w:id="3"/></w:r></w:p>
      <w:sdt><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>"""
    document = read_word(tmp_path, lambda document: add_xml(document, xml))
    assert [text for _, text in shown(document)] == ["The cost is six pounds-a\nvisit.", "In a control."]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    xml = f"""<w:p><w:r><w:t>Around it.</w:t></w:r><w:r><mc:AlternateContent>
      <mc:Choice Requires="wps"><w:drawing><wps:txbx>{box.format("In the box.")}</wps:txbx></w:drawing>
      </mc:Choice>
      <mc:Fallback><w:pict><v:textbox>{box.format("In the box.")}</v:textbox></w:pict></mc:Fallback>
      </mc:AlternateContent></w:r></w:p>"""
    document = read_word(tmp_path, lambda document: add_xml(document, xml))
    assert [text for _, text in shown(document)] == ["Around it.", "In the box."]


def test_merged_cells_keep_their_columns(tmp_path: Path) -> None:
    def write(document: WordDocument) -> None:
        table = document.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "Both"
        table.cell(0, 2).text = "Third"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "Down"
        table.cell(1, 1).text, table.cell(2, 1).text, table.cell(2, 2).text = "b", "c", "d"
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))

    assert shown(read_word(tmp_path, write)) == [
        ("table-header", "Both\t\tThird"),
        ("table-row", "Down\tb"),
        ("table-row", "\tc\td"),
    ]


def test_a_form_laid_out_as_a_table_is_prose(tmp_path: Path) -> None:
    def write(document: WordDocument) -> None:
        table = document.add_table(2, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Decision number", "31/00042"
        table.cell(1, 0).paragraphs[0].add_run("Reasons for Decision").bold = True
        table.cell(1, 1).text = "One.\nTwo."
        for text in ("2.1 Third.", "Fourth.", "Fifth."):
            table.cell(1, 1).add_paragraph(text)

    document = read_word(tmp_path, write)
    assert [(b.kind.value, b.label) for b in document.blocks] == [
        ("table-row", ""),
        ("heading", ""),
        ("paragraph", ""),
        ("paragraph", "2.1"),
        ("paragraph", ""),
        ("paragraph", ""),
    ]


def test_a_bold_line_is_a_heading_and_a_bold_question_is_not(tmp_path: Path) -> None:
    def write(document: WordDocument) -> None:
        document.add_paragraph().add_run("Shared Cycle Routes").bold = True
        document.add_paragraph().add_run("How many are there?").bold = True

    assert [kind for kind, _ in shown(read_word(tmp_path, write))] == ["heading", "paragraph"]


def test_properties_are_the_title_and_the_day_it_was_made(tmp_path: Path) -> None:
    def write(document: WordDocument) -> None:
        document.core_properties.title = "Answer 12"
        document.core_properties.author = "A. Clerk"

    document = read_word(tmp_path, write)
    assert document.properties["title"] == "Answer 12"
    assert document.properties["created"] == "2013-12-23"
    assert "A. Clerk" not in document.properties.values()
    assert document.notes == ("has no text",)


def rewrite(path: Path, member: str, change: Callable[[bytes], bytes]) -> Path:
    """The same package with one of its parts changed."""
    changed = path.with_name("changed.docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            new.writestr(item.filename, change(data) if item.filename == member else data)
    return changed


def test_a_broken_part_is_damage_in_words(tmp_path: Path) -> None:
    read_word(tmp_path, lambda document: document.add_paragraph("Words."))
    path = rewrite(tmp_path / "a.docx", "word/document.xml", lambda data: data[: len(data) // 2])
    with pytest.raises(ReadError, match=r"^is damaged: it is not a complete Word document$"):
        read(path, "a.docx", IngestSettings())


def test_entities_that_grow_without_end_are_not_followed(tmp_path: Path) -> None:
    read_word(tmp_path, lambda document: document.add_paragraph("Words."))
    entities = '<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    head = b"<!DOCTYPE w:document [" + entities.encode() + b"]><w:document"

    def change(data: bytes) -> bytes:
        return data.replace(b"<w:document", head, 1).replace(b"Words.", b"&i;")

    path = rewrite(tmp_path / "a.docx", "word/document.xml", change)
    try:
        text = read(path, "a.docx", IngestSettings()).text
    except ReadError as error:
        text = str(error)
    assert len(text) < 1000


def test_a_package_that_unpacks_beyond_bounds_is_refused_before_unpacking(tmp_path: Path) -> None:
    read_word(tmp_path, lambda document: document.add_paragraph("Words."))
    path = rewrite(tmp_path / "a.docx", "word/document.xml", lambda data: data + b" " * 6_000_000)
    assert path.stat().st_size < 100_000
    with pytest.raises(ReadError, match=r"^unpacks to 7 MB; the limit is 4 MB .*ingest.max_text_mb\)$"):
        read(path, "a.docx", IngestSettings(max_text_mb=1))


def test_footnotes_follow_the_text_with_generated_numbers(tmp_path: Path) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    notes = f"""<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>
      <w:footnote w:id="1"><w:p><w:r><w:t>Prices of 2031.</w:t></w:r></w:p></w:footnote></w:footnotes>"""

    def write(document: WordDocument) -> None:
        document.add_paragraph("The cost is £5.")._p.append(
            parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="1"/></w:r>')
        )
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    document = read_word(tmp_path, write)
    assert [(document.slice(b), b.generated) for b in document.blocks] == [
        ("The cost is £5.", 0),
        ("1 Prices of 2031.", 2),
    ]


def test_headers_and_footers_are_furniture_each_once(tmp_path: Path) -> None:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "OFFICIAL-SENSITIVE"
    word.sections[0].footer.paragraphs[0].text = "Averdale County Council"
    word.add_paragraph("The price is agreed.")
    word.save(str(tmp_path / "paper.docx"))
    found = read(tmp_path / "paper.docx", "paper.docx", IngestSettings())
    assert [(block.kind.value, found.slice(block)) for block in found.blocks] == [
        ("furniture", "OFFICIAL-SENSITIVE"),
        ("paragraph", "The price is agreed."),
        ("furniture", "Averdale County Council"),
    ]
    assert (marking := describe(found).marking) is not None
    assert marking.value == "OFFICIAL-SENSITIVE"
