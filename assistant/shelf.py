"""The library as one person sees and changes it: what the page's Library tab needs."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.paper import Line, Listing, Paper
from assistant.people.person import Person, Right
from ingest import sql_decided as sql
from ingest.decide import quarantine, redescribe
from ingest.decided import Decisions
from ingest.describe import Overrides
from ingest.errors import CatalogueError
from ingest.failures import Failures
from ingest.files import sha256_of
from ingest.library import Library
from ingest.pipeline import Progress, ingest
from ingest.records import DocumentRow
from ingest.release import release
from ingest.remove import remove
from ingest.report import FileOutcome

Note = Callable[[Person, str, dict[str, Any]], None]
"""Called after each change with who made it, what it was, and its particulars."""


class Shelf:
    """What a person may see of a library, and what they do to it.

    Everything is looked up in ``seen``, the library as far as the person is cleared for it, so that nobody
    changes a paper that they may not see; the changes themselves are made to the ``whole``. Whether the
    person may change anything is asked before this is called.
    """

    def __init__(self, seen: Library, whole: Library, person: Person, note: Note = lambda *_: None) -> None:
        self._seen = seen
        self._whole = whole
        self._person = person
        self._note = note
        self._librarian = person.may(Right.LIBRARY)

    # -- reading -------------------------------------------------------------------------------------

    def listing(self) -> Listing:
        """Every document the person may see, in the catalogue's order."""
        failures = self._failures()
        facts = self._facts()
        rows = self._rows()
        groups = _twins_of(rows, facts)
        why = {failure.source: failure.reason for failure in failures}
        lines = [self._line(row, facts, groups, why) for row in rows]
        return Listing(tuple(lines), tuple(failures))

    def paper(self, document_id: str) -> Paper:
        """One document with everything known of it. Raises CatalogueError where the person sees none."""
        listed = {line.row.id: line for line in self.listing().lines}
        line = listed.get(document_id)
        if line is None:
            raise CatalogueError("That document is not in the library any more: go back to the table.")
        connection = self._whole.catalogue.connection
        textless = [row["number"] for row in connection.execute(sql.TEXTLESS_PAGES, (document_id,))]
        decisions = Decisions(self._whole.catalogue)
        decided = decisions.of(line.row.sha256)
        twins = self._twins(line, listed)
        files = self._seen.lookup.files(document_id)
        return Paper(
            line,
            tuple((file.source, Path(file.path).is_file()) for file in files),
            tuple((twin.id, twin.title, twin.sources[0]) for twin in twins),
            tuple(textless),
            decided.given,
            decided.held,
            tuple(decisions.history(line.row.sha256)),
        )

    def _rows(self) -> list[DocumentRow]:
        return self._seen.lookup.documents(quarantined=self._librarian)

    def _facts(self) -> dict[str, Any]:
        rows = self._whole.catalogue.connection.execute(sql.SHELF_FACTS)
        return {row["id"]: row for row in rows}

    def _failures(self) -> list[Any]:
        """A file's name may say what a restricted paper is about: for those who look after the library."""
        return Failures(self._whole.catalogue).all() if self._librarian else []

    def _line(
        self,
        row: DocumentRow,
        facts: Mapping[str, Any],
        groups: Mapping[str, Sequence[str]],
        failed: Mapping[str, str],
    ) -> Line:
        fact = facts.get(row.id)
        if fact is None:
            return Line(row)
        others = len(groups.get(fact["fingerprint"], (row.id,))) - 1
        newer = next((failed[source] for source in row.sources if source in failed), "")
        return Line(row, fact["textless"], others, newer)

    def _twins(self, line: Line, listed: Mapping[str, Line]) -> list[DocumentRow]:
        if not line.twins:
            return []
        facts = self._facts()
        same = facts[line.row.id]["fingerprint"]
        return [
            each.row
            for id_, each in listed.items()
            if id_ != line.row.id and id_ in facts and facts[id_]["fingerprint"] == same
        ]

    # -- changing ------------------------------------------------------------------------------------

    def describe(self, document_id: str, given: Mapping[str, str | None]) -> str:
        """Describe a document in the person's words; the id of what stands in its place (``redescribe``)."""
        row = self._row(document_id)
        stands = redescribe(self._whole, row, given, self._person.name)
        self._tell("described", row, given={name: value or "" for name, value in given.items()})
        return stands

    def quarantine(self, document_id: str, reason: str) -> None:
        """Hold a document back from every answer."""
        row = self._row(document_id)
        quarantine(self._whole, row, reason, self._person.name)
        self._tell("quarantined", row, reason=reason)

    def release(self, document_id: str, reason: str, everyone: bool) -> int:
        """Let a held-back document answer; its number of passages. See ``ingest.release``."""
        if not reason.strip():
            raise CatalogueError("Say why the paper may be read: the reason is kept with it.")
        row = self._row(document_id)
        passages = release(self._whole, row, reason.strip(), everyone, self._person.name)
        self._tell("released", row, reason=reason, everyone=everyone)
        return passages

    def remove(self, document_id: str) -> list[str]:
        """Take a document out for good; where something of it is still found, in words."""
        row = self._row(document_id)
        left = remove(self._whole, row)
        self._tell("removed", row)
        return left

    def dismiss(self, path: str) -> None:
        """Take a failed file off the list."""
        Failures(self._whole.catalogue).clear([path])

    def upload(
        self, files: Sequence[Path], given: Mapping[str, str], on_progress: Callable[[int, int, str], None]
    ) -> list[tuple[str, str, str]]:
        """Keep a copy of each file in the home folder and take it into the library, with what all are given.

        Returns (file name, outcome, reason), one a file, in order. ``on_progress`` is told files done, files
        in all and the file at hand.
        """
        overrides = Overrides(authority=given.get("authority"), marking=given.get("marking"))
        kept = list(dict.fromkeys(self._keep(path) for path in files))

        def show(step: Progress) -> None:
            on_progress(step.files_done, step.files, step.source)

        report = ingest(self._seen, kept, overrides, on_progress=show)
        for path, outcome in zip(kept, report.files, strict=True):
            if outcome.outcome == "failed":
                path.unlink(missing_ok=True)
            else:
                self._clear_failed(path)
        told = {
            "files": [[file.source, file.outcome] for file in report.files],
            "documents": [file.document_id for file in report.files if file.document_id],
            "given": dict(given),
        }
        self._note(self._person, "uploaded", told)
        return [(file.source, file.outcome, _reason(file)) for file in report.files]

    def _clear_failed(self, taken: Path) -> None:
        """An upload that failed is forgotten once a file of its name is taken in."""
        uploads = str(self._whole.settings.uploads_path.resolve())
        failures = Failures(self._whole.catalogue)
        same = [
            each for each in failures.all() if each.source == taken.name and each.root.startswith(uploads)
        ]
        failures.clear(each.path for each in same)

    def _keep(self, path: Path) -> Path:
        """Copied under its content's hash, so that equal names of different files stay apart."""
        folder = self._whole.settings.uploads_path / sha256_of(path)[:16]
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copyfile(path, folder / path.name))

    def _row(self, document_id: str) -> DocumentRow:
        row = next((row for row in self._rows() if row.id == document_id), None)
        if row is None:
            raise CatalogueError("That document is not in the library any more: go back to the table.")
        return row

    def _tell(self, act: str, row: DocumentRow, **more: Any) -> None:
        about = {"document_id": row.id, "title": row.title, "file": row.sources[0], **more}
        self._note(self._person, act, about)


def _reason(file: FileOutcome) -> str:
    """Why, for somebody at the page, where a paper that is held back is released in the table."""
    why, until, _ = file.reason.partition(": not indexed until")
    return f"{why}: it answers nothing until it is released" if until else file.reason


def _twins_of(rows: Sequence[DocumentRow], facts: Mapping[str, Any]) -> dict[str, list[str]]:
    """Document ids by the fingerprint of their text, of those the person may see."""
    groups: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        fact = facts.get(row.id)
        if fact is not None and fact["fingerprint"]:
            groups[fact["fingerprint"]].append(row.id)
    return groups
