"""Of which kind a year is: a calendar year is no financial year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.write.plain import Span, plain

_KINDS = {
    kind: meant
    for meant, kinds in {
        "financial": ("financial", "fiscal", "budget"),
        "calendar": ("calendar",),
        "school": ("school", "academic"),
        "municipal": ("municipal", "civic"),
    }.items()
    for kind in kinds
}
_YEAR = re.compile(rf"\b(?P<kind>{'|'.join(_KINDS)})[\s-]years?\b", re.IGNORECASE)


def other_kinds_of_year(sentence: str, quoted: str, around: str) -> Iterator[Span]:
    """The years of the sentence that are of a kind which the source does not name, where it names another."""
    named = _kinds(quoted) or _kinds(around)
    for match in _YEAR.finditer(plain(sentence)):
        if named and _KINDS[match["kind"].lower()] not in named:
            yield match.span()


def _kinds(text: str) -> set[str]:
    return {_KINDS[match["kind"].lower()] for match in _YEAR.finditer(plain(text))}
