"""Words that say whether information is held: only an officer who searched may say so (FOIA s.1(1)(a)).

What was said at another time is no such claim: a prior "not held" may be quoted as what was said then, with
its date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.foi.value import Value
from assistant.units import sentences
from ingest.document import Span

_WE = (
    r"(?:we|I|it|they|(?:the|this|our|your)\s+(?:\w+\s+){0,3}?"
    r"(?:council|authority|trust|board|ICB|service|team|department|organisation|body))"
)
_KNOWN = (
    r"(?:information|data|records?|figures?|numbers?|details?|breakdowns?|documents?|statistics|cop(?:y|ies)|"
    r"correspondence|registers?|files?|e-?mails?|minutes|lists?)"
)
_VERB = r"(?:hold|record|collect|keep|retain|capture|possess|maintain)"
_DONE = r"(?:held|recorded|collected|kept|retained|captured)"
_NOT = r"(?:not|n[’']t|never)"
_NOT_HELD = re.compile(
    rf"\b(?:(?:do|does|did|can|could|would|has|have|had|is|are|was|were)\s?{_NOT}|cannot|never|no\s+longer)\s+"
    rf"(?:(?:currently|actually|routinely|centrally|separately|formally|ourselves|in\s+fact|been|at\s+present)\s+){{0,2}}"
    rf"(?:{_VERB}s?|{_DONE})\b|"
    rf"\b(?:do|does|did)\s?{_NOT}\s+have\s+(?:this|that|these|those|any|the|such|a)?\s*(?:\w+\s+){{0,2}}?(?:{_KNOWN}|it)\b|"
    rf"\b(?:holds?|held|holding|keeps?|kept)\s+(?:no|nothing)\b(?:\s+(?:\w+\s+){{0,2}}?(?:{_KNOWN}))?|"
    rf"\b(?:have|has|had)\s+no\s+(?:\w+\s+){{0,2}}?{_KNOWN}\b|"
    rf"\bno\s+(?:such\s+|recorded\s+|relevant\s+|further\s+|\w+\s+)?{_KNOWN}\s+(?:\w+\s+){{0,4}}?(?:{_DONE}|exists?|(?:was|were|been|be)\s+(?:found|located|identified))\b|"
    rf"\b(?:have|has|had)\s+no\s+such\s+\w+|\bnothing\s+(?:is|was|has\s+been)\s+(?:{_DONE})\b|"
    rf"\bnot\s+(?:something|anything|information|data|a\s+record)\s+(?:that\s+|which\s+)?(?:\w+\s+){{1,4}}?{_VERB}s?\b|"
    rf"\b(?:no\s+{_KNOWN}|{_KNOWN}\s+(?:is|are)?\s*not)\s+(?:(?:is|are)\s+)?(?:\w+\s+)?available\b|"
    rf"\bno\s+recorded\s+information\b|\b(?:is|are|was|were|information)\s+not\s+(?:currently\s+|centrally\s+)?(?:{_DONE})\b|"
    rf"\bnot\s+held\b|\bnothing\s+(?:is\s+|was\s+|relevant\s+(?:is\s+)?)?held\b|"
    rf"\b(?:unable|not\s+able|not\s+been\s+able|could\s+not|couldn[’']t|cannot|failed)\s+(?:to\s+)?(?:find|locate|identify|trace)\b|"
    rf"\b(?:found|located|identified)\s+(?:no|nothing)\b",
    re.I,
)
_HELD = re.compile(
    rf"\bour\s+(?:records|files|systems)\s+(?:show|indicate|hold|contain)\b|"
    rf"\bconfirms?\s+(?:that\s+)?(?:[\w’'&-]+\s+){{1,6}}?holds?\b|\b(?:Council|Board|Trust|Authority|ICB)\s+(?:also\s+)?holds?\s+"
    rf"(?:\w+\s+){{0,3}}?{_KNOWN}\b|"
    rf"\b{_WE}\s+(?:can\s+confirm\s+(?:that\s+)?(?:\w+\s+){{0,3}}?)?(?:do(?:es)?\s+|also\s+|currently\s+)*(?:holds?|has|have)\s+"
    rf"(?:(?:this|that|these|those|the|some|all|a|your|of|requested|relevant|following|recorded|certain|any)\s+){{0,4}}{_KNOWN}\b|"
    rf"\b(?:{_KNOWN}|this|it|which)\s+(?:\w+\s+){{0,4}}?(?:is|are)\s+(?:currently\s+|indeed\s+)?held\b(?!\s+(?:on|at|in|every|each|to)\b)|"
    rf"\b{_WE}\s+(?:do(?:es)?\s+)?(?:hold|holds)\s+(?:it|this|that|them|the\s+information)\b|"
    rf"\b(?:can\s+|hereby\s+)?confirms?\s+(?:that\s+)?{_WE}\s+(?:do(?:es)?\s+)?holds?\b|\binformation\s+(?:that\s+)?{_WE}\s+holds?\b",
    re.I,
)
_NIL = re.compile(
    r"^\W*(?:(?:answer|response)\s*:\s*)?(?:\(?\w{1,3}[.)]\s+)?(?:none|nil|nought|zero|0|nothing|(?:no|nil|zero|0)\s+\w+)(?:\s+at\s+all)?\W*$",
    re.I,
)
_THERE_IS_NONE = re.compile(
    r"\bthere\s+(?:is|are|was|were|has\s+been|have\s+been|had\s+been)\s+(?:currently\s+)?(?:no|none|nil|zero|0|nothing)\b"
    r"(?!\s+(?:plans?|changes?|charges?|fees?|need|doubt|requirement|reason|further|longer)\b)",
    re.I,
)
# "whether we hold", "if held", "neither confirm nor deny": these claim nothing.
_OPEN = re.compile(
    r"\b(?:whether|if|neither\s+confirm(?:s|ed|ing)?\s+nor\s+den(?:y|ies|ied|ying)|nor\s+deny|unless|were\s+it|should\s+we)\b",
    re.I,
)
# Meetings are held too.
_EVENT = re.compile(
    r"\b(?:meeting|election|event|session|hearing|consultation|ballot|interview|conference|vote)s?\s*$", re.I
)
_SAID = re.compile(
    r"\b(?:said|says|stated|states|answered|replied|responded|told|wrote|published|reported|explained|advised|"
    r"gave|given|pointed|response|reply|answer)\b",
    re.I,
)
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_DATED = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\s+(?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)?\d\d\b",
    re.I,
)
# What introduces a quotation stands in its sentence, and not further before it than this.
_LEAD = 600
_SENTENCE_END = re.compile(r"[.!?]\s|\n|\]\s+(?=[A-Z])")
_SAME = re.compile(r"\bin\s+the\s+same\s+(?:response|reply|answer|letter)\b", re.I)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|‘[^’\n]*’(?!\w)")
_PAST = re.compile(
    r"\b(?:did\s+not|didn[’']t|was|were|had|held\s+(?:no|nothing)|could\s+not|kept\s+no|found\s+no|no\s+\w+\s+\w+\s+(?:was|were))\b",
    re.I,
)
_TODAY = re.compile(r"\b(?:now|still|currently|today|at\s+present|remains?|to\s+date|continues?)\b", re.I)


class HeldClaim(Value):
    """Words at ``start`` to ``end`` that say that information is held, or is not."""

    words: str
    start: int
    end: int
    held: bool


def held_claims(text: str) -> tuple[HeldClaim, ...]:
    """What the words claim of holding, in order of place; a nil answer claims that none is counted."""
    masked = _without_dated_quotations(text)
    found: list[HeldClaim] = []
    for span in sentences(masked, Span(0, len(masked))):
        found += _in_sentence(text, masked, span)
    return tuple(found)


def _in_sentence(text: str, masked: str, span: Span) -> Iterator[HeldClaim]:
    """The first claim of each kind; "no information is held" is none that it is."""
    sentence = masked[span.start : span.end]
    denied = Span(0, 0)
    for pattern, held in ((_NOT_HELD, False), (_NIL, False), (_THERE_IS_NONE, False), (_HELD, True)):
        for match in pattern.finditer(sentence):
            if _claims_nothing(sentence, match) or (
                denied.start < match.end() and match.start() < denied.end
            ):
                continue
            denied = denied if held else Span(match.start(), match.end())
            start, end = span.start + match.start(), span.start + match.end()
            yield HeldClaim(words=text[start:end], start=start, end=end, held=held)
            break


def _claims_nothing(sentence: str, claim: re.Match[str]) -> bool:
    before = sentence[: claim.start()]
    open_still = _OPEN.search(before.rpartition(",")[2])
    return bool(open_still or _EVENT.search(before) or _then(sentence, claim))


def _then(sentence: str, claim: re.Match[str]) -> bool:
    """Reported as said on a day: both before the claim, the claim in the past, nothing of today."""
    before = sentence[: claim.start()]
    dated = _DATED.search(before) and _SAID.search(before)
    return bool(dated and _PAST.search(claim.group()) and not _TODAY.search(sentence[claim.start() :]))


def _without_dated_quotations(text: str) -> str:
    """The text with quotations blanked that are given as what was said on a day; of the same length.

    A further quotation may be introduced as of "the same response" where the one before was dated.
    """
    kept, bare, dated = text, _QUOTED.sub(lambda match: " " * len(match.group()), text), False
    for match in _QUOTED.finditer(text):
        ends = [
            end.end() for end in _SENTENCE_END.finditer(bare, max(0, match.start() - _LEAD), match.start())
        ]
        lead = bare[ends[-1] if ends else max(0, match.start() - _LEAD) : match.start()]
        same = dated and _SAME.search(lead)
        dated = bool(same or (_DATED.search(lead) and _SAID.search(lead)))
        if dated:
            kept = kept[: match.start()] + " " * len(match.group()) + kept[match.end() :]
    return kept
