"""Information that an authority does not hold is not a nought: a source that says so says nothing else.

Under the Freedom of Information Act, section 1(1)(a), a reply says whether the information is held. One that
it is not often repeats the question, so that a claim made of the question's words looks as if it were there.
"""

from __future__ import annotations

import re

from assistant.units import sentences
from assistant.words import fold
from assistant.write.wording import content
from ingest.document import Span

_KEPT = r"(?:holds?|held|holding|record(?:s|ed)?|collect(?:s|ed)?|keeps?|kept|captur(?:e|es|ed)|available)"
_NOT_HELD = re.compile(
    rf"\b(?:(?:not|n't|never|cannot)\s+(?:\w+\s+){{0,2}}?{_KEPT}|"
    rf"(?:hold|holds|held|keep|keeps|kept|collects?|records?|have|has)\s+no\s+(?:\w+\s+){{0,3}}?"
    r"(?:record|data|information|figure|number|detail)s?|"
    r"no\s+(?:\w+\s+){0,3}?(?:record|data|information|figure|number|detail)s?\s+"
    rf"(?:is|are|was|were)\s+(?:\w+\s+)?{_KEPT})\b"
)
# What is not held must be knowledge: meetings and contracts are held too.
_KNOWLEDGE = re.compile(
    r"\b(?:information|data|record(?:s|ed)?|figures?|numbers?|details?|breakdown|statistics|centrally|"
    r"reportable|collect\w*|captur\w*|available)\b"
)
_SAYS_SO = re.compile(
    rf"\b(?:{_KEPT}|known?|(?:not|n't|nobody|cannot|unable to|no one)\s+(?:\w+\s+)?"
    r"(?:say|tell|state|note|count|give|supply|provide))\b"
)
# How much of the sentence the rest of the source must have, for it to be said there.
_ELSEWHERE = 0.6


def only_unheld(sentence: str, quoted: str) -> str | None:
    """Why the sentence claims what the source says is not held; None where it does not.

    What the source says beside that is its own: a sentence that has most of its words there is let be.
    """
    if _SAYS_SO.search(fold(sentence)):
        return None
    said = set(content(sentence))
    pieces = [quoted[span.start : span.end] for span in sentences(quoted, Span(0, len(quoted)))]
    unheld = [piece for piece in pieces if is_unheld(piece)]
    rest = " ".join(each for each in pieces if each not in unheld and not each.rstrip().endswith("?"))
    if not unheld or not said or len(said & set(content(rest))) >= _ELSEWHERE * len(said):
        return None
    return "The source says only that this is not held."


def is_unheld(statement: str) -> bool:
    """Does the statement say that information is not held, recorded or collected?"""
    folded = fold(statement).replace("’", "'")
    return bool(_NOT_HELD.search(folded)) and bool(_KNOWLEDGE.search(folded))
