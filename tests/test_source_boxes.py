"""Boxes on PDF pages: one for each line of a quotation, over its words and no others."""

from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from source_builders import Draw, lines, pdf, read_back, read_file, stored, together

from assistant.source.boxes import Boxes
from assistant.source.glyphs import Box
from assistant.source.letters import letters
from assistant.source.picture import placed
from assistant.source.placed import Wanted, spans_of, wanted_on
from ingest.document import Span
from ingest.errors import SourceError


def boxes_of(path: Path, quote: str, page: int = 1, near: Span | None = None) -> Boxes:
    """The boxes of a quotation on a page of a file, which is read as at ingest."""
    text = stored(read_file(path))
    spans = spans_of(quote, text, near, text.pages)
    assert spans, "the quotation does not stand in the text"
    return placed(path, page, wanted_on(text.pages[page - 1], spans, text))


def corners(boxes: Boxes) -> list[tuple[float, float, float, float]]:
    return [(box.left, box.top, box.right, box.bottom) for box in boxes.boxes]


def under(path: Path, boxes: Boxes, page: int = 1) -> str:
    return read_back(path, page, corners(boxes))


def test_a_quotation_has_a_box_for_each_line(tmp_path: Path) -> None:
    path = pdf(
        tmp_path / "a.pdf",
        lines("The council pays £96,250", "a year for equipment.", "It is bought jointly."),
    )
    found = boxes_of(path, "The council pays £96,250 a year for equipment.")
    assert found.complete
    assert (round(found.width), round(found.height)) == (595, 842)
    first, second = found.boxes
    assert first.left == pytest.approx(60 / 595, abs=0.01)
    assert first.top < (842 - 780) / 842 < first.bottom + 0.01
    assert second.top >= first.bottom
    assert under(path, found) == letters("The council pays £96,250 a year for equipment.").text


