"""What a question looks for in full text, in every way in which papers may write it."""

import re
import sqlite3
from collections.abc import Callable

import pytest

from assistant.acronym_table import AcronymTable
from assistant.acronyms import Acronyms, load_acronyms
from assistant.sought import (
    Concept,
    Search,
    concepts,
    expression,
    rarity_among,
    searches,
    ways_of_writing,
)


@pytest.fixture(scope="module")
def packaged() -> Acronyms:
    return load_acronyms()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many OT cases?", '("ot" OR "occupational therapy") OR "cases"'),
        ("occupational therapy", '("occupational" OR "therapy" OR "ot")'),
        ("Is it £1.5m?", '("1 5m" OR "1 500 000" OR "1 5 million")'),
        ("6,240 hours", '("6 240" OR "6240") OR "hours"'),
        ("6240 hours", '("6240" OR "6 240") OR "hours"'),
        ("the 2,019 vans of 2021-24", '("2 019" OR "2019") OR "vans" OR "2021 24"'),
        ("S117 aftercare", '("s117" OR "s 117" OR "section 117") OR "aftercare"'),
        ("Vans in 2021", '"vans" OR "2021"'),
        ("Decision 24/00096", '"decision" OR "24 00096"'),
        ("What is it?", ""),
    ],
)
def test_the_expression_of_a_question(packaged: Acronyms, question: str, expected: str) -> None:
    assert " OR ".join(expression(concept) for concept in concepts(question, packaged)) == expected


@pytest.mark.parametrize("written", ["2019/20", "2019-2020", "2019–20", "19/20", "FY19/20"])
def test_a_financial_year_is_looked_for_in_every_way_of_writing_it(packaged: Acronyms, written: str) -> None:
    (found,) = concepts(written, packaged)
    assert {*found.words, *found.others} == {
        "2019 20",
        "2019 2020",
        "19 20",
        "fy19 20",
        "year ending 31 march 2020",
    }


def test_a_year_that_is_only_described_is_looked_for_besides_its_words(packaged: Acronyms) -> None:
    found = concepts("spent in the year ended 31 March 2020", packaged)
    assert [concept.words for concept in found[:-1]] == [
        ("spent",),
        ("year",),
        ("ended",),
        ("31",),
        ("march",),
        ("2020",),
    ]
    assert found[-1] == Concept((), ways_of_writing("2019/20"))


def test_nothing_is_looked_for_twice(packaged: Acronyms) -> None:
    assert concepts("OT, or occupational therapy, for OT vans", packaged) == [
        Concept(("ot",), ("occupational therapy",)),
        Concept(("occupational", "therapy")),
        Concept(("vans",)),
    ]


def test_asking_words_and_words_that_bind_are_not_looked_for(packaged: Acronyms) -> None:
    assert concepts("Please provide a copy of the lease", packaged) == [Concept(("lease",))]
    table = AcronymTable({"IT": (("information technology",),)}, frozenset({"IT"}))
    assert concepts("information technology", Acronyms(table)) == [Concept(("information", "technology"))]


def rarities(**known: float) -> Callable[[str], float]:
    """Inverse document frequencies by the phrases of an expression, joined by underscores."""
    return lambda match: known["_or_".join(re.findall('"([^"]+)"', match)).replace(" ", "_")]


def test_ways_of_writing_one_thing_are_as_rare_as_all_of_them_together() -> None:
    found = [Concept(("vans",)), Concept(("ot",), ("occupational therapy",)), Concept(("hours",))]
    rarity = rarities(ot=4.0, occupational_therapy=2.0, ot_or_occupational_therapy=1.0)
    assert searches(found, rarity) == [
        Search(0, '"vans" OR "hours"'),
        Search(1, '"ot"', 0.25),
        Search(1, '"occupational therapy"', 0.5),
    ]


def test_an_acronym_is_worth_no_more_than_the_words_it_stands_for() -> None:
    found = [Concept(("occupational", "therapy"), ("ot",))]
    rarity = rarities(occupational=1.0, therapy=0.5, ot=3.0, occupational_or_therapy_or_ot=0.4)
    assert searches(found, rarity) == [Search(1, '"occupational" OR "therapy"'), Search(1, '"ot"', 0.5)]


def test_a_rare_way_of_writing_is_never_raised_above_its_own_score() -> None:
    found = [Concept(("occupational", "therapy"), ("ot",))]
    rarity = rarities(occupational=4.0, therapy=4.0, ot=1.0, occupational_or_therapy_or_ot=0.9)
    assert searches(found, rarity)[1].weight == 1.0


@pytest.mark.parametrize("held", [1, 3, 5, 8])
def test_rarity_is_what_full_text_search_uses(held: int) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE passages USING fts5 (text)")
    rows = [("vans are leased" if number < held else "bins are emptied",) for number in range(10)]
    database.executemany("INSERT INTO passages VALUES (?)", rows)
    (score,) = database.execute("SELECT -rank FROM passages WHERE passages MATCH 'vans' LIMIT 1").fetchone()
    # One word of as many as every other row has: the rest of the BM25 formula is 1.
    assert rarity_among(held, 10) == pytest.approx(score, rel=1e-9)
    database.close()
