"""Replies to requests for information: which lines are a question, and which its answer.

A reply is read in rounds. In a round the answers stand beneath their questions, or all of the questions
come first and the answers after them, matched by number, by order, or given for all of them at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.passages.exchange import Exchange, is_numbered, number_of
from ingest.passages.foi_apart import answered_apart
from ingest.passages.foi_inline import answered_beneath
from ingest.passages.foi_signs import Sign, has_value, is_bare_label, sign_of
from ingest.passages.foi_style import goes_on
from ingest.passages.foi_words import answers, asks
from ingest.passages.lines import Line, Mark


def last_matter(lines: Sequence[Line], tables: Sequence[Exchange]) -> int:
    """The index of the last line that asks or announces answers for certain; -1 where none does."""
    sure = [
        line.index
        for line in lines
        if (is_numbered(line) and line.said and asks(line.said))
        or line.mark in (Mark.QUESTION, Mark.ANSWER)
        or (sign_of(line) in (Sign.ASKS, Sign.ANSWERS) and is_bare_label(line))
    ]
    return max([*sure, *(row.last for row in tables)], default=-1)


def find_exchanges(lines: Sequence[Line], boilerplate: Sequence[bool]) -> list[Exchange]:
    """The exchanges of a reply, in order, among the lines that are not boilerplate."""
    exchanges: list[Exchange] = []
    for stretch in _stretches(lines, boilerplate, _is_record(lines)):
        exchanges += _rounds(stretch)
    return exchanges


def record_labels(lines: Sequence[Line]) -> set[int]:
    """The labels of a disclosure log's fields, which are no headings though they may look like them."""
    if not _is_record(lines):
        return set()
    return {line.index for line in lines if is_bare_label(line)}


def _is_record(lines: Sequence[Line]) -> bool:
    """Is the document a page of a disclosure log, made of named fields, rather than a letter?"""
    signs = [sign_of(line) for line in lines if is_bare_label(line) or has_value(line)]
    return {Sign.ASKS, Sign.ANSWERS, Sign.FIELD} <= set(signs)


def _stretches(lines: Sequence[Line], boilerplate: Sequence[bool], record: bool) -> list[list[Line]]:
    """Runs of lines between boilerplate, other fields of a record, and the heads of e-mails."""
    breaking = (Sign.FIELD, Sign.MAIL) if record else (Sign.MAIL,)
    runs: list[list[Line]] = [[]]
    value_follows = False
    for line in lines:
        sign = sign_of(line)
        if boilerplate[line.index] or sign in breaking:
            runs.append([])
        elif not (value_follows and sign is Sign.NONE):
            runs[-1].append(line)
        value_follows = sign in breaking and is_bare_label(line)
    return [run for run in runs if run]


def _rounds(lines: Sequence[Line], again: bool = False) -> list[Exchange]:
    """``again`` says that a round came before, so that there is no letterhead above this one."""
    start = _first_question(lines)
    if start is None:
        return []
    switch = _switch(lines, start)
    if switch is None:
        found = answered_beneath(lines[start:]) or _whole_request(lines, start)
        return _with_label(lines, start, found, again)
    end = _end_of_answers(lines, start, switch)
    found = answered_apart(lines[start:switch], lines[switch:end])
    return [*_with_label(lines, start, found, again), *_rounds(lines[end:], again=True)]


def _whole_request(lines: Sequence[Line], start: int) -> list[Exchange]:
    """A request that was announced but asks in no way we know: its first words, and the rest as answer."""
    if not start or sign_of(lines[start - 1]) is not Sign.ASKS:
        return []
    closed = (
        place for place in range(start, len(lines)) if lines[place].text.rstrip(". ").endswith(("”", '"'))
    )
    quoted = lines[start].text.startswith(("“", '"'))
    end = next(closed, start) + 1 if quoted else start + 1
    return answered_apart(lines[start:end], lines[end:]) if end < len(lines) else []


def _with_label(lines: Sequence[Line], start: int, found: list[Exchange], again: bool) -> list[Exchange]:
    """The first exchange takes the label above its question along ("Request")."""
    if not found or not start or found[0].first != lines[start].index:
        return found
    if not again and not is_bare_label(lines[start - 1]):
        return found
    return [replace(found[0], first=lines[start - 1].index), *found[1:]]


