"""The words of a marking, and the words beside it that say it is another paper's or no marking at all."""

from __future__ import annotations

import re

from ingest.describe.patterns import either, either_case

_PAPER = either(
    *("report", "paper", "document", "appendix", "annexe?", "schedule", "minutes?", "note", "briefing"),
    *("version", "copy", "record", "decision", "item"),
)
_PREFIX = rf"(?:(?:agenda )?{_PAPER}\s?(?:no\.? ?)?[\w.]{{0,4}}\s*[-–—:(\[]+\s*)?"
_SCHEDULE_12A = either(
    *("paragraphs?", "paras?", "schedule", r"section 100", r"s\.? ?100", "access to information", "rule"),
    r"part (?:1|i) of schedule",
)
# "Exempt under section 43" is what a response says of an answer, and no marking.
_LAW = either(
    rf"(?:by virtue of|under|pursuant to|in accordance with|as defined (?:in|by)) (?:the )?{_SCHEDULE_12A}",
    _SCHEDULE_12A,
)
_SENSITIVE = r"official\s*[-–—:/\s]\s*sensitive"
_COMMERCIAL = r"commercial(?:ly)?[\s-]+(?:in[\s-]+confidence|sensitive|confidential)"
_PART_2 = r"part (?:2|ii|two|b)\b"
_WORD = either("exempt", "confidential", "restricted", "private")
_ENDS = r"[\s)\].:!*–-]*$"

STRONG = re.compile(
    _PREFIX
    + either(
        r"(?:strictly )?not for (?:general |public )?(?:publication|release|disclosure)\b",
        rf"{_SENSITIVE}(?:\W{{0,3}}(?:commercial|personal|locsen|[\w ]{{1,20}}only))?{_ENDS}",
        r"nid i['’]w gyhoeddi\b",
        r"(?:strictly )?(?:private (?:and|&) )?confidential\W+not for publication\b",
        rf"(?:exempt|restricted)(?: {_PAPER}| information)?(?: [\w.]{{1,3}})?[\W_]*"
        rf"(?:not for publication\b|{_LAW})",
        rf"(?:this {_PAPER} )?contains {_WORD}(?: (?:or|and) {_WORD})? information(?:{_ENDS}|\W*{_LAW})",
        r"(?:confidential|restricted|embargoed) until\b",
    ),
    re.IGNORECASE,
)
"""Believed wherever the line stands by itself."""

_LONE = re.compile(rf"(?:exempt|restricted|private|secret|pink){_ENDS}", re.IGNORECASE)
WEAK = re.compile(
    rf"{_PREFIX}(?:strictly )?"
    + either(
        either(
            r"private (?:and|&|/) ?confidential",
            r"(?:nhs )?confidential",
            r"in (?:the )?strictest confidence",
            _COMMERCIAL,
            r"exempt(?: from publication)?",
            *("restricted", "private", r"(?:top )?secret", r"pink(?: papers?)?", f"closed(?= {_PAPER})"),
        )
        + rf"(?: {_PAPER}(?: [\w.]{{1,4}})?)?",
        r"(?:protect|restricted|confidential)\s*[-–—:]\s*[\w ]{1,30}",
        rf"{_PART_2}(?: {_PAPER})?[\s:–—()-]*"
        rf"{either(_WORD, 'closed', 'not for publication', 'pink')}(?: {_PAPER})?",
        r".{0,60}\b(?:meeting|session|board|governing body|committee)(?: held)? in private",
        *("eithriedig", "cyfrinachol"),
    )
    + _ENDS,
    re.IGNORECASE,
)
"""Believed at the head of the paper, in its headers and footers, and at the edge of a page."""


def is_lone_word(text: str) -> bool:
    """One word that a column or a fund may be headed by as well: "Restricted", but not "RESTRICTED"."""
    return bool(_LONE.match(text)) and not text.isupper()


SUFFIX = re.compile(
    r".{3,}?\s*(?:[(\[]|\s[-–—]\s)\s*"
    rf"{either(_WORD, 'not for publication', _SENSITIVE)}(?: {_PAPER})?\s*[)\]]?$",
    re.IGNORECASE,
)
"""A marking behind a title: "Award of contract (exempt)"."""

LEADING = re.compile(
    rf"[(\[]?{either(_WORD, 'not for publication', _SENSITIVE)}(?:[)\]]\s|\s*[:–—]\s|\s-\s)", re.IGNORECASE
)
"""A marking before a title: "OFFICIAL-SENSITIVE: award of contract"."""

