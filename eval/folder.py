"""A run's folder: what is in it, how it is read, and that nothing in it is ever half-written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from assistant.answer import Answer
from eval.cases import Case
from eval.results import CaseResult, DocumentRecord, RunRecord, Summary
from ingest.errors import EvaluationError

_Model = TypeVar("_Model", bound=BaseModel)


class RunFolder:
    """The files of one run. Every reader raises EvaluationError naming the file and what to do."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.run = path / "run.json"
        self.questions = path / "questions.jsonl"
        self.corpus = path / "corpus.jsonl"
        self.generated = path / "generated.jsonl"
        self.results = path / "results.jsonl"
        self.summary = path / "summary.json"

    def record(self) -> RunRecord:
        if not self.run.is_file():
            raise EvaluationError(
                f"{self.path} holds no run: make one with `commissioning-assistant eval run QUESTIONS "
                f"--out {self.path}`."
            )
        return _one(RunRecord, self.run)

    def cases(self) -> list[Case]:
        return read_lines(Case, self.questions)

    def documents(self) -> list[DocumentRecord]:
        return read_lines(DocumentRecord, self.corpus)

    def answers(self) -> dict[str, Answer]:
        """Answers by question id. A last line cut off by an interruption is left out."""
        return {str(answer.id): answer for answer in read_lines(Answer, self.generated, may_be_cut=True)}

    def case_results(self) -> list[CaseResult]:
        return read_lines(CaseResult, self.results)

    def summary_values(self) -> Summary:
        if not self.summary.is_file():
            raise EvaluationError(
                f"{self.path} is not scored: run `commissioning-assistant eval score {self.path}`."
            )
        return _one(Summary, self.summary)


def write_json(path: Path, value: BaseModel) -> None:
    """Write the whole file or leave it as it was."""
    replace_text(path, value.model_dump_json(indent=1) + "\n")


def write_lines(path: Path, values: Iterable[BaseModel]) -> None:
    """Write the whole file, one value a line, or leave it as it was."""
    replace_text(path, "".join(value.model_dump_json() + "\n" for value in values))


def replace_text(path: Path, text: str) -> None:
    """Put ``text`` in the file's place in one step. Raises EvaluationError if the folder refuses."""
    beside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise EvaluationError(f"Cannot write {path}: {error.strerror}.") from error


def _one(model: type[_Model], path: Path) -> _Model:
    try:
        return model.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValidationError) as error:
        raise EvaluationError(f"{path} cannot be read as {model.__name__}: {_first(error)}.") from error


def read_lines(model: type[_Model], path: Path, may_be_cut: bool = False) -> list[_Model]:
    """The values of a file, one a line. Raises EvaluationError naming the line."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace" if may_be_cut else "strict")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} cannot be read: {_first(error)}.") from error
    # Not splitlines: a document's own line separators (U+2028, say) may stand inside a value.
    *lines, rest = text.split("\n")
    if not may_be_cut:
        lines.append(rest)
    return [_line(model, path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _line(model: type[_Model], path: Path, number: int, line: str) -> _Model:
    try:
        return model.model_validate_json(line)
    except ValidationError as error:
        raise EvaluationError(f"{path}, line {number}: {_first(error)}.") from error


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return str(getattr(error, "strerror", None) or error)
