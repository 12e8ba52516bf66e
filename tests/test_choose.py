"""The reranker reads no more units than it takes to find one that is surely about the question."""

from __future__ import annotations

from builders import Judge, prepared
from foi_papers import ByWord
from test_folding import candidate

from assistant.choose import Chooser
from assistant.question import parts_of
from assistant.retrieve import Hit
from assistant.signs import Choice
from ingest.records import StoredText

ASKED = "Who repairs the wheelchairs?"
REPAIRS = "Tidewell repairs the wheelchairs of the whole county at its works by the north quay."
MENDS = "Swanbeck mends what it lent to people of any age, for as long as they need it."
# The first has three of the words asked for, those after it ever fewer.
PAPER = " ".join(
    [REPAIRS]
    + [
        f"Wheelchairs of kind {number} are lent to people of any age for as long as they need them."
        for number in range(11)
    ]
    + [MENDS]
)


def chosen(judge: Judge | None, asked: str = ASKED) -> list[Choice]:
    stored = candidate("p", PAPER)
    built = prepared("p", PAPER).document
    text = StoredText(built.text, built.pages, built.blocks, ())
    chooser = Chooser(ByWord(), judge, {}, max_words=80)
    choices, *_ = chooser.choose(
        asked, parts_of(asked), [Hit(stored.passage, stored.document, 1.0, 0.5)], {"p": text}
    )
    return choices


def read(judge: Judge) -> list[list[str]]:
    return [[text.rsplit("\n", 1)[1] for text in texts] for _, texts in judge.asked]


def test_one_that_is_surely_about_the_question_ends_the_reading() -> None:
    judge = Judge({"Tidewell": 4.0, "kind": -2.0, "Swanbeck": 9.0})
    choices = chosen(judge)
    (first,) = read(judge)
    assert len(first) == 8
    assert first[0] == REPAIRS
    assert sorted(choice.unit.text for choice in choices) == sorted(first)
    assert choices[0].unit.text == REPAIRS


def test_where_none_is_all_are_read() -> None:
    judge = Judge({"Tidewell": 3.9, "kind": -2.0, "Swanbeck": 9.0})
    choices = chosen(judge)
    assert [len(texts) for texts in read(judge)] == [8, 5]
    fits = {choice.unit.text: choice.fit for choice in choices}
    assert fits[MENDS] == 9.0


def test_where_several_things_are_asked_all_are_read() -> None:
    judge = Judge({"Tidewell": 9.0})
    chosen(judge, "Who repairs the wheelchairs, and who mends them?")
    assert len(read(judge)[0]) == 10


def test_without_a_reranker_nothing_is_read() -> None:
    assert {choice.fit for choice in chosen(None)} == {None}
