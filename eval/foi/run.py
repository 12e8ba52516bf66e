"""Letters go through the desk, one after the other; what it makes of each is kept as soon as it is there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout

from eval.foi.cases import RequestCase, RequestSet
from eval.foi.results import Handled, RequestSummary
from eval.foi.score import judge, summarise
from eval.folder import RunFolder, read_lines, write_json, write_lines
from eval.gold import stem_of
from eval.record import documents_of, now, record_run
from eval.results import DocumentRecord, QuestionSetRecord
from eval.run import OnAnswer, drop_cut_line, resumes
from ingest.errors import EvaluationError, QuestionSetError
from ingest.library import Library

Handle = Callable[[RequestCase], Handled]


def prepare(library: Library, letters: RequestSet, out: Path) -> RunFolder:
    """Check the set against the catalogue and open the run's folder, new or to be gone on with.

    Raises QuestionSetError for a document that the catalogue does not have, EvaluationError where the folder
    holds a run of something else.
    """
    library.require_documents()
    documents = documents_of(library)
    _check_documents(letters, documents)
    of_set = QuestionSetRecord(path=str(letters.path), sha256=letters.sha256, cases=len(letters.cases))
    record = record_run(library, of_set, documents, out.name, (), None)
    folder = RunFolder(out)
    if not resumes(folder, record):
        write_lines(folder.corpus, documents)
        write_lines(folder.generated, [])
        # Last, because a folder with this file is a run.
        write_json(folder.run, record)
    return folder


def _check_documents(letters: RequestSet, documents: list[DocumentRecord]) -> None:
    known = {stem_of(source) for record in documents for source in record.sources}
    for case in letters.cases:
        for question in case.expected.questions:
            for name in question.documents:
                if name not in known:
                    place = f"{case.id}, question {question.number}"
                    raise QuestionSetError(
                        f"{place}: no document is called {name}: correct the name, or ingest it."
                    )


def generate(
    letters: RequestSet, folder: RunFolder, handle: Handle, on_letter: OnAnswer = lambda _done, _of: None
) -> None:
    """Have every letter handled that was not yet. Raises EvaluationError where another process is at it."""
    try:
        with FileLock(folder.path / ".lock", timeout=0):
            _handle_the_rest(letters, folder, handle, on_letter)
    except Timeout as error:
        raise EvaluationError(
            f"Another process is reading letters into {folder.path}: wait for it."
        ) from error


def _handle_the_rest(letters: RequestSet, folder: RunFolder, handle: Handle, on_letter: OnAnswer) -> None:
    drop_cut_line(folder.generated)
    done = {each.id for each in read_lines(Handled, folder.generated)}
    with folder.generated.open("a", encoding="utf-8") as stream:
        for number, case in enumerate(letters.cases, 1):
            if case.id not in done:
                stream.write(handle(case).model_dump_json() + "\n")
                stream.flush()
                os.fsync(stream.fileno())
            on_letter(number, len(letters.cases))
    record = folder.record()
    if record.finished is None:
        write_json(folder.run, record.model_copy(update={"finished": now()}))


def score(letters: RequestSet, folder: RunFolder) -> RequestSummary:
    """Judge what was kept, and write results and summary. Raises EvaluationError."""
    handled = {each.id: each for each in read_lines(Handled, folder.generated)}
    results = judge(letters.cases, handled)
    summary = summarise(results)
    write_lines(folder.results, results)
    write_json(folder.summary, summary)
    return summary
