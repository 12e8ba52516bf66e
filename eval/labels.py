"""Labelled sentences: what a language model might have written of the papers, and what is wrong with each."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.cases import Source
from ingest.errors import QuestionSetError

Split = Literal["calibrate", "second", "third", "fourth", "fifth", "sixth"]


class Label(StrEnum):
    """What a sentence is: ``supported``, or what makes it one to strike."""

    SUPPORTED = "supported"
    FIGURE = "figure"
    AUTHORITY = "authority"
    PERIOD = "period"
    REFERENCE = "reference"
    POLARITY = "polarity"
    WRONG_PASSAGE = "wrong-passage"
    INVENTED = "invented"


class LabelledSentence(BaseModel):
    """A sentence with its label.

    ``sources``: where what it says stands or, if it is to be struck, what it was made from. ``altered`` says
    what was changed, ``of`` names the sentence that it was made from.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    sentence: str = Field(min_length=1)
    label: Label
    sources: tuple[Source, ...] = ()
    altered: str = ""
    of: str | None = None
    split: Split


def read_labelled(path: Path) -> list[LabelledSentence]:
    """The sentences of a file of JSON lines in its order. Raises QuestionSetError naming the line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(f"Cannot read {path}: {error}.") from error
    found = [_read(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    known = {each.id for each in found}
    if len(known) < len(found):
        raise QuestionSetError(f"{path} gives an id twice.")
    for each in found:
        if each.of is not None and each.of not in known:
            raise QuestionSetError(f"{path}, {each.id}: there is no sentence {each.of}.")
    return found


def _read(path: Path, number: int, line: str) -> LabelledSentence:
    try:
        return LabelledSentence.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise QuestionSetError(f"{path}, line {number}, {field}: {first['msg']}.") from error
