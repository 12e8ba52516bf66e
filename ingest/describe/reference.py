"""The number under which a paper is filed: of the decision, the request or the forward plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.describe.datetext import find_dates
from ingest.describe.lines import Line, Paper, labelled
from ingest.describe.patterns import either, either_case
from ingest.document import DocumentKind, Finding

_NO = r"(?:no\b\.?|number\b)"
_NUMBER = (
    either(r"no\b\.?", r"num\b\.?", r"number\b", r"reference\b", r"ref\b\.?", r"id\b", "#")
    + rf"(?:\s+{_NO})?"
)

_DECISION = either_case(rf"(?:key |executive |officer |delegated )?decision\s+(?:record\s+)?{_NUMBER}")
_OURS = (r"(?:my|our)\s+ref(?:erence)?\b\.?", rf"reference\b(?:\s+{_NO})?", rf"ref\b\.?(?:\s+{_NO})?")
_REQUEST = either_case(
    rf"(?:foi|eir|information|request|case|enquiry|rfi|complaint)\s*(?:request\s*)?{_NUMBER}",
    *_OURS,
    r"[mo]/r(?:ef)?\b",
    r"ein cyf(?:eirnod)?\b",
)
_PLAN = either_case(rf"(?:forward plan|work programme|key decision)\s+(?:entry\s+)?{_NUMBER}")
_ANY = either_case(rf"(?:report|document|contract)\s+{_NUMBER}", *_OURS)
_LEAST = either_case(rf"(?:project|eq?ia|dpia|assessment)\s+(?:submission\s*[-–—]?\s*)?{_NUMBER}")

_REQUEST_INLINE = re.compile(
    rf"\b(?:request|foi|eir|case|our|reference|ref)\s*(?:{_NUMBER})?\s*[:.]\s*"
    r"(?P<value>(?:[A-Z]{2,6}[ /-]?)?\d[\w/.-]{2,})",
    re.IGNORECASE,
)
_REQUEST_BARE = re.compile(r"\b(?P<value>(?:FOIA?|EIR|RFI|FOI/EIR)(?: ?[-/] ?| )?\d[\w/.-]*\d)\b")
_YOURS = re.compile(r"\byour ref\w*\W*$", re.IGNORECASE)
_VALUE = re.compile(r"(?P<value>(?:[A-Za-z]{1,8}[ /.:-]{0,2}){0,3}\d[\w/.\-–]*(?:\s?/\s?[\w.-]+)?)")

_K = DocumentKind
_ORDER = {
    _K.FOI_RESPONSE: (_REQUEST, _DECISION),
    _K.CORRESPONDENCE: (_REQUEST,),
    _K.DECISION_RECORD: (_DECISION, _PLAN, _ANY),
    _K.COMMITTEE_REPORT: (_DECISION, _PLAN, _ANY),
}
_OTHERS = (_DECISION, _PLAN, _ANY, _LEAST)


def find_reference(paper: Paper, kind: DocumentKind) -> Finding | None:
    """The reference as printed and its label, or None. A correspondent's own ("Your ref") never counts."""
    for label in _ORDER.get(kind, _OTHERS):
        found = next(_labelled(paper, paper.head, label), None)
        if found:
            return found
    if kind in (_K.FOI_RESPONSE, _K.CORRESPONDENCE):
        return next(_inline(paper), None)
    if kind is _K.DECISION_RECORD:
        return next(_labelled(paper, paper.prose, _DECISION), None)
    return None


def _labelled(paper: Paper, lines: Sequence[Line], label: re.Pattern[str]) -> Iterator[Finding]:
    for found in labelled(lines, label, colon=False):
        match = _VALUE.match(found.value)
        value = _clean(match["value"]) if match else ""
        if value:
            yield Finding(value, f"'{found.label}: {value}'{paper.on(found.line)}")


def _inline(paper: Paper) -> Iterator[Finding]:
    """A request's number inside a line: "Freedom of Information Act 2000 Request ID: 1234"."""
    for pattern in (_REQUEST_INLINE, _REQUEST_BARE):
        for line in paper.head:
            for match in pattern.finditer(line.plain):
                value = _clean(match["value"])
                if value and not _YOURS.search(line.plain[: match.start("value")]):
                    yield Finding(value, f"'{' '.join(match.group().split())}'{paper.on(line)}")


def _clean(value: str) -> str:
    """The value without the stop that ends its sentence; nothing where it is a date or far too long."""
    value = " ".join(value.split()).rstrip(".,;:-–/")
    dated = any(found.start == 0 for found in find_dates(value))
    return value if 2 <= len(value) <= 40 and not dated else ""
