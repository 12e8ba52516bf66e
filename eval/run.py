"""Cases are asked, one after the other, of the same ``ask`` as everyone's; answers go to a run folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.answer import Answer, Mode
from assistant.engine import Assistant
from eval.cases import Case
from eval.folder import RunFolder, write_json, write_lines
from eval.gold import Corpus
from eval.record import documents_of, now, record_run
from eval.results import DocumentRecord, GoldError, QuestionSetRecord, RunRecord
from eval.sets import QuestionSet
from eval.witness import witness_of
from ingest.errors import EvaluationError, QuestionSetError
from ingest.library import Library

OnAnswer = Callable[[int, int], None]


def prepare(
    library: Library,
    questions: QuestionSet,
    out: Path,
    label: str = "",
    canaries: Sequence[str] = (),
    corpus_folder: Path | None = None,
    mode: Mode = "quote",
) -> tuple[RunFolder, list[GoldError]]:
    """Check the set against the corpus and open the run's folder, new or to be resumed.

    Raises QuestionSetError for gold in a document that nobody knows, EvaluationError where the folder
    holds a run of something else, or no model is set up for written answers. Nothing is written before all
    of that holds.
    """
    library.require_documents()
    documents = documents_of(library)
    corpus = Corpus(documents, witness_of(documents, corpus_folder))
    _check_documents(questions, corpus)
    of_set = QuestionSetRecord(path=str(questions.path), sha256=questions.sha256, cases=len(questions.cases))
    record = record_run(library, of_set, documents, label or out.name, canaries, corpus_folder, mode)
    folder = RunFolder(out)
    if not resumes(folder, record):
        _begin(folder, record, questions.cases, documents)
    return folder, [error for case in questions.cases for error in corpus.errors(case)]


def _check_documents(questions: QuestionSet, corpus: Corpus) -> None:
    for case in questions.cases:
        for name in corpus.unknown(case):
            place = questions.places.get(case.id, case.id)
            raise QuestionSetError(
                f"{questions.path}, {place}: no document is called {name}: correct the name, ingest it, "
                "or name the folder that it lies in with --corpus."
            )


def resumes(folder: RunFolder, record: RunRecord) -> bool:
    """Does the folder hold the beginning of this very run? Raises EvaluationError if it holds another."""
    if not folder.path.exists() or (folder.path.is_dir() and not any(folder.path.iterdir())):
        return False
    if not folder.run.is_file():
        raise EvaluationError(f"{folder.path} is not empty and holds no run: choose a new folder.")
    earlier = folder.record()
    if earlier.fingerprint != record.fingerprint:
        raise EvaluationError(
            f"{folder.path} holds a run of {_difference(earlier, record)}: choose a new folder for this one."
        )
    return True


def _difference(earlier: RunRecord, record: RunRecord) -> str:
    if earlier.question_set.sha256 != record.question_set.sha256:
        return "another question set"
    if earlier.mode != record.mode:
        return "written answers" if earlier.mode == "write" else "quoted answers"
    if earlier.cleared_for != record.cleared_for:
        return "another clearance"
    if earlier.corpus_sha256 != record.corpus_sha256:
        return "other documents"
    if earlier.models != record.models:
        return "other models"
    return "another version of the program" if earlier.versions != record.versions else "other settings"


def _begin(
    folder: RunFolder, record: RunRecord, cases: Sequence[Case], documents: Sequence[DocumentRecord]
) -> None:
    write_lines(folder.questions, cases)
    write_lines(folder.corpus, documents)
    write_lines(folder.generated, [])
    # Last, because a folder with this file is a run.
    write_json(folder.run, record)


def generate(assistant: Assistant, folder: RunFolder, on_answer: OnAnswer = lambda _done, _of: None) -> None:
    """Ask every question that has no answer yet; each answer is kept as soon as it is there."""
    try:
        with FileLock(folder.path / ".lock", timeout=0):
            _ask_the_rest(assistant, folder, on_answer)
    except Timeout as error:
        raise EvaluationError(f"Another process is answering into {folder.path}: wait for it.") from error


def _ask_the_rest(assistant: Assistant, folder: RunFolder, on_answer: OnAnswer) -> None:
    cases, mode = folder.cases(), folder.record().mode
    done = _whole_answers(folder)
    with folder.generated.open("a", encoding="utf-8") as stream:
        for number, case in enumerate(cases, 1):
            if case.id not in done:
                answer = assistant.ask(case.question, case.filters, case.history, mode, id_=case.id)
                stream.write(answer.model_dump_json() + "\n")
                stream.flush()
                os.fsync(stream.fileno())
            on_answer(number, len(cases))
    record = folder.record()
    if record.finished is None:
        write_json(folder.run, record.model_copy(update={"finished": now()}))


def _whole_answers(folder: RunFolder) -> dict[str, Answer]:
    """The answers so far; a last line that was cut off is taken out of the file first."""
    drop_cut_line(folder.generated)
    return folder.answers()


def drop_cut_line(path: Path) -> None:
    """Take a last line that an interruption cut off out of a file of lines."""
    text = path.read_bytes()
    whole = text.rfind(b"\n") + 1
    if whole < len(text):
        with path.open("r+b") as stream:
            stream.truncate(whole)
