"""What a model writes is checked sentence by sentence as it comes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answer import Fault
from assistant.write.evidence import Verdict
from assistant.write.model import Words
from assistant.write.sentences import Sentence
from assistant.write.writing import Writing, says_not_found, write

MAY = "The lease ends in May."


def words(text: str, cut_off: bool = False) -> Iterator[Words]:
    pieces = text.split(" ")
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        yield Words(piece if last else piece + " ", cut_off and last)


def only_may(sentence: Sentence) -> Verdict:
    """Supports one sentence and no other."""
    return Verdict() if sentence.text == MAY else Verdict(fault=Fault.PERIOD, why="May, not June.")


def last(text: str, cut_off: bool = False) -> Writing:
    *_, writing = write(words(text, cut_off), 1, only_may)
    return writing


def test_every_sentence_is_checked_and_keeps_its_verdict() -> None:
    writing = last(f"{MAY} [1] It ends in June [3].")
    assert [(sentence.text, verdict.fault) for sentence, verdict in writing.checked] == [
        (MAY, None),
        ("It ends in June.", Fault.PERIOD),
    ]
    assert writing.unknown == ["[3]"]
    assert not writing.not_found


def test_a_sentence_is_there_before_the_next_one_is_finished() -> None:
    steps = [(len(step.checked), step.rest) for step in write(words(f"{MAY} It ends in June."), 1, only_may)]
    assert (0, "The lease ends in") in steps
    assert (1, "It ends in") in steps


@pytest.mark.parametrize(
    "said",
    [
        "NOT FOUND",
        "NOT FOUND.",
        "Not found.",
        "The quotations do not answer the question.",
        "The provided information does not specify the date.",
        "I cannot determine this from the sources.",
    ],
)
def test_a_model_that_finds_nothing_stops_there(said: str) -> None:
    writing = last(f"{said} It might be in June, though.")
    assert writing.not_found
    assert writing.checked == []


@pytest.mark.parametrize(
    "said",
    [
        "We do not hold this information.",
        "The council does not provide transport to the centre.",
        "The policy does not state a limit.",
        "We were unable to find a supplier.",
    ],
)
def test_what_a_paper_says_is_missing_is_an_answer(said: str) -> None:
    assert not says_not_found(said)


def test_a_word_of_doubt_after_an_answer_does_not_take_it_back() -> None:
    writing = last(f"{MAY} The sources do not mention the fee.")
    assert not writing.not_found
    assert [sentence.text for sentence, _ in writing.checked] == [MAY]


def test_what_was_cut_off_is_struck() -> None:
    writing = last(f"{MAY} The fee is £4", cut_off=True)
    sentence, verdict = writing.checked[-1]
    assert (sentence.text, verdict.fault) == ("The fee is £4", Fault.UNSUPPORTED)
    assert "cut off" in verdict.why
