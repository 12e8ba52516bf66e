"""Page numbers as printed, and lines that the template prints on every page."""

from ingest.document import Span
from ingest.read.lines import Line, split_lines
from ingest.read.margins import Margins, find_margins


def margins_of(*pages: str) -> tuple[Margins, list[str]]:
    """The margins of some pages, and the text of the lines that belong to them."""
    text = "".join(pages)
    lines: list[list[Line]] = []
    start = 0
    for page in pages:
        lines.append(split_lines(text, start, start + len(page)))
        start += len(page)
    found = find_margins(lines)
    return found, [text[span.start : span.end] for span in found.furniture]


def prose(page: int) -> str:
    return (
        f"The {page}th thing that was agreed stands here alone.\nIt goes on for a second line {page * 7}x.\n"
    )


def test_a_stated_page_number_is_the_label_and_is_never_quoted() -> None:
    found, dropped = margins_of(*(f"Page {n} of 44\n{prose(n)}" for n in (7, 8, 9)))
    assert found.labels == ("7", "8", "9")
    assert dropped == ["Page 7 of 44", "Page 8 of 44", "Page 9 of 44"]


def test_bare_numbers_count_only_in_step_with_the_pages() -> None:
    found, _ = margins_of(*(f"{prose(n)}{n + 4}\n" for n in (1, 2, 3, 4)))
    assert found.labels == ("5", "6", "7", "8")
    found, dropped = margins_of(*(f"{prose(n)}{n * n}\n" for n in (1, 2, 3, 4)))
    assert found.labels == (None, None, None, None)
    assert dropped == []


def test_roman_numerals_are_labels_too() -> None:
    found, _ = margins_of(
        *(f"{prose(n)}- {numeral} -\n" for n, numeral in enumerate(("i", "ii", "iii", "iv")))
    )
    assert found.labels == ("i", "ii", "iii", "iv")


def test_a_cover_without_a_number_has_none() -> None:
    found, _ = margins_of("A cover\n", *(f"{prose(n)}Page {n}\n" for n in (1, 2, 3)))
    assert found.labels == (None, "1", "2", "3")


def test_a_number_within_a_footer_is_found() -> None:
    found, dropped = margins_of(*(f"{prose(n)}Harwell County Council – budget book {n}\n" for n in (1, 2, 3)))
    assert found.labels == ("1", "2", "3")
    assert len(dropped) == 3


def test_a_question_on_each_page_is_no_page_number() -> None:
    found, dropped = margins_of(*(f"Question {n}\n{prose(n)}" for n in (1, 2, 3)))
    assert found.labels == (None, None, None)
    assert dropped == []


def test_what_stands_below_the_page_number_belongs_to_the_margin() -> None:
    _, dropped = margins_of(
        *(f"{prose(n)}Page {n}\n" + ("Agenda Item 7\n" if n == 1 else "") for n in (1, 2, 3))
    )
    assert "Agenda Item 7" in dropped


def test_a_running_header_is_kept_where_it_is_printed_first() -> None:
    _, dropped = margins_of(*(f"Appendix L – Treasury Strategy\n{prose(n)}" for n in range(1, 5)))
    assert dropped == ["Appendix L – Treasury Strategy"] * 3


def test_a_line_on_two_of_many_pages_is_text() -> None:
    pages = [
        f"{'The same heading' if n in (2, 5) else f'Heading {n} of its own kind'}\n{prose(n)}"
        for n in range(8)
    ]
    assert margins_of(*pages)[1] == []


def test_on_two_pages_a_line_must_stand_on_both() -> None:
    assert margins_of(f"Harwell Council\n{prose(1)}", f"Harwell Council\n{prose(2)}")[1] == [
        "Harwell Council"
    ]
    assert margins_of(f"Harwell Council\n{prose(1)}", prose(2))[1] == []


def test_column_headings_said_again_on_each_page_are_text() -> None:
    page = "Service Area Budget Spend\n2024-25 2025-26 2026-27\nCare {0}.0 {0}.5 {0}.9\nParks 1.0 2.0 {0}.0\n"
    assert margins_of(*(page.format(n) for n in range(1, 5)))[1] == []


def test_furniture_spans_are_whole_lines_of_the_text() -> None:
    pages = [f"  Page {n}  \n{prose(n)}" for n in (1, 2, 3)]
    found, dropped = margins_of(*pages)
    assert dropped == ["Page 1", "Page 2", "Page 3"]
    assert found.furniture[0] == Span(2, 8)
