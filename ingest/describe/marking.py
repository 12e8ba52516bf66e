"""Is the whole paper restricted? Its own marking says so; a marked appendix or agenda item does not.

Local Government Act 1972, section 100B(5): every copy of a report, or of the part of it, that is kept from
the public is marked "Not for publication" with the description of the exempt information in terms of
Schedule 12A. So a public report that sends its reader to an exempt appendix carries no marking itself, and
an exempt part bound into a pack carries its own. A marking that stands by itself is believed: a person can
release a public paper that was held back, but nobody can take back a private one that was shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from ingest.describe import marking_words as words
from ingest.describe.lines import Line, Paper, fold, labelled, shorten
from ingest.document import BlockKind, DocumentKind, Finding

_HEAD_LINES, _TITLE_LINES = 12, 6
_EDGE_TOP, _EDGE_BOTTOM = 4, 2
_LONGEST, _LONGEST_IN_BODY = 260, 600
_SHOWN = 150
_PLACEHOLDER = 300
_WHERE = {
    "furniture": "page header or footer",
    "title": "head of the paper",
    "head": "line by itself",
    "edge": "edge of the page",
    "heading": "heading",
    "body": "line by itself",
}


def find_marking(paper: Paper, kind: DocumentKind) -> Finding | None:
    """The marking of the whole paper as it is printed, or None where the paper is not restricted."""
    for found in (_by_line(paper, kind), _labelled(paper), _in_subject(paper), _from_file_name(paper)):
        first = next(found, None)
        if first:
            return first
    return None


def _labelled(paper: Paper) -> Iterator[Finding]:
    """ "Classification: Exempt", "Exempt information? Yes", "For publication: No"."""
    lines = [*paper.head, *(line for line in paper.lines if line.is_furniture)]
    for label, restricted in words.LABELS:
        for found in labelled(lines, label):
            if restricted.match(found.value) and not words.names_a_part(found.value):
                value = shorten(f"{found.label}: {found.value}", _SHOWN)
                yield Finding(value, f"'{found.label}'{paper.on(found.line)}")


def _in_subject(paper: Paper) -> Iterator[Finding]:
    """A marking set before or behind the subject: "Award of contract (exempt)"."""
    subjects = [(paper.property("subject"), "subject"), (paper.property("title"), "document title")]
    for found in labelled(paper.head, words.SUBJECT):
        subjects.append((found.value, f"'{found.label}'{paper.on(found.line)}"))
    for text, how in subjects:
        marked = words.STRONG.match(text) or words.SUFFIX.match(text) or words.LEADING.match(text)
        if marked and not words.names_a_part(text):
            yield Finding(shorten(text, _SHOWN), how)


def _by_line(paper: Paper, kind: DocumentKind) -> Iterator[Finding]:
    lists_items = kind is DocumentKind.MINUTES or any(words.AGENDA.match(x.plain) for x in paper.prose[:12])
    previous: Line | None = None
    for index, line in enumerate(paper.lines):
        place = _place(line, lists_items, opens=line.page == paper.lines[0].page)
        if (
            place
            and _marks(line, place)
            and not _continues(previous, line, place)
            and not _is_stamp(paper, line)
        ):
            text = _with_reason(paper, index)
            if not words.names_a_part(line.plain[:_LONGEST]) and not words.DENIED.search(text):
                yield Finding(shorten(text, _SHOWN), f"{_WHERE[place]}{paper.on(line)}")
        previous = line


def _place(line: Line, lists_items: bool, *, opens: bool) -> str:
    """Where a marking would stand here; nothing where none could, as among the items of an agenda."""
    if line.is_furniture:
        return "furniture"
    if opens and line.number < (_TITLE_LINES if lists_items else _HEAD_LINES):
        return "title" if line.number < _TITLE_LINES else "head"
    at_edge = line.from_top < _EDGE_TOP or (line.from_bottom < _EDGE_BOTTOM and not lists_items)
    if at_edge and line.page is not None and not (opens and lists_items):
        return "edge"
    if lists_items or line.in_table:
        return ""
    return "heading" if line.kind is BlockKind.HEADING else "body"


def _marks(line: Line, place: str) -> bool:
    text = re.sub(r"^[\s*_#\[(>•|-]+|[\s*_|]+$", "", line.plain)
    if re.match(r"\d+[.)]|[a-z]\)", text):
        return False
    says_so = words.STATEMENT.match(text)
    of_itself = says_so and (place in ("title", "head") or says_so["this"].lower() == "this")
    if words.STRONG.match(text) or of_itself:
        return place not in ("heading", "body") or len(text) <= _LONGEST_IN_BODY
    if place in ("heading", "body") or (line.in_table and (place == "edge" or words.is_lone_word(text))):
        return False
    if place == "edge" and words.is_lone_word(text):
        return False
    behind = place in ("furniture", "title") and len(text) <= 120 and words.SUFFIX.match(text)
    return bool(behind or words.WEAK.match(text) or words.STAMP.match(text))


def _continues(previous: Line | None, line: Line, place: str) -> bool:
    """Whether the line is the rest of a sentence that the page's width broke ("… which is", "Exempt")."""
    first = next((character for character in line.plain if character.isalpha()), "")
    if first.islower():
        return not (line.opens and place in ("furniture", "title") and len(line.plain) <= 40)
    if line.opens or line.plain.isupper() or previous is None:
        return False
    return len(previous.plain) >= 50 and previous.plain[-1] not in ".:;!?])" and not previous.plain.isupper()


def _with_reason(paper: Paper, index: int) -> str:
    """The marking with the description of the exempt information, where that follows on the next line."""
    line = paper.lines[index]
    if index + 1 == len(paper.lines) or len(line.plain) >= 100:
        return line.plain
    below = paper.lines[index + 1]
    goes_on = below.page == line.page and words.REASON.match(below.plain)
    return f"{line.plain} {below.plain}" if goes_on else line.plain


def _is_stamp(paper: Paper, line: Line) -> bool:
    """A public pack keeps a restricted paper's place with a stamp on an empty page; it holds nothing back."""
    if line.page is None or not words.STAMP.match(line.plain):
        return False
    page = next(page for page in paper.document.pages if page.number == line.page)
    text = fold(paper.document.text[page.start : page.end])
    return len(text) <= _PLACEHOLDER and sum(other.has_text for other in paper.document.pages) > 1


def _from_file_name(paper: Paper) -> Iterator[Finding]:
    stem = re.sub(r"[_\s-]+", " ", PurePosixPath(paper.document.source).stem).strip()
    match = words.FILE_NAME.search(stem)
    if match:
        yield Finding(shorten(match.group(), _SHOWN), "file name")
