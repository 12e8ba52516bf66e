"""Lines of plain text with their offsets, and the small questions asked of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CONTROL = re.compile("[\x01-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")

ENDS_SENTENCE = re.compile(r"[.!?;][\"'”’)\]]*$")
CONTINUES = re.compile(r"^[a-z,;.:)\]&%/–’”]")
OPEN_END = re.compile(r"(,|&|-|–|/|\b(and|or|of|the|a|an|for|to|in|with|by|on|from|at|no))$")
_FIELD = re.compile(r"^((?:[A-Z]|e-mail)[^:.?!;\t]{0,60}?) ?:(?!//)(?=[\s(]|$)")
_SIGN_OFF = re.compile(
    r"^(yours (faithfully|sincerely|truly)|(kind|best|many thanks and) regards|dear )", re.I
)
_VERB = re.compile(
    r"\b(is|are|was|were|have|has|had|will|would|should|can|must|agrees?|agreed|asked|notes?|shown|following|"
    r"follows|below|requested|provided|include[sd]?|including|i|we|you|they)\b",
    re.I,
)
_HANGS = re.compile(r"\b(to|by|that|as|for|of|on|in|with|at|be|from) ?:$", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: where its visible characters stand in the whole text. A blank line has none.

    ``tabs`` counts the tabs just before them: empty cells, where the line is the row of a table. A
    ``wall`` is blank because a running header or footer was taken out: nothing goes on beyond it.
    """

    start: int
    end: int
    text: str
    tabs: int = 0
    wall: bool = False

    @property
    def blank(self) -> bool:
        return not self.text


def clean(text: str) -> str:
    """Text as it may be stored: plain line ends, no NULs, no control characters, no half characters.

    Nothing else changes, so that a quotation can be checked against what the format's library gives.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    text = _CONTROL.sub(" ", text)
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def split_lines(text: str, start: int, end: int) -> list[Line]:
    """The lines between two offsets; white space around each is outside its span."""
    lines, position = [], start
    for raw in text[start:end].split("\n"):
        shown = raw.strip()
        indent = raw[: len(raw) - len(raw.lstrip())] if shown else ""
        begin = position + len(indent)
        tabs = len(indent) - len(indent.rstrip("\t"))
        lines.append(Line(begin, begin + len(shown), shown, tabs))
        position += len(raw) + 1
    return lines


def is_field(text: str) -> bool:
    """Does the line begin as "Meeting date: …" or "Key decision: …" does?"""
    match = _FIELD.match(text)
    return match is not None and len(match.group(1).split()) <= 8


def is_bare_field(text: str) -> bool:
    """Does the line end with its colon, its value being on the next ("DECISION NUMBER:")?"""
    match = _FIELD.match(text)
    if match is None or match.end() < len(text) or len(text) > 60:
        return False
    return text.isupper() or not leads_in(text)


def in_capitals(text: str) -> bool:
    """Is the line a title in capitals, a few small words aside ("APPENDIX B – PLANS 2025-26 to 2034-35")?"""
    words = re.findall(r"[^\W\d]{2,}", text)
    capitals = sum(character.isupper() for character in text)
    return len(words) >= 2 and capitals >= 0.8 * sum(character.isalpha() for character in text)


def is_sign_off(text: str) -> bool:
    """The salutation or the close of a letter; what follows a close are names and posts, not headings."""
    return bool(_SIGN_OFF.match(text))


def leads_in(text: str) -> bool:
    """Does a line that ends with a colon introduce a list in a sentence ("is asked to:")?"""
    return bool(_VERB.search(text) or _HANGS.search(text))
