"""The cells of a ruled row."""

from collections.abc import Sequence

from ingest.read.boxes import Cell, cells_of, heads_row
from ingest.read.places import Word

COLUMNS = (0.0, 100.0, 200.0, 300.0)


def words(text: str, left: float, top: float, letter: float = 5.0) -> Sequence[Word]:
    found = []
    for one in text.split():
        found.append(Word(one, left, left + letter * len(one), top, top + 8))
        left += letter * (len(one) + 1)
    return found


def cells(*pieces: tuple[str, float, float]) -> list[Cell]:
    return list(cells_of([word for piece in pieces for word in words(*piece)], COLUMNS))


def test_cells_hold_their_lines_from_the_top_wherever_they_were_drawn() -> None:
    figure, label = ("4,310", 110, 10), ("Short breaks", 10, 0)
    first, second = cells(figure, ("for carers", 10, 12), label)
    assert (first.text, first.count, first.width) == ("Short breaks for carers", 4, 100)
    assert (second.text, second.figures) == ("4,310", 1)


def test_what_stands_outside_the_strokes_has_no_width() -> None:
    (cell,) = cells(("Notes", 310, 0))
    assert cell.width is None


def test_figures_in_one_cell_count_where_a_wide_space_parts_them() -> None:
    (cell,) = cells(("97.5", 10, 0), ("124.9", 45, 0), ("2029-30", 75, 0))
    assert cell.figures == 2
    (cell,) = cells(("up 97.5 to date", 10, 0))
    assert cell.figures == 0


def test_figures_are_stacked_where_one_stands_alone_above_another() -> None:
    assert cells(("230.2", 10, 0), ("187.0", 10, 12))[0].stacked
    assert cells(("2029-30", 10, 0), ("2030-31", 10, 12))[0].stacked
    assert not cells(("230.2", 10, 0), ("187.0", 60, 0))[0].stacked
    assert not cells(("in 2029-30", 10, 0), ("and 2030-31", 10, 12))[0].stacked


def test_a_line_with_room_beside_it_and_all_else_below_it_heads_the_row() -> None:
    assert heads_row(cells(("Finance", 10, 0), ("Audit", 10, 12), ("10.3", 110, 12)))
    assert not heads_row(cells(("Commissioning of", 10, 0), ("services", 10, 12), ("10.3", 110, 12)))
    assert not heads_row(cells(("Finance", 10, 0), ("Audit", 10, 12), ("10.3", 110, 0)))
    assert not heads_row(cells(("Finance", 10, 0), ("10.3", 110, 0)))
