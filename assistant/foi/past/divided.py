"""An exchange divided into what was asked singly: "7" with a. b. c. becomes "7.a", "7.b" and "7.c".

Each part has its own answer where the answer tells them apart: by its own labels ("b. 217."), by a sentence
about several ("For c and d above we do not hold …"), or on the part's own line. Otherwise it has the answer
that was given to all. Where something was answered before the parts, or in none of them, the whole question
is kept beside them. Labels that only offer answers to choose from ("which of the following …") are no parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.foi.past.exchanges import Exchange
from assistant.foi.past.labels import Item, lettered, numbered, trimmed
from assistant.units import sentences
from ingest.document import Span
from ingest.passages.foi_words import answer_on_same_line, asks, has_question_mark

_LETTERS = r"\(?[a-z]\)?(?:\s*(?:,|and|&|to|-|–)+\s*\(?[a-z]\)?(?![a-z]))+"
_GROUP = re.compile(
    rf"\b(?:for|at|to|in|of|regarding|(?:parts?|points?|items?|questions?))\s+(?:(?:parts?|points?|items?)\s+)?"
    rf"(?P<list>{_LETTERS}|(?-i:\(?[a-z]\)?)(?=\s+(?:above|below)))(?!\w)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\b([a-z])\)?\s*(?:to|-|–)\s*\(?([a-z])\b")
_LETTER = re.compile(r"\b[a-z]\b")
_OPTIONS = re.compile(
    r"\b(?:which|one|any|either|whichever)\b[^?]{0,40}\b(?:below|following|these|options?)\b|\bas\s+seen\s+below\b|"
    r"\bother\s*\(please\b",
    re.IGNORECASE,
)
_ANSWER_IN_ITEM = re.compile(
    r"\s(?=(?:Yes|No|None|Nil|N/A|Not\s+(?:applicable|held|known|recorded)|Unknown)\b)"
)
_CAPITAL = re.compile(r"(?<=[a-z)])\s(?=[A-Z][a-z])")
# A new line after a short one begins another sentence where it begins with a capital.
_NEW_LINE = re.compile(r"(?<=\n)(?=[A-Z])")
_SHORT_LINE = 60
_LONGEST_LABEL = 6  # words that an item's own question may have before its answer on the same line


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked: its number, the spans of its words with their stem, and of its answer's words."""

    number: str
    asked: tuple[Span, ...]
    answer: tuple[Span, ...]


def divided(exchange: Exchange) -> list[Part]:
    """The parts of an exchange, in order; the exchange itself where it has none."""
    if exchange.last:
        return _several(exchange)
    text = exchange.text.text
    own = lettered(text, exchange.question)
    theirs = _in_answer(exchange, own)
    if len(own) + len(theirs) < 2 or (own and not theirs and _is_choice(exchange)):
        return [Part(exchange.number, (exchange.question,), (exchange.answer,))]
    return _Division(exchange, own, theirs).parts()


def _in_answer(exchange: Exchange, own: Sequence[Item]) -> list[Item]:
    """The labels in the answer: all over again, or going on where the question's break off."""
    text = exchange.text.text
    again = lettered(text, exchange.answer)
    if again:
        return again
    return lettered(text, exchange.answer, own[-1].label) if len(own) == 1 else []


def _is_choice(exchange: Exchange) -> bool:
    """Are the question's labels answers to choose from, none of which the answer speaks of?"""
    words = exchange.text.text
    asked = words[exchange.question.start : exchange.question.end]
    answered = words[exchange.answer.start : exchange.answer.end]
    return bool(_OPTIONS.search(asked)) and not _GROUP.search(answered)


def _several(exchange: Exchange) -> list[Part]:
    """Questions that were answered all at once, each with that answer."""
    first, last = (int(number.split(".")[0]) for number in (exchange.number, exchange.last))
    items = numbered(exchange.text.text, exchange.question, first, last)
    if not items:
        return [Part("", (exchange.question,), (exchange.answer,))]
    return [Part(item.label, (item.words,), (exchange.answer,)) for item in items]


