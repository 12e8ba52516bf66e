"""Where each line stands: its headings, its numbered paragraph, and the name by which a person finds it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from ingest.document import BlockKind
from ingest.passages.lines import Line, Mark

FRONT = "Front page"
RUN_IN = 7
"""The level of a label that runs into its paragraph: below every heading."""
_LONGEST_NAME = 90
_SHORT_HEADING_WORDS = 10

_PART = re.compile(
    r"(Appendix|Annexe?|Schedule|Enclosure|Attachment)\s+([A-Z]{1,2}\b|\d{1,2}\b|[IVX]{1,4}\b)", re.I
)
_NUMBERED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)]?\s+(?=\D)")
_OPTION = re.compile(r"option\s+(?:[A-Z]|\d{1,2})\s*[-–—:]\s*\S", re.I)
_LEADS_IN = re.compile(
    r"\b(?:is|are|was|were|have|has|will|would|should|can|must|be|to|by|that|as|for|of|on|in|with|at|it|they|we|you|i"
    r"|agrees?|agreed|asked?|noted?|shown|following|follows|below|requested|include[sd]?|including|resolved)\b",
    re.I,
)
_WROTE = re.compile(r"on .{5,100} wrote:$", re.I)
_FROM, _SENT, _SUBJECT = (re.compile(rf"(?:{name})\s*:", re.I) for name in ("from", "sent|date", "subject"))
_RUN_IN = re.compile(
    r"((?:summary of )?recommendations?(?:\(s\))?|executive summary|summary|purpose(?: of (?:the )?report)?"
    r"|(?:proposed )?decisions?|reasons?(?:\(s\))? for (?:the )?(?:decision|recommendations?|urgency)"
    r"|resolved|minutes|outcome|background|consultation|voting arrangements|supporting documents"
    r"|(?:any )?alternative(?:s| options)(?: considered)?(?: and rejected)?|background (?:documents|papers)"
    r"|options considered(?: and (?:rejected|not taken forward))?"
    r"|officer contacts?|contact officers?|report authors?)\s*(?::|$)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands. ``top`` numbers the top-level section (0: none), ``leaf`` the innermost heading.

    ``opens`` says that the line is itself a heading, or begins with one.
    """

    path: tuple[str, ...]
    section: str
    paragraph: str
    top: int
    leaf: int
    opens: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    title: str
    level: int
    number: tuple[int, ...]
    part: str
    serial: int


@dataclass(slots=True)
class _Walk:
    stack: list[_Entry] = field(default_factory=list)
    serial: int = 0
    paragraph: str = ""


def place_lines(lines: Sequence[Line], claimed: Collection[int] = ()) -> list[Place]:
    """One Place a line. ``claimed`` are lines that look like headings but are questions of a request."""
    walk = _Walk()
    trails: list[tuple[list[_Entry], str, bool]] = []
    for line in lines:
        opens = line.index not in claimed and _open_heading(walk, line, lines)
        if not opens and line.mark is Mark.DECIMAL and not line.is_row:
            walk.paragraph = line.number
        trails.append((list(walk.stack), walk.paragraph, opens))
    main = _main_level([stack for stack, _, _ in trails])
    return [_place(stack, paragraph, opens, main) for stack, paragraph, opens in trails]


def _open_heading(walk: _Walk, line: Line, lines: Sequence[Line]) -> bool:
    level = heading_level(line, lines)
    if not level:
        return False
    title = " ".join(line.text.split()).lstrip("> ")
    if any(entry.title == title for entry in walk.stack):
        return True
    entry = _entry(line, title, level, walk.serial + 1)
    if starts_message(line, lines):
        entry = replace(entry, part=entry.title)
    _close(walk.stack, entry)
    walk.stack.append(entry)
    walk.serial += 1
    walk.paragraph = ""
    return True


def heading_level(line: Line, lines: Sequence[Line]) -> int:
    """1 to 6 for a heading, 7 for a label that runs into its paragraph, 0 for anything else."""
    if line.is_heading or starts_message(line, lines):
        return line.block.level or 1
    if line.is_row:
        return 0
    if _is_numbered_title(line, lines):
        return 3
    labelled = _RUN_IN.match(line.said) or _OPTION.match(line.said) or _is_label(line, lines)
    return RUN_IN if labelled and not line.is_sub_item else 0


