"""What of a letter is not the requester's own message now: mail headers, quoted copies, the close.

All functions blank out what does not count, character by character, so that every offset stays true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEADER = re.compile(
    r"[ \t]*(?P<name>from|to|cc|bcc|date|sent|subject|reply-to|received|importance|attachments?|re|"
    r"your ref|our ref|ref)"
    r"[ \t]*:[ \t]*(?P<value>[^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)
_FORWARDED = re.compile(
    r"^(?:[-_=─═* \t]*(?:original message|forwarded message|begin forwarded message|forwarded by|"
    r"message transféré)\b[^\n]*|[ \t]*-----+ ?original appointment[^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)
_WROTE = re.compile(
    r"^[ \t]*(?:on\b[^\n]{4,200}(?:\n[^\n]{0,120})?\bwrote ?:|[^\n]{3,80}\bwrote on\b[^\n]{4,80}:)[ \t]*$",
    re.I | re.M,
)
_BLOCK = re.compile(
    r"^[ \t]*\*?from\*?[ \t]*:[^\n]+\n(?:[ \t]*\*?(?:sent|date|to|cc|subject|reply-to|"
    r"importance)\*?[ \t]*:[^\n]*\n){2,}",
    re.IGNORECASE | re.MULTILINE,
)
_MARKED = re.compile(r"^[ \t]*(?:>[^\n]*|\|[ \t]?>[^\n]*)$", re.MULTILINE)
_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_CLOSE = re.compile(
    r"^[ \t]*(?:yours\b|(?:(?:with|my|many)\s+)?(?:kind|best|warm|warmest|kindest|very best)\s+(?:regards|"
    r"wishes)|regards\b|"
    r"(?:many\s+|with\s+)?thanks(?:\s+(?:again|so much|very much|in advance|and (?:kind |best )?regards))?|"
    r"thank you(?:\s+(?:very much|so much|in advance))?|cheers|sincerely|faithfully|best)\s*[,.!]*[ \t]*"
    r"(?:faithfully|sincerely|truly)?[ \t,.]*$",
    re.IGNORECASE | re.MULTILINE,
)
_AFTER_ALL = re.compile(
    r"^[ \t]*(?:p\.?\s?s\.?\b|n\.?\s?b\.?\b|(?:annexe?|appendix|schedule|attachment|enclosure)\b[^\n]{0,60}$|"
    r"(?:my |the |list of )?(?:questions|information requested|request)[ \t]*:?[ \t]*$)",
    re.IGNORECASE | re.MULTILINE,
)
_GREETING = re.compile(
    r"^[ \t]*(?:dear|hello|hi|good (?:morning|afternoon|evening)|to whom)\b[^\n]{0,80}$", re.I | re.M
)
_FOOTER = re.compile(
    r"^[ \t]*(?:[-_=─═]{5,}[ \t]*\n\s*)?(?:please use this email address for all replies|"
    r"is [^\n]{3,80} the wrong address for|"
    r"disclaimer: this message|sent from my|get outlook for|this e-?mail (?:and any|is (?:intended|"
    r"confidential))|"
    r"please consider the environment)",
    re.IGNORECASE | re.MULTILINE,
)


def blanked(text: str, start: int, end: int) -> str:
    """``text`` with spaces from ``start`` to ``end``; line ends are kept."""
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]


def headers_at_top(text: str) -> tuple[dict[str, str], int]:
    """The headers that a text opens with, by their names in small letters, and where they end.

    ("To: infogov@…", "Date: 20 February 2026"); blank lines between them do not end them.
    """
    found: dict[str, str] = {}
    position = 0
    for line in re.finditer(r"[^\n]*\n?", text):
        if not line[0]:
            break
        if not line[0].strip():
            continue
        header = _HEADER.match(line[0].rstrip("\n"))
        if header is None:
            break
        found.setdefault(header["name"].lower(), header["value"].strip())
        position = line.end()
    return found, position


def quoted_from(text: str) -> int:
    """Where the copies of earlier messages begin that stand below a message; its length if there are none."""
    places = [m.start() for p in (_FORWARDED, _WROTE, _BLOCK) for m in p.finditer(text)]
    return min((place for place in places if place), default=len(text))


def below_the_mark(text: str) -> str:
    """What was forwarded or quoted, by itself: the message above and the marks before its lines blanked."""
    start = quoted_from(text)
    while mark := next((m for p in (_FORWARDED, _WROTE) if (m := p.match(text, start))), None):
        start = mark.end() + 1
    return _MARKS.sub(lambda match: " " * len(match[0]), blanked(text, 0, min(start, len(text))))


def without_quotes(text: str) -> str:
    """The message alone, earlier ones blanked: those below it, and lines marked with ">"."""
    start = quoted_from(text)
    return _MARKED.sub(lambda match: " " * len(match[0]), blanked(text, start, len(text)))


def without_close(text: str) -> str:
    """The letter to its close; a postscript and an annex with questions still count."""
    for start, end in reversed(list(_closed(text))):
        text = blanked(text, start, end)
    return text


def _closed(text: str) -> Iterator[tuple[int, int]]:
    greeting = _GREETING.search(text)
    footer = _FOOTER.search(text)
    last = footer.start() if footer else len(text)
    close = next(
        (m for m in _CLOSE.finditer(text, greeting.end() if greeting else 1) if m.start() <= last), None
    )
    if close:
        after = _AFTER_ALL.search(text, close.end(), last)
        yield close.start(), after.start() if after else last
    if footer:
        yield last, len(text)


def close_at(text: str) -> int | None:
    """Where the letter closes ("Yours faithfully"), None where it does not."""
    return next((start for start, _ in _closed(text)), None)


def greeting_at(text: str) -> tuple[int, int] | None:
    """Where the salutation stands."""
    match = _GREETING.search(text)
    return (match.start(), match.end()) if match else None
