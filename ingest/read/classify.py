"""What each paragraph is: a heading, an item of a list, a numbered paragraph, or plain prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from ingest.document import Block, BlockKind
from ingest.read.labels import Label, Style
from ingest.read.lines import ENDS_SENTENCE, OPEN_END, in_capitals, is_field, is_sign_off, leads_in

_LONGEST_HEADING = 120
_SHORT_BODY = 20
_BODY_APART = 40
_BODY = 60
_LONG_BODY = 120
_PART = re.compile(r"(section|appendix|annex|annexe|part|schedule|chapter) ([A-Z]|\d{1,2}|[IVX]+)\b", re.I)
_ADDRESS = re.compile(r"@|://|www\.|\b0\d{3,}|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")


class Title(IntEnum):
    """How much a line looks like a heading by itself; the value is the level it would have."""

    CAPITALS = 1
    TITLE = 2
    PLAIN = 3


@dataclass(slots=True)
class Draft:
    """A block whose kind is still open unless the format or a table gave it. ``gap``: a blank line above."""

    start: int
    end: int
    text: str
    label: Label | None = None
    kind: BlockKind | None = None
    table: int = 0
    gap: bool = False
    level: int = 0
    bold: bool = False

    @property
    def body(self) -> str:
        """The text after the label."""
        return self.text[self.label.end :] if self.label else self.text


def classify(drafts: Sequence[Draft]) -> list[Block]:
    """Blocks, in the order of the drafts."""
    _drop_orphans(drafts)
    flow = [draft for draft in drafts if draft.kind is not BlockKind.FURNITURE]
    _mark_numbered_headings(flow)
    _mark_headings(flow)
    for draft in flow:
        draft.kind = draft.kind or kind_by_label(draft.label)
    _set_depths(flow)
    return [_block(draft) for draft in drafts]


def _drop_orphans(drafts: Sequence[Draft]) -> None:
    """Numbers that a PDF draws apart from their items arrive in a row at the foot of the page: nobody's."""
    bare = [d.label is not None and d.kind is None and not d.body for d in drafts]
    for index, draft in enumerate(drafts):
        if bare[index] and (bare[index - 1 : index] == [True] or bare[index + 1 : index + 2] == [True]):
            draft.kind = BlockKind.FURNITURE


def _block(draft: Draft) -> Block:
    kind = draft.kind or BlockKind.PARAGRAPH
    loose = kind in (BlockKind.FURNITURE, BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW)
    label = draft.label.text if draft.label and not loose else ""
    return Block(kind, draft.start, draft.end, draft.level, label, table=draft.table)


def kind_by_label(label: Label | None) -> BlockKind:
    """A numbered paragraph ("2.4") and a question ("Q3") are prose; every other label marks an item."""
    if label is None or label.style in (Style.DECIMAL, Style.QUESTION):
        return BlockKind.PARAGRAPH
    return BlockKind.LIST_ITEM


def title_of(text: str) -> Title | None:
    """How a line looks as a heading, judged by itself; None where it cannot be one."""
    words = text.rstrip(":").split()
    if not words or len(text) > _LONGEST_HEADING or len(words) > 14 or _is_ruled_out(text):
        return None
    if text.isupper() and len(words) == 1 and len(text) < 6:
        return None
    if text.isupper() or in_capitals(text) or _PART.match(text):
        return Title.CAPITALS
    weighty = [word.lstrip("(‘“\"'") for word in words if len(word) > 3]
    if weighty and sum(word[:1].isupper() for word in weighty) / len(weighty) >= 0.6:
        return Title.TITLE
    return Title.PLAIN if len(words) <= 7 and text[0].isalpha() else None


def _is_ruled_out(text: str) -> bool:
    first = text.lstrip("(‘“\"'")[:1]
    letters = sum(character.isalpha() for character in text)
    if (
        text[0] == "("
        or not (first.isupper() or first.isdigit())
        or letters < 0.6 * len(text.replace(" ", ""))
    ):
        return True
    if text.endswith(":"):
        return leads_in(text)
    punctuated = ENDS_SENTENCE.search(text) or OPEN_END.search(text) or _ADDRESS.search(text)
    return bool(punctuated) or (is_field(text) and not _PART.match(text)) or is_sign_off(text)


def _mark_headings(flow: Sequence[Draft]) -> None:
    """Marks unnumbered and decimal headings, from the end, since a heading is known by what follows it."""
    passed_over = _after_sign_off(flow) | _in_forms(flow)
    after: Draft | None = None
    for index in range(len(flow) - 1, -1, -1):
        draft, before = flow[index], flow[index - 1] if index else None
        if draft.level and draft.kind is None:
            draft.kind = BlockKind.HEADING
        elif draft.kind is None and index not in passed_over:
            level = _heading_level(draft, before, after)
            draft.kind, draft.level = (BlockKind.HEADING, level) if level else (None, 0)
        after = draft


def _heading_level(draft: Draft, before: Draft | None, after: Draft | None) -> int:
    """The level of the heading that a draft is, 0 if it is none."""
    if after is None or (draft.label and draft.label.style is not Style.DECIMAL):
        return 0
    title = title_of(draft.body)
    if title is None or not _heads(draft, title, before, after):
        return 0
    return draft.label.depth if draft.label else int(title)