def _is_label(line: Line, lines: Sequence[Line]) -> bool:
    """A label of a form on a line of its own ("Any interest declared:"), no sentence that leads in a list."""
    if not line.said.endswith(":") or len(line.said.split()) > _SHORT_HEADING_WORDS or line.number:
        return False
    follower = lines[line.index + 1] if line.index + 1 < len(lines) else None
    beneath = follower is not None and follower.mark is Mark.NONE and not follower.is_row
    return beneath and line.said[0].isupper() and not _LEADS_IN.search(line.said)


def starts_message(line: Line, lines: Sequence[Line]) -> bool:
    """Does an earlier e-mail begin here, quoted beneath a later one?"""
    if _WROTE.match(line.said):
        return True
    below = [one.said for one in lines[line.index + 1 : line.index + 6]]
    return bool(_FROM.match(line.said)) and all(any(map(part.match, below)) for part in (_SENT, _SUBJECT))


def _is_numbered_title(line: Line, lines: Sequence[Line]) -> bool:
    """A list of one short item with a paragraph beneath: a numbered heading made with the list button."""
    if line.block.kind is not BlockKind.LIST_ITEM or line.mark is not Mark.NUMBER or line.bulleted:
        return False
    if line.index + 1 >= len(lines) or len(line.said.split()) > _SHORT_HEADING_WORDS:
        return False
    follower = lines[line.index + 1]
    beneath = follower.block.kind is BlockKind.PARAGRAPH or follower.is_sub_item
    return beneath and line.said[:1].isupper() and line.said[-1] not in ".;:,?!" and not follower.is_row


def _entry(line: Line, title: str, level: int, serial: int) -> _Entry:
    part = _PART.match(title)
    numbered = _NUMBERED.match(title) if level < RUN_IN else None
    number = tuple(int(digits) for digits in numbered.group(1).split(".")) if numbered else ()
    name = f"{part.group(1).capitalize()} {part.group(2).upper()}" if part else ""
    if level == RUN_IN:
        run_in = _RUN_IN.match(line.said)
        title = run_in.group(1) if run_in else title.rstrip(":")
    return _Entry(short(title), level, number, name, serial)


def _close(stack: list[_Entry], new: _Entry) -> None:
    """Take off the stack what the new heading ends. Numbers outrank the levels that a layout suggests."""
    if new.part:
        stack[:] = [
            entry for entry in stack[:1] if not entry.part and not entry.number and entry.level <= new.level
        ]
        return
    if new.number:
        peer = next((i for i, e in enumerate(stack) if e.number and len(e.number) >= len(new.number)), None)
        if peer is not None:
            del stack[peer:]
        while stack and stack[-1].number and stack[-1].number != new.number[: len(stack[-1].number)]:
            stack.pop()
        if peer is not None or (stack and stack[-1].number):
            return
    while stack and stack[-1].level >= new.level and not stack[-1].part:
        stack.pop()


def _main_level(stacks: Sequence[list[_Entry]]) -> int:
    """The level of the headings that divide the document, if its levels mean anything; else 0.

    It is the highest that occurs twice or more and has at least as many headings below it.
    """
    levels = {entry.serial: entry.level for stack in stacks for entry in stack if entry.level < RUN_IN}
    counts = Counter(levels.values())
    for level in sorted(counts):
        below = sum(count for other, count in counts.items() if other > level)
        if counts[level] > 1:
            return level if below >= counts[level] else 0
    return 0


def _place(stack: list[_Entry], paragraph: str, opens: bool, main: int) -> Place:
    tops = (e.serial for e in stack if e.part or len(e.number) == 1 or e.level == main)
    leaf = stack[-1].serial if stack else 0
    path = tuple(e.title for e in stack)
    return Place(path, _section(stack, paragraph), paragraph, next(tops, 0), leaf, opens)


def _section(stack: Sequence[_Entry], paragraph: str) -> str:
    part = next((entry.part for entry in stack if entry.part), "")
    innermost = stack[-1] if stack else None
    name = paragraph or (innermost.title if innermost and not innermost.part else "")
    return ", ".join(filter(None, (part, name)))


def short(title: str) -> str:
    """A title as it stands in a heading path: at most 90 characters, cut at a word."""
    title = title.rstrip(" :-–")
    return title if len(title) <= _LONGEST_NAME else title[:_LONGEST_NAME].rsplit(" ", 1)[0] + " …"
