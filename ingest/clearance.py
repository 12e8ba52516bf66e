"""Who may see a marked paper: the class of its marking, and what a reader is cleared for.

A paper that is not public carries a marking (Local Government Act 1972, Schedule 12A; Government Security
Classifications Policy). Released into the library, it stays for those cleared for that marking, unless the
person who releases it opens it to everyone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# The first that a marking names is its class: what is marked for fewer people comes first.
_CLASSES = (
    ("top-secret", re.compile(r"\btop\W*secret\b")),
    ("secret", re.compile(r"\bsecret\b")),
    ("official-sensitive", re.compile(r"\bofficial\W*sensitive\b")),
    (
        "exempt",
        re.compile(
            r"\bexempt|\bnot\W+for\W+(?:\w+\W+)?(?:publication|release|disclosure)\b|\bfor publication\W+no\b"
            r"|\bnot available to the public\b|\bpart\W*(?:2|ii|two|b)\b|\bpink\b|\bschedule\W*12\W*a\b"
            r"|\bsection\W*100|\beithriedig\b|\bnid i\W?w gyhoeddi\b"
        ),
    ),
    (
        "confidential",
        re.compile(
            r"\bconfiden(?:ce|tial)|\bprivate\b|\brestricted\b|\bsensitive\b|\bembargo|\bclosed\b|\bprotect\b"
            r"|\bcyfrinachol"
        ),
    ),
)
_UNNAMED = "marked"


@dataclass(frozen=True, slots=True)
class Clearance:
    """What a reader may see: every paper open to all, and those under these classes of marking."""

    markings: frozenset[str] = frozenset()
    everything: bool = False

    def covers(self, access: str | None) -> bool:
        """Whether a paper may be seen; ``access`` is the class of its marking, None where it is open."""
        return access is None or self.everything or access in self.markings

    def within(self, other: Clearance) -> Clearance:
        """What both of them may see."""
        if self.everything or other.everything:
            return other if self.everything else self
        return Clearance(self.markings & other.markings)


OPEN = Clearance()
"""Sees what is open to everyone, and no marked paper."""

EVERYTHING = Clearance(everything=True)
"""The person at the machine itself, whose files the papers are."""


def cleared_for(markings: Iterable[str]) -> Clearance:
    """The clearance of somebody who may see papers with these markings, however they are written."""
    return Clearance(frozenset(marking_class(each) for each in markings))


def marking_class(marking: str) -> str:
    """The class of a printed marking: "OFFICIAL - SENSITIVE" is ``official-sensitive``.

    A marking of one's own ("Legal team") is a class by itself, in lower case with single spaces. The class
    of a class is itself. A marking that cannot be read is a class as well, so that no marked paper is open.
    """
    folded = _folded(marking)
    return next((name for name, words in _CLASSES if words.search(folded)), folded) or _UNNAMED


def _folded(marking: str) -> str:
    """Ligatures, full-width letters and soft hyphens of a PDF must not make a class of their own."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", marking).casefold())
    shown = "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")
    return " ".join(shown.replace("_", " ").split())
