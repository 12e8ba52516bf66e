"""Plain text and Markdown: encodings, marks, tables."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Document
from ingest.errors import ReadError
from ingest.read import read
from ingest.read.text import decode, strip_marks
from ingest.settings import IngestSettings


def read_as(tmp_path: Path, text: str | bytes, name: str = "a.txt") -> Document:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path, name, IngestSettings())


def shown(document: Document) -> list[tuple[str, int, str]]:
    return [(b.kind.value, b.level, document.slice(b)) for b in document.blocks]


@pytest.mark.parametrize(
    "data",
    [
        "Café – £5".encode(),
        codecs.BOM_UTF8 + "Café – £5".encode(),
        codecs.BOM_UTF16_LE + "Café – £5".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "Café – £5".encode("utf-16-be"),
        "Café – £5".encode("utf-16-le"),
        "Café – £5".encode("cp1252"),
    ],
)
def test_every_usual_encoding_is_read(data: bytes) -> None:
    assert decode(data) == "Café – £5"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=50))
def test_text_in_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == text


def test_marks_are_taken_off_and_words_are_not(tmp_path: Path) -> None:
    document = read_as(
        tmp_path,
        "# Annual report\n\nWe spent ***£4m*** on <u>care</u> and *5 * 3* more, H<sub>2</sub>O aside.\n\n"
        "A <script>alert(1)</script> stays, and so do snake_case and 2*3*4.\n",
    )
    assert shown(document) == [
        ("heading", 1, "Annual report"),
        ("paragraph", 0, "We spent £4m on care and 5 * 3 more, H2O aside."),
        ("paragraph", 0, "A <script>alert(1)</script> stays, and so do snake_case and 2*3*4."),
    ]
    assert document.pages == ()


def test_markdown_tables_become_rows(tmp_path: Path) -> None:
    text = "Text before.\n\n| Service | Cost |\n|---|---:|\n| Physio | £5 |\n| Speech \\| language | £7 |\n"
    assert shown(read_as(tmp_path, text, "a.md"))[1:] == [
        ("table-header", 0, "Service\tCost"),
        ("table-row", 0, "Physio\t£5"),
        ("table-row", 0, "Speech | language\t£7"),
    ]


def test_a_row_in_bold_or_with_an_empty_corner_is_the_header(tmp_path: Path) -> None:
    corner = read_as(tmp_path, "\tFor\tAgainst\nPeople\tSteady\tNone\n")
    assert shown(corner) == [
        ("table-header", 0, "\tFor\tAgainst"),
        ("table-row", 0, "People\tSteady\tNone"),
    ]
    bold = read_as(tmp_path, "<b>Name</b>\t<b>Cost</b>\nPhysio\t£5\n")
    assert [kind for kind, _, _ in shown(bold)] == ["table-header", "table-row"]
    plain = read_as(tmp_path, "Name\tCost\nPhysio\t£5\n")
    assert [kind for kind, _, _ in shown(plain)] == ["table-row", "table-row"]


def test_two_tables_have_two_numbers(tmp_path: Path) -> None:
    document = read_as(tmp_path, "a\tb\nc\td\n\nBetween.\n\ne\tf\ng\th\n")
    assert [block.table for block in document.blocks] == [1, 1, 0, 2, 2]


@pytest.mark.parametrize("data", [b"", b"\n \n", codecs.BOM_UTF8])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^is empty$"):
        read_as(tmp_path, data)


def test_too_much_text_names_the_setting(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("word " * 300_000)
    with pytest.raises(ReadError, match=r"^holds more than 1 MB of text.*ingest.max_text_mb"):
        read(path, "a.txt", IngestSettings(max_text_mb=1))


def test_control_characters_and_half_characters_do_not_get_in(tmp_path: Path) -> None:
    document = read_as(tmp_path, "One\r\ntwo\x07three\rfour\n")
    assert document.text == "One\ntwo three\nfour\n"


@given(st.text(alphabet="xy*#<>/bu \t|-\n", max_size=60))
def test_taking_off_marks_keeps_every_line(text: str) -> None:
    kept, _ = strip_marks(text)
    assert kept.count("\n") <= text.count("\n")
    assert [c for c in kept if c in "xy"] == [c for c in text if c in "xy"]