def _heads(draft: Draft, title: Title, before: Draft | None, after: Draft) -> bool:
    if title is Title.CAPITALS:
        return True
    if draft.bold or draft.text.endswith(":"):
        return not after.label or after.label.style is not Style.BULLET or title is Title.TITLE
    if title is Title.TITLE:
        below = draft.label is None and (after.level == 1 or draft.gap) and after.kind is BlockKind.HEADING
        needed = _SHORT_BODY if draft.label else _BODY if not draft.gap else _BODY_APART
        return before is None or below or _has_body(after, needed)
    started = before is None or draft.gap or draft.label or before.text.endswith((".", "?", "!", ":", ";"))
    return bool(started) and after.label is None and after.kind is None and _weight(after.text) >= _LONG_BODY


def _has_body(draft: Draft, longest: int) -> bool:
    if draft.kind is BlockKind.HEADING:
        return False
    return draft.kind is not None or draft.label is not None or _weight(draft.text) >= longest


def _weight(text: str) -> int:
    """How much is said: characters of words, without the dots of a line to sign on."""
    return sum(character.isalnum() or character == " " for character in text)


def _after_sign_off(flow: Sequence[Draft]) -> set[int]:
    """The names and posts below "Yours sincerely"."""
    signed: set[int] = set()
    for index, draft in enumerate(flow):
        if is_sign_off(draft.text) and not draft.text.lower().startswith("dear"):
            signed.update(range(index, index + 6))
    return {i for i in signed if i < len(flow) and len(flow[i].text) <= _LONGEST_HEADING}


def _in_forms(flow: Sequence[Draft]) -> set[int]:
    """Names and values filled into a form, where one short line stands close under another.

    A heading has text before it, or one other heading; below two such lines only capitals or bold head.
    """
    short = [d.kind is None and d.label is None and _is_short_title(d.text) for d in flow]
    return {
        index
        for index, draft in enumerate(flow)
        if short[max(0, index - 2) : index + 1] == [True] * 3
        and not (draft.gap or draft.bold)
        and title_of(draft.text) is not Title.CAPITALS
    }


def _mark_numbered_headings(flow: Sequence[Draft]) -> None:
    """A count of short titles, each with its text beneath, heads sections; any other count is a list."""
    for heading, below in pairwise(flow):
        if _is_parent(heading, below):
            heading.kind, heading.level = BlockKind.HEADING, 1
    for sequence in _sequences(flow):
        for index in _titles(sequence, flow):
            flow[index].kind, flow[index].level = BlockKind.HEADING, 1


def _is_parent(heading: Draft, below: Draft) -> bool:
    """ "5. Legal implications", or without the dot, directly above "5.1 …". Gives a bare number its label."""
    if below.label is None or below.label.style is not Style.DECIMAL or heading.kind:
        return False
    if len(heading.text) > _LONGEST_HEADING:
        return False
    number = below.label.text.split(".", maxsplit=1)[0]
    bare = None if heading.label else re.match(rf"{number}\s+(?=[^\W\d])", heading.text)
    if bare:
        heading.label = Label(number, Style.NUMBER, int(number), bare.end())
    label = heading.label
    return label is not None and label.style is Style.NUMBER and label.text.strip("().") == number


def _sequences(flow: Sequence[Draft]) -> Iterator[list[int]]:
    """The runs 1., 2., 3. … of numbered drafts, by index."""
    current: list[int] = []
    last = 0
    for index, draft in enumerate(flow):
        label = draft.label
        if label is None or draft.kind or label.style is not Style.NUMBER or label.text.startswith("("):
            continue
        if current and label.value != last + 1:
            yield current
            current = []
        current.append(index)
        last = label.value
    if current:
        yield current


def _titles(sequence: Sequence[int], flow: Sequence[Draft]) -> list[int]:
    """Those of a count that head sections: none if a question is among them, or if few look like titles."""
    bodies = {index: flow[index].body for index in sequence}
    titles = [i for i, body in bodies.items() if _is_short_title(body)]
    asked = any(body.endswith("?") for body in bodies.values())
    beneath = [i for i in titles if i + 1 < len(flow) and i + 1 not in bodies]
    if asked or not titles or min(len(titles), len(beneath)) < 0.6 * len(sequence):
        return []
    return titles if any(_confirms(flow[i], flow[i + 1]) for i in beneath) else []


def _is_short_title(body: str) -> bool:
    if ENDS_SENTENCE.search(body) or body.endswith((":", ",")) or not any(map(str.isalpha, body)):
        return False
    return title_of(body) is not None or len(body.split()) <= 9


def _confirms(heading: Draft, below: Draft) -> bool:
    """Is what stands below a heading a section of text: "2.1 …" under "2.", or a paragraph?"""
    if below.label is not None and heading.label is not None:
        return below.label.style is Style.LETTER
    return title_of(heading.body) in (Title.TITLE, Title.CAPITALS) or len(below.text) >= _LONG_BODY


def _set_depths(flow: Sequence[Draft]) -> None:
    """How deep each item of a list stands: a new way of numbering below another goes one deeper."""
    open_lists: list[str] = []
    for draft in flow:
        if draft.kind is not BlockKind.LIST_ITEM or draft.label is None:
            inside = draft.kind is BlockKind.PARAGRAPH and draft.label is None
            open_lists = open_lists if inside else []
            continue
        label = draft.label
        key = label.text if label.style is Style.BULLET else label.style.value
        if key in open_lists:
            del open_lists[open_lists.index(key) + 1 :]
        else:
            open_lists.append(key)
        draft.level = len(open_lists) - 1
