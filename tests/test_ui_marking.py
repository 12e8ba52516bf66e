"""A quotation is marked where it stands in its passage, and nowhere else."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from assistant.ui.marking import JOINER, Marked, Segment, clip, mark

PROSE = "The panel met twice.\nIt agreed the budget of £4,200\n  for respite. Nobody objected."


def marked_texts(found: Marked) -> list[str]:
    return [segment.text for segment in found.segments if segment.marked]


def test_a_quotation_is_found_across_line_breaks() -> None:
    found = mark(PROSE, "It agreed the budget of £4,200 for respite.")
    assert marked_texts(found) == ["It agreed the budget of £4,200\n  for respite."]
    assert found.complete
    assert found.segments[0].text == "The panel met twice.\n"


def test_soft_hyphens_ligatures_and_no_break_spaces_do_not_hide_it() -> None:
    found = mark("The re\u00adview \ufb01nished on 9\u00a0May.", "The review finished on 9 May.")
    assert marked_texts(found) == ["The re\u00adview \ufb01nished on 9\u00a0May."]


def test_parts_that_do_not_touch_are_each_marked() -> None:
    found = mark("Service\tCost\nRespite\t£10\nTransport\t£20", "Service Cost … Transport £20")
    assert marked_texts(found) == ["Service\tCost", "Transport\t£20"]
    assert found.complete


def test_parts_in_another_order_are_still_found() -> None:
    found = mark("one two three", "three … one")
    assert marked_texts(found) == ["one", "three"]
    assert found.complete


def test_a_part_that_is_not_there_is_told() -> None:
    found = mark(PROSE, "Nobody objected. … The chair resigned.")
    assert marked_texts(found) == ["Nobody objected."]
    assert not found.complete


def test_nothing_is_matched_loosely() -> None:
    assert mark(PROSE, "it agreed the budget") == Marked((Segment(PROSE, False),), False)
    assert mark(PROSE, "  ") == Marked((Segment(PROSE, False),), False)
    assert mark("", "anything") == Marked((), False)


def test_an_ellipsis_of_the_documents_own_is_not_a_joint() -> None:
    found = mark("He said … and left … early.", "He said … and left … early.")
    assert marked_texts(found) == ["He said … and left … early."]


def test_overlapping_parts_are_marked_once() -> None:
    found = mark("alpha beta gamma", "beta gamma … alpha beta")
    assert marked_texts(found) == ["alpha beta gamma"]


def test_a_long_passage_is_shown_around_its_marks() -> None:
    segments = (Segment("a " * 50, False), Segment("quoted", True), Segment(" z" * 50, False))
    before, quoted, after = clip(segments, 10)
    assert before.text == " … a a a a "
    assert quoted.text == "quoted"
    assert after.text == " z z z z … "


def test_a_short_passage_is_shown_whole() -> None:
    segments = mark(PROSE, "It agreed").segments
    assert clip(segments, 600) == segments


@given(st.text(), st.text())
def test_no_character_is_lost_or_moved(passage: str, quote: str) -> None:
    assert "".join(segment.text for segment in mark(passage, quote).segments) == passage


@given(st.lists(st.text("abc£.é", min_size=1), min_size=3), st.data())
def test_any_run_of_words_is_found_however_it_was_spaced(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    gaps = data.draw(
        st.lists(st.sampled_from([" ", "\n", "\t", "  \n"]), min_size=len(words), max_size=len(words))
    )
    passage = "".join(word + gap for word, gap in zip(words, gaps, strict=True))
    found = mark(passage, " ".join(words[start:end]))
    assert found.complete
    assert " ".join("".join(marked_texts(found)).split()) == " ".join(words[start:end])


@given(st.lists(st.text("abcde", min_size=1), min_size=2, max_size=6, unique=True), st.data())
def test_parts_joined_by_the_contracts_joiner_are_found(words: list[str], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(words), min_size=2, unique=True))
    found = mark("; ".join(words), JOINER.join(chosen))
    assert found.complete
    joined = "".join(marked_texts(found))
    assert all(unicodedata.normalize("NFKC", word) in joined for word in chosen)


@given(st.text(max_size=40), st.text(max_size=40), st.integers(1, 10))
def test_clipping_never_touches_a_mark(before: str, after: str, reach: int) -> None:
    clipped = clip((Segment(before, False), Segment("kept", True), Segment(after, False)), reach)
    assert clipped[1] == Segment("kept", True)
    assert all(len(segment.text) <= reach + 4 for segment in (clipped[0], clipped[2]))
