"""Where a paper stands: proposed, draft, provisional, final, decided; and which version of it this is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.words import fold
from ingest.document import DocumentKind
from ingest.records import DocumentRow, StoredText

_HEAD = 700  # characters from the beginning in which a paper says what it is
_PROPOSED = re.compile(
    r"\bproposed\s+(?:record\s+of\s+)?decision\b|\bdecision\s+to\s+be\s+taken\s+by\b", re.I
)
_TAKEN = re.compile(
    r"\brecord\s+of\s+decision\b|\bdecision\s+taken\b|\bdate\s+of\s+decision\b", re.IGNORECASE
)
_IN_TITLE = re.compile(r"\b(draft|provisional|proposed|final|approved)\b", re.IGNORECASE)
_ALONE = re.compile(
    r"^\W*(draft|provisional|final)(?:\s+(?:report|version))?\W*$", re.IGNORECASE | re.MULTILINE
)
_DRAFT_MINUTES = re.compile(r"\bminutes\s+are\s+(?:in\s+)?draft\b|\bdraft\s+minutes\b", re.IGNORECASE)
_VERSION = re.compile(r"^\W*(?:document\s+)?version:?\s+v?(\d{1,2}(?:\.\d{1,2}){0,2})\b", re.I | re.M)
_STATUS_WORDS = re.compile(
    r"\b(?:updated|draft|provisional|proposed|final|approved|revised|supplementary|version\s+[\d.]+|v\d+(?:\.\d+)?)\b",
    re.IGNORECASE,
)
_OPEN = ("proposed", "draft", "provisional")


@dataclass(frozen=True, slots=True)
class Standing:
    """``word`` says it for a reader ("proposed", "draft", "decision taken"; empty where the paper does not).

    ``version`` is its number part by part, (2, 1) for "Version 2.1"; empty where it states none.
    """

    word: str = ""
    version: tuple[int, ...] = ()

    @property
    def is_open(self) -> bool:
        """May it still change?"""
        return self.word in _OPEN

    @property
    def is_final(self) -> bool:
        return bool(self.word) and not self.is_open


def standing(document: DocumentRow, text: StoredText) -> Standing:
    """What a paper says of itself in its title and at its beginning."""
    head = text.text[:_HEAD]
    version = _VERSION.search(head)
    numbers = tuple(int(part) for part in version[1].split(".")) if version else ()
    return Standing(_word(document, head), numbers)


def _word(document: DocumentRow, head: str) -> str:
    if document.kind == DocumentKind.DECISION_RECORD:
        if _PROPOSED.search(head):
            return "proposed"
        return "decision taken" if _TAKEN.search(head) else ""
    if _DRAFT_MINUTES.search(head):
        return "draft"
    said = _IN_TITLE.search(document.title) or _ALONE.search(head)
    return said[1].lower() if said else ""


@lru_cache(maxsize=20_000)
def core_title(title: str) -> str:
    """A title without the words that say where it stands, folded: equal for draft and final of one paper."""
    return " ".join(re.findall(r"\w+", _STATUS_WORDS.sub(" ", fold(title))))
