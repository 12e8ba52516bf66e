"""What a paper is called: a label, its subject, its first real heading, or at last its file name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from ingest.describe.headings import headings, is_boilerplate
from ingest.describe.lines import SPREADSHEETS, Paper, continued, labelled, shorten
from ingest.describe.patterns import either_case
from ingest.describe.topic import of_mail, of_minutes, of_response
from ingest.document import DocumentKind, Finding

MAX_TITLE = 150

_OF_DECISION = either_case(
    r"subject matter\s*/\s*title of (?:the )?decision",
    r"(?:title|subject) of (?:the )?decision",
    r"decision title",
)
_SUBJECT = either_case(
    *(r"subject(?: matter)?", "report title", "title of (?:the )?report", "report subject", "pwnc"),
)
_FORM = either_case(
    *(r"eq?ia title", "project title", "policy title", "document title", "service name"),
    *(r"name of (?:the )?(?:policy|service|project)", r"service specification (?:title|name)"),
    *(r"service(?= *:)", r"title(?= *:)"),
)
_EQIA = either_case("eq?ia title", "project title", "title")
_TEMPLATE = either_case(
    *(
        r"[\da-f_-]{12,}",
        r".*\.(?:docx?|pdf|xlsx?|pptx?|jpe?g|png|tiff?)",
        r"(?=\S*\d)\S{16,}",
        r"(?:microsoft word|powerpoint).*",
        r"untitled.*",
    ),
    *(r"the report", r"document\d*", r".*template", r"executive decision", r"record of decision"),
    *(r"slide \d+", r"book\d+", r"sheet\d+"),
)


def find_title(paper: Paper, kind: DocumentKind, date: str | None) -> Finding:
    """A title of at most 150 characters and how it was found. ``date`` (ISO) tells meetings apart."""
    for finder in _finders(paper, kind, date):
        for found in finder:
            value = shorten(_tidy(found.value), MAX_TITLE)
            if re.search(r"[^\W\d]{2}", value):
                return Finding(value, found.how)
    return Finding(PurePosixPath(paper.document.source).name or "Untitled", "file name")


def _finders(paper: Paper, kind: DocumentKind, date: str | None) -> Iterator[Iterator[Finding]]:
    if kind is DocumentKind.FOI_RESPONSE:
        yield of_response(paper)
    if kind is DocumentKind.MINUTES:
        yield of_minutes(paper, date)
    if kind is DocumentKind.CORRESPONDENCE or paper.is_mail:
        yield of_mail(paper)
    if paper.document.format in SPREADSHEETS:
        yield _top_row(paper)
    else:
        yield _labelled(paper, kind)
        yield headings(paper, date)
    yield _property(paper)
    yield _from_file_name(paper)


def _tidy(text: str) -> str:
    text = " ".join(text.split()).strip(" *_#|")
    return text if text.endswith("etc.") else text.rstrip(" .:;,–-")


def _labelled(paper: Paper, kind: DocumentKind) -> Iterator[Finding]:
    for label, lines in ((_OF_DECISION, paper.prose[:120]), (_SUBJECT, paper.head), (_FORM, paper.head)):
        for found in labelled(lines, label):
            if not is_boilerplate(found.value):
                yield Finding(continued(lines, found), f"'{found.label}'{paper.on(found.line)}")
    if kind is DocumentKind.EQUALITY_IMPACT_ASSESSMENT:
        for found in labelled(paper.head, _EQIA, colon=False):
            yield Finding(continued(paper.head, found), f"'{found.label}'{paper.on(found.line)}")


def _top_row(paper: Paper) -> Iterator[Finding]:
    """The text that stands alone in the first row of a spreadsheet, if there is one."""
    for line in paper.prose[:2]:
        alone = line.in_table and "\t" not in line.text.strip() and len(line.plain.split()) >= 2
        if alone and not is_boilerplate(line.plain):
            yield Finding(line.plain, "first row")


def _property(paper: Paper) -> Iterator[Finding]:
    """The title the file carries, where it is more than the file's own name or its template's."""
    value = paper.property("title")
    stem = PurePosixPath(paper.document.source).stem
    if value and value != stem and not _TEMPLATE.fullmatch(value) and not is_boilerplate(value):
        yield Finding(re.sub(r"^\(Public Pack\)", "", value), "document title")


def _from_file_name(paper: Paper) -> Iterator[Finding]:
    """The file's name without its ending, the meeting it was filed under, and its underscores."""
    stem = PurePosixPath(paper.document.source).stem
    text = re.sub(r"^[\w-]*?(?:19|20)\d\d-\d\d-\d\d__", "", stem)
    text = re.sub(r"[_\s]+|(?<=[a-z])-(?=[a-z\d])", " ", text).strip(" -")
    yield Finding(text or stem, "file name")
