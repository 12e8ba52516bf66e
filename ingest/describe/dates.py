"""The date of the letter, the meeting or the decision: never that of the file, nor one merely mentioned.

A date counts only where the paper labels it or sets it apart, and which label counts depends on the
kind: the meeting for minutes, the decision for a decision record, the letter for a response.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import PurePosixPath

from ingest.describe.datetext import MONTH, WEEKDAY, DateMention, as_date, find_dates
from ingest.describe.lines import HEAD_LINES, Labelled, Line, Paper, labelled
from ingest.describe.patterns import either, either_case
from ingest.document import DocumentKind, Finding


@dataclass(frozen=True, slots=True)
class _Candidate:
    value: date
    how: str
    line: int


_DECIDED = r"(?: (?:was )?(?:made|taken))?"
_LABELS = {
    "decision": either_case(
        r"date of (?:the )?decision or publication\b",
        rf"date (?:of|the|when) (?:the )?(?:officer |delegated |executive |key )?decision{_DECIDED}\b",
        rf"date decision{_DECIDED}\b",
        r"decision (?:date|made|taken)(?: on)?\b",
        r"date of determination\b",
        r"date signed\b",
    ),
    "meeting": either_case(
        r"(?:committee |cabinet |board |council )?meeting date\b",
        r"date of (?:the )?(?:committee |cabinet |board )?meeting\b",
        r"(?:meeting )?date and time(?: of meeting)?\b",
        r"(?:committee date|decided at meeting|meeting)\b",
    ),
    "reply": either_case(
        r"date (?:of )?(?:the )?(?:response|reply|letter)\b",
        r"(?:response|disclosure) date\b",
        r"date (?:responded|replied|sent|answered|completed|closed)\b",
        r"(?:date of disclosure|disclosed on)\b",
    ),
    "issued": either_case(
        r"date (?:of )?(?:publication|published|issued?)\b",
        r"(?:publication|issue|approval) date\b",
        r"(?:published|issued|adopted|approved|ratified)(?: on)?\b",
        r"date (?:of approval|adopted|approved)\b",
    ),
    "completed": either_case(r"date (?:of )?(?:completed|completion|(?:the )?(?:assessment|screening))\b"),
    "plain": either_case(r"(?:dated?|sent|dyddiad)\b"),
}
_K = DocumentKind
_ORDER = {
    _K.DECISION_RECORD: (
        *("decision", "signed", "plain", "meeting", "titled", "addressed", "standing", "issued", "covering"),
    ),
    _K.FOI_RESPONSE: ("reply", "mailed", "plain", "standing", "decision", "issued"),
    _K.COMMITTEE_REPORT: ("meeting", "addressed", "titled", "plain", "standing", "decision", "covering"),
    _K.MINUTES: ("held", "titled", "meeting", "plain", "standing", "covering"),
    _K.CORRESPONDENCE: ("mailed", "plain", "standing"),
}
_OTHERS = ("plain", "completed", "meeting", "titled", "addressed", "standing", "held", "issued", "covering")
_LETTERS = (_K.FOI_RESPONSE, _K.CORRESPONDENCE)


def find_date(paper: Paper, kind: DocumentKind) -> Finding | None:
    """The paper's date in ISO form with how it was found; the file's name only where the text has none."""
    letter = paper.salutation if kind not in _LETTERS else None
    for name in _ORDER.get(kind, _OTHERS):
        finder = _FINDERS.get(name)
        for first in finder(paper) if finder else _labelled(paper, name):
            if name not in ("plain", "standing") or letter is None or first.line > letter.number:
                return Finding(first.value.isoformat(), first.how)
    return _from_file_name(paper)


def _labelled(paper: Paper, name: str) -> Iterator[_Candidate]:
    lines = paper.head if name in ("plain", "meeting", "issued") else paper.prose
    for found in labelled(lines, _LABELS[name], colon=name == "meeting"):
        dates = find_dates(found.value)
        if dates and _opens_with(found.value, dates[0], 60 if name == "meeting" else 12):
            yield _Candidate(dates[0].value, _quoted(paper, found, dates[0]), found.line.number)
    if name == "plain":
        yield from _after_other_label(paper, paper.head)


def _quoted(paper: Paper, found: Labelled, mention: DateMention) -> str:
    colon = "" if found.line.plain.startswith(f"{found.label} {found.value[:4]}") else ":"
    return f"'{found.label}{colon} {found.value[: mention.end]}'{paper.on(found.line)}"


_BEFORE_DATE = re.compile(rf"(?:{WEEKDAY}\s*(?:the\s+)?[,–-]?\s*)?$", re.IGNORECASE)


def _opens_with(value: str, mention: DateMention, allowance: int) -> bool:
    before = _BEFORE_DATE.sub("", value[: mention.start])
    return len(before.strip(" :,-–")) <= allowance and not re.search(
        r"\b(?:received|from|until|by)\b", before
    )


_BEFORE_LABEL = either(
    r"[\w /().’-]{1,40}:.*?",
    r"(?:my|our|your|[a-z]/r|ref)\b.{0,40}?",
    r".*\bsigned\b.*?",
)
_INNER_LABEL = re.compile(
    rf"(?P<before>{_BEFORE_LABEL})\sDated?\b\s*:?\s*(?=(?:{WEEKDAY}\s*,?\s*)?\d)",
)
_OTHER_DATE = re.compile(
    either(
        *(
            "start",
            "end",
            "review",
            "received",
            "due",
            "expiry",
            "commencement",
            "implementation",
            "effective",
        ),
        *("birth", "publication", "published", "completion", "closing", "target", "request", "issue", "next"),
        *("last", "delivery", "award", "version", "tender", "renewal", "to", "from"),
    )
    + "$",
    re.IGNORECASE,
)


def _after_other_label(paper: Paper, lines: tuple[Line, ...]) -> Iterator[_Candidate]:
    """A date label inside a line: "Title: Head of Service Date: 3 May 2024"."""
    for line in lines:
        match = _INNER_LABEL.match(line.plain)
        rest = line.plain[match.end() :] if match else ""
        dates = find_dates(rest)
        if match and dates and dates[0].start < 14 and not _OTHER_DATE.search(match["before"].strip()):
            shown = f"'Date: {rest[: dates[0].end]}'{paper.on(line)}"
            yield _Candidate(dates[0].value, shown, line.number)


_SIGNATURE = re.compile(r"(?:signed|signature)\b", re.IGNORECASE)


def _signed(paper: Paper) -> Iterator[_Candidate]:
    """The date in a signature block: the label within a few lines of "Signed"."""
    for index, line in enumerate(paper.prose):
        if _SIGNATURE.match(line.plain):
            nearby = paper.prose[index : index + 9]
            yield from _after_other_label(paper, nearby)
            for found in labelled(nearby, _LABELS["plain"], colon=False):
                dates = find_dates(found.value)
                if dates and _opens_with(found.value, dates[0], 0):
                    yield _Candidate(dates[0].value, f"signature{paper.on(found.line)}", found.line.number)


_TIME = re.compile(
    r"[,\s]*(?:at|am|from|o'r gloch)?\s*\d{1,2}(?:[.:]\d\d)?\s*(?:am|pm|a\.m\.|p\.m\.|noon|hours)?\b.*",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d[.:]\d\d|\d\s?[ap]\.?m", re.IGNORECASE)


def _standing(paper: Paper) -> Iterator[_Candidate]:
    """A line that is a date and nothing else, above the salutation or near the top."""
    end = paper.salutation.number if paper.salutation else len(paper.lines)
    for index, line in enumerate(paper.head[:40]):
        dates = find_dates(line.plain)
        if (
            line.number > end
            or not dates
            or _is_labelled(paper, index)
            or (line.in_table and len(line.cells) > 2)
        ):
            continue
        before = _BEFORE_DATE.sub("", line.plain[: dates[0].start]).strip(" ,-–")
        after = line.plain[dates[0].end :].strip(" .,")
        timed = _TIME.fullmatch(after) and _CLOCK.search(after)
        if not before and (timed or not after):
            yield _Candidate(dates[0].value, f"date line{paper.on(line)}", line.number)


def _is_labelled(paper: Paper, index: int) -> bool:
    """Whether the line above is a label of another date ("Date request received")."""
    above = paper.head[index - 1].plain if index else ""
    return bool(_DATE_LABEL.match(above)) and not find_dates(above)


_DATE_LABEL = either_case(
    r".{0,40}\b(?:date|received|start|end|expiry|expires|due|deadline|review)\b.{0,30}$"
)
_BODY = either_case(
    r"\b(?:cabinet|committee|council|board|panel|forum|executive|commission|cabined|meeting|sub-committee)\b"
)
_ADDRESSED = re.compile(r"(?:report )?to\b", re.IGNORECASE)


def _addressed(paper: Paper) -> Iterator[_Candidate]:
    """The meeting a report goes to: "To: Cabinet – 30 May 2024", "Report to Cabinet, 30 May 2024"."""
    for found in labelled(paper.head[:30], _ADDRESSED, colon=False):
        dates = find_dates(found.value)
        if dates and _BODY.search(found.value[: dates[0].start]) and dates[0].start < 90:
            yield _Candidate(dates[0].value, _quoted(paper, found, dates[0]), found.line.number)


_SENTENCE = re.compile(r"\b(?:will|was|were|is|are|has|have|had|be|been|presented|published|agreed|asked)\b")
_OTHER_MEETING = either_case(
    r"\b(?:previous|last|next|approved?|confirm|correct record|future|past|pathway|following|received)\b",
    r"\bminutes of the (?:\w+ )?meetings?\b",
    r"^\s*(?:\d+[.)]|[a-z]\))",
)
_OWN_NAME = re.compile(r"^[A-Z][\w ,'’&-]{2,60}\b(?:Council|Board|Authority|Trust): ", re.IGNORECASE)
_ITEM = re.compile(r"(?:agenda )?item \d|appendix\b|agenda\b|page \d", re.IGNORECASE)
_WENT_BEFORE = either_case(r"\bpathway", r"\bpreviously", r"\bconsider(?:ed|ation) by")


def _titled(paper: Paper) -> Iterator[_Candidate]:
    """A short line that names the meeting and its date: "CABINET - THURSDAY, 30 MAY 2024"."""
    furniture = [line for line in paper.lines[:HEAD_LINES] if line.is_furniture]
    lines = (*paper.head[:40], *furniture)
    for index, line in enumerate(lines):
        dates = find_dates(line.plain) if len(line.plain) <= 110 else []
        before = _OWN_NAME.sub("", line.plain[: dates[0].start]) if dates else ""
        after = line.plain[dates[0].end :].strip(" .,)]") if dates else ""
        above = " ".join(other.plain for other in lines[max(index - 3, 0) : index])
        if not _BODY.search(before) or re.search(r"[.:?]\s|\d\.\s", before) or _SENTENCE.search(line.plain):
            continue
        if _OTHER_MEETING.search(before) or (_WENT_BEFORE.search(above) and not line.plain.isupper()):
            continue
        if not after or _TIME.fullmatch(after) or _ITEM.match(after):
            yield _Candidate(dates[0].value, f"'{line.plain}'{paper.on(line)}", line.number)


_NUMBERED = re.compile(r"\d+[.)]|[a-z]\)")
_HELD = re.compile(r"\b(?:held|cynhaliwyd)\b", re.IGNORECASE)
_MINUTED = either_case(
    r"^\W*(?:draft |printed |public |exempt )?(?:minutes|notes|record)\b", r".*\bmeeting\b"
)
_NOT_THIS_ONE = re.compile(r"\b(?:previous|last|next|approve|confirm|correct record)\b", re.IGNORECASE)


def _held(paper: Paper) -> Iterator[_Candidate]:
    """The meeting being minuted: "MINUTES of a meeting of the Cabinet held … on Thursday, 9 May 2024"."""
    opening = paper.head[:25]
    for index, line in enumerate(opening):
        wrapped = takewhile(lambda other: not _NUMBERED.match(other.plain), opening[index : index + 5])
        text = " ".join(other.plain for other in wrapped)
        held = _HELD.search(text)
        if not held or held.start() > 200 or not _MINUTED.match(line.plain):
            continue
        dates = [found for found in find_dates(text) if held.end() < found.start < held.end() + 220]
        if dates and not _NOT_THIS_ONE.search(text[: held.end()]):
            shown = f"'held … {text[dates[0].start : dates[0].end]}'{paper.on(line)}"
            yield _Candidate(dates[0].value, shown, line.number)


def _mailed(paper: Paper) -> Iterator[_Candidate]:
    """The sender's date of an e-mail, which the message itself carries."""
    if paper.is_mail:
        for found in find_dates(paper.property("date", "sent")):
            yield _Candidate(found.value, "e-mail header", 0)