def test_a_word_within_a_line_is_marked_alone(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", lines("The council pays £96,250 a year."))
    assert under(path, boxes_of(path, "£96,250")) == "£96,250"


def test_a_word_cut_at_a_line_end_is_marked_on_both_lines(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", lines("The service is bought by joint commis-", "sioning with the board."))
    found = boxes_of(path, "joint commis-sioning with")
    assert found.complete
    assert len(found.boxes) == 2
    assert under(path, found) == "jointcommissioningwith"


def test_a_minus_before_a_figure_is_marked_with_it(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", lines("Variance -£621.0 this year"))
    whole, bare = boxes_of(path, "-£621.0").boxes[0], boxes_of(path, "621.0").boxes[0]
    assert whole.left < bare.left - 0.01


def ligature(sheet: Canvas) -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    addMapping("Vera", 0, 0, "Vera")
    sheet.setFont("Vera", 12)
    sheet.drawString(60, 700, "The ﬁrst ofﬁce is open.")


def test_a_ligature_is_the_letters_it_joins(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", ligature)
    found = boxes_of(path, "first office")
    assert found.complete
    assert under(path, found) == "firstoffice"


def test_columns_are_marked_apart(tmp_path: Path) -> None:
    left = lines("A panel of carers", "reads every plan", "before it is agreed.")
    right = lines("Plans are kept", "for seven years.", "Then they go.", left=320)
    path = pdf(tmp_path / "a.pdf", together(left, right))
    found = boxes_of(path, "before it is agreed. Plans are kept for seven years.")
    assert found.complete
    assert [box.right < 0.5 for box in found.boxes] == [True, False, False]
    assert under(path, found) == "beforeitisagreed.Plansarekeptforsevenyears."


def test_parts_that_do_not_touch_are_marked_and_nothing_between(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", lines("Heading Agreed budget", "Staffing £318,400", "Equipment £96,250"))
    found = boxes_of(path, "Heading Agreed budget … Equipment £96,250")
    assert found.complete
    assert under(path, found) == "HeadingAgreedbudgetEquipment£96,250"


def test_each_page_has_the_boxes_of_its_own_words(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", lines("The grant ends when the"), lines("money is spent. Then it stops."))
    quote = "The grant ends when the money is spent."
    first, second = boxes_of(path, quote, 1), boxes_of(path, quote, 2)
    assert first.complete
    assert second.complete
    assert under(path, first, 1) == "Thegrantendswhenthe"
    assert under(path, second, 2) == "moneyisspent."


def test_of_words_that_stand_twice_those_of_the_passage_are_marked(tmp_path: Path) -> None:
    rows = ["North: none were waiting.", "East: none were waiting.", "West: none were waiting."]
    path = pdf(tmp_path / "a.pdf", lines(*rows))
    text = read_file(path).text
    tops = []
    for row in rows:
        at = text.index(row)
        tops.append(boxes_of(path, "none were waiting.", near=Span(at, at + len(row))).boxes[0].top)
    assert tops == sorted(tops)
    assert all(below - above > 0.015 for above, below in pairwise(tops))


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_page_is_marked_as_it_is_shown(tmp_path: Path, turned: int) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.setPageRotation(turned)
        lines("The council agreed the plan", "in March 2025.", top=400)(sheet)

    path = pdf(tmp_path / "a.pdf", draw)
    found = boxes_of(path, "agreed the plan in March")
    assert found.complete
    assert len(found.boxes) == 2
    assert under(path, found) == "agreedtheplaninMarch"


def test_words_written_up_the_page_have_one_tall_box(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.rotate(90)
        sheet.drawString(200, -100, "Written up the page")

    path = pdf(tmp_path / "a.pdf", draw)
    found = boxes_of(path, "Written up the page")
    (box,) = found.boxes
    assert (box.bottom - box.top) * found.height > 3 * (box.right - box.left) * found.width


def test_boxes_are_placed_on_what_a_crop_leaves(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.setCropBox((50, 600, 350, 820))
        lines("Kept in sight.", *[""] * 20, "Cut away.")(sheet)

    path = pdf(tmp_path / "a.pdf", draw)
    found = boxes_of(path, "Kept in sight.")
    assert (round(found.width), round(found.height)) == (300, 220)
    assert found.complete
    assert found.boxes[0].left == pytest.approx(10 / 300, abs=0.01)
    assert boxes_of(path, "Cut away.") == Boxes(found.width, found.height, (), complete=False)


def test_words_that_the_page_does_not_hold_have_no_box(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", lines("The council agreed."))
    found = placed(path, 1, [Wanted("Thecabinetrefused")])
    assert found.boxes == ()
    assert not found.complete


def test_words_in_another_order_are_marked_in_part_and_only_where_they_can_be_meant(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", lines("No 12 of the plans", "No 13 of the homes"))
    found = placed(path, 1, [Wanted("ofthehomesNo")])
    assert not found.complete
    assert under(path, found) == "ofthehomes"


def test_a_file_that_is_no_pdf_is_stated(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    with pytest.raises(SourceError, match="cannot be drawn"):
        placed(tmp_path / "a.pdf", 1, ())
    with pytest.raises(SourceError, match="cannot be drawn"):
        placed(pdf(tmp_path / "b.pdf", lines("One page.")), 2, ())


COLUMN_POINTS = 250


def within_a_column(words: list[str]) -> list[str]:
    """As many of the words, and one at least, as a column is wide."""
    widths = accumulate(pdfmetrics.stringWidth(f"{word} ", "Helvetica", 12) for word in words)
    return [word for word, width in zip(words, widths, strict=True) if width <= COLUMN_POINTS]


WORD = st.text(alphabet="abcdefghijklmnop£0123456789.,", min_size=1, max_size=9)
# Six of the widest words are wider than a column: what would run off the page is left out.
LINES = st.lists(st.lists(WORD, min_size=1, max_size=6).map(within_a_column), min_size=1, max_size=8)


def laid_out(left: list[list[str]], right: list[list[str]]) -> Draw:
    columns = (lines(*map(" ".join, left)), lines(*map(" ".join, right), left=330))
    return together(*columns)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES, LINES, st.data())
def test_any_run_of_words_reads_back_from_its_boxes(
    tmp_path: Path, left: list[list[str]], right: list[list[str]], data: st.DataObject
) -> None:
    words = [word for line in (*left, *right) for word in line]
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    path = pdf(tmp_path / "any.pdf", laid_out(left, right))
    text = stored(read_file(path))
    at = len("".join(words[:start]))
    own = letters(text.text)
    span = Span(*own.span(at, at + len("".join(words[start:end]))))
    found = placed(path, 1, wanted_on(text.pages[0], [span], text))
    assert found.complete
    assert under(path, found) == "".join(words[start:end])
    assert all(0 <= box.left < box.right <= 1 and 0 <= box.top < box.bottom <= 1 for box in found.boxes)
    assert all(_in_order(one, other) for one, other in pairwise(found.boxes))


def _in_order(one: Box, other: Box) -> bool:
    """The next box stands below in the same column, further along the line, or in the next column."""
    return other.top >= one.bottom - 0.003 or other.left >= one.right
