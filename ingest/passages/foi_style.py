"""How the questions of a reply are told apart, and what a line can be in one that answers beneath them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from ingest.passages.exchange import is_numbered, number_of
from ingest.passages.foi_words import (
    answer_on_same_line,
    answers,
    asks,
    asks_unnumbered,
    ends_with_answer,
    has_question_mark,
)
from ingest.passages.lines import Line, Mark

LEADS = (":", "-", "–")
_LIST_ENDS = (".", ":", "!")


class Style(Enum):
    """What stands before each question."""

    NUMBER = "number"
    LETTER = "letter"
    Q_AND_A = "q and a"
    NOTHING = "nothing"


def style_of(lines: Sequence[Line]) -> Style | None:
    """The style of the questions among the lines; None where nothing asks."""
    numbered = [line for line in lines if is_numbered(line) and line.said]
    if any(line.mark is Mark.QUESTION for line in lines) or any(asks(line.said) for line in numbered):
        return Style.NUMBER
    lettered = [line for line in lines if line.mark is Mark.LETTER and asks(line.said)]
    if len(lettered) > 1:
        return Style.Q_AND_A if {line.number.lower() for line in lettered} == {"q"} else Style.LETTER
    if any(has_question_mark(line.said) for line in lines if not line.has_cells):
        return Style.NOTHING
    return Style.NUMBER if len(numbered) > 1 else None


def numbers_count_up(lines: Sequence[Line]) -> bool:
    """May the printed numbers be believed? Not if they do not rise, nor if each question is number one."""
    numbered = [line for line in lines if line.mark is Mark.NUMBER and not line.bulleted]
    asked = [number_of(line) for line in numbered if asks(line.said)]
    ones = sum(number_of(line) == 1 for line in numbered)
    falls = any(after <= before and after != 1 for before, after in pairwise(asked))
    return not falls and (ones < 3 or asked.count(1) < 2)


def under_lead_in(lines: Sequence[Line], place: int) -> bool:
    """Does the numbered list that the line stands in begin beneath words that end with a colon?"""
    number = number_of(lines[place])
    for before in reversed(lines[:place]):
        if before.said.endswith(":"):
            return True
        if before.mark is not lines[place].mark or number_of(before) != number - 1:
            return False
        number -= 1
    return False


def goes_on(line: Line) -> bool:
    """Does the line go on with the sentence before it?"""
    return line.mark is Mark.NONE and line.said[:1].islower() and not line.said.startswith("http")


def is_short_item(line: Line, longest: int) -> bool:
    """May the line be an item of a list in a question, its mark lost? ``longest`` counts words."""
    if line.mark is not Mark.NONE or line.has_cells or line.said.endswith(_LIST_ENDS):
        return False
    if answers(line.said) or ends_with_answer(line.said) or asks_unnumbered(line.said):
        return False
    return len(line.said.split()) <= longest


def items_carry_answers(lines: Sequence[Line], place: int) -> bool:
    """Does a sub-item, or one of those that follow it, carry its answer on its own line?"""
    for line in lines[place:]:
        if line.mark is not lines[place].mark and not line.is_sub_item:
            return False
        if ends_with_answer(line.said) or answer_on_same_line(line.said) is not None:
            return True
    return False


def question_end(line: Line) -> int:
    """The offset where the question ends and an answer on the same line may begin; else the line's end."""
    cut = answer_on_same_line(line.text)
    return line.start + cut if cut else line.end


def first_word(line: Line, offset: int) -> int:
    """The first offset from ``offset`` on that is no white space."""
    rest = line.text[offset - line.start :]
    return offset + len(rest) - len(rest.lstrip())
