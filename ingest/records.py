"""What the catalogue hands out: documents and passages as stored."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ingest.clearance import marking_class
from ingest.document import Block, Description, Document, Page, Passage, Span

State = Literal["current", "quarantined"]
_NOT_WORD = re.compile(r"[^\w£%.]+|\.(?!\d)")


@dataclass(frozen=True, slots=True)
class PreparedPassage:
    """A passage ready to be stored: with its context line and its table's header words."""

    passage: Passage
    context: str
    header: str = ""


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document ready to be stored. A quarantined one carries neither text nor passages.

    ``everyone``: whoever released it opened it to all, whatever its marking.
    """

    id: str
    document: Document
    description: Description
    overrides: str
    state: State
    passages: tuple[PreparedPassage, ...]
    released: str | None = None
    everyone: bool = False

    @property
    def access(self) -> str | None:
        """The class of marking that a reader must be cleared for; None where it is open to everyone.

        What is set aside without a marking was held back by somebody, and is shown to those alone who look
        after the library; it has no text that could be shown to anybody.
        """
        marking = self.description.marking
        if marking is None or (self.everyone and self.state == "current"):
            return None
        return marking_class(marking.value)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file on disk and the document that it holds."""

    path: str
    root: str
    source: str
    document_id: str


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its identity. ``embedded`` is what the embedding model and full text see."""

    id: str
    document_id: str
    passage: Passage
    context: str
    header: str
    fingerprint: str

    @property
    def embedded(self) -> str:
        return f"{self.context}\n{self.passage.text}"


@dataclass(frozen=True, slots=True)
class StoredText:
    """A document's whole text with its pages, blocks, and the stretches that are never quoted."""

    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    gaps: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One line of the library: what a document is, how that was found, and where its files are.

    ``access`` is the class of marking that a reader must be cleared for; None where it is open to everyone.
    """

    id: str
    state: State
    kind: str
    title: str
    authority: str | None
    date: str | None
    reference: str | None
    marking: str | None
    format: str
    findings: dict[str, str]
    notes: tuple[str, ...]
    released: str | None
    pages: int
    passages: int
    sources: tuple[str, ...]
    sha256: str = ""
    access: str | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """What the library holds: documents counted by authority and by kind, and from when to when."""

    authorities: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    earliest: date | None = None
    latest: date | None = None
    documents: int = 0


def fingerprint(text: str) -> str:
    """The same for texts that differ only in case, spacing, punctuation or compatibility forms."""
    folded = _NOT_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())
    return hashlib.sha256(folded.encode()).hexdigest()[:32]
