"""PDF files made for the test: pages, labels, pictures, locks and limits."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, NumberObject, StreamObject
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from ingest.document import BlockKind, Document
from ingest.errors import ReadError
from ingest.read import read
from ingest.settings import IngestSettings

LIMITS = IngestSettings()
PICTURE = b"P6 2 2 255\n" + bytes(range(12))


def make_pdf(path: Path, pages: list[list[str] | None]) -> Path:
    """A file with a line of text a line; None is a page that is only a picture."""
    sheet = canvas.Canvas(str(path), pagesize=A4)
    for lines in pages:
        if lines is None:
            sheet.drawImage(ImageReader(BytesIO(PICTURE)), 100, 500, 200, 200)
        for number, line in enumerate(lines or []):
            sheet.drawString(60, 780 - 16 * number, line)
        sheet.showPage()
    sheet.save()
    return path


def read_pages(tmp_path: Path, pages: list[list[str] | None]) -> Document:
    return read(make_pdf(tmp_path / "a.pdf", pages), "papers/a.pdf", LIMITS)


def test_pages_tile_the_text_and_keep_what_pypdf_gives(tmp_path: Path) -> None:
    pages: list[list[str] | None] = [
        ["Short breaks strategy", "The first page."],
        ["The second page."],
        ["The third."],
    ]
    document = read_pages(tmp_path, pages)
    assert document.source == "papers/a.pdf"
    assert document.format == "pdf"
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert [document.text[p.start : p.end] for p in document.pages] == [
        page.extract_text() + "\n" for page in PdfReader(tmp_path / "a.pdf").pages
    ]
    assert document.pages[0].start == 0
    assert document.pages[-1].end == len(document.text)
    assert all(a.end == b.start for a, b in zip(document.pages, document.pages[1:], strict=False))


def test_printed_labels_come_before_the_labels_in_the_file(tmp_path: Path) -> None:
    printed = read_pages(tmp_path, [[f"Words on sheet {n}.", f"Page {n + 20} of 44"] for n in range(1, 4)])
    assert [page.label for page in printed.pages] == ["21", "22", "23"]
    writer = PdfWriter(make_pdf(tmp_path / "b.pdf", [["One."], ["Two."], ["Three."]]))
    writer.set_page_label(0, 1, style="/r")
    writer.set_page_label(2, 2, style="/D")
    writer.write(tmp_path / "c.pdf")
    assert [page.label for page in read(tmp_path / "c.pdf", "c.pdf", LIMITS).pages] == ["i", "ii", "1"]


def test_a_file_without_labels_has_none(tmp_path: Path) -> None:
    assert [page.label for page in read_pages(tmp_path, [["One."], ["Two."]]).pages] == [None, None]


def test_pictures_and_blank_pages_are_reported(tmp_path: Path) -> None:
    document = read_pages(tmp_path, [["Text."], None, None, [], ["This page is intentionally left blank"]])
    assert [page.has_text for page in document.pages] == [True, False, False, False, True]
    assert document.notes == ("2 of 5 pages are pictures", "1 of 5 pages is blank")
    only = read_pages(tmp_path, [None])
    assert only.blocks == ()
    assert only.notes == ("its only page is a picture",)


def test_blocks_never_cross_a_page(tmp_path: Path) -> None:
    document = read_pages(tmp_path, [["The budget for the year was"], ["agreed without a vote."]])
    assert [document.slice(block) for block in document.blocks] == [
        "The budget for the year was",
        "agreed without a vote.",
    ]


def test_a_paragraph_does_not_swallow_the_page_number_below_it(tmp_path: Path) -> None:
    pages: list[list[str] | None] = [
        [f"The {n}th duty involves ensuring the", f"Page {n}"] for n in (1, 2, 3)
    ]
    document = read_pages(tmp_path, pages)
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH, BlockKind.FURNITURE] * 3


def test_a_password_is_named_and_an_empty_one_is_tried(tmp_path: Path) -> None:
    make_pdf(tmp_path / "a.pdf", [["Behind the lock."]])
    for name, password in (("locked.pdf", "secret"), ("open.pdf", "")):
        writer = PdfWriter(tmp_path / "a.pdf")
        writer.encrypt(password, "owner", algorithm="AES-256")
        writer.write(tmp_path / name)
    with pytest.raises(ReadError, match=r"^is protected by a password: remove it and ingest again$"):
        read(tmp_path / "locked.pdf", "locked.pdf", LIMITS)
    assert "Behind the lock." in read(tmp_path / "open.pdf", "open.pdf", LIMITS).text


def test_too_many_pages_and_too_much_text_name_the_setting(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [["One."], ["Two."], ["Three."]])
    with pytest.raises(ReadError, match=r"^has 3 pages; the limit is 2 \(setting ingest.max_pages\)$"):
        read(path, "a.pdf", IngestSettings(max_pages=2))


def test_a_damaged_file_says_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(make_pdf(tmp_path / "a.pdf", [["Words."]]).read_bytes()[:60])
    with pytest.raises(ReadError, match=r"^is damaged: "):
        read(path, "cut.pdf", LIMITS)


def test_one_broken_page_does_not_lose_the_others(tmp_path: Path) -> None:
    writer = PdfWriter(make_pdf(tmp_path / "a.pdf", [["First."], ["Second."], ["Third."]]))
    broken = StreamObject()
    broken.set_data(b"BT /F1 12 Tf [(Second.) T) Tj ET")
    writer.pages[1][NameObject("/Contents")] = writer._add_object(broken)
    writer.write(tmp_path / "b.pdf")
    document = read(tmp_path / "b.pdf", "b.pdf", LIMITS)
    assert [page.has_text for page in document.pages] == [True, False, True]
    assert document.notes == ("page 2 could not be read",)


def test_a_picture_inside_a_form_is_a_picture(tmp_path: Path) -> None:
    writer = PdfWriter(make_pdf(tmp_path / "a.pdf", [None]))
    page = writer.pages[0]
    form = StreamObject()
    form.set_data(b"/Im Do")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/Resources")] = page["/Resources"]
    page[NameObject("/Resources")] = page["/Resources"].__class__()
    page["/Resources"][NameObject("/XObject")] = page["/Resources"].__class__()
    page["/Resources"]["/XObject"][NameObject("/Fm")] = writer._add_object(form)
    page[NameObject("/Rotate")] = NumberObject(90)
    writer.write(tmp_path / "b.pdf")
    assert read(tmp_path / "b.pdf", "b.pdf", LIMITS).notes == ("its only page is a picture",)


def test_the_file_names_its_title_and_day(tmp_path: Path) -> None:
    writer = PdfWriter(make_pdf(tmp_path / "a.pdf", [["Words."]]))
    writer.add_metadata(
        {"/Title": " Budget book ", "/CreationDate": "D:20310214093000Z", "/Author": "A. Clerk"}
    )
    writer.write(tmp_path / "b.pdf")
    document = read(tmp_path / "b.pdf", "b.pdf", LIMITS)
    assert {"title": "Budget book", "created": "2031-02-14"}.items() <= document.properties.items()
    assert "A. Clerk" not in document.properties.values()


def test_reading_twice_gives_the_same_document(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [["1. Introduction", "1.1 The first words of it."], None])
    assert read(path, "a.pdf", LIMITS) == read(path, "a.pdf", LIMITS)


@given(cut=st.tuples(st.integers(0, 900), st.integers(1, 400)), put=st.binary(max_size=6))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_cut_out_it_is_read_or_refused_in_words(
    tmp_path: Path, cut: tuple[int, int], put: bytes
) -> None:
    data = make_pdf(tmp_path / "a.pdf", [["1. Introduction", "The first words."], None]).read_bytes()
    start, length = cut
    (tmp_path / "cut.pdf").write_bytes(data[:start] + put + data[start + length :])
    try:
        document = read(tmp_path / "cut.pdf", "cut.pdf", LIMITS)
    except ReadError as error:
        assert 0 < len(str(error)) < 200
    else:
        assert document.pages[-1].end == len(document.text)
