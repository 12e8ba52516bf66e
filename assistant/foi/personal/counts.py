"""Small numbers of people: below five, a person may be known by them.

The Information Commissioner and the Office for National Statistics leave the limit to the authority; five is
what councils and the NHS use. A nought names nobody and is let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.foi.personal.finding import PersonalFinding, PersonalKind

_NOUN = (
    r"(?:people|persons?|pupils?|students?|child(?:ren)?|babies|infants|adults?|patients?|employees?|workers?|staff|"
    r"officers?|nurses?|teachers?|social\s+workers?|individuals?|residents?|carers?|tenants?|applicants?|claimants?|"
    r"clients?|users?|deaths?|suicides?|women|woman|men|man|girls?|boys?|males?|females?|young\s+people|household(?:er)?s?|"
    r"famil(?:y|ies)|complainants?|referrals?|placements?|dismissals?|resignations?|asylum\s+seekers?|refugees?|veterans?|"
    r"fte|headcount|learners?|drivers?|prisoners?|victims?|members\s+of\s+staff|cases|care\s+leavers?|foster\s+carers?)"
)
_SMALL = r"(?P<number>[1-4]|one|two|three|four)"
_BEFORE = r"(?<![\w£$€.,:/–-])(?<!\d\s)"
# "3 pupils", "two of the children", "four looked-after children"; no "per", "in" or "weeks" between.
_COUNTED = re.compile(
    rf"{_BEFORE}{_SMALL}\s+(?:of\s+(?:the|these|those|our)\s+)?(?:(?!(?:per|in|and|or|to|from|for|weeks?|months?|years?|days?|hours?|"
    rf"times?|with|by|at|on|each|is|are|was|were)\b)[a-z][\w'’-]*\s+){{0,3}}?{_NOUN}\b",
    re.I,
)
# "Pupils excluded: 3", "Number of children waiting | 2"
_LABELLED = re.compile(
    rf"\b{_NOUN}\b[^.;:|\n\d]{{0,60}}?\s*(?:[:=|–\t]|-\s|\bwas\b|\bwere\b)\s*{_SMALL}(?![\w%]|[.,]\d|\s*(?:%|per\b|weeks?|months?|years?|days?|hours?|times))",
    re.I,
)
_FEWER = re.compile(
    r"(?:\b(?:fewer|less|lower|smaller)\s+than\s+(?:five|5|10|ten)\b|\b(?:under|below)\s+(?:five|5)\b(?!\s*(?:%|years|year|weeks|"
    r"days|months|hours|s\b|-|million|per))|(?<![\w<])<\s?5\b(?![%\d]))",
    re.I,
)
# What is numbered, not counted: "Year 4 pupils", "Band 3 staff", "section 2 patients", "aged 3".
_NUMBERED = re.compile(
    r"\b(?:year|tier|band|grade|level|stage|question|section|schedule|part|phase|type|category|quarter|week|group|unit|"
    r"aged?|ages|under|over|zone|ward|class|appendix|annex|table|page|no|number|priority|step|site|block|pathway|in|of)\.?\s*$",
    re.I,
)
_ALONE = re.compile(rf"(?:answer\s*:\s*)?(?:\w{{1,3}}[.)]\s+)?{_SMALL}\.?\s*$", re.I)
_ASKS = re.compile(rf"\b(?:how\s+many|number\s+of|total\s+of)\b[^?.]{{0,80}}?\b{_NOUN}\b", re.I)


def small_counts(text: str, question: str) -> Iterator[PersonalFinding]:
    """Numbers from one to four that count people, "fewer than five", a bare answer to "how many"."""
    for pattern in (_COUNTED, _LABELLED):
        for match in pattern.finditer(text):
            if pattern is _COUNTED and _NUMBERED.search(text[max(0, match.start() - 16) : match.start()]):
                continue
            yield _found(match, "number", "Counts fewer than five people: someone may be known by it.")
    for match in _FEWER.finditer(text):
        yield _found(
            match, 0, "Says that fewer than five are counted: see that no total gives the number away."
        )
    alone = _ALONE.match(text, len(text) - len(text.lstrip()))
    if alone and _ASKS.search(question):
        yield _found(alone, "number", "Answers how many people there are with fewer than five.")


def _found(match: re.Match[str], group: str | int, why: str) -> PersonalFinding:
    start, end = match.span(group)
    return PersonalFinding(kind=PersonalKind.SMALL_NUMBER, words=match[group], start=start, end=end, why=why)
