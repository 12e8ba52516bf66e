"""What an ingest run says of every file."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Outcome = Literal[
    "added", "replaced", "unchanged", "duplicate", "removed", "missing", "quarantined", "failed"
]


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """One file: what became of it, and why or with what remark. ``pages`` is 0 without pages."""

    source: str
    outcome: Outcome
    reason: str = ""
    document_id: str = ""
    pages: int = 0
    passages: int = 0


@dataclass(slots=True)
class IngestReport:
    """All files of a run in order, with the time it took in seconds."""

    files: list[FileOutcome] = field(default_factory=list)
    seconds: float = 0.0

    def counts(self) -> dict[str, int]:
        """Files by outcome."""
        counted: dict[str, int] = {}
        for file in self.files:
            counted[file.outcome] = counted.get(file.outcome, 0) + 1
        return counted

    @property
    def pages(self) -> int:
        return sum(file.pages for file in self.files if file.outcome in ("added", "replaced"))

    def as_json(self) -> dict[str, Any]:
        return {
            "files": [asdict(file) for file in self.files],
            "counts": self.counts(),
            "pages": self.pages,
            "seconds": round(self.seconds, 3),
        }
