"""Replies that put all of the questions first and the answers after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Span
from ingest.passages.exchange import Asked, Exchange, is_numbered, section_of, span_of
from ingest.passages.foi_signs import Sign, is_bare_label, label_end, sign_of
from ingest.passages.lines import Line, Mark

_SIGNPOST_WORDS = 25
_STEM_WORDS = 40
_ABOUT = (
    r"(?:(?:in (?:response|answer|reply|relation) to|regarding|for|as (?:to|for)"
    r"|the answers? to|response to) )?"
)
_GROUP = re.compile(
    rf"{_ABOUT}(?:questions?|qs?|points?|parts?|items?)\s*"
    r"\(?(\d{1,2})\)?\s*[a-z]?\s*(-|–|to|and|&|,)\s*(?:(?:questions?|q)\s*)?\(?(\d{1,2})"
    r"|(\d{1,2})\s*(-|–|to|and|&)\s*(\d{1,2})\s*[.:)\-–]",
    re.I,
)
_ONE = re.compile(rf"{_ABOUT}(?:question|q|point|part|item)\s*\.?\s*\(?(\d{{1,2}}\s?[a-z]?)\b", re.I)
_LOOSE = re.compile(r"(\d{1,2})(?:\s+(?=\S)|$)")


@dataclass(frozen=True, slots=True)
class _Reply:
    """The lines that answer some of the questions, from place ``first`` of the answers on."""

    first: int
    asked: tuple[Asked, ...]
    start: int


def answered_apart(asking: Sequence[Line], replying: Sequence[Line]) -> list[Exchange]:
    """The list of questions, as one exchange without an answer, and one exchange for each answer."""
    asked = questions_of(asking)
    if not asked:
        return []
    replies = _numbered_replies(replying, asked)
    if not replies and (bullets := _parallel_questions(asking, replying)):
        asked, replies = bullets, _parallel_replies(replying, bullets)
    replies = _with_opening(replying, asked, replies)
    if len(replies) == 1 and len(replies[0].asked) == len(asked):
        answer = Span(replies[0].start, replying[-1].end)
        return [Exchange(section_of(asked), asking[0].index, replying[-1].index, span_of(asked), answer)]
    alone = Exchange(section_of(asked), asking[0].index, asking[-1].index, span_of(asked), None)
    return [alone, *_exchanges(replying, replies, _stem(asking, asked))] if replies else [alone]


def _stem(asking: Sequence[Line], asked: Sequence[Asked]) -> str:
    """What is said before the first question, if it is short enough to stand over each of them."""
    said = " ".join(line.said for line in asking if line.index < asked[0].first)
    return said if len(said.split()) <= _STEM_WORDS else ""


def questions_of(lines: Sequence[Line]) -> list[Asked]:
    """The questions of a list: its numbered items, else lettered, else bulleted; else all of it as one."""
    for belongs in (is_numbered, _is_lettered, _is_bulleted):
        starts = [place for place, line in enumerate(lines) if belongs(line) and _has_matter(line)]
        if starts and (len(starts) > 1 or belongs is is_numbered):
            return _items(lines, starts)
    starts = [place for place, line in enumerate(lines) if line.said.endswith("?")]
    if len(starts) > 1:
        return _items(lines, starts)
    worded = [line for line in lines if label_end(line) < line.end]
    if not worded:
        return []
    return [Asked("", lines[0].index, lines[-1].index, Span(_start(worded[0]), worded[-1].end))]


def _has_matter(line: Line) -> bool:
    return bool(line.said) or line.mark is Mark.QUESTION


def _is_lettered(line: Line) -> bool:
    return line.mark is Mark.LETTER


def _is_bulleted(line: Line) -> bool:
    return line.mark is Mark.BULLET


def _start(line: Line) -> int:
    return max(line.words_start, label_end(line))


def _items(lines: Sequence[Line], starts: Sequence[int]) -> list[Asked]:
    ends = [*starts[1:], len(lines)]
    names = [lines[start].number for start in starts]
    if not all(names) or len(set(names)) < len(names):
        names = [str(count) for count in range(1, len(starts) + 1)]
    return [_item(name, lines[at:end]) for name, at, end in zip(names, starts, ends, strict=True)]


def _item(name: str, lines: Sequence[Line]) -> Asked:
    """A question and its lines; where the first is only a label, its words begin on the second."""
    begins = lines[1] if len(lines) > 1 and not lines[0].said else lines[0]
    return Asked(name, lines[0].index, lines[-1].index, Span(begins.words_start, lines[-1].end))


def _numbered_replies(lines: Sequence[Line], asked: Sequence[Asked]) -> list[_Reply]:
    replies: list[_Reply] = []
    for place, line in enumerate(lines):
        found, start = _addressed(line, asked, replies[-1].asked if replies else ())
        if found and not (replies and found == replies[-1].asked):
            bare = start == line.end or (start == line.start and not line.said)
            if bare and place + 1 < len(lines):
                start = lines[place + 1].words_start
            replies.append(_Reply(place, found, start))
    return replies


def _addressed(line: Line, asked: Sequence[Asked], before: Sequence[Asked]) -> tuple[tuple[Asked, ...], int]:
    """The questions that a line says it answers, by a number or a range; and where its words begin."""
    if group := _GROUP.match(line.said if line.mark is Mark.NONE else line.text):
        numbers = [int(digits) for digits in group.groups() if digits and digits.isdigit()]
        listed = group.group(2) or group.group(5)
        wanted = range(numbers[0], numbers[-1] + 1) if listed not in (",", "&", "and") else numbers
        return tuple(a for a in asked if _value(a) in wanted), line.start
    name = line.number
    if line.mark in (Mark.NUMBER, Mark.QUESTION, Mark.ANSWER, Mark.LETTER) and not line.bulleted:
        return tuple(a for a in asked if a.name == name and _in_order(a, before, asked)), line.words_start
    if one := _ONE.match(line.said):
        return tuple(a for a in asked if a.name == one.group(1).replace(" ", "")), line.start
    loose = _LOOSE.match(line.text)
    following = _next(before, asked)
    if loose and following and loose.group(1) == following.name:
        return (following,), line.start + loose.end()
    return (), line.start


def _value(asked: Asked) -> int:
    digits = re.match(r"\d+", asked.name)
    return int(digits.group()) if digits else -1


def _in_order(asked: Asked, before: Sequence[Asked], everything: Sequence[Asked]) -> bool:
    """Answers come in the order of the questions; a number that goes back belongs to a list in an answer."""
    order = [question.first for question in everything]
    return not before or order.index(asked.first) > order.index(before[-1].first)


def _next(before: Sequence[Asked], asked: Sequence[Asked]) -> Asked | None:
    place = [question.first for question in asked].index(before[-1].first) + 1 if before else 0
    return asked[place] if place < len(asked) else None


def _parallel_questions(asking: Sequence[Line], replying: Sequence[Line]) -> list[Asked]:
    """The questions that as many bullets answer in the same order; none where the numbers differ."""
    count = sum(map(_is_bulleted, replying))
    bullets = [place for place, line in enumerate(asking) if _is_bulleted(line)]
    asked = questions_of(asking)
    if count < 2 or count not in (len(bullets), len(asked)):
        return []
    if count == len(asked):
        return asked
    stem = asked[0].name if len(asked) == 1 else ""
    return [
        Asked(f"{stem}{chr(ord('a') + place)}" if stem else item.name, item.first, item.last, item.span)
        for place, item in enumerate(_items(asking, bullets))
    ]


def _parallel_replies(lines: Sequence[Line], asked: Sequence[Asked]) -> list[_Reply]:
    places = [place for place, line in enumerate(lines) if _is_bulleted(line)]
    return [
        _Reply(place, (question,), lines[place].words_start)
        for place, question in zip(places, asked, strict=True)
    ]


def _with_opening(lines: Sequence[Line], asked: Sequence[Asked], replies: list[_Reply]) -> list[_Reply]:
    """What is said before the first answer answers all of the questions, unless it only announces."""
    first = replies[0].first if replies else len(lines)
    opening = [line for line in lines[:first] if not (sign_of(line) is Sign.ANSWERS and is_bare_label(line))]
    words = sum(len(line.said.split()) for line in opening)
    if not opening or (replies and words <= _SIGNPOST_WORDS):
        return [_Reply(0, replies[0].asked, replies[0].start), *replies[1:]] if replies else []
    return [_Reply(0, tuple(asked), _start(opening[0])), *replies]


def _exchanges(lines: Sequence[Line], replies: Sequence[_Reply], stem: str) -> list[Exchange]:
    ends = [*(reply.first for reply in replies[1:]), len(lines)]
    return [
        Exchange(
            section_of(reply.asked),
            lines[reply.first].index,
            lines[end - 1].index,
            span_of(reply.asked),
            Span(reply.start, lines[end - 1].end),
            stem,
        )
        for reply, end in zip(replies, ends, strict=True)
    ]
