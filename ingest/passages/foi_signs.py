"""The words by which a reply to a request for information is known, and its parts are announced.

A reply gives what section 1(1) of the Freedom of Information Act 2000 or regulation 5(1) of the
Environmental Information Regulations 2004 asks for; authorities word and arrange it as they please.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from ingest.passages.lines import Line, Mark

_LONGEST_SIGNPOST_WORDS = 30


def _label(*phrases: str) -> re.Pattern[str]:
    """A pattern for a field's label at the start of a line: a colon, a tab or nothing stands after it."""
    return re.compile(rf"(?:{'|'.join(phrases)})\s*(?:\d+\s*)?(?:[:\-–—.]+|$|\t)", re.I)


_FIELD = _label(
    r"(?:request |case |foi |eir |our )?(?:reference(?: (?:number|no\.?|id))?|ref|request id|case number)",
    r"date (?:request )?(?:received|of (?:request|receipt|response|reply|publication|decision))",
    r"date of decision or publication|(?:date )?(?:published|closed|responded|answered)",
    r"(?:response|publication) date|category|service|department|directorate|status|title|topic|keywords?",
    r"exemptions?(?: applied| used)?|attachments?|documents?|downloads?",
)
_ASKS = _label(
    r"(?:(?:the|your|details of|original|full) )*(?:requests?(?: for information| details| text| summary)?"
    r"|requested|questions?(?: asked)?|enquiry|query)",
    r"information requested|what you asked(?: for)?|summary of request|you asked(?: for| us)?|description",
)
_ANSWERS = _label(
    r"(?:(?:the|our|your|full|council['’]?s?|trust['’]?s?|authority['’]?s?|decision or) )*"
    r"(?:responses?(?: to (?:your |the )?(?:request|questions?))?|repl(?:y|ies)|answers?|decision|outcome)",
    r"information (?:provided|released)|we (?:responded|replied|answered)",
)
_LAW = re.compile(
    r"freedom of information|\bFOIA?\b|environmental information regulations|\bEIRs?\b"
    r"|\binformation request\b|\brequest for information\b|\bdisclosure log\b",
    re.I,
)
_REPLYING = re.compile(
    r"\b(?:thank you for|(?:in )?respon(?:se|ding) to|reply to|regarding|in respect of|further to|i refer to"
    r"|concerning|with regard to|about|considered|completed)\s+your\b[^.]{0,40}"
    r"\b(?:request|e-?mail|enquiry|letter|correspondence)"
    r"|\byou (?:have |had )?(?:requested|asked|wrote|sought)\b"
    r"|\byour (?:\w+ )?(?:request|questions?)\s*"
    r"(?::|and our|was|were|has been|have been|is being|received|dated|for information)"
    r"|\bour (?:response|answer|reply)\b",
    re.I,
)
_ASKING_SENTENCE = re.compile(
    r"\byou (?:have |had |also |specifically )*(?:requested|asked|wrote|sought|wanted)\b"
    r"|\byour (?:\w+ )?(?:request|questions?|enquiry)\b|\brequest(?:ed)?(?: for)? the following\b"
    r"|\b(?:request|questions?) (?:is|are|was|were|reads?|as follows)\b",
    re.I,
)
_ANSWERING_SENTENCE = re.compile(r"\b(?:respon(?:ses?|ds?|ded)|repl(?:y|ies|ied)|answers?|answered)\b", re.I)
_BOTH = re.compile(
    r"\b(?:requests?|questions?)\b.{0,30}\b(?:and|with|together)\b.{0,30}\b(?:responses?|answers?|reply)\b",
    re.I,
)
_ANNOUNCES = re.compile(
    r"(?::\s*[-–—]?|\bfollowing information\.?|\b(?:for|following|know|provide|supply|about|that))$", re.I
)
_POINTS_BACK = re.compile(r"\b(?:questions?|q)\.?\s*\d|\babove\b", re.I)
_HANDLING = re.compile(
    r"(?:this|your) (?:\w+ )?request (?:is being|has been|was|is) (?:being )?"
    r"(?:handled|dealt with|considered|processed|managed|treated)"
    r"|(?:please (?:find|see) (?:attached|enclosed|below|our|the)|below (?:are|is)|i (?:have )?set out"
    r"|set out below|the following (?:is|are))[^.]{0,40}\b(?:responses?|reply|replies|answers?)\b"
    r"|[^.]{0,80}\b(?:responses?|answers?|reply|replies)\b[^.]{0,50}"
    r"\b(?:below|as follows|(?:is|are) provided)\b[^.]{0,30}[.:]?$",
    re.I,
)
_SENTENCES = re.compile(r"(?<=[.!])\s+")
_MAIL_HEADER = re.compile(r"(?:>\s*)*(?:(?:from|sent)\s*:\s+\S|on .{5,100} wrote:$)", re.I)
_ITEMS = (Mark.NUMBER, Mark.LETTER, Mark.ROMAN, Mark.QUESTION, Mark.ANSWER, Mark.BULLET)


