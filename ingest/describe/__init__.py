"""What a document is: its kind, authority, date, reference, title and marking, each with how it was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ingest.describe.authority import find_authority
from ingest.describe.dates import find_date
from ingest.describe.kind import find_kind
from ingest.describe.lines import Paper
from ingest.describe.marking import find_marking
from ingest.describe.reference import find_reference
from ingest.describe.title import find_title
from ingest.document import Description, Document, DocumentKind, Finding
from ingest.errors import AssistantError

__all__ = ["GIVABLE", "Overrides", "describe"]

_GIVEN = "given at ingest"
GIVABLE = ("title", "kind", "authority", "date", "reference", "marking")
"""What a person may say of a paper in its place."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the person who ingests knows better. ``kind`` is a DocumentKind value, ``date`` ISO.

    ``how`` says of a value by its name how it was given, where that was not at ingest.
    Raises AssistantError for a kind that does not exist, a date that is not one, or a blank value.
    """

    authority: str | None = None
    kind: str | None = None
    date: str | None = None
    reference: str | None = None
    title: str | None = None
    marking: str | None = None
    how: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, value in self.values().items():
            if not value.strip():
                raise AssistantError(f"The {name} given at ingest is blank: give a value or leave it out.")
        if self.kind is not None and self.kind not in set(DocumentKind):
            raise AssistantError(f"Unknown kind '{self.kind}': use one of {', '.join(DocumentKind)}.")
        if self.date is not None:
            _check_iso(self.date)

    def values(self) -> dict[str, str]:
        """What was given, by name."""
        named = {name: getattr(self, name) for name in GIVABLE}
        return {name: value for name, value in named.items() if value is not None}

    def finding(self, name: str) -> Finding | None:
        """A given value and how it was given; None where nothing was."""
        value: str | None = getattr(self, name)
        return None if value is None else Finding(value.strip(), self.how.get(name, _GIVEN))


def _check_iso(text: str) -> None:
    try:
        valid = date.fromisoformat(text).isoformat() == text
    except ValueError:
        valid = False
    if not valid:
        raise AssistantError(f"'{text}' is not a date: write it as YYYY-MM-DD.")


def describe(document: Document, overrides: Overrides = Overrides()) -> Description:
    """The description of ``document``; what is given in ``overrides`` is taken as it is.

    A value that the document does not give is None. ``marking`` is the paper's own restriction
    (Local Government Act 1972, section 100B(5)), and the caller quarantines the paper on its strength.
    """
    paper = Paper(document)
    kind = overrides.finding("kind") or find_kind(paper)
    known = DocumentKind(kind.value)
    dated = overrides.finding("date") or find_date(paper, known)
    shown = dated.value if dated and dated.how != "file name" else None
    return Description(
        kind=kind,
        title=overrides.finding("title") or find_title(paper, known, shown),
        authority=overrides.finding("authority") or find_authority(paper),
        date=dated,
        reference=overrides.finding("reference") or find_reference(paper, known),
        marking=overrides.finding("marking") or find_marking(paper, known),
    )
