"""Replies that answer each question beneath it, or on its own line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from ingest.document import Span
from ingest.passages.exchange import Asked, Exchange, is_numbered, number_of, section_of, span_of
from ingest.passages.foi_signs import Sign, label_end, sign_of
from ingest.passages.foi_style import (
    LEADS,
    Style,
    first_word,
    goes_on,
    is_short_item,
    items_carry_answers,
    numbers_count_up,
    question_end,
    style_of,
    under_lead_in,
)
from ingest.passages.foi_words import answers, asks, asks_unnumbered, has_question_mark
from ingest.passages.lines import Line, Mark

_TITLE_WORDS = 8
_ITEM_WORDS = 45
_BARE_ITEM_WORDS = 6
_FINAL = re.compile(r"(?:no|none|n/?a|nil|not applicable|not held)\.?$|(?:\S+\s+){3,}\S*[.!]$", re.I)


def answered_beneath(lines: Sequence[Line]) -> list[Exchange]:
    """The exchanges of lines where each question, or group of questions, has its answer beneath it."""
    style = style_of(lines)
    return _Reading(lines, style).exchanges() if style else []


@dataclass(slots=True)
class _Open:
    """An exchange being read: its questions so far, and where its answer starts once that is seen."""

    first: int
    last: int
    end: int
    stem: str
    asked: list[Asked] = field(default_factory=list)
    answer_start: int | None = None
    announced: bool = False
    bare: bool = False
    sub_items: bool = False
    item_words: int = 0

    @property
    def answered(self) -> bool:
        return self.answer_start is not None

    def exchange(self) -> Exchange:
        answer = None if self.answer_start is None else Span(self.answer_start, self.end)
        return Exchange(section_of(self.asked), self.first, self.last, span_of(self.asked), answer, self.stem)

    def stretch_question(self, line: Line) -> None:
        """The last question goes on to the end of the line, and begins there if only a label stood above."""
        last = self.asked[-1]
        start = line.words_start if self.bare else last.span.start
        self.bare = False
        self.asked[-1] = Asked(last.name, last.first, line.index, Span(start, line.end))


class _Reading:
    """Walks through the lines of one round, in order."""

    def __init__(self, lines: Sequence[Line], style: Style) -> None:
        self._lines = lines
        self._style = style
        self._trusted = numbers_count_up(lines)
        self._count = 0
        self._preface: int | None = None
        self._title = ""
        self._last_said = ""
        self._done: list[_Open] = []
        self._open: _Open | None = None

    def exchanges(self) -> list[Exchange]:
        for place, line in enumerate(self._lines):
            self._read(place, line)
        self._close()
        return [done.exchange() for done in self._done]

    def _read(self, place: int, line: Line) -> None:
        if self._starts_question(place, line):
            self._ask(line)
        elif self._is_title(place, line):
            self._close()
            if self._preface is None:
                self._preface, self._title = line.index, line.said.rstrip(":")
        elif self._open is not None and (line.said or line.number):
            self._take(place, self._open, line)
        self._last_said = self._last_said if line.is_sub_item else line.said

    def _starts_question(self, place: int, line: Line) -> bool:
        if line.mark is Mark.QUESTION:
            return True
        if line.has_cells or line.mark is Mark.ANSWER or not line.said:
            return False
        if self._style is Style.NUMBER:
            return is_numbered(line) and self._is_next(place, line)
        if self._style is Style.NOTHING:
            return not line.is_sub_item and self._asks_plainly(line)
        return line.mark is Mark.LETTER and (self._style is Style.LETTER or line.number.lower() == "q")

    def _asks_plainly(self, line: Line) -> bool:
        said = " ".join(line.text[: question_end(line) - line.start].split())
        if has_question_mark(said):
            return True
        current = self._open
        listed = current is not None and not current.answered and self._last_said.endswith(LEADS)
        return asks_unnumbered(said) and not listed

    def _is_next(self, place: int, line: Line) -> bool:
        """Is a numbered line a question of its own, rather than an answer or an item of a list?"""
        current = self._open
        if current is None:
            return True
        if not self._trusted:
            return self._is_next_without_numbers(place, line, current)
        number, last = number_of(line), number_of(self._lines[current.asked[-1].first - self._lines[0].index])
        if asks(line.said):
            return number > last or (number == 1 and current.answered)
        return number == last + 1 and not self._asked_later(place, number)

    def _asked_later(self, place: int, number: int) -> bool:
        """Is there a real question of this number further down, so that here it is a figure or an item?"""
        below = (line for line in self._lines[place + 1 :] if is_numbered(line))
        return any(number_of(line) == number and asks(line.said) for line in below)

    def _is_next_without_numbers(self, place: int, line: Line, current: _Open) -> bool:
        """The numbers say nothing (a list lost in conversion): go by the words and by what came before."""
        if asks(line.said) and (current.answered or not line.bulleted):
            return True
        listed = current.sub_items and number_of(line) == number_of(self._lines[place - 1]) + 1
        return current.answered and not (line.bulleted or listed or answers(line.said))

    def _ask(self, line: Line) -> None:
        if self._open is None or self._open.answered:
            self._close()
            first = line.index if self._preface is None else self._preface
            self._open = _Open(first, line.index, line.end, self._title)
            self._preface = None
        self._count += 1
        name = line.number if self._trusted and is_numbered(line) else str(self._count)
        cut = question_end(line)
        span = Span(line.words_start, cut)
        self._open.asked.append(Asked(name or str(self._count), line.index, line.index, span))
        self._open.last, self._open.end, self._open.bare = line.index, line.end, not line.said
        self._open.sub_items = self._open.announced = False
        if cut < line.end:
            self._open.answer_start = first_word(line, cut)

    def _take(self, place: int, current: _Open, line: Line) -> None:
        """Add a line that asks nothing of its own: more of the question, or of its answer."""
        sub_item = self._is_sub_item(place, current, line)
        if not current.answered:
            self._take_unanswered(place, current, line, sub_item)
        else:
            current.sub_items = sub_item
        current.last, current.end = line.index, line.end

    def _take_unanswered(self, place: int, current: _Open, line: Line, sub_item: bool) -> None:
        if self._announces(line):
            current.announced = True
        elif current.announced:
            current.answer_start = line.words_start
        elif current.bare or (sub_item and not items_carry_answers(self._lines, place)):
            current.sub_items = sub_item
            current.stretch_question(line)
        elif not sub_item and goes_on(line):
            current.stretch_question(line)
        else:
            current.sub_items = current.sub_items or sub_item
            current.answer_start = self._answer_start(current, line)

    def _announces(self, line: Line) -> bool:
        """Is the line nothing but the label of an answer ("Answer", "Response 3:")?"""
        if line.mark is Mark.ANSWER:
            return not line.said
        return sign_of(line) is Sign.ANSWERS and label_end(line) == line.end

    def _answer_start(self, current: _Open, line: Line) -> int:
        """Where the answer's words begin: after "Response:", or after the question's number given again."""
        if sign_of(line) is Sign.ANSWERS:
            return label_end(line)
        again = line.number == current.asked[-1].name or not self._trusted
        labelled = line.mark is Mark.ANSWER or self._style is Style.Q_AND_A
        return line.words_start if labelled or (again and not line.is_sub_item) else line.start

    def _is_sub_item(self, place: int, current: _Open, line: Line) -> bool:
        if self._style is Style.Q_AND_A and line.number.lower() == "a":
            return False
        lost = not self._trusted and line.mark is Mark.NUMBER
        if line.is_sub_item or (lost and under_lead_in(self._lines, place)):
            return True
        if current.answered or line.mark is not Mark.NONE or line.has_cells:
            return False
        return self._is_item_without_mark(place, current)

    def _is_item_without_mark(self, place: int, current: _Open) -> bool:
        """Part of a list in the question that lost its marks: short lines with a fuller answer beneath."""
        begins = not current.sub_items
        if begins:
            current.item_words = _ITEM_WORDS if self._last_said.endswith(LEADS) else _BARE_ITEM_WORDS
        after = self._lines[place:]
        items = list(takewhile(lambda one: is_short_item(one, current.item_words), after))
        lonely = begins and len(items) == 1 and current.item_words == _BARE_ITEM_WORDS
        if not items or len(items) == len(after) or lonely:
            return False
        follower = after[len(items)]
        if self._announces(follower) or asks_unnumbered(follower.said):
            return False
        return follower.mark is Mark.NONE and not follower.is_heading

    def _is_title(self, place: int, line: Line) -> bool:
        """A heading between two questions, which belongs to those that follow."""
        if place + 1 >= len(self._lines) or line.has_cells or line.mark is not Mark.NONE:
            return False
        if self._open is not None and not self._open.answered:
            return False
        if sign_of(line) is Sign.ASKS or line.is_heading or self._preface is not None:
            return True
        words = line.said.split()
        if not 1 < len(words) <= _TITLE_WORDS or line.said[-1] in ".,;:!?)" or not line.said[0].isupper():
            return False
        ended = not place or bool(_FINAL.match(self._lines[place - 1].said))
        near = self._lines[place + 1 : place + 3]
        return ended and any(self._starts_question(place + 1 + at, one) for at, one in enumerate(near))

    def _close(self) -> None:
        if self._open is not None:
            self._done.append(self._open)
        self._open = None
