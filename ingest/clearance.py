"""Who may see a marked paper: the class of its marking, and what a reader is cleared for.

A paper that is not public carries a marking (Local Government Act 1972, Schedule 12A; Government Security
Classifications Policy). Released into the library, it stays for those cleared for that marking, unless the
person who releases it opens it to everyone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLASSES = (
    ("official-sensitive", re.compile(r"official\W*sensitive")),
    (
        "exempt",
        re.compile(
            r"\bexempt|not for (?:\w+ )?(?:publication|release|disclosure)|\bpart (?:2|ii|b)\b|\bpink\b"
            r"|schedule 12a|eithriedig|nid i.w gyhoeddi"
        ),
    ),
    (
        "confidential",
        re.compile(
            r"confiden|in private|\bprivate\b|secret|restricted|sensitive|embargo|\bclosed\b|cyfrinachol"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Clearance:
    """What a reader may see: every paper open to all, and those under these classes of marking."""

    markings: frozenset[str] = frozenset()
    everything: bool = False

    def covers(self, access: str | None) -> bool:
        """Whether a paper may be seen; ``access`` is the class of its marking, None where it is open."""
        return access is None or self.everything or access in self.markings


OPEN = Clearance()
"""Sees what is open to everyone, and no marked paper."""

EVERYTHING = Clearance(everything=True)
"""The person at the machine itself, whose files the papers are."""


def marking_class(marking: str) -> str:
    """The class of a printed marking: "OFFICIAL - SENSITIVE" is ``official-sensitive``.

    A marking of one's own ("Legal team") is a class by itself, in lower case with single spaces.
    """
    folded = " ".join(marking.casefold().split())
    return next((name for name, words in _CLASSES if words.search(folded)), folded)
