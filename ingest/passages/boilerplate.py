"""What stands in every letter or form of an authority alike: re-use, review, the regulator, disclaimers.

The rights that such a notice must state are those of section 17(7) of the Freedom of Information Act 2000
(internal review, and the application to the Commissioner under section 50).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.passages.foi_words import starting_with
from ingest.passages.lines import Line, Mark

_SHORT_WORDS = 15

_REUSE = (
    r"\bautomatic right to re-?use\b",
    r"\bre-?use of (?:the |this |any |public sector |such )?information\b",
    r"\byou (?:are free|are welcome|may|can) (?:to )?(?:use|keep|re-?use|copy) (?:\w+ ){0,3}"
    r"(?:information|what we)\b",
    r"\b(?:subject to|protected by) (?:\w+ ){0,3}copyright\b",
    r"\bcopyright, designs and patents\b",
)
_DISCLAIMER = (
    r"\b(?:under|terms of) the open government licen[cs]e\b",
    r"\bthis (?:e-?mail|message|communication|transmission)\b[^.]{0,80}"
    r"\b(?:confidential|intended|privileged)\b",
    r"\bintended (?:solely|only) for the (?:\w+ )?(?:addressee|use|person|recipient)",
    r"\breceived this (?:e-?mail|message|transmission) in error\b",
)
_FORM = (
    r"^(?:key decision criteria\b|the decision will\s*:?$)",
    r"\bsignificant in terms of its effects on\b",
    r"\bdelete as (?:appropriate|applicable)\b",
    r"^\[?do not include (?:any )?information which is exempt\b",
)
_REVIEW = (
    r"\b(?:not (?:\w+ )?(?:satisfied|happy|content)|unhappy|dissatisfied|unsatisfied) (?:with|about|at)\b",
    r"\b(?:you|requesters?|applicants?) (?:\w+ ){0,4}?(?:ask|apply|request|right|entitled|complain|appeal)\b"
    r"[^.]{0,60}\b(?:internal )?review\b",
    r"\brequests? for (?:an |a )?(?:internal )?reviews? (?:should|must|can|may|will)\b",
    r"\b(?:internal review|complaints) (?:procedure|process)\b",
    r"(?<!\bi )\bask (?:us )?for (?:an? )?(?:internal )?review\b",
    r"^(?:if|should|where) (?:you|our)\b[^.]{0,120}\b(?:internal )?review\b",
    r"\bright (?:of|to) appeal (?:against|to)\b",
)
_REGULATOR = (
    r"\binformation commissioner\b[^.]{0,120}\b(?:contact|address|wycliffe|complain|appeal|apply|writ)",
    r"\b(?:complain|appeal|apply|writ)\w*\b[^.]{0,80}\binformation commissioner\b",
    r"\bwycliffe house\b|\bSK9 5AF\b|\bico(?:casework)?@|\bico\.org\.uk\b",
    r"^(?:the )?information commissioner(?:['’]s office)?[.,:]?$",
)
_CLOSING = (
    r"^yours (?:faithfully|sincerely|truly)\b|^many thanks\b|^thank(?:s| you)\.?$",
    r"^(?:with )?(?:kind(?:est)? |best |warm )?(?:regards|wishes)\b",
    r"\bi (?:hope|trust) (?:that )?(?:this|the above|you)\b",
    r"\bif you (?:have|require|need|should have|would like|wish to make) (?:any )?(?:further )?"
    r"(?:queries|questions|information|requests?|clarification|assistance|concerns)\b",
    r"\bshould you (?:wish|have|require|need)\b[^.]{0,40}\b(?:further|queries|questions|requests?)\b",
    r"\b(?:do not|don['’]t) hesitate to contact\b",
    r"\bquot(?:e|ing) (?:the |this |our |your )?(?:above )?(?:\w+ )?(?:reference|ref|request id)\b",
    r"\bwe publish a (?:variety|range) of information\b",
    r"\byou may find what you are looking for\b",
    r"\bpublication scheme\b[^.]{0,80}\b(?:further|future|more)\b",
    r"\b(?:personal data|personal information|information you (?:have )?provided?)\b[^.]{0,120}"
    r"\b(?:will be|is|are) (?:\w+ )?(?:held|processed|used|retained)\b",
)
_HEADINGS = (
    r"re-?use|using (?:this|the|our) information|copyright|licen[cs]e|disclaimer|further information",
    r"(?:your )?rights? (?:of|to) (?:appeal|review)|appeals?|contact(?:ing)? us",
    r"(?:request(?:ing)? )?(?:an? )?(?:internal )?reviews?(?: procedure)?",
    r"(?:making a |how to )?complain(?:ts?)?(?: procedure)?",
    r"if you (?:are|remain|were) (?:\w+ )?(?:unhappy|dissatisfied|content|satisfied|happy)",
    r"(?:asking|ask) us to (?:look|review)|what (?:to do )?if you|how (?:we|to) (?:use|handle|ask for)",
    r"data protection|(?:our )?privacy",
)
_HEADING_WORDS = 9


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I)


_ANYWHERE = _any((*_DISCLAIMER, *_FORM))
_IN_LETTERS = _any((*_REUSE, *_DISCLAIMER, *_FORM, *_REVIEW, *_REGULATOR, *_CLOSING))
_HEADING = starting_with(*_HEADINGS)
_NEW_MATTER = starting_with(
    r"annexe?|appendix|schedule|attachment|enclosure|from|sent|to|subject",
    r"(?:your |our |the )?(?:request|response)",
)


def flag_boilerplate(lines: Sequence[Line], last_matter: int | None) -> list[bool]:
    """For each line, is it boilerplate?

    ``last_matter`` is the index of the last line of a letter that asks or answers for certain; None for
    a document that is no letter, where only disclaimers and the guidance of forms count.
    """
    flags: list[bool] = []
    for line in lines:
        flags.append(_is_boilerplate(line, flags[-1] if flags else False, last_matter))
    return flags


def _is_boilerplate(line: Line, after: bool, last_matter: int | None) -> bool:
    if line.is_row:
        return False
    cues = _ANYWHERE if last_matter is None else _IN_LETTERS
    if last_matter is not None and line.index > last_matter and _is_closing_heading(line):
        return True
    if cues.search(line.said):
        return True
    if not after:
        return False
    if last_matter is None:
        return _continues_criteria(line)
    return _continues_letter(line, ended=line.index > last_matter)


def _is_closing_heading(line: Line) -> bool:
    short = len(line.said.split()) <= _HEADING_WORDS and not line.said.endswith((".", "?"))
    return short and line.mark is Mark.NONE and bool(_HEADING.match(line.said))


def _continues_criteria(line: Line) -> bool:
    return line.is_sub_item and line.said[:1].islower()


def _continues_letter(line: Line, ended: bool) -> bool:
    """After the last answer everything that is no new matter; before it only addresses and the like."""
    if line.is_heading or line.mark in (Mark.QUESTION, Mark.NUMBER) or _NEW_MATTER.match(line.said):
        return False
    return ended or (len(line.said.split()) <= _SHORT_WORDS and not line.said.endswith((".", "?", ":")))
