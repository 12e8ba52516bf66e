"""Things listed with what they are for, "Kestrel (adults) Plover (children)": what goes with what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.write.wording import clauses, content

_NAME = r"[A-Z][\w&'’-]*(?:\s[A-Z][\w&'’-]*){0,4}"
# The words in brackets are no acronym: that is the same thing's name again.
_ENTRY = rf"({_NAME})\s?\(([^()]*[a-z][^()]*)\)"
_TWO = re.compile(rf"{_ENTRY}(?=[,;]?\s+(?:and\s+)?{_ENTRY})")
_BRACKETS = re.compile(r"[()]")
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)

Pair = tuple[frozenset[str], frozenset[str]]


def misplaced(sentence: str, quoted: str) -> str | None:
    """Why the sentence puts a thing with another's brackets; None where it does not."""
    pairs = set(_pairs(quoted))
    if not pairs or _RESPECTIVELY.search(sentence):
        return None
    said = list(_said(sentence, pairs))
    if any(names and not tags for names, tags in said):
        return None  # "Kestrel and Plover for adults and children": the order alone tells.
    for names, tags in said:
        if len(names) == len(tags) == 1 and (next(iter(names)), next(iter(tags))) not in pairs:
            return "The source says it of another."
    return None


def _pairs(text: str) -> Iterator[Pair]:
    for match in _TWO.finditer(text):
        for name, tag in ((match[1], match[2]), (match[3], match[4])):
            pair = frozenset(content(name)), frozenset(content(tag))
            if all(pair):
                yield pair


def _said(sentence: str, pairs: set[Pair]) -> Iterator[tuple[set[frozenset[str]], set[frozenset[str]]]]:
    """Which of the names and which of the tags each clause has."""
    for clause in clauses(_BRACKETS.sub(" ", sentence)):
        own = set(clause.roots)
        yield {name for name, _ in pairs if name <= own}, {tag for _, tag in pairs if tag <= own}
