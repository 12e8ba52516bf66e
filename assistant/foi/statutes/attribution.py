"""Which law a reference belongs to: named beside it, meant by "the Act", or told by the sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from assistant.foi.statutes.law import Law, LawReference, Unit
from assistant.foi.statutes.names import NamedLaw
from assistant.foi.value import Value

# Between a reference and the law after it: "section 40 (personal data) of the", "s.43 EIR", "section 31 -
# FOIA".
_AFTER = re.compile(r"(?:\s*\([^()\n]{0,60}\))?,?\s*(?:(?:of|under|in|from|to)\s+(?:the\s+)?|[(–-]\s*)?")
_BOUND = re.compile(r"\b(?:of|under|in|from)\b")
# Between a law and the reference after it: "Care Act s.18", "the FOI Act (section 12)", "FOIA: s.43".
_NEAR = 12
_BEFORE = re.compile(r"\s*[,:(–-]?\s*(?:under\s+)?$")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])|\n\s*\n")
# A sentence is looked at so far to either side, in characters: a list without a full stop has no end.
_REACH = 400
# What a sentence about refusing says.
_REFUSING = re.compile(
    r"exempt|except(?:ion|ed)|withh|refus|engag|disclos|public interest|(?:cost|appropriate) limit|vexatious|"
    r"repeated request|\bFO[Ii]A?\b|freedom of information|accessible|qualified person|"
    r"\bappl(?:y|ies|ied|ying)\b|\brel(?:y|ies|ied|ying|iance)\b|information is (?:not )?held|"
    r"environmental information|\bEIRs?\b",
    re.I,
)
# What other laws' sections are known by: "section 42 enquiries", "section 20 accommodation", "section 37
# order".
_THEIRS = re.compile(
    r"\s*(?:[-–]\s*)?(?:enquir|inquir|agreement|aftercare|after-care|payment|report|notice|officer|order|meeting|"
    r"assessment|fund|team|case|accommodat|placement|plan|review|contribution|mon(?:ey|ies)|licen|consent|visit|"
    r"investigation|patient|duty|duties|child|young|investigat|tenan|budget|pool|package|intervention|detention)",
    re.I,
)
# Sections of the Act and regulations that refusals cite without naming their law.
_CITED_ALONE = frozenset(
    ["1", "2", "8", "9", "10", "12", "14", "16", "17", "22A", *(str(number) for number in range(21, 45))]
)
_CITED_REGULATIONS = frozenset(["5", "6", "7", "8", "9", "11", "12", "13", "14"])


class Beside(Value):
    """The law, and how far its name takes the reference's words: back to ``start``, on to ``end``."""

    law: Law
    start: int | None = None
    end: int | None = None


def law_beside(text: str, items: Sequence[LawReference], laws: Sequence[NamedLaw]) -> Beside:
    """The law of a list of references that share one."""
    first, last = items[0], items[-1]
    after, bound = _after(text, last.end, laws)
    before = _before(text, first.start, laws)
    # "Care Act s.18, Mental Health Act s.117": a comma alone does not bind what follows.
    if after and (bound or before is None):
        return Beside(law=_meaning(text, first, after, laws), end=after.end)
    # "Under the FOI Act, section 117 aftercare": what follows is known by another law's section.
    if before and not (before.law is Law.FOIA and _THEIRS.match(text, last.end)):
        return Beside(law=_meaning(text, first, before, laws), start=before.start)
    return Beside(law=_told(text, first, last, laws))


def _after(text: str, end: int, laws: Sequence[NamedLaw]) -> tuple[NamedLaw | None, bool]:
    gap = _AFTER.match(text, end)
    reach = gap.end() if gap else end
    for law in laws[bisect_left(laws, end, key=_start) :]:
        if law.start > reach:
            break
        if end <= law.start:
            between = text[end : law.start]
            bound = bool(_BOUND.search(between))
            if bound or ("," not in between and "\n" not in between):
                return law, bound
    return None, False


def _before(text: str, start: int, laws: Sequence[NamedLaw]) -> NamedLaw | None:
    place = bisect_left(laws, start, key=_start)
    held = laws[place - 1] if place else None
    if held is None or not held.end <= start <= held.end + _NEAR:
        return None
    between = text[held.end : start]
    return held if "\n" not in between and _BEFORE.match(between) else None


def _start(law: NamedLaw) -> int:
    return law.start


def _meaning(text: str, at: LawReference, named: NamedLaw, laws: Sequence[NamedLaw]) -> Law:
    """ "the Act" is the last named before, ours where none was, or ours where the sentence refuses."""
    if not named.meant:
        return named.law
    if "egulation" in text[named.start : named.end]:
        before = [law.law for law in laws if law.end <= named.start and not law.meant]
        return Law.EIR if not before or Law.EIR in before else Law.OTHER
    acts = [law.law for law in laws if law.end <= named.start and not law.meant]
    acts = [law for law in acts if law not in (Law.EIR, Law.UK_GDPR)]
    if not acts or acts[-1] is Law.FOIA:
        return Law.FOIA
    refusing = at.number in _CITED_ALONE and _REFUSING.search(_sentence(text, at.start, at.end))
    return Law.FOIA if refusing and Law.FOIA in acts else acts[-1]


def _told(text: str, first: LawReference, last: LawReference, laws: Sequence[NamedLaw]) -> Law:
    """The law of a reference beside which none is named, from its sentence."""
    if _THEIRS.match(text, last.end):
        return Law.UNSAID
    begin, end = _bounds(text, first.start, last.end)
    near = laws[bisect_left(laws, begin, key=_start) : bisect_left(laws, end, key=_start)]
    others = [law for law in near if not law.meant]
    if first.unit is Unit.ARTICLE:
        return Law.UK_GDPR if any(law.law is Law.UK_GDPR for law in others) else Law.UNSAID
    if not _REFUSING.search(text[begin:end]):
        return Law.UNSAID
    if first.unit is Unit.REGULATION:
        known = first.number in _CITED_REGULATIONS and not any(law.law is Law.OTHER for law in others)
        return Law.EIR if known else Law.UNSAID
    if any(law.law in (Law.OTHER, Law.DPA_2018, Law.DPA_1998) for law in others):
        return Law.UNSAID
    return Law.FOIA if first.number in _CITED_ALONE else Law.UNSAID


def _sentence(text: str, start: int, end: int) -> str:
    begin, stop = _bounds(text, start, end)
    return text[begin:stop]


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    before = [match.end() for match in _SENTENCE_END.finditer(text, first, start)]
    after = _SENTENCE_END.search(text, end, last)
    return (before[-1] if before else first), (after.start() + 1 if after else last)
