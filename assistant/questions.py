"""Question sets: JSON lines, checked whole before the first question is asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answer import LONGEST_QUESTION, Filters, Turn
from ingest.errors import QuestionSetError


class AskedQuestion(BaseModel):
    """One question with what was said before it and what it is narrowed to."""

    # What only the evaluation needs (gold facts and sources) may stand on the same line.
    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str | None = None
    question: str = Field(min_length=1, max_length=LONGEST_QUESTION)
    history: tuple[Turn, ...] = ()
    filters: Filters = Filters()


def read_question_set(path: Path, filters: Filters) -> list[AskedQuestion]:
    """Every question of the file; ``filters`` holds where a line gives none of its own.

    Raises QuestionSetError naming the file and line of the first fault.
    """
    try:
        # Not splitlines: line separators such as U+2028 may stand inside a question.
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise QuestionSetError(f"Cannot read {path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise QuestionSetError(f"{path} is not UTF-8 text: save it as JSON lines.") from error
    asked = [_question(path, n, line, filters) for n, line in enumerate(lines, 1) if line.strip()]
    if not asked:
        raise QuestionSetError(f"{path} holds no question.")
    return asked


def _question(path: Path, number: int, line: str, filters: Filters) -> AskedQuestion:
    try:
        values = json.loads(line)
    except json.JSONDecodeError as error:
        raise QuestionSetError(f"{path}, line {number}: not JSON ({error.msg}).") from error
    if not isinstance(values, dict):
        raise QuestionSetError(f"{path}, line {number}: not an object with a question.")
    try:
        return AskedQuestion.model_validate(_as_given(values, filters))
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise QuestionSetError(f"{path}, line {number}: {name}: {first['msg']}.") from error


def _as_given(values: dict[str, Any], filters: Filters) -> dict[str, Any]:
    history = values.get("history") or []
    pairs = isinstance(history, list) and all(isinstance(turn, list) and len(turn) == 2 for turn in history)
    turns = [{"question": turn[0], "answer": turn[1]} for turn in history] if pairs else history
    return {**values, "history": turns, "filters": values.get("filters") or filters}
