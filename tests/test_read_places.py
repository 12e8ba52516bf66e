"""Where pdfium finds the words of a page for the lines that pypdf gives."""

from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from ingest.read.lines import Line, split_lines
from ingest.read.places import Places, places_in

LEFT, BASE = 60, 700


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Two lines of words, and a stroke between them from 60 to 300 points."""
    path = tmp_path / "a.pdf"
    sheet = canvas.Canvas(str(path), pagesize=A4)
    sheet.drawString(LEFT, BASE, "Short breaks 4,310")
    sheet.drawString(LEFT, BASE - 30, "Long-term care")
    sheet.line(LEFT, BASE - 10, 300, BASE - 10)
    sheet.line(LEFT, BASE - 12, LEFT + 5, BASE - 12)
    sheet.save()
    return path


def places_for(paper: Path, text: str) -> tuple[list[Line], Places]:
    lines = split_lines(text, 0, len(text))
    (places,) = places_in(paper, [lines])
    return lines, places


def test_words_stand_from_left_to_right_and_lines_from_top_to_bottom(paper: Path) -> None:
    lines, places = places_for(paper, "Short breaks 4,310\nLong-term care")
    first, second = (places.words[line.start] for line in lines)
    assert [word.text for word in first] == ["Short", "breaks", "4,310"]
    assert first[0].left == pytest.approx(LEFT, abs=1)
    assert [a.right < b.left for a, b in pairwise(first)] == [True, True]
    assert second[0].middle - first[0].middle == pytest.approx(30, abs=3)


def test_a_line_is_found_without_its_white_space_and_in_compatibility_forms(paper: Path) -> None:
    lines, places = places_for(paper, "Long\u2010term  care")
    assert [word.text for word in places.words[lines[0].start]] == ["Long\u2010term", "care"]


def test_a_line_that_differs_a_little_is_found_word_by_word(paper: Path) -> None:
    lines, places = places_for(paper, "Short extra breaks 4,310\nLong-term care")
    assert [word.text for word in places.words[lines[0].start]] == ["Short", "breaks", "4,310"]
    assert lines[1].start in places.words


def test_a_line_that_is_not_on_the_page_has_no_place(paper: Path) -> None:
    lines, places = places_for(paper, "Nothing of the kind\nLong-term care")
    assert list(places.words) == [lines[1].start]


def test_only_strokes_long_enough_to_rule_a_table_are_edges(paper: Path) -> None:
    lines, places = places_for(paper, "Short breaks 4,310\nLong-term care")
    assert len(places.edges) <= 2
    for edge in places.edges:
        assert edge.left == pytest.approx(LEFT, abs=1)
        assert edge.right == pytest.approx(300, abs=1)
        assert places.words[lines[0].start][0].middle < edge.y < places.words[lines[1].start][0].middle
    assert places.edges


def test_the_borders_of_a_box_are_edges_and_sides(tmp_path: Path) -> None:
    sheet = canvas.Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    sheet.drawString(LEFT, BASE, "Short breaks")
    sheet.rect(50, BASE - 10, 200, 30, stroke=0, fill=1)
    sheet.line(400, BASE - 10, 400, BASE + 20)
    sheet.line(420, BASE, 420, BASE + 3)
    sheet.save()
    _, places = places_for(tmp_path / "a.pdf", "Short breaks")
    assert [side.x for side in places.sides] == pytest.approx([50, 250, 400], abs=1)
    assert [side.bottom - side.top for side in places.sides] == pytest.approx([30, 30, 30], abs=3)
    assert [round(edge.right - edge.left) for edge in places.edges] == [200, 200]


def test_a_file_that_pdfium_cannot_read_has_no_places(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\nnothing more")
    assert places_in(tmp_path / "a.pdf", [[]]) == []


def test_pages_that_the_readers_count_differently_have_no_places(paper: Path) -> None:
    assert places_in(paper, [[], []]) == []