class _Division:
    """Works out which words of an answer belong to which part."""

    def __init__(self, exchange: Exchange, own: Sequence[Item], theirs: Sequence[Item]) -> None:
        self._exchange = exchange
        self._words = exchange.text.text
        self._own = {item.label: item for item in own}
        self._theirs = {item.label: item for item in theirs}
        self._groups = self._grouped()
        self._labels = list(dict.fromkeys([*self._own, *self._theirs]))
        self._stem = trimmed(
            self._words, exchange.question.start, own[0].start if own else exchange.question.end
        )

    def parts(self) -> list[Part]:
        lead = self._lead()
        rest = self._shared_rest()
        found: list[Part] = []
        if lead and not self._lead_is_of_part():
            found.append(Part(self._exchange.number, (self._stem,), (self._exchange.answer,)))
        for label in self._labels:
            asked, answer = self._part(label)
            if not answer and lead and self._lead_is_of_part() and label == self._labels[0]:
                answer = lead
            found.append(Part(self._number(label), (self._stem, asked), (answer or rest,)))
        return found

    def _number(self, label: str) -> str:
        return f"{self._exchange.number}.{label}" if self._exchange.number else label

    def _part(self, label: str) -> tuple[Span, Span | None]:
        """The words that ask for a part, and those that answer it alone or with some others."""
        group = self._groups.get(label)
        theirs = self._theirs.get(label)
        if label in self._own:
            own = self._without_groups(theirs.words) if theirs else None
            return self._own[label].words, own or group
        asked, answer = self._asked_in_answer(theirs.words) if theirs else (self._stem, None)
        return asked, answer or group

    def _asked_in_answer(self, words: Span) -> tuple[Span, Span | None]:
        """An item of the answer that repeats its question: "Framework agreement No.", or on the next line."""
        text = self._words[words.start : words.end]
        line, _, below = text.partition("\n")
        if below.strip():
            first = trimmed(self._words, words.start, words.start + len(line))
            after = self._without_groups(trimmed(self._words, first.end, words.end))
            return first, after
        cut = _ANSWER_IN_ITEM.search(line) or _CAPITAL.search(line)
        if cut and len(line[: cut.start()].split()) <= _LONGEST_LABEL:
            return Span(words.start, words.start + cut.start()), Span(words.start + cut.end(), words.end)
        on_line = answer_on_same_line(line)
        if on_line:
            return trimmed(self._words, words.start, words.start + on_line), trimmed(
                self._words, words.start + on_line, words.end
            )
        asks_only = asks(line) or has_question_mark(line) or self._is_unanswered(line)
        return words, None if asks_only else words

    def _is_unanswered(self, line: str) -> bool:
        """Does a line look like a thing asked for, because a sentence speaks for several parts?"""
        return bool(self._groups) or not line.rstrip().endswith((".", "!"))

    def _grouped(self) -> dict[str, Span]:
        """Label -> the sentences that speak of it together with others, from where they begin."""
        named = {start: labels for start, words in self._statements() if (labels := _labels_named(words))}
        found: dict[str, Span] = {}
        for start, labels in named.items():
            ends = [*(other for other in named if other > start), *self._starts_after(start)]
            span = trimmed(self._words, start, min([*ends, self._exchange.answer.end]))
            for label in labels:
                found.setdefault(label, span)
        return found

    def _statements(self) -> list[tuple[int, str]]:
        """The sentences of the answer with where they begin; a label or a short line parts them too."""
        answer = self._exchange.answer
        begins = {span.start for span in sentences(self._words, answer)}
        begins |= {item.words.start for item in self._theirs.values()}
        for match in _NEW_LINE.finditer(self._words, answer.start, answer.end):
            line = self._words[answer.start : match.start()].rstrip("\n").rpartition("\n")[2]
            if len(line) < _SHORT_LINE:
                begins.add(match.start())
        order = sorted(begins)
        ends = [*order[1:], answer.end]
        return [(start, self._words[start:end]) for start, end in zip(order, ends, strict=True)]

    def _starts_after(self, offset: int) -> list[int]:
        return [item.start for item in self._theirs.values() if item.start > offset]

    def _without_groups(self, words: Span) -> Span | None:
        """The words up to where a sentence about several parts begins; None where nothing is left."""
        begins = [span.start for span in self._groups.values() if words.start <= span.start < words.end]
        left = trimmed(self._words, words.start, min([words.end, *begins]))
        return left if left.end > left.start else None

    def _lead(self) -> Span | None:
        """What the answer says before it comes to its parts."""
        answer = self._exchange.answer
        begins = [item.start for item in self._theirs.values()]
        begins += [span.start for span in self._groups.values()]
        if not begins:
            return None
        left = trimmed(self._words, answer.start, min(begins))
        return left if left.end > left.start else None

    def _lead_is_of_part(self) -> bool:
        """Is it the answer to the one part that the question itself ends with ("a. Name of supplier")?"""
        return len(self._own) == 1 and bool(self._theirs)

    def _shared_rest(self) -> Span:
        """The answer that stands for every part without one: what follows the last label's line, or all."""
        last = max(self._theirs.values(), key=lambda item: item.start, default=None)
        if last is None:
            return self._exchange.answer
        _, after = self._asked_in_answer(last.words)
        return after or self._exchange.answer


def _labels_named(sentence: str) -> set[str]:
    """The labels that a sentence speaks of: {"b", "c", "d"} for "for b, c and d above"."""
    named: set[str] = set()
    for match in _GROUP.finditer(sentence):
        listed = match["list"].lower()
        named |= set(_LETTER.findall(listed))
        for first, last in _RANGE.findall(listed):
            named |= {chr(code) for code in range(ord(first), ord(last) + 1)}
    return named
