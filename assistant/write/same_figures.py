"""Figures that a sentence and its source give in forms that cannot be held against each other one by one.

The votes of a division, "the two" of what is said of both, a value with the one that it is compared with, and
the figures of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer import Fault
from assistant.write.comparable import in_order, of_another_period
from assistant.write.found import Found, Source
from assistant.write.listed import of_other_item
from assistant.write.plain import Span, blank
from assistant.write.votes import tallies

_THE_TWO = re.compile(r"\b(?:the|these|those|all)\s(two)\b", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:both|either|neither|between them|and\b[^.;]{0,40}\beach)\b", re.IGNORECASE)


def without_same(sentence: str, source: Source) -> str:
    """The sentence, of the same length, without the figures that the source gives in such another form."""
    return blank(sentence, list(_same(sentence, source)))


def _same(sentence: str, source: Source) -> Iterator[Span]:
    told = {each.votes for each in tallies(source.quoted)}
    yield from (each.span for each in tallies(sentence) if each.votes in told)
    if _BOTH.search(source.quoted):
        yield from (match.span(1) for match in _THE_TWO.finditer(sentence))
    yield from (each.span for each in in_order(sentence, source.quoted))


def other_figures(sentence: str, source: Source) -> Iterator[Found]:
    """What of such figures the source gives otherwise."""
    told = {each.votes for each in tallies(source.quoted)}
    for each in tallies(sentence):
        if told and each.votes not in told:
            yield Found(Fault.FIGURE, sentence, each.span, "The source tells the votes otherwise.")
    for figure in (*of_another_period(sentence, source.quoted), *of_other_item(sentence, source.quoted)):
        why = f"{sentence[figure.start : figure.end]} stands in the source, but for something else."
        yield Found(Fault.FIGURE, sentence, figure.span, why)
