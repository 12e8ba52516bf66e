"""The rules of a page: bands between them, and the columns that strokes part."""

from ingest.read.places import Edge, Places, Side, Word
from ingest.read.rules import Band, Rules


def word(left: float, top: float) -> Word:
    return Word("word", left, left + 20, top, top + 8)


def rules(*edges: tuple[float, float, float], sides: tuple[Side, ...] = ()) -> Rules:
    return Rules(Places({}, tuple(sorted(Edge(*edge) for edge in edges)), sides))


def test_words_stand_in_the_band_between_the_rules_above_and_below() -> None:
    found = rules((0, 0, 300), (20, 0, 300), (60, 0, 300))
    assert found.band([word(10, 5), word(200, 5)]) == Band(0, 1)
    assert found.band([word(10, 25)]) == Band(1, 2)
    assert found.band([word(10, 70)]) is None
    assert found.band([word(10, 5), word(200, 25)]) is None


def test_a_word_beside_the_table_does_not_take_its_line_out_of_the_row() -> None:
    found = rules((0, 0, 300), (20, 0, 300))
    assert found.band([word(10, 5), word(200, 5), word(330, 5)]) == Band(0, 1)
    assert found.band([word(10, 5), word(330, 5)]) is None


def test_pieces_drawn_cell_by_cell_are_one_rule() -> None:
    found = rules((0, 0, 100), (0.5, 100.5, 300), (20, 0, 100), (21, 101, 300))
    assert found.band([word(10, 5), word(200, 5)]) == Band(0, 1)


def test_beside_a_cell_over_several_rows_the_narrower_band_counts() -> None:
    found = rules((0, 0, 300), (20, 100, 300), (40, 0, 300))
    assert found.band([word(10, 15)]) == Band(0, 2)
    assert found.band([word(10, 5), word(150, 5)]) == Band(0, 1)


def test_shading_behind_one_line_of_a_cell_is_no_rule() -> None:
    found = rules((0, 0, 500), (12, 200, 260), (40, 0, 500))
    assert found.band([word(210, 2)]) == found.band([word(210, 20)]) == Band(0, 1)


def test_columns_are_parted_by_strokes_across_the_whole_band() -> None:
    sides = (Side(0, 0, 40), Side(100, 0, 20), Side(101, 20, 40), Side(200, 0, 5), Side(300, 0, 40))
    found = rules((0, 0, 300), (20, 0, 300), (40, 0, 300), sides=sides)
    assert found.columns(Band(0, 1)) == [0, 100, 300]
    assert found.columns(Band(0, 2)) == [0, 300]


def test_the_two_edges_of_a_thick_border_are_one_joint() -> None:
    found = rules((0, 0, 300), (20, 0, 300), (26, 0, 300), (60, 0, 300))
    assert found.joints(Band(0, 1)) & found.joints(Band(2, 3))
    assert not rules((0, 0, 9), (20, 0, 9), (40, 0, 9), (60, 0, 9)).joints(Band(0, 1)) & {2, 3}