class Sign(Enum):
    """What a line of a reply announces, if it announces anything."""

    ASKS = "asks"
    ANSWERS = "answers"
    FIELD = "field"
    MAIL = "mail"
    NONE = "none"


_LABELS = ((_FIELD, Sign.FIELD), (_ANSWERS, Sign.ANSWERS), (_ASKS, Sign.ASKS), (_MAIL_HEADER, Sign.MAIL))


def is_reply(lines: Sequence[Line]) -> bool:
    """Does the document reply to a request for information, going by its own words?"""
    signs = {sign_of(line) for line in lines if is_bare_label(line) or has_value(line)}
    said = " \n ".join(line.said for line in lines)
    if {Sign.ASKS, Sign.ANSWERS} <= signs and (Sign.FIELD in signs or _LAW.search(said)):
        return True
    return bool(_LAW.search(said)) and addresses_requester(lines)


def addresses_requester(lines: Sequence[Line]) -> bool:
    """Do the lines speak to the person who made a request?"""
    return any(_REPLYING.search(line.said) for line in lines)


def sign_of(line: Line) -> Sign:
    """Does the line announce questions, answers, another field of a record, or a new e-mail?"""
    if line.mark in _ITEMS:
        return Sign.NONE
    shown = line.text.strip("*_# ")
    for pattern, sign in _LABELS:
        if pattern.match(shown):
            return sign
    return _sign_of_sentence(line.said)


def _sign_of_sentence(said: str) -> Sign:
    if len(said.split()) > _LONGEST_SIGNPOST_WORDS:
        return Sign.NONE
    announces = bool(_ANNOUNCES.search(said))
    if announces and _BOTH.search(said):
        return Sign.ASKS
    if not _POINTS_BACK.search(said) and any(map(_HANDLING.match, _SENTENCES.split(said))):
        return Sign.ANSWERS
    if announces and _ANSWERING_SENTENCE.search(said) and not _ASKING_SENTENCE.search(said):
        return Sign.ANSWERS
    return Sign.ASKS if announces and _ASKING_SENTENCE.search(said) else Sign.NONE


def is_bare_label(line: Line) -> bool:
    """Is the line a label alone ("Response:"), with its matter on the lines beneath?"""
    return _label_length(line) == len(line.text)


def has_value(line: Line) -> bool:
    """Is the line a field with its value beside its label ("Request: …")?"""
    return 0 < _label_length(line) < len(line.text)


def label_end(line: Line) -> int:
    """The offset after the label of a field ("Response: …"); the line's own start where it has none."""
    return line.start + _label_length(line)


def _label_length(line: Line) -> int:
    for pattern, sign in _LABELS:
        found = pattern.match(line.text) if sign is not Sign.MAIL else None
        if found:
            rest = line.text[found.end() :]
            return found.end() + len(rest) - len(rest.lstrip())
    return 0
