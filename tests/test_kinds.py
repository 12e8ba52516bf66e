"""What kind of answer a question wants, and what counts as one."""

import pytest

from assistant.kinds import Wanted, holds, insists, wanted
from assistant.periods import covers, strip_periods


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("How much did the council spend on vans?", Wanted.MONEY),
        ("What is the budget for short breaks?", Wanted.MONEY),
        ("What proportion of plans are on time?", Wanted.SHARE),
        ("How many children are waiting?", Wanted.NUMBER),
        ("When does the contract end?", Wanted.DATE),
        ("Who chairs the board?", Wanted.ANYTHING),
        ("Why was the budget cut?", Wanted.ANYTHING),
    ],
)
def test_the_kind_of_answer_wanted(part: str, kind: Wanted) -> None:
    assert wanted(part) is kind


@pytest.mark.parametrize(
    ("kind", "text", "held"),
    [
        (Wanted.MONEY, "The vans cost £90,000 a year.", True),
        (Wanted.MONEY, "The vans are leased under section 75.", False),
        (Wanted.MONEY, "The target budget is 667,306.80.", True),
        (Wanted.NUMBER, "3. The depot is at Eastwold.", False),
        (Wanted.NUMBER, "There are 29 vans.", True),
        (Wanted.NUMBER, "It was agreed on 31 March 2027.", False),
        (Wanted.NUMBER, "Bins are emptied twice.", True),
        (Wanted.SHARE, "Of plans, 94% were on time.", True),
        (Wanted.SHARE, "Of plans, 94 were on time.", False),
        (Wanted.DATE, "It ends on 31 March 2027.", True),
        (Wanted.DATE, "It ends soon.", False),
        (Wanted.ANYTHING, "Anything at all.", True),
    ],
)
def test_whether_a_text_holds_such_a_thing(kind: Wanted, text: str, held: bool) -> None:
    assert holds(kind, text) is held


def test_only_some_questions_insist_on_a_figure() -> None:
    assert insists("How many vans are leased?")
    assert insists("What was the total cost of the lease?")
    assert not insists("Is there an agreement about the price?")


def test_dates_and_years_are_not_figures() -> None:
    assert strip_periods("On 1 March 2021 and in 2019/20 it was 35").split() == [
        "On",
        "and",
        "in",
        "it",
        "was",
        "35",
    ]


def test_a_period_is_covered_however_it_is_written() -> None:
    assert covers("The cost in 2019-20 was £5.", "What did it cost in 2019/20?")
    assert not covers("The cost in 2018-19 was £5.", "What did it cost in 2019/20?")
    assert covers("Undated.", "What did it cost?")
    assert covers("At 31 March 2021 there were 4.", "How many in March 2021?")
