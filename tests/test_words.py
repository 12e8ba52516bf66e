"""The words of a question: what is looked for, and what only asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.words import STOPWORDS, terms, without_asking


@pytest.mark.parametrize(
    ("question", "sought"),
    [
        ("Please provide a copy of the lease for the vans.", ["lease", "vans"]),
        ("Can you tell me how many vans are leased?", ["vans", "leased"]),
        ("Could you please also confirm whether vans are leased?", ["vans", "leased"]),
        ("I would like to know who leases the vans", ["leases", "vans"]),
        ("I’d be grateful if you could send me any information you hold on vans", ["vans"]),
        ("We are writing to request details of the vans.", ["vans"]),
        ("Can I have a copy of the lease?", ["lease"]),
        ("Under the Freedom of Information Act 2000, please list the vans.", ["vans"]),
        ("I am making a request under the FOI Act about vans", ["vans"]),
        ("FOI request: leased vans", ["leased", "vans"]),
        ("In relation to vans, what was spent?", ["vans", "spent"]),
        ("Dear Sir or Madam, are vans leased? Many thanks", ["vans", "leased"]),
    ],
)
def test_phrases_that_only_ask_are_not_looked_for(question: str, sought: list[str]) -> None:
    assert terms(question) == sought


@pytest.mark.parametrize(
    ("question", "sought"),
    [
        (
            "What may be refused under the Freedom of Information Act?",
            ["refused", "freedom", "information", "act"],
        ),
        ("How many requests under the FOI Act were late?", ["requests", "foi", "act", "late"]),
        ("How do people request a copy of their records?", ["people", "request", "copy", "records"]),
        ("Which list shows the preferred suppliers?", ["list", "shows", "preferred", "suppliers"]),
        ("How is information shared with the police?", ["information", "shared", "police"]),
    ],
)
def test_words_of_asking_are_looked_for_where_they_are_what_is_asked_about(
    question: str, sought: list[str]
) -> None:
    assert terms(question) == sought


def test_a_question_about_nothing_but_asking_keeps_its_words() -> None:
    assert terms("Can I have a copy of it?") == ["copy"]
    assert terms("How do I make a freedom of information request?") == ["freedom", "information", "request"]


@given(st.text(max_size=200))
def test_every_word_looked_for_stands_in_the_question(question: str) -> None:
    found = terms(question)
    assert len(set(found)) == len(found)
    assert not STOPWORDS & set(found)
    assert set(terms(without_asking(question))) <= set(terms(question))


@given(st.lists(st.sampled_from(["vans", "hours", "2023/24", "24/00096", "A&E"]), min_size=1, max_size=6))
def test_asking_politely_changes_nothing_that_is_looked_for(words: list[str]) -> None:
    plain = " ".join(words)
    assert terms(f"Please could you tell me about {plain}? Many thanks") == terms(plain)
