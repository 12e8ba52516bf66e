"""Web pages: what a reader sees, in order, with labels beside their values."""

from pathlib import Path

import pytest

from ingest.document import Document
from ingest.read import read
from ingest.settings import IngestSettings


def read_page(tmp_path: Path, page: str | bytes) -> Document:
    path = tmp_path / "page.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read(path, "page.html", IngestSettings())


def body(tmp_path: Path, inside: str) -> list[tuple[str, str]]:
    document = read_page(tmp_path, f"<!DOCTYPE html><html><body>{inside}</body></html>")
    return [(b.kind.value, document.slice(b)) for b in document.blocks]


def test_headings_paragraphs_and_line_breaks(tmp_path: Path) -> None:
    page = """<h1>Decision   of the <em>Cabinet</em></h1>loose <b>words</b>
      <p>First line<br>second&nbsp;line<br><br>New paragraph</p><h3>Reasons</h3>"""
    document = read_page(tmp_path, f"<!DOCTYPE html><html><body>{page}</body></html>")
    assert [(b.kind.value, b.level, document.slice(b)) for b in document.blocks] == [
        ("heading", 1, "Decision of the Cabinet"),
        ("paragraph", 0, "loose words"),
        ("paragraph", 0, "First line\nsecond line"),
        ("paragraph", 0, "New paragraph"),
        ("heading", 3, "Reasons"),
    ]


def test_what_is_hidden_is_not_text(tmp_path: Path) -> None:
    page = """<p>Shown.</p><script>let a = "no";</script><style>p {}</style><noscript>no</noscript>
      <template><p>no</p></template><p hidden>no</p><p style="DISPLAY : none">no</p><!-- no -->
      <span style="mso-hide:all">no</span><nav>Home Search</nav><select><option>no</select>"""
    assert body(tmp_path, page) == [("paragraph", "Shown.")]


def test_the_frame_of_the_page_goes_and_the_main_heading_stays(tmp_path: Path) -> None:
    page = """<header><h1>Contract awarded</h1></header><header>Skip to content</header>
      <main><p>The contract was awarded to a provider in the county after a tender.</p>
      <footer>Published 3 May 2031</footer></main><aside>Related</aside><footer>Privacy</footer>"""
    assert [text for _, text in body(tmp_path, page)] == [
        "Contract awarded",
        "The contract was awarded to a provider in the county after a tender.",
        "Published 3 May 2031",
    ]


def test_a_page_that_is_mostly_footer_keeps_it(tmp_path: Path) -> None:
    page = "<p>Hi.</p><footer>The whole text of the notice stands in the footer of this page.</footer>"
    assert len(body(tmp_path, page)) == 2


def test_generated_numbers_are_shown_and_counted_as_generated(tmp_path: Path) -> None:
    page = """<ol><li>First<ol type="a"><li>Inner</li><li value="4"><p>Jump</p><p>More</p></li></ol></li>
      <li>Second</li></ol><ol start="3" type="i"><li>Third</li></ol><ul><li>Mark</li></ul>"""
    document = read_page(tmp_path, f"<!DOCTYPE html><html><body>{page}</body></html>")
    assert [(document.slice(b), b.label, b.generated, b.level) for b in document.blocks] == [
        ("1. First", "1.", 3, 0),
        ("a. Inner", "a.", 3, 1),
        ("d. Jump", "d.", 3, 1),
        ("More", "", 0, 0),
        ("2. Second", "2.", 3, 0),
        ("iii. Third", "iii.", 5, 0),
        ("• Mark", "•", 2, 0),
    ]
    first = document.gaps()[0]
    assert document.text[first.start : first.end] == "1. "


def test_tables_keep_their_columns(tmp_path: Path) -> None:
    page = """<table><caption>Costs</caption><tr><th>Service<th colspan=2>Cost</tr>
      <tr><td>Physio<td>£5<td>£6</tr><tr><td><td>£7<td><p>£8</p><p>each</p></tr></table>"""
    assert body(tmp_path, page) == [
        ("table-header", "Costs"),
        ("table-header", "Service\tCost"),
        ("table-row", "Physio\t£5\t£6"),
        ("table-row", "\t£7\t£8 each"),
    ]


def test_a_table_for_layout_is_read_as_prose(tmp_path: Path) -> None:
    page = """<table><tr><td><h2>Request</h2><p>How many?</p></td><td><table><tr><td>a<td>b</tr>
      <tr><td>c<td>d</tr></table></td></tr></table>"""
    assert body(tmp_path, page) == [
        ("heading", "Request"),
        ("paragraph", "How many?"),
        ("table-row", "a\tb"),
        ("table-row", "c\td"),
    ]


def test_labels_stand_beside_their_values(tmp_path: Path) -> None:
    page = """<dl><dt>Decision Maker:</dt><dd>Cabinet</dd><div><dt>Decision status:</dt>
      <dd>Recommendations</dd><dd>approved</dd></div></dl>"""
    assert body(tmp_path, page) == [
        ("table-row", "Decision Maker:\tCabinet"),
        ("table-row", "Decision status:\tRecommendations approved"),
    ]


def test_a_long_value_is_prose_of_its_own(tmp_path: Path) -> None:
    page = f"<dl><dt>Reasons</dt><dd>{'<p>One reason of several.</p>' * 5}</dd></dl>"
    assert [kind for kind, _ in body(tmp_path, page)] == ["paragraph"] * 6


def test_a_bold_line_heads_what_follows(tmp_path: Path) -> None:
    page = "<p><strong>Alternative Options Considered</strong></p><p><b>Is it a key decision?</b></p>"
    assert [kind for kind, _ in body(tmp_path, page)] == ["heading", "paragraph"]


@pytest.mark.parametrize(
    "page",
    [
        '<html><head><meta charset="utf-8"></head><body>£5 – café</body></html>'.encode(),
        '<html><meta charset="windows-1252"><body>£5 – café</body></html>'.encode("cp1252"),
        '<html><meta http-equiv=Content-Type content="text/html; charset=unicode"><body>£5 – café'.encode(
            "utf-16"
        ),
        "<html><body>£5 – café</body></html>".encode("utf-16-le"),
        '<html><meta charset="no-such-thing"><body>£5 – café</body></html>'.encode(),
        "<html><body>£5 – café</body></html>".encode("cp1252"),
    ],
)
def test_encodings(tmp_path: Path, page: bytes) -> None:
    assert read_page(tmp_path, page).text.strip() == "£5 – café"


def test_what_the_page_says_of_itself(tmp_path: Path) -> None:
    page = """<html><head><title>Disclosure  log</title><meta name="DC.date.issued" content="2031-05-03">
      <meta property="og:site_name" content="Harwell Council"><meta name="description" content="Answers">
      </head><body>x</body></html>"""
    assert read_page(tmp_path, page).properties == {
        "title": "Disclosure log",
        "description": "Answers",
        "date": "2031-05-03",
        "site": "Harwell Council",
    }


def test_a_page_without_text_is_a_document_with_a_note(tmp_path: Path) -> None:
    document = read_page(tmp_path, "<html><body><img src=a.png></body></html>")
    assert (document.blocks, document.notes) == ((), ("has no text",))


def test_a_page_nested_without_end_is_read_or_refused(tmp_path: Path) -> None:
    page = "<html><body>" + "<div>" * 20_000 + "deep" + "</div>" * 20_000
    assert "deep" in read_page(tmp_path, page).text