def _covering(paper: Paper) -> Iterator[_Candidate]:
    """The date of the letter that a paper was sent out with, where the paper itself bears none."""
    yield from _labelled(paper, "plain")
    yield from _standing(paper)


_FINDERS: dict[str, Callable[[Paper], Iterator[_Candidate]]] = {
    "standing": _standing,
    "addressed": _addressed,
    "titled": _titled,
    "held": _held,
    "signed": _signed,
    "mailed": _mailed,
    "covering": _covering,
}
_STEM_ISO = re.compile(r"(?<!\d)(?P<year>20\d\d)[-_.](?P<month>[01]\d)[-_.](?P<day>[0-3]\d)(?!\d)")
_STEM_RUN = re.compile(r"(?<![^\W_])(?P<year>20\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?![^\W_])")


def _from_file_name(paper: Paper) -> Finding | None:
    """A full date in the file's name; numbers such as 21.01.25 may be a version, so they do not count."""
    stem = PurePosixPath(paper.document.source).stem
    matches = (pattern.search(stem) for pattern in (_STEM_ISO, _STEM_RUN))
    values = [value for match in matches if match and (value := as_date(match))]
    if not values and re.search(MONTH, stem, re.IGNORECASE):
        values = [found.value for found in find_dates(re.sub(r"[_-]+", " ", stem))]
    return Finding(values[0].isoformat(), "file name") if values else None