_AND_ALL = r"(?: and (?:its|the|all) (?:\w+ )?appendi(?:x|ces))?"
_WHOLE = (
    r"(?:all of |the whole of |(?:the )?information (?:contained )?in )?"
    rf"(?P<this>this|the) {_PAPER}{_AND_ALL}\s+"
)
STATEMENT = re.compile(
    _WHOLE + r"(?:is|are|has been|have been|contains?|includes?|must be|should be)\s+"
    r"(?!no\b|not exempt|neither|public\b|open\b)"
    r"(?:(?:marked|treated|class(?:ifi)?ed|considered|deemed|regarded|to be|as|therefore|strictly)\s+)*"
    + either(
        r"not for (?:general )?publication",
        rf"information (?:which|that) is {_WORD}",
        r"not available to the public",
        r"exempt(?! from (?!(?:general )?publication|disclosure))(?! (?:appendi|annex|item))",
        r"confidential(?! (?:appendi|annex))",
        r"restricted(?! to\b)(?! (?:appendi|annex))",
        r"private and confidential",
        r"commercially (?:sensitive|confidential)",
    ),
    re.IGNORECASE,
)
STAMP = re.compile(r"by virtue of paragraph.{0,80}schedule 12a|document is restricted\W*$", re.IGNORECASE)

_PARTS = r"\b(?:appendi(?:x|ces)|annex(?:es)?|attachments?)\b"
_PART_ONLY = either_case(
    rf"(?:{_PARTS}|\b(?:items?|pages?|part of)\b).{{0,60}}?\b(?:is|are|contains?|be|has|have|only|were)\b",
    rf"\b(?:is|are|contains?|for|see|except|excluding|in)\b.{{0,60}}{_PARTS}",
    r"\bpart(?:ly|ially)?[ -]exempt\b",
)
_SELF = either_case(_WHOLE, rf"this {_PAPER} and\b", rf"{_PAPER}\s?(?:no\.? ?)?[\w.]{{0,4}}\s*[-–—:(\[]")


def names_a_part(text: str) -> bool:
    """Whether the marking is that of an appendix, a page or an item to which the line points.

    "Appendix B - Exempt" heads the appendix itself, and "this report and its appendices" are the whole.
    """
    own = _SELF.search(text)
    rest = text[own.end() :] if own and (own.start() == 0 or own.group().lower().startswith("this")) else text
    return bool(_PART_ONLY.search(rest))


DENIED = re.compile(
    r"[\s:–—?-]+(?:no|none|n/?a|not applicable|nil)\b\W*(?:$|(?:part (?:1|i)|public|unrestricted)\b.*$)",
    re.IGNORECASE,
)
REASON = re.compile(rf"[(\[]?(?:{_LAW}|exempt\b|(?:no|none|n/a)\b)", re.IGNORECASE)

SUBJECT = either_case("subject", "report title", "title of (?:the )?(?:report|decision)", "title")
AGENDA = either_case(
    r"(?:supplementary |public |summons and )?agenda$",
    r"agenda (?:for|of) (?:the |a )?(?:meeting|cabinet|committee|board|council)\b",
)

_CLASSIFICATION = re.compile(
    r"(?:(?:security|protective|document|report|government|publication|public access) )*"
    + either(
        *("classification", "marking", "status", "sensitivity", "access", "confidentiality"),
        *("public/private", "open/exempt"),
    )
    + r"\b",
    re.IGNORECASE,
)
_RESTRICTED = re.compile(
    either(
        *(_SENSITIVE, _WORD, rf"{_PART_2}(?!.*\bpublic)", "not for publication", "secret", "closed", "pink"),
        _COMMERCIAL,
    )
    + r"(?!\s*/)",
    re.IGNORECASE,
)
_IS_EXEMPT = re.compile(
    rf"(?:(?:(?:is|does) (?:this|the) {_PAPER} )?(?:contains? )?)?(?:{_WORD}|part (?:2|ii))"
    rf"(?:\s*(?:/|or|and)\s*{_WORD})*(?: information| {_PAPER}| item)?\b(?=\s*[:?]|$)",
    re.IGNORECASE,
)
_YES = re.compile(rf"(?:yes\b|{_LAW})", re.IGNORECASE)
_IS_PUBLIC = either_case(
    rf"(?:for publication|open to (?:the )?public|public (?:{_PAPER}|access))\b",
    rf"can (?:this|the) {_PAPER} be published\b",
)
_NO = either_case(
    r"no\b\W*(?:$|[-–—(,;:.]|exempt|para)", r"(?:exempt|restricted|closed)\b", "not for publication"
)
LABELS = ((_CLASSIFICATION, _RESTRICTED), (_IS_EXEMPT, _YES), (_IS_PUBLIC, _NO))
"""A label, and the values behind it that restrict the paper."""

FILE_NAME = either_case(
    r"\bnot for publication\b",
    rf"\b{_SENSITIVE}\b",
    rf"\b(?:{_WORD}|pink) {_PAPER}\b",
    rf"\b{_PAPER} ?\w{{0,3}} (?:.* )?\(?(?:{_WORD}|part 2|part ii)\)?$",
    rf"[(\[]{_WORD}[)\]]",
)
