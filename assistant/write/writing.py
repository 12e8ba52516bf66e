"""A model writes and each sentence is checked as soon as it is whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.answer import Fault
from assistant.write.evidence import Verdict
from assistant.write.model import Words
from assistant.write.prompt import NOT_FOUND
from assistant.write.sentences import Sentence, SentenceStream

_SOURCES = (
    r"(?:sources?|quotations?|quotes?|passages?|(?:provided|given|above) (?:documents?|text|information))"
)
_SAYS_NOT_THERE = re.compile(
    rf"\b{_SOURCES}\b[^.]{{0,40}}\b(?:do|does|did)(?: not|n['’]t) (?:\w+ ){{0,2}}?"
    r"(?:answer|contain|mention|provide|specify|state|include|give|say|address|indicate)\b"
    r"|\b(?:cannot|can['’]t|could not|unable to|not possible to) (?:be )?(?:answer|determine|find|found)\w*\b"
    rf"[^.]{{0,60}}\b{_SOURCES}\b",
    re.IGNORECASE,
)
_CUT_OFF = "It was cut off where the model may write no more."

Check = Callable[[Sentence], Verdict]


@dataclass(slots=True)
class Writing:
    """What a model has written so far: each sentence with its verdict, and the words not yet a sentence.

    ``not_found``: it said that the sources do not answer.
    """

    checked: list[tuple[Sentence, Verdict]] = field(default_factory=list)
    rest: str = ""
    unknown: list[str] = field(default_factory=list)
    not_found: bool = False


def write(words: Iterator[Words], sources: int, check: Check) -> Iterator[Writing]:
    """The same Writing again and again as it grows. Raises what ``words`` raises."""
    writing, stream, cut_off = Writing(), SentenceStream(sources), False
    for piece in words:
        cut_off = piece.cut_off
        _take(writing, stream.feed(piece.text), check)
        writing.rest = stream.rest
        yield writing
        if writing.not_found:
            return
    left = stream.end()
    _take(writing, left[:-1] if cut_off else left, check)
    if cut_off and left:
        writing.checked.append((left[-1], Verdict(fault=Fault.UNSUPPORTED, why=_CUT_OFF)))
    writing.rest = ""
    yield writing


def _take(writing: Writing, sentences: Sequence[Sentence], check: Check) -> None:
    for sentence in sentences:
        writing.unknown += [each for each in sentence.unknown if each not in writing.unknown]
        if says_not_found(sentence.text):
            writing.not_found = writing.not_found or not _any_kept(writing)
        elif sentence.text:
            writing.checked.append((sentence, check(sentence)))


def _any_kept(writing: Writing) -> bool:
    return any(verdict.fault is None for _, verdict in writing.checked)


def says_not_found(sentence: str) -> bool:
    """Does the model say that its sources hold no answer? That is for the gate to say, not for a model."""
    return (
        NOT_FOUND.casefold() == sentence.strip(" .!").casefold()
        or NOT_FOUND in sentence
        or bool(_SAYS_NOT_THERE.search(sentence))
    )