def _first_question(lines: Sequence[Line]) -> int | None:
    """Where the asking begins: after the line that announces it, else at the first question itself."""
    asked = next((place for place, line in enumerate(lines) if _asks_for_certain(line)), None)
    announced = next((place for place, line in enumerate(lines) if _announces_questions(line)), None)
    if announced is None or (asked is not None and asked < announced):
        return asked and _above_headings(lines, asked)
    return announced if has_value(lines[announced]) or announced + 1 == len(lines) else announced + 1


def _above_headings(lines: Sequence[Line], place: int) -> int:
    while place and lines[place - 1].is_heading and sign_of(lines[place - 1]) is Sign.NONE:
        place -= 1
    return place


def _asks_for_certain(line: Line) -> bool:
    if line.mark is Mark.QUESTION or (is_numbered(line) and asks(line.said)):
        return True
    if line.mark is Mark.LETTER:
        return line.number.lower() == "q" and asks(line.said)
    return line.mark is Mark.NONE and not line.has_cells and line.said.endswith("?")


def _switch(lines: Sequence[Line], start: int) -> int | None:
    """Where the answers begin, if all of the questions of the round come before them."""
    later = (at for at in range(start + 1, len(lines)) if _announces_questions(lines[at]))
    horizon = next(later, len(lines))
    for place in range(start + 1, horizon):
        if not (_announces_answers(lines[place]) or _counts_again(lines, start, place)):
            continue
        asked = _numbers(lines[start:place])
        after = next(iter(_numbers(lines[place:horizon])), None)
        if (after is None or after in asked) and not _answered_already(lines[start:place]):
            return place
    return None


def _answered_already(lines: Sequence[Line]) -> bool:
    """Do answers stand beneath the questions of this list, so that it is more than a list?"""
    numbered = sum(is_numbered(line) for line in lines)
    beneath = sum(
        _announces_answers(line) or (line.mark is Mark.NONE and answers(line.said)) for line in lines
    )
    return numbered > 1 and 2 * beneath >= numbered


def _announces_questions(line: Line) -> bool:
    return sign_of(line) is Sign.ASKS


def _announces_answers(line: Line) -> bool:
    return sign_of(line) is Sign.ANSWERS


def _counts_again(lines: Sequence[Line], start: int, place: int) -> bool:
    """Do the numbers start again here after a list of questions that nothing has answered yet?"""
    line = lines[place]
    if line.mark is Mark.ANSWER:
        marks = [before.mark for before in lines[start:place]]
        return sum(map(is_numbered, lines[start:place])) > 1 and Mark.ANSWER not in marks
    if line.mark is not Mark.NUMBER or line.bulleted:
        return False
    numbers = _numbers(lines[start:place])
    rising = all(a < b for a, b in pairwise(numbers))
    if len(numbers) < 2 or not rising or number_of(line) != numbers[0] or asks(line.said):
        return False
    return not _answered_already(lines[start:place]) and 2 * _statements(lines[start:place]) < len(numbers)


def _statements(lines: Sequence[Line]) -> int:
    """How many paragraphs stand between the questions without going on with one."""
    beneath = ((before, line) for before, line in pairwise(lines) if line.mark is Mark.NONE)
    return sum(not (before.said.endswith(":") or goes_on(line)) for before, line in beneath)


def _numbers(lines: Sequence[Line]) -> list[int]:
    numbered = (line for line in lines if is_numbered(line) or line.mark is Mark.ANSWER)
    return [number_of(line) for line in numbered if not line.bulleted]


def _end_of_answers(lines: Sequence[Line], start: int, switch: int) -> int:
    """Where a new round begins: questions announced again, or a question that was not asked before."""
    asked = set(_numbers(lines[start:switch]))
    for place in range(switch + 1, len(lines)):
        line = lines[place]
        if _announces_questions(line):
            return place
        if is_numbered(line) and asked and number_of(line) not in asked and asks(line.said):
            return place
    return len(lines)
