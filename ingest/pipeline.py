"""A folder becomes part of the library: hash, skip, read, describe, cut, embed, swap in, sweep out."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.context import RESERVED, prepare
from ingest.decided import Decisions, Held, key_of
from ingest.describe import Overrides, describe
from ingest.document import Document
from ingest.errors import AssistantError, ReadError
from ingest.failures import Failures
from ingest.files import FoundFile, find_files, sha256_of, version_id
from ingest.inherit import inherit_authorities
from ingest.library import Library
from ingest.passages import cut
from ingest.read.worker import Reader
from ingest.records import PreparedDocument, StoredFile
from ingest.report import FileOutcome, IngestReport, Outcome
from ingest.turns import turn

# Files being read while another is embedded. More would only fill memory.
_READ_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: files and bytes of the total, pages read so far, and the file at hand."""

    files_done: int
    files: int
    bytes_done: int
    bytes: int
    pages: int
    source: str


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class _Job:
    file: FoundFile
    sha256: str
    document_id: str
    reading: Future[Document] | None


def ingest(
    library: Library,
    paths: Iterable[Path],
    overrides: Overrides | None = None,
    prune: bool = False,
    on_progress: OnProgress = lambda _: None,
) -> IngestReport:
    """Bring the library in step with files and folders. One file's failure is its line in the report.

    Interrupted at any point, the library answers as before, and the next run completes the work.
    Raises AssistantError for a path that is not there or while another ingest runs.
    """
    given = [Path(path) for path in paths]
    files = find_files(given)
    with _only_one(library):
        with turn(library.settings.home):
            library.sweep()
        run = _Run(library, overrides or Overrides())
        started = time.monotonic()
        for outcome in run.over(files, on_progress):
            run.report.files.append(outcome)
        run.report.files += _missing(library, given, files, prune)
        run.clear_gone(given, files)
        with turn(library.settings.home):
            inherit_authorities(library, run.report.files)
            library.sweep()
        run.report.seconds = time.monotonic() - started
    return run.report


@contextmanager
def _only_one(library: Library) -> Iterator[None]:
    lock = FileLock(library.settings.home / "ingest.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise AssistantError(
            f"Another ingest is running in {library.settings.home}: wait for it to end."
        ) from error
    try:
        yield
    finally:
        lock.release()


