"""``judged.json``, if a language model was asked for its opinion of the run. It is no part of the score."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from eval.judging.records import Judged
from ingest.errors import EvaluationError


def read_judged(folder: Path) -> Judged | None:
    """The judged figures of a run's folder, None where nothing was judged. Raises EvaluationError."""
    path = folder / "judged.json"
    try:
        return Judged.model_validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise EvaluationError(
            f"{path} cannot be read: {_first(error)}. Judge the run again, or remove the file."
        ) from error


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        return f"{place}: {first['msg']}" if place else first["msg"]
    return str(getattr(error, "strerror", None) or error)
