"""When two passages are one: nearly the same words, and never another figure, date, name or "not"."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import prepared
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.candidate import Candidate, folded
from assistant.folding import grouped, nearly_same, same_figures
from ingest.records import DocumentRow, StoredPassage, fingerprint

NOTICE = (
    "The council lent 412 wheelchairs in 2023/24 at a cost of £1.2m. Repairs are made by Tidewell Mobility "
    "within ten working days, and a wheelchair that is not needed any longer is collected from the home "
    "of the person."
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (". Repairs", ".\n\nRepairs"),
        ("at a cost", "at the cost"),
        ("is collected", "is then collected"),
        ("the person.", "the person. This page is intentionally left blank"),
        ("The council", "Page 4 of 9\nThe council"),
        ("wheelchairs in", "wheelchair in"),
    ],
)
def test_space_small_words_furniture_and_a_word_more_make_no_other_passage(old: str, new: str) -> None:
    assert nearly_same(NOTICE, NOTICE.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("412", "421"),
        ("2023/24", "2024/25"),
        ("£1.2m", "£1.2k"),
        ("£1.2m", "-£1.2m"),
        ("ten", "nine"),
        ("Tidewell", "Swanbeck"),
        ("is not needed", "is needed"),
        ("are made", "aren’t made"),
        ("collected", "bought"),
        ("412 wheelchairs in 2023/24", "wheelchairs in 2023/24, 412 of them"),
        ("of the person", "of the person on 3 March"),
        ("Repairs are made", "Repairs and all of the yearly checks and cleaning are made"),
    ],
)
def test_another_figure_date_name_or_statement_does(old: str, new: str) -> None:
    assert not nearly_same(NOTICE, NOTICE.replace(old, new))


def test_words_alike_with_another_sign_have_other_figures() -> None:
    assert fingerprint("Change: -5%") == fingerprint("Change: 5%")
    assert not same_figures("Change: -5%", "Change: 5%")
    assert same_figures("REPAIRS COST £5m", "Repairs cost £5M")


WORDS = st.lists(
    st.sampled_from(["wheelchair", "repair", "council", "adult", "ramp", "van", "fund"]), min_size=3
)
FIGURES = st.integers(0, 999).map(str)


@given(WORDS, FIGURES, FIGURES, st.data())
def test_a_differing_figure_never_folds(words: list[str], one: str, other: str, data: st.DataObject) -> None:
    assume(one != other)
    at = data.draw(st.integers(0, len(words)))
    first, second = ([*words[:at], figure, *words[at:]] for figure in (one, other))
    assert not nearly_same(" ".join(first), " ".join(second))


@given(WORDS, FIGURES, st.data())
def test_space_and_small_words_always_fold(words: list[str], figure: str, data: st.DataObject) -> None:
    text = [*words, figure]
    loose = []
    for word in text:
        loose += [word, data.draw(st.sampled_from(["", "\n", "the", "of a", "\t and"]))]
    assert nearly_same(" ".join(text), " ".join(loose))


@given(st.text(max_size=80), st.text(max_size=80))
def test_neither_of_two_comes_first(one: str, other: str) -> None:
    assert nearly_same(one, other) == nearly_same(other, one)


@given(st.lists(st.integers(0, 9)))
def test_groups_hold_everything_once_in_its_order(numbers: list[int]) -> None:
    groups = grouped(numbers, lambda one, other: one % 3 == other % 3)
    assert sorted(number for group in groups for number in group) == sorted(numbers)
    firsts = [group[0] for group in groups]
    assert firsts == [
        number for at, number in enumerate(numbers) if number % 3 not in {n % 3 for n in numbers[:at]}
    ]


AVERDALE, OSTERBRIDGE = "Averdale County Council", "Osterbridge City Council"


def candidate(
    id_: str,
    text: str = NOTICE,
    *,
    authority: str = AVERDALE,
    date: str | None = None,
    title: str = "Report",
    score: float = 1.0,
    behind: tuple[bool, bool] = (True, True),
    heading: str = "Wheelchairs",
) -> Candidate:
    (made,) = prepared(id_, text).passages
    passage = replace(made.passage, heading_path=(heading,))
    stored = StoredPassage(f"{id_}-0", id_, passage, made.context, "", fingerprint(text))
    row = DocumentRow(
        id=id_, state="current", kind="minutes", title=title, authority=authority, date=date, reference=None,
        marking=None, format="pdf", findings={}, notes=(), released=None, pages=1, passages=1,
        sources=(f"{id_}.pdf",),
    )  # fmt: skip
    return Candidate(stored, row, behind, says_little=False, score=score)


AGAIN = NOTICE.replace("is collected", "is then collected")


def ids(found: list[Candidate]) -> list[str]:
    return [each.document.id for each in found]


def test_twins_stand_in_the_place_of_the_best_and_are_named() -> None:
    (only,) = folded([candidate("aa", score=3.0), candidate("bb", AGAIN, score=1.0)], set())
    assert (only.document.id, only.score, ids(only.twins)) == ("aa", 3.0, ["bb"])


def test_the_final_and_newest_of_twins_is_shown() -> None:
    draft = candidate("aa", date="2025-02-01", title="Draft report", score=3.0)
    older = candidate("bb", date="2024-12-01", score=2.0)
    newer = candidate("cc", AGAIN, date="2025-01-01", score=1.0)
    (only,) = folded([draft, older, newer], set())
    assert (only.document.id, only.score, ids(only.twins)) == ("cc", 3.0, ["aa", "bb"])


def test_a_paper_whose_reference_was_given_is_shown_before_a_newer_one() -> None:
    given_ = candidate("aa", date="2024-12-01", behind=(True, False))
    (only,) = folded([given_, candidate("bb", date="2025-02-01")], set())
    assert only.document.id == "aa"


def test_the_same_words_under_another_heading_are_another_passage() -> None:
    found = folded([candidate("aa"), candidate("bb", AGAIN, heading="Hoists")], set())
    assert ids(found) == ["aa", "bb"]


def test_what_a_named_authority_says_is_never_folded_into_anothers() -> None:
    both = [candidate("aa"), candidate("bb", authority=OSTERBRIDGE)]
    assert ids(folded(both, {OSTERBRIDGE})) == ["aa", "bb"]
    assert ids(folded(both, {AVERDALE, OSTERBRIDGE})) == ["aa", "bb"]
    both = [candidate("aa"), candidate("bb", authority=OSTERBRIDGE)]
    assert ids(folded(both, set())) == ["aa"]


CANDIDATES = st.lists(
    st.tuples(
        st.sampled_from([NOTICE, AGAIN, NOTICE.replace("412", "97")]),
        st.sampled_from([AVERDALE, OSTERBRIDGE]),
        st.sampled_from([None, "2024-01-01", "2025-01-01"]),
    ),
    max_size=6,
)


@given(CANDIDATES, st.sets(st.sampled_from([AVERDALE, OSTERBRIDGE])))
def test_every_passage_found_is_shown_or_named_once(
    made: list[tuple[str, str, str | None]], named: set[str]
) -> None:
    ranked = [
        candidate(f"d{at}", text, authority=authority, date=date, score=10.0 - at)
        for at, (text, authority, date) in enumerate(made)
    ]
    found = folded(ranked, named)
    seen = [one.document.id for each in found for one in (each, *each.twins)]
    assert sorted(seen) == sorted(f"d{at}" for at in range(len(made)))
    for each in found:
        for twin in each.twins:
            assert ("97" in each.passage.passage.text) == ("97" in twin.passage.passage.text)
            assert each.document.authority == twin.document.authority or not named