class _Run:
    """One ingest run over a list of files."""

    def __init__(self, library: Library, overrides: Overrides) -> None:
        self.library = library
        self.catalogue = library.catalogue
        self.decisions = Decisions(library.catalogue)
        self.failures = Failures(library.catalogue)
        self.failed_before = {failure.path for failure in self.failures.all()}
        self.key = key_of(overrides)
        self.report = IngestReport()

    def over(self, files: list[FoundFile], on_progress: OnProgress) -> Iterator[FileOutcome]:
        total, done, pages = sum(file.size for file in files), 0, 0
        with Reader(self.library.settings.ingest) as reader:
            for number, job in enumerate(self._jobs(files, reader)):
                on_progress(Progress(number, len(files), done, total, pages, job.file.source))
                outcome = self._take_in(job)
                self._keep(job.file, outcome)
                done += job.file.size
                pages += outcome.pages
                yield outcome
        on_progress(Progress(len(files), len(files), done, total, pages, ""))

    def _jobs(self, files: list[FoundFile], reader: Reader) -> Iterator[_Job]:
        """The files in order, the next few of them already being read."""
        waiting: deque[_Job] = deque()
        seen: set[str] = set()
        for file in files:
            waiting.append(self._start(file, reader, seen))
            if len(waiting) > _READ_AHEAD:
                yield waiting.popleft()
        yield from waiting

    def _start(self, file: FoundFile, reader: Reader, seen: set[str]) -> _Job:
        sha256 = sha256_of(file.path)
        self.decisions.carry(str(file.path), sha256)
        document_id = self._id(sha256)
        known = document_id in seen or self.catalogue.has(document_id)
        seen.add(document_id)
        reading = None if known else reader.submit(file.path, file.source)
        return _Job(file, sha256, document_id, reading)

    def _id(self, sha256: str) -> str:
        return version_id(sha256, key_of(self.decisions.of(sha256).over(self.key)))

    def _take_in(self, job: _Job) -> FileOutcome:
        before = self.catalogue.file(str(job.file.path))
        if before and before.document_id == self._id(job.sha256):
            return FileOutcome(job.file.source, "unchanged", document_id=before.document_id)
        try:
            document = replace(job.reading.result(), sha256=job.sha256) if job.reading else None
        except ReadError as error:
            kept = "; the earlier version still answers" if before else ""
            return FileOutcome(job.file.source, "failed", f"{error}{kept}")
        with turn(self.library.settings.home):
            return self._settle(job, document, replaced=before is not None)

    def _settle(self, job: _Job, document: Document | None, replaced: bool) -> FileOutcome:
        """Point the file at what is there already, else store it. What was decided meanwhile holds."""
        document_id = self._id(job.sha256)
        stored = StoredFile(str(job.file.path), str(job.file.root), job.file.source, document_id)
        if self.catalogue.has(document_id):
            self.catalogue.point_file(stored)
            return self._duplicate(job, document_id)
        if document is None:
            return FileOutcome(job.file.source, "failed", "the same bytes failed above under another name")
        return self._store(document, stored, replaced)

    def clear_gone(self, given: list[Path], files: list[FoundFile]) -> None:
        """A file that failed and was then taken out of its folder is nobody's trouble any more."""
        roots = {str(path.expanduser().resolve()) for path in given if path.is_dir()}
        present = {str(file.path) for file in files}
        gone = [each.path for each in self.failures.all() if each.root in roots and each.path not in present]
        self.failures.clear(gone)

    def _keep(self, file: FoundFile, outcome: FileOutcome) -> None:
        """Which files failed is kept until they are taken in."""
        if outcome.outcome == "failed":
            self.failures.failed(file, outcome.reason)
        elif str(file.path) in self.failed_before:
            self.failures.clear([str(file.path)])

    def _duplicate(self, job: _Job, document_id: str) -> FileOutcome:
        held = self.library.lookup.files(document_id)
        others = [file.source for file in held if file.path != str(job.file.path)]
        reason = f"the same file as {others[0]}" if others else ""
        return FileOutcome(job.file.source, "duplicate", reason, document_id)

    def _store(self, document: Document, file: StoredFile, replaced: bool) -> FileOutcome:
        decided = self.decisions.of(document.sha256)
        overrides = decided.over(self.key)
        prepared = prepare_document(self.library, document, file.document_id, overrides, self.key)
        if decided.held:
            prepared = replace(prepared, state="quarantined", passages=())
        write_vectors(self.library, prepared)
        self.catalogue.make_current(prepared, file)
        self.library.sweep()
        return self._outcome(prepared, file, replaced, decided.held)

    def _outcome(
        self, prepared: PreparedDocument, file: StoredFile, replaced: bool, held: Held | None
    ) -> FileOutcome:
        pages, marking = len(prepared.document.pages), prepared.description.marking
        remarks = list(prepared.document.notes)
        if prepared.state == "quarantined":
            why = f"marked “{marking.value}” ({marking.how})" if marking else "held back before"
            why = f"held back by {held.by} ({held.reason})" if held else why
            until = f"not indexed until `commissioning-assistant documents release {prepared.id}`"
            return FileOutcome(file.source, "quarantined", f"{why}: {until}", prepared.id, pages)
        twins = self.library.lookup.same_text(prepared.id, prepared.document.text)
        remarks += [f"the same text as {twins[0]}"] if twins else []
        outcome: Outcome = "replaced" if replaced else "added"
        return FileOutcome(
            file.source, outcome, "; ".join(remarks), prepared.id, pages, len(prepared.passages)
        )


def prepare_document(
    library: Library,
    document: Document,
    document_id: str,
    overrides: Overrides,
    key: str,
    released: str | None = None,
    everyone: bool = False,
) -> PreparedDocument:
    """Describe and cut a document. A marked one that nobody released is left without passages.

    A marked one that somebody ``released`` is for those cleared for its marking, unless for ``everyone``.
    ``key`` is what of the ``overrides`` was given at ingest, as JSON.
    """
    description = describe(document, overrides)
    if description.marking and not released:
        return PreparedDocument(document_id, document, description, key, "quarantined", ())
    count, limit = library.embedder.count_tokens, library.embedder.limit
    passages = prepare(document, description, cut(document, count, limit - RESERVED), count, limit)
    return PreparedDocument(document_id, document, description, key, "current", passages, released, everyone)


def write_vectors(library: Library, prepared: PreparedDocument) -> None:
    """Embed a document's passages under its own id; they are found only once it is made current."""
    library.catalogue.announce(prepared.id)
    if not prepared.passages:
        return
    texts = [f"{item.context}\n{item.passage.text}" for item in prepared.passages]
    ids = [f"{prepared.id}:{item.passage.ordinal}" for item in prepared.passages]
    library.vectors.add(prepared.id, ids, texts, library.embedder.passages_in_bulk(texts))


def _missing(
    library: Library, given: list[Path], files: list[FoundFile], prune: bool
) -> Iterator[FileOutcome]:
    """Files that a folder held at an earlier run and holds no longer."""
    present = {str(file.path) for file in files}
    for folder in {path.expanduser().resolve() for path in given if path.is_dir()}:
        for file in library.catalogue.files_under(str(folder)):
            if file.path in present:
                continue
            if prune:
                library.catalogue.forget_file(file.path)
                yield FileOutcome(file.source, "removed", "gone from the folder", file.document_id)
            else:
                reason = "gone from the folder but still answers: ingest again with --prune to remove it"
                yield FileOutcome(file.source, "missing", reason, file.document_id)
