"""What kind of answer a question wants, and what counts as one."""

import pytest

from assistant.kinds import Wanted, governed, holds, insists, names_who_won, wanted


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("How much did the council spend on vans?", Wanted.MONEY),
        ("What is the budget for short breaks?", Wanted.MONEY),
        ("What proportion of plans are on time?", Wanted.SHARE),
        ("How many children are waiting?", Wanted.COUNT),
        ("How many were waiting when the service closed?", Wanted.COUNT),
        ("How long must tax be overdue before a member may not vote on the budget?", Wanted.TIME),
        ("How much notice must be given?", Wanted.NUMBER),
        ("What does Lanthorn Carers charge somebody each month?", Wanted.MONEY),
        ("What is the deal with the recycling firm worth to the council?", Wanted.MONEY),
        ("What will the fire authority's share of a bill be?", Wanted.MONEY),
        ("What share of families answered?", Wanted.SHARE),
        ("On what date was it approved?", Wanted.DATE),
        ("To what sum a year is spending limited?", Wanted.MONEY),
        ("Which firms won the contracts?", Wanted.NAME),
        ("When does the contract end?", Wanted.DATE),
        ("Who chairs the board?", Wanted.PERSON),
        ("Which decision number covers the plan?", Wanted.REFERENCE),
        ("What is the reference of the contract?", Wanted.REFERENCE),
        ("What are the terms of reference of the board?", Wanted.ANYTHING),
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
        (Wanted.DATE, "Bank rate Mar-26 3.75", True),
        (Wanted.COUNT, "Closing it saves £34.9k.", False),
        (Wanted.COUNT, "Closing it moved 31 people.", True),
        (Wanted.TIME, "Reviews are held yearly.", True),
        (Wanted.NAME, "The contract went to Lanthorn Carers.", True),
        (Wanted.NAME, "A contract has been awarded.", False),
        (Wanted.PERSON, "Responsible Officer: the Head of Short Breaks", True),
        (Wanted.PERSON, "Reviews are held yearly.", False),
        (Wanted.REFERENCE, "Decision No: 24/0012", True),
        (Wanted.REFERENCE, "Project ID: 441", True),
        (Wanted.REFERENCE, "It was agreed on 3 May.", False),
        (Wanted.ANYTHING, "Anything at all.", True),
    ],
)
def test_whether_a_text_holds_such_a_thing(kind: Wanted, text: str, held: bool) -> None:
    assert holds(kind, text) is held


def test_only_some_questions_insist_on_a_figure() -> None:
    assert insists("How many vans are leased?")
    assert insists("What was the total cost of the lease?")
    assert not insists("Which decision number covers the plan?")
    assert not insists("Is there an agreement about the price?")
    assert not insists("What went wrong with the plan to save money?")


@pytest.mark.parametrize(
    ("part", "phrase"),
    [
        ("What annual rent does the council get?", "annual rent"),
        ("What is the target for urgent deliveries?", "target"),
        ("What is Halden Care Logistics' VAT number?", "VAT number"),
        ("How many powered wheelchairs were delivered?", "powered wheelchairs"),
        ("Who is the chief executive of Marram?", "chief executive"),
        ("How much has been spent?", ""),
        ("Who runs it?", ""),
        ("When is it due?", ""),
    ],
)
def test_what_the_question_word_governs(part: str, phrase: str) -> None:
    assert governed(part) == phrase


def test_a_question_for_a_winner_is_told_from_others() -> None:
    assert names_who_won("Which contractor was awarded the contract?")
    assert not names_who_won("Who holds the contract?")
