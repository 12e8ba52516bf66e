"""A shelf of our own for the tests of the Library tab: documents in a list, changed as the library would."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.paper import Line, Listing, Paper
from ingest.decided import Act, Held
from ingest.errors import CatalogueError
from ingest.failures import Failure
from ingest.records import DocumentRow

AT = "2026-11-22T09:30:00+00:00"


def row(id_: str, title: str = "Home support", **more: object) -> DocumentRow:
    """A document that answers, of one file named after its id."""
    values: dict[str, object] = {
        "id": id_,
        "state": "current",
        "kind": "committee-report",
        "title": title,
        "authority": "Averdale County Council",
        "date": "2024-05-01",
        "reference": None,
        "marking": None,
        "format": "pdf",
        "findings": {"title": "heading, page 1"},
        "notes": (),
        "released": None,
        "pages": 2,
        "passages": 5,
        "sources": (f"{id_}.pdf",),
        "sha256": "ab" * 32,
    }
    return DocumentRow(**{**values, **more})  # type: ignore[arg-type]


def line(id_: str, title: str = "Home support", **more: object) -> Line:
    return Line(row(id_, title, **more))


@dataclass
class FakeShelf:
    """Holds ``lines``; a kind of file named "broken…" cannot be taken in."""

    lines: list[Line] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    done: list[tuple[str, ...]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    twins: tuple[tuple[str, str, str], ...] = ()

    def listing(self) -> Listing:
        return Listing(tuple(self.lines), tuple(self.failures))

    def paper(self, document_id: str) -> Paper:
        found = next((each for each in self.lines if each.row.id == document_id), None)
        if found is None:
            raise CatalogueError("That document is not in the library any more: go back to the table.")
        held = Held("the records office", AT, "names a resident") if found.row.state != "current" else None
        history = (
            Act(AT, "the records office", "described", {"field": "date", "from": "", "to": "2024-05-01"}),
        )
        files = tuple((source, True) for source in found.row.sources)
        return Paper(found, files, self.twins, (), {}, held, history)

    def _set(self, document_id: str, **values: object) -> None:
        at = next(place for place, each in enumerate(self.lines) if each.row.id == document_id)
        self.lines[at] = replace(self.lines[at], row=replace(self.lines[at].row, **values))

    def describe(self, document_id: str, given: Mapping[str, str | None]) -> str:
        self.done.append(("describe", document_id, str(dict(given))))
        self._set(document_id, id=f"{document_id}-2", **given)
        return f"{document_id}-2"

    def quarantine(self, document_id: str, reason: str) -> None:
        if not reason:
            raise CatalogueError("Say why the paper is held back: the reason is kept with it.")
        self.done.append(("quarantine", document_id, reason))
        self._set(document_id, state="quarantined", passages=0)

    def release(self, document_id: str, reason: str, everyone: bool) -> int:
        self.done.append(("release", document_id, reason, str(everyone)))
        self._set(document_id, state="current", passages=5)
        return 5

    def remove(self, document_id: str) -> list[str]:
        self.done.append(("remove", document_id))
        self.lines = [each for each in self.lines if each.row.id != document_id]
        return self.left

    def dismiss(self, path: str) -> None:
        self.failures = [each for each in self.failures if each.path != path]

    def upload(
        self, files: Sequence[Path], given: Mapping[str, str], on_progress: Callable[[int, int, str], None]
    ) -> list[tuple[str, str, str]]:
        self.done.append(("upload", str(dict(given)), *(path.name for path in files)))
        outcomes = []
        for number, path in enumerate(files):
            on_progress(number, len(files), path.name)
            broken = path.name.startswith("broken")
            outcomes.append((path.name, "failed", "is damaged") if broken else (path.name, "added", ""))
            if not broken:
                self.lines.append(line(path.stem, path.stem))
        return outcomes
